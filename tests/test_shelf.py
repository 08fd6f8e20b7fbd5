"""The briefings tab without a browser: what is listed, told and done."""

import asyncio

import pytest
from hashing import Hashing
from test_page import answer, citation

from chatbot.live import Live
from chatbot.ui import page, shelf, shelf_view, talk
from chatbot.ui.shelf_work import Shelf, distinct, steps
from chatbot.ui.tabs import Scope
from chatbot.ui.talk import Turn
from index import build
from index.build import Outcome
from index.errors import UserError
from index.records import Listing
from index.search import Index

ENCODER = Hashing()
HOSTILE = "<script>window.hit=1</script> **粗** $x$ ${value} \"'`"
ESCAPED = "&#60;script&#62;window&#46;hit&#61;1&#60;&#47;script&#62;"


@pytest.fixture
def live(tmp_path):
    build.index_text("小麦收购价为每公斤2.5元。", "粮", tmp_path / "store", ENCODER, 300)
    return Live(tmp_path / "store", lambda store: Index(store, ENCODER))


def write(folder, name, text):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def result(work):
    *told, outcome = steps(work)
    assert isinstance(outcome, Outcome)
    return outcome, told


def titles(live):
    return {one.source: one.title for one in live.store.listings()}


def test_good_files_go_in_beside_bad_ones_and_all_are_deleted(live, tmp_path):
    files = [
        write(tmp_path / "1", "车.txt", "末班车延长到23点30分。"),
        write(tmp_path / "2", "车.txt", "夜间公交增加到26条线路。"),
        write(tmp_path / "3", "坏.pdf", "%PDF-1.4 broken"),
        write(tmp_path / "4", "图.png", "PNG"),
    ]
    outcome, _ = result(lambda report: Shelf(live).upload(files, report))
    assert outcome.added == ["车.txt", "车 (2).txt"]
    damaged, unknown = map(str, outcome.errors)
    assert damaged.startswith("坏.pdf: expected a PDF, found a damaged file")
    assert unknown.startswith("图.png: expected one of .txt, .md")
    assert set(titles(live)) == {"粮", "车.txt", "车 (2).txt"}
    assert not any(file.exists() for file in files)


def test_a_file_of_the_same_name_replaces_what_was_uploaded_but_nothing_else(live, tmp_path):
    own = write(tmp_path / "own", "a.txt", "小学新开8所。")
    build.index_paths([own], live.folder, ENCODER, 300)
    for text in ("末班车延长。", "夜间公交增加。"):
        upload = [write(tmp_path / "up", "a.txt", text)]
        outcome, _ = result(lambda report, files=upload: Shelf(live).upload(files, report))
    assert outcome.updated == ["uploaded/a.txt"]
    assert live.document("a.txt").text == "小学新开8所。"
    assert live.document("uploaded/a.txt").text == "夜间公交增加。"


def test_names_are_told_apart(tmp_path):
    files = [tmp_path / n / "a.b.txt" for n in "123"]
    assert list(distinct(files).values()) == ["a.b.txt", "a.b (2).txt", "a.b (3).txt"]


def test_steps_are_told_as_they_come_and_errors_raised():
    import time

    def work(report):
        for count in range(3):
            report("encoding", count, 3)
            time.sleep(0.4)
        return Outcome(added=["a"])

    outcome, told = result(work)
    assert outcome.added == ["a"]
    assert told == [("encoding", 0, 3), ("encoding", 1, 3), ("encoding", 2, 3)]
    with pytest.raises(UserError, match="no"):
        list(steps(lambda report: (_ for _ in ()).throw(UserError("no"))))


def test_renaming_and_removing(live):
    shelf_ = Shelf(live)
    assert result(lambda report: shelf_.rename("粮", HOSTILE, report))[0].updated == [HOSTILE]
    assert titles(live) == {"粮": HOSTILE}
    outcome, _ = result(lambda report: shelf_.remove("粮", report))
    assert outcome.removed == ["粮"]
    (error,) = result(lambda report: shelf_.remove("粮", report))[0].errors
    assert "has no document '粮'" in str(error)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_and_titles_are_text(language):
    listing = Listing(HOSTILE + "\n", HOSTILE, 1234, 5, "2026-04-21T08:00:00+00:00")
    shown = [
        shelf_view.listed([listing], Scope((listing.source,)), language),
        shelf_view.done(Outcome(added=[HOSTILE], errors=[UserError(HOSTILE)]), language),
    ]
    for html in shown:
        assert ESCAPED in html
        assert "<script" not in html
        assert "$" not in html
        assert "**" not in html
        assert "`" not in html
    assert "1,234" not in shown[0]
    assert "1&#44;234" in shown[0]
    assert "2026&#45;04&#45;21" in shown[0]
    assert shown[0].count(" checked") == 1
    assert "&#10;" in shelf_view.attribute("a\nb")


def test_what_is_read_only_has_nothing_that_changes_it(live):
    rows = live.store.listings()
    assert shelf_view.listed(rows, Scope(), "zh").count("<form") == 2
    shown = shelf_view.listed(rows, Scope(), "zh", read_only=True)
    assert "<form" not in shown
    assert "这里只供查阅，不能增删。" in shown
    names = {
        read_only: {
            block.elem_id for block in built(live, read_only).blocks.values() if block.elem_id
        }
        for read_only in (False, True)
    }
    assert names[False] - names[True] == {
        "shelf-form", "shelf-files", "shelf-paste", "shelf-title", "shelf-text", "shelf-take",
    }  # fmt: skip
    # there is no listener left either
    assert len(built(live, True).fns) < len(built(live, False).fns)


def built(live, read_only):
    async def made():
        tabs = [shelf.briefings(live, read_only)]
        return page.build(live, language="zh", examples=[], titles=lambda: ["粮"], tabs=tabs)

    return asyncio.run(made())


def test_many_names_and_errors_are_cut():
    outcome = Outcome(added=[f"甲{n}" for n in range(9)], errors=[UserError("坏")] * 50)
    shown = shelf_view.done(outcome, "zh")
    assert "已收录：甲0、甲1、甲2、甲3、甲4、甲5 等，另有 3 份" in shown
    assert shown.count("<li>") == 41


def test_a_citation_outlives_its_document(live):
    given = answer("小麦", citation("小麦收购价为每公斤2.5元。", document=live.document("粮")))
    turns = (Turn("小麦收购价是多少？", given),)
    before = talk.show_sources(live, turns, "zh")
    build.index_text("玉米收购价为每公斤2元。", "粮", live.folder, ENCODER, 300)
    changed = talk.show_sources(live, turns, "zh")
    build.remove(["粮"], live.folder, ENCODER, 300)
    removed = talk.show_sources(live, turns, "zh")
    assert before == changed == removed
    assert "小麦收购价为每公斤2&#46;5元" in removed
