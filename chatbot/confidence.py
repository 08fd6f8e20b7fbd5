"""How sure an answer is, and why to refuse: a logistic regression over a handful of features.

Its weights are data, ``assets/confidence.json``, fitted by ``briefing-eval calibrate``.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from chatbot.constraints import Conflicts
from chatbot.extract import Candidate
from chatbot.records import Reason
from index.lexical import has_unspaced
from index.records import Hit

WEIGHTS = resources.files("chatbot") / "assets" / "confidence.json"
CONFLICTS = ("period", "place", "metric", "unit", "direction", "kind", "name")
# How near the best sentence is, by script; the conflicts; nouns that nothing explains.
FEATURES = (
    "foreign", "dense", "overlap", "coverage",
    "foreign_dense", "foreign_overlap", "foreign_coverage",
    *CONFLICTS,
    "elsewhere", "nowhere",
    "fits",
)  # fmt: skip
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


def features(
    question: str,
    hits: Sequence[Hit],
    found: Sequence[Candidate],
    conflict: Conflicts,
    fits: bool,
) -> tuple[float, ...]:
    """Return the values of ``FEATURES``; ``conflict`` is that of the first of ``found``.

    ``fits`` tells that it is, or begins, just what is asked for: a post, a date, three points.

    ``dense`` is a stretched cosine, ``overlap`` and ``coverage`` are the shares of the question's
    content in the best sentences and of its words in the best passage; the rest is 0 or 1,
    or a product with such a one.
    """
    foreign = float(not has_unspaced(question))
    # E5's cosines crowd together: bring the range that occurs to about 0 to 1.
    dense = 10 * (max(hit.dense for hit in hits) - 0.8)
    overlap = _overlap(found)
    coverage = max(hit.coverage for hit in hits)
    return (
        foreign,
        dense,
        overlap,
        coverage,
        foreign * dense,
        foreign * overlap,
        foreign * coverage,
        *(float(bool(getattr(conflict, name))) for name in CONFLICTS),
        float(bool(conflict.strange.elsewhere)),
        float(bool(conflict.strange.nowhere)),
        float(fits),
    )


def judge(values: Sequence[float], found: Sequence[Candidate], conflict: Conflicts) -> Judgement:
    """Turn features into a probability and a decision; the reason is the first conflict."""
    weights = _weights()
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
    foreign, dense = values[:2]
    if not told and _overlap(found) < _NEAR and (foreign or dense < _CLOSE):
        return Judgement(confidence, "off_topic")
    strange = conflict.strange
    if named := conflict.name or next(iter((*strange.elsewhere, *strange.nowhere)), ""):
        return Judgement(confidence, "other_subject", named)
    return Judgement(confidence, "not_in_briefing")


def _overlap(found: Sequence[Candidate]) -> float:
    return max(candidate.overlap for candidate in found[:3])


@dataclass(frozen=True, slots=True)
class _Weights:
    intercept: float
    values: tuple[float, ...]
    threshold: float


@cache
def _weights() -> _Weights:
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return _Weights(
        data["intercept"],
        tuple(data["weights"][name] for name in FEATURES),
        data["threshold"],
    )
