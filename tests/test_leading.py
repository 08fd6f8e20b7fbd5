"""The figure that answers, said first."""

import pytest

from chatbot import leading as leading_module
from chatbot.language.wording import content
from chatbot.leading import stands
from chatbot.question.wants import Wants
from index.lexical import Lexical, has_unspaced

FACTORY = (
    "茶厂今年加工春茶320吨，同比增长8.5%，其中出口45吨；合格率达99.2%，比去年提高1.1个百分点。"
)


def leading(question, quotation):
    # English words are looked for by a dictionary: as if it found half of them.
    share = Lexical.build([quotation]).sharing(content(question))
    found = share if has_unspaced(question) else lambda words: 0.5
    return leading_module.leading(question, quotation, Wants.of(question), found)


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
    assert leading(question, FACTORY) == lead


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("企业有多少家？", "5.4万家"),
        ("集群有多少个？", "193个"),
        ("集群增加了多少？", "12%"),
        ("企业占全省的多少？", "三成"),
        ("粮食产量有多少吨？", ""),
        # in tons there is nothing, and of grain neither
        ("粮食一共有多少？", ""),
    ],
)
def test_what_is_counted_changed_or_shared_tells_figures_apart(question, lead):
    text = "产业集群有193个，比上年增长12%，集聚的各类企业达5.4万家，占全省的三成。"
    assert leading(question, text) == lead


def test_in_an_english_answer_the_figure_is_said_in_english():
    question = "How many households are connected?"
    assert leading(question, "已有2.5万户接通光纤。") == "25,000 households"


def test_figures_that_cannot_be_told_apart_do_not_lead():
    question = "各地有多少所学校？"
    text = "东街有学校12所，西街有学校15所。"
    assert leading(question, text) == ""


def test_a_figure_whose_clause_shares_nothing_of_the_question_does_not_lead():
    text = "已有2.5万户接通光纤。"
    assert leading("接通光纤的有多少户？", text) == "2.5万户"
    assert leading("困难家庭有多少户？", text) == ""


def test_a_lead_stands_where_its_figure_does():
    assert stands("2.5万户", "已有2.5万户接通。")
    assert stands("25,000 households", "已有2.5万户接通。")
    assert not stands("26,000 households", "已有2.5万户接通。")


def test_what_a_follow_up_adds_tells_which_figure_is_meant():
    text = "茶叶产量增长5%，出口增长8%。"
    wants = Wants.of("茶叶产量增长多少？ 出口呢？")
    whole = {"茶", "叶", "产", "量", "出", "口"}

    def share(words):
        return len(whole & set(words)) / len(whole)

    assert leading_module.leading("出口呢？", text, wants, share, "出口") == "8%"


@pytest.mark.parametrize(
    ("question", "text", "lead"),
    [
        ("最高额度多少？", "最高额度由80万元提高到100万元。", "100万元"),
        ("原来最高额度多少？", "最高额度由80万元提高到100万元。", "80万元"),
        # What is counted as is asked, not what may stand for it.
        ("首批茶园一共多少亩？", "首批三个茶园共90亩。", "90亩"),
        ("首批一共多少套？", "首批三个项目共2860套。", "2860套"),
        # More by how much is a change.
        ("茶园投资比去年多多少？", "茶园投资316亿元，比去年多38亿元。", "38亿元"),
        # Of a row the one whose subject is named.
        (
            "2025年底全省的绿茶是多少？",
            "到2025年底，全省茶园共112万亩，其中红茶44万亩、绿茶32万亩、白茶29万亩、黑茶5万亩。",
            "32万亩",
        ),
    ],
)
def test_the_figure_of_now_in_the_unit_asked_for_is_said_first(question, text, lead):
    assert leading(question, text) == lead
