"""Answers and their citations to HTML. Every word from outside is escaped: it is data."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from chatbot.quotations import MARKER, lead_end, quotations
from chatbot.records import Answer, Citation
from chatbot.ui.labels import Labels
from index.records import Document

# Characters of context shown on each side of a quotation.
_CONTEXT = 400
# All ASCII punctuation: nothing of it may reach the Markdown, HTML or templates of the page.
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_SENTENCE_END = re.compile(r"(?<=[。！？!?\]])")
_POINT = re.compile(r"\d+\. $")


@dataclass(slots=True)
class Line:
    """One line of an answer in pieces of about a sentence, each escaped HTML."""

    pieces: list[str] = field(default_factory=list)
    point: bool = False


def literal(text: str) -> str:
    """Escape ``text`` so that it shows as it is in HTML and in Markdown alike."""
    # A lone surrogate has no UTF-8 and would break the reply that carries it.
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = _PUNCTUATION.sub(lambda found: f"&#{ord(found.group())};", text)
    return "<br>".join(text.splitlines())


def verbatim(text: str) -> str:
    """Escape ``text`` like ``literal``, for a place where its line ends are kept as such."""
    return "&#10;".join(literal(line) for line in text.split("\n"))


def anchor(turn: int | str, number: int) -> str:
    """Return the id of the marked sentence for citation ``number`` of the answer ``turn``."""
    return f"source-{turn}-{number}"


def lines(answer: Answer, turn: int | str) -> list[Line]:
    """Return the lines of an answer: quotations with bold figures, markers as links to cards.

    Only text that a citation points to is taken for a quotation, so a ``[1]`` that stands inside
    the quoted document stays text. The figure that answers stands before them, in a line of its
    own.
    """
    shown = [Line()]
    position = lead_end(answer)
    if position:
        shown = [Line([f'<strong class="lead">{literal(answer.lead)}</strong>'])]
    for quotation in quotations(answer):
        if quotation.start < position:
            continue
        _add(shown, answer, answer.text[position : quotation.start], turn)
        opening = answer.text[answer.text.rfind("\n", 0, quotation.start) + 1 : quotation.start]
        shown[-1].point |= bool(_POINT.fullmatch(opening))
        piece = _with_figures(answer, quotation.citation, quotation.first, quotation.last)
        link = _link(quotation.citation.number, turn)
        shown[-1].pieces.append(piece + quotation.tail + link)
        position = quotation.end
    _add(shown, answer, answer.text[position:], turn)
    return [line for line in shown if line.pieces]


def card(
    citation: Citation, document: Document, turn: int | str, labels: Labels, opening: str = ""
) -> str:
    """Return the card of one citation: its place and the marked sentence in its paragraph.

    With ``opening`` it ends with a button of that name, which opens the whole document.
    """
    before, quoted, after = context(citation, document)
    page = labels.page.format(citation.page) if citation.page is not None else ""
    place = " · ".join(literal(part) for part in (citation.heading, citation.speaker, page) if part)
    return (
        '<article class="card">'
        f'<h3><span class="number">{citation.number}</span>{literal(citation.title)}</h3>'
        + (f'<p class="place">{place}</p>' if place else "")
        + f"<blockquote>{literal(before)}"
        f'<mark id="{anchor(turn, citation.number)}" tabindex="-1">{literal(quoted)}</mark>'
        f"{literal(after)}</blockquote>"
        f'<p class="file">{literal(citation.source)}</p>'
        + (_opening(turn, citation.number, opening) if opening else "")
        + "</article>"
    )


def _opening(turn: int | str, number: int, words: str) -> str:
    """Return the button of a card; ``data-act`` tells the page's script what to open."""
    return f'<button type="button" data-act="source-{turn}-{number}">{literal(words)}</button>'


def context(citation: Citation, document: Document) -> tuple[str, str, str]:
    """Return what stands before, in and after a citation, up to the ends of its paragraph.

    More than 400 characters on a side are cut there, with an ellipsis.
    """
    text, start, end = document.text, citation.start, citation.end
    opening = text.rfind("\n", 0, start) + 1
    closing = text.find("\n", end)
    closing = len(text) if closing < 0 else closing
    before, after = text[opening:start].lstrip(), text[end:closing].rstrip()
    if len(before) > _CONTEXT:
        before = "…" + before[-_CONTEXT:]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT] + "…"
    return before, text[start:end], after


def briefings(titles: Sequence[str], labels: Labels) -> str:
    """Return the list of indexed briefings, which opens on a click."""
    items = "".join(f"<li>{literal(title)}</li>" for title in titles)
    heading = literal(labels.briefings.format(len(titles)))
    return f'<details class="briefings"><summary>{heading}</summary><ul>{items}</ul></details>'


def _with_figures(answer: Answer, citation: Citation, first: int, last: int) -> str:
    """Return the characters ``first`` to ``last`` of a quotation with the figures in bold."""
    shown, position = "", first
    for figure in sorted(answer.figures, key=lambda figure: figure.start):
        start, end = figure.start - citation.start, figure.end - citation.start
        if figure.citation != citation.number or start < position or not start < end <= last:
            continue
        shown += _joined(citation.text[position:start])
        shown += f"<strong>{_joined(citation.text[start:end])}</strong>"
        position = end
    return shown + _joined(citation.text[position:last])


def _joined(text: str) -> str:
    return literal(re.sub(r"\s*\n\s*", " ", text))


def _add(shown: list[Line], answer: Answer, text: str, turn: int | str) -> None:
    """Add words that are no quotation; known markers in them become links."""
    known = {citation.number for citation in answer.citations}
    for number, line in enumerate(text.split("\n")):
        if number:
            shown.append(Line())
        for words in _SENTENCE_END.split(line):
            piece, position = "", 0
            for marker in MARKER.finditer(words):
                if int(marker[1]) in known:
                    piece += literal(words[position : marker.start()])
                    piece += _link(int(marker[1]), turn)
                    position = marker.end()
            piece += literal(words[position:])
            if piece:
                shown[-1].pieces.append(piece)


def _link(number: int, turn: int | str) -> str:
    return f'<a class="cite" href="#{anchor(turn, number)}">&#91;{number}&#93;</a>'
