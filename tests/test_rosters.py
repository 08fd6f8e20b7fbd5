"""Who took part in a conference, a line each, with the name first or last."""

import pytest

from chatbot.answer import Answerer
from index import build, press
from index.records import Role
from index.search import Index
from index.spacing import respaced
from index.store import Store

# Invented; a short name is spread to the width of the others.
HALL = """云汀市林业工作新闻发布会

时间：2026年3月5日上午10时

出席人员：
温书彦　云汀市林业局局长
叶　岚　　云汀市林业局防火处处长
罗继峰　云汀市气象台副台长
主持人：顾晓棠　云汀市政府新闻办公室副主任

顾晓棠：各位记者，大家好。下面请温书彦局长从两个方面作介绍。

温书彦：2025年全市造林12.6万亩，森林覆盖率达到41.3%。防火方面，火情比上年少9起。

云汀日报记者：请问今年的防火期有多长？

叶岚：防火期从2月10日到5月15日。
"""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("罗继峰　云汀市气象台副台长", "罗继峰　云汀市气象台副台长"),
        ("叶　岚　　云汀市林业局局长", "叶岚　　云汀市林业局局长"),
        ("主持人：顾晓棠　市政府新闻办公室副主任", "主持人：顾晓棠　市政府新闻办公室副主任"),
        ("云汀市林业局局长　温书彦", "云汀市林业局局长　温书彦"),
        ("全 市 造 林 工 作", "全市造林工作"),
        # Begin with a surname, and are no names.
        ("高质量 发展促进经济增长", "高质量发展促进经济增长"),
        ("农村 居民收入较快增长", "农村居民收入较快增长"),
    ],
)
def test_the_gap_between_a_name_and_a_post_stays(line, expected):
    assert respaced(line) == expected


def test_who_took_part_heads_nothing_and_may_be_quoted():
    text = "\n".join(map(respaced, HALL.split("\n")))
    blocks = [block for exchange in press.exchanges(text) for block in exchange.blocks]
    headings = [text[b.start : b.end] for b in blocks if b.role is Role.HEADING]
    assert headings == ["云汀市林业工作新闻发布会"]
    quoted = {text[one.start : one.end] for one in press.quotable(text, blocks)}
    assert "罗继峰　云汀市气象台副台长" in quoted


@pytest.fixture(scope="module")
def answerer(tmp_path_factory, encoder):
    folder = tmp_path_factory.mktemp("rosters")
    (folder / "hall.txt").write_text(HALL, encoding="utf-8")
    build.index_paths([folder / "hall.txt"], folder / "store", encoder, 300)
    store = Store.open(folder / "store")
    yield Answerer(Index(store, encoder))
    store.close()


def test_all_who_took_part_are_listed(answerer):
    answer = answerer.answer("发布会请了哪些人出席？")
    assert [name in answer.text for name in ("温书彦", "叶岚", "罗继峰")] == [True] * 3
    assert len(answer.citations) == 4


def test_whoever_has_a_post_is_told_by_his_line(answerer):
    answer = answerer.answer("市气象台来的是谁？")
    assert not answer.refused
    assert answer.citations[0].text == "罗继峰 云汀市气象台副台长"


def test_what_conducts_the_conference_answers_nothing_else(answerer):
    answer = answerer.answer("全市造林工作介绍一下，做了多少？")
    assert not answer.refused
    assert answer.lead == "12.6万亩"
    assert "下面请" not in answer.text
