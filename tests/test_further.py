"""“What else?” and “why?” ask of the place that the question before found."""

from dataclasses import replace

import pytest

from chatbot.conversation import understand
from chatbot.extract import Candidate
from chatbot.followup import further
from index.records import Passage, Role, Sentence


@pytest.mark.parametrize(
    "question",
    [
        "还有呢？",
        "还有哪些措施？",
        "他还说了什么？",
        "方敏还提到哪些内容",
        "其他的呢？",
        "What else did he say?",
        "What else did 方敏 say?",
        "anything else?",
        "为什么？",
        "原因是什么？",
        "为什么会下降？",
        "And why is that?",
    ],
)
def test_more_of_the_same_is_asked_of_the_question_before(question):
    found = understand(question, [("茶叶出口多少？", "28吨。")])
    assert (found.sought, found.further) == ("茶叶出口多少？", True)


@pytest.mark.parametrize(
    "question",
    [
        "还有多少茶园没有采？",
        "茶叶还有哪些出口市场？",
        "为什么茶叶出口增长？",
        "What else grows in the tea gardens of the county?",
        "Why did exports fall?",
    ],
)
def test_what_names_a_thing_of_its_own_is_no_such_question(question):
    assert not further.asked(question)


def test_a_second_one_goes_on_from_what_was_asked_first():
    history = [("茶叶出口多少？", "28吨。"), ("还有呢？", "增长3%。")]
    assert understand("还有呢？", history).sought == "茶叶出口多少？"


def test_a_question_for_more_is_alone_without_history():
    assert not understand("还有呢？", []).further


def candidate(text, at, overlap):
    passage = Passage("a.txt", 0, 900, text, Role.TEXT)
    return Candidate(passage, Sentence(at, at + len(text)), text, 9.0 - at / 100, 1.0, overlap)


def test_what_tells_why_stands_first_though_it_is_farther_on():
    found = [
        candidate("茶叶出口28吨，下降3%。", 0, 0.6),
        candidate("审查方面，周期缩短。", 100, 0.1),
        candidate("茶叶出口下降，主要是因为雨水多。", 200, 0.4),
    ]
    assert further.because(found)[0] is found[2]
    # What speaks of something else is no cause of it.
    other = [*found[:2], candidate("补贴增加，主要是因为税收多。", 200, 0.1)]
    assert further.because(other) == other
    assert further.because([]) == []


def test_what_tells_why_may_be_a_question_that_is_answered_at_once():
    found = [
        candidate("比例是58%，比上年提高16个百分点。", 0, 0.6),
        candidate("为什么会提高？", 50, 0.1),
        candidate("首先是群众有意愿。", 100, 0.0),
    ]
    assert further.because(found, follows=True)[0] is found[1]
    assert further.because(found)[0] is found[0]


@pytest.mark.parametrize(
    "question",
    ["能举个例子吗？", "有没有哪个城市的具体例子？", "比如呢？", "Can you give an example?"],
)
def test_an_example_is_asked_of_the_question_before(question):
    assert understand(question, [("茶叶怎么增产？", "管好茶园。")]).sought == "茶叶怎么增产？"
    assert not further.asks_example("有哪些典型的茶叶品种？")
    assert not further.asks_example("有哪些智慧养老的典型案例？")
    assert not further.asks_example("举例说明人工智能怎么用到制茶上？")
    assert not further.asks_example("Can you give an example of AI in manufacturing?")


def test_an_example_stands_near_or_speaks_of_the_same():
    found = [candidate("漏损率降至8%。", 0, 0.9), candidate("比如南汀，漏损率降到7%。", 50, 0.1)]
    assert further.examples(found) == [found[1]]
    assert further.examples(found[:1]) == []
    assert further.examples([found[0], candidate("农民拿到补贴270元。", 50, 0.9)]) == []


def test_more_is_told_where_the_last_answer_stands():
    found = [
        candidate("茶叶进口动力足，增长5%。", 0, 0.5),
        candidate("进口偏低，主要是价格的因素。", 100, 0.4),
        candidate("另外一个因素是出口管制。", 200, 0.1),
    ]
    elsewhere = replace(found[0], passage=replace(found[0].passage, heading="别处"))
    found = [elsewhere, *found[1:]]
    told = ["进口偏低，主要是价格的因素。"]
    asked = "除了这个，还有别的原因吗？"
    assert further.asked(asked)
    assert further.rest(asked, found, told, [], lambda one: one.text) == [found[2]]
