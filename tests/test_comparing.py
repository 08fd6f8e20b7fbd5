"""Questions of two parts and the comparison of their figures."""

import pytest

from chatbot.comparing import Part, asks_of_two, compared, compares, measured_alike
from chatbot.extract import Candidate
from chatbot.question.parts import owned, parts
from index.records import Passage, Role, Sentence


def sharing(words):
    return lambda text: sum(one in text for one in words) / len(words)


def candidate(text, at=0):
    passage = Passage("a.txt", at, at + len(text), text, Role.TEXT)
    return Candidate(passage, Sentence(at, at + len(text)), text, 1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("question", "each"),
    [
        ("东街和西街的租金哪个高？", ["东街的租金哪个高", "西街的租金哪个高"]),
        (
            "茶叶的产量和出口额，今年谁增得快？",
            ["茶叶的产量今年增长多少", "茶叶的出口额今年增长多少"],
        ),
        ("涨得更快的是茶叶还是蚕丝？", ["涨得更快的是茶叶", "涨得更快的是蚕丝"]),
        # One thing, asked of in two ways; what was before is no second thing.
        ("上半年鸡蛋价格涨了还是跌了？", ["上半年鸡蛋价格涨了还是跌了？"]),
        ("什么情况下，医生还是可以多开药？", ["什么情况下，医生还是可以多开药？"]),
        ("资金到账比原来快了多少天？", ["资金到账比原来快了多少天？"]),
        ("这个比整个工业快多少？", ["这个比整个工业快多少？"]),
        ("2028年和2029年各要建多少套？", ["2028年要建多少套", "2029年要建多少套"]),
        ("一季度和二季度茶叶产量各是多少？", ["一季度茶叶产量是多少", "二季度茶叶产量是多少"]),
        (
            "茶业和丝绸业一季度产值增速哪个高，各多少？",
            ["茶业一季度产值增速哪个高，多少", "丝绸业一季度产值增速哪个高，多少"],
        ),
        (
            "“青苗”和“老树”两个行动的目标各是什么？",
            ["“青苗”行动的目标是什么", "“老树”行动的目标是什么"],
        ),
        # What follows the question belongs to no part.
        ("茶叶是产量长得快还是出口长得快？请给数字。", ["茶叶是产量长得快", "茶叶是出口长得快"]),
        ("茶叶是产得快还是卖到国外的金额涨得快", ["茶叶是产得快", "茶叶是卖到国外的金额涨得快"]),
        ("用上机器的茶厂多还是丝厂多？", ["用上机器的茶厂有多少", "用上机器的丝厂有多少"]),
        ("茶叶一季度增速 vs 1—2月利润增速", ["茶叶一季度增速", "1—2月利润增速"]),
        ("茶叶产量是多少？", ["茶叶产量是多少？"]),
        # How far two are apart asks how much each is.
        ("红茶和绿茶的补贴差多少钱？", ["红茶的补贴是多少钱", "绿茶的补贴是多少钱"]),
        ("红茶和绿茶一季度产量相差多少？", ["红茶一季度产量是多少", "绿茶一季度产量是多少"]),
        ("茶业和丝绸业新增就业差多少人？", ["茶业新增就业是多少人", "丝绸业新增就业是多少人"]),
        ("茶叶和蚕丝占比差距有多大？", ["茶叶占比是多少", "蚕丝占比是多少"]),
        # Each of two rates is none in points.
        ("茶叶增速比蚕丝快几个百分点？", ["茶叶增速是多少", "蚕丝增速是多少"]),
        ("东湖区租金比西湖区少多少元？", ["东湖区租金是多少元", "西湖区租金是多少元"]),
        ("茶叶产量和去年同期差多少？", ["茶叶产量和去年同期差多少？"]),
    ],
)
def test_two_things_that_are_asked_the_same_become_two_questions(question, each):
    assert parts(question) == each


def test_what_an_english_question_asks_beside_is_a_part():
    asked = "Who hosted the conference, and on what date is the next one?"
    assert parts(asked) == ["Who hosted the conference", "on what date is the next one"]


@pytest.mark.parametrize(
    ("question", "each"),
    [
        (
            "What is the gap in growth between tea and silk?",
            ["What is growth of tea", "What is growth of silk"],
        ),
        (
            "What is the difference between the output of tea and of silk?",
            ["What is the output of tea", "What is the output of silk"],
        ),
        (
            "How much faster did exports grow than imports?",
            ["how much did exports grow", "how much did imports grow"],
        ),
        (
            "By how much is tea output larger than silk output?",
            ["how much is tea output", "how much is silk output"],
        ),
        ("Which grew faster, tea or silk?", ["Which grew faster, tea", "Which grew faster, silk"]),
        # What it was before is no second thing.
        ("How much higher is tea output than last year?", []),
        ("How much tea was made?", []),
    ],
)
def test_what_an_english_question_compares(question, each):
    assert parts(question) == (each or [question])


def test_what_only_one_part_says_is_its_own():
    assert owned(["东街的租金哪个高", "西街的租金哪个高"]) == ["东", "西"]
    assert owned(["茶叶产量是多少", "谁种的桑树"]) == ["", ""]


def stands(question, *told):
    """Return how the figures of quotations stand, each given as what is asked and the sentence."""
    parts = [
        Part(asked, candidate(text, 100 * at), sharing(asked))
        for at, (asked, text) in enumerate(told)
    ]
    return compared(question, parts, [part.found.place for part in parts])


TEA = ("茶叶产量增长多少", "茶叶产量同比增长8.5%。")
SILK = ("蚕丝产量增长多少", "蚕丝产量同比增长9.1%。")


def test_the_comparison_is_computed_from_the_figures_of_both():
    assert stands("哪个增得快？", TEA, SILK) == "8.5%[1] < 9.1%[2]"
    assert stands("哪个增得快？", SILK, TEA) == "9.1%[1] > 8.5%[2]"


@pytest.mark.parametrize("other", ["蚕丝产量40吨。", "蚕丝产量有所增长。"])
def test_figures_of_two_kinds_are_not_compared(other):
    assert stands("哪个增得快？", TEA, ("蚕丝产量增长多少", other)) == ""


def test_how_many_there_are_is_not_compared_with_how_many_more():
    there_are, more = ("货机多少架？", "货机278架。"), ("货机增加多少架？", "货机增加21架。")
    assert stands("多了多少？", there_are, more) == ""


def test_a_figure_is_not_compared_with_itself():
    part = Part(TEA[0], candidate(TEA[1]), sharing(TEA[0]))
    assert compared("哪个增得快？", [part, part], [part.found.place]) == ""


@pytest.mark.parametrize(
    ("question", "first", "second", "line"),
    [
        ("差几个百分点？", "产量增长8.5%。", "产量增长9.1%。", "9.1%[2] − 8.5%[1] = 0.6个百分点"),
        ("哪个多，多多少？", "产量2.5万吨。", "产量4000吨。", "2.5万吨[1] − 4000吨[2] = 2.1万吨"),
        ("差多少", "产量900吨。", "产量840吨。", "900吨[1] − 840吨[2] = 60吨"),
        ("差多少", "产量28600吨。", "产量16500吨。", "28600吨[1] − 16500吨[2] = 12100吨"),
        ("相差多少", "产量超900吨。", "产量840吨。", "900吨[1] − 840吨[2] = 约60吨"),
        (
            "By how much is it higher?",
            "产量2.5万吨。",
            "产量4000吨。",
            "25,000 tonnes[1] − 4,000 tonnes[2] = 21,000 tonnes",
        ),
    ],
)
def test_how_far_two_figures_are_apart_is_computed_where_it_is_asked(question, first, second, line):
    asked = "What is the output?" if question.isascii() else "产量多少"
    told = stands(question, (asked, first), (asked, second))
    assert told.split("\n")[1:] == [line]


@pytest.mark.parametrize(
    ("question", "each"),
    [
        ("茶叶产量比蚕丝高多少？", ["茶叶产量是多少", "蚕丝产量是多少"]),
        ("东河区的租金比西湖区高多少？", ["东河区的租金是多少", "西湖区的租金是多少"]),
        ("茶叶产量增速比蚕丝低几个百分点", ["茶叶产量增速是多少", "蚕丝产量增速是多少"]),
        ("茶叶的增速，比蚕丝高还是低？", ["茶叶的增速是多少", "蚕丝的增速是多少"]),
        # What was a year ago is no second thing.
        ("茶叶产量比去年同期高多少？", ["茶叶产量比去年同期高多少？"]),
        # When and where is asked of both.
        ("东河区一季度茶叶和蚕丝哪个贵", ["东河区一季度茶叶哪个贵", "东河区一季度蚕丝哪个贵"]),
        ("今年茶叶和蚕丝哪个贵，贵几倍", ["今年茶叶哪个贵，贵几倍", "今年蚕丝哪个贵，贵几倍"]),
        ("企业成长快还是个体户成长快", ["企业成长快多少", "个体户成长快多少"]),
        ("茶业跟丝业比，谁的利润增幅大？", ["茶业的利润增幅多少", "丝业的利润增幅多少"]),
        ("茶叶和蚕丝相比，去年哪个贵？", ["茶叶去年哪个贵", "蚕丝去年哪个贵"]),
        # Which grows faster is told by how much each grows.
        ("茶叶和蚕丝，哪个产量涨得更快？", ["茶叶产量增长多少", "蚕丝产量增长多少"]),
        (
            "去年全省是茶叶增长快还是蚕丝增长快",
            ["去年全省是茶叶增长多少", "去年全省是蚕丝增长多少"],
        ),
    ],
)
def test_what_is_compared_becomes_two_questions(question, each):
    assert parts(question) == each


@pytest.mark.parametrize(
    "question",
    [
        "两者差多少？",
        "哪个增速快，快多少",
        "它们之间差距有多大",
        "Which is higher?",
        "What's the difference?",
    ],
)
def test_two_things_may_be_compared_without_their_names(question):
    assert asks_of_two(question)


@pytest.mark.parametrize(
    "question",
    ["茶叶和蚕丝哪个贵？", "哪个城市最大？", "多少？", "谁？", "哪个？", "Which one is the best?"],
)
def test_what_is_named_or_not_compared_is_not_asked_of_two(question):
    assert not asks_of_two(question)


def test_only_a_question_that_compares_is_compared():
    assert compares("茶叶和蚕丝哪个增得快？")
    assert compares("Which grew faster, tea or silk?")
    assert not compares("茶叶和蚕丝各有多少吨？")
    assert not compares("茶叶产量增长多少，出口增长多少？")
    assert compares("东路比西路长多少？")


def test_what_is_compared_is_measured_alike():
    investment = candidate("茶业的投资额增长27.7%。")
    output, other = candidate("茶业的产量增长6.2%。", 40), candidate("丝绸业的产量增长13.6%。", 80)
    share = candidate("丝绸业占比为8%。", 120)
    assert measured_alike([[investment, output], [other, share]]) == (output, other)
    # The best of each where none are.
    assert measured_alike([[investment, output], [share]]) == (investment, share)
    assert measured_alike([[investment], [other, share]]) == (investment, other)
