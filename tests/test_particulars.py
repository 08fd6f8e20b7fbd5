"""The lines before a briefing's text that say when and where it was, and who took part."""

import pytest

from chatbot.answer import Answerer
from chatbot.question.wants import Wants
from index import build, press
from index.records import Role
from index.search import Index
from index.store import Store
from index.structure.particulars import is_particular

HALL = """青溪市2025年度水利工作发布会实录

时间：2026年2月6日上午10时
地点：青溪市政府新闻发布厅
主持人：市政府新闻办新闻处处长 邓晓岚
发布人：市水利局副局长 周敏行；防汛处处长 何静

邓晓岚：各位记者，大家好。今天介绍水利工作情况，先请周敏行副局长介绍。

周敏行：2025年，全市新修水渠86公里，改造泵站12座。水库蓄水3.2亿立方米。

青溪日报记者：请问防汛物资够不够？

何静：全市储备编织袋120万条、冲锋舟46艘。2025年演练了31次。
"""


@pytest.mark.parametrize(
    "line",
    [
        "时间：2026年2月6日上午10时",
        "地　点：市政府新闻发布厅",
        "签发人：局长 韩伯钧",
        "发布日期：2026年7月15日",
        "主持人：市政府新闻办新闻处处长 邓晓岚",
        "出席嘉宾：水利局局长周敏行、总工程师何静",
    ],
)
def test_a_particular(line):
    assert is_particular(line)


@pytest.mark.parametrize(
    "line",
    [
        "主持人：各位记者，大家好。",
        "主持人：下面进入提问环节",
        "时间：就是金钱。我们要抓紧。",
        "发布时间：2027年6月9日 来源：水利局",
        "投资：增长3.2%",
        "周敏行：我来回答",
    ],
)
def test_no_particular(line):
    assert not is_particular(line)


def test_particulars_are_text_that_nobody_speaks():
    blocks = [block for one in press.exchanges(HALL) for block in one.blocks]
    told = [block for block in blocks if is_particular(HALL[block.start : block.end])]
    assert len(told) == 4
    assert {(block.role, block.speaker) for block in told} == {(Role.TEXT, "")}


@pytest.mark.parametrize(
    ("question", "sentence", "counts"),
    [
        ("发布会是哪天开的？", "时间：2026年2月6日上午10时", 1),
        ("泵站是哪天建成的？", "时间：2026年2月6日上午10时", -1),
        ("发布会在哪里开的？", "地点：市政府新闻发布厅", 1),
        ("发布会在哪里开的？", "时间：2026年2月6日上午10时", -1),
        ("修了多少水渠？", "发布人：市水利局副局长 周敏行", -1),
        ("有谁参加发布会？", "发布人：市水利局副局长 周敏行", 0),
        ("修了多少水渠？", "全市新修水渠86公里。", 0),
    ],
)
def test_particulars_answer_what_is_asked_of_the_briefing(question, sentence, counts):
    assert Wants.of(question).particulars(sentence) == counts


@pytest.fixture(scope="module")
def hall(tmp_path_factory, encoder):
    folder = tmp_path_factory.mktemp("hall")
    (folder / "hall.txt").write_text(HALL, encoding="utf-8")
    build.index_paths([folder / "hall.txt"], folder / "store", encoder, 300)
    return Answerer(Index(Store.open(folder / "store"), encoder))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("水利工作发布会是什么时候开的？", "2026年2月6日"),
        ("水利工作发布会在哪里举行？", "新闻发布厅"),
        ("防汛物资的情况是谁介绍的，什么职务？", "防汛处处长 何静"),
        # A report of the year before has two years of its own.
        ("2025年全市新修水渠多少公里？", "86公里"),
    ],
)
def test_questions_about_the_briefing_are_answered(hall, question, told):
    answer = hall.answer(question)
    assert not answer.refused
    assert told in answer.text
