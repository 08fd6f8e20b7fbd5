"""Who asked, who is responsible, and what is said next: told by the structure of a text."""

import pytest

from chatbot.answer import Answerer
from index import build
from index.search import Index
from index.store import Store

# Invented: a press conference in half-width marks, and a notice in articles.
HALL = """云汀市2026年度教育工作发布会实录

主持人:各位记者,大家好!下面请提问。

云汀晚报记者:今年小学学位紧张,请问怎么保障适龄儿童入学?

教育局局长 温书彦:今年主要抓好三件事。一是新建小学6所,增加学位8400个;\
二是挖潜扩班,盘活校舍120间;三是统筹编制,新招教师930名。

青原日报记者:家长关心午餐费,请问今年会不会上涨?

教育局局长 温书彦:午餐费每餐12元,三年没有变化。下一场发布会定于9月3日举行。
"""
NOTICE = """# 云汀市支持体育产业若干措施

**第一条 建设场馆。** 对新建的公共游泳馆,按投资额的20%给予补助。\
每个场馆最高300万元。（责任单位：市体育局）

**第二条 办好赛事。** 对承办全国性赛事的企业，每场奖励50万元。\
（责任单位：市文旅局、市财政局）
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory, encoder):
    folder = tmp_path_factory.mktemp("asking")
    (folder / "hall.txt").write_text(HALL, encoding="utf-8")
    (folder / "notice.md").write_text(NOTICE, encoding="utf-8")
    paths = [folder / "hall.txt", folder / "notice.md"]
    build.index_paths(paths, folder / "store", encoder, 300)
    store = Store.open(folder / "store")
    yield Answerer(Index(store, encoder))
    store.close()


def test_who_asked_is_told_by_the_label_of_the_question(answerer):
    answer = answerer.answer("哪家媒体问了午餐费的事？")
    assert not answer.refused
    assert answer.citations[0].text.startswith("青原日报记者")
    assert "午餐费" in answer.text


def test_who_asked_what_nobody_asked_is_refused(answerer):
    answer = answerer.answer("哪家媒体问了游泳馆的补助？")
    assert answer.refused


def test_an_article_is_followed_by_who_is_responsible(answerer):
    answer = answerer.answer("承办全国性赛事的奖励归哪个部门管？")
    assert "市文旅局" in answer.text
    assert "市体育局" not in answer.text


def test_points_after_half_width_marks_are_listed(answerer):
    answer = answerer.answer("为保障入学，今年抓好哪几件事？")
    assert [mark in answer.text for mark in ("8400个", "120间", "930名")] == [True] * 3
    assert len(answer.citations) == 4


def test_a_ceiling_stands_in_the_next_sentence(answerer):
    answer = answerer.answer("新建公共游泳馆的补助，最多能拿多少？")
    assert "300万元" in answer.text


def test_what_comes_next_is_told_where_it_is_announced(answerer):
    answer = answerer.answer("下一场发布会哪天开？")
    assert "9月3日" in answer.text
