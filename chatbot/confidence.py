"""How sure an answer is, and when to refuse."""

import math
from collections.abc import Sequence

from chatbot.extract import Candidate
from chatbot.records import Reason
from index.lexical import has_unspaced
from index.records import Hit

# Logistic regression on the `dev` cases, one row a script: intercept, dense, coverage, overlap.
_WEIGHTS = {True: (-2.0, 0.6, 2.0, 3.0), False: (-1.0, 0.6, 0.0, 0.0)}
_LEAST = 0.5
_LEAST_NEAR = 0.12


def features(question: str, hits: Sequence[Hit], found: Sequence[Candidate]) -> tuple[float, ...]:
    """Return nearness of the best sentence, coverage by the best passage, overlap of the sentence."""
    if not hits or not found:
        return (0.0, 0.0, 0.0)
    return (
        found[0].closeness,
        max(hit.coverage for hit in hits),
        max(candidate.overlap for candidate in found[:3]),
    )


def of(question: str, hits: Sequence[Hit], found: Sequence[Candidate]) -> float:
    """Return the probability, 0 to 1, that the best sentences answer the question."""
    if not found:
        return 0.0
    weights = _WEIGHTS[has_unspaced(question)]
    values = (1.0, *features(question, hits, found))
    return 1 / (1 + math.exp(-sum(w * v for w, v in zip(weights, values, strict=True))))


def refusal(confidence: float, found: Sequence[Candidate]) -> Reason:
    """Return why not to answer; "" to answer."""
    if confidence >= _LEAST and found:
        return ""
    return "not_in_briefing" if confidence >= _LEAST_NEAR and found else "off_topic"
