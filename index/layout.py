"""Repair of text that a page layout broke: cut sentences, wrapped lines, split headings.

Only white space is changed, so nothing of the briefing can be lost here. In the repaired text every
paragraph is one line, and a blank line stands between two.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from index.page import Line, Page, is_full, lines_of, page_of, running_style
from index.records import Source
from index.spacing import joined, respaced
from index.structure import cues, tables

_BRACKETS = {"（": "）", "(": ")", "《": "》", "“": "”", "「": "」", "『": "』", "【": "】"}
_CLOSING = {closer: opener for opener, closer in _BRACKETS.items()}
_ANY_BRACKET = re.compile(r"[（(《“「『【）)》”」』】]")
# Nothing begins a paragraph like this: it goes on from the line before.
_GOES_ON = re.compile(r"[，。；：！？、）》”’」』】,;:?)%％‰]|!(?!\[)")
_DANGLES = re.compile(
    r"(?:[的和或将被让使且但是]|(?<!参)与|以及|(?<![应核面针])对|(?<!合)并|(?<!来)了|(?<![所何])在"
    r"|(?i:\b(?:the|of|and|to|an?|in|on|for|with|by|at|from|that|is|are|was|were|will|be|as|or"
    r"|its|their|our|has|have)))$"
)
_CARRIES_ON = re.compile(
    r"的(?!确)|了(?!解)|等(?![级待于同])|是(?!否)|以来|以[上下]|左右|个?百分点|[a-z]"
    r"|[\d.,]+[%％‰倍万亿]+[\u3400-\u9fff]{0,3}[，。、；]"
)
_OPENS_PROSE = re.compile(
    r"(?:[\d一二三四五六七八九十〇年月日至前上下]*(?:季度|半年|[年月日底末])|下一?步|下一?阶段|近年来|近期|今年|"
    r"去年|当前|目前|截至|同时|此外|另外|其中|因此|但是|不过|而且|我们|我想|大家|首先|其次|最后|第[一二三四]|"
    r"[一二三四五六七八九十]是|刚才|关于|总的来|在.{1,20}[上中下]|在.{1,12}方面|对于|围绕|随着|通过|根据|按照)"
    r".*，"
)
_TAIL = 400
_NAME = 12
_MOST_ROUNDS = 30


class _Paragraph:
    """A paragraph as it grows: a line that joins it costs its own length, not the paragraph's."""

    def __init__(self, line: Line, names: frozenset[str], spoken: bool) -> None:
        label = cues.label(line.text, names)
        self.pieces = [line.text]
        self.size = len(line.text)
        self.tail = line.text[-_TAIL:]
        self.last = line.text
        self.labelled = label is not None
        self.bare_label = label is not None and label.end >= len(line.text)
        # Somebody's words: a speaker was named before, and no new part has begun.
        self.spoken = (spoken or self.labelled) and not cues.is_markdown_heading(line.text)
        self.marker = cues.marker(line.text, 0, line_start=True)
        self.particular = cues.is_particular(line.text)
        self.alone = (
            tables.is_row(line.text)
            or cues.is_markdown_heading(line.text)
            or cues.is_credit(line.text)
            or cues.is_introduced(line.text)
        )

    def add(self, line: Line) -> None:
        gap = joined(self.tail, line.text)
        self.pieces += (gap, line.text)
        self.size += len(gap) + len(line.text)
        self.tail = (self.tail + gap + line.text)[-_TAIL:]
        self.last = line.text
        self.bare_label = False

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def is_heading(self) -> bool:
        return not self.labelled and self.size < _TAIL and cues.is_heading(self.tail)

    def is_item(self) -> bool:
        return self.marker is not None and self.marker.style not in cues.RUNNING

    def is_open(self) -> bool:
        """Tell whether a bracket or quotation of the last sentence was not closed."""
        waiting: list[str] = []
        for character in _ANY_BRACKET.findall(self.tail):
            if character in _BRACKETS:
                waiting.append(character)
            elif waiting and waiting[-1] == _CLOSING[character]:
                waiting.pop()
        return bool(waiting)


def repair(source: Source) -> Source:
    """Return ``source`` with sentences made whole and headings kept apart.

    No character other than white space is added, lost or moved; page offsets move along. Repairing
    twice is the same as repairing once.
    """
    text = source.text
    for _ in range(_MOST_ROUNDS):
        repaired = _repaired(text)
        if repaired == text:
            break
        text = repaired
    return replace(source, text=text, pages=_moved(source.pages, source.text, text))


def _repaired(text: str) -> str:
    lines = lines_of(text)
    page = page_of(lines)
    paragraphs: list[_Paragraph] = []
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        if paragraphs and _continues(paragraphs[-1], line, following, page):
            paragraphs[-1].add(line)
        else:
            spoken = bool(paragraphs) and paragraphs[-1].spoken
            paragraphs.append(_Paragraph(line, page.names, spoken))
    return "\n\n".join(respaced(paragraph.text) for paragraph in paragraphs)


def _continues(held: _Paragraph, line: Line, following: Line | None, page: Page) -> bool:
    """Tell whether ``line`` goes on with ``held``, the text before it."""
    words = line.text
    if held.bare_label:
        # A label on a line of its own belongs to what follows.
        return not cues.label(words, page.names) and not cues.is_markdown_heading(words)
    if held.alone:
        return False
    if _GOES_ON.match(words):
        return True
    if cues.label(words, page.names) or cues.is_credit(words) or cues.is_particular(words):
        return False
    wrapped = is_full(held.last, line, page)
    if cues.opens_item(words) and not _is_inside(held, words, wrapped):
        return False
    if wrapped:
        return _is_flush(held, line, following, page)
    if cues.is_finished(held.tail) or held.particular:
        return False
    if held.is_open() or held.tail.endswith(("，", "、", ",")):
        return True
    if page.items and held.is_item():
        return _DANGLES.search(held.tail) is not None
    return not held.is_heading() or _is_cut(held, words, page)


def _is_flush(held: _Paragraph, line: Line, following: Line | None, page: Page) -> bool:
    """Tell whether a line after a full one stands in the same paragraph: if it is no heading.

    What looks like a heading is the middle of a sentence where it fills its line as well.
    """
    finished = cues.is_finished(held.tail)
    if page.blanks or (page.indents and not finished):
        return True
    exactly = is_full(held.last, line, page, slack=0)
    if finished and not page.indents and not exactly:
        return False
    if held.spoken and line.text.endswith(("？", "?")):
        return True
    if not cues.is_heading(line.text) or not (finished or held.is_heading()):
        return True
    if exactly and not finished:
        return True
    if following is None or cues.label(following.text, page.names):
        return False
    return is_full(line.text, following, page)


def _is_inside(held: _Paragraph, words: str, wrapped: bool) -> bool:
    """Tell whether a line that begins like a point is the middle of a sentence: 这 / 一是非问题."""
    style = running_style(words)
    if style is None or wrapped:
        return style is not None
    if cues.is_finished(held.tail) or held.is_heading():
        return False
    return held.marker is None or held.marker.style is not style


def _is_cut(held: _Paragraph, words: str, page: Page) -> bool:
    """Tell whether what looks like a heading is the beginning of a sentence that goes on."""
    before = held.tail
    if len(before) == 1 or (len(before) < _NAME and cues.label(before + words, page.names)):
        return True
    if cues.is_heading(words):
        return False
    if page.points and running_style(before):
        return True
    if held.spoken and "，" in before:
        return True
    return bool(_DANGLES.search(before) or _CARRIES_ON.match(words) or _OPENS_PROSE.match(before))


def _moved(pages: Sequence[int], before: str, after: str) -> tuple[int, ...]:
    """Return the page offsets in ``after``: each page keeps its first character."""
    if not pages:
        return ()
    old = [at for at, character in enumerate(before) if not character.isspace()]
    new = [at for at, character in enumerate(after) if not character.isspace()]
    ranks = [bisect_left(old, page) for page in pages]
    return tuple(new[rank] if rank < len(new) else len(after) for rank in ranks)
