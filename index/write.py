"""Changing a store: one writer at a time, each commit a new generation, readers undisturbed.

A generation is prepared in a folder of its own, written through to disk, moved into place, and only
then named by the manifest, which is replaced in one step. Killed at any moment, the store opens as
it was before the commit or after it.
"""

import errno
import json
import os
import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from index import lock, rows
from index import manifest as manifests
from index.encode import Identity
from index.errors import StoreError
from index.lexical import Lexical
from index.manifest import Manifest
from index.records import Document, Passage
from index.vectors import Vectors


class Writer:
    """The one writer of a store; use as a context manager. What is not committed is dropped."""

    def __init__(
        self,
        folder: Path,
        identity: Identity,
        passage_size: int,
        centroids: NDArray[np.float32],
        rebuild: bool = False,
    ) -> None:
        """Lock the store in ``folder``, made if there is none, and prepare the next generation.

        With ``rebuild`` the stored passages are dropped and the documents kept, so that they can be
        added again with another encoder or passage size.

        Raises:
            StoreError: not a store, damaged, in use by another writer, made with another passage
                size (unless ``rebuild``), or not writable.
            EncoderError: made with another encoder (unless ``rebuild``).
        """
        self.folder = folder
        self._identity = identity
        self._passage_size = passage_size
        self._centroids = centroids
        self._draft = folder / manifests.GENERATIONS / f"{lock.DRAFT}{os.getpid()}"
        self._lock = lock.acquire(folder)
        try:
            self._manifest = self._checked_manifest(rebuild)
            with lock.written(folder):
                self._begin()
            if rebuild:
                self._database.execute("DELETE FROM passages")
                self._dirty = True
        except BaseException:
            shutil.rmtree(self._draft, ignore_errors=True)
            lock.release(folder, self._lock)
            raise

    def __enter__(self) -> "Writer":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database.close()
        shutil.rmtree(self._draft, ignore_errors=True)
        lock.release(self.folder, self._lock)

    def digest(self, source: str) -> str | None:
        """Return the digest under which ``source`` is stored; None if it is not."""
        query = "SELECT digest FROM documents WHERE source = ?"
        row = self._database.execute(query, [source]).fetchone()
        return str(row[0]) if row else None

    def sources_of(self, path: str) -> list[str]:
        """Return the sources that came from the file ``path``."""
        query = "SELECT source FROM documents WHERE path = ? ORDER BY id"
        return [str(row[0]) for row in self._database.execute(query, [path])]

    def path_of(self, source: str) -> str | None:
        """Return the file from which ``source`` came; None for an unknown source."""
        query = "SELECT path FROM documents WHERE source = ?"
        row = self._database.execute(query, [source]).fetchone()
        return str(row[0]) if row else None

    def documents(self) -> list[tuple[str, str]]:
        """Return source and digest of every stored document."""
        query = "SELECT source, digest FROM documents ORDER BY id"
        return [(str(source), str(digest)) for source, digest in self._database.execute(query)]

    def document(self, source: str) -> tuple[Document, str]:
        """Return a stored document and the path of its file."""
        query = "SELECT title, text, pages, path FROM documents WHERE source = ?"
        title, text, pages, path = self._database.execute(query, [source]).fetchone()
        return Document(source, title, text, tuple(json.loads(pages))), path

    def put(
        self,
        document: Document,
        path: str,
        digest: str,
        passages: Sequence[Passage],
        passage_vectors: NDArray[np.float32],
        sentence_vectors: NDArray[np.float32],
    ) -> None:
        """Add a document with its passages, in place of the one of the same source.

        ``passage_vectors`` is ``(len(passages), d)``; ``sentence_vectors`` has one row for each
        sentence of the passages, in their order.
        """
        self.remove(document.source)
        rows.insert(self._database, document, path, digest, passages)
        self._new_documents[document.source] = len(self._new_passages)
        self._new_passages.append(passage_vectors)
        self._new_sentences.append(sentence_vectors)
        self._dirty = True

    def remove(self, source: str) -> bool:
        """Remove a document; False if it is not stored."""
        if not rows.delete(self._database, source):
            return False
        if (part := self._new_documents.pop(source, None)) is not None:
            self._new_passages[part] = self._new_passages[part][:0]
            self._new_sentences[part] = self._new_sentences[part][:0]
        self._dirty = True
        return True

    def rename(self, source: str, title: str) -> bool:
        """Give a document another title; False if it is not stored.

        Vectors stay as they are: of a passage without a heading they hold a trace of the title it
        was encoded with.
        """
        query = "UPDATE documents SET title = ? WHERE source = ?"
        if not self._database.execute(query, [title, source]).rowcount:
            return False
        self._dirty = True
        return True

    def commit(self) -> None:
        """Make everything so far the valid generation; nothing happens if nothing changed.

        Raises:
            StoreError: the disk is full or not writable; the store stays as it was.
        """
        if not self._dirty:
            return
        with lock.written(self.folder):
            number = self._manifest.generation + 1 if self._manifest else 1
            documents = self._database.execute("SELECT count(*) FROM documents").fetchone()[0]
            passages = self._save_vectors()
            Lexical.build(rows.lexical_texts(self._database)).save(self._draft)
            self._database.commit()
            self._database.close()
            np.save(self._draft / manifests.CENTROIDS, self._centroids)
            files = manifests.checksums(self._draft)
            self._draft.rename(manifests.generation_folder(self.folder, number))
            manifests.sync(self.folder / manifests.GENERATIONS)
            manifest = Manifest(
                number, self._identity, self._passage_size, documents, passages, files
            )
            manifests.write(self.folder, manifest)
            self._manifest = manifest
            self._begin()

    def _checked_manifest(self, rebuild: bool) -> Manifest | None:
        if not (self.folder / manifests.NAME).exists():
            return None
        manifest = manifests.read(self.folder)
        if rebuild:
            # It needs only the documents; it may be the cure for the other files.
            only = {manifests.DOCUMENTS: manifest.files[manifests.DOCUMENTS]}
            manifests.check(self.folder, replace(manifest, files=only))
            return manifest
        manifests.check(self.folder, manifest)
        manifests.expect(self.folder, manifest, self._identity)
        if manifest.passage_size != self._passage_size:
            raise StoreError(
                f"the store {self.folder} was made with passage_size {manifest.passage_size}, the "
                f"settings say {self._passage_size}; change the setting, or cut and encode again: "
                f"{manifests.rebuild_command(self.folder)}"
            )
        return manifest

    def _begin(self) -> None:
        """Start the next generation as a copy of the valid one's documents."""
        valid = self._manifest.generation if self._manifest else None
        self._draft.parent.mkdir(exist_ok=True)
        lock.clean(self.folder, valid)
        self._draft.mkdir()
        path = self._draft / manifests.DOCUMENTS
        if valid is not None:
            current = manifests.generation_folder(self.folder, valid)
            shutil.copyfile(current / manifests.DOCUMENTS, path)
        self._database = sqlite3.connect(path)
        # The draft is junk until it is committed and synced, so it needs no journal.
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        if valid is None:
            self._database.executescript(rows.SCHEMA)
        self._old_sentences: dict[int, int] = dict(
            self._database.execute("SELECT id, json_array_length(sentences) FROM passages")
        )
        self._new_documents: dict[str, int] = {}
        self._new_passages: list[NDArray[np.float32]] = []
        self._new_sentences: list[NDArray[np.float32]] = []
        self._dirty = valid is None

    def _save_vectors(self) -> int:
        """Write the vectors of old passages that are still there, then the new; count passages."""
        still = {row[0] for row in self._database.execute("SELECT id FROM passages")}
        ids = sorted(self._old_sentences)
        kept = np.array([id in still for id in ids], np.bool_)
        counts = [self._old_sentences[id] for id in ids]
        self._save(manifests.SENTENCES, np.repeat(kept, counts), self._new_sentences)
        return self._save(manifests.PASSAGES, kept, self._new_passages)

    def _save(self, name: str, kept: NDArray[np.bool_], new: list[NDArray[np.float32]]) -> int:
        """Write the kept rows of the valid generation's file ``name``, then ``new``."""
        old = np.empty((0, self._identity.dimension), np.float32)
        if self._manifest and kept.any():
            current = manifests.generation_folder(self.folder, self._manifest.generation)
            old = Vectors.load(current / name).rows()[kept]
        vectors = np.concatenate([old, *new])
        # Of a large corpus each copy takes as much memory as everything else.
        new.clear()
        del old
        Vectors.of(vectors).save(self._draft / name)
        if (self._draft / name).stat().st_size < vectors.nbytes:
            # FAISS does not tell when closing the file failed.
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return len(vectors)
