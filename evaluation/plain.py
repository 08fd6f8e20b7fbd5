"""The pipeline that one would write in an afternoon: what ours is compared with.

langchain-text-splitters, the same model through sentence-transformers in float32, and FAISS.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

from index import bundled

if TYPE_CHECKING:
    pass


class PlainPipeline:
    """Chunks of a fixed size, one vector each, nearest first."""

    def __init__(self, cache: Path, size: int) -> None:
        from langchain_text_splitters import RecursiveCharacterTextSplitter
        from sentence_transformers import SentenceTransformer

        self._model: SentenceTransformer = SentenceTransformer(str(bundled.unpacked(cache)))
        self._splitter: Any = RecursiveCharacterTextSplitter(
            ["\n\n", "\n", "。", "；", "，", ""],
            keep_separator="end",
            chunk_size=size,
            chunk_overlap=0,
        )
        self.chunks: list[str] = []
        self._index: Any = None

    def index(self, texts: Sequence[str]) -> None:
        """Cut, encode and index ``texts``."""
        self.chunks = [chunk for text in texts for chunk in self._splitter.split_text(text)]
        vectors = self._model.encode(
            self.chunks, prompt="passage: ", normalize_embeddings=True, show_progress_bar=False
        )
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(np.asarray(vectors, np.float32))

    def search(self, question: str, k: int) -> list[str]:
        """Return the ``k`` nearest chunks."""
        query = self._model.encode(
            [question], prompt="query: ", normalize_embeddings=True, show_progress_bar=False
        )
        _, rows = self._index.search(np.asarray(query, np.float32), min(k, len(self.chunks)))
        return [self.chunks[row] for row in rows[0]]
