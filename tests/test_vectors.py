"""Exact nearest neighbours, and what FAISS itself gets wrong."""

import numpy as np
import pytest

from index.errors import StoreError
from index.vectors import Vectors


def unit(rows):
    rows = np.asarray(rows, np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


ROWS = unit([[1, 0, 0], [0, 1, 0], [1, 1, 0]])


def test_search_gives_nearest_first():
    rows, cosines = Vectors.of(ROWS).search(np.array([1, 0, 0], np.float32), 2)
    assert rows.tolist() == [0, 2]
    assert cosines.tolist() == pytest.approx([1.0, 2**-0.5])


def test_more_than_there_are_is_not_padded():
    rows, cosines = Vectors.of(ROWS).search(np.array([1, 0, 0], np.float32), 50)
    assert sorted(rows.tolist()) == [0, 1, 2]
    assert len(cosines) == 3


def test_an_empty_index_finds_nothing():
    empty = Vectors.of(np.empty((0, 3), np.float32))
    assert empty.search(np.ones(3, np.float32), 5)[0].tolist() == []
    assert empty.spread(np.ones(3, np.float32)) == (0.0, 1.0)


def test_a_wrong_dimension_is_named():
    with pytest.raises(ValueError, match=r"expected a query of shape \(3,\), found \(2,\)"):
        Vectors.of(ROWS).search(np.ones(2, np.float32), 1)


def test_spread_is_mean_and_deviation_of_all_cosines():
    random = np.random.default_rng(3)
    rows = unit(random.normal(size=(200, 16)))
    query = unit(random.normal(size=(1, 16)))[0]
    cosines = rows @ query
    mean, deviation = Vectors.of(rows).spread(query)
    assert mean == pytest.approx(float(cosines.mean()), abs=1e-5)
    assert deviation == pytest.approx(float(cosines.std()), abs=1e-5)


def test_saved_and_loaded_is_the_same(tmp_path):
    Vectors.of(ROWS).save(tmp_path / "v.faiss")
    loaded = Vectors.load(tmp_path / "v.faiss")
    np.testing.assert_array_equal(loaded.rows(), ROWS)
    np.testing.assert_allclose(loaded.cosines(ROWS[1], np.array([2, 0])), [2**-0.5, 0], atol=1e-6)


def test_a_file_that_is_no_index_is_named(tmp_path):
    (tmp_path / "v.faiss").write_bytes(b"no index")
    with pytest.raises(StoreError, match="not a readable FAISS index"):
        Vectors.load(tmp_path / "v.faiss")


def test_only_the_rows_that_are_named_are_looked_at():
    vectors = Vectors.of(np.eye(4, dtype=np.float32))
    query = np.array([0.8, 0.6, 0, 0], np.float32)
    rows, cosines = vectors.search(query, 3, np.array([1, 3], np.int64))
    assert rows.tolist() == [1, 3]
    assert cosines.tolist() == pytest.approx([0.6, 0.0])
    assert len(vectors.search(query, 3, np.empty(0, np.int64))[0]) == 0
