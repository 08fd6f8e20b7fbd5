"""How a page was set: its lines, where they were wrapped, what shows that a paragraph begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.spacing import columns, respaced
from index.structure import cues

_BREAK = re.compile(r"\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
# White space in a line is one space, save tabs: they part the cells of a table.
_SPACES = re.compile(r"[^\S\t\n]+")
_INDENTED = re.compile(r"[\u3000\t]| {2,}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, its white space mended, and what stood before it."""

    text: str
    blank_before: bool
    indented: bool


@dataclass(frozen=True, slots=True)
class Page:
    """How the whole text was set.

    ``width`` is where lines were wrapped, in columns, 0 if they were not. ``blanks`` and
    ``indents``: blank lines, or indentation, show where paragraphs begin. ``spread``: every line
    has a blank one before it, which shows nothing. ``points``: points are sentences, not headings.
    ``items``: numbered or bulleted lines are whole without a full stop.
    """

    names: frozenset[str]
    width: int
    blanks: bool
    indents: bool
    spread: bool
    points: bool
    items: bool


def lines_of(text: str) -> list[Line]:
    """Return the lines of ``text`` that are not blank."""
    lines: list[Line] = []
    blank = True
    for raw in _BREAK.split(text):
        line = _SPACES.sub(" ", raw).strip()
        if line:
            lines.append(Line(respaced(line), blank, _INDENTED.match(raw) is not None))
        blank = not line
    return lines


def page_of(lines: Sequence[Line]) -> Page:
    """Return how a text of these lines was set."""
    after = [(line, cues.is_finished(before.text)) for before, line in pairwise(lines)]
    blank = [finished for line, finished in after if line.blank_before]
    close = [finished for line, finished in after if not line.blank_before]
    indented = [finished for line, finished in after if line.indented]
    flush = [finished for line, finished in after if not line.indented]
    points = [cues.is_finished(line.text) for line in lines if running_style(line.text)]
    return Page(
        names=cues.speakers(line.text for line in lines),
        width=_wrap_width(lines),
        blanks=_mostly(blank) and len(close) > len(blank),
        indents=_mostly(indented) and len(flush) > len(indented),
        spread=len(blank) > 9 * len(close),
        points=_mostly(points),
        items=_items_are_whole(lines),
    )


def _mostly(finished: Sequence[bool]) -> bool:
    return sum(finished) * 2 > len(finished)


def _items_are_whole(lines: Sequence[Line]) -> bool:
    """Tell whether items that stand line below line mostly end without a full stop."""
    open_ended = []
    for before, line in pairwise(lines):
        style = item_style(line.text)
        if style is not None and item_style(before.text) is style:
            open_ended.append(not cues.is_finished(before.text))
    return _mostly(open_ended)


def _wrap_width(lines: Sequence[Line]) -> int:
    """Return the width in columns at which the lines were wrapped; 0 if they were not.

    Wrapped text has many lines of nearly the same length that stop in mid-sentence.
    """
    widths = sorted(columns(line.text) for line in lines)
    if len(widths) < 4:
        return 0
    width = widths[int(len(widths) * 0.9)]
    if not 20 <= width <= 160:
        return 0
    full = [line for line in lines if width - 8 <= columns(line.text) <= width + 8]
    cut = sum(not cues.is_finished(line.text) for line in full)
    return width if len(full) * 3 >= len(lines) and cut * 2 >= len(full) else 0


def is_full(before: str, line: Line, page: Page, slack: int = 3) -> bool:
    """Tell whether the line before is so full that the first word of ``line`` had no room on it."""
    if not page.width or (line.blank_before and not page.spread):
        return False
    if page.indents and line.indented:
        return False
    word = re.match(r"[!-~]{1,30}", line.text)
    return columns(before) + (len(word.group()) if word else 2) > page.width - slack


def item_style(words: str) -> cues.Style | None:
    """Return the style of a marker that stands only at the head of a line."""
    marker = cues.marker(words, 0, line_start=True)
    return marker.style if marker and marker.style not in cues.RUNNING else None


def running_style(words: str) -> cues.Style | None:
    """Return the style of a point's marker that also stands inside paragraphs."""
    marker = cues.marker(words, 0, line_start=True)
    return marker.style if marker and marker.style in cues.RUNNING else None
