"""Fit the confidence: a logistic regression on the ``dev`` cases."""

from collections.abc import Sequence
from importlib import resources
from typing import Any

import numpy as np

from chatbot.answer import Answerer
from chatbot.confidence import FEATURES
from evaluation.cases import Case
from index.lexical import has_unspaced

OFF_TOPIC = resources.files("evaluation") / "data" / "off_topic.txt"

# False refusals cost more than missed ones: each of the two decisions refuses at most this share
# of the answerable cases it is fitted on.
MOST_FALSE = 0.015
# A refused question that shares this much of its content with the best sentences is on topic.
NEAR = 0.25
_STRENGTH = 2.0


def fit(answerer: Answerer, cases: Sequence[Case]) -> dict[str, Any]:
    """Return the contents of ``confidence.json``: weights, intercept and threshold.

    The threshold is the lower of 0.5 and the one that refuses ``MOST_FALSE`` of the answerable
    ``dev`` cases.
    """
    from sklearn.linear_model import LogisticRegression

    rows, labels = [], []
    for case in cases:
        values = answerer.features(case.question, case.history)
        if case.split == "dev" and values is not None:
            rows.append(values)
            labels.append(case.answerable)
    table, answerable = np.array(rows), np.array(labels)
    model = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=1000)
    model.fit(table, answerable)
    weights = model.coef_[0].copy()
    logits = model.decision_function(table)
    # Few cases are English: their own offset keeps the share of false refusals the same for them.
    foreign = table[:, FEATURES.index("foreign")] > 0
    least = [float(np.quantile(logits[answerable & of], MOST_FALSE)) for of in (~foreign, foreign)]
    weights[FEATURES.index("foreign")] += least[0] - least[1]
    threshold = min(0.5, float(1 / (1 + np.exp(-least[0]))))
    return {
        "cases": len(rows),
        "intercept": round(float(model.intercept_[0]), 4),
        "weights": {
            name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)
        },
        "threshold": round(threshold, 4),
        "near": NEAR,
        "topic": _topic(answerer, cases),
    }


def _topic(answerer: Answerer, cases: Sequence[Case]) -> dict[str, list[float]]:
    """Return intercept and weights that keep questions on other topics out, for each script.

    Fitted on the answerable ``dev`` cases against ``off_topic.txt``; the intercept is moved so that
    ``MOST_FALSE`` of the cases would be refused.
    """
    from sklearn.linear_model import LogisticRegression

    asked = [(c.question, c.history, True) for c in cases if c.split == "dev" and c.answerable]
    others = OFF_TOPIC.read_text(encoding="utf-8").splitlines()
    asked += [(question, (), False) for question in others]
    found: dict[str, list[float]] = {}
    for script, foreign in (("own", False), ("foreign", True)):
        rows, labels = [], []
        for question, history, label in asked:
            values = answerer.topic_features(question, history)
            if values is not None and has_unspaced(question) is not foreign:
                rows.append(values)
                labels.append(label)
        table, on_topic = np.array(rows), np.array(labels)
        model = LogisticRegression(C=1.0, class_weight="balanced", max_iter=1000)
        model.fit(table, on_topic)
        least = float(np.quantile(model.decision_function(table)[on_topic], MOST_FALSE))
        weights = [float(model.intercept_[0]) - least, *map(float, model.coef_[0])]
        found[script] = [round(weight, 4) for weight in weights]
    return found
