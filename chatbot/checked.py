"""Whether what an answer gives as figures stands in the place that it cites: looked up."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from chatbot.generation.standing import absent
from chatbot.leading import stands
from chatbot.quotations import MARKER, lead_end
from chatbot.records import Answer, Citation
from index.records import Document
from index.structure import tables

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?[%‰]?")


@dataclass(frozen=True, slots=True)
class Check:
    """A figure of an answer, the citation that it is of, and whether it stands there."""

    text: str
    citation: int
    stands: bool


def checks(answer: Answer, load: Callable[[str], Document]) -> tuple[Check, ...]:
    """Return one check a figure of ``answer``, by citation, each figure once.

    Checked are the leading figure and the figures as data, against the characters of the document
    between the citation's ``start`` and ``end``. White space does not count. Of the other numbers
    before a marker (in a date, in a name) only those are told that stand in no cited place.
    """
    found: dict[tuple[int, str], bool] = {}
    cited = {citation.number: citation for citation in answer.citations}
    after = lead_end(answer)
    marker = MARKER.match(answer.text, after) if after else None
    if marker and int(marker[1]) in cited:
        first = cited[int(marker[1])]
        found[first.number, answer.lead] = stands(answer.lead, _cited(first, load))
    for figure in answer.figures:
        if citation := cited.get(figure.citation):
            text = load(figure.source).text
            inside = citation.start <= figure.start < figure.end <= citation.end
            exact = citation.source == figure.source and text[figure.start : figure.end]
            found.setdefault((figure.citation, figure.text), inside and exact == figure.text)
    texts = [_cited(one, load) for one in cited.values()]
    plain = [_plain(text) for text in texts]
    for number, words in _pieces(answer):
        # A model writes 4.958 million for 495.8万个; a quotation has the very characters.
        told = absent(words, texts) if answer.checks else _foreign(words, plain)
        for one in told if number in cited else ():
            found.setdefault((number, one), False)
    checked = (Check(text, number, stands) for (number, text), stands in found.items())
    return tuple(sorted(checked, key=lambda check: check.citation))


def _pieces(answer: Answer) -> Iterator[tuple[int, str]]:
    """Yield what an answer writes before each marker, with the marker's number.

    A number that only counts the points of a list (``1. ``) is left out.
    """
    position = lead_end(answer)
    for marker in MARKER.finditer(answer.text, position):
        yield int(marker[1]), re.sub(r"(?m)^\d+\. ", "", answer.text[position : marker.start()])
        position = marker.end()


def _foreign(words: str, texts: Sequence[str]) -> list[str]:
    """Return the numbers of a quotation's words that stand in none of ``texts``."""
    numbers = (_plain(number.group()) for number in _NUMBER.finditer(words))
    return [number for number in numbers if not any(number in text for text in texts)]


def _cited(citation: Citation, load: Callable[[str], Document]) -> str:
    """Return what stands in the cited place; a row of a table with the names of its columns."""
    text = load(citation.source).text
    written = tables.written(text, citation.start, citation.end)
    return written or text[citation.start : citation.end]


def _plain(text: str) -> str:
    return "".join(text.split())
