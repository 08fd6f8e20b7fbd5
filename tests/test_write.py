"""One writer at a time, readers undisturbed, and nothing lost when writing fails."""

import signal
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hashing import Hashing

from index import build
from index.errors import StoreError
from index.records import Document, Passage, Role, Sentence
from index.search import Index, centroids
from index.store import Store
from index.write import Writer

TESTS = Path(__file__).parent
SIZE = 300
ENCODER = Hashing()

# Holds the writer of the store until it is killed.
HOLD = """
import sys, time
sys.path[:0] = sys.argv[2:]
from pathlib import Path
from test_write import writer
with writer(Path(sys.argv[1])):
    print("writing", flush=True)
    time.sleep(600)
"""

# Indexes where no file may grow over a limit, as if the disk were full.
FULL = """
import resource, sys
sys.path[:0] = sys.argv[4:]
from pathlib import Path
from hashing import Hashing
from index import build
from index.errors import StoreError
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    build.index_paths([Path(sys.argv[2])], Path(sys.argv[1]), Hashing(), 300)
except StoreError as error:
    print(error)
"""


def writer(folder, passage_size=SIZE):
    return Writer(folder, ENCODER.identity, passage_size, centroids(ENCODER))


def put(one, source, text):
    """Put a document of one sentence."""
    sentence = Sentence(0, len(text))
    passage = Passage(source, 0, len(text), text, Role.TEXT, sentences=(sentence,))
    vectors = ENCODER.encode_documents([text])
    one.put(Document(source, "", text), f"/{source}", "digest", [passage], vectors, vectors)


@pytest.fixture
def store(tmp_path):
    """Return a store of one document."""
    with writer(tmp_path / "store") as one:
        put(one, "a", "小麦收购价每公斤2.5元。")
        one.commit()
    return tmp_path / "store"


def texts(store):
    with closing(Store.open(store)) as opened:
        return {row.source: opened.document(row.source).text for row in opened.listings()}


def first(index, question):
    return index.search(question, 1)[0].passage.text


# What a commit holds.


def test_what_is_not_committed_is_dropped(store):
    with writer(store) as one:
        put(one, "b", "大豆收购价每公斤5元。")
        assert one.digest("b") == "digest"
    assert texts(store) == {"a": "小麦收购价每公斤2.5元。"}
    assert [path.name for path in (store / "generations").iterdir()] == ["1"]


def test_an_error_drops_what_was_not_committed(store):
    with pytest.raises(ZeroDivisionError), writer(store) as one:
        one.remove("a")
        one.commit()
        put(one, "b", "大豆。")
        _ = 1 / 0
    assert texts(store) == {}


def test_a_new_store_without_a_commit_leaves_nothing(tmp_path):
    with writer(tmp_path / "store"):
        assert (tmp_path / "store" / "lock").exists()
    assert not (tmp_path / "store").exists()


def test_a_commit_without_changes_makes_no_generation(store):
    with writer(store) as one:
        assert not one.remove("unknown")
        one.commit()
    with closing(Store.open(store)) as opened:
        assert opened.manifest.generation == 1


def test_several_commits_of_one_writer(store):
    with writer(store) as one:
        for number in range(5):
            put(one, f"n{number}", f"第{number}号公告。")
            put(one, "a", f"第{number}版。")
            if number % 2:
                one.commit()
        one.remove("n0")
        one.commit()
    assert texts(store) == {
        "n1": "第1号公告。",
        "n2": "第2号公告。",
        "n3": "第3号公告。",
        "n4": "第4号公告。",
        "a": "第4版。",
    }
    with closing(Store.open(store)) as opened:
        found = [passage.text for passage in opened.passages(opened.passage_ids.tolist())]
        assert found == ["第1号公告。", "第2号公告。", "第3号公告。", "第4号公告。", "第4版。"]
        np.testing.assert_array_equal(
            opened.passage_vectors.rows(), ENCODER.encode_documents(found)
        )


def test_a_document_put_twice_is_stored_once(store):
    with writer(store) as one:
        put(one, "b", "第一版。")
        put(one, "b", "第二版。")
        one.commit()
    with closing(Store.open(store)) as opened:
        assert opened.document("b").text == "第二版。"
        assert opened.passage_vectors.size == 2
        assert first(Index(opened, ENCODER), "第二版") == "第二版。"


def test_what_a_writer_knows_of_its_documents(store):
    with writer(store) as one:
        assert one.documents() == [("a", "digest")]
        assert one.sources_of("/a") == ["a"]
        assert (one.path_of("a"), one.path_of("b")) == ("/a", None)
        assert one.document("a") == (Document("a", "", "小麦收购价每公斤2.5元。"), "/a")


# One writer, many readers.


def test_a_second_writer_is_told_at_once(store):
    message = (
        f"the store {store} is being written by another process; "
        "wait until it is done and try again"
    )
    with writer(store):
        with pytest.raises(StoreError) as caught:
            writer(store)
        assert str(caught.value) == message
    with writer(store) as one:
        assert one.digest("a") == "digest"


def test_a_writer_of_another_process_counts_until_it_is_killed(store):
    command = [sys.executable, "-c", HOLD, str(store), str(TESTS.parent), str(TESTS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == "writing\n"
            with pytest.raises(StoreError, match="being written by another process"):
                writer(store)
            assert texts(store) == {"a": "小麦收购价每公斤2.5元。"}
        finally:
            process.kill()
    assert process.returncode == -signal.SIGKILL
    assert (store / "lock").exists()
    with writer(store) as one:
        put(one, "b", "大豆。")
        one.commit()
    assert sorted(texts(store)) == ["a", "b"]
    assert [path.name for path in (store / "generations").iterdir()] == ["2"]


def test_a_writer_that_was_refused_leaves_the_other_alone(store):
    with writer(store) as one:
        with pytest.raises(StoreError):
            writer(store)
        put(one, "b", "大豆。")
        one.commit()
    assert sorted(texts(store)) == ["a", "b"]


def test_an_open_reader_keeps_its_state(store):
    with closing(Store.open(store)) as old:
        index = Index(old, ENCODER)
        hits = index.search("收购价", 5)
        assert old.is_current
        with writer(store) as one:
            put(one, "a", "玉米收购价每公斤2元。")
            put(one, "b", "大豆收购价每公斤5元。")
            assert old.is_current
            one.commit()
            put(one, "c", "还有高粱。")
            one.commit()
            assert not old.is_current
            assert index.search("收购价", 5) == hits
        assert index.search("收购价", 5) == hits
        assert old.document("a").text == "小麦收购价每公斤2.5元。"
        with closing(Store.open(store)) as new:
            assert new.is_current
            assert first(Index(new, ENCODER), "大豆收购价") == "大豆收购价每公斤5元。"
            assert len(new.listings()) == 3


def test_readers_open_and_search_while_a_writer_commits(store):
    failures, opened = [], []
    stop = threading.Event()

    def read():
        while not stop.is_set():
            try:
                with closing(Store.open(store)) as one:
                    text = one.document("a").text
                    assert first(Index(one, ENCODER), text) == text
                    opened.append(one.manifest.generation)
            except Exception as error:
                failures.append(error)
                return

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    with writer(store) as one:
        for number in range(30):
            put(one, "a", f"第{number}版公告。")
            one.commit()
    stop.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert len(set(opened)) > 2


# Folders that cannot be written.


def test_a_folder_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(StoreError) as caught:
        writer(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path} is not a store and not empty (it holds letter.txt); "
        "give --store a new or empty folder"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "store").write_text("Dear all")
    with pytest.raises(StoreError) as caught:
        writer(tmp_path / "store")
    assert str(caught.value) == (
        f"expected a folder for the store, but {tmp_path}/store is a file; name another"
    )
    with pytest.raises(StoreError, match=r"cannot be written \(Not a directory\)"):
        writer(tmp_path / "store" / "below")


def test_what_else_is_in_generations_is_not_deleted(tmp_path):
    letter = tmp_path / "store" / "generations" / "1970s" / "letter.txt"
    letter.parent.mkdir(parents=True)
    letter.write_text("Dear all")
    with writer(tmp_path / "store") as one:
        put(one, "a", "小麦。")
    assert letter.read_text() == "Dear all"


def test_another_passage_size(store):
    with pytest.raises(StoreError) as caught:
        writer(store, 200)
    assert str(caught.value) == (
        f"the store {store} was made with passage_size 300, the settings say 200; change the "
        f"setting, or cut and encode again: briefing index --rebuild --store {store}"
    )
    build.rebuild(store, ENCODER, 200)
    with writer(store, 200) as one:
        assert one.digest("a") == "digest"


@pytest.mark.parametrize(
    ("text", "limit", "why"),
    [
        ("公告。\n", 1_000, "File too large"),  # not even a copy of the documents
        ("说了一件事。\n" * 1000, 100_000, "File too large"),  # FAISS
        ("说了很多事" * 60_000, 400_000, "disk I/O error"),  # SQLite
    ],
)
def test_on_a_full_disk_the_store_stays_as_it_was(store, tmp_path, text, limit, why):
    (tmp_path / "b.txt").write_text(text, encoding="utf-8")
    arguments = [str(store), str(tmp_path / "b.txt"), str(limit), str(TESTS.parent), str(TESTS)]
    done = subprocess.run(
        [sys.executable, "-c", FULL, *arguments], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert done.stdout == (
        f"the store {store} cannot be written ({why}); "
        "what it held is safe: make room on the disk and index again\n"
    )
    assert texts(store) == {"a": "小麦收购价每公斤2.5元。"}
    assert build.index_paths([tmp_path / "b.txt"], store, ENCODER, SIZE).added == ["b.txt"]
    assert [path.name for path in (store / "generations").iterdir()] == ["2"]
