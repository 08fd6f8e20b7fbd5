"""What the page of a report shows of each case, as data for its script."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Literal

from chatbot.records import Citation
from evaluation.cases import supports
from evaluation.run import Found, Result

Verdict = Literal["right", "missed", "answered", "refused", "error"]


def of(results: Sequence[Result]) -> dict[str, Any]:
    """Return the cases and, once each, the passages that they found."""
    passages: dict[tuple[str, str], int] = {}
    cases = [_case(result, passages) for result in results]
    return {"cases": cases, "passages": [{"name": n, "text": t} for n, t in passages]}


def verdict(result: Result) -> Verdict:
    """Return ``right``, or what went wrong; ``answered`` and ``refused`` should not have been."""
    if result.error:
        return "error"
    if result.right:
        return "right"
    if not result.case.answerable:
        return "answered"
    return "refused" if result.answer.refused else "missed"


def place(citation: Citation, hits: Sequence[Found]) -> tuple[int, int, int] | None:
    """Return the hit that holds ``citation``, counted from 0, and start and end in its text.

    Offsets count UTF-16 units, as a browser does. None where no hit holds it.
    """
    for n, hit in enumerate(hits):
        source, _, at = hit.passage.rpartition(":")
        if source != citation.source or not at.isdecimal():
            continue
        start, end = citation.start - int(at), citation.end - int(at)
        if start >= 0 and citation.text and hit.text[start:end] == citation.text:
            return n, _units(hit.text[:start]), _units(hit.text[:end])
    return None


def _case(result: Result, passages: dict[tuple[str, str], int]) -> dict[str, Any]:
    case, answer = result.case, result.answer
    hits = [
        {
            "passage": passages.setdefault((hit.passage, hit.text), len(passages)),
            "score": f"{hit.score:.3f}",
            "holds": hit.holds,
            "relevant": hit.passage in result.relevant,
        }
        for hit in result.hits
    ]
    understood = answer.question_understood
    return {
        **{name: value for name, value in asdict(case).items() if name != "expected"},
        "expected": [{"any": g, "found": g not in result.missed} for g in case.expected],
        "understood": "" if understood == case.question else understood,
        "verdict": verdict(result),
        "error": result.error,
        "answer": answer.text,
        "refused": answer.refused,
        "reason": answer.reason,
        "confidence": f"{answer.confidence:.3f}",
        "ms": round(1000 * answer.seconds, 1),
        "counts": [
            [result.supported, result.cited, "cited sentences stand in their citation"],
            [result.cited_right, result.sentences, "sentences cite evidence"],
            [result.faithful, result.figures, "figures stand in their citation"],
        ],
        "citations": [_citation(citation, result) for citation in answer.citations],
        "hits": hits,
        "relevant": len(result.relevant),
    }


def _citation(citation: Citation, result: Result) -> dict[str, Any]:
    shown = ("number", "source", "title", "heading", "speaker", "page", "text")
    return {
        **{name: getattr(citation, name) for name in shown},
        "evident": supports(citation.text, result.case.evidence),
        "place": place(citation, result.hits),
    }


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
