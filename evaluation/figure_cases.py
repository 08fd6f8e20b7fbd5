"""Figures found in sentences, held against a table that says what is there."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chatbot import figures
from chatbot.figures import Statement
from index.errors import UserError

FIELDS = ("qualifier", "subject", "metric", "period", "comparison", "direction")
_KEYS = {"text", "value", "unit", "high", *FIELDS}
_LOOSE = re.compile(r"[\s的“”]")


@dataclass(frozen=True, slots=True)
class Expected:
    """A figure that a sentence holds, as a reader sees it; "" where it does not say."""

    text: str
    start: int
    value: float
    unit: str
    high: float | None
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with all its figures, in order; it may have none."""

    text: str
    figures: tuple[Expected, ...]
    split: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in a row: a statement or None for each figure, and the false figures."""

    row: Row
    found: tuple[Statement | None, ...]
    false: tuple[Statement, ...]

    def wrong(self) -> Iterator[tuple[Expected, Statement | None, list[str]]]:
        """Yield each figure that was missed or has a wrong field, with the names of those."""
        for expected, found in zip(self.row.figures, self.found, strict=True):
            names = [name for name in ("value", *FIELDS) if not fits(expected, found, name)]
            if names:
                yield expected, found, names


def load(path: Path) -> list[Row]:
    """Return the rows of a table, one JSON object a line.

    Raises:
        UserError: the file cannot be read, or a row is not one; all faults, with their lines.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read as a UTF-8 table of figures: {error}") from error
    rows, faults = [], []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                rows.append(_row(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                faults.append(f"line {number}: {error}")
    if not rows and not faults:
        faults.append('no rows: expected {"text": …, "figures": […]}, one a line')
    if faults:
        raise UserError(f"{path}: {len(faults)} faults\n  " + "\n  ".join(faults))
    return rows


def _row(data: Any) -> Row:  # noqa: ANN401
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise ValueError('expected {"text": …, "figures": […]}')
    at, expected = 0, []
    for one in data.get("figures", []):
        if unknown := sorted(one.keys() - _KEYS):
            raise ValueError(f"unknown key {unknown[0]!r}; expected {', '.join(sorted(_KEYS))}")
        start = data["text"].find(one["text"], at)
        if start < 0:
            raise ValueError(f"{one['text']!r} does not stand in the text, in this order")
        at = start + len(one["text"])
        high = None if one.get("high") is None else float(one["high"])
        fields = {name: str(one.get(name, "")) for name in FIELDS}
        value, unit = float(one["value"]), str(one["unit"])
        expected.append(Expected(one["text"], start, value, unit, high, fields))
    return Row(data["text"], tuple(expected), str(data.get("split", "")))


def judge(rows: Sequence[Row]) -> list[Outcome]:
    """Find the figures of all rows and pair each with the one expected at its place."""
    return [_judged(row) for row in rows]


def _judged(row: Row) -> Outcome:
    told = figures.statements(row.text)
    found = []
    for expected in row.figures:
        end = expected.start + len(expected.text)
        at = [one for one in told if one.figure.start < end and expected.start < one.figure.end]
        found.append(at[0] if at else None)
    right = {one.figure.start for one in found if one}
    return Outcome(row, tuple(found), tuple(o for o in told if o.figure.start not in right))


def fits(expected: Expected, found: Statement | None, name: str) -> bool:
    """Tell whether a field is as expected; ``value`` is value, end of range and unit together.

    的, quotation marks and white space make no difference.
    """
    if found is None:
        return False
    if name == "value":
        return figures.same(expected, found.figure)
    given = found.figure.qualifier if name == "qualifier" else str(getattr(found, name))
    return _LOOSE.sub("", given) == _LOOSE.sub("", expected.fields[name])


def _whole(expected: Expected, found: Statement | None) -> bool:
    fields = expected.fields
    return found is not None and _LOOSE.sub("", found.subject + found.metric) == _LOOSE.sub(
        "", fields["subject"] + fields["metric"]
    )


def shares(outcomes: Sequence[Outcome]) -> dict[str, tuple[int, int]]:
    """Return for each measure how many are right, of how many.

    ``found`` and the fields are of all expected figures, ``not false`` is of all found ones.
    ``what it is of`` takes subject and metric together, wherever the one ends.
    """
    pairs = [
        (expected, found)
        for outcome in outcomes
        for expected, found in zip(outcome.row.figures, outcome.found, strict=True)
    ]
    hits = sum(found is not None for _, found in pairs)
    told = hits + sum(len(outcome.false) for outcome in outcomes)
    measures = {"found": (hits, len(pairs)), "not false": (hits, told)}
    for name in ("value", *FIELDS):
        right = sum(fits(expected, found, name) for expected, found in pairs)
        measures[name] = (right, len(pairs))
    whole = sum(_whole(expected, found) for expected, found in pairs)
    measures["what it is of"] = (whole, len(pairs))
    return measures


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield the lines of the table of measures: all rows, then each split."""
    splits = sorted({outcome.row.split for outcome in outcomes} - {""})
    groups = {
        "all": list(outcomes),
        **{split: [o for o in outcomes if o.row.split == split] for split in splits},
    }
    yield f"{'':14}" + "".join(f"{name:>16}" for name in groups)
    measured = [shares(group) for group in groups.values()]
    for name in measured[0]:
        cells = [f"{r}/{n} {r / n if n else 1:.3f}" for r, n in (m[name] for m in measured)]
        label = "value and unit" if name == "value" else name
        yield f"{label:14}" + "".join(f"{cell:>16}" for cell in cells)


def failures(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield lines on every sentence in which something is wrong."""
    for outcome in outcomes:
        wrong = list(outcome.wrong())
        if not wrong and not outcome.false:
            continue
        yield f"\n{outcome.row.text}"
        for expected, found, names in wrong:
            yield f"  {expected.text}: " + (
                "; ".join(_difference(expected, found, name) for name in names)
                if found
                else "missed"
            )
        for one in outcome.false:
            yield f"  false: {outcome.row.text[one.figure.start : one.figure.end]}"


def _difference(expected: Expected, found: Statement, name: str) -> str:
    if name == "value":
        wanted = f"{expected.value:g} {expected.high or ''} {expected.unit}"
        return f"value {found.figure.value:g} {found.figure.high or ''} {found.figure.unit}" + (
            f", expected {wanted}"
        )
    given = found.figure.qualifier if name == "qualifier" else getattr(found, name)
    return f"{name} {given!r}, expected {expected.fields[name]!r}"
