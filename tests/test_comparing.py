"""Questions of two parts and the comparison of their figures."""

import pytest

from chatbot.comparing import compared, compares
from chatbot.extract import Candidate
from chatbot.parts import owned, parts
from index.records import Passage, Role, Sentence


def sharing(words):
    return lambda text: sum(one in text for one in words) / len(words)


def candidate(text):
    passage = Passage("a.txt", 0, len(text), text, Role.TEXT)
    return Candidate(passage, Sentence(0, len(text)), text, 1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("question", "each"),
    [
        ("东街和西街的租金哪个高？", ["东街的租金哪个高", "西街的租金哪个高"]),
        (
            "茶叶的产量和出口额，今年谁增得快？",
            ["茶叶的产量今年谁增得快", "茶叶的出口额今年谁增得快"],
        ),
        (
            "论租金，东街和西街谁跑在前面，差别是几比几？",
            ["论租金，东街谁跑在前面，差别是几比几", "论租金，西街谁跑在前面，差别是几比几"],
        ),
        ("涨得更快的是茶叶还是蚕丝？", ["涨得更快的是茶叶", "涨得更快的是蚕丝"]),
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
        ("茶叶产量是多少？", ["茶叶产量是多少？"]),
    ],
)
def test_two_things_that_are_asked_the_same_become_two_questions(question, each):
    assert parts(question) == each


def test_what_only_one_part_says_is_its_own():
    assert owned(["东街的租金哪个高", "西街的租金哪个高"]) == ["东", "西"]
    assert owned(["茶叶产量是多少", "谁种的桑树"]) == ["", ""]


def test_the_comparison_is_computed_from_the_figures_of_both():
    found = [candidate("茶叶产量同比增长8.5%。"), candidate("蚕丝产量同比增长9.1%。")]
    asked = ["茶叶产量增长多少", "蚕丝产量增长多少"]
    assert compared(asked, found, [1, 2], sharing) == "8.5%[1] < 9.1%[2]"
    assert compared(asked[::-1], found[::-1], [2, 1], sharing) == "9.1%[2] > 8.5%[1]"


@pytest.mark.parametrize("other", ["蚕丝产量40吨。", "蚕丝产量有所增长。"])
def test_figures_of_two_kinds_are_not_compared(other):
    found = [candidate("茶叶产量同比增长8.5%。"), candidate(other)]
    assert compared(["茶叶产量增长多少", "蚕丝产量增长多少"], found, [1, 2], sharing) == ""


def test_only_a_question_that_compares_is_compared():
    assert compares("茶叶和蚕丝哪个增得快？")
    assert compares("Which grew faster, tea or silk?")
    assert not compares("茶叶和蚕丝各有多少吨？")
