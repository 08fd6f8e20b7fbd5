"""A corpus to an index, timed, and made once: an index that nothing has changed is used again."""

import hashlib
import json
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import chatbot
import index
from index import build
from index.encode import BATCH_CHARACTERS, Encoder
from index.errors import UserError
from index.search import Index
from index.store import Store
from index.words.glossary import Glossary

# Documents are told apart by their line's id; the file's name stands before it in their source.
NAME = "corpus.jsonl"


@dataclass(frozen=True, slots=True)
class Indexing:
    """What was indexed and how long it took; the model was loaded before the clock started.

    ``seconds`` is None where an interrupt came between: then the time of the whole is not known.
    """

    documents: int
    passages: int
    characters: int
    seconds: float | None


@contextmanager
def indexed(
    corpus: Path, out: Path, encoder: Encoder, passage_size: int, glossary: Glossary | None = None
) -> Iterator[tuple[Index, Indexing]]:
    """Provide the index of ``corpus`` in a store below ``out``, and how it was made.

    The store's name is a digest of all that it depends on, the program itself included, so whatever
    stands there already fits. Building that was interrupted goes on.

    Raises:
        UserError: the corpus has a fault (with the line), or the store cannot be written.
    """
    made_of = [file_digest(corpus), encoder.identity.as_dict(), passage_size, program("index")]
    store = out / f"store-{digest(made_of)}"
    note = store.with_suffix(".json")
    if not note.exists():
        made = _build(corpus, store, encoder, passage_size)
        note.write_text(json.dumps(asdict(made)) + "\n", encoding="utf-8")
    try:
        made = Indexing(**json.loads(note.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise UserError(f"{note} is damaged; delete it, and the corpus is indexed again") from error
    with closing(Store.open(store)) as opened:
        yield Index(opened, encoder, glossary), made


def _build(corpus: Path, store: Path, encoder: Encoder, passage_size: int) -> Indexing:
    from tqdm import tqdm

    if corpus.stat().st_size > BATCH_CHARACTERS:
        # Spaces are no tokens: this loads the model for large batches and encodes nothing.
        encoder.encode_documents([" " * BATCH_CHARACTERS])
    with tqdm(delay=0.5, unit="", leave=False, disable=None, file=sys.stderr) as bar:

        def report(step: str, count: int, total: int) -> None:
            bar.set_description(step, refresh=False)
            bar.total = total or None
            bar.n = count
            bar.refresh()

        started = time.perf_counter()
        outcome = build.index_paths([corpus], store, encoder, passage_size, report)
        seconds = time.perf_counter() - started
    for error in outcome.errors:
        raise error
    with closing(Store.open(store)) as opened:
        characters = sum(listing.characters for listing in opened.listings())
    return Indexing(
        opened.manifest.documents,
        opened.manifest.passages,
        characters,
        None if outcome.unchanged else round(seconds, 3),
    )


def document_id(source: str) -> str:
    """Return the corpus's own id of a stored document."""
    return source.partition(f"{NAME}#")[2]


def digest(value: object) -> str:
    """Return twelve hexadecimal digits that stand for a value of JSON."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def program(*packages: str) -> str:
    """Return a digest of the modules of packages, ``index`` or ``chatbot``, and of their data.

    What an earlier version of the program found is no finding of this one.
    """
    roots = {"index": index.__file__, "chatbot": chatbot.__file__}
    return digest(
        [file_digest(path) for name in packages for path in parts(Path(str(roots[name])).parent)]
    )


def parts(package: Path) -> list[Path]:
    """Return the files that decide what a package finds: its modules, tables and weights."""
    patterns = ("**/*.py", "assets/*.json", "assets/*.txt")
    return [path for pattern in patterns for path in sorted(package.glob(pattern))]
