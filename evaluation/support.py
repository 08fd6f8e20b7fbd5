"""Claims from a file, held against the passages or bundled briefings that they name."""

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, get_args

from chatbot import assemble, figures
from chatbot.settings import Settings
from chatbot.verify import Meanings, Verdict, check, split
from chatbot.verify.records import Kind
from chatbot.verify.verifier import Verifier, sentences_of
from chatbot.verify.words import remembered
from index import build
from index.encode import Encoder
from index.errors import UserError
from index.search import Index
from index.store import Store
from index.words.glossary import Glossary

DATA = resources.files("evaluation") / "data"
CLAIMS = Path(str(DATA / "claims.jsonl"))
_FOLDERS = ("transfer", "practice", "unseen")
_KEYS = {"text", "document", "claim", "supported", "altered", "form", "split"}
_EXPECTED = '{"text": …, "claim": …, "supported": true or false}'


@dataclass(frozen=True, slots=True)
class Row:
    """A claim, what it is checked against, and whether that supports it.

    One of ``text`` and ``document``, the name of a bundled briefing, is "". ``altered`` says what
    was changed in a claim that was true.
    """

    claim: str
    supported: bool
    text: str = ""
    document: str = ""
    altered: str = ""
    split: str = ""

    @property
    def has_figures(self) -> bool:
        """Tell whether the claim gives a figure."""
        return next(iter(figures.find(self.claim)), None) is not None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row with the verdict; several sentences count as supported if each that claims is."""

    row: Row
    verdicts: tuple[Verdict, ...]

    @property
    def supported(self) -> bool:
        """Tell whether nothing in the claim was doubted."""
        return all(one.status in ("supported", "no_claim") for one in self.verdicts)


def documents() -> dict[str, Path]:
    """Return the bundled briefing and those of the other sets by name, without suffix."""
    found = {"briefing": assemble.bundled_briefings()[0]}
    for folder in _FOLDERS:
        found |= {path.stem: path for path in sorted(Path(str(DATA / folder)).iterdir())}
    return found


def load(path: Path, part: str = "") -> list[Row]:
    """Return the rows of a file, one JSON object a line, or those of one split.

    Raises:
        UserError: the file cannot be read, or rows are no rows: all faults, with their lines.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read as UTF-8 rows of claims: {error}") from error
    known = documents()
    rows, faults = [], []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                rows.append(_row(json.loads(line), known))
            except ValueError as error:
                faults.append(f"line {number}: {error}")
    if not rows and not faults:
        faults.append(f"no rows: expected {_EXPECTED}, one a line")
    if faults:
        raise UserError(f"{path}: {len(faults)} faults\n  " + "\n  ".join(faults))
    kept = [row for row in rows if part in ("", row.split)]
    if not kept:
        raise UserError(f"{path} has no row of the split {part!r}")
    return kept


def _row(data: Any, known: Mapping[str, Path]) -> Row:  # noqa: ANN401
    if not isinstance(data, dict) or not isinstance(data.get("supported"), bool):
        raise ValueError(f"expected {_EXPECTED}")
    if unknown := sorted(data.keys() - _KEYS):
        raise ValueError(f"unknown key {unknown[0]!r}; expected {', '.join(sorted(_KEYS))}")
    texts = {key: data.get(key, "") for key in ("claim", "text", "document", "altered", "split")}
    for key, value in texts.items():
        if not isinstance(value, str):
            raise ValueError(f"{key} must be text, found {value!r}")
    if not texts["claim"].strip():
        raise ValueError("the claim is empty")
    if bool(texts["text"].strip()) == bool(texts["document"]):
        raise ValueError("expected either text or document")
    if texts["document"] and texts["document"] not in known:
        raise ValueError(f"unknown document {texts['document']!r}; expected {', '.join(known)}")
    if texts["altered"] and (data["supported"] or texts["altered"] not in get_args(Kind)):
        raise ValueError(f"altered is for claims not supported: {', '.join(get_args(Kind))}")
    return Row(supported=data["supported"], **texts)


def judge(rows: Sequence[Row], given: Settings, done: Callable[[], object]) -> list[Outcome]:
    """Check all claims; the briefings that they name are indexed in a folder of their own."""
    encoder, glossary = assemble.encoder(given), Glossary(given.cache)
    meanings = Meanings(remembered(encoder.encode_queries), glossary.chinese, glossary.alike)
    known, found = documents(), []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        verifiers = {
            name: _verifier(known[name], folder / name, encoder, given, stack)
            for name in sorted({row.document for row in rows} - {""})
        }
        for row in rows:
            if row.document:
                verdicts = [verdict for _, verdict in verifiers[row.document].verify(row.claim)]
            else:
                candidates = sentences_of(row.text)
                verdicts = [check(one.text, candidates, meanings) for one in split(row.claim)]
            found.append(Outcome(row, tuple(verdicts)))
            done()
    return found


def _verifier(
    path: Path, store: Path, encoder: Encoder, given: Settings, stack: ExitStack
) -> Verifier:
    outcome = build.index_paths([path], store, encoder, given.passage_size)
    for error in outcome.errors:
        raise error
    opened = stack.enter_context(closing(Store.open(store)))
    glossary = Glossary(given.cache)
    return Verifier(Index(opened, encoder, glossary), glossary, given.k)
