"""Files to a store: read, repair, cut, encode, write; unchanged documents are skipped."""

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from index import chunk, context, layout, manifest, press, read
from index.canonical import canonical
from index.encode import Encoder
from index.errors import ReadError, UserError
from index.readers import decode
from index.readers.refusal import refusal
from index.records import Document, Passage, Source
from index.search import centroids
from index.write import Writer

# Passages encoded at a time: enough to sort by length, little enough to hold 100,000 documents.
_BATCH = 2048
# A killed run loses at most this much work of a large corpus, in seconds.
_COMMIT_EVERY = 300.0
_MOST_TITLE = 200
# What a text without a file is said to come from, and one whose beginning gives no title.
_PASTED, _UNNAMED = "pasted", "untitled"
# What an uploaded file is said to lie in.
_UPLOADED = "uploaded"

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
    files = {file: file.resolve() for file in read.find(paths)}
    return _index(files, store, encoder, passage_size, report)


def index_uploads(
    files: Mapping[Path, str],
    store: Path,
    encoder: Encoder,
    passage_size: int,
    report: Report | None = None,
) -> Outcome:
    """Add or update what lies in ``files``, each known by the name given, and commit.

    Where the files lie is forgotten: one of the same name replaces what was uploaded before. A file
    that cannot be read, whatever it is, is an entry in ``Outcome.errors``; the others go in.

    Raises:
        StoreError: the store cannot be written or was made otherwise.
    """
    known = {file: Path(_UPLOADED, name) for file, name in files.items()}
    return _index(known, store, encoder, passage_size, report)


def _index(
    files: Mapping[Path, Path],
    store: Path,
    encoder: Encoder,
    passage_size: int,
    report: Report | None,
) -> Outcome:
    """Index ``files``, each known by the path given."""
    with Writer(store, encoder.identity, passage_size, centroids(encoder)) as writer:
        run = _Run(writer, encoder, passage_size, report, _COMMIT_EVERY)
        for number, (file, known) in enumerate(files.items()):
            run.tell("reading", number, len(files))
            try:
                run.read_file(file, known)
            except ReadError as error:
                run.outcome.errors.append(error)
        run.finish()
    return run.outcome


def index_text(
    text: str,
    title: str,
    store: Path,
    encoder: Encoder,
    passage_size: int,
    report: Report | None = None,
) -> Outcome:
    """Add a text that is in no file, or put it in place of the one that came with this title.

    Its title is its source too; without one it is how the text begins.

    Raises:
        ReadError: there is no text; nothing is changed.
        StoreError: the store cannot be written or was made otherwise.
    """
    text = decode.clean(text).removeprefix("\ufeff")
    if not text.strip():
        raise ReadError("expected the text of a briefing, found nothing; paste it and try again")
    name = one_line(title) or one_line(press.title(text)) or _UNNAMED
    with Writer(store, encoder.identity, passage_size, centroids(encoder)) as writer:
        run = _Run(writer, encoder, passage_size, report, _COMMIT_EVERY)
        path = f"{_PASTED}:{name}"
        source = run.name((_PASTED, name), "", set(writer.sources_of(path)))
        run.take(source, path, Source(text, name))
        run.finish()
    return run.outcome


def rename(source: str, title: str, store: Path, encoder: Encoder, passage_size: int) -> None:
    """Give a stored document another title and commit.

    Raises:
        UserError: the title is empty, or no document has this source.
        StoreError: no store, or it cannot be written or was made otherwise.
    """
    manifest.read(store)
    words = one_line(title)
    if not words:
        raise UserError(f"expected a title for {source}, found nothing; type one")
    with Writer(store, encoder.identity, passage_size, centroids(encoder)) as writer:
        if not writer.rename(source, words):
            raise _unknown(source, store)
        writer.commit()


def one_line(title: str) -> str:
    """Return a title as one line of at most 200 printable characters."""
    return " ".join(decode.clean(title).split())[:_MOST_TITLE].rstrip()


def remove(sources: Sequence[str], store: Path, encoder: Encoder, passage_size: int) -> Outcome:
    """Remove documents by source and commit; a source that is not stored is an error entry.

    Raises:
        StoreError: no store, or it cannot be written or was made otherwise.
    """
    manifest.read(store)
    outcome = Outcome()
    with Writer(store, encoder.identity, passage_size, centroids(encoder)) as writer:
        for source in sources:
            if writer.remove(source):
                outcome.removed.append(source)
            else:
                outcome.errors.append(_unknown(source, store))
        writer.commit()
    return outcome


def rebuild(
    store: Path, encoder: Encoder, passage_size: int, report: Report | None = None
) -> Outcome:
    """Cut and encode all stored documents again, with this encoder and passage size.

    Raises:
        StoreError: no store, damaged documents, or a store that cannot be written.
    """
    manifest.read(store)
    identity, means = encoder.identity, centroids(encoder)
    with Writer(store, identity, passage_size, means, rebuild=True) as writer:
        run = _Run(writer, encoder, passage_size, report, float("inf"))
        for source, digest in writer.documents():
            document, path = writer.document(source)
            run.cut(document, path, digest)
            run.outcome.updated.append(source)
        run.finish()
        # An empty store changes too: it is now of this encoder.
        writer.commit()
    return run.outcome


class _Run:
    """One pass over many files, in batches."""

    def __init__(
        self,
        writer: Writer,
        encoder: Encoder,
        passage_size: int,
        report: Report | None,
        commit_every: float,
    ) -> None:
        self.writer = writer
        self.encoder = encoder
        self.passage_size = passage_size
        self.report = report
        self.commit_every = commit_every
        self.outcome = Outcome()
        # Of this run: what waits to be encoded is not in the store yet.
        self.sources: set[str] = set()
        self.pending: list[_Pending] = []
        self.waiting = 0
        self.committed = time.monotonic()

    def tell(self, step: str, count: int, total: int) -> None:
        if self.report:
            self.report(step, count, total)

    def read_file(self, file: Path, known: Path) -> None:
        """Take in every text of one file, ``known`` by a path; texts that went are removed."""
        path = str(known)
        if any("\ud800" <= character <= "\udfff" for character in path):
            raise refusal(file, "expected a name in UTF-8; rename the file or its folder")
        if file.suffix.lower() == ".jsonl":
            _check_lines(file)
        before = set(self.writer.sources_of(path))
        seen: set[str] = set()
        for text in read.read(file):
            source = self.name(known.parts, text.key, before)
            self.sources.add(source)
            seen.add(source)
            self.take(source, path, text)
        for source in sorted(before - seen):
            self.writer.remove(source)
            self.outcome.removed.append(source)

    def name(self, parts: Sequence[str], key: str, before: set[str]) -> str:
        """Return the source of a text: the one it has, among ``before``, or a new one.

        That is the shortest tail of its path that no other file has.
        """
        tails = ["/".join(parts[-length:]) for length in range(1, len(parts) + 1)]
        names = [f"{tail}#{key}" if key else tail for tail in tails]
        for name in names:
            if name in before:
                return name
        return next((name for name in names if self.is_free(name)), names[-1])

    def is_free(self, source: str) -> bool:
        return source not in self.sources and self.writer.path_of(source) is None

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
        # What is found, and how texts are laid out, goes by simplified words; offsets are the same.
        words = replace(document, text=canonical(document.text))
        passages = chunk.passages(words, size=self.passage_size)
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


def _unknown(source: str, store: Path) -> UserError:
    return UserError(
        f"the store {store} has no document {source!r}; list them: "
        f"briefing index --list --store {manifest.quoted(store)}"
    )


def _check_lines(file: Path) -> None:
    """Read a corpus through once: a bad line must be found before the first document goes in."""
    keys: set[str] = set()
    for text in read.read(file):
        if text.key in keys:
            raise ReadError(
                f"{file}: the id {text.key!r} occurs twice; give every line an id of its own"
            )
        keys.add(text.key)


def _digest(text: Source) -> str:
    parts = (text.title, text.text, ",".join(map(str, text.pages)))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
