"""Repair of text that a page layout broke: cut sentences, wrapped lines, split headings.

Only white space is changed, so nothing of the briefing can be lost here. In the repaired text every
paragraph is one line, and a blank line stands between two.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import cues
from index.records import Source

# Characters written without spaces between them, and their punctuation.
_WIDE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60"
_PUNCTUATION = "，。；：！？、（）《》“”‘’【】"
_GAP = re.compile(rf"(?<=[{_WIDE}“”‘’])[ \u00a0\u2002-\u200a\u3000]+(?=[{_WIDE}“”‘’])")
_BY_PUNCTUATION = re.compile(rf" +(?=[{_PUNCTUATION}])|(?<=[{_PUNCTUATION}]) +")
# White space in a line is one space, save tabs: they part the cells of a table.
_SPACES = re.compile(r"[^\S\t\n]+")
_BRACKETS = {"（": "）", "(": ")", "《": "》", "“": "”", "「": "」", "『": "』", "【": "】"}
_CLOSING = {closer: opener for opener, closer in _BRACKETS.items()}
# Nothing begins a paragraph like this: it goes on from the line before.
_GOES_ON = re.compile(r"[，。；：！？、）》”’」』】,;:!?)%％‰]")
# A name or a title, as in 副部长 张云明 or 文字 路铁晨: segments so short are no cut heading.
_SHORT_SEGMENT = 4
_MOST_PASSES = 4


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    blank_before: bool


def repair(source: Source) -> Source:
    """Return ``source`` with sentences made whole and headings kept apart.

    No character other than white space is added, lost or moved; page offsets move along. Repairing
    twice is the same as repairing once.
    """
    text = source.text
    for _ in range(_MOST_PASSES):
        repaired = _repaired(text)
        if repaired == text:
            break
        text = repaired
    return replace(source, text=text, pages=_moved(source.pages, source.text, text))


def _repaired(text: str) -> str:
    lines = _lines(text)
    names = cues.speakers(line.text for line in lines)
    width = _wrap_width(lines)
    paragraphs: list[str] = []
    full = False
    for line in lines:
        if paragraphs and _continues(paragraphs[-1], line, full, names):
            paragraphs[-1] = _joined(paragraphs[-1], line.text)
        else:
            paragraphs.append(line.text)
        full = width > 0 and _columns(line.text) > width - 5
    return "\n\n".join(_respaced(paragraph) for paragraph in paragraphs)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    blank = True
    for raw in re.split(r"[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]", text):
        line = _SPACES.sub(" ", raw).strip()
        if line:
            lines.append(_Line(_respaced(line), blank))
        blank = not line
    return lines


def _wrap_width(lines: Sequence[_Line]) -> int:
    """Return the width in columns at which the lines were wrapped; 0 if they were not.

    Wrapped text has many lines of nearly the same length that stop in mid-sentence.
    """
    widths = sorted(_columns(line.text) for line in lines)
    if len(widths) < 4:
        return 0
    width = widths[int(len(widths) * 0.9)]
    if not 20 <= width <= 160:
        return 0
    full = [line for line in lines if width - 8 <= _columns(line.text) <= width + 8]
    cut = sum(not cues.is_finished(line.text) for line in full)
    return width if len(full) * 3 >= len(lines) and cut * 2 >= len(full) else 0


def _columns(text: str) -> int:
    return len(text) + len(re.findall(f"[{_WIDE}]", text))


def _continues(paragraph: str, line: _Line, full: bool, names: frozenset[str]) -> bool:
    """Tell whether ``line`` goes on with ``paragraph``, the text before it; ``full``: wrapped."""
    words = line.text
    label = cues.label(paragraph, names)
    if label and label.end >= len(paragraph):
        # A label on a line of its own belongs to what follows.
        return not cues.label(words, names) and not words.startswith("#")
    if _GOES_ON.match(words) and not cues.is_heading(paragraph + words):
        return not paragraph.startswith(("#", "|"))
    if paragraph.startswith(("#", "|")) or "\t" in paragraph or cues.is_credit(paragraph):
        return False
    if cues.label(words, names) or cues.opens_item(words) or cues.is_credit(words):
        return False
    if cues.is_finished(paragraph):
        return False
    if full and not line.blank_before:
        return True
    if _is_open(paragraph) or paragraph.endswith(("，", "、", ",")):
        return True
    return label is not None or not cues.is_heading(paragraph)


def _is_open(paragraph: str) -> bool:
    """Tell whether a bracket or quotation of the last sentence was not closed."""
    waiting: list[str] = []
    for character in paragraph[-400:]:
        if character in _BRACKETS:
            waiting.append(character)
        elif character in _CLOSING and waiting and waiting[-1] == _CLOSING[character]:
            waiting.pop()
    return bool(waiting)


def _joined(before: str, after: str) -> str:
    """Join two lines: with a space between words of Latin script, without one elsewhere."""
    wide = re.compile(f"[{_WIDE}“”‘’]")
    if wide.match(before[-1]) or wide.match(after[0]):
        return before + after
    if before[-1].isdigit() and after[0].isdigit() and wide.search(before[-20:] + after[:20]):
        return before + after
    if before[-1] in "-/" or _GOES_ON.match(after):
        return before + after
    return f"{before} {after}"


def _respaced(line: str) -> str:
    """Take out the spaces that a layout put between characters written without them."""
    if "\t" in line:
        return re.sub(r" *\t *", "\t", line)
    line = _BY_PUNCTUATION.sub("", line)
    segments = _GAP.split(line)
    lengths = [len(segment) for segment in segments]
    letter_spaced = sum(lengths) < 1.5 * len(lengths)
    if not letter_spaced and (lengths[-1] <= _SHORT_SEGMENT or max(lengths) <= _SHORT_SEGMENT):
        return line
    return "".join(segments)


def _moved(pages: Sequence[int], before: str, after: str) -> tuple[int, ...]:
    """Return the page offsets in ``after``: each page keeps its first character."""
    if not pages:
        return ()
    old = [at for at, character in enumerate(before) if not character.isspace()]
    new = [at for at, character in enumerate(after) if not character.isspace()]
    ranks = [bisect_left(old, page) for page in pages]
    return tuple(new[rank] if rank < len(new) else len(after) for rank in ranks)
