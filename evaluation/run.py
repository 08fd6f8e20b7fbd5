"""Ask all cases and judge the answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chatbot.answer import Answerer
from chatbot.records import Answer
from evaluation.cases import Case, holds, supports


@dataclass(frozen=True, slots=True)
class Result:
    """One case with its answer and the judgement.

    ``right``: an answerable case was answered with all that is expected, or an unanswerable one was
    refused. ``cited_right`` of ``cited`` citations hold evidence; ``missed`` lists the expected
    groups that the answer lacks.
    """

    case: Case
    answer: Answer
    right: bool
    cited: int
    cited_right: int
    missed: tuple[tuple[str, ...], ...]


def run(
    answerer: Answerer, cases: Sequence[Case], progress: Callable[[], None] | None = None
) -> list[Result]:
    """Return one result a case, in order."""
    results = []
    for case in cases:
        results.append(judge(case, answerer.answer(case.question, case.history)))
        if progress:
            progress()
    return results


def judge(case: Case, answer: Answer) -> Result:
    """Compare an answer with what its case expects."""
    missed = tuple(group for group in case.expected if not holds(answer.text, [group]))
    right = answer.refused is False and not missed if case.answerable else answer.refused
    cited = answer.citations if case.answerable and not answer.refused else ()
    good = sum(supports(citation.text, case.evidence) for citation in cited)
    return Result(case, answer, right, len(cited), good, missed if case.answerable else ())
