"""Ask many questions, each once: a sample by chance, rows that outlive an interrupt."""

import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation import corpus
from evaluation.rows import Rows
from index.encode import Encoder
from index.errors import QuestionError, UserError
from index.search import Index
from index.words.glossary import Glossary

# What the clock must not see: the engine loads at the first question.
_WARM_UP = "今天天气怎么样？"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Setup:
    """How a benchmark is run; ``k`` is the setting, passages that an answer is sought in."""

    encoder: Encoder
    passage_size: int
    k: int
    out: Path
    tell: Callable[[str], None]
    limit: int | None = None
    seed: int = 0
    glossary: Glossary | None = None

    def settings(self) -> dict[str, Any]:
        """Return what the found rows depend on, beside the data and the program."""
        return {
            "encoder": self.encoder.identity.as_dict(),
            "passage_size": self.passage_size,
            "k": self.k,
        }


@contextmanager
def folder(out: Path | None) -> Iterator[Path]:
    """Provide the folder ``out``, or one for the time being.

    Raises:
        UserError: it cannot be made.
    """
    if out is None:
        with tempfile.TemporaryDirectory() as made:
            yield Path(made)
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"the folder {out} cannot be made: {error.strerror}") from error
    yield out


def sample(keys: Sequence[str], setup: Setup) -> list[str]:
    """Return ``limit`` keys by chance, in their order; a larger sample holds the smaller one."""
    if setup.limit is None:
        return list(keys)
    if setup.limit < 1:
        raise UserError(f"--limit must be at least 1, found {setup.limit}")
    shuffled = list(keys)
    random.Random(setup.seed).shuffle(shuffled)
    chosen = set(shuffled[: setup.limit])
    return [key for key in keys if key in chosen]


def key(files: Sequence[str], settings: Mapping[str, Any], *packages: str) -> str:
    """Return a digest of what rows depend on: files, settings, and packages of the program."""
    return corpus.digest([list(files), settings, corpus.program(*packages)])


def rows(
    keys: Sequence[str], name: str, setup: Setup, index: Index, ask: Callable[[str], Row]
) -> list[Row]:
    """Return one row a key; ask only what no earlier run has asked."""
    from tqdm import tqdm

    kept = Rows(setup.out / f"rows-{name}.jsonl")
    waiting = [key for key in keys if key not in kept.found]
    if waiting:
        index.search(_WARM_UP, 1)
    if len(waiting) < len(keys):
        setup.tell(f"{len(keys) - len(waiting):,} questions were asked before; going on")
    for key in tqdm(waiting, delay=0.5, leave=False, disable=None, file=sys.stderr):
        kept.append({"key": key} | ask(key))
    return [kept.found[key] for key in keys]


def asked(ask: Callable[[], Row]) -> Row:
    """Return what ``ask`` finds; a question that cannot be asked finds nothing, and says why."""
    try:
        return ask()
    except QuestionError as error:
        return {"fault": str(error), "ranked": [], "citations": [], "refused": False}


def documents(index: Index, question: str, depth: int) -> list[tuple[str, float]]:
    """Return the ``depth`` best documents, each with the score of its best passage."""
    most = 2 * depth
    while True:
        hits = index.search(question, most)
        best: dict[str, float] = {}
        for hit in hits:
            best.setdefault(corpus.document_id(hit.passage.source), round(hit.score, 6))
        if len(best) >= depth or len(hits) < most:
            return list(best.items())[:depth]
        most *= 2
