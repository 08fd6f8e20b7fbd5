"""A question to hits: which passage comes first, and what a hit tells of itself."""

import numpy as np
import pytest

from index import build, context
from index.records import Passage, Role, Sentence
from index.search import Index
from index.store import Store

NOTICES = {
    "river.txt": "青溪河治理工程今年完工。两岸新建步道14公里，种树3200棵。",
    "bus.txt": "夜间公交增加到26条线路。末班车延长到23点30分。",
    "grain.txt": "夏粮收购已经开始。小麦收购价为每公斤2.5元，比上年提高0.1元。",
    "school.txt": "新学期有8所小学开学。学校食堂统一采购，家长可以查询菜单。",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory, encoder):
    folder = tmp_path_factory.mktemp("notices")
    for name, text in NOTICES.items():
        (folder / name).write_text(text, encoding="utf-8")
    build.index_paths([folder], folder / "store", encoder, 300)
    return Index(Store.open(folder / "store"), encoder)


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("小麦多少钱一公斤", "grain.txt"),
        ("晚上坐车到几点", "bus.txt"),
        ("河边种了多少树", "river.txt"),
        ("What time is the last bus?", "bus.txt"),
        ("How many primary schools open?", "school.txt"),
    ],
)
def test_the_right_passage_comes_first(index, question, source):
    hits = index.search(question, 4)
    assert hits[0].passage.source == source
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.id for hit in hits}) == len(hits) == 4


def test_more_than_there_are_gives_all(index):
    assert len(index.search("小麦", 50)) == 4
    assert index.search("小麦", 0) == []


def test_a_hit_tells_how_near_each_sentence_is(index):
    hit = index.search("种了多少棵树", 1)[0]
    assert len(hit.closeness) == len(hit.passage.sentences) == 2
    assert int(np.argmax(hit.closeness)) == 1
    assert 0.8 < hit.dense < 1
    assert 0 < hit.coverage <= 1


def test_nearness_is_a_standard_score_among_all_sentences(index):
    hits = index.search("工厂", k=100)
    told = [
        (index.nearness("工厂", hit, at), sentence)
        for hit in hits
        for at, sentence in enumerate(hit.passage.sentences)
    ]
    values = [value for value, _ in told]
    assert abs(sum(values) / len(values)) < 1e-3
    closest = [closeness for hit in hits for closeness in hit.closeness]
    assert values.index(max(values)) == closest.index(max(closest))


def test_a_question_without_known_words_has_no_coverage(index):
    assert index.search("xyzzy qwerty", 1)[0].coverage == 0


def test_other_weights_rank_otherwise(index):
    from dataclasses import replace

    from index.search import Weights

    plain = Index(index.store, index.encoder, weights=replace(Weights(), lexical=0.0))
    ours = {hit.id: hit.score for hit in index.search("小麦收购价", 4)}
    theirs = {hit.id: hit.score for hit in plain.search("小麦收购价", 4)}
    assert ours.keys() == theirs.keys()
    assert ours != theirs


def passage(text, question=""):
    sentence = Sentence(0, len(text))
    return Passage("a", 0, len(text), text, Role.ANSWER, "题", "", "", question, (sentence,))


def test_every_text_is_encoded_once():
    passages = [passage("一句。", "问？"), passage("二句。", "问？"), passage("一句。", "问？")]
    assert context.texts(passages) == ["一句。", "题\n问？", "二句。"]


def test_a_passages_vector_is_made_of_sentences_and_context():
    passages = [passage("一句。", "问？")]
    rows = np.array([[1, 0], [0, 1]], np.float32)
    whole, sentences = context.spread(passages, context.texts(passages), rows)
    np.testing.assert_array_equal(sentences, [[1, 0]])
    norm = float(np.hypot(1, context.WEIGHT))
    np.testing.assert_allclose(whole, [[1 / norm, context.WEIGHT / norm]], rtol=1e-6)


QUESTIONS = ["小麦多少钱一公斤", "晚上坐车到几点", "How many trees?", "学校", "xyzzy"]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("sources", [{"bus.txt"}, {"river.txt", "school.txt"}, set(NOTICES), set()])
def test_chosen_sources_are_ranked_as_among_all(index, question, sources):
    every = index.search(question, 10)
    kept = [hit for hit in every if hit.passage.source in sources]
    for k in (1, 10):
        found = index.search(question, k, sources)
        assert [hit.id for hit in found] == [hit.id for hit in kept[:k]]
        assert [hit.score for hit in found] == pytest.approx(
            [hit.score for hit in kept[:k]], rel=1e-4, abs=1e-4
        )


def test_chosen_sources_are_found_however_far_down_they_are(tmp_path):
    from hashing import Hashing

    lines = [f"小麦收购价每公斤{n}元。" for n in range(400)]
    for n, line in enumerate(lines):
        (tmp_path / f"{n:03}.txt").write_text(line, encoding="utf-8")
    (tmp_path / "far.txt").write_text("末班车延长到深夜。", encoding="utf-8")
    encoder = Hashing()
    build.index_paths([tmp_path], tmp_path / "store", encoder, 300)
    index = Index(Store.open(tmp_path / "store"), encoder)
    assert "far.txt" not in {hit.passage.source for hit in index.search("小麦收购价", 50)}
    found = index.search("小麦收购价", 5, ["far.txt", "not stored"])
    assert [hit.passage.source for hit in found] == ["far.txt"]
    assert index.search("小麦收购价", 5, ["not stored"]) == []
