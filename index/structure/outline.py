"""Enumerations whose points are headings with text below: the sections of one part."""

import re
from collections.abc import Sequence

from index.records import Block, Enumeration, Exchange, Point, Role
from index.structure import cues

_SIGNS = re.compile(r"#+\s*")
_MOST = 20
_MOST_LEAD = 120


def outlines(text: str, exchanges: Sequence[Exchange]) -> list[Enumeration]:
    """Return the enumerations that the headings right below another one form, outer ones first.

    The lead is the heading above, with the text below it if that is short; a point is a heading
    with the text up to the next. Sections below no heading are no list.
    """
    blocks = [block for exchange in exchanges for block in exchange.blocks]
    headings = [block for block in blocks if block.role is Role.HEADING]
    ends = [block.start for block in headings[1:]]
    ends += [max((block.end for block in blocks if block.role is not Role.CREDIT), default=0)]
    depths = _depths([_kind(text[heading.start : heading.end]) for heading in headings])
    found = []
    for at, depth in enumerate(depths):
        below = [
            (_words(text, headings[under]), ends[under])
            for under in _below(depths, at)
            if depths[under] == depth + 1
        ]
        if 1 < len(below) <= _MOST:
            lead = _words(text, headings[at])
            end = _trimmed(text, lead, ends[at])
            if end - lead > _MOST_LEAD:
                end = headings[at].end
            points = tuple(
                Point(number, first, _trimmed(text, first, last))
                for number, (first, last) in enumerate(below, 1)
            )
            found.append(Enumeration(lead, end, points, marked=False))
    return found


def _below(depths: Sequence[int], at: int) -> range:
    """Return which headings stand in the part that the heading ``at`` opens."""
    after = at + 1
    while after < len(depths) and depths[after] > depths[at]:
        after += 1
    return range(at + 1, after)


def _depths(kinds: Sequence[str]) -> list[int]:
    """Return how deep each heading stands: a kind that was not seen in a part is a level below."""
    open_kinds: list[str] = []
    depths = []
    for kind in kinds:
        if kind in open_kinds:
            del open_kinds[open_kinds.index(kind) + 1 :]
        else:
            open_kinds.append(kind)
        depths.append(len(open_kinds))
    return depths


def _kind(heading: str) -> str:
    """Return what marks headings of one level: Markdown's signs, or else the style of a number."""
    if signs := _SIGNS.match(heading):
        return signs.group().strip()
    marker = cues.marker(heading.strip(), 0, line_start=True)
    return marker.style.value if marker else ""


def _words(text: str, heading: Block) -> int:
    """Return where the words of a heading begin, after Markdown's signs."""
    signs = _SIGNS.match(text, heading.start)
    return signs.end() if signs else heading.start


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
