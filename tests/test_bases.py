"""What a change is compared with: told in questions, asked of the question before, looked for."""

import pytest

from chatbot.conversation import understand
from chatbot.decision import bases


@pytest.mark.parametrize(
    ("question", "base"),
    [
        ("茶叶出口同比增长多少？", "同比"),
        ("跟去年同期比呢？", "同比"),
        ("和上个月相比变化多大？", "环比"),
        ("How does that compare with last year?", "同比"),
        ("And compared with the previous quarter?", "环比"),
        ("去年茶叶出口多少？", ""),
        ("茶叶占比是多少？", ""),
    ],
)
def test_the_base_is_read_off_a_question(question, base):
    assert bases.asked(question) == base


@pytest.mark.parametrize(
    ("earlier", "question", "understood"),
    [
        ("全国茶园一共多少个？", "同比呢？", "全国茶园同比变化多少？"),
        ("茶叶产量达到多少万吨？", "跟去年比呢？", "茶叶产量同比变化多少？"),
        ("一季度茶叶增加值增长多少？", "那环比呢", "一季度茶叶增加值环比增长多少？"),
        ("茶叶产量达到多少万吨？", "那跟去年同期比提高了多少？", "茶叶产量同比变化多少？"),
        ("茶叶出口同比增长多少？", "环比呢？", "茶叶出口环比增长多少？"),
        ("茶园是谁种的？", "同比呢？", "茶园是谁种的？ 同比？"),
        ("How many tea gardens are there?", "and compared with last year?",
         "How many tea gardens are there, year on year?"),
    ],
)  # fmt: skip
def test_a_follow_up_that_names_a_base_alone_asks_for_the_change(earlier, question, understood):
    assert understand(question, [(earlier, "")]).question == understood


@pytest.mark.parametrize(
    "question", ["茶叶呢？", "茶叶出口同比增长多少？", "同比增长的有哪些茶园？"]
)
def test_what_names_more_than_a_base_does_not(question):
    assert bases.asked_only(question) == ""


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("全国茶园达495个。", True),
        ("全国茶园达495个，比上年末增加3个。", False),
        ("全国茶园495个(+3.1%)。", False),
        ("茶农28人；全国茶园达495个，增长3%。", False),
        ("全国茶园达495个；茶农28人，增长3%。", True),
    ],
)
def test_a_sentence_gives_a_change_of_what_is_asked(sentence, missing):
    assert bases.missing("全国茶园同比变化多少？", sentence) is missing


def test_a_change_against_the_year_before_is_none_against_the_month_before():
    assert bases.missing("茶叶出口环比增长多少？", "茶叶出口同比增长3%。")
    assert not bases.missing("茶叶出口环比增长多少？", "茶叶出口比上月增长3%。")
