"""Changing a store: one writer at a time, each commit a new generation, readers undisturbed.

A generation is prepared in a folder of its own, written through to disk, moved into place, and only
then named by the manifest, which is replaced in one step. Killed at any moment, the store opens as
it was before the commit or after it.
"""

import json
import os
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from index import manifest as manifests
from index.encode import Identity
from index.errors import StoreError
from index.lexical import Lexical
from index.manifest import Manifest
from index.records import Document, Passage
from index.store import SCHEMA
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
            StoreError: not a store, in use by another writer, made with another encoder or passage
                size (unless ``rebuild``), or not writable.
        """
        self.folder = folder
        self._identity = identity
        self._passage_size = passage_size
        self._centroids = centroids
        self._lock = _lock(folder)
        try:
            self._manifest = self._checked_manifest(rebuild)
            self._draft = folder / "generations" / f".draft-{os.getpid()}"
            self._begin()
            if rebuild:
                self._database.execute("DELETE FROM passages")
                self._dirty = True
        except BaseException:
            self._lock.release()
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
        self._lock.release()
        if self._manifest is None:
            # Nothing was committed: leave no empty folder that is not a store.
            shutil.rmtree(self.folder / "generations", ignore_errors=True)
            (self.folder / "lock").unlink(missing_ok=True)
            with suppress(OSError):
                self.folder.rmdir()

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
        now = datetime.now(UTC).isoformat(timespec="seconds")
        cursor = self._database.execute(
            "INSERT INTO documents (source, path, title, text, pages, digest, added) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                document.source,
                path,
                document.title,
                document.text,
                json.dumps(document.pages),
                digest,
                now,
            ],
        )
        number = cursor.lastrowid
        self._database.executemany(
            "INSERT INTO passages "
            "(document, first, last, role, heading, speaker, question, sentences) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                [
                    number,
                    passage.start,
                    passage.end,
                    passage.role.value,
                    passage.heading,
                    passage.speaker,
                    passage.question,
                    json.dumps([[s.start, s.end] for s in passage.sentences]),
                ]
                for passage in passages
            ],
        )
        self._new_documents[document.source] = len(self._new_passages)
        self._new_passages.append(passage_vectors)
        self._new_sentences.append(sentence_vectors)
        self._dirty = True

    def remove(self, source: str) -> bool:
        """Remove a document; False if it is not stored."""
        query = "SELECT id FROM documents WHERE source = ?"
        row = self._database.execute(query, [source]).fetchone()
        if row is None:
            return False
        self._database.execute("DELETE FROM passages WHERE document = ?", row)
        self._database.execute("DELETE FROM documents WHERE id = ?", row)
        if (part := self._new_documents.pop(source, None)) is not None:
            self._new_passages[part] = self._new_passages[part][:0]
            self._new_sentences[part] = self._new_sentences[part][:0]
        self._dirty = True
        return True

    def commit(self) -> None:
        """Make everything so far the valid generation; nothing happens if nothing changed."""
        if not self._dirty:
            return
        kept = self._kept()
        passages = np.concatenate([kept[0], *self._new_passages])
        sentences = np.concatenate([kept[1], *self._new_sentences])
        lexical = Lexical.build(self._lexical_texts())
        documents = self._database.execute("SELECT count(*) FROM documents").fetchone()[0]
        self._database.commit()
        self._database.close()
        Vectors.of(passages).save(self._draft / manifests.PASSAGES)
        Vectors.of(sentences).save(self._draft / manifests.SENTENCES)
        lexical.save(self._draft)
        np.save(self._draft / manifests.CENTROIDS, self._centroids)
        files = manifests.checksums(self._draft)
        number = self._next_generation()
        self._draft.rename(manifests.generation_folder(self.folder, number))
        manifests.sync(self.folder / "generations")
        self._manifest = Manifest(
            number, self._identity, self._passage_size, documents, len(passages), files
        )
        manifests.write(self.folder, self._manifest)
        self._begin()

    def _checked_manifest(self, rebuild: bool) -> Manifest | None:
        if not (self.folder / manifests.NAME).exists():
            return None
        manifest = manifests.read(self.folder)
        # A rebuild needs only the documents; it may be the cure for the other files.
        needed = {manifests.DOCUMENTS: manifest.files.get(manifests.DOCUMENTS, {})}
        files = needed if rebuild else manifest.files
        manifests.check(
            self.folder, Manifest(manifest.generation, manifest.encoder, 0, 0, 0, files)
        )
        if rebuild:
            return manifest
        for what, stored, now in (
            ("encoder", manifest.encoder.name, self._identity.name),
            ("encoder's prompts", manifest.encoder, self._identity),
            ("passage_size", manifest.passage_size, self._passage_size),
        ):
            if stored != now:
                raise StoreError(
                    f"the store {self.folder} was made with {what} {stored}, the settings say "
                    f"{now}; change the setting, or make all of it again: "
                    f"{manifests.rebuild_command(self.folder)}"
                )
        return manifest

    def _begin(self) -> None:
        """Start the next generation as a copy of the valid one's documents."""
        generations = self.folder / "generations"
        generations.mkdir(exist_ok=True)
        self._clean(generations)
        self._draft.mkdir()
        path = self._draft / manifests.DOCUMENTS
        if self._manifest:
            current = manifests.generation_folder(self.folder, self._manifest.generation)
            shutil.copyfile(current / manifests.DOCUMENTS, path)
        self._database = sqlite3.connect(path)
        # The draft is junk until it is committed and synced, so it needs no journal.
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        if not self._manifest:
            self._database.executescript(SCHEMA)
        self._old_sentences = dict(
            self._database.execute("SELECT id, json_array_length(sentences) FROM passages")
        )
        self._new_documents: dict[str, int] = {}
        self._new_passages: list[NDArray[np.float32]] = []
        self._new_sentences: list[NDArray[np.float32]] = []
        self._dirty = self._manifest is None

    def _clean(self, generations: Path) -> None:
        """Delete drafts that a killed writer left, and generations that are no longer valid."""
        valid = str(self._manifest.generation) if self._manifest else ""
        for entry in generations.iterdir():
            if entry.name != valid:
                shutil.rmtree(entry, ignore_errors=True)

    def _next_generation(self) -> int:
        return self._manifest.generation + 1 if self._manifest else 1

    def _kept(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the vectors of the old passages that are still there, in their order."""
        dimension = self._identity.dimension
        none = np.empty((0, dimension), np.float32)
        rows = self._database.execute("SELECT id FROM passages").fetchall()
        still = {row[0] for row in rows} & self._old_sentences.keys()
        if not self._manifest or not still:
            return none, none
        current = manifests.generation_folder(self.folder, self._manifest.generation)
        ids = sorted(self._old_sentences)
        kept = np.array([id in still for id in ids])
        counts = np.array([self._old_sentences[id] for id in ids])
        passages = Vectors.load(current / manifests.PASSAGES).rows()[kept]
        sentences = Vectors.load(current / manifests.SENTENCES).rows()[np.repeat(kept, counts)]
        return passages, sentences

    def _lexical_texts(self) -> list[str]:
        """Return what BM25 sees of each passage: its words and its heading."""
        rows = self._database.execute(
            "SELECT title, heading, question, substr(text, first + 1, last - first) FROM passages "
            "JOIN documents ON documents.id = passages.document ORDER BY passages.id"
        )
        return ["\n".join(row) for row in rows]


def _lock(folder: Path) -> FileLock:
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"expected a folder for the store, but {folder} is a file; name another")
    if folder.is_dir() and not (folder / manifests.NAME).exists():
        others = {entry.name for entry in folder.iterdir()} - {"lock", "generations"}
        others = {name for name in others if not name.startswith(f".{manifests.NAME}.")}
        if others:
            raise StoreError(
                f"{folder} is not a store and not empty (it holds {min(others)}); "
                "give --store a new or empty folder"
            )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "lock", timeout=0)
        lock.acquire()
        (folder / "generations").mkdir(exist_ok=True)
    except Timeout as error:
        raise StoreError(
            f"the store {folder} is being written by another process; wait until it is done"
        ) from error
    except OSError as error:
        raise StoreError(
            f"the store {folder} cannot be written ({error.strerror}); "
            "give --store a folder you own"
        ) from error
    return lock
