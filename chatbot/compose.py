"""Quotations to an answer: numbered, in reading order, each with its exact place."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from chatbot import figures
from chatbot.figures import Statement
from chatbot.records import Citation, Figure
from index.records import Document, Passage
from index.structure import cues, tables

# A quotation that stops inside a longer sentence is shown with a full stop.
_LOOSE_END = re.compile(r"[；，、]\s*$")


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of a document to be quoted, the passage it came from, and how well it fits."""

    passage: Passage
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Composed:
    """The words of an answer with markers like [1], what they point to, and the figures."""

    text: str
    citations: tuple[Citation, ...]
    figures: tuple[Figure, ...]
    lead: str = ""


Load = Callable[[str], Document]


def sentences(quotes: Sequence[Quote], load: Load) -> Composed:
    """Compose quotations that stand on their own; those of one passage share a line."""
    citations = cite(quotes, load)
    lines: list[str] = []
    last: Quote | None = None
    for quote, citation in zip(quotes, citations, strict=True):
        words = shown(citation, load)
        if last and (last.passage.source, last.passage.start) == (
            quote.passage.source,
            quote.passage.start,
        ):
            lines[-1] += words
        else:
            lines.append(words)
        last = quote
    return Composed("\n".join(lines), tuple(citations), figures_of(citations))


def said(quotes: Sequence[Quote], load: Load, post: Quote | None = None) -> Composed:
    """Compose what somebody said, after the name; the first of two quotations shows the name.

    ``post`` tells in a line of its own which post the speaker has.
    """
    citations = cite([*quotes, *([post] if post else [])], load)
    *labels, words = citations[: len(quotes)]
    told, speaker = shown(words, load), words.speaker
    if labels:
        told = f"{speaker}[{labels[0].number}]：{told}"
    elif speaker and not words.text.startswith(speaker):
        told = f"{speaker}：{told}"
    if post:
        told += f"\n{shown(citations[-1], load)}"
    return Composed(told, tuple(citations), figures_of([words]))


def led(composed: Composed, lead: str, place: tuple[str, int]) -> Composed:
    """Put the figure ``lead`` before an answer, in bold, with the citation that holds ``place``.

    ``place`` is a source and an offset.
    """
    source, at = place
    number = next(
        one.number
        for one in composed.citations
        if one.source == source and one.start <= at < one.end
    )
    return replace(composed, text=f"**{lead}**[{number}]\n{composed.text}", lead=lead)


def ended(composed: Composed, line: str) -> Composed:
    """Put a last line, which has its markers, under an answer; "" changes nothing."""
    return replace(composed, text=f"{composed.text}\n{line}") if line else composed


def enumeration(lead: Quote | None, points: Sequence[Quote], load: Load) -> Composed:
    """Compose a numbered list; the lead, where there is one, stands before it.

    A point alone is quoted as it is, without a number.
    """
    citations = cite([*([lead] if lead else []), *points], load)
    lines = [shown(citations[0], load)] if lead or len(citations) == 1 else []
    for number, citation in enumerate(citations[len(lines) :], 1):
        # The list has numbers of its own: 一是 and the like are not shown twice.
        marker = cues.marker(citation.text, 0, line_start=True)
        lines.append(f"{number}. {shown(citation, load, marker.end if marker else 0)}")
    return Composed("\n".join(lines), tuple(citations), figures_of(citations))


def cite(quotes: Sequence[Quote], load: Load) -> list[Citation]:
    """Return the citations of ``quotes``, numbered from 1 in their order."""
    return [_citation(number, quote, load) for number, quote in enumerate(quotes, 1)]


def _citation(number: int, quote: Quote, load: Load) -> Citation:
    document, passage = load(quote.passage.source), quote.passage
    return Citation(
        number=number,
        source=passage.source,
        title=passage.title,
        heading=passage.heading,
        speaker=passage.speaker,
        page=document.page_at(quote.start),
        start=quote.start,
        end=quote.end,
        text=document.text[quote.start : quote.end],
        score=round(quote.score, 4),
    )


def shown(citation: Citation, load: Load, start: int = 0) -> str:
    """Return the words of a citation, from ``start`` on, as an answer quotes them."""
    row = tables.written(load(citation.source).text, citation.start, citation.end)
    words = row or _LOOSE_END.sub("。", re.sub(r"\s*\n\s*", " ", citation.text[start:]))
    return f"{words}[{citation.number}]"


def figures_of(citations: Sequence[Citation]) -> tuple[Figure, ...]:
    """Return the figures of cited sentences, by citation."""
    return tuple(
        _figure(citation, told)
        for citation in citations
        for told in figures.statements(citation.text)
    )


def _figure(citation: Citation, told: Statement) -> Figure:
    found = told.figure
    return Figure(
        text=citation.text[found.start : found.end],
        value=found.value,
        unit=found.unit,
        source=citation.source,
        start=citation.start + found.start,
        end=citation.start + found.end,
        citation=citation.number,
        qualifier=found.qualifier,
        subject=told.subject,
        metric=told.metric,
        period=told.period,
        comparison=told.comparison,
        direction=told.direction,
    )
