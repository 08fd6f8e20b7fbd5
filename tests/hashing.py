"""A small real encoder for tests of storage: character bigrams, hashed into unit vectors."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.encode import Identity, Progress


class Hashing:
    """Texts that share bigrams are near each other; the same text always gives the same vector."""

    def __init__(
        self, dimension: int = 64, name: str = "hashing", document_prompt: str = ""
    ) -> None:
        self.identity = Identity(name, dimension, "", document_prompt)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return ``(n, d)`` unit rows."""
        rows = np.zeros((len(texts), self.identity.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            codes = np.frombuffer(f" {text} ".encode("utf-32-le"), np.uint32)
            pairs = (codes[:-1] * np.uint32(2654435761) ^ codes[1:] * np.uint32(40503)) >> 7
            row += np.bincount(pairs % len(row), minlength=len(row))
            row /= np.linalg.norm(row)
        return rows

    def encode_documents(
        self, texts: Sequence[str], progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """Return ``(n, d)`` unit rows; the prompt is part of each text."""
        vectors = self.encode_queries([self.identity.document_prompt + text for text in texts])
        if progress:
            progress(len(texts))
        return vectors
