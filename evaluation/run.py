"""Ask all cases, judge the answers, and keep everything that a report needs."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from chatbot import figures, leading
from chatbot.answer import Answerer
from chatbot.records import Answer
from evaluation.cases import Case, holds, normalised, supports
from index.records import Hit
from index.structure import tables

DEPTH = 10
_MARK = re.compile(r"\[(\d+)\]")
_SENTENCE = re.compile(r"[^。！？!?；\n]+")


@dataclass(frozen=True, slots=True)
class Found:
    """One of the hits of a case: where it stands and which of the evidence snippets it holds."""

    passage: str
    score: float
    text: str
    holds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One case, its answer, and the judgement.

    ``right``: an answerable case was answered with all that is expected, or an unanswerable one was
    refused. ``sentences`` of the answer, of which ``cited_right`` carry a citation that holds
    evidence; of ``cited`` cited sentences ``supported`` stand in the cited text; of
    ``citations`` ``evident`` hold evidence; of ``figures`` ``faithful`` stand in their citation.
    ``missed`` are the expected groups that the answer lacks. ``hits`` are the first ten passages,
    ``relevant`` the passages of the store that hold evidence.
    """

    case: Case
    answer: Answer
    right: bool
    missed: tuple[tuple[str, ...], ...]
    sentences: int
    cited: int
    supported: int
    cited_right: int
    citations: int
    evident: int
    figures: int
    faithful: int
    hits: tuple[Found, ...]
    relevant: tuple[str, ...]
    error: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence of an answer and the number of the citation behind it."""

    words: str
    number: int


def run(
    answerer: Answerer, cases: Sequence[Case], progress: Callable[[], object] | None = None
) -> list[Result]:
    """Return one result a case, in order. A case that cannot be asked counts as wrong."""
    results = []
    for result in each(answerer, cases):
        results.append(result)
        if progress:
            progress()
    return results


def each(answerer: Answerer, cases: Iterable[Case]) -> Iterator[Result]:
    """Yield the result of each case, in order, as soon as it is judged."""
    places = _places(answerer)
    for case in cases:
        yield _result(answerer, case, places)


def marked(text: str) -> list[Marked]:
    """Return the sentences of an answer that carry a citation, each with its number.

    A citation speaks for its own line; what stands on lines before it is not cited by it.
    """
    found, start = [], 0
    for mark in _MARK.finditer(text):
        words = text[start : mark.start()].rpartition("\n")[2]
        found.append(Marked(words.strip(), int(mark[1])))
        start = mark.end()
    return found


def _result(answerer: Answerer, case: Case, places: Sequence[tuple[str, str]]) -> Result:
    answer, error = _asked(answerer, case)
    hits = answerer.search(answer.question_understood, DEPTH) if not error else []
    relevant = tuple(name for name, text in places if supports(text, case.evidence))
    missed = tuple(group for group in case.expected if not holds(answer.text, [group]))
    right = not answer.refused and not missed if case.answerable else answer.refused
    texts = {citation.number: citation.text for citation in answer.citations}
    quoted = [(mark, texts.get(mark.number, "")) for mark in marked(answer.text)]
    # A row of a table is shown with the names of its columns.
    rows = {
        normalised(tables.written(answerer.document(c.source).text, c.start, c.end))
        for c in answer.citations
        if tables.cells(c.text)
    }
    held = [
        any(
            figures.close(found.value, told.value)
            for told in figures.find(texts.get(found.citation, ""))
            if told.unit == found.unit
        )
        for found in answer.figures
    ]
    return Result(
        case=case,
        answer=answer,
        right=right and not error,
        missed=missed if case.answerable else (),
        sentences=len(quoted) + _uncited(answer),
        cited=len(quoted),
        supported=sum(
            _stands_in(mark.words, text)
            or normalised(mark.words) in rows
            or (mark.words == f"**{answer.lead}**" and leading.stands(answer.lead, text))
            for mark, text in quoted
        ),
        cited_right=sum(supports(text, case.evidence) for _, text in quoted),
        citations=len(answer.citations),
        evident=sum(supports(text, case.evidence) for text in texts.values()),
        figures=len(held),
        faithful=sum(held),
        hits=tuple(_found(hit, case) for hit in hits),
        relevant=relevant if case.answerable else (),
        error=error,
    )


def _asked(answerer: Answerer, case: Case) -> tuple[Answer, str]:
    from index.errors import UserError

    try:
        return answerer.answer(case.question, case.history), ""
    except UserError as error:
        empty = Answer(case.question, case.question, "", False, "", (), (), 0.0, 0.0)
        return empty, str(error)


def _places(answerer: Answerer) -> list[tuple[str, str]]:
    """Return name and text of every passage of the store."""
    return [(f"{passage.source}:{passage.start}", passage.text) for passage in answerer.passages()]


def _found(hit: Hit, case: Case) -> Found:
    passage = hit.passage
    return Found(
        f"{passage.source}:{passage.start}",
        round(hit.score, 4),
        passage.text,
        tuple(n for n, snippet in enumerate(case.evidence) if supports(passage.text, [snippet])),
    )


def _uncited(answer: Answer) -> int:
    """Return how many sentences of an answer carry no citation; a refusal's own words are none."""
    if answer.refused:
        return 0
    *before, tail = re.split(r"\[\d+\]", answer.text)
    uncited = [words.rpartition("\n")[0] for words in before] + [tail]
    return sum(
        1 for words in uncited for sentence in _SENTENCE.findall(words) if normalised(sentence)
    )


def _stands_in(words: str, text: str) -> bool:
    """Tell whether each sentence of ``words`` stands in ``text``; numbers and names before may not.

    A list's number ("1.") and a speaker's name in front are the answer's own.
    """
    plain = normalised(text)
    own = re.sub(r"^\s*(?:\d+\.\s+|[^：\n]{1,20}：)", "", words)
    return all(normalised(part) in plain for part in _SENTENCE.findall(own))
