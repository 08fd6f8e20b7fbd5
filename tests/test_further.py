"""“What else?” and “why?” ask of the place that the question before found."""

import pytest

from chatbot import further
from chatbot.conversation import understand
from chatbot.extract import Candidate
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
