"""Sentences, the unit that is quoted, and the enumerations that they form."""

import re
from collections.abc import Iterator

from index.records import Sentence
from index.structure import cues
from index.structure.points import enumerations as enumerations

_CLOSERS = re.escape("”’\"'）)」』》】]")
_ENDS = re.compile(
    rf"[。！？…]+[!?]*[{_CLOSERS}]*"
    rf"|[!?]+[{_CLOSERS}]*(?=\s+[^\sa-z]|$|[“‘（\u3400-\u9fff])"
    rf"|\.[{_CLOSERS}]*(?=\s+[\"'“‘(\[]?[A-Z0-9\u3400-\u9fff])|\.(?=[\u3400-\u9fff])"
    r"|[；;：:，]"
)
# What a sentence does not begin with: the quotation before it is part of a longer one.
_GOES_ON = re.compile(r"[，、；：,;:]|的(?!确)")
# “…。”他说。 is one sentence: who said it belongs to what was said.
_SAID = re.compile(
    r"[^\n，。：；？！“”]{0,10}?(?:说|表示|指出|强调|认为|介绍|坦言|透露)(?:道|，|。|$)"
)
# A sentence longer than this is cut at its semicolons.
_LONG = 90
_OPENERS = "（(《“「『【["
_CLOSING = "）)》”」』】]"
_BRACKETS = "）)】]"
# So far ahead the second of some points that commas part is looked for.
_NEAR = 400
_SECOND = {
    cues.Style.SHI: re.compile(r"[，；。]二[是要]"),
    cues.Style.DI: re.compile(r"[，；。]第二"),
    cues.Style.QI: re.compile(r"[，；。]其二"),
    cues.Style.ORDER: re.compile(r"[，；。](?:其次|再次|再者)[，、是]"),
    cues.Style.ANOTHER: re.compile(r"[，；。](?:(?:另|再|还有)?一个|还有一[条点])是"),
}


def sentences(text: str, start: int, end: int) -> list[Sentence]:
    """Return the sentences of ``text[start:end]``, in order, without white space at their ends.

    A paragraph's end ends a sentence. So does a colon, semicolon or comma before the marker of a
    point, and a semicolon in a long sentence; marks inside brackets or quotation marks do not. A
    bullet that opens a paragraph belongs to no sentence.
    """
    found: list[Sentence] = []
    for line in re.finditer(r"[^\n]+", text[start:end]):
        found += _in_line(text, start + line.start(), start + line.end())
    return found


def _in_line(text: str, start: int, end: int) -> Iterator[Sentence]:
    begin = _after_bullet(text, start, end)
    for stop in _stops(text, begin, end):
        stop = _after_emphasis(text, start, stop)
        if sentence := _trimmed(text, begin, stop):
            yield sentence
        begin = stop
    if sentence := _trimmed(text, begin, end):
        yield sentence


def _after_emphasis(text: str, start: int, stop: int) -> int:
    """Return ``stop``, or the end of the Markdown emphasis of the line's words that ends there."""
    mark = text[stop : stop + 2]
    closes = mark in ("**", "__") and text.count(mark, start, stop) % 2 == 1
    return stop + len(mark) if closes else stop


def _after_bullet(text: str, start: int, end: int) -> int:
    first = _skip(text, start, end)
    bullet = cues.bullet(text, first)
    return bullet.end if bullet and bullet.end < end else start


def _trimmed(text: str, start: int, end: int) -> Sentence | None:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    return Sentence(start + left, start + len(words.rstrip())) if words.strip() else None


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the offsets at which sentences end inside one line."""
    begin = start
    weak: list[int] = []
    point = cues.marker(text, _skip(text, start, end), line_start=True)
    inside = _held(text, start, end)
    for match in _ENDS.finditer(text, start, end):
        mark, stop = text[match.start()], match.end()
        if mark in "；;：:，":
            if inside[match.start() - start]:
                continue
            marker = cues.marker(text, _skip(text, stop, end), line_start=False)
            if marker is None or (mark == "，" and not _counts_on(text, stop, end, marker, point)):
                weak += [stop] if mark in "；;" else []
                continue
        elif inside[stop - 1 - start] or not _ends(text, match, end, point):
            continue
        elif text[stop - 1] in _BRACKETS and not inside[_skip(text, begin, end) - start]:
            # （…。） in the middle of a sentence.
            continue
        else:
            marker = cues.marker(text, _skip(text, stop, end), line_start=False)
        yield from _cut(text, begin, weak, stop)
        begin, weak = stop, []
        point = marker or point
    yield from (stop for stop in _cut(text, begin, weak, end) if stop < end)


def _ends(text: str, match: re.Match[str], end: int, point: cues.Marker | None) -> bool:
    """Tell whether a full stop, or its like, ends a sentence: not in ``1.`` nor ``Mr.``."""
    stop = match.end()
    if stop >= end or _GOES_ON.match(text, stop):
        return False
    if text[stop - 1] == "”" and _SAID.match(text, stop):
        return False
    if text[match.start()] != ".":
        return True
    if point is not None and stop <= point.end:
        return False
    return not cues.ends_with_abbreviation(text[max(0, stop - 12) : match.start() + 1])


def _counts_on(
    text: str, stop: int, end: int, marker: cues.Marker, point: cues.Marker | None
) -> bool:
    """Tell whether a marker after a comma belongs to a list: ``一是…，二是…``."""
    if marker.style not in _SECOND:
        return False
    if marker.number == 1:
        return _SECOND[marker.style].search(text, stop, min(end, stop + _NEAR)) is not None
    if point is None or point.style is not marker.style:
        return False
    if marker.style is cues.Style.ANOTHER:
        return True
    if marker.number:
        return marker.number == point.number + 1
    # 首先，感谢各位。…最多，其次是…: another sentence than the point's has a row of its own.
    return not re.search("[。！？]", text[point.end : stop])


def _cut(text: str, begin: int, weak: list[int], stop: int) -> Iterator[int]:
    """Yield the semicolons of a long sentence, and its end."""
    if len(text[begin:stop].strip()) > _LONG:
        yield from (place for place in weak if place < stop)
    yield stop


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _held(text: str, start: int, end: int) -> list[bool]:
    """Tell for each character of a line whether brackets or quotation marks hold it.

    An opener that is never closed holds nothing.
    """
    inside = [0] * (end - start + 1)
    waiting: list[tuple[str, int]] = []
    for at in range(start, end):
        character = text[at]
        if character in _OPENERS:
            waiting.append((_CLOSING[_OPENERS.index(character)], at))
        elif character in _CLOSING and any(closer == character for closer, _ in waiting[-4:]):
            while waiting:
                closer, opened = waiting.pop()
                if closer == character:
                    inside[opened - start] += 1
                    inside[at - start] -= 1
                    break
    depth, held = 0, []
    for change in inside[:-1]:
        depth += change
        held.append(depth > 0)
    return held
