"""Unit vectors to nearest rows: the only module that knows FAISS."""

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.errors import StoreError


class Vectors:
    """An exact inner-product index; row ``i`` is the ``i``-th vector added.

    Exact search over 100,000 passages takes about 10 ms, so there is nothing to train or to tune.
    """

    def __init__(self, index: "faiss.Index") -> None:
        self._index = index
        self._moments: tuple[NDArray[np.float32], NDArray[np.float32]] | None = None

    @classmethod
    def of(cls, rows: NDArray[np.float32]) -> "Vectors":
        """Index ``rows``, unit vectors of shape ``(n, d)``; ``n`` may be 0."""
        index = faiss.IndexFlatIP(rows.shape[1])
        index.add(np.ascontiguousarray(rows, np.float32))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> "Vectors":
        """Open what ``save`` wrote.

        Raises:
            StoreError: the file is not a FAISS index of this kind.
        """
        try:
            index = faiss.read_index(str(path))
        except RuntimeError as error:
            raise StoreError(
                f"{path} is not a readable FAISS index; index the documents again: "
                f"briefing index PATH… --store {path.parent}"
            ) from error
        return cls(index)

    def save(self, path: Path) -> None:
        """Write the index to ``path``."""
        faiss.write_index(self._index, str(path))

    @property
    def size(self) -> int:
        """Number of rows."""
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    def rows(self) -> NDArray[np.float32]:
        """Return all vectors, ``(n, d)``."""
        return np.asarray(self._index.reconstruct_n(0, self.size), np.float32)

    def search(
        self, query: NDArray[np.float32], k: int, among: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the ``min(k, size)`` nearest rows and their cosines, nearest first.

        With ``among``, distinct row numbers, only these rows are looked at.

        Raises:
            ValueError: ``query`` is not ``(d,)``; FAISS itself asserts without a message.
        """
        self._check(query)
        k = min(k, self.size if among is None else len(among))  # FAISS pads with -1 where k > n
        if k <= 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        only = None
        if among is not None:
            # As a keyword, so that the selector lives as long as the parameters do.
            only = faiss.SearchParameters(sel=faiss.IDSelectorBatch(among))  # type: ignore[call-arg]
        cosines, rows = self._index.search(query.reshape(1, -1), k, params=only)
        return rows[0], cosines[0]

    def cosines(self, query: NDArray[np.float32], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the cosines of ``rows`` with ``query``, in their order."""
        self._check(query)
        if not len(rows):
            return np.empty(0, np.float32)
        return _products(self._index.reconstruct_batch(rows), query)

    def spread(self, query: NDArray[np.float32]) -> tuple[float, float]:
        """Return mean and standard deviation of the cosines of all rows with ``query``.

        Exact without a pass over the rows: for rows of mean m and covariance C the cosines have
        mean q·m and variance qᵀCq. (0, 1) for an empty index.
        """
        self._check(query)
        if not self.size:
            return 0.0, 1.0
        if self._moments is None:
            rows = self.rows()
            mean = np.asarray(rows.mean(axis=0), np.float32)
            spread = (rows.T @ rows) / np.float32(len(rows)) - np.outer(mean, mean)
            self._moments = mean, np.asarray(spread, np.float32)
        mean, covariance = self._moments
        variance = float(query @ _products(covariance, query))
        return float(query @ mean), float(np.sqrt(max(variance, 1e-12)))

    def _check(self, query: NDArray[np.float32]) -> None:
        if query.shape != (self.dimension,):
            raise ValueError(f"expected a query of shape ({self.dimension},), found {query.shape}")


def _products(rows: NDArray[np.float32], query: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the product of each row with ``query``, ``(n,)``.

    Row by row, in this thread: the threads of the BLAS that would multiply a matrix keep a
    processor busy for a while after it, and the next question's encoding takes twice as long
    (docs/decisions.md).
    """
    return np.asarray(np.vecdot(rows, query), np.float32)
