"""How points, tables and sections are found, and what a question says of the list it wants."""

import pytest

from chatbot.lists import asked_list
from index import layout, press
from index.records import Source
from index.structure import tables
from index.structure.loose import loose_lists, unled
from index.structure.outline import outlines
from index.structure.sentences import enumerations


def spans_of(text):
    return [s for each in press.exchanges(text) for s in press.quotable(text, each.blocks)]


def told(text, found):
    return [
        (text[each.lead_start : each.lead_end], [text[p.start : p.end] for p in each.points])
        for each in found
    ]


def marked(text):
    text = layout.repair(Source(text)).text
    return told(text, enumerations(text, spans_of(text)))


def loose(text):
    text = layout.repair(Source(text)).text
    return told(text, loose_lists(text, spans_of(text)))


def sections(text):
    text = layout.repair(Source(text)).text
    return told(text, outlines(text, press.exchanges(text)))


def test_bullets_are_points_and_no_part_of_sentences():
    for bullet in ("- ", "* ", "• ", "●", "■ ", "✓ "):
        text = f"有以下几项：\n{bullet}快通关\n{bullet}少查验：一次\n\n截至5月，7126家。"
        assert marked(text) == [("有以下几项：", ["快通关", "少查验：一次"])], bullet


def test_a_paragraph_ends_a_bulleted_list():
    text = "甲组：\n- 一号\n- 二号\n\n乙组也有。\n\n- 三号\n- 四号\n"
    assert marked(text) == [("甲组：", ["一号", "二号"]), ("乙组也有。", ["三号", "四号"])]


def test_bullets_inside_a_point():
    text = "两件事：\n1. 修路：\n- 城东\n- 城西\n2. 架桥。"
    assert marked(text) == [
        ("两件事：", ["1. 修路：\n\n- 城东\n\n- 城西", "2. 架桥。"]),
        ("1. 修路：", ["城东", "城西"]),
    ]


def test_items_without_full_stops_are_no_headings():
    text = "# 通告\n\n申请分三步：\n1. 登记\n2. 审核\n3. 签约\n\n三个项目在建。\n\n一、范围\n全市。"
    assert marked(text) == [("申请分三步：", ["1. 登记", "2. 审核", "3. 签约"])]
    assert [each.heading for each in press.exchanges(layout.repair(Source(text)).text)] == [
        "通告",
        "一、范围",
    ]


def test_a_list_that_semicolons_part_ends_with_its_last_clause():
    text = "有三个条件：一是满3岁；二是住本市；三是已登记。办理很方便。领券不收费。"
    assert marked(text) == [("有三个条件：", ["一是满3岁；", "二是住本市；", "三是已登记。"])]


LONG = "，按照规定的程序和标准办理，并且接受监督检查，及时公布结果"


def test_clauses_of_a_long_sentence():
    points = [f"甲类{LONG}；", f"乙类{LONG}；", f"丙类{LONG}。"]
    assert loose(f"费用分三类：{''.join(points)}另行通知。") == [("费用分三类：", points)]
    assert loose(f"{''.join(points)}另行通知。") == []
    assert loose("费用分三类：甲类；乙类；丙类。") == []


def test_clauses_after_a_question_that_a_speaker_asks_himself():
    text = (
        "怎么干？要摸清底数，把各类管线的家底统一录入一张图，做到心中有数，谁家的管线谁来管；"
        "要统筹施工，避免马路今天挖、明天填，水、电、气、热和通信能同沟的同沟；"
        "要创新投融资，探索一方出资、一方租用，让各方都愿意来出钱。"
    )
    ((lead, points),) = loose(text)
    assert (lead, len(points)) == ("怎么干？", 3)


def test_clauses_that_nothing_leads():
    text = (
        "两年多来，建立了一套方法，发布评估规范，构建起五级评价体系，为企业提升质量提供指引；"
        "探索了一条路径，聚焦重点领域，引导企业按照三步对标达标，少走弯路；"
        "推动了一批企业提升，组织1.4万家企业参加评价，效益显著提高。"
    )
    spans = spans_of(text)
    assert loose(text) == []
    ((lead, points),) = told(text, [unled(text, spans, 1)])
    assert (lead, [each[:2] for each in points]) == ("", ["两年", "探索", "推动"])
    assert unled("甲县增长3%；乙县增长2%。", spans_of("甲县增长3%；乙县增长2%。"), 0) is None


def test_first_and_next_inside_a_sentence_are_points():
    text = "我们的布局，首先是建设产业园。其次是管好源头。再次是打击作坊。此外，支持攻关。"
    ((lead, points),) = marked(text)
    assert (lead, len(points), points[-1]) == ("我们的布局，", 3, "再次是打击作坊。")


@pytest.mark.parametrize("second", ["另一个是", "再一个是", "一个是"])
def test_one_and_another_are_points(second):
    for mark in "；，":
        text = f"主要原因，一个是价格谈不拢{mark}{second}户型对不上{mark}再一个是手续慢。"
        assert [len(points) for _, points in marked(text)] == [3], mark
    assert marked("这是一个是非题。") == []


def test_one_list_of_one_and_another_ends_where_the_next_is_announced():
    text = (
        "主要原因，一个是价格谈不拢；一个是户型对不上。对策主要有两条，一个是降价；一个是改户型。"
    )
    assert [lead for lead, _ in marked(text)] == ["主要原因，", "对策主要有两条，"]


def test_the_next_of_another_sentence_is_no_point():
    told = ["首先，感谢各位记者朋友。", "从出口看，汽车最多，其次是手机，再次是家电。"]
    text = "".join(told)
    assert [text[one.start : one.end] for one in spans_of(text)] == told


def test_clauses_after_a_colon_further_on():
    text = (
        "甲项工作去年已经完成，各方面的反映都比较好，群众的满意率达到九成以上，今年不再单独安排，转入日常管理；"
        "重点做好三件事：修好路，把通村公路全部硬化；架好桥，把危桥全部改造；种好树，把荒坡绿化。"
    )
    assert [lead for lead, _ in loose(text)] == ["重点做好三件事："]


def test_paragraphs_below_a_lead():
    assert loose("要做好两件事：\n\n修路要快。路要平。\n\n架桥要稳。\n\n另外还要省钱。") == [
        ("要做好两件事：", ["修路要快。路要平。", "架桥要稳。"])
    ]
    assert loose("申请人应当：\n\n年满18岁；\n\n住在本市；\n\n没有住房。\n\n申请不收费。") == [
        ("申请人应当：", ["年满18岁；", "住在本市；", "没有住房。"])
    ]
    assert loose("他说：\n\n路要平。\n\n桥要稳。") == []


def test_headings_below_a_heading():
    text = "# 通知\n\n二、任务\n（一）建港口\n要建港。\n（二）修铁路\n要修路。\n三、保障\n要有钱。"
    assert sections(text) == [
        ("通知", ["二、任务", "三、保障\n\n要有钱。"]),
        ("二、任务", ["（一）建港口\n\n要建港。", "（二）修铁路\n\n要修路。"]),
    ]
    text = "# 手册\n\n## 申请\n分两步。\n### 登记\n上网。\n### 审核\n七天。\n## 费用\n不收费。"
    assert sections(text)[1] == ("申请\n\n分两步。", ["登记\n\n上网。", "审核\n\n七天。"])
    assert sections("没有标题。") == []


TABLE = """下表如下。

| 区 | 房价（元/平方米） | 负责人 |
|---|:-:|---|
| 东区 | 28600 | 林工 |
| 西区 | - |  |"""


def test_a_header_is_not_quoted():
    text = layout.repair(Source(TABLE)).text
    assert [text[s.start : s.end] for s in spans_of(text)] == [
        "下表如下。",
        "| 东区 | 28600 | 林工 |",
        "| 西区 | - | |",
    ]
    plain = "伙伴\t进出口（亿元）\t同比\n\n东盟\t31650\t9.1%\n\n美国\t16920\t-6.8%"
    assert [plain[s.start : s.end] for s in spans_of(plain)] == [
        "东盟\t31650\t9.1%",
        "美国\t16920\t-6.8%",
    ]
    # Nothing shows that the first of these rows names the columns.
    pairs = "时间\t上午\n\n地点\t北京\n\n人数\t500"
    assert [pairs[s.start : s.end] for s in spans_of(pairs)] == pairs.split("\n\n")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("东盟\t31650\t9.1%", "东盟：进出口31650亿元，同比9.1%。"),
        ("美国\t约1.6万\t—", "美国：进出口（亿元）：约1.6万，同比—。"),
        ("东盟\t31650", ""),
        ("东盟", ""),
    ],
)
def test_a_row_in_words(row, words):
    text = f"伙伴\t进出口（亿元）\t同比\n\n日本\t8790\t1.6%\n\n{row}"
    start = text.rindex("\n") + 1
    if words.startswith("美国"):
        # A column with words in it is told by the other columns.
        text = text.replace("8790", "不详")
    assert tables.written(text, text.index(row, start - 2), len(text)) == words


def test_the_unit_of_a_row_is_that_of_its_bare_numbers():
    def written(row):
        text = f"| 指标 | 上半年 | 同比 |\n|---|---|---|\n{row}"
        return tables.written(text, text.rindex("\n") + 1, len(text))

    assert written("| 牛肉（万吨） | 342 | 4.3% |") == "牛肉：上半年342万吨，同比4.3%。"
    # Not every bracket has a unit.
    assert written("| 消费价格（CPI） | 102 | 2.0% |") == "消费价格（CPI）：上半年102，同比2.0%。"


def test_a_row_without_a_header_has_no_words():
    assert tables.written("东盟\t31650\n\n美国\t16920", 0, 8) == ""
    assert tables.written("东盟\t31650\n\n美国\t16920", 10, 18) == ""


@pytest.mark.parametrize(
    ("question", "count", "which"),
    [
        ("四项重点任务是什么？", 4, 4),
        ("要办的三件事是什么？", 3, 3),
        ("哪四种情形可以重做？", 4, 4),
        ("哪四种技术要融合？", 0, 4),
        ("《十项举措》重点做哪四项？", 4, 4),
        ("四场“专项仗”叫什么名字？", 0, 4),
        ("最近三个月增长多少？", 0, 0),
        ("what are the three measures", 3, 0),
        ("第三项是什么？", 0, 0),
        ("一共多少项？", 0, 0),
    ],
)
def test_how_many_points_a_question_speaks_of(question, count, which):
    assert (asked_list.count(question), asked_list.which_count(question)) == (count, which)


def test_what_each_point_says():
    assert asked_list.each_says("讲了哪四个“不断”？") == "不断"
    assert asked_list.count("讲了哪四个“不断”？") == 4
    assert asked_list.count("第四个“不断”是什么？") == 0
    assert asked_list.each_says("四项行动是什么？") == ""


def test_what_points_are_called():
    steps, terms = asked_list.nouns("步骤"), asked_list.nouns("条件")
    assert asked_list.asked_nouns("要走哪几步？") == steps
    assert asked_list.asked_nouns("需要具备哪些资格？") == terms
    assert asked_list.asked_nouns("申请条件是什么？") == terms
    assert asked_list.nouns("应当同时符合下列条件：") == terms
    assert asked_list.asked_nouns("打算在哪些行业先试？") == frozenset()


@pytest.mark.parametrize(
    ("question", "number"), [("第三步呢", 3), ("最后一步", -1), ("第三季度", 0)]
)
def test_which_point_is_named(question, number):
    assert asked_list.ordinal(question) == number


def test_the_first_months_are_no_point():
    assert asked_list.ordinal("And revenue in the first two months?") == 0
    assert asked_list.ordinal("What is the first point?") == 1


def test_steps_between_semicolons_are_points():
    text = "第一步，登录小程序；第二步，上传材料；第三步，结果公示。不会上网的可以到窗口。"
    ((lead, points),) = marked(text)
    assert lead == ""
    assert [point[:3] for point in points] == ["第一步", "第二步", "第三步"]


def test_the_first_place_opens_a_list():
    text = (
        "投资下降有几个因素。第一位的是房地产。其次，新开工项目减少。再次是价格因素。"
        "还要看到，设备投资增长。"
    )
    ((lead, points),) = marked(text)
    assert lead == "投资下降有几个因素。"
    assert points == ["第一位的是房地产。", "其次，新开工项目减少。", "再次是价格因素。"]


@pytest.mark.parametrize(
    ("question", "counter", "word"),
    [
        ("建议哪几类人先接种？", "类", ""),
        ("报告承认了哪些短板？", "", "短板"),
        ("做了哪些准备？", "", "准备"),
        ("分为哪几个等级？", "", "等级"),
        ("增长多少？", "", ""),
    ],
)
def test_what_a_question_calls_the_points(question, counter, word):
    assert asked_list.counter(question) == counter
    assert asked_list.asked_word(question)[: len(word)] == word


def test_a_lead_announces_what_is_counted():
    assert asked_list.counts("我们建议以下五类人群优先接种：", "类")
    assert not asked_list.counts("第五类人群包括学生。", "类")
    assert not asked_list.counts("我们建议优先接种：", "")


def test_the_first_ten_months_are_no_point():
    assert asked_list.ordinal("What was the share in the first ten months?") == 0
    assert asked_list.ordinal("What is the first of the measures?") == 1


def test_a_thing_is_counted_before_it_is_asked_for():
    assert asked_list.asked_nouns("打算重点抓哪几件事？") == asked_list.nouns("措施")
    assert asked_list.asked_nouns("有哪些人事变动？") == frozenset()


@pytest.mark.parametrize(("number", "count"), [("29", 0), ("十二", 0), ("二十", 0), ("九", 9)])
def test_tens_are_no_count_of_what_follows_them(number, count):
    assert asked_list.count(f"{number}条措施有哪些？") == count


def test_reforms_of_a_kind_are_asked_for_as_reforms():
    asked = asked_list.asked_nouns("去年出台了哪些审评审批方面的改革？")
    assert asked == asked_list.nouns("一批改革举措") - asked_list.nouns("举措")
    assert asked_list.nouns("改革开放") == frozenset()
