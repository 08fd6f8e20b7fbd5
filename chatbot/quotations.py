"""Where an answer's text quotes: its markers told from what looks like one in a quotation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chatbot.records import Answer, Citation

MARKER = re.compile(r"\[(\d+)\]")
# A quotation is shown without a comma or semicolon at its end.
_LOOSE_END = re.compile(r"[；;：:，,、\s]+$")
# The longest beginning that a list drops from a point, with its white space.
_MOST_SKIPPED = 12


@dataclass(frozen=True, slots=True)
class Quotation:
    """A citation's words in an answer's text, with the marker after them.

    ``text[start:end]`` are the words, what was put after them (``tail``) and the marker. The words
    are ``citation.text[first:last]`` but for white space.
    """

    citation: Citation
    start: int
    end: int
    first: int
    last: int
    tail: str


def quotations(answer: Answer) -> list[Quotation]:
    """Return the quotations of an answer in reading order; none overlaps another."""
    found = []
    for citation in answer.citations:
        words = _LOOSE_END.sub("", citation.text)
        for skipped, matches in _places(words, citation.number, answer.text):
            for match in matches:
                place = match.start("words"), match.end()
                found.append(Quotation(citation, *place, skipped, len(words), match["tail"]))
            break
    kept: list[Quotation] = []
    for quotation in sorted(found, key=lambda quotation: (quotation.start, quotation.end)):
        if not kept or quotation.start >= kept[-1].end:
            kept.append(quotation)
    return kept


def lead_end(answer: Answer) -> int:
    """Return where an answer's text goes on after its leading figure; 0 where it has none."""
    opening = f"**{answer.lead}**"
    if not answer.lead or not answer.text.startswith(opening):
        return 0
    return len(opening)


def pieces(answer: Answer) -> Iterator[str | int]:
    """Yield the answer's text without its leading figure, in which every marker is its number."""
    position = lead_end(answer)
    for quotation in quotations(answer):
        if quotation.start >= position:
            yield from _marked(answer, answer.text[position : quotation.start])
            marker = len(f"[{quotation.citation.number}]")
            yield answer.text[quotation.start : quotation.end - marker]
            yield quotation.citation.number
            position = quotation.end
    yield from _marked(answer, answer.text[position:])


def _marked(answer: Answer, text: str) -> Iterator[str | int]:
    """Yield text that is no quotation; known markers in it are numbers."""
    known = {citation.number for citation in answer.citations}
    position = 0
    for marker in MARKER.finditer(text):
        if int(marker[1]) in known:
            yield text[position : marker.start()]
            yield int(marker[1])
            position = marker.end()
    yield text[position:]


def _places(words: str, number: int, text: str) -> Iterator[tuple[int, list[re.Match[str]]]]:
    """Yield where ``words`` stand before their marker, without ``skipped`` of their characters.

    The composer joins the lines of a sentence, ends it with a full stop, and in a numbered list
    drops a marker such as 一是 from its beginning.
    """
    for skipped in range(min(_MOST_SKIPPED, len(words))):
        if words[skipped].isspace():
            continue
        point = r"(?m:^\d+\. )" if skipped else ""
        flexible = r"\s+".join(map(re.escape, words[skipped:].split()))
        pattern = rf"{point}(?P<words>{flexible})(?P<tail>[。\s]*)\[{number}\]"
        if matches := list(re.finditer(pattern, text)):
            yield skipped, matches
