"""Texts without a file and titles that change: what a store does when a page edits it."""

from contextlib import closing

import numpy as np
import pytest
from hashing import Hashing

from index import build
from index.errors import ReadError, StoreError, UserError
from index.search import Index
from index.store import Store

SIZE = 300
ENCODER = Hashing()
RIVER = "青溪河治理工程今年完工。两岸新建步道14公里。"


def paste(store, text, title=""):
    return build.index_text(text, title, store, ENCODER, SIZE)


def listed(store):
    with closing(Store.open(store)) as opened:
        return [(one.source, one.title) for one in opened.listings()]


def test_a_pasted_text_is_found_under_its_title(tmp_path):
    steps = []
    outcome = build.index_text(
        f"\ufeff{RIVER}\r\n", "  河道\n通报 ", tmp_path, ENCODER, SIZE,
        lambda *step: steps.append(step),
    )  # fmt: skip
    assert (outcome.added, outcome.errors) == (["河道 通报"], [])
    assert {step for step, _, _ in steps} == {"encoding", "saving"}
    assert listed(tmp_path) == [("河道 通报", "河道 通报")]
    with closing(Store.open(tmp_path)) as opened:
        assert "\r" not in opened.document("河道 通报").text
        hit = Index(opened, ENCODER).search("新建步道", 1)[0]
    assert hit.passage.title == "河道 通报"


def test_a_text_without_a_title_has_its_beginning_for_one(tmp_path):
    assert paste(tmp_path, f"{RIVER}\n第二段。").added == [RIVER.rstrip("。")]


def test_the_same_title_updates_and_the_same_text_changes_nothing(tmp_path):
    paste(tmp_path, RIVER, "河")
    assert paste(tmp_path, RIVER, "河").unchanged == ["河"]
    assert paste(tmp_path, "另一段文字。", "河").updated == ["河"]
    with closing(Store.open(tmp_path)) as opened:
        assert opened.document("河").text == "另一段文字。"


def test_a_title_that_is_another_source_leaves_that_alone(tmp_path):
    (tmp_path / "bus.txt").write_text("末班车延长到23点30分。", encoding="utf-8")
    build.index_paths([tmp_path / "bus.txt"], tmp_path / "store", ENCODER, SIZE)
    assert paste(tmp_path / "store", RIVER, "bus.txt").added == ["pasted/bus.txt"]
    with closing(Store.open(tmp_path / "store")) as opened:
        assert opened.document("bus.txt").text == "末班车延长到23点30分。"


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff", "\x00\x01"])
def test_no_text_is_an_error_and_makes_no_store(tmp_path, text):
    with pytest.raises(ReadError, match="expected the text of a briefing, found nothing"):
        paste(tmp_path / "store", text, "河")
    assert not (tmp_path / "store").exists()


def test_a_document_can_be_renamed(tmp_path):
    paste(tmp_path, RIVER, "河")
    paste(tmp_path, "末班车延长到23点30分。", "车")
    with closing(Store.open(tmp_path)) as before:
        vectors, added = before.sentence_vectors.rows(), before.listings()[0].added
        build.rename("河", " 青溪河\n<b>治理</b> ", tmp_path, ENCODER, SIZE)
        assert not before.is_current
    assert listed(tmp_path) == [("河", "青溪河 <b>治理</b>"), ("车", "车")]
    with closing(Store.open(tmp_path)) as opened:
        assert np.array_equal(opened.sentence_vectors.rows(), vectors)
        assert opened.listings()[0].added == added
        assert opened.passages_of("河")[0].title == "青溪河 <b>治理</b>"
        # its words are found too
        assert opened.lexical.overlap("治", "治理") == 1
    # what is said twice is skipped, and keeps the new title
    assert paste(tmp_path, RIVER, "河").unchanged == ["河"]
    assert listed(tmp_path)[0][1] == "青溪河 <b>治理</b>"


def test_what_cannot_be_renamed_is_told(tmp_path):
    with pytest.raises(StoreError, match="expected a store at"):
        build.rename("河", "江", tmp_path / "none", ENCODER, SIZE)
    paste(tmp_path, RIVER, "河")
    with pytest.raises(UserError, match="has no document '湖'; list them: briefing index --list"):
        build.rename("湖", "江", tmp_path, ENCODER, SIZE)
    with pytest.raises(UserError, match="expected a title for 河, found nothing"):
        build.rename("河", " \n", tmp_path, ENCODER, SIZE)
    build.rename("河", "长" * 300, tmp_path, ENCODER, SIZE)
    assert listed(tmp_path) == [("河", "长" * 200)]


def test_another_store_in_the_same_place_is_noticed(tmp_path):
    import shutil

    paste(tmp_path / "store", RIVER, "河")
    with closing(Store.open(tmp_path / "store")) as opened:
        assert opened.is_current
        shutil.rmtree(tmp_path / "store")
        paste(tmp_path / "store", "末班车延长到23点30分。", "车")
        assert opened.manifest.generation == 1
        assert not opened.is_current
