"""A store, opened for reading: documents, passages and what finds them. ``write.py`` changes it."""

import json
import sqlite3
import threading
import weakref
from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import manifest as manifests
from index.canonical import canonical
from index.encode import Identity
from index.errors import StoreError
from index.lexical import Lexical
from index.manifest import Manifest
from index.records import Document, Listing, Passage, Role, Sentence
from index.vectors import Vectors

_PASSAGE = """
SELECT passages.id, document, source, first, last,
       role, title, heading, speaker, question, sentences
FROM passages JOIN documents ON documents.id = passages.document
"""


class Store:
    """One generation of a store. Later writes do not disturb it; ``is_current`` tells of them.

    Safe to use from several threads.
    """

    def __init__(self, folder: Path, manifest: Manifest, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self.manifest = manifest
        self._files = manifests.generation_folder(folder, manifest.generation)
        self._connection = connection
        self._lock = threading.Lock()
        # Whoever serves a store that changes drops the old one while others may still read it.
        weakref.finalize(self, connection.close)

    @classmethod
    def open(cls, folder: Path) -> "Store":
        """Open the store in ``folder`` after checking its files.

        Raises:
            StoreError: no store, a damaged one, or one of a newer format; says what mends it.
        """
        for attempt in range(5):
            manifest = manifests.read(folder)
            try:
                manifests.check(folder, manifest)
                return cls._loaded(folder, manifest)
            except (StoreError, FileNotFoundError, sqlite3.Error) as error:
                # A writer may have replaced this generation while we read it: then look again.
                if manifests.read(folder).generation != manifest.generation and attempt < 4:
                    continue
                if isinstance(error, StoreError):
                    raise
                raise manifests.damaged(folder, manifests.DOCUMENTS, str(error)) from error
        raise StoreError(f"the store {folder} changed five times while it was opened; try again")

    @classmethod
    def _loaded(cls, folder: Path, manifest: Manifest) -> "Store":
        files = manifests.generation_folder(folder, manifest.generation)
        store = cls(folder, manifest, _connect(files / manifests.DOCUMENTS))
        try:
            store.load()
        except BaseException:
            store.close()
            raise
        return store

    def load(self) -> None:
        """Read everything that a later generation's clean-up would take away."""
        _ = self.lexical, self.passage_vectors, self.sentence_vectors, self.centroids
        _ = self.first_sentences, self.is_question
        counts = {
            manifests.PASSAGES: (self.passage_vectors.size, len(self.passage_ids)),
            manifests.SENTENCES: (self.sentence_vectors.size, int(self.first_sentences[-1])),
            "lexical-columns.npy": (self.lexical.size, len(self.passage_ids)),
        }
        for name, (found, expected) in counts.items():
            if found != expected:
                raise manifests.damaged(
                    self.folder, name, f"expected {expected} rows, found {found}"
                )

    def close(self) -> None:
        """Close the database; the store cannot be used afterwards."""
        self._connection.close()

    @property
    def is_current(self) -> bool:
        """Whether the folder still holds this generation: no later one, and no other store."""
        return manifests.read(self.folder) == self.manifest

    def expect(self, identity: Identity) -> None:
        """Check that vectors of this encoder can be compared with the stored ones.

        Raises:
            EncoderError: the store was made with another encoder, dimension or prompts.
        """
        manifests.expect(self.folder, self.manifest, identity)

    @cached_property
    def passage_ids(self) -> NDArray[np.int64]:
        """Ids of all passages, ascending; position ``i`` is row ``i`` of vectors and BM25."""
        return np.array(
            [row[0] for row in self._select("SELECT id FROM passages ORDER BY id")], int
        )

    @cached_property
    def first_sentences(self) -> NDArray[np.int64]:
        """Row of each passage's first sentence vector, ``(passages + 1,)``: the last is the end."""
        rows = self._select("SELECT json_array_length(sentences) FROM passages ORDER BY id")
        return np.concatenate([[0], np.cumsum([row[0] for row in rows], dtype=np.int64)])

    @cached_property
    def is_question(self) -> NDArray[np.bool_]:
        """Whether each passage is a reporter's question, in the order of ``passage_ids``."""
        rows = self._select("SELECT role = 'question' FROM passages ORDER BY id")
        return np.array([row[0] for row in rows], np.bool_)

    @cached_property
    def lexical(self) -> Lexical:
        """BM25 over passages."""
        return Lexical.load(self._files)

    @cached_property
    def passage_vectors(self) -> Vectors:
        """One vector a passage."""
        return Vectors.load(self._files / manifests.PASSAGES)

    @cached_property
    def sentence_vectors(self) -> Vectors:
        """One vector a sentence."""
        return Vectors.load(self._files / manifests.SENTENCES)

    @cached_property
    def centroids(self) -> NDArray[np.float32]:
        """Mean question vectors, one row a script."""
        return np.asarray(np.load(self._files / manifests.CENTROIDS), np.float32)

    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """Return the passages with these ids, in this order."""
        marks = ",".join("?" * len(ids))
        found = self._passages(f"passages.id IN ({marks})", list(map(int, ids)))
        return [found[int(id)] for id in ids]

    def passages_of(self, source: str) -> list[Passage]:
        """Return a document's passages in reading order; none for an unknown source."""
        return list(self._passages("source = ?", [source]).values())

    def _passages(self, which: str, values: Sequence[object]) -> dict[int, Passage]:
        rows = self._select(f"{_PASSAGE} WHERE {which} ORDER BY passages.id", values)
        of = list({row[1] for row in rows})
        # Cut here: SQLite would count characters from a text's beginning for every passage.
        query = f"SELECT id, text FROM documents WHERE id IN ({','.join('?' * len(of))})"
        texts: dict[int, str] = {row[0]: row[1] for row in self._select(query, of)}
        return {row[0]: _passage(row, texts[row[1]]) for row in rows}

    def rows_of(self, sources: Collection[str]) -> NDArray[np.int64]:
        """Return the rows of the passages of these documents, ascending; unknown ones have none."""
        query = (
            "SELECT id FROM passages WHERE document IN (SELECT id FROM documents "
            "WHERE source IN (SELECT value FROM json_each(?))) ORDER BY id"
        )
        ids = [row[0] for row in self._select(query, [json.dumps(sorted(sources))])]
        return np.searchsorted(self.passage_ids, np.array(ids, np.int64)).astype(np.int64)

    def listings(self) -> list[Listing]:
        """Return all documents in the order in which they were added."""
        rows = self._select(
            "SELECT source, title, length(text), "
            "(SELECT count(*) FROM passages WHERE document = documents.id), added "
            "FROM documents ORDER BY id"
        )
        return [Listing(*row) for row in rows]

    def document(self, source: str) -> Document:
        """Return one document by its source.

        Raises:
            StoreError: there is none; names the sources that look alike.
        """
        query = "SELECT source, title, text, pages FROM documents WHERE source = ?"
        rows = self._select(query, [source])
        if not rows:
            raise StoreError(self._unknown(source))
        found, title, text, pages = rows[0]
        return Document(found, title, text, tuple(json.loads(pages)))

    def _unknown(self, source: str) -> str:
        from difflib import get_close_matches

        known = [row[0] for row in self._select("SELECT source FROM documents LIMIT 10000")]
        near = get_close_matches(source, known, 3, 0.4) or known[:3]
        hint = f"it has, for example: {', '.join(near)}" if near else "it is empty"
        return (
            f"the store {self.folder} has no document {source!r}; {hint}; list them: "
            f"briefing index --list --store {manifests.quoted(self.folder)}"
        )

    def _select(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(query, values).fetchall()


def _connect(path: Path) -> sqlite3.Connection:
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, check_same_thread=False)


def _passage(row: tuple[Any, ...], text: str) -> Passage:
    _, _, source, start, end, role, title, heading, speaker, question, sentences = row
    return Passage(
        source=source,
        start=start,
        end=end,
        text=canonical(text[start:end]),
        role=Role(role),
        title=title,
        heading=heading,
        speaker=speaker,
        question=question,
        sentences=tuple(Sentence(*span) for span in json.loads(sentences)),
    )
