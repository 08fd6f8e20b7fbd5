"""Files to a store: what is added, updated, skipped, removed, and what stays as it was."""

import json
from contextlib import closing

import numpy as np
import pytest
from hashing import Hashing

from index import build
from index.errors import EncoderError, ReadError, StoreError
from index.search import Index
from index.store import Store

SIZE = 300
NOTICES = {
    "bus.txt": "夜间公交增加到26条线路。末班车延长到23点30分。",
    "grain.txt": "夏粮收购已经开始。小麦收购价为每公斤2.5元。",
    "river.txt": "青溪河治理工程今年完工。两岸新建步道14公里。",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in NOTICES.items():
        write(tmp_path / "notices" / name, text)
    return tmp_path / "notices"


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def corpus(path, lines):
    rows = [{"_id": key, "title": "", "text": text} for key, text in lines]
    return write(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def index(paths, store, encoder=None):
    """Index and return what became of the sources, and the generation."""
    outcome = build.index_paths(paths, store, encoder or Hashing(), SIZE)
    assert outcome.errors == []
    return outcome


def state(outcome):
    return outcome.added, outcome.updated, outcome.unchanged, outcome.removed


def sources(store):
    with closing(Store.open(store)) as opened:
        return [listing.source for listing in opened.listings()]


def text_of(store, source):
    with closing(Store.open(store)) as opened:
        return opened.document(source).text


def best(store, question):
    """Return source and text of the first hit."""
    with closing(Store.open(store)) as opened:
        passage = Index(opened, Hashing()).search(question, 1)[0].passage
    return passage.source, passage.text


def vectors(store):
    """Return passage and sentence vectors by source."""
    with closing(Store.open(store)) as opened:
        whole, parts = opened.passage_vectors.rows(), opened.sentence_vectors.rows()
        found, row = {}, 0
        for listing in sorted(opened.listings(), key=lambda one: first_id(opened, one.source)):
            end = row + listing.passages
            span = slice(opened.first_sentences[row], opened.first_sentences[end])
            found[listing.source] = whole[row:end], parts[span]
            row = end
        return found


def first_id(opened, source):
    query = "SELECT min(passages.id) FROM passages JOIN documents ON document = documents.id "
    return opened._select(query + "WHERE source = ?", [source])[0][0]


def test_files_are_added_and_found(folder, store):
    outcome = index([folder], store)
    assert state(outcome) == (["bus.txt", "grain.txt", "river.txt"], [], [], [])
    assert outcome.passages == 3
    assert sources(store) == ["bus.txt", "grain.txt", "river.txt"]
    assert best(store, "小麦收购价") == ("grain.txt", NOTICES["grain.txt"])


def test_what_did_not_change_is_skipped(folder, store):
    index([folder], store)
    before = (store / "manifest.json").read_bytes()
    outcome = index([folder], store)
    assert state(outcome) == ([], [], ["bus.txt", "grain.txt", "river.txt"], [])
    assert outcome.passages == 0
    assert (store / "manifest.json").read_bytes() == before
    (folder / "bus.txt").touch()
    assert index([folder], store).updated == []


def test_what_changed_is_updated_and_found_at_once(folder, store):
    index([folder], store)
    write(folder / "grain.txt", "大豆收购价为每公斤5元。")
    write(folder / "school.txt", "新学期有8所小学开学。")
    outcome = index([folder], store)
    assert state(outcome) == (["school.txt"], ["grain.txt"], ["bus.txt", "river.txt"], [])
    assert outcome.passages == 2
    assert best(store, "大豆收购价") == ("grain.txt", "大豆收购价为每公斤5元。")
    assert best(store, "小学开学") == ("school.txt", "新学期有8所小学开学。")
    assert text_of(store, "grain.txt") == "大豆收购价为每公斤5元。"
    with closing(Store.open(store)) as opened:
        assert len(opened.passage_ids) == 4
        assert "小麦" not in "".join(
            passage.text for passage in opened.passages(opened.passage_ids.tolist())
        )


def test_kept_documents_keep_their_vectors_exactly(folder, store):
    index([folder], store)
    before = vectors(store)
    write(folder / "bus.txt", "地铁二号线开工。")
    index([folder], store)
    build.remove(["grain.txt"], store, Hashing(), SIZE)
    after = vectors(store)
    assert sorted(after) == ["bus.txt", "river.txt"]
    np.testing.assert_array_equal(after["river.txt"][0], before["river.txt"][0])
    np.testing.assert_array_equal(after["river.txt"][1], before["river.txt"][1])
    new = Hashing().encode_documents(["地铁二号线开工。"])
    np.testing.assert_array_equal(after["bus.txt"][1], new)


def test_removed_documents_are_not_found(folder, store):
    index([folder], store)
    outcome = build.remove(["grain.txt"], store, Hashing(), SIZE)
    assert outcome.removed == ["grain.txt"]
    assert sources(store) == ["bus.txt", "river.txt"]
    assert best(store, "小麦收购价")[0] != "grain.txt"


def test_removing_what_is_not_there_changes_nothing(folder, store):
    index([folder], store)
    before = (store / "manifest.json").read_bytes()
    outcome = build.remove(["rain.txt"], store, Hashing(), SIZE)
    assert outcome.removed == []
    assert [str(error) for error in outcome.errors] == [
        f"the store {store} has no document 'rain.txt'; "
        f"list them: briefing index --list --store {store}"
    ]
    assert (store / "manifest.json").read_bytes() == before


def test_removing_from_no_store_makes_none(store):
    with pytest.raises(StoreError, match="does not exist"):
        build.remove(["a.txt"], store, Hashing(), SIZE)
    assert not store.exists()


def test_all_can_be_removed_and_added_again(folder, store):
    index([folder], store)
    build.remove(list(NOTICES), store, Hashing(), SIZE)
    with closing(Store.open(store)) as opened:
        assert opened.listings() == []
        assert Index(opened, Hashing()).search("小麦", 3) == []
    assert len(index([folder], store).added) == 3
    assert best(store, "小麦收购价")[0] == "grain.txt"


def test_lines_that_a_corpus_lost_are_removed(tmp_path, store):
    path = corpus(
        tmp_path / "c.jsonl", [("1", "一号公告。"), ("2", "二号公告。"), ("3", "三号公告。")]
    )
    assert index([path], store).added == ["c.jsonl#1", "c.jsonl#2", "c.jsonl#3"]
    corpus(path, [("3", "三号公告，更正。"), ("1", "一号公告。"), ("4", "四号公告。")])
    assert state(index([path], store)) == (
        ["c.jsonl#4"],
        ["c.jsonl#3"],
        ["c.jsonl#1"],
        ["c.jsonl#2"],
    )
    assert sorted(sources(store)) == ["c.jsonl#1", "c.jsonl#3", "c.jsonl#4"]
    assert text_of(store, "c.jsonl#3") == "三号公告，更正。"


def test_a_corpus_with_a_bad_line_leaves_its_documents_alone(tmp_path, store):
    path = corpus(tmp_path / "c.jsonl", [("1", "一号公告。")])
    index([path], store)
    write(path, '{"_id": "2", "text": "二号公告。"}\n{"_id": "3"}\n')
    outcome = build.index_paths([path], store, Hashing(), SIZE)
    assert [type(error) for error in outcome.errors] == [ReadError]
    assert "line 2" in str(outcome.errors[0])
    assert sources(store) == ["c.jsonl#1"]


def test_an_id_that_occurs_twice_is_an_error(tmp_path, store):
    path = corpus(tmp_path / "c.jsonl", [("1", "一号公告。"), ("1", "又是一号。")])
    outcome = build.index_paths([path], store, Hashing(), SIZE)
    assert [str(error) for error in outcome.errors] == [
        f"{path}: the id '1' occurs twice; give every line an id of its own"
    ]
    assert not store.exists()


@pytest.mark.parametrize("at_once", [True, False])
def test_files_of_the_same_name_have_distinct_sources(tmp_path, store, at_once):
    one = write(tmp_path / "a" / "notice.txt", "一号公告说小麦。")
    two = write(tmp_path / "b" / "notice.txt", "二号公告说大豆。")
    for paths in [[one, two]] if at_once else [[one], [two]]:
        index(paths, store)
    assert sources(store) == ["notice.txt", "b/notice.txt"]
    assert text_of(store, "notice.txt") == "一号公告说小麦。"
    assert text_of(store, "b/notice.txt") == "二号公告说大豆。"
    again = index([two, one], store)
    assert state(again) == ([], [], ["notice.txt", "b/notice.txt"], [])


def test_corpora_of_the_same_name_have_distinct_sources(tmp_path, store):
    one = corpus(tmp_path / "a" / "c.jsonl", [("1", "甲一。"), ("2", "甲二。")])
    two = corpus(tmp_path / "b" / "c.jsonl", [("2", "乙二。"), ("3", "乙三。")])
    index([one, two], store)
    assert sources(store) == ["c.jsonl#1", "c.jsonl#2", "b/c.jsonl#2", "c.jsonl#3"]
    assert index([one, two], store).unchanged == sources(store)
    assert text_of(store, "b/c.jsonl#2") == "乙二。"


def test_a_source_stays_when_the_other_of_its_name_goes(tmp_path, store):
    one = write(tmp_path / "a" / "notice.txt", "一号公告说小麦。")
    two = write(tmp_path / "b" / "notice.txt", "二号公告说大豆。")
    index([one, two], store)
    build.remove(["notice.txt"], store, Hashing(), SIZE)
    assert state(index([two], store)) == ([], [], ["b/notice.txt"], [])


def test_a_bad_file_does_not_keep_the_others_out(folder, store):
    bad = write(folder / "empty.txt", "")
    outcome = build.index_paths([folder], store, Hashing(), SIZE)
    assert len(outcome.added) == 3
    assert [type(error) for error in outcome.errors] == [ReadError]
    assert str(bad) in str(outcome.errors[0])


def test_nothing_readable_leaves_no_store(tmp_path, store):
    bad = write(tmp_path / "empty.txt", "")
    assert len(build.index_paths([bad], store, Hashing(), SIZE).errors) == 1
    assert not store.exists()


def test_a_missing_path_changes_nothing(folder, store):
    with pytest.raises(ReadError, match="does not exist"):
        build.index_paths([folder, folder / "no.txt"], store, Hashing(), SIZE)
    assert not store.exists()


def test_rebuild_encodes_the_stored_documents_with_another_encoder(folder, store):
    index([folder], store)
    for path in folder.iterdir():
        path.unlink()
    other = Hashing(32, "other")
    outcome = build.rebuild(store, other, 50)
    assert outcome.updated == ["bus.txt", "grain.txt", "river.txt"]
    with closing(Store.open(store)) as opened:
        assert opened.manifest.encoder == other.identity
        assert opened.manifest.passage_size == 50
        assert opened.passage_vectors.dimension == 32
        assert Index(opened, other).search("小麦收购价", 1)[0].passage.source == "grain.txt"
        with pytest.raises(EncoderError):
            opened.expect(Hashing().identity)


def test_rebuild_of_an_empty_store_takes_the_new_encoder(folder, store):
    index([folder], store)
    build.remove(list(NOTICES), store, Hashing(), SIZE)
    build.rebuild(store, Hashing(32, "other"), SIZE)
    assert len(index([folder], store, Hashing(32, "other")).added) == 3


def test_rebuild_gives_what_indexing_gives(folder, store, tmp_path):
    index([folder], store)
    before = vectors(store)
    build.rebuild(store, Hashing(), SIZE)
    after = vectors(store)
    assert list(after) == list(before)
    for source, (whole, parts) in before.items():
        np.testing.assert_array_equal(after[source][0], whole)
        np.testing.assert_array_equal(after[source][1], parts)
    assert state(index([folder], store))[2] == ["bus.txt", "grain.txt", "river.txt"]


def test_many_batches_keep_vectors_with_their_passages(tmp_path, store, monkeypatch):
    monkeypatch.setattr(build, "_BATCH", 7)
    lines = [(str(number), f"第{number}号公告。共{number * 7}项。") for number in range(50)]
    path = corpus(tmp_path / "c.jsonl", lines)
    index([path], store)
    corpus(path, [*lines[10:20], ("new", "新公告。"), *lines[30:]])
    index([path], store)
    encoder = Hashing()
    with closing(Store.open(store)) as opened:
        passages = opened.passages(opened.passage_ids.tolist())
        texts = [
            passage.text[s.start - passage.start : s.end - passage.start]
            for passage in passages
            for s in passage.sentences
        ]
        assert len(passages) == 31
        assert len(texts) == 61
        np.testing.assert_array_equal(
            opened.sentence_vectors.rows(), encoder.encode_documents(texts)
        )


def test_a_long_run_is_saved_on_the_way(tmp_path, store, monkeypatch):
    monkeypatch.setattr(build, "_BATCH", 5)
    monkeypatch.setattr(build, "_COMMIT_EVERY", 0.0)
    lines = [(str(number), f"第{number}号公告。") for number in range(12)]
    path = corpus(tmp_path / "c.jsonl", lines)
    seen = []

    def report(step, count, total):
        if step == "encoding" and (store / "manifest.json").exists():
            seen.append(len(sources(store)))

    outcome = build.index_paths([path], store, Hashing(), SIZE, report)
    assert seen == [5, 10]
    assert len(outcome.added) == len(sources(store)) == 12


def test_the_report_counts_passages_encoded(folder, store):
    calls = []
    build.index_paths([folder], store, Hashing(), SIZE, lambda *call: calls.append(call))
    assert calls == [
        ("reading", 0, 3),
        ("reading", 1, 3),
        ("reading", 2, 3),
        ("encoding", 9, 9),
        ("saving", 0, 0),
    ]
