"""Cases: questions with what is expected of an answer, one JSON object a line."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import UserError

_KEYS = {
    "id", "kind", "lang", "split", "question", "answerable", "expected", "evidence", "history",
    "reference",
}  # fmt: skip
_NEEDED = ("id", "question", "answerable")
# Results are told by kind: a slip of the pen must not make a group of its own.
KINDS = (
    "figure", "list", "who", "everyday", "compare", "english", "followup", "unanswerable",
)  # fmt: skip
# Where none of so many snippets is found, the file is not about these documents.
_MUCH = 3
# A point between digits and the per cent sign carry value; other punctuation is dropped.
_KEPT = re.compile(r"(?<=\d)\.(?=\d)|[%‰]")


@dataclass(frozen=True, slots=True)
class Case:
    """One question. ``expected`` are groups of alternatives, ``evidence`` verbatim snippets."""

    id: str
    question: str
    answerable: bool
    kind: str = ""
    lang: str = ""
    split: str = ""
    expected: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[str, ...] = ()
    history: tuple[tuple[str, str], ...] = ()
    reference: str = ""


def load(path: Path, texts: Sequence[str] | None = None) -> list[Case]:
    """Return the cases in ``path``.

    With ``texts``, which are ``normalised`` already, evidence must stand in one of them.

    Raises:
        UserError: the file cannot be read, or has faults: all of them, with their line numbers.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read as UTF-8 cases: {error}") from error
    faults: list[tuple[int, str]] = []
    cases: list[Case] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            faults.append((number, f"not JSON ({error})"))
            continue
        wrong = list(_faults(row))
        if not wrong and row["id"] in seen:
            wrong = [f"id {row['id']!r} is that of line {seen[row['id']]} too"]
        faults += [(number, fault) for fault in wrong]
        if not wrong:
            seen[row["id"]] = number
            cases.append(_case(row))
    if not cases and not faults:
        raise UserError(f"{path} holds no cases: expected one JSON object a line")
    if texts is not None:
        faults += _foreign(path, cases, seen, texts)
    if faults:
        lines = [f"line {number}: {fault}" for number, fault in sorted(faults)]
        raise UserError(f"{path}: {len(faults)} faults\n  " + "\n  ".join(lines))
    return cases


def _foreign(
    path: Path, cases: Sequence[Case], lines: Mapping[str, int], texts: Sequence[str]
) -> list[tuple[int, str]]:
    """Return the evidence that stands in none of ``texts``, with its line.

    Raises:
        UserError: there is much evidence and none of it stands there.
    """
    told = [(lines[case.id], snippet) for case in cases for snippet in case.evidence]
    missing = [
        (number, f"the evidence {snippet!r} is not in the indexed text")
        for number, snippet in told
        if not any(normalised(snippet) in text for text in texts)
    ]
    if len(missing) == len(told) >= _MUCH:
        raise UserError(
            f"{path} holds cases for another briefing: none of its {len(told)} snippets of "
            "evidence is in the indexed text; index that briefing, or name its store: --store DIR"
        )
    return missing


def normalised(text: str) -> str:
    """Return ``text`` after NFKC and case folding, without white space and punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = {match.start() for match in _KEPT.finditer(folded)}
    return "".join(
        character
        for at, character in enumerate(folded)
        if at in kept or not (character.isspace() or unicodedata.category(character)[0] in "PSZ")
    )


def holds(text: str, groups: Sequence[Sequence[str]]) -> bool:
    """Tell whether ``text`` has one alternative of every group."""
    plain = normalised(text)
    return all(any(normalised(alternative) in plain for alternative in group) for group in groups)


def supports(text: str, evidence: Sequence[str]) -> bool:
    """Tell whether a cited ``text`` holds one of the snippets."""
    plain = normalised(text)
    return any(normalised(snippet) in plain for snippet in evidence)


def _case(row: Mapping[str, Any]) -> Case:
    return Case(
        id=row["id"],
        question=row["question"],
        answerable=row["answerable"],
        kind=row.get("kind", ""),
        lang=row.get("lang", ""),
        split=row.get("split", ""),
        expected=tuple(tuple(group) for group in row.get("expected", [])),
        evidence=tuple(row.get("evidence", [])),
        history=tuple((earlier, answer) for earlier, answer in row.get("history", [])),
        reference=row.get("reference", ""),
    )


def _faults(row: object) -> Iterator[str]:
    if not isinstance(row, dict):
        yield f"expected an object, found {type(row).__name__}"
        return
    for key in sorted(row.keys() - _KEYS):
        yield f"unknown key {key!r}; expected some of {', '.join(sorted(_KEYS))}"
    for key in _NEEDED:
        if key not in row:
            yield f"{key} is missing"
    for key in ("id", "question", "kind", "lang", "split", "reference"):
        if key in row and (not _is_text(row[key]) or (key in _NEEDED and not row[key])):
            yield f"{key} must be text, found {row[key]!r}"
    if _is_text(row.get("kind", "")) and row.get("kind", "") not in ("", *KINDS):
        yield f"unknown kind {row['kind']!r}; expected one of {', '.join(KINDS)}"
    if not isinstance(row.get("answerable", True), bool):
        yield f"answerable must be true or false, found {row['answerable']!r}"
    yield from _faults_of_lists(row)


def _faults_of_lists(row: Mapping[str, Any]) -> Iterator[str]:
    expected, evidence = row.get("expected", []), row.get("evidence", [])
    if not _is_list_of(expected, lambda group: bool(group) and _is_list_of(group, _is_text)):
        yield "expected must be a list of groups, each a list of accepted texts"
    elif row.get("answerable") is True and not expected:
        yield "an answerable case needs expected"
    if not _is_list_of(row.get("history", []), lambda p: _is_list_of(p, _is_text) and len(p) == 2):
        yield "history must be a list of [question, answer] pairs"
    if not _is_list_of(evidence, _is_text):
        yield "evidence must be a list of snippets"


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_list_of(value: object, fits: Any) -> bool:  # noqa: ANN401
    return isinstance(value, list) and all(fits(item) for item in value)
