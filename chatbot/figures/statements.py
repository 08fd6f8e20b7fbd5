"""What each figure of a text says: of whom, which quantity, when, compared with what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chatbot.figures import about, changes, lead, spans
from chatbot.figures.about import Told
from chatbot.figures.spans import Found
from chatbot.language.periods import Period
from index.canonical import canonical

_STOP = re.compile(r"[。！？!?\n]|\.(?=\s|$)")
_LIST = re.compile(r"\s*(?:、|，|,|以及|和|与|及|and|,\s*and)?\s*(?:近|约|超过|超|逾)?\s*")
# 分别增长5%和下降3%: each has its verb.
_CHANGED = re.compile(r"(?:同比|环比)?(?:增长|下降|上升|上涨|提高|降低|减少|增加|回落|下跌)?")
# What a figure is about does not stand farther from it than this.
_FAR = 200
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure with what it is about.

    ``subject`` and ``metric`` are words of the text or of the clause before (集成电路, 出口金额),
    ``period`` the period as written and ``months`` what it means; ``comparison`` is a name
    (同比, 环比, 比上年末, 占比, 比 with the base), ``direction`` is ``up``, ``down`` or "".
    """

    figure: Found
    subject: str = ""
    metric: str = ""
    period: str = ""
    months: Period | None = None
    comparison: str = ""
    direction: str = ""


def statements(text: str, this_year: int | None = None) -> list[Statement]:
    """Return what the figures of ``text`` say, in order; periods carry over within a sentence.

    What they are about is told in simplified characters.
    """
    text = canonical(text)
    found = list(spans.find(text))
    if not found:
        return []
    stops = [0, *(stop.end() for stop in _STOP.finditer(text)), len(text)]
    told: list[Statement] = []
    for start, end in pairwise(stops):
        inside = [one for one in found if start <= one.start < end]
        if inside:
            told += _sentence(text, start, end, inside, this_year)
    return told


def _sentence(
    text: str, start: int, end: int, found: Sequence[Found], year: int | None
) -> Iterator[Statement]:
    told = Told()
    groups = list(_groups(text, start, found))
    at = start
    for number, group in enumerate(groups):
        next_start = groups[number + 1][0].start if number + 1 < len(groups) else end
        yield from _group(text, (at, group[0].start, next_start), group, told, year)
        at = group[-1].end


def _groups(text: str, start: int, found: Sequence[Found]) -> Iterator[list[Found]]:
    """Yield runs of figures with nothing between them but the marks of a list."""
    group: list[Found] = []
    for one in found:
        if group:
            gap = text[group[-1].end : one.start]
            respectively = "分别" in text[start : group[0].start]
            if respectively:
                gap = _CHANGED.sub("", gap)
            if not _LIST.fullmatch(gap) or ("，" in gap and not respectively) or not gap.strip():
                yield group
                group = []
        group.append(one)
    if group:
        yield group


def _group(
    text: str, edges: tuple[int, int, int], group: list[Found], told: Told, year: int | None
) -> Iterator[Statement]:
    at, first, following = edges
    at, following = max(at, first - _FAR), min(following, group[-1].end + _FAR)
    trailing = text[group[-1].end : following]
    read = lead.read(text[at:first], trailing, bool(told.pairs), year)
    if _CHINESE.search(text, at, following):
        pairs = read.completed(about.pairs(read.leads, told, group, trailing), told.pairs)
    else:
        pairs = [("", "")]
    pairs = [pairs[min(number, len(pairs) - 1)] for number in range(len(group))]
    respective = read.moments[-len(group) :] if len(read.moments) >= len(group) > 1 else []
    current = read.moments[-1] if read.moments else told.period
    comparison = read.compared([metric for _, metric in pairs])
    direction = read.direction
    for number, (figure, (subject, metric)) in enumerate(zip(group, pairs, strict=True)):
        moment = respective[number] if respective else current
        gap = text[group[number - 1].end : figure.start] if number else ""
        direction = changes.direction(gap)[0] or direction
        yield Statement(
            figure,
            subject,
            metric,
            moment.words if moment else "",
            moment.months if moment else None,
            comparison,
            "up" if "番" in text[figure.start : figure.end] else direction,
        )
    told.all += pairs
    told.pairs, told.unit, told.period = pairs, group[-1].unit, current
