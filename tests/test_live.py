"""What is answered while the store changes, by this process or another."""

import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hashing import Hashing

from chatbot.live import Live
from index import build
from index.errors import EncoderError, StoreError
from index.search import Index

ENCODER = Hashing()
WHEAT = "小麦收购价为每公斤2.5元。"
BUS = "末班车延长到23点30分。"


def put(folder, name, text, encoder=ENCODER):
    build.index_text(text, name, folder, encoder, 300)


@pytest.fixture
def live(tmp_path):
    put(tmp_path / "store", "粮", WHEAT)
    return Live(tmp_path / "store", lambda store: Index(store, ENCODER))


def sources(live, question="末班车延长到几点？"):
    return [hit.passage.source for hit in live.now.search(question, 9)]


def test_what_is_added_renamed_or_removed_is_seen_at_once(live):
    before = live.now
    assert live.now is before
    assert sources(live) == ["粮"]
    put(live.folder, "车", BUS)
    assert sources(live) == ["车", "粮"]
    assert live.document("车").text == BUS
    build.rename("车", "公交", live.folder, ENCODER, 300)
    assert [one.title for one in live.store.listings()] == ["粮", "公交"]
    build.remove(["车"], live.folder, ENCODER, 300)
    assert sources(live) == ["粮"]
    with pytest.raises(StoreError, match="has no document '车'"):
        live.document("车")
    # who holds an answerer goes on with what it had
    assert [hit.passage.source for hit in before.search("末班车", 9)] == ["粮"]


def test_an_answer_in_the_making_is_finished_on_the_store_it_began_with(live):
    put(live.folder, "车", BUS)
    begun, written = threading.Event(), threading.Event()
    held = live.now

    def slowly(question, k, sources=None, search=held.index.search):
        begun.set()
        assert written.wait(10)
        return search(question, k, sources)

    held.index.search = slowly
    with ThreadPoolExecutor(1) as pool:
        answering = pool.submit(live.answer, "末班车延长到几点？")
        assert begun.wait(10)
        build.remove(["车"], live.folder, ENCODER, 300)
        assert sources(live) == ["粮"]
        written.set()
        assert [one.source for one in answering.result().citations] in (["车"], ["车", "粮"], [])
    assert held.document("车").text == BUS


def test_another_process_may_write(live):
    code = (
        "import sys; from pathlib import Path; sys.path[:0] = sys.argv[3:]\n"
        "from hashing import Hashing; from index import build\n"
        "build.index_text(sys.argv[2], '车', Path(sys.argv[1]), Hashing(), 300)"
    )
    given = [sys.executable, "-c", code, str(live.folder), BUS, *sys.path]
    subprocess.run(given, check=True, timeout=60)
    assert sources(live) == ["车", "粮"]


def test_many_threads_ask_while_the_store_changes(live):
    faults, stop = [], threading.Event()

    def ask():
        while not stop.is_set():
            try:
                assert live.answer("小麦收购价是多少？").question
                assert "粮" in sources(live)
            except Exception as error:
                faults.append(error)
                return

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for n in range(8):
        put(live.folder, f"第{n}份", f"第{n}条线路增加{n}辆车。")
    stop.set()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(live.store.listings()) == 9


def test_chosen_documents_answer_alone(live):
    put(live.folder, "车", BUS)
    assert [hit.passage.source for hit in live.within(["粮"]).search("末班车", 9)] == ["粮"]
    assert {one.source for one in live.within(["粮"]).answer("末班车到几点？").citations} <= {"粮"}
    assert live.within([]) is live.now
    nothing = live.within(["没有"]).answer("末班车延长到几点？")
    assert (nothing.refused, nothing.citations) == (True, ())


def test_a_store_that_went_or_is_of_another_encoder_is_told(live):
    shutil.rmtree(live.folder)
    with pytest.raises(StoreError, match="expected a store at"):
        live.answer("小麦？")
    put(live.folder, "车", BUS, Hashing(32))
    with pytest.raises(EncoderError, match="was made with the encoder hashing"):
        live.answer("小麦？")
    shutil.rmtree(live.folder)
    put(live.folder, "车", BUS)
    assert sources(live) == ["车"]
