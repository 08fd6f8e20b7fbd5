"""Lists that a sentence announces and the sentences after it tell, without markers."""

from dataclasses import replace

import pytest

from chatbot.answer import Answerer
from chatbot.lists.points import announced_by
from index import build, layout, press
from index.records import Source
from index.search import Index
from index.store import Store
from index.structure.announced import announced_lists, only_announces
from index.structure.sentences import enumerations, sentences


def announced(text):
    """Return the lists of a text: the words of the lead, and of the points."""
    text = layout.repair(Source(text)).text
    spans = [s for each in press.exchanges(text) for s in press.quotable(text, each.blocks)]
    return [
        (text[each.lead_start : each.lead_end], [text[p.start : p.end] for p in each.points])
        for each in announced_lists(text, spans)
    ]


@pytest.mark.parametrize(
    ("text", "lead", "points"),
    [
        # Clauses, in a sentence too short to be cut at its semicolons.
        (
            "我们安排了几项服务。山区每天巡河；城区看好涵洞；海边劝返渔船。谢谢。",
            "我们安排了几项服务。",
            ["山区每天巡河；", "城区看好涵洞；", "海边劝返渔船。"],
        ),
        # Sentences that open alike, up to one that does not.
        (
            "为此做了这样几件事。在源头上，推行原装直发。在途中，少用胶带。在末端，设回收箱。"
            "去年回收箱有14万个。",
            "为此做了这样几件事。",
            ["在源头上，推行原装直发。", "在途中，少用胶带。", "在末端，设回收箱。"],
        ),
        # By what is counted.
        (
            "我们策划了几个板块。避暑板块有120条线路。夜游板块支持夜市。亲子板块有300个项目。",
            "我们策划了几个板块。",
            ["避暑板块有120条线路。", "夜游板块支持夜市。", "亲子板块有300个项目。"],
        ),
        # By titles of one length.
        (
            "我们部署了以下几项工作。延时开放，1870家馆开到晚上。分时放票，每天三次。"
            "严管爽约，三次的停约。",
            "我们部署了以下几项工作。",
            ["延时开放，1870家馆开到晚上。", "分时放票，每天三次。", "严管爽约，三次的停约。"],
        ),
        # Whatever they open with, all that the lead counts.
        (
            "今年要办好两件事。水库月底前除险完毕。渔港要新建防波堤。",
            "今年要办好两件事。",
            ["水库月底前除险完毕。", "渔港要新建防波堤。"],
        ),
        # What it names is told one by one, if in another paragraph.
        (
            "我们的思路是内部挖潜、外部借力、适度新建。\n\n内部挖潜，就是腾挪空地。去年挤出2.1万个。"
            "外部借力，就是错时共享。适度新建，主要是建车库。",
            "我们的思路是内部挖潜、外部借力、适度新建。",
            [
                "内部挖潜，就是腾挪空地。去年挤出2.1万个。",
                "外部借力，就是错时共享。",
                "适度新建，主要是建车库。",
            ],
        ),
        # 它…。它…。它…。 needs no number.
        (
            "模型还有明显的短板。它把暴雨报得偏小。它像个黑箱。它离不开好资料。所以还要靠人。",
            "模型还有明显的短板。",
            ["它把暴雨报得偏小。", "它像个黑箱。", "它离不开好资料。"],
        ),
    ],
)
def test_what_a_sentence_announces_follows_it(text, lead, points):
    assert announced(text) == [(lead, points)]


@pytest.mark.parametrize(
    "text",
    [
        # Questions answer nothing.
        "我想问两个问题。现在有几座？明年建几座？",
        # Points with markers are found by them.
        "主要做三件事。第一，修路。第二，架桥。第三，通车。",
        # Fewer or more than the lead counts.
        "今年要办好三件事。水库要除险。渔港要扩建。",
        # What leaves the subject is no point.
        "我们做了几件事。另外，关于渔港，明年再说。",
        # What counts something else.
        "增速比上年提高2个百分点。制造业增长6%。采矿业增长3%。",
        "活动为期两个月。网上领券。限领一张。",
        "全省新建了十几个项目。总投资达到9亿元。明年还会继续建。",
        "我想问两个问题。现在有几座；明年建几座？",
        "一季度增长5%。在校生，有3万人。在建项目，有3个。在线教育，增长1%。",
        # Another paragraph.
        "我们做了几件事。\n\n水库月底前除险。\n渔港要扩建。",
        # Periods are no titles.
        "消费品以旧换新进展顺利。今年以来，销量平稳。1至4月，销售9亿元。分品类，汽车多。",
    ],
)
def test_what_announces_nothing_leads_no_list(text):
    assert announced(text) == []


def test_a_long_sentence_says_more_than_that_something_follows():
    assert only_announces("这个通知主要有几项要求。")
    assert not only_announces("这个通知有要求。")
    told = "今年3月，两部门印发通知，明确了演出主办单位、平台和场馆各自的责任"
    told += "，其中对平台提出四条要求。"
    assert not only_announces(told)


def test_the_first_of_some_points_may_open_a_later_clause():
    text = "针对这种情况，我们首先是增加运力，到位9列。其次是改造车站。最后是延长服务。"
    spans = sentences(text, 0, len(text))
    ((lead, points),) = [(e.lead_end - e.lead_start, e.points) for e in enumerations(text, spans)]
    assert (lead, len(points)) == (0, 3)
    # 首先 alone is none.
    assert not enumerations(
        "我想，首先感谢大家。这是好事。", sentences("我想，首先感谢大家。这是好事。", 0, 15)
    )


RIVERS = """全省防汛工作新闻发布会

时间：2026年6月9日
地点：省水利厅

水利厅副厅长周行：大家好。今年以来，全省水库蓄水充足，农田灌溉用水有保障。

农村晚报记者：山塘和水闸的老毛病怎么治？

水利厅副厅长周行：山塘老化，坦率地讲还有短板。这方面的难处主要有三个。山高路远，设备运不上去。缺人看守，\
夜里没有人值班。欠账太多，历年的维修经费没有到位。

沿海日报记者：演出票之外，我想问防汛通知有什么新要求？

水利厅副厅长周行：5月，省里印发了《关于加强水闸度汛管理的通知》，自6月1日起施行。这个通知主要有几项要求。\
第一，水闸每周试一次启闭机。第二，值班表要贴在闸门口。第三，闸门出了故障两小时内上报。

省电视台记者：今年防汛跟往年比有哪些变化？

水利厅副厅长周行：雨情预报方面，我们跟气象部门共享了720个雨量站。今年的变化主要体现在几个地方。\
第一，预报提前到72小时。第二，转移以村为单位。第三，物资放到乡里。

渔业周刊记者：海塘加固怎么安排？

水利厅副厅长周行：海塘加固是今年的大事。一要加高塘身，海塘加固年底前加到五米。二要补齐闸门，海塘上的潮位预警\
要提前一天。三要备足石料。
"""


@pytest.fixture(scope="module")
def rivers(tmp_path_factory, encoder):
    folder = tmp_path_factory.mktemp("rivers")
    (folder / "rivers.txt").write_text(RIVERS, "utf-8")
    assert build.index_paths([folder / "rivers.txt"], folder / "store", encoder, 400).errors == []
    return Answerer(Index(Store.open(folder / "store"), encoder))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("山塘维修有哪些难处？", ("设备运不上去", "夜里没有人值班", "维修经费没有到位")),
        ("水闸度汛的新通知提出了哪些要求？", ("启闭机", "贴在闸门口", "两小时内上报")),
        ("今年防汛有哪些新变化？", ("72小时", "以村为单位", "放到乡里")),
    ],
)
def test_an_announced_list_is_quoted_whole(rivers, question, told):
    answer = rivers.answer(question)
    assert not answer.refused
    for words in told:
        assert words in answer.text


def test_a_list_is_of_two_sentences_that_each_tell_a_point_of_it(rivers):
    seeker = rivers._seeker
    found = {one.text[:2]: one for one in seeker.look_up("海塘加固怎样安排？", ()).found}
    both = seeker.lists.of_both(found["一要"], found["三要"])
    assert len(both.points) == 3
    assert seeker.lists.of_both(found["一要"], found["一要"]) is None
    assert seeker.lists.of_both(found["一要"], found["海塘"]) is None
    # What fits best is not left out for a list that something else announces.
    best = seeker.look_up("雨情预报共享了多少个雨量站？", ()).found[0]
    other = next(
        one for one in seeker.look_up("今年防汛有哪些变化？", ()).found if "几个地方" in one.text
    )
    assert announced_by([replace(other, score=best.score - 1), best], seeker.lists) is None
    assert announced_by([replace(other, score=best.score + 1), best], seeker.lists) is not None
    picked = announced_by([found["一要"], found["三要"]], seeker.lists)
    assert len(picked.points) == 3


def test_one_of_several_points_that_are_asked_for_is_too_few(rivers):
    answer = rivers.answer("海塘加固要抓哪几件事？")
    for words in ("加高塘身", "补齐闸门", "备足石料"):
        assert words in answer.text
