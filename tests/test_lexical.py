"""BM25 over characters and bigrams: tokens, ranking, coverage, and what comes back from disk."""

import numpy as np
import pytest

from index.lexical import Lexical, has_unspaced, tokens

TEXTS = ["全国5G基站总数达到四百多万个", "集成电路产量增长较快", "Memory prices rose in March"]


def test_tokens_of_chinese_are_characters_and_bigrams():
    assert len(tokens("算力")) == 3  # 算, 力, 算力
    assert set(tokens("算力")) < set(tokens("算力网"))


def test_tokens_of_words_and_numbers_are_whole():
    assert tokens("13.6") == tokens("１３.６")
    assert tokens("13.6") != tokens("136")
    assert tokens("Memory") == tokens("MEMORY")
    assert tokens("，。！？") == []


def test_has_unspaced_tells_scripts_apart():
    assert has_unspaced("5G基站")
    assert not has_unspaced("5G base stations, 2026")


@pytest.mark.parametrize(
    ("question", "best"), [("5G基站有多少", 0), ("集成电路的产量", 1), ("memory price", 2)]
)
def test_the_text_with_the_words_scores_best(question, best):
    scores, coverage = Lexical.build(TEXTS).scores(question)
    assert int(scores.argmax()) == best
    assert int(coverage.argmax()) == best


def test_unknown_words_lower_the_coverage():
    lexical = Lexical.build(TEXTS)
    assert lexical.scores("产量")[1].max() == pytest.approx(1.0)
    assert 0 < lexical.scores("产量xyzzy")[1].max() < 0.8
    assert lexical.scores("xyzzy")[1].max() == 0


def test_overlap_needs_no_row():
    lexical = Lexical.build(TEXTS)
    assert lexical.overlap("产量", "产量增长") == pytest.approx(1.0)
    assert lexical.overlap("产量", "基站") == 0
    assert lexical.overlap("", "基站") == 0


def test_saved_and_loaded_is_the_same(tmp_path):
    built = Lexical.build(TEXTS)
    built.save(tmp_path)
    loaded = Lexical.load(tmp_path)
    for question in ("5G基站", "Memory", "没有的词"):
        np.testing.assert_array_equal(built.scores(question)[0], loaded.scores(question)[0])
        np.testing.assert_array_equal(built.scores(question)[1], loaded.scores(question)[1])


@pytest.mark.parametrize("texts", [[], [""], ["", "。"]])
def test_nothing_to_index_finds_nothing(tmp_path, texts):
    lexical = Lexical.build(texts)
    lexical.save(tmp_path)
    scores, coverage = Lexical.load(tmp_path).scores("算力")
    assert scores.shape == coverage.shape == (len(texts),)
    assert not scores.any()
