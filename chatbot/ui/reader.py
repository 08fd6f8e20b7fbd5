"""A whole document as HTML, with the quoted places marked and a bar to go from one to the next.

Every word of a document is escaped. What is marked is told by offsets, never by searching.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from urllib.parse import urlencode

from chatbot.checked import Check
from chatbot.ui.labels import Labels
from chatbot.ui.phrases import Phrases
from chatbot.ui.sources import literal
from index import press
from index.canonical import canonical
from index.records import Block, Document, Exchange, Role

_KINDS = {
    Role.QUESTION: "asked-there",
    Role.ANSWER: "told",
    Role.TEXT: "told",
    Role.CREDIT: "credit",
}
_WORD = re.compile(r"[^\s#]")


@dataclass(frozen=True, slots=True)
class Span:
    """A place to mark: ``document.text[start:end]``; ``number`` is its citation's, from 1."""

    number: int
    start: int
    end: int


def article(document: Document, spans: Sequence[Span], key: str, labels: Labels) -> str:
    """Return the whole document: headings, speakers, exchanges, pages, and ``spans`` marked.

    A mark carries its number as ``data-number``; one that spans several paragraphs is a mark in
    each. ``key`` tells the page's script which document, with which marks, is shown.
    """
    sheet = _Sheet(document, spans, labels)
    shown = "".join(
        f'<section class="exchange">{sheet.exchange(exchange)}</section>'
        for exchange in _exchanges(canonical(document.text))
    )
    name = literal(document.title)
    return (
        f'<article class="document" data-key="{literal(key)}" aria-label="{name}">{shown}</article>'
    )


def bar(
    document: Document,
    spans: Sequence[Span],
    current: int,
    checks: Sequence[Check],
    key: str,
    labels: Labels,
    phrases: Phrases,
    *,
    of: tuple[int, int] | None,
) -> str:
    """Return the bar above a document: way back, previous and next place, checks, link.

    ``of`` is the position of the current citation, from 1, and how many the answer has; None for
    the place of a link, which belongs to no answer. A span that ends at 0 is the whole document.
    """
    span = next(span for span in spans if span.number == current)
    page = document.page_at(span.start)
    whole = not span.end
    place = phrases.place_of.format(*of) if of else phrases.shared_place
    if whole:
        place = phrases.document
    elif page is not None:
        place += f" · {labels.page.format(page)}"
    steps = ""
    if of:
        steps = _button("step-back", phrases.previous, of[0] == 1) + _button(
            "step-on", phrases.following, of[0] == of[1]
        )
    link = literal(link_to(document.source, span.start, span.end))
    return (
        f'<div class="bar" data-key="{literal(key)}" data-current="{current}">'
        f'<div class="steps">{_button("close", phrases.back)}{steps}'
        f'<button type="button" data-copy-link="{link}" data-done="{literal(phrases.copied)}">'
        f"{literal(phrases.copy_link)}</button></div>"
        f'<h2 id="reading">{literal(document.title)}</h2>'
        f'<p class="place" role="status">{literal(place)}</p>'
        + (_checked(checks, current, phrases) if of else "")
        + "</div>"
    )


def gone(phrases: Phrases) -> str:
    """Return the bar where a link leads to no document."""
    return (
        f'<div class="bar"><div class="steps">{_button("close", phrases.back)}</div>'
        f'<p class="none" role="status">{literal(phrases.gone)}</p></div>'
    )


def link_to(source: str, start: int = 0, end: int = 0) -> str:
    """Return the query that opens ``source`` at a place; where ``end`` is 0, at its beginning."""
    return "?" + urlencode({"source": source} | ({"start": start, "end": end} if end else {}))


@lru_cache(maxsize=16)
def _exchanges(text: str) -> tuple[Exchange, ...]:
    return press.exchanges(text)


def _button(act: str, words: str, disabled: bool = False) -> str:
    off = " disabled" if disabled else ""
    return f'<button type="button" data-act="{act}"{off}>{literal(words)}</button>'


def _checked(checks: Sequence[Check], current: int, phrases: Phrases) -> str:
    items = ""
    for check in checks:
        if check.citation != current:
            continue
        sign, kind = ("✓", "stands") if check.stands else ("✗", "missing")
        words = literal(getattr(phrases, kind).format(check.text))
        items += (
            f'<li class="{kind}" title="{words}"><span>{sign}</span> {literal(check.text)}</li>'
        )
    if not items:
        return f'<p class="none">{literal(phrases.no_figures)}</p>'
    return f'<ul class="checks" aria-label="{literal(phrases.checked)}">{items}</ul>'


class _Sheet:
    """A document with what is to be shown in it: where marks and pages begin and end."""

    def __init__(self, document: Document, spans: Sequence[Span], labels: Labels) -> None:
        self.text = document.text
        self.spans = spans
        self.pages = {
            _first_word(document.text, start): labels.page.format(number)
            for number, start in enumerate(document.pages, 1)
        }
        ends = {offset for span in spans for offset in (span.start, span.end)}
        self.cuts = sorted(ends | set(self.pages))

    def exchange(self, exchange: Exchange) -> str:
        return "".join(map(self.block, exchange.blocks))

    def block(self, block: Block) -> str:
        if block.role is Role.HEADING:
            start = min(_first_word(self.text, block.start), block.end)
            return f"<h3>{self.words(start, block.end)}</h3>"
        label = self.words(block.start, block.body)
        if label:
            label = f'<span class="speaker">{label}</span>'
        return f'<p class="{_KINDS[block.role]}">{label}{self.words(block.body, block.end)}</p>'

    def words(self, start: int, end: int) -> str:
        """Return ``[start, end)`` with marks and the names of the pages that begin in it."""
        inside = self.cuts[bisect_right(self.cuts, start) : bisect_left(self.cuts, end)]
        shown = ""
        for first, last in pairwise([start, *inside, end]):
            if first in self.pages and first < last:
                shown += f'<span class="page">{literal(self.pages[first])}</span>'
            shown += self.marked(first, last)
        return shown

    def marked(self, start: int, end: int) -> str:
        """Return words that no mark begins or ends in."""
        words = literal(self.text[start:end])
        # The shortest of the spans that hold them: a place inside another stays visible.
        holding = [span for span in self.spans if span.start <= start < end <= span.end]
        if not holding:
            return words
        number = min(holding, key=lambda span: span.end - span.start).number
        return f'<mark data-number="{number}" tabindex="-1">{words}</mark>'


def _first_word(text: str, start: int) -> int:
    """Return the offset of the first word at or after ``start``: no white space, no Markdown #."""
    found = _WORD.search(text, start)
    return found.start() if found else len(text)
