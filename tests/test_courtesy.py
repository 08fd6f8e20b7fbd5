"""Greetings and thanks ask for nothing, and change nothing of a conversation."""

import pytest

from chatbot.conversation import understand
from chatbot.question import courtesy


@pytest.mark.parametrize(
    "question",
    [
        "谢谢",
        "好的，谢谢！",
        "非常感谢您的解答。",
        "你好",
        "好",
        "OK thanks",
        "Ciao",
        "明白了～",
        "多谢老师👍",
    ],
)
def test_what_is_only_polite_is_known(question):
    assert courtesy.only(question)


@pytest.mark.parametrize(
    "question",
    [
        "好的，那茶叶呢？",
        "你好，茶叶多少？",
        "行业",
        "可以吗？",
        "对外贸易呢",
        "Good tea?",
        "5",
        "",
        "？",
    ],
)
def test_what_asks_something_is_no_courtesy(question):
    assert not courtesy.only(question)


def test_thanks_are_no_topic():
    turns = [("茶叶出口多少？", "40吨。"), ("谢谢！", "请提问。")]
    assert understand("进口呢？", turns).question == "茶叶进口多少？"
    assert understand("谢谢！", turns).question == "谢谢！"
