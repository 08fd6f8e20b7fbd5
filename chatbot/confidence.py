"""How sure an answer is, and why to refuse: a logistic regression over a handful of features.

Its weights are data, ``assets/confidence.json``, fitted on the ``dev`` cases by
``briefing-eval calibrate``.
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
FEATURES = (
    "dense", "foreign", "foreign_dense", "period", "place", "metric", "unit", "direction", "kind",
    "name", "subject",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judgement:
    """The probability that the best sentences answer, and why not to give them ("" to answer).

    ``asked`` are the words of the question that the reason is about: the other period, say.
    """

    confidence: float
    reason: Reason
    asked: str = ""


def features(question: str, hits: Sequence[Hit], conflict: Conflicts) -> tuple[float, ...]:
    """Return the values of ``FEATURES`` for the best sentence, whose ``conflict`` is given.

    ``dense`` is a stretched cosine; the rest is 0 or 1, or a product with such a one.
    """
    foreign = float(not has_unspaced(question))
    # E5's cosines crowd together: bring the range that occurs to about 0 to 1.
    dense = 10 * (max(hit.dense for hit in hits) - 0.8)
    told = (float(bool(getattr(conflict, name))) for name in FEATURES[3:])
    return (dense, foreign, foreign * dense, *told)


def topic_features(hits: Sequence[Hit], found: Sequence[Candidate]) -> tuple[float, ...]:
    """Return what tells a question on another topic; ``found`` must not be empty.

    The stretched cosine, the share of the question's content in the best sentences, and the share
    of its words in the best passage.
    """
    return (
        10 * (max(hit.dense for hit in hits) - 0.8),
        max(candidate.overlap for candidate in found[:3]),
        max(hit.coverage for hit in hits),
    )


def off_topic(values: Sequence[float], foreign: bool) -> Judgement | None:
    """Return the judgement that a question is about something else; None if it is not."""
    intercept, *weights = _weights().topic["foreign" if foreign else "own"]
    total = intercept + sum(w * v for w, v in zip(weights, values, strict=True))
    if total >= 0:
        return None
    # Below the threshold, and the lower the surer.
    return Judgement(_weights().threshold * 2 / (1 + math.exp(-total)), "off_topic")


def judge(values: Sequence[float], overlap: float, conflict: Conflicts) -> Judgement:
    """Turn features into a probability and a decision; the reason is the first conflict.

    Off topic is what contradicts nothing and has little ``overlap``, the share of the question's
    content in the best sentences.
    """
    weights = _weights()
    total = weights.intercept + sum(w * v for w, v in zip(weights.values, values, strict=True))
    confidence = 1 / (1 + math.exp(-total))
    if confidence >= weights.threshold:
        return Judgement(confidence, "")
    if conflict.period:
        return Judgement(confidence, "other_period", conflict.period)
    if conflict.place:
        return Judgement(confidence, "other_place", conflict.place)
    if named := conflict.subject or conflict.name:
        return Judgement(confidence, "other_subject", named)
    near = overlap >= weights.near or any(values[3:])
    return Judgement(confidence, "not_in_briefing" if near else "off_topic")


@dataclass(frozen=True, slots=True)
class _Weights:
    intercept: float
    values: tuple[float, ...]
    threshold: float
    near: float
    topic: dict[str, tuple[float, ...]]


@cache
def _weights() -> _Weights:
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return _Weights(
        data["intercept"],
        tuple(data["weights"][name] for name in FEATURES),
        data["threshold"],
        data["near"],
        {script: tuple(values) for script, values in data["topic"].items()},
    )
