"""Which enumeration, or which one of its points, a question asks for."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chatbot.compose import Quote
from chatbot.extract import Candidate, Wants
from index import press
from index.records import Document, Enumeration, Passage, Point
from index.sentences import enumerations, sentences

# A list this long is quoted in full; in a longer one each point is cut to its first sentences.
_MOST_CHARACTERS = 700
_MOST_POINT = 90
_ORDINAL = re.compile(
    r"第(?P<han>[一二三四五六七八九十])(?:个|项|点|条|方面|是|类|大)"
    r"|\b(?P<english>first|second|third|fourth|fifth)\b",
    re.IGNORECASE,
)
_HAN = "一二三四五六七八九十"
_ENGLISH = ("first", "second", "third", "fourth", "fifth")


@dataclass(frozen=True, slots=True)
class Picked:
    """What to quote: the lead, None if one point was asked for, and the points."""

    lead: Quote | None
    points: tuple[Quote, ...]


class PointLists:
    """The enumerations of stored documents, found when first asked for."""

    def __init__(self, load: Callable[[str], Document]) -> None:
        self._load = load
        self._of = lru_cache(maxsize=64)(self._find)

    def around(self, candidate: Candidate) -> list[Enumeration]:
        """Return the enumerations whose lead or points hold the candidate, innermost first."""
        at = candidate.sentence.start
        return [
            found
            for found in reversed(self._of(candidate.passage.source))
            if found.lead_start <= at < found.points[-1].end
        ]

    def statement(self, source: str, start: int, end: int) -> int:
        """Return where the first sentences of a point end, enough of them to say something."""
        text = self._load(source).text
        last = end
        for sentence in sentences(text, start, end):
            if sentence.end - start > _MOST_POINT and last != end:
                break
            last = sentence.end
        return last

    def _find(self, source: str) -> list[Enumeration]:
        text = self._load(source).text
        return [
            found
            for exchange in press.exchanges(text)
            for found in enumerations(text, press.quotable(text, exchange.blocks))
        ]


def chosen(
    question: str, wants: Wants, found: Sequence[Candidate], lists: PointLists
) -> Picked | None:
    """Return the enumeration that answers, or one of its points; None if sentences answer better.

    The list counts if the question asks for one, or if the best sentence only announces it.
    """
    best = found[0]
    around = lists.around(best)
    if not around or wants.figure or wants.speaker or wants.date:
        return None
    enumeration = around[0]
    announced = enumeration.lead_start <= best.sentence.start < enumeration.lead_end
    ordinal = _ordinal(question)
    if ordinal and ordinal <= len(enumeration.points):
        return Picked(None, (_whole(best, enumeration.points[ordinal - 1]),))
    if not announced and not wants.enumeration:
        return None
    if not announced and (point := _one_point(found, enumeration)):
        return Picked(None, (_whole(best, point),))
    lead = None
    if enumeration.lead_start < enumeration.lead_end:
        lead = Quote(best.passage, enumeration.lead_start, enumeration.lead_end, best.score)
    return Picked(lead, _shortened(best, enumeration, lists))


def _ordinal(question: str) -> int:
    match = _ORDINAL.search(question)
    if not match:
        return 0
    if match["han"]:
        return _HAN.index(match["han"]) + 1
    return _ENGLISH.index(match["english"].lower()) + 1


def _one_point(found: Sequence[Candidate], enumeration: Enumeration) -> Point | None:
    """Return the point that holds all of the best sentences; None if they are spread."""
    first = found[0].sentence.start
    for point in enumeration.points:
        if point.start <= first < point.end:
            near = [c for c in found[:3] if c.passage.source == found[0].passage.source]
            inside = [c for c in near if point.start <= c.sentence.start < point.end]
            return point if len(inside) == len(near) else None
    return None


def _shortened(best: Candidate, enumeration: Enumeration, lists: PointLists) -> tuple[Quote, ...]:
    total = enumeration.points[-1].end - enumeration.points[0].start
    source = best.passage.source
    return tuple(
        _quote(
            best,
            point.start,
            point.end
            if total <= _MOST_CHARACTERS
            else lists.statement(source, point.start, point.end),
        )
        for point in enumeration.points
    )


def _whole(best: Candidate, point: Point) -> Quote:
    return _quote(best, point.start, point.end)


def _quote(best: Candidate, start: int, end: int) -> Quote:
    """Quote a span of the best sentence's exchange: heading and speaker are the same."""
    passage: Passage = best.passage
    return Quote(passage, start, end, best.score)
