"""Results to numbers, each with a 95 % bootstrap interval over cases."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from evaluation import reading, retrieval
from evaluation.cases import normalised
from evaluation.run import Result

RESAMPLES = 1000
SEED = 20260421


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval, and the number of cases that it rests on."""

    value: float
    low: float
    high: float
    cases: int


# Of each case a part and a whole: a measure is the sum of parts over the sum of wholes. A case
# without a whole (no figures in the answer, say) says nothing and has (0, 0).
Ratio = Callable[[Result], tuple[float, float]]


def _when(told: bool, part: float, whole: float = 1.0) -> tuple[float, float]:
    return (float(part), float(whole)) if told else (0.0, 0.0)


def _measured(name: str, result: Result) -> tuple[float, float]:
    return _when(bool(result.relevant), retrieval.of(result)[name])


def _leads_right(result: Result) -> bool:
    """Tell whether the figure that is said first is one that is expected, or a part of one."""
    # Cases write 72.9% whatever the language.
    lead = normalised(re.sub(r"\s?percent\b", "%", result.answer.lead))
    expected = [normalised(one) for group in result.case.expected for one in group]
    return any(_has_number(lead, one) or _has_number(one, lead) for one in expected)


def _has_number(text: str, words: str) -> bool:
    """Tell whether ``text`` has ``words``, at either end of which no number goes on."""
    return re.search(rf"(?<![\d.]){re.escape(words)}(?![\d]|\.\d)", text) is not None


MEASURES: dict[str, Ratio] = {
    "recall@1": partial(_measured, "R@1"),
    "recall@3": partial(_measured, "R@3"),
    "recall@5": partial(_measured, "R@5"),
    "recall@10": partial(_measured, "R@10"),
    "MRR": partial(_measured, "RR@10"),
    "nDCG@10": partial(_measured, "nDCG@10"),
    "accuracy": lambda r: (float(r.right), 1.0),
    "exact match": lambda r: _when(
        bool(r.case.reference), reading.exact(r.answer.text, [r.case.reference])
    ),
    "character F1": lambda r: _when(
        bool(r.case.reference), reading.f1(r.answer.text, [r.case.reference])
    ),
    "citation precision": lambda r: _when(
        r.cited > 0 and not r.answer.refused, r.supported, r.cited
    ),
    "citation recall": lambda r: _when(
        r.case.answerable and not r.answer.refused and bool(r.case.evidence),
        r.cited_right,
        r.sentences,
    ),
    "cited": lambda r: _when(
        r.case.answerable and not r.answer.refused and bool(r.case.evidence), r.cited_right > 0
    ),
    "refusal precision": lambda r: _when(r.answer.refused, not r.case.answerable),
    "refusal recall": lambda r: _when(not r.case.answerable, r.answer.refused),
    "false refusal": lambda r: _when(r.case.answerable, r.answer.refused),
    "figure faithfulness": lambda r: _when(r.figures > 0, r.faithful, r.figures),
    "leading figure": lambda r: _when(
        bool(r.answer.lead) and r.case.answerable and not r.answer.refused, _leads_right(r)
    ),
    "length": lambda r: (float(len(r.answer.text)), 1.0),
}


def estimate(results: Sequence[Result], ratio: Ratio) -> Estimate | None:
    """Return the value of ``ratio`` over ``results``; None where no case says anything.

    The interval is the 2.5 to 97.5 percentile of 1,000 resamples of the cases (Efron 1979).
    """
    pairs = np.array([ratio(result) for result in results], np.float64).reshape(-1, 2)
    return _interval(pairs[pairs[:, 1] > 0])


def _interval(pairs: NDArray[np.float64]) -> Estimate | None:
    if not len(pairs):
        return None
    chosen = np.random.default_rng(SEED).integers(0, len(pairs), (RESAMPLES, len(pairs)))
    sums = pairs[chosen].sum(axis=1)
    low, high = np.percentile(sums[:, 0] / sums[:, 1], [2.5, 97.5])
    part, whole = pairs.sum(axis=0)
    return Estimate(float(part / whole), float(low), float(high), len(pairs))


def table(results: Sequence[Result]) -> dict[str, dict[str, Estimate | None]]:
    """Return all measures of all cases ("all") and of each kind, in alphabetical order."""
    kinds = sorted({result.case.kind for result in results})
    groups = {kind: [r for r in results if r.case.kind == kind] for kind in kinds}
    return {
        name: {measure: estimate(group, ratio) for measure, ratio in MEASURES.items()}
        for name, group in {"all": list(results), **groups}.items()
    }


def latency(results: Sequence[Result]) -> dict[str, float]:
    """Return the median and the 95th percentile of the answers' times, in milliseconds."""
    times = [1000 * result.answer.seconds for result in results] or [0.0]
    p50, p95 = np.percentile(times, [50, 95])
    return {"p50": float(p50), "p95": float(p95)}
