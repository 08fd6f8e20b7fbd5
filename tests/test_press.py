"""The structure of a briefing: labels, headings, exchanges, and who speaks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import press
from index.records import Role
from index.structure import cues, tables

ASKS, SAYS = "请问港口情况如何？", "港口运行平稳。"


def structure(text):
    """Return each exchange: its heading, its question, (role, speaker, words) of its blocks."""
    return [
        (
            exchange.heading,
            exchange.question,
            [
                (block.role.value, block.speaker, text[block.body : block.end])
                for block in exchange.blocks
            ],
        )
        for exchange in press.exchanges(text)
    ]


def roles(text):
    return [block.role.value for each in press.exchanges(text) for block in each.blocks]


def label(line, *others):
    return cues.label(line, cues.speakers([*others, line]))


@pytest.mark.parametrize(
    "mark",
    [
        "记者：",
        "记者:",
        "新华社记者：",
        "新华社记者 王小明：",
        "新华社记者王小明：",
        "中央广播电视总台央视记者：",
        "《滨海日报》记者：",
        "《滨海日报》：",
        "记者（追问）：",
        "记者提问：",
        "记者问：",
        "记者1：",
        "媒体记者：",
        "网友：",
        "问：",
        "问1：",
        "追问：",
        "提问：",
        "问题一：",
        "1. 问：",
        "**记者：** ",
        "**记者**：",
        "【记者】：",
        "【记者】",
        "[记者]：",
        "## 问：",
        "Q:",
        "Q：",
        "Q1：",
        "Q1: ",
        "QUESTION:",
        "Question 2: ",
        "REPORTER:",
        "Q (Reuters): ",
    ],
)
def test_a_label_of_a_question(mark):
    found = label(mark + ASKS)
    assert (found.role, found.end, found.host) == (Role.QUESTION, len(mark), False)


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        ("林若川：", "林若川"),
        ("工业和信息化局副局长 林若川：", "工业和信息化局副局长 林若川"),
        ("水利厅副厅长周行：", "水利厅副厅长周行"),
        ("海关副关长 周行：", "海关副关长 周行"),
        ("工业和信息化局副局长林若川：", "工业和信息化局副局长林若川"),
        ("新闻发言人、港航处处长林若川：", "新闻发言人、港航处处长林若川"),
        ("林若川（市交通局局长）：", "林若川"),
        ("**林若川：** ", "林若川"),
        ("【林若川】：", "林若川"),
        ("欧阳若川：", "欧阳若川"),
        ("阿卜杜拉·艾山：", "阿卜杜拉·艾山"),
        ("林部长：", "林部长"),
        ("林若川答：", "林若川"),
        ("港航处处长林若川回答：", "港航处处长林若川"),
        ("缉私局政委林若川答：", "缉私局政委林若川"),
        ("【答 林若川】", "林若川"),
        ("【主题发布林若川】", "林若川"),
        ("发言人：", "发言人"),
        ("答：", ""),
        ("答1：", ""),
        ("**答：**", ""),
        ("A:", ""),
        ("A1：", ""),
        ("Answer: ", ""),
        ("MR PRICE: ", "MR PRICE"),
        ("MR. PRICE: ", "MR. PRICE"),
        ("Ms. Lin: ", "Ms. Lin"),
        ("Vice Minister Lin: ", "Vice Minister Lin"),
        ("PRICE: ", "PRICE"),
    ],
)
def test_a_label_of_an_answer(mark, name):
    found = label(mark + SAYS, "记者：" + ASKS)
    assert (found.role, found.name, found.end) == (Role.ANSWER, name, len(mark))


@pytest.mark.parametrize(
    "mark",
    ["主持人：", "主持人 林若川：", "林若川（主持人）：", "【主持人 蔺若川】", "MODERATOR: "],
)
def test_a_label_of_a_host(mark):
    found = label(mark + SAYS)
    assert (found.role, found.host) == (Role.ANSWER, True)


@pytest.mark.parametrize(
    "line",
    [
        "主要有三个方面：",
        "主要有三个方面：一是通道。",
        "编者按：本报举行座谈。",
        "下一步：继续推动。",
        "总体来看：平稳。",
        "具体讲：有三点。",
        "举个例子：桥吊。",
        "存在问题：人手不足。",
        "主要问题：人手不足。",
        "http://example.org/a",
        "HTTPS://example.org/a",
        "时间：10:30",
        "10:30 开始",
        "地点：滨海",
        "林若川表示：港口运行平稳。",
        "林部长指出：港口运行平稳。",
        "一方面：港口运行平稳。",
        "访问：三次",
        "记者：王小明",
        "记者：王小明 李若雷",
        "局长：王小明",
        "主持人:省新闻办副主任  王小明",
        "【方向】港口很忙。",
        "Note: the port is busy.",
        "Next Steps: build.",
        "However: it is late.",
        "Key Points: three.",
        "“双碳”目标：明确。",
        "港口，码头：都忙。",
    ],
)
def test_no_label(line):
    assert label(line) is None


@pytest.mark.parametrize(
    "line", ["具体讲：有三点。", "下一步：建港。", "Note: it is busy.", "一句话：好。"]
)
def test_no_label_after_a_question_either(line):
    assert label(line, "记者：" + ASKS) is None


def test_a_quarter_is_no_question():
    assert label("Q1：吞吐量增长7.4%。") is None
    assert label("A：甲类") is None


def test_questions_and_answers():
    text = (
        "港口回升\n\n记者：为什么？\n\n林若川：因为航线多。\n\n一是通道。\n\n绿色航运\n\n"
        "记者：怎么样？\n\n高一鸣：很好。"
    )
    assert structure(text) == [
        (
            "港口回升",
            "为什么？",
            [
                ("heading", "", "港口回升"),
                ("question", "", "为什么？"),
                ("answer", "林若川", "因为航线多。"),
                ("answer", "林若川", "一是通道。"),
            ],
        ),
        (
            "绿色航运",
            "怎么样？",
            [
                ("heading", "", "绿色航运"),
                ("question", "", "怎么样？"),
                ("answer", "高一鸣", "很好。"),
            ],
        ),
    ]


def test_a_heading_stands_over_all_exchanges_below_it():
    text = "港口回升\n\n问：甲？\n\n答：乙。\n\n问：丙？\n\n答：丁。"
    assert [(heading, asked) for heading, asked, _ in structure(text)] == [
        ("港口回升", "甲？"),
        ("港口回升", "丙？"),
    ]


def test_a_question_of_two_paragraphs():
    text = "记者：第一个问题，甲？\n\n第二个问题，乙？\n\n林若川：丙。"
    assert structure(text) == [
        (
            "",
            "第一个问题，甲？\n第二个问题，乙？",
            [
                ("question", "", "第一个问题，甲？"),
                ("question", "", "第二个问题，乙？"),
                ("answer", "林若川", "丙。"),
            ],
        )
    ]


def test_two_speakers_answer_one_question():
    text = "记者：甲？\n\n林若川：乙。\n\n高一鸣：我补充。\n\n丙。"
    assert [block[:2] for block in structure(text)[0][2]] == [
        ("question", ""),
        ("answer", "林若川"),
        ("answer", "高一鸣"),
        ("answer", "高一鸣"),
    ]


def test_only_questions_are_labelled():
    text = "Q: Is it busy?\n\nYes, it is.\n\nVery.\n\nQ: Why?\n\nTrade grew."
    assert [(asked, [block[0] for block in blocks]) for _, asked, blocks in structure(text)] == [
        ("Is it busy?", ["question", "answer", "answer"]),
        ("Why?", ["question", "answer"]),
    ]


def test_only_questions_and_a_host_are_labelled():
    text = "主持人：现在开始提问。\n\n记者：甲？\n\n港口很忙。\n\n主持人：谢谢大家。"
    assert roles(text) == ["answer", "question", "answer", "answer"]


def test_a_host_opens_an_exchange():
    text = (
        "记者：甲？\n\n林若川：乙。\n\n主持人 寿小丽：请继续提问。\n\n"
        "记者：丙？\n\n林若川：丁。\n\n寿小丽：谢谢。"
    )
    assert [(asked, [block[1] for block in blocks]) for _, asked, blocks in structure(text)] == [
        ("甲？", ["", "林若川"]),
        ("", ["主持人 寿小丽"]),
        ("丙？", ["", "林若川"]),
        ("", ["寿小丽"]),
    ]


def test_a_host_who_interviews_asks():
    text = (
        "主持人：欢迎收看。\n\n主持人：请问港口忙吗？\n\n林若川：很忙。\n\n"
        "主持人：为什么？\n\n林若川：航线多。"
    )
    assert [asked for _, asked, _ in structure(text)] == ["", "请问港口忙吗？", "为什么？"]


def test_english_press_briefing():
    text = (
        "MR. PRICE: Good afternoon.\n\nQUESTION: Is it busy?\n\nMR. PRICE: It is.\n\nVery much so."
    )
    assert structure(text) == [
        ("", "", [("answer", "MR. PRICE", "Good afternoon.")]),
        (
            "",
            "Is it busy?",
            [
                ("question", "", "Is it busy?"),
                ("answer", "MR. PRICE", "It is."),
                ("answer", "MR. PRICE", "Very much so."),
            ],
        ),
    ]


def test_markdown_sections():
    text = "# 港口\n\n很忙。\n\n## 绿色 ##\n\n很绿。\n\n### 智能\n\n很智能。"
    assert [(heading, len(blocks)) for heading, _, blocks in structure(text)] == [
        ("港口", 2),
        ("绿色", 2),
        ("智能", 2),
    ]


def test_headings_without_markdown():
    text = "港口概况\n\n滨海港是一座深水港。\n\n历史沿革\n\n港口建于1904年。"
    assert [(heading, len(blocks)) for heading, _, blocks in structure(text)] == [
        ("港口概况", 2),
        ("历史沿革", 2),
    ]


def test_questions_as_headings():
    text = "什么是岸电？\n\n岸电是岸上供电。\n\n怎样申请？\n\n在线申请。"
    assert [heading for heading, _, _ in structure(text)] == ["什么是岸电？", "怎样申请？"]


def test_plain_paragraphs_are_one_exchange():
    text = "滨海港是一座深水港。它建于1904年。\n\n港口有28条航线。"
    assert structure(text) == [
        (
            "",
            "",
            [("text", "", "滨海港是一座深水港。它建于1904年。"), ("text", "", "港口有28条航线。")],
        )
    ]


@pytest.mark.parametrize(
    ("text", "expected"), [("", []), ("\n \n", []), ("港口", ["text"]), ("# 港口", ["heading"])]
)
def test_little_text(text, expected):
    assert roles(text) == expected


def test_what_is_said_in_passing_is_no_heading():
    text = "记者：甲？\n\n林若川：乙。\n\n为什么会这样呢？\n\n一是通道\n\n二是枢纽\n\n谢谢！"
    assert roles(text) == ["question", *["answer"] * 5]
    assert roles("大家上午好！\n\n港口很忙。") == ["text", "text"]


def test_a_page_number_inside_an_answer():
    text = "记者：甲？\n\n林若川：乙。\n\n— 3 —\n\n丙。\n\n(本报记者高一鸣整理)"
    assert [(asked, [block[0] for block in blocks]) for _, asked, blocks in structure(text)] == [
        ("甲？", ["question", "answer", "credit", "answer"]),
        ("", ["credit"]),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "编辑：高一鸣",
        "责任编辑 高一鸣 校对 林若川",
        "来源：滨海日报",
        "（完）",
        "(本版文字由本报记者高一鸣整理)",
        "本报记者 高一鸣",
        "记者：高一鸣",
        "第3页",
        "- 12 -",
        "Page 3 of 9",
        "----",
        "Source: Reuters",
    ],
)
def test_a_credit(line):
    assert cues.is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "编辑部门联合多家单位",
        "来源于各方的支持不断增加。",
        "图片识别技术进步明显",
        "文字识别更加准确",
        "Source code is open.",
        "记者：港口忙吗？",
        "2.5%",
        "作者是谁？",
    ],
)
def test_no_credit(line):
    assert not cues.is_credit(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("港口吞吐量稳步回升", True),
        ("港口开局良好，航运新意频出", True),
        ("怎样申请岸电？", True),
        ("# 港口", True),
        ("##港口", True),
        ("#港口#今天很忙。", False),
        ("港口很忙。", False),
        ("大家上午好！", False),
        ("包括以下几点：", False),
        ("(2026年1月28日，省新闻发布中心)", False),
        ("省港航局局长 林若川", False),
        ("港口" * 21, False),
        ("", False),
    ],
)
def test_is_heading(line, expected):
    assert cues.is_heading(line) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("编者按\n\n5月12日，市政府举行发布会，" + "港" * 60 + "。", "5月12日，市政府举行发布会"),
        ("# **港口** 发布会\n\n正文。", "港口 发布会"),
        ("滨海市举行发布会\n\n正文。", "滨海市举行发布会"),
        ("第1页\n\n港口。", "港口"),
        ("", ""),
        ("#\n\n##", ""),
        ("字" * 200, "字" * 60),
    ],
)
def test_title(text, expected):
    assert press.title(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [("## 港口 ##", "港口"), ("**港口**", "港口"), ("C# 与 F#", "C# 与 F#"), ("港口", "港口")],
)
def test_heading_words(line, expected):
    assert press.heading_words(line) == expected


def test_quotable_leaves_out_headings_labels_and_credits():
    text = "港口\n\n记者：甲？\n\n林若川：乙。丙。\n\n第3页"
    blocks = [block for each in press.exchanges(text) for block in each.blocks]
    found = [text[each.start : each.end] for each in press.quotable(text, blocks)]
    assert found == ["甲？", "乙。", "丙。"]


QUESTIONS = ["记者：甲？", "问：乙？", "Q:a?", "记者："]
ANSWERS = [
    "林若川：丙。",
    "答：丁。",
    "主持人：戊。",
    "MS. LIN: b.",
    "一是己。",
    "庚，",
    "1. 辛",
    "（一）壬",
]
OTHERS = ["港口回升", "#标题", "第3页", "编辑：高一鸣", "|a|b|"]
LINES = st.sampled_from([*QUESTIONS, *ANSWERS, *OTHERS])


@given(st.lists(LINES, max_size=12).map("\n\n".join) | st.text(max_size=40))
@settings(max_examples=300)
def test_blocks_cover_the_text_in_order(text):
    blocks = [block for each in press.exchanges(text) for block in each.blocks]
    ends = [0, *(block.end for block in blocks)]
    for end, block in zip(ends, blocks, strict=False):
        assert end <= block.start <= block.body <= block.end
        assert text[end : block.start].strip() == ""
    assert text[ends[-1] :].strip() == ""


def test_a_reporter_asks_whatever_his_surname():
    text = "东陆报记者逖川：请问怎么领补助？\n\n晏书岚：到窗口领。\n"
    (exchange,) = press.exchanges(text)
    assert exchange.question == "请问怎么领补助？"
    assert press.exchanges("东陆报记者逖川：今年的收成。\n")[0].question == ""


def test_rows_between_bars_are_no_headings():
    text = (
        "补助标准\n\n店铺｜比例｜最高（元）\n\n便利店｜30%｜20000\n\n"
        "老店｜50%｜30000\n\n其余不补。\n"
    )
    roles = [block.role for exchange in press.exchanges(text) for block in exchange.blocks]
    assert roles == [Role.HEADING, *[Role.TEXT] * 4]
    at = text.index("老店")
    assert tables.written(text, at, text.index("\n", at)) == ("老店：比例50%，最高30000元。")
