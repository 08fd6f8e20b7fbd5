"""Repair: only white space changes; what a page layout broke is whole again."""

import random
import re
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import layout
from index.records import Source

# An invented press conference, one paragraph a line.
CLEAN = """\
滨海市举行一季度港航与制造业情况发布会
编者按
5月12日，滨海市政府新闻办举行发布会，市交通局局长林若川、市工信局副局长高一鸣、港务集团总经理沈佩佩介绍一季度运行情况，并回答了记者提问。
港口吞吐量稳步回升
记者：一季度滨海港集装箱吞吐量有所回升。请问主要的拉动因素是什么？接下来会采取哪些举措？
林若川：感谢您的提问。一季度，滨海港完成集装箱吞吐量182.6万标箱，同比增长7.4%，增速比去年同期加快2.1个百分点，其中外贸箱量占比达到63.5%，创下近五年同期的最好水平。
一是航线更加密集。新开辟3条远洋航线，与沿线28个港口实现直航，每周班次由41班增加到49班。二是通关更加便利。推行“船边直提”和“抵港直装”，货物平均在港时间压缩至1.8天。三是服务更加智能。累计改造42台远控桥吊，堆场作业效率提升15%以上。
下一步，我们将围绕“通道、枢纽、网络”三个关键词，继续推动港口能级提升。
一是打通“最后一公里”。加快疏港铁路二期建设，力争年底前具备通车条件，届时铁路集疏运比例将提高到20%左右。
二是做强中转枢纽。支持企业开行内支线班轮，探索“一箱到底”的多式联运模式，为腹地企业降低物流成本。
三是织密服务网络。在内陆地区新设6个无水港，把港口功能延伸到货主的家门口。
记者：我们注意到，不少中小制造企业反映用工难、融资难。请问市里对此有何安排？
高一鸣：中小企业是滨海制造业的“毛细血管”，也是稳就业的主力军。针对大家反映的问题，我们做了三方面工作：一是建立用工余缺调剂平台，已帮助1260家企业匹配岗位2.3万个；二是设立总规模50亿元的纾困基金，单户最高可贷800万元；三是组织136名服务专员进企入户，点对点解决难题。
这里我想特别说明的是，纾困资金不收取任何手续费，企业可以通过“滨企通”APP在线申请，一般5个工作日内就能到账（节假日顺延）。
绿色航运 跑出加速度
记者：绿色低碳是航运业转型的方向。滨海港在清洁能源应用方面有什么新进展？
沈佩佩：今年以来，港区新增电动集卡85辆，岸电使用量同比增长32%，相当于减少二氧化碳排放约1.1万吨。与此同时，我们启用了首座甲醇加注站，能够为1.6万标箱级的双燃料船舶提供服务。
需要指出的是，绿色转型不会一蹴而就，既要算经济账，也要算长远账。我们会与船公司、货主一道，把零碳码头建设得更好，让碧海蓝天成为滨海最亮丽的名片。
主持人：由于时间关系，今天的发布会就到这里，谢谢各位记者朋友。
"""
PARAGRAPHS = CLEAN.splitlines()
# Headings are rejoined: the space in one of them came from a page.
WHOLE = [paragraph.replace("绿色航运 跑", "绿色航运跑") for paragraph in PARAGRAPHS]

ENGLISH = [
    "Harbour Council Reports First-Quarter Results",
    "QUESTION: Container traffic recovered in the first quarter. What drove the recovery, "
    "and will it last through the summer?",
    "MS. LIN: Thank you. Traffic reached 1.83 million boxes, up 7.4 percent from a year earlier. "
    "Mr. Gao's team opened three new services, and the average stay of cargo fell to 1.8 days.",
    "The second terminal will open in October, and we expect the share of rail to rise to about "
    "20 percent by the end of the year. It won't be easy, but the plan is sound.",
    "QUESTION: Small manufacturers say that credit is tight. What is the city doing for them?",
    "MR. GAO: We set up a relief fund of 5 billion yuan. A single firm can borrow up to 8 million, "
    "and the money usually arrives within five working days of the application.",
]


def repaired(text):
    return layout.repair(Source(text)).text


def paragraphs(text):
    return repaired(text).split("\n\n")


def bare(text):
    return "".join(text.split())


def columns(text):
    return sum(1 if character < "\u2e80" else 2 for character in text)


def wrapped(paragraph, width):
    """Break a paragraph at ``width`` columns; words in Latin script and numbers stay whole."""
    lines, line = [], ""
    for token in re.findall(r"[!-~]+|\s+|.", paragraph):
        if line and columns(line + token) > width and token not in "，。；：！？、”）》":
            lines.append(line.rstrip())
            line = token.lstrip()
        else:
            line += token
    return [*lines, line.rstrip()] if line.strip() else lines


def cut(paragraph, random, times=1):
    """Cut a paragraph inside its sentences with blank lines, not where one could end."""
    places = [
        at
        for at in range(1, len(paragraph))
        if paragraph[at - 1] not in "。！？!?；;：:….”"
        and not re.match(r"[!-~]{2}", paragraph[at - 1 : at + 1])
    ]
    for at in sorted(random.sample(places, min(times, len(places))), reverse=True):
        paragraph = paragraph[:at] + "\n" * random.randint(2, 5) + paragraph[at:]
    return paragraph


def spaced(paragraph, random, share=0.05):
    """Put spaces between Han characters."""
    return re.sub(
        r"(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff])",
        lambda _: random.choice([" ", "\u3000", "  "]) if random.random() < share else "",
        paragraph,
    )


def is_heading(paragraph):
    return "。" not in paragraph and "？" not in paragraph


def broken(kind, random):
    """Return CLEAN as a layout of this kind would break it."""
    lines = [line.replace(" ", "") if kind != "clean" else line for line in PARAGRAPHS]
    width = random.randrange(30, 81, 2)
    match kind:
        case "cuts":
            return "\n\n".join(line if is_heading(line) else cut(line, random) for line in lines)
        case "wrapped":
            return "\n".join("\n".join(wrapped(line, width)) for line in lines)
        case "wrapped, blank lines":
            return "\n\n".join("\n".join(wrapped(line, width)) for line in lines)
        case "wrapped, indented":
            return "\n".join("\n".join(wrapped("　　" + line, width)) for line in lines)
        case "wrapped, spread":
            return "\n\n".join("\n\n".join(wrapped(line, width)) for line in lines)
        case "stray spaces":
            return "\n\n".join(spaced(line, random) for line in lines)
        case "indented":
            return "\n".join("　　" + line for line in lines)
        case "windows":
            return "\r\n".join(lines)
        case "spaced and cut":
            return "\n\n".join(
                line if is_heading(line) else spaced(cut(line, random), random) for line in lines
            )
    return "\n".join(lines)


KINDS = {
    "clean": 1.0,
    "cuts": 0.95,
    "wrapped": 0.93,
    "wrapped, blank lines": 1.0,
    "wrapped, indented": 0.98,
    "wrapped, spread": 0.9,
    "stray spaces": 0.98,
    "indented": 1.0,
    "windows": 1.0,
    "spaced and cut": 0.9,
}


def restored(text):
    """Return the share of WHOLE that repair restores, and what it did not."""
    found = set(paragraphs(text))
    lost = [paragraph for paragraph in WHOLE if paragraph not in found]
    return 1 - len(lost) / len(WHOLE), lost


@pytest.mark.parametrize(("kind", "least"), KINDS.items())
def test_a_broken_press_conference_is_whole_again(kind, least):
    shares = [restored(broken(kind, random.Random(seed)))[0] for seed in range(25)]
    assert sum(shares) / len(shares) >= least


@pytest.mark.parametrize("kind", KINDS)
def test_no_heading_is_glued_to_a_sentence(kind):
    for seed in range(10):
        found = paragraphs(broken(kind, random.Random(seed)))
        for heading in filter(is_heading, WHOLE):
            sentences = [each for each in found if heading in each and "。" in each]
            assert sentences == [], kind


@pytest.mark.parametrize("width", [40, 60, 72, 80])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_wrapped_english_is_whole_again(width, gap):
    text = gap.join("\n".join(textwrap.wrap(line, width)) for line in ENGLISH)
    assert paragraphs(text) == ENGLISH


PIECES = [
    *"字的一二是第、，。：；？！“”（）《》【】#|*-_. 19aA…%\t\n\r\f\v\u3000\u2028\x1c\x85\ufeff",
    *[
        "\n\n",
        "\r\n",
        "记者：",
        "答：",
        "张三：",
        "一是",
        "1. ",
        "（一）",
        "编者按",
        "第3页",
        "Mr. ",
    ],
]
NASTY = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=60)


@given(NASTY)
@settings(max_examples=400)
def test_only_white_space_changes(text):
    assert bare(repaired(text)) == bare(text)


@given(NASTY)
@settings(max_examples=400)
def test_repairing_twice_is_repairing_once(text):
    once = repaired(text)
    assert repaired(once) == once


@given(NASTY)
@settings(max_examples=200)
def test_a_paragraph_is_a_line_between_blank_lines(text):
    for paragraph in paragraphs(text):
        assert paragraph == paragraph.strip()
        assert "\n" not in paragraph
    assert all(paragraphs(text)) or repaired(text) == ""


@given(NASTY, st.lists(st.integers(0, 60), max_size=4))
@settings(max_examples=200)
def test_a_page_keeps_its_first_character(text, pages):
    pages = tuple(sorted(min(page, len(text)) for page in pages))
    after = layout.repair(Source(text, pages=pages))
    for old, new in zip(pages, after.pages, strict=True):
        assert bare(text[old:]) == bare(after.text[new:])


def test_page_offsets_move_with_the_text():
    source = Source("第一页\n\n文字。\n\n\n\n第二页的文字。", pages=(0, 12))
    after = layout.repair(source)
    assert [after.text[page:][:3] for page in after.pages] == ["第一页", "第二页"]


def test_title_and_key_are_kept():
    after = layout.repair(Source("甲 乙", title="题", key="k"))
    assert (after.title, after.key, after.pages) == ("题", "k", ())


@pytest.mark.parametrize("text", ["", " \n\n\t\u3000\n"])
def test_nothing_stays_nothing(text):
    assert repaired(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Cut by blank lines, in a word, before a figure, inside a quotation.
        (
            "答：创建公共服务平台，联合多\n\n\n\n部门开展专项行动。",
            ["答：创建公共服务平台，联合多部门开展专项行动。"],
        ),
        (
            "答：一季度新车的渗透率达到了\n\n69%，较去年同期提高。",
            ["答：一季度新车的渗透率达到了69%，较去年同期提高。"],
        ),
        ("他说：“港口要\n\n更智能\n\n、更绿色。”", ["他说：“港口要更智能、更绿色。”"]),
        ("近年来，港口吞吐量\n\n稳步提高。", ["近年来，港口吞吐量稳步提高。"]),
        ("港口吞吐量达到了\n\n两千万吨。", ["港口吞吐量达到了两千万吨。"]),
        # Inside a sentence, what looks like a point is none.
        ("问：大家都知道，这\n\n一是非问题怎么看？", ["问：大家都知道，这一是非问题怎么看？"]),
        ("吞吐量增长\n\n1.5倍左右，好于预期。", ["吞吐量增长1.5倍左右，好于预期。"]),
        # Headings stay alone.
        ("港口吞吐量回升\n\n记者：为什么？", ["港口吞吐量回升", "记者：为什么？"]),
        ("港口吞吐量回升\n一季度，港口很忙。", ["港口吞吐量回升", "一季度，港口很忙。"]),
        ("# 标题\n正文很长，\n还没完。", ["# 标题", "正文很长，还没完。"]),
        ("绿色航运　跑出加速度", ["绿色航运跑出加速度"]),
        ("编　者　按", ["编者按"]),
        ("稳中求进 提质增效", ["稳中求进提质增效"]),
        # Names keep their space.
        ("主持人 寿小丽", ["主持人 寿小丽"]),
        ("港航局局长  高一鸣\n副局长  林若川", ["港航局局长 高一鸣", "副局长 林若川"]),
        ("责任编辑 高一鸣 校对 林若川", ["责任编辑 高一鸣 校对 林若川"]),
        # Labels on a line of their own.
        ("主持人：\n\n女士们、先生们，上午好。", ["主持人：女士们、先生们，上午好。"]),
        ("记者：\n\n为什么？\n\n林若川：\n因为。", ["记者：为什么？", "林若川：因为。"]),
        ("记者：\n\n港口发展情况\n\n怎么样？", ["记者：港口发展情况怎么样？"]),
        # Credits, page numbers, drawn rules.
        ("因为港口要更\n\n— 12 —\n\n智能。", ["因为港口要更", "— 12 —", "智能。"]),
        ("第一段没有句号的话\n\n编辑：高一鸣", ["第一段没有句号的话", "编辑：高一鸣"]),
        ("港口很忙\n\n(本报记者高一鸣整理)", ["港口很忙", "(本报记者高一鸣整理)"]),
        ("港口很忙，货\n\n第 3 页 共 9 页", ["港口很忙，货", "第 3 页共 9 页"]),
        ("港口很忙\n----\n货很多", ["港口很忙", "----", "货很多"]),
        # Lists and tables.
        ("目标：\n1. 通道\n2. 枢纽", ["目标：", "1. 通道", "2. 枢纽"]),
        ("- 通道\n- 枢纽", ["- 通道", "- 枢纽"]),
        ("| 港 | 量 |\n|---|---|\n| 甲 | 3 |", ["| 港 | 量 |", "|---|---|", "| 甲 | 3 |"]),
        ("港\t量\n甲\t3", ["港\t量", "甲\t3"]),
        # Articles, and who is responsible in brackets after the last sentence.
        (
            "**第一条 设立资金。** 出资5亿元。（责任单位：财政局）\n\n**第二条 贴息。** 贴三成。",
            ["**第一条设立资金。** 出资5亿元。（责任单位：财政局）", "**第二条贴息。** 贴三成。"],
        ),
        (
            "出资5亿元。（责任单位：财政局）\n\n港口很忙。",
            ["出资5亿元。（责任单位：财政局）", "港口很忙。"],
        ),
        # Spaces.
        ("港口 吞吐 量 稳 步 提 高 ，好 于 预 期 。", ["港口吞吐量稳步提高，好于预期。"]),
        ("达到 1.5 万吨 。", ["达到 1.5 万吨。"]),
        ("He said “we will” and left.", ["He said “we will” and left."]),
        ("He said “we\n\nwill” and he left.", ["He said “we will” and he left."]),
        ("So it is, Mr.\nLin said.", ["So it is, Mr. Lin said."]),
        ("a state-\nof-the-art berth, in the\nport.", ["a state-of-the-art berth, in the port."]),
        ("答：建设5G\n\n+工业互联网，\n\n推广。", ["答：建设5G+工业互联网，推广。"]),
        ("答：10G\n\nPON端口", ["答：10G PON端口"]),
    ],
)
def test_repair_of(text, expected):
    assert paragraphs(text) == expected
