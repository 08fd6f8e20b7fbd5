"""Enumerations: the points that sentences form, and the sentence that announces them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.records import Enumeration, Point, Sentence
from index.structure import cues

# Where a last point stands among others in one paragraph, these open what comes after the list.
AFTER_LIST = re.compile(
    r"下一步|下一阶段|总的来[看说]|总体来?[看说]|总之|综上|接下来|今天的|此外|近期|同时，我们"
    r"|我就(?:介绍|回答)|谢谢|以上|(?:同时|但|当然)?，?[还也]要(?:看到|提醒|说明)|需要(?:提醒|说明|指出)的是"
)

_FIRST = re.compile("[，：:](?:我们)?首先(?:是|要|抓|做)?")
# Their points may all be marked alike: bullets, and 一个是…；一个是….
_SAME_AGAIN = frozenset({cues.Style.BULLET, cues.Style.ANOTHER})


@dataclass(slots=True)
class _Run:
    """Points found so far: their style, the positions of their sentences, and where to stop."""

    style: cues.Style
    at: list[int]
    limit: int


def enumerations(text: str, spans: Sequence[Sentence]) -> list[Enumeration]:
    """Return the enumerations that ``spans`` form, in the order of their first points.

    ``spans`` are the sentences of one exchange. Points count up from one in one style of marker;
    nested ones stand inside a point. The lead is the sentence before the first point, if the same
    speech holds both. A single point is no enumeration.
    """
    runs = [run for run in _runs(text, spans) if len(run.at) > 1]
    nested: dict[int, int] = {}
    found: list[Enumeration] = []
    for run in reversed(runs):
        last = _last(text, spans, run, nested)
        nested[run.at[0]] = last
        found.append(_enumeration(text, spans, run, last))
    return found[::-1]


def _runs(text: str, spans: Sequence[Sentence]) -> list[_Run]:
    found: list[_Run] = []
    waiting: list[_Run] = []
    for at in range(len(spans)):
        marker = _marker(text, spans, at)
        if marker is None:
            continue
        goes_on = marker.style in _SAME_AGAIN and _goes_on(text, spans, waiting, at, marker)
        if not goes_on and (marker.number == 1 or marker.style is cues.Style.BULLET):
            for run in waiting:
                if run.style is marker.style:
                    # The sentence before a new list announces it.
                    run.limit = max(run.at[-1] + 1, at - 1)
            waiting = [run for run in waiting if run.style is not marker.style]
            waiting.append(_Run(marker.style, [at], len(spans)))
            found.append(waiting[-1])
            continue
        for depth, run in enumerate(waiting):
            if run.style is marker.style and (goes_on or marker.number in (0, len(run.at) + 1)):
                for inner in waiting[depth + 1 :]:
                    inner.limit = at
                run.at.append(at)
                del waiting[depth + 1 :]
                break
    return found


def _marker(text: str, spans: Sequence[Sentence], at: int) -> cues.Marker | None:
    """Return the marker that opens a sentence; a bullet stands before it."""
    line_start = not at or _new_line(text, spans, at)
    found = cues.marker(text, spans[at].start, line_start)
    if found is None and line_start:
        found = cues.bullet(text, _line_start(text, spans[at].start))
    return found or _late_first(text, spans, at)


def _late_first(text: str, spans: Sequence[Sentence], at: int) -> cues.Marker | None:
    """Return the marker of a first point that opens a later clause, where the next is the second.

    针对这种情况，我们首先是增加运力。其次是改造车站。
    """
    late = _FIRST.search(text, spans[at].start, spans[at].end)
    if not late or at + 1 == len(spans) or _new_line(text, spans, at + 1):
        return None
    after = cues.marker(text, spans[at + 1].start, line_start=False)
    follows = after and after.style is cues.Style.ORDER and after.number == 0
    return cues.Marker(cues.Style.ORDER, 1, late.end()) if follows else None


def _goes_on(
    text: str, spans: Sequence[Sentence], waiting: Sequence[_Run], at: int, marker: cues.Marker
) -> bool:
    """Tell whether a marker is the next of a list: no paragraph without one is between.

    One that counts from one again, and is announced, is not.
    """
    announced = marker.number == 1 and text[spans[at - 1].end - 1] in "，：:"
    for run in waiting:
        if run.style is marker.style and announced and at - 1 not in run.at:
            return False
        if run.style is marker.style:
            between = range(run.at[-1] + 1, at)
            return all(not _new_line(text, spans, i) or _marker(text, spans, i) for i in between)
    return False


def _last(text: str, spans: Sequence[Sentence], run: _Run, nested: dict[int, int]) -> int:
    """Return the last sentence of the last point.

    It ends with its paragraph, or where something else begins; a list that it announces is its own.
    Where semicolons part the points, the first full stop ends them. ``nested`` maps the first
    sentences of later lists to their last.
    """
    last = run.at[-1]
    parted = all(text[spans[at - 1].end - 1] in "；;，," for at in run.at[1:])
    while last + 1 < run.limit:
        after = last + 1
        if after in nested and _announces(text, spans[last]):
            last = nested[after]
        elif (
            (parted and text[spans[last].end - 1] in "。！？.")
            or _new_line(text, spans, after)
            or AFTER_LIST.match(text, spans[after].start)
        ):
            break
        else:
            last = after
    return last


def _enumeration(text: str, spans: Sequence[Sentence], run: _Run, last: int) -> Enumeration:
    first = run.at[0]
    lead = Sentence(spans[first].start, spans[first].start)
    # A label or a heading between the two says that they are not one speech.
    opens = lead.start
    if run.style is cues.Style.BULLET:
        opens = _line_start(text, opens)
    if first and not text[spans[first - 1].end : opens].strip():
        lead = spans[first - 1]
    ends = [spans[after - 1].end for after in run.at[1:]] + [spans[last].end]
    points = [
        Point(number, spans[at].start, end)
        for number, (at, end) in enumerate(zip(run.at, ends, strict=True), 1)
    ]
    return Enumeration(lead.start, lead.end, tuple(points))


def _line_start(text: str, at: int) -> int:
    """Return where the words of the line begin that holds ``at``."""
    start = text.rfind("\n", 0, at) + 1
    return start + len(text[start:at]) - len(text[start:at].lstrip())


def _new_line(text: str, spans: Sequence[Sentence], at: int) -> bool:
    return "\n" in text[spans[at - 1].end : spans[at].start]


def _announces(text: str, span: Sentence) -> bool:
    return text[span.end - 1] in "：:"
