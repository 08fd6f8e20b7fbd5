"""Results to numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.run import Result


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares from 0 to 1; None where there is nothing to count.

    ``accuracy``: cases judged right. ``citation_precision``: citations that hold evidence, of those
    of answered answerable cases. ``cited``: answered answerable cases with a right citation.
    ``refusal``: unanswerable cases refused. ``false_refusal``: answerable cases refused.
    """

    cases: int
    accuracy: float | None
    citation_precision: float | None
    cited: float | None
    refusal: float | None
    false_refusal: float | None
    milliseconds: float | None


def scores(results: Sequence[Result]) -> Scores:
    """Return the scores of ``results``; a failed case counts, it is never left out."""
    answerable = [result for result in results if result.case.answerable]
    unanswerable = [result for result in results if not result.case.answerable]
    answered = [result for result in answerable if not result.answer.refused]
    seconds = sorted(result.answer.seconds for result in results)
    return Scores(
        cases=len(results),
        accuracy=_share(sum(result.right for result in results), len(results)),
        citation_precision=_share(
            sum(result.cited_right for result in answered), sum(result.cited for result in answered)
        ),
        cited=_share(sum(result.cited_right > 0 for result in answered), len(answered)),
        refusal=_share(sum(result.right for result in unanswerable), len(unanswerable)),
        false_refusal=_share(sum(result.answer.refused for result in answerable), len(answerable)),
        milliseconds=1000 * seconds[len(seconds) // 2] if seconds else None,
    )


def by_kind(results: Sequence[Result]) -> dict[str, Scores]:
    """Return the scores of each kind, in alphabetical order, and of "all"."""
    kinds = sorted({result.case.kind for result in results})
    table = {
        kind: scores([result for result in results if result.case.kind == kind]) for kind in kinds
    }
    return {**table, "all": scores(results)}


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None
