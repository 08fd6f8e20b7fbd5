"""Opening a store: what it serves, and for every kind of damage the command that mends it."""

import json
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from hashing import Hashing

from index import build, manifest
from index.errors import EncoderError, StoreError
from index.records import Role, Sentence
from index.search import Index
from index.store import Store

SIZE = 300
TEXTS = {
    "bus.txt": "夜间公交增加到26条线路。末班车延长到23点30分。",
    "grain.txt": "夏粮收购已经开始。小麦收购价为每公斤2.5元。",
}
PARTS = [
    "documents.sqlite",
    "passages.faiss",
    "sentences.faiss",
    "centroids.npy",
    "lexical-scores.npy",
    "lexical-rows.npy",
    "lexical-columns.npy",
    "lexical-vocabulary.npy",
]


@pytest.fixture
def store(tmp_path):
    """Return a store of two notices, in a folder whose name a shell must have quoted."""
    (tmp_path / "notices").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "notices" / name).write_text(text, encoding="utf-8")
    folder = tmp_path / "my store#1?%41"
    build.index_paths([tmp_path / "notices"], folder, Hashing(), SIZE)
    return folder


@pytest.fixture
def opened(store):
    with closing(Store.open(store)) as one:
        yield one


def current(store):
    return manifest.generation_folder(store, manifest.read(store).generation)


def complaint(store, kind=StoreError):
    """Return the message with which the store does not open, or serve the hashing encoder."""
    with pytest.raises(kind) as caught, closing(Store.open(store)) as opened:
        Index(opened, Hashing())
    assert "\n" not in str(caught.value)
    return str(caught.value)


def follow(message, store):
    """Do what the command in ``message`` does, and check that the store then answers."""
    place = re.escape(manifest.quoted(store))
    if re.search(rf"briefing index --rebuild --store {place}$", message):
        build.rebuild(store, Hashing(), SIZE)
    else:
        found = re.search(rf"(rm -r {place} && )?briefing index PATH… --store {place}$", message)
        assert found, message
        if found[1]:
            shutil.rmtree(store)
        build.index_paths([store.parent / "notices"], store, Hashing(), SIZE)
    assert answer(store) == ("grain.txt", TEXTS["grain.txt"])
    assert build.index_paths([store.parent / "notices"], store, Hashing(), SIZE).unchanged == [
        "bus.txt",
        "grain.txt",
    ]


def answer(store):
    with closing(Store.open(store)) as opened:
        passage = Index(opened, Hashing()).search("小麦收购价", 1)[0].passage
    return passage.source, passage.text


# What a store serves.


def test_a_document_is_served_whole(opened):
    document = opened.document("grain.txt")
    assert (document.source, document.text) == ("grain.txt", TEXTS["grain.txt"])
    assert document.pages == ()


def test_passages_come_in_the_order_asked_for(opened):
    first, second = opened.passage_ids.tolist()
    passages = opened.passages([second, first, second])
    assert [passage.source for passage in passages] == ["grain.txt", "bus.txt", "grain.txt"]
    assert opened.passages([]) == []
    one = passages[0]
    assert (one.start, one.end, one.text, one.role) == (0, 23, TEXTS["grain.txt"], Role.TEXT)
    assert one.sentences == (Sentence(0, 9), Sentence(9, 23))


def test_passages_of_a_document_come_in_reading_order(tmp_path, store):
    text = "\n".join(f"第{number}段𠮷说了很多关于青溪河治理的话。" * 3 for number in range(40))
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    build.index_paths([tmp_path / "long.txt"], store, Hashing(), SIZE)
    with closing(Store.open(store)) as opened:
        passages = opened.passages_of("long.txt")
        assert len(passages) > 5
        assert [p.start for p in passages] == sorted(p.start for p in passages)
        whole = opened.document("long.txt").text
        assert all(whole[p.start : p.end] == p.text for p in passages)
        assert opened.passages_of("none.txt") == []


def test_the_list_tells_length_and_passages(opened):
    rows = [(row.source, row.characters, row.passages) for row in opened.listings()]
    assert rows == [("bus.txt", 26, 1), ("grain.txt", 23, 1)]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", opened.listings()[0].added)


def test_rows_follow_each_other(opened):
    assert opened.first_sentences.tolist() == [0, 2, 4]
    assert opened.is_question.tolist() == [False, False]
    assert opened.centroids.shape == (2, 64)
    assert opened.passage_vectors.size == opened.lexical.size == 2


def test_an_unknown_document_names_those_that_look_alike(opened, store):
    with pytest.raises(StoreError) as caught:
        opened.document("grian.txt")
    assert str(caught.value) == (
        f"the store {store} has no document 'grian.txt'; it has, for example: grain.txt, "
        f"bus.txt; list them: briefing index --list --store '{store}'"
    )


def test_opening_writes_nothing(store):
    before = sorted((path.name, path.stat().st_mtime_ns) for path in store.rglob("*"))
    assert answer(store) == ("grain.txt", TEXTS["grain.txt"])
    after = sorted((path.name, path.stat().st_mtime_ns) for path in store.rglob("*"))
    assert after == before


def test_many_threads_get_the_same_answers(opened):
    index = Index(opened, Hashing())
    questions = ["小麦收购价", "末班车", "夜间公交"] * 20
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda question: index.search(question, 2), questions))
    assert found == [index.search(question, 2) for question in questions]
    assert [hits[0].passage.source for hits in found[:3]] == ["grain.txt", "bus.txt", "bus.txt"]


def test_a_copied_store_opens(store, tmp_path):
    shutil.copytree(store, tmp_path / "copy")
    shutil.rmtree(store)
    assert answer(tmp_path / "copy") == ("grain.txt", TEXTS["grain.txt"])


# What does not open.


def test_what_is_no_store(tmp_path):
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices" / "grain.txt").write_text(TEXTS["grain.txt"], encoding="utf-8")
    cure = f"make one: briefing index PATH… --store {tmp_path}"
    assert complaint(tmp_path / "none") == (
        f"expected a store at {tmp_path}/none, but it does not exist; {cure}/none"
    )
    (tmp_path / "empty").mkdir()
    assert complaint(tmp_path / "empty") == (
        f"expected a store at {tmp_path}/empty, but it has no manifest.json; {cure}/empty"
    )
    assert complaint(tmp_path / "notices") == (
        f"expected a store at {tmp_path}/notices, but it has no manifest.json; {cure}/notices/store"
    )
    assert complaint(tmp_path / "notices" / "grain.txt") == (
        f"expected a store at {tmp_path}/notices/grain.txt, but it is a file; make "
        f"one: briefing index PATH… --store {tmp_path}/notices/store"
    )


def test_a_missing_store_is_made_by_the_command(store):
    shutil.rmtree(store)
    follow(complaint(store), store)


def test_another_programs_manifest_is_left_alone(tmp_path):
    (tmp_path / "manifest.json").write_text('{"name": "a web page"}', encoding="utf-8")
    expected = (
        f"{tmp_path} is not a store: its manifest.json is another program's; make a store in a "
        f"new folder: briefing index PATH… --store {tmp_path}/store"
    )
    assert complaint(tmp_path) == expected
    (tmp_path / "a.txt").write_text("一句话。", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        build.index_paths([tmp_path / "a.txt"], tmp_path, Hashing(), SIZE)
    assert str(caught.value) == expected
    build.index_paths([tmp_path / "a.txt"], tmp_path / "store", Hashing(), SIZE)


@pytest.mark.parametrize(
    "content", ["", "not JSON", "[]", "{}", '{"format": 1}', '{"format": "1"}', "[" * 100_000]
)
def test_a_manifest_that_is_none(store, content):
    (store / "manifest.json").write_text(content, encoding="utf-8")
    message = complaint(store)
    assert message == (
        f"the store {store} is damaged: manifest.json: it is not a manifest, or not as it was "
        "written; delete the folder and index your files again: "
        f"rm -r '{store}' && briefing index PATH… --store '{store}'"
    )
    follow(message, store)


def test_a_manifest_that_is_missing(store):
    (store / "manifest.json").unlink()
    message = complaint(store)
    assert message.startswith(f"expected a store at {store}, but it has no manifest.json; make one")
    follow(message, store)


def test_any_byte_of_the_manifest_counts(store):
    path = store / "manifest.json"
    whole = path.read_bytes()
    for place in range(len(whole)):
        for bit in (1, 128):
            path.write_bytes(flipped(whole, place, bit))
            with pytest.raises(StoreError):
                manifest.read(store)
    path.write_bytes(whole)
    assert answer(store) == ("grain.txt", TEXTS["grain.txt"])


def test_a_truncated_manifest(store):
    path = store / "manifest.json"
    path.write_bytes(path.read_bytes()[:-20])
    follow(complaint(store), store)


def test_a_newer_format(store):
    path = store / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(data | {"format": 2, "colour": "blue"}), encoding="utf-8")
    message = (
        f"the store {store} has format 2, this program reads up to 1; "
        "install a newer one: pip install --upgrade briefing-chatbot"
    )
    assert complaint(store) == message
    for change in (index_again, rebuild):
        with pytest.raises(StoreError) as caught:
            change(store, Hashing())
        assert str(caught.value) == message


def test_the_parts_are_all_files_of_a_generation(store):
    assert sorted(path.name for path in current(store).iterdir()) == sorted(PARTS)
    assert set(PARTS) == manifest.FILES


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("damage", ["missing", "flipped", "truncated", "emptied", "longer"])
def test_every_damaged_file_is_found_and_mended(store, name, damage):
    path = current(store) / name
    whole = path.read_bytes()
    if damage == "missing":
        path.unlink()
        why = "it is missing"
    else:
        path.write_bytes(
            {
                "flipped": flipped(whole, len(whole) // 2, 4),
                "truncated": whole[:-1],
                "emptied": b"",
                "longer": whole + b"\0",
            }[damage]
        )
        what = "content" if damage == "flipped" else "length"
        why = f"its {what} is not what was written"
    message = complaint(store)
    if name == "documents.sqlite":
        cure = (
            "delete the folder and index your files again: "
            f"rm -r '{store}' && briefing index PATH… --store '{store}'"
        )
    else:
        cure = (
            f"make it again from the stored documents: briefing index --rebuild --store '{store}'"
        )
    assert message == f"the store {store} is damaged: {name}: {why}; {cure}"
    with pytest.raises(StoreError) as caught:
        index_again(store, Hashing())
    assert str(caught.value) == message
    follow(message, store)


def test_a_lost_generation(store):
    shutil.rmtree(store / "generations")
    (store / "generations").mkdir()
    follow(complaint(store), store)


def test_rebuild_tells_of_damaged_documents(store):
    path = current(store) / "documents.sqlite"
    path.write_bytes(flipped(path.read_bytes(), 5000, 1))
    with pytest.raises(StoreError, match=r"documents\.sqlite: its content"):
        build.rebuild(store, Hashing(), SIZE)


# Other encoders.

OTHERS = {
    "encoder": (
        Hashing(64, "other"),
        "made with the encoder other (64 dimensions), the settings say hashing (64); "
        "change the setting encoder",
    ),
    "dimension": (
        Hashing(32),
        "made with the encoder hashing (32 dimensions), the settings say hashing (64); "
        "change the setting encoder",
    ),
    "prompts": (
        Hashing(64, document_prompt="passage: "),
        "made with the prompts '' and 'passage: ', the settings say '' and ''; "
        "change the settings query_prompt and document_prompt",
    ),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_a_store_of_another_encoder(store, kind):
    other, what = OTHERS[kind]
    build.rebuild(store, other, SIZE)
    message = complaint(store, EncoderError)
    assert message == (
        f"the store {store} was {what}, or encode again: briefing index --rebuild --store '{store}'"
    )
    for change in (index_again, remove):
        with pytest.raises(EncoderError) as caught:
            change(store, Hashing())
        assert str(caught.value) == message
    assert index_again(store, other).unchanged == ["bus.txt", "grain.txt"]
    follow(message, store)


def index_again(store, encoder):
    return build.index_paths([store.parent / "notices"], store, encoder, SIZE)


def rebuild(store, encoder):
    return build.rebuild(store, encoder, SIZE)


def remove(store, encoder):
    return build.remove(["bus.txt"], store, encoder, SIZE)


def flipped(whole, place, bit):
    return whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]
