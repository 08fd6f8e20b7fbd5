"""Fit the confidence: two logistic regressions on cases over several briefings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chatbot.answer import Answerer
from chatbot.decision.confidence import FEATURES
from evaluation.cases import Case, supports

OFF_TOPIC = resources.files("evaluation") / "data" / "off_topic.txt"

# False refusals cost more than missed ones: at most this share of the questions whose best sentence
# is the right one is refused, in sets that were not fitted on.
MOST_FALSE = 0.02
# The weight of a question on another topic, of which there are many and all alike.
_OFF_TOPIC_WEIGHT = 0.5
# The inverse of the penalty, on features that are standardised: each weighs what it tells.
_STRENGTH = 0.1
_FOREIGN = FEATURES.index("foreign")


@dataclass(frozen=True, slots=True)
class _Linear:
    slopes: NDArray[np.float64]
    intercept: float

    def logits(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        return rows @ self.slopes + self.intercept


@dataclass(frozen=True, slots=True)
class Fitted:
    """The contents of ``confidence.json``, and how many questions they were fitted on."""

    data: dict[str, Any]
    questions: int


def fit(sets: Sequence[tuple[Answerer, Sequence[Case]]]) -> Fitted:
    """Fit weights, intercept and threshold on cases, each with the answerer over its briefings.

    A case counts as answered where its best sentence holds evidence; answerable ones whose best
    sentence does not are left out. Questions of ``off_topic.txt`` are put to the first answerer.

    Questions in words with spaces have a regression of their own. That of the others is fitted on
    all of them: alone, it makes more of the length of a question, which refuses follow-ups.
    """
    rows, labels, weights, groups = (np.array(column) for column in zip(*_rows(sets), strict=True))
    spaced = rows[:, _FOREIGN] == 1
    data = {
        "unspaced": _regression(rows, labels, weights, groups, judged=~spaced),
        "spaced": _regression(
            rows[spaced], labels[spaced], weights[spaced], groups[spaced], judged=spaced[spaced]
        ),
    }
    return Fitted(data, len(rows))


def _regression(
    rows: NDArray[np.float64],
    labels: NDArray[np.bool_],
    weights: NDArray[np.float64],
    groups: NDArray[np.int64],
    judged: NDArray[np.bool_],
) -> dict[str, Any]:
    """Fit all ``rows``, of the sets numbered in ``groups``, to judge such as are ``judged``."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    def fitted(chosen: NDArray[np.bool_]) -> _Linear:
        scaler = StandardScaler().fit(rows[chosen])
        model = LogisticRegression(C=_STRENGTH, max_iter=5000)
        balanced = _balanced(labels[chosen], rows[chosen, _FOREIGN], weights[chosen])
        model.fit(scaler.transform(rows[chosen]), labels[chosen], sample_weight=balanced)
        # The program knows no scales: they go into the weights.
        slopes = model.coef_[0] / scaler.scale_
        return _Linear(slopes, float(model.intercept_[0] - slopes @ scaler.mean_))

    # What a model says of the cases it was fitted on is too good: the threshold is taken from what
    # it says of each set when it is fitted on the others.
    logits = np.zeros(len(rows))
    for group in np.unique(groups):
        others = fitted(groups != group)
        logits[groups == group] = others.logits(rows[groups == group])
    least = float(np.quantile(logits[labels & judged], MOST_FALSE))
    model = fitted(groups >= 0)
    return {
        "intercept": round(model.intercept, 4),
        "weights": {
            name: round(float(weight), 4)
            for name, weight in zip(FEATURES, model.slopes, strict=True)
        },
        "threshold": round(float(1 / (1 + np.exp(-least))), 4),
    }


def _balanced(
    labels: NDArray[np.bool_], foreign: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return ``weights`` of which both labels have as much, in Chinese and in other questions.

    How many of the cases of a language can be answered is chance; it must not speak for or
    against a language.
    """
    balanced = weights.copy()
    for language in (0.0, 1.0):
        own = foreign == language
        for label in (False, True):
            cell = own & (labels == label)
            balanced[cell] *= own.sum() / 2 / max(weights[cell].sum(), 1)
    return balanced


def _rows(
    sets: Sequence[tuple[Answerer, Sequence[Case]]],
) -> Iterator[tuple[tuple[float, ...], bool, float, int]]:
    """Yield features, whether the best sentence answers, a weight, and the number of the set."""
    for number, (answerer, cases) in enumerate(sets):
        for case in cases:
            looked = answerer.judged(case.question, case.history)
            if looked is None:
                continue
            right = supports(looked.best, case.evidence)
            if right or not case.answerable:
                yield looked.features, case.answerable, 1.0, number
    for question in OFF_TOPIC.read_text(encoding="utf-8").splitlines():
        if looked := sets[0][0].judged(question):
            yield looked.features, False, _OFF_TOPIC_WEIGHT, 0
