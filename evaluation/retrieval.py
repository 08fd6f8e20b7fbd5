"""Retrieval measures, by ir-measures: the only module that knows it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import ir_measures
from ir_measures import RR, R, nDCG

from evaluation.run import Result

MEASURES = (R @ 1, R @ 3, R @ 5, R @ 10, RR @ 10, nDCG @ 10)
NAMES = tuple(str(measure) for measure in MEASURES)


def of(result: Result) -> Mapping[str, float]:
    """Return all measures of one case; a case whose hits are all wrong has 0."""
    ranked = tuple(hit.passage for hit in result.hits)
    return _measured(ranked, result.relevant)


def measured(
    ranked: Mapping[str, Sequence[tuple[str, float]]], relevant: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, float]]:
    """Return for each question all measures; one without hits scores 0 and never vanishes.

    ``ranked`` has (document, score) pairs a question, ``relevant`` grades of documents a question.
    """
    qrels = [
        ir_measures.Qrel(question, document, grade)
        for question, grades in relevant.items()
        for document, grade in grades.items()
    ]
    run = [
        ir_measures.ScoredDoc(question, document, score)
        for question, hits in ranked.items()
        for document, score in hits
    ]
    found: dict[str, dict[str, float]] = {
        question: dict.fromkeys(NAMES, 0.0) for question in relevant
    }
    for metric in ir_measures.iter_calc(MEASURES, qrels, run):
        found[metric.query_id][str(metric.measure)] = metric.value
    return found


@lru_cache(maxsize=100_000)
def _measured(ranked: tuple[str, ...], relevant: tuple[str, ...]) -> Mapping[str, float]:
    scored = [(name, -float(rank)) for rank, name in enumerate(ranked)]
    return measured({"q": scored}, {"q": dict.fromkeys(relevant, 1)})["q"]
