"""People in questions and texts: posts, names, pronouns."""

import pytest

from chatbot.language import people
from chatbot.question.wants import Wants
from chatbot.question.who_said import said


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("信息通信发展司司长谢存。", True),
        ("主持人：尉知衡", True),
        ("统计分析司司长褚令仪说，外部环境依然复杂。", True),
        ("司长们讨论了很久的问题", False),
        ("5G基站达495.8万个。", False),
    ],
)
def test_a_sentence_that_names_somebody_with_a_post(sentence, named):
    assert people.named(sentence) is named


def test_a_question_for_a_post_is_answered_by_a_sentence_with_one():
    wants = Wants.of("谢存是什么职务？")
    assert wants.person
    assert wants.fits("司长谢存回答了提问。")
    assert not wants.fits("5G基站达495.8万个。")
    assert not Wants.of("5G基站有多少个？").person


@pytest.mark.parametrize(
    ("question", "answer", "whole"),
    [
        ("他是什么职务？", "尉知衡[1]：截至3月底，5G基站达495.8万个。", "尉知衡是什么职务？"),
        ("他是什么职务？", "谢存：截至3月底，5G基站达495.8万个。", "谢存是什么职务？"),
        ("她是哪年当上局长的？", "由运行监测协调局局长陶青。", "陶青是哪年当上局长的？"),
        ("What is his post?", "司长谢存回答。", "What is 谢存 post?"),
        # Of several people nobody is meant; 其他 is no pronoun.
        ("他说了什么？", "司长谢存，局长陶青。", "他说了什么？"),
        ("其他企业呢？", "司长谢存回答。", "其他企业呢？"),
    ],
)
def test_a_pronoun_takes_the_name_of_the_answer_before(question, answer, whole):
    assert people.resolved(question, answer) == whole


def test_a_time_is_nobody():
    assert people.unknown_person("在外面租房的这段时间，有没有补贴？", "过渡期间有补贴。") == ""
    assert people.unknown_person("段世杰说了什么？", "过渡期间有补贴。") == "段世杰"


def test_whoever_speaks_is_introduced_somewhere():
    text = "发布人：望湖区区长郑国梁，副市长周启明\n郑国梁：有158个小区。"
    assert people.introductions("郑国梁", text) == "望湖区区长"
    assert people.introductions("", text) == people.introductions("林晓", text) == ""


@pytest.mark.parametrize(
    ("question", "asker"),
    [
        ("哪家媒体问了加征关税的事？", True),
        ("养老金的问题是谁提的？", True),
        ("Which newspaper asked about pensions?", True),
        ("谁问了房价？", True),
        ("谁介绍了养老金的情况？", False),
        ("哪家媒体报道了这件事？", False),
        ("Who answered the question about pensions?", False),
    ],
)
def test_a_question_for_who_asked(question, asker):
    assert Wants.of(question).asker is asker
    assert not asker or not Wants.of(question).speaker


@pytest.mark.parametrize(
    ("question", "roster"),
    [
        ("这场发布会上都有谁回答了提问？", True),
        ("Who took questions at the press conference?", True),
        ("谁在发布会上介绍了算力？", False),
        ("Who spoke about power grids at the briefing?", False),
    ],
)
def test_who_answered_at_all_is_told_by_the_briefing_and_not_by_who_speaks(question, roster):
    wants = Wants.of(question)
    assert wants.speaker is not roster
    assert not roster or wants.fits("副部长张云明、局长陶青回答了提问。")


def test_a_question_for_what_is_to_come_is_answered_by_what_is_ahead():
    wants = Wants.of("算力产业接下来要抓哪几件事？")
    assert wants.ahead("下一步，将持续推动算力产业发展。", "")
    assert wants.ahead("办好产业发展大会。", "九、下一步工作安排")
    assert not wants.ahead("算力产业发展呈现良好态势。", "前瞻布局未来产业")
    assert Wants.of("算力产业发展得怎么样？").ahead("下一步，将持续推动发展。", "") < 0
    assert not Wants.of("算力产业有多大？").ahead("下一步，将持续推动发展。", "")


def test_what_is_done_and_what_is_wrong_are_told_by_sentences_that_say_so():
    wants = Wants.of("小厂租不起算力，国家有没有办法？")
    assert wants.help("降低中小企业用算成本。")
    assert not wants.help("算力已成为关键底座。")
    assert not Wants.of("算力有多大？").help("降低中小企业用算成本。")
    wants = Wants.of("官方承认还有哪些短板？")
    assert wants.problems
    assert wants.fits("数据质量参差不齐，算力利用率不高。")
    assert not wants.fits("数据交易额增长三成。")


def test_places_asked_for_by_name_are_told_by_a_sentence_with_one():
    wants = Wants.of("试点放在了哪几个省？")
    assert wants.fits("今年在安徽、湖南、广西开展试点。")
    assert not wants.fits("61%的小组已经完成方案。")


@pytest.mark.parametrize(
    ("question", "sought"),
    [
        ("托育服务的提问是哪位嘉宾回答的？", "托育服务"),
        ("谁说要打造升级版？", "要打造升级版？"),
        ("介绍茶叶产业情况的发言人是谁？", "茶叶产业"),
        ("茶叶出口的那个提问，谁接的？", "茶叶出口的"),
        ("Who spoke about power grids?", "about power grids?"),
        # Where nothing else is said, the question stays.
        ("这话是哪位讲的？", "这话是哪位讲的？"),
    ],
)
def test_what_was_said_is_sought_and_not_who_said_it(question, sought):
    assert Wants.of(question).speaker
    assert said(question).startswith(sought)
