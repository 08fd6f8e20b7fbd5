"""Sentences, the unit that is quoted, and the enumerations that they form."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import cues
from index.records import Enumeration, Point, Sentence

_CLOSERS = "”’\"'）)」』》】]"
_ENDS = re.compile(
    rf"[。！？!?…]+[{re.escape(_CLOSERS)}]*"
    rf"|\.[{re.escape(_CLOSERS)}]*(?=\s+[\"'“(\[]?[A-Z0-9\u3400-\u9fff])|\.(?=[\u3400-\u9fff])"
    r"|[；;：:]|\n+"
)
# What a sentence does not begin with: the quotation before it is part of a longer one.
_GOES_ON = re.compile(r"[，、；：,;:]|的(?!确)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|vs|etc|Inc|Ltd|Co|Jr|Sr|approx|e\.g|i\.e|a\.m|p\.m"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z](?:\.[A-Z])*))\.$"
)
# A sentence longer than this is cut at its semicolons.
_LONG = 90
_OPENERS = "（(《“「『【["
_CLOSING = "）)》”」』】]"
# Where a last point stands among others in one paragraph, these open what comes after the list.
_AFTER_LIST = re.compile(
    r"下一步|下一阶段|总的来[看说]|总体来?看|总之|综上|接下来|今天的|此外|近期|同时，我们|我就(?:介绍|回答)|谢谢|以上"
)


def sentences(text: str, start: int, end: int) -> list[Sentence]:
    """Return the sentences of ``text[start:end]``, in order, without white space at their ends.

    A paragraph's end ends a sentence. So does a colon or semicolon before the marker of a point,
    and a semicolon in a long sentence; marks inside brackets or quotation marks do not.
    """
    found: list[Sentence] = []
    for line in re.finditer(r"[^\n]+", text[start:end]):
        found += _in_line(text, start + line.start(), start + line.end())
    return found


def enumerations(text: str, spans: Sequence[Sentence]) -> list[Enumeration]:
    """Return the enumerations that ``spans`` form, in the order of their first points.

    ``spans`` are the sentences of one exchange. Points count up from one in one style of marker;
    nested ones stand inside a point. The lead is the sentence before the first point. A single
    point is no enumeration.
    """
    runs = [run for run in _runs(text, spans) if len(run.at) > 1]
    return [_enumeration(text, spans, run, runs) for run in runs]


@dataclass(slots=True)
class _Run:
    """Points found so far: their style and the positions of their sentences."""

    style: cues.Style
    at: list[int]


def _runs(text: str, spans: Sequence[Sentence]) -> list[_Run]:
    found: list[_Run] = []
    waiting: list[_Run] = []
    for at, span in enumerate(spans):
        line_start = not at or "\n" in text[spans[at - 1].end : span.start]
        marker = cues.marker(text, span.start, line_start)
        if marker is None:
            continue
        if marker.number == 1:
            waiting = [run for run in waiting if run.style is not marker.style]
            waiting.append(_Run(marker.style, [at]))
            found.append(waiting[-1])
            continue
        for depth, run in enumerate(waiting):
            if run.style is marker.style and marker.number in (0, len(run.at) + 1):
                run.at.append(at)
                del waiting[depth + 1 :]
                break
    return found


def _enumeration(
    text: str, spans: Sequence[Sentence], run: _Run, runs: Sequence[_Run]
) -> Enumeration:
    first = run.at[0]
    lead_start, lead_end = spans[first].start, spans[first].start
    if first:
        lead_start, lead_end = spans[first - 1].start, spans[first - 1].end
    ends = [spans[after - 1].end for after in run.at[1:]] + [_last_end(text, spans, run, runs)]
    points = [
        Point(number, spans[at].start, end)
        for number, (at, end) in enumerate(zip(run.at, ends, strict=True), 1)
    ]
    return Enumeration(lead_start, lead_end, tuple(points))


def _last_end(
    text: str, spans: Sequence[Sentence], run: _Run, runs: Sequence[_Run]
) -> int:
    """Return where the last point ends: with its paragraph, or where something else begins."""
    last = run.at[-1]
    # A later point of the list around this one ends it.
    around = [at for other in runs if other.at[0] < run.at[0] for at in other.at if at > last]
    limit = min(around, default=len(spans))
    end = spans[last].end
    for span in spans[last + 1 : limit]:
        if "\n" in text[end : span.start] or _AFTER_LIST.match(text, span.start):
            break
        end = span.end
    return end


def _in_line(text: str, start: int, end: int) -> Iterator[Sentence]:
    begin = start
    for stop in _stops(text, start, end):
        if sentence := _trimmed(text, begin, stop):
            yield sentence
        begin = stop
    if sentence := _trimmed(text, begin, end):
        yield sentence


def _trimmed(text: str, start: int, end: int) -> Sentence | None:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    return Sentence(start + left, start + len(words.rstrip())) if words.strip() else None


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the offsets at which sentences end inside one line."""
    begin = start
    weak: list[int] = []
    inside = _depths(text, start, end)
    for match in _ENDS.finditer(text, start, end):
        mark, stop = text[match.start()], match.end()
        before_marker = cues.marker(text, _skip(text, stop, end), line_start=False) is not None
        if mark in "；;：:":
            if before_marker and not inside[match.start() - start]:
                yield from _cut(text, begin, weak, stop)
                begin, weak = stop, []
            elif mark in "；;" and not inside[match.start() - start]:
                weak.append(stop)
            continue
        if stop >= end or inside[stop - 1 - start] or _GOES_ON.match(text, stop):
            continue
        if mark == "." and _ABBREVIATION.search(text, begin, match.start() + 1):
            continue
        yield from _cut(text, begin, weak, stop)
        begin, weak = stop, []
    yield from (stop for stop in _cut(text, begin, weak, end) if stop < end)


def _cut(text: str, begin: int, weak: list[int], stop: int) -> Iterator[int]:
    """Yield the semicolons of a long sentence, and its end."""
    if len(text[begin:stop].strip()) > _LONG:
        yield from (place for place in weak if place < stop)
    yield stop


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _depths(text: str, start: int, end: int) -> list[bool]:
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
