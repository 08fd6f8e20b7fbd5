"""The figure that answers, said first."""

import pytest

from chatbot.leading import leading, stands
from chatbot.wants import Wants

FACTORY = (
    "茶厂今年加工春茶320吨，同比增长8.5%，其中出口45吨；合格率达99.2%，比去年提高1.1个百分点。"
)


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("茶厂今年加工了多少吨春茶？", "320吨"),
        ("春茶加工量同比增长多少？", "8.5%"),
        ("出口了多少吨？", "45吨"),
        ("合格率是多少？", "99.2%"),
        ("合格率提高了几个百分点？", "1.1个百分点"),
        ("合格率比去年高多少？", "1.1个百分点"),
        ("合格率高了多少？", "1.1个百分点"),
        ("茶厂在哪里？", ""),
        ("茶厂的产值是多少元？", ""),
    ],
)
def test_the_figure_with_the_unit_and_the_words_of_the_question_leads(question, lead):
    assert leading(question, FACTORY, Wants.of(question)) == lead


def test_in_an_english_answer_the_figure_is_said_in_english():
    question = "How many households are connected?"
    assert leading(question, "已有2.5万户接通光纤。", Wants.of(question)) == "25,000 households"


def test_figures_that_cannot_be_told_apart_do_not_lead():
    question = "各地有多少所学校？"
    text = "东街有学校12所，西街有学校15所。"
    assert leading(question, text, Wants.of(question)) == ""


def test_a_lead_stands_where_its_figure_does():
    assert stands("2.5万户", "已有2.5万户接通。")
    assert stands("25,000 households", "已有2.5万户接通。")
    assert not stands("26,000 households", "已有2.5万户接通。")
