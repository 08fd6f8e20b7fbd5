"""What a whole briefing is about, what a speaker dealt with, and what comes after that."""

import pytest

from chatbot.answer import Answerer
from chatbot.question import overview
from index import build
from index.search import Index
from index.store import Store

# Invented: a press conference, a notice in sections, a text that is nothing but paragraphs.
HALL = """# 云汀市2026年春季林业工作新闻发布会

时间：2026年3月5日上午10时

主持人：各位记者，大家好。下面请温书彦局长作介绍。

温书彦：女士们、先生们，上午好！感谢大家关心林业工作。2025年全市造林12.6万亩，森林覆盖率达到41.3%。

今年的防火形势比较严峻，全市已经提前进入防火期。

云汀日报记者：春天风大，山火的风险比较高。请问今年的防火期有多长？

叶岚：防火期从2月10日到5月15日。

云汀晚报记者：市民想到山上种树，请问在哪里报名？要不要交钱？

温书彦：在各街道的林业站报名，不收任何费用。
"""
NOTICE = """# 云汀市支持体育产业若干措施

各县区人民政府：

## 一、建设场馆

对新建的公共游泳馆，按投资额的20%给予补助，每个场馆最高不超过300万元，补助分两年拨付到位。

## 二、办好赛事

对承办全国性赛事的企业，每场奖励50万元；对引进国际赛事的企业，每场奖励120万元，同一企业不重复。
"""
PLAIN = """云汀港上半年运行平稳。集装箱吞吐量完成318万标箱。

新航线开通了6条，通达东南亚的11个港口。
"""


@pytest.fixture(scope="module")
def answerers(tmp_path_factory, encoder):
    folder = tmp_path_factory.mktemp("overview")
    texts = {"hall.md": HALL, "notice.md": NOTICE, "plain.txt": PLAIN}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    build.index_paths([folder / name for name in texts], folder / "store", encoder, 300)
    whole = Answerer(Index(Store.open(folder / "store"), encoder))
    sources = {one.source.rpartition("/")[2]: one.source for one in whole.index.store.listings()}
    return {"all": whole} | {name: whole.within([sources[name]]) for name in texts}


@pytest.mark.parametrize(
    "question",
    [
        "这场发布会主要讲了什么？", "总结一下这份简报", "发布会有什么要点？", "都谈了哪些话题",
        "记者问了哪些问题？", "给我介绍一下这份文件的主要内容", "用三句话概括",
        "What was the press conference about?", "Summarize the briefing",
        "What are the main points?", "What did reporters ask?",
    ],
)  # fmt: skip
def test_what_asks_for_all_of_it(question):
    assert overview.asks(question)


@pytest.mark.parametrize(
    "question",
    [
        "发布会讲了中小企业的什么内容？", "概括一下装备工业的情况", "发布会是什么时候开的？",
        "谁在发布会上讲了话？", "记者问了几个问题？", "发布会在哪里举行？", "文件是哪天发布的",
        "公布了哪些文件？", "提到什么材料", "这份文件怎么申请？",
        "What did the briefing say about chips?",
        "Who spoke at the briefing?", "How many questions did reporters ask?", "", "？",
    ],
)  # fmt: skip
def test_what_asks_for_something_of_it(question):
    assert not overview.asks(question)


def test_a_conference_deals_with_what_was_asked(answerers):
    answer = answerers["hall.md"].answer("这场发布会讲了什么？")
    assert answer.text == (
        "云汀市2026年春季林业工作新闻发布会[1]\n"
        "1. 2025年全市造林12.6万亩，森林覆盖率达到41.3%。[2]\n"
        "2. 今年的防火形势比较严峻，全市已经提前进入防火期。[3]\n"
        "3. 春天风大，山火的风险比较高。请问今年的防火期有多长？[4]\n"
        "4. 市民想到山上种树，请问在哪里报名？要不要交钱？[5]"
    )
    assert not answer.refused
    assert answer.confidence == 1.0
    for citation in answer.citations:
        text = answerers["all"].document(citation.source).text
        assert text[citation.start : citation.end] == citation.text


def test_a_notice_deals_with_its_sections(answerers):
    answer = answerers["notice.md"].answer("What is this document about?")
    assert answer.text == "云汀市支持体育产业若干措施[1]\n1. 建设场馆[2]\n2. 办好赛事[3]"


def test_paragraphs_are_told_by_their_first_sentences(answerers):
    answer = answerers["plain.txt"].answer("总结一下")
    assert answer.text == (
        "1. 云汀港上半年运行平稳。[1]\n2. 新航线开通了6条，通达东南亚的11个港口。[2]"
    )


def test_of_several_documents_each_is_named(answerers):
    answer = answerers["all"].answer("这些文件讲了什么？")
    assert [citation.text for citation in answer.citations] == [
        "云汀市2026年春季林业工作新闻发布会", "云汀市支持体育产业若干措施",
        "云汀港上半年运行平稳。",
    ]  # fmt: skip


def test_after_a_question_it_is_the_document_that_answered(answerers):
    asked = "防火期有多长？"
    first = answerers["all"].answer(asked)
    answer = answerers["all"].answer("总结一下", [(asked, first.text)])
    assert answer.citations[0].text == "云汀市2026年春季林业工作新闻发布会"


def test_a_speaker_deals_with_what_he_was_asked(answerers):
    asked = "温书彦讲了哪些内容？"
    answer = answerers["all"].answer(asked)
    assert answer.text.split("\n")[-1] == "3. 市民想到山上种树，请问在哪里报名？要不要交钱？[3]"
    history = [(asked, answer.text)]
    then = answerers["all"].answer("第3个问题怎么回答的？", history)
    assert then.text == "在各街道的林业站报名，不收任何费用。[1]"
    other = answerers["all"].answer("叶岚呢？", history)
    assert other.text == "春天风大，山火的风险比较高。请问今年的防火期有多长？[1]"
    who = answerers["all"].answer("防火期那部分是谁讲的？", history)
    assert who.text.startswith("叶岚：防火期从2月10日到5月15日。")
    # Who is only asked about, and what else is asked, has nothing to do with it.
    assert (
        answerers["all"].answer("防火期有多长？", history).question_understood == "防火期有多长？"
    )


def test_a_speaker_is_found_whatever_was_spoken_of_before(answerers):
    history = [("对承办全国性赛事的企业奖励多少？", "每场奖励50万元。")]
    answer = answerers["all"].answer("叶岚说了什么？", history)
    assert answer.text == "春天风大，山火的风险比较高。请问今年的防火期有多长？[1]"


def test_nothing_is_told_of_no_documents(answerers):
    answer = answerers["all"].within(["gone.md"]).answer("总结一下")
    assert answer.refused
    assert answer.reason == "off_topic"


def test_who_does_not_speak_dealt_with_nothing(answerers):
    assert answerers["all"].answer("陶青讲了哪些内容？").refused
