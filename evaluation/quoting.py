"""Judge quotations by the gold answers of a reading set."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation import reading


@dataclass(frozen=True, slots=True)
class Judged:
    """One question and its answer, each value from 0 to 1; a refusal quotes nothing.

    ``quoted``: a quoted sentence holds a gold answer; ``in_place``: and it is a sentence of the
    question's own paragraph; ``first``: the first citation holds one. ``exact`` and ``f1`` compare
    the quoted sentence that scored best with the gold answers.
    """

    answerable: bool
    refused: float
    quoted: float
    in_place: float
    first: float
    exact: float
    f1: float


def judged(row: Mapping[str, Any]) -> Judged:
    """Judge one row of ``evaluation.benchmarks.reading``."""
    golds = row["golds"]
    citations = [] if row["refused"] else row["citations"]
    holding = [citation for citation in citations if holds(citation["text"], golds)]
    best = max(citations, key=lambda citation: float(citation["score"]), default=None)
    words = best["text"] if best else ""
    return Judged(
        answerable=bool(golds),
        refused=float(row["refused"]),
        quoted=float(bool(holding)),
        in_place=float(any(found["paragraph"] == row["paragraph"] for found in holding)),
        first=float(bool(citations) and citations[0] in holding),
        exact=reading.exact(words, golds) if words else 0.0,
        f1=reading.f1(words, golds) if words else 0.0,
    )


def holds(text: str, golds: Sequence[str]) -> bool:
    """Tell whether a gold answer stands in ``text``, after NFKC, case folding, without space."""
    plain = folded(text)
    return any(folded(gold) in plain for gold in golds)


def folded(text: str) -> str:
    """Return ``text`` after NFKC and case folding, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
