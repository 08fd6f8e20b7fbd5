"""Results in the shapes that other tools read: RAGAS rows, CSV, TREC run and qrels."""

import csv
import io
import json
from collections.abc import Sequence

from evaluation.run import Result

_COLUMNS = (
    "id", "kind", "lang", "split", "question", "answer", "refused", "reason", "right", "confidence",
    "citations", "cited_right", "seconds",
)  # fmt: skip


def ragas(results: Sequence[Result]) -> str:
    """Return JSON lines with RAGAS's ``SingleTurnSample`` fields.

    ``reference`` is the model answer, or what is expected where there is none.
    """
    return "".join(
        json.dumps(
            {
                "user_input": result.answer.question_understood,
                "retrieved_contexts": [hit.text for hit in result.hits],
                "response": result.answer.text,
                "reference": result.case.reference
                or "；".join(group[0] for group in result.case.expected),
                "reference_contexts": list(result.case.evidence),
            },
            ensure_ascii=False,
        )
        + "\n"
        for result in results
    )


def table(results: Sequence[Result]) -> str:
    """Return a CSV table, one case a row.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(_COLUMNS)
    for result in results:
        case, answer = result.case, result.answer
        row = (
            case.id, case.kind, case.lang, case.split, case.question, answer.text, answer.refused,
            answer.reason, result.right, answer.confidence, result.citations, result.cited_right,
            answer.seconds,
        )  # fmt: skip
        writer.writerow([_harmless(cell) for cell in row])
    return stream.getvalue()


def trec_run(results: Sequence[Result], tag: str = "briefing") -> str:
    """Return a TREC run: ``case Q0 passage rank score tag``."""
    return "".join(
        f"{_token(result.case.id)} Q0 {_token(hit.passage)} {rank} {hit.score} {tag}\n"
        for result in results
        for rank, hit in enumerate(result.hits, 1)
    )


def trec_qrels(results: Sequence[Result]) -> str:
    """Return TREC qrels: ``case 0 passage 1`` for each passage that holds evidence."""
    return "".join(
        f"{_token(result.case.id)} 0 {_token(name)} 1\n"
        for result in results
        for name in result.relevant
    )


def _token(name: str) -> str:
    """Return ``name`` without the white space that would part it in two columns."""
    return "_".join(name.split())


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t") else cell
