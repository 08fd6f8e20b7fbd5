"""The two ways of the bundled model agree, and the second is an ordinary model."""

import json
import os

import numpy as np
import pytest

from index import bundled, encode
from index.encode import BundledEncoder, SentenceTransformersEncoder
from index.errors import EncoderError

TEXTS = [
    "截至3月底，5G基站在全国总计达495.8万个；",
    "In the first quarter, exports of integrated circuits grew by 72.9 percent.",
    "增长13.6%，1—2月收入2.6万亿元，1882 EFLOPS(FP16)",
    "🎉 好消息 👍🏽 👨‍👩‍👧",
    "",
    " ",
    "质量提升行动。" * 286,
    "word " * 400,
    "混合 mixed ①②③ ½ ﬁ ㎡ Ⅳ 全角ＡＢＣ",
    "a\0b",
]


@pytest.fixture(scope="module")
def model(unpacked_cache):
    return BundledEncoder(unpacked_cache)


def test_engine_and_batch_model_give_the_same_vectors(model):
    cleaned = [encode._clean(text) for text in TEXTS]
    slow, fast = model._by_engine(cleaned), model._by_model(cleaned)
    cosines = (slow * fast).sum(axis=1)
    assert cosines.min() >= 0.999, dict(zip(TEXTS, cosines.tolist(), strict=True))


def test_the_unpacked_model_counts_the_same_tokens(model):
    engine, batch = model._load_engine(), model._load_model()
    for text in TEXTS[:4] + TEXTS[8:9]:
        ours = len(batch.tokenizer("passage: " + text)["input_ids"])
        assert ours == engine.token_count(text, False), text


def test_vectors_are_unit_rows_in_order(model):
    vectors = model.encode_documents(TEXTS)
    assert vectors.shape == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    alone = model.encode_documents([TEXTS[1]])[0]
    assert float(alone @ vectors[1]) > 0.999


def test_no_texts_give_no_rows(model):
    assert model.encode_queries([]).shape == (0, 384)
    assert model.encode_documents([]).shape == (0, 384)


def test_progress_adds_up(model):
    counts = []
    model.encode_documents(["算力"] * 7, counts.append)
    assert sum(counts) == 7


def test_many_texts_take_the_batch_model(unpacked_cache):
    fresh = BundledEncoder(unpacked_cache)
    fresh.encode_documents(["短"])
    assert fresh._model is None
    fresh.encode_documents(["算" * 40] * (encode.BATCH_CHARACTERS // 40))
    assert fresh._model is not None


def test_the_unpacked_folder_is_an_ordinary_model(model, unpacked_cache):
    other = SentenceTransformersEncoder(str(bundled.unpacked(unpacked_cache)))
    assert other.identity.dimension == 384
    assert other.identity.query_prompt == "query: "
    assert other.identity.document_prompt == "passage: "
    ours, theirs = model.encode_queries(TEXTS[:3]), other.encode_queries(TEXTS[:3])
    assert (ours * theirs).sum(axis=1).min() > 0.999


def test_given_prompts_replace_the_models_own(unpacked_cache):
    folder = str(bundled.unpacked(unpacked_cache))
    other = SentenceTransformersEncoder(folder, "frage: ", "")
    assert (other.identity.query_prompt, other.identity.document_prompt) == ("frage: ", "")


def test_unpacking_is_done_once(unpacked_cache):
    folder = bundled.unpacked(unpacked_cache)
    before = (folder / "modules.json").stat().st_mtime_ns
    assert bundled.unpacked(unpacked_cache) == folder
    assert (folder / "modules.json").stat().st_mtime_ns == before
    kinds = [
        module["type"].rsplit(".", 1)[1]
        for module in json.loads((folder / "modules.json").read_text())
    ]
    assert kinds == ["Transformer", "Pooling", "Normalize"]
    assert [path.name for path in unpacked_cache.iterdir() if path.is_dir()] == [folder.name]


def test_a_file_that_is_no_packed_model_is_named(tmp_path):
    (tmp_path / "x.bin").write_bytes(b"NOPE1234")
    with pytest.raises(EncoderError, match="expected it to begin with b'E5S1', found b'NOPE'"):
        bundled.unpack(tmp_path / "x.bin", tmp_path / "out")


def test_a_missing_model_says_what_to_give(tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(EncoderError, match="could not be loaded"):
        SentenceTransformersEncoder(str(tmp_path / "no-such-model"))


def test_prompts_are_not_for_the_bundled_model(tmp_path):
    with pytest.raises(EncoderError, match="has its own prompts"):
        encode.load("bundled", tmp_path, "q: ", None)


def test_the_engine_is_told_how_long_to_spin_unless_somebody_has_said(monkeypatch):
    for name in ("GOMP_SPINCOUNT", "OMP_WAIT_POLICY"):
        monkeypatch.delenv(name, raising=False)
    with encode._waiting_threads_soon_asleep():
        assert os.environ["GOMP_SPINCOUNT"] == "1000"
    assert "GOMP_SPINCOUNT" not in os.environ
    monkeypatch.setenv("OMP_WAIT_POLICY", "ACTIVE")
    with encode._waiting_threads_soon_asleep():
        assert "GOMP_SPINCOUNT" not in os.environ
    assert os.environ["OMP_WAIT_POLICY"] == "ACTIVE"
