"""How sure an answer is, and why to refuse: a logistic regression over a handful of features.

There is one for Chinese questions and one for those in words with spaces, which meet a Chinese text
only through vectors and a dictionary. Their weights are data, ``assets/confidence.json``, fitted by
``briefing-eval calibrate``.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from chatbot.decision.constraints import Conflicts
from chatbot.extract import Candidate
from chatbot.language.wording import content
from chatbot.records import Reason
from index.lexical import has_unspaced
from index.records import Hit

WEIGHTS = resources.files("chatbot") / "assets" / "confidence.json"
CONFLICTS = ("period", "place", "metric", "unit", "direction", "kind", "name")
# How near the best sentences are, by script; the conflicts; how the first bears on the question.
FEATURES = (
    "foreign", "dense", "foreign_overlap",
    *CONFLICTS,
    "figure", "follow_up", "fits", "missing", "clause", "common", "unexplained", "rest", "nouns",
    "margin", "length",
)  # fmt: skip
Writing = Literal["unspaced", "spaced"]
# The candidates that the best is compared with.
_NEXT = slice(1, 6)
# The margin of one that is compared with none.
_ALONE = 3.0
# Characters of content that a usual question has.
_USUAL = 20
# A question of which the best sentences share less is on another topic, if nothing else is known.
_NEAR = 0.25
# A Chinese question that is as close as this is on the topic, whatever its words.
_CLOSE = 0.9


@dataclass(frozen=True, slots=True)
class Judgement:
    """The probability that the best sentences answer, and why not to give them ("" to answer).

    ``asked`` are the words of the question that the reason is about: the other period, say.
    """

    confidence: float
    reason: Reason
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Bearing:
    """How the best sentence bears on a question, by its words.

    ``fits``: it is, or begins, just what is asked for: a post, a date, three points. ``missing``:
    the kind of thing that is asked for stands neither there nor around it. ``clause``: the share of
    the question's content in the clause with the figure that is wanted; in all that the sentence is
    read with where none is. ``common``: the share of the sentence's pairs of characters that the
    question has. ``unexplained``: the share of the question's nouns that nothing of that says; of a
    question in words with spaces, the share that only other places of the document speak of.
    ``rest``: how near the sentence is, in standard scores, to the words of a Chinese question that
    nothing of that says; 1.25, the usual, where there are none. ``nouns``: how many it names.
    """

    fits: bool
    missing: bool
    clause: float
    common: float
    unexplained: float
    rest: float
    nouns: int


def features(
    question: str,
    hits: Sequence[Hit],
    found: Sequence[Candidate],
    conflict: Conflicts,
    bearing: Bearing,
    figure: bool,
    follow_up: bool,
) -> tuple[float, ...]:
    """Return the values of ``FEATURES``; conflict and bearing are those of the first of ``found``.

    ``dense`` is a stretched cosine; ``foreign_overlap`` is, for questions in words with spaces, the
    share of the question's content in the best sentences; ``margin`` is how far the best scores
    above the mean of the next, ``length`` that of the question's content in usual ones. A near miss
    is mostly one of a ``figure`` that is wanted; what a ``follow_up`` adds is short. ``rest`` is a
    standard score, ``nouns`` a number. The others are shares, or 0 or 1.
    """
    foreign = float(writing(question) == "spaced")
    # E5's cosines crowd together: bring the range that occurs to about 0 to 1.
    dense = 10 * (max(hit.dense for hit in hits) - 0.8)
    return (
        foreign,
        dense,
        foreign * _overlap(found),
        *(float(bool(getattr(conflict, name))) for name in CONFLICTS),
        float(figure),
        float(follow_up),
        float(bearing.fits),
        float(bearing.missing),
        bearing.clause,
        bearing.common,
        bearing.unexplained,
        bearing.rest,
        float(bearing.nouns),
        _margin(found),
        len(content(question)) / _USUAL,
    )


def writing(question: str) -> Writing:
    """Return which of the two regressions judges a question."""
    return "unspaced" if has_unspaced(question) else "spaced"


def judge(
    question: str, values: Sequence[float], found: Sequence[Candidate], conflict: Conflicts
) -> Judgement:
    """Turn features into a probability and a decision; the reason is the first conflict."""
    written = writing(question)
    weights = _weights()[written]
    total = weights.intercept + sum(w * v for w, v in zip(weights.values, values, strict=True))
    confidence = 1 / (1 + math.exp(-total))
    if conflict.speaker:
        # Who speaks is no matter of likelihood.
        return Judgement(min(confidence, weights.threshold / 2), "other_speaker", conflict.speaker)
    if confidence >= weights.threshold:
        return Judgement(confidence, "")
    if conflict.period:
        return Judgement(confidence, "other_period", conflict.period)
    if conflict.place:
        return Judgement(confidence, "other_place", conflict.place)
    told = any(getattr(conflict, name) for name in CONFLICTS)
    dense = values[FEATURES.index("dense")]
    if not told and _overlap(found) < _NEAR and (written == "spaced" or dense < _CLOSE):
        return Judgement(confidence, "off_topic")
    strange = conflict.strange
    if named := conflict.name or next(iter((*strange.elsewhere, *strange.nowhere)), ""):
        return Judgement(confidence, "other_subject", named)
    return Judgement(confidence, "not_in_briefing")


def _margin(found: Sequence[Candidate]) -> float:
    others = [candidate.score for candidate in found[_NEXT]]
    return found[0].score - sum(others) / len(others) if others else _ALONE


def _overlap(found: Sequence[Candidate]) -> float:
    return max(candidate.overlap for candidate in found[:3])


@dataclass(frozen=True, slots=True)
class _Weights:
    intercept: float
    values: tuple[float, ...]
    threshold: float


@cache
def _weights() -> Mapping[Writing, _Weights]:
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {
        written: _Weights(
            one["intercept"],
            tuple(one["weights"][name] for name in FEATURES),
            one["threshold"],
        )
        for written, one in data.items()
    }
