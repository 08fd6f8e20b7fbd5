"""Fit the confidence: a logistic regression on the ``dev`` cases."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from chatbot.answer import Answerer
from chatbot.confidence import FEATURES
from evaluation.cases import Case

# False refusals cost more than missed ones: at most this share of answerable cases is refused.
MOST_FALSE = 0.03
_STRENGTH = 0.5


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
    model = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=1000)
    model.fit(np.array(rows), np.array(labels))
    trust = model.predict_proba(np.array(rows))[:, 1]
    threshold = min(0.5, float(np.quantile(trust[np.array(labels)], MOST_FALSE)))
    return {
        "cases": len(rows),
        "intercept": round(float(model.intercept_[0]), 4),
        "weights": {
            name: round(float(weight), 4)
            for name, weight in zip(FEATURES, model.coef_[0], strict=True)
        },
        "threshold": round(threshold, 4),
        "near": 2.0,
    }
