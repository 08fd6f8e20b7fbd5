"""Files to a store: read, repair, cut, encode, write; unchanged documents are skipped."""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index import chunk, context, layout, press, read
from index.encode import Encoder
from index.errors import UserError
from index.records import Document, Passage, Source
from index.search import centroids
from index.write import Writer

# Passages encoded at a time: enough to sort by length, little enough to hold 100,000 documents.
_BATCH = 2048
# A killed run loses at most this much work of a large corpus, in seconds.
_COMMIT_EVERY = 300.0

Report = Callable[[str, int, int], None]


@dataclass(slots=True)
class Outcome:
    """What an indexing run did: sources by what became of them, and errors by file."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    errors: list[UserError] = field(default_factory=list)
    passages: int = 0


@dataclass(frozen=True, slots=True)
class _Pending:
    document: Document
    path: str
    digest: str
    passages: list[Passage]


def index_paths(
    paths: Sequence[Path],
    store: Path,
    encoder: Encoder,
    passage_size: int,
    report: Report | None = None,
) -> Outcome:
    """Add or update the documents in ``paths``, files or folders, and commit.

    A file that cannot be read is an entry in ``Outcome.errors``; the others go in. ``report`` is
    called with a step (``reading``, ``encoding``, ``saving``), a count and a total (0: unknown).

    Raises:
        ReadError: a path does not exist or holds no documents; nothing is changed.
        StoreError: the store cannot be written or was made otherwise.
    """
    files = read.find(paths)
    with Writer(store, encoder.identity, passage_size, centroids(encoder)) as writer:
        run = _Run(writer, encoder, passage_size, report)
        for number, file in enumerate(files):
            run.tell("reading", number, len(files))
            try:
                run.read_file(file)
            except UserError as error:
                run.outcome.errors.append(error)
        run.finish()
    return run.outcome


def remove(sources: Sequence[str], store: Path, encoder: Encoder, passage_size: int) -> Outcome:
    """Remove documents by source and commit; a source that is not stored is an error entry."""
    outcome = Outcome()
    with Writer(store, encoder.identity, passage_size, centroids(encoder)) as writer:
        for source in sources:
            if writer.remove(source):
                outcome.removed.append(source)
            else:
                outcome.errors.append(UserError(f"the store {store} has no document {source!r}"))
        writer.commit()
    return outcome


def rebuild(
    store: Path, encoder: Encoder, passage_size: int, report: Report | None = None
) -> Outcome:
    """Cut and encode all stored documents again, with this encoder and passage size.

    Raises:
        StoreError: no store, damaged documents, or a store that cannot be written.
    """
    from index import manifest

    manifest.read(store)
    identity, means = encoder.identity, centroids(encoder)
    with Writer(store, identity, passage_size, means, rebuild=True) as writer:
        run = _Run(writer, encoder, passage_size, report, commit_every=float("inf"))
        for source, digest in writer.documents():
            document, path = writer.document(source)
            run.cut(document, path, digest)
            run.outcome.updated.append(source)
        run.finish()
    return run.outcome


class _Run:
    """One pass over many files, in batches."""

    def __init__(
        self,
        writer: Writer,
        encoder: Encoder,
        passage_size: int,
        report: Report | None,
        commit_every: float = _COMMIT_EVERY,
    ) -> None:
        self.writer = writer
        self.encoder = encoder
        self.passage_size = passage_size
        self.report = report
        self.commit_every = commit_every
        self.outcome = Outcome()
        self.pending: list[_Pending] = []
        self.waiting = 0
        self.committed = time.monotonic()

    def tell(self, step: str, count: int, total: int) -> None:
        if self.report:
            self.report(step, count, total)

    def read_file(self, file: Path) -> None:
        """Take in every text of one file; texts that the file no longer holds are removed."""
        path = str(file.resolve())
        if file.suffix.lower() == ".jsonl":
            # A corpus is streamed; a bad line must be found before the first document goes in.
            for _ in read.read(file):
                pass
        before = set(self.writer.sources_of(path))
        seen: set[str] = set()
        for text in read.read(file):
            source = self.name(file, path, text.key, seen)
            seen.add(source)
            self.take(source, path, text)
        for source in sorted(before - seen):
            self.writer.remove(source)
            self.outcome.removed.append(source)

    def name(self, file: Path, path: str, key: str, seen: set[str]) -> str:
        """Return the source of a text: the shortest tail of its path that no other file has."""
        parts = file.resolve().parts
        for length in range(1, len(parts) + 1):
            name = "/".join(parts[-length:]) + (f"#{key}" if key else "")
            if name not in seen and self.writer.path_of(name) in (None, path):
                return name
        raise UserError(f"{file}: the id {key!r} occurs twice; ids must differ")

    def take(self, source: str, path: str, text: Source) -> None:
        digest = _digest(text)
        stored = self.writer.digest(source)
        if stored == digest:
            self.outcome.unchanged.append(source)
            return
        (self.outcome.added if stored is None else self.outcome.updated).append(source)
        repaired = layout.repair(text)
        title = repaired.title or press.title(repaired.text)
        self.cut(Document(source, title, repaired.text, repaired.pages), path, digest)

    def cut(self, document: Document, path: str, digest: str) -> None:
        passages = chunk.passages(document, size=self.passage_size)
        self.pending.append(_Pending(document, path, digest, passages))
        self.waiting += len(passages)
        if self.waiting >= _BATCH:
            self.flush()
            if time.monotonic() - self.committed > self.commit_every:
                self.writer.commit()
                self.committed = time.monotonic()

    def flush(self) -> None:
        """Encode what waits, and hand it to the writer."""
        passages = [passage for item in self.pending for passage in item.passages]
        done = 0

        def progress(count: int) -> None:
            nonlocal done
            done += count
            self.tell("encoding", done, total)

        texts = context.texts(passages)
        total = len(texts)
        vectors = context.spread(passages, texts, self.encoder.encode_documents(texts, progress))
        passage_rows, sentence_rows = vectors
        for item in self.pending:
            count = len(item.passages)
            sentences = sum(len(passage.sentences) for passage in item.passages)
            self.writer.put(
                item.document,
                item.path,
                item.digest,
                item.passages,
                passage_rows[:count],
                sentence_rows[:sentences],
            )
            passage_rows, sentence_rows = passage_rows[count:], sentence_rows[sentences:]
        self.outcome.passages += len(passages)
        self.pending, self.waiting = [], 0

    def finish(self) -> None:
        if self.pending:
            self.flush()
        if self.outcome.added or self.outcome.updated or self.outcome.removed:
            self.tell("saving", 0, 0)
            self.writer.commit()


def _digest(text: Source) -> str:
    parts = (text.title, text.text, ",".join(map(str, text.pages)))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
