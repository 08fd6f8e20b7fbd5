"""Which enumeration, or which one of its points, a question asks for."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chatbot.compose import Quote
from chatbot.extract import Candidate, Wants
from index import press
from index.records import Document, Enumeration, Point
from index.sentences import enumerations, sentences

# A list this long is quoted in full; in a longer one each point is cut to its first sentences.
_MOST_CHARACTERS = 700
_MOST_POINT = 90
_SHORT_HEAD = 25
# A point is asked for alone if its best sentence leads those of the others by this much; if the
# lead of the list scores higher still, by more. Chosen on the dev cases (docs/decisions.md).
_GAP = 1.0
_GAP_BEHIND_LEAD = 2.0
_NEAR_LEAD = 2.0
_MOST_CANDIDATES = 12
_NUMBERS = {
    "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
}  # fmt: skip
_COUNT = re.compile(
    r"(?<!第)(?P<zh>[两二三四五六七八九十]|[2-9]|10)\s?"
    r"(?:个方面|大方面|方面|个重点|项重点|条措施|项措施|项工作|项任务|点|条|项(?!目)|句|招|手|大特点|个特点|个持续|个[“\"]?更|大行动|项行动|个专项行动|个行动)"
    r"|\b(?P<en>two|three|four|five|six|seven|eight|[2-9])\s(?:\w+\s){0,2}"
    r"(?:points|measures|steps|actions|aspects|areas|tasks|priorities|campaigns|ways|features|things)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"第(?P<han>[一二三四五六七八九十])(?:个|项|点|条|方面|是|类|大)(?!季度|五年)"
    r"|(?P<last>最后)一?(?:个|项|点|条|方面)|\b(?P<end>last) (?:one|point|item)\b"
    r"|\b(?P<english>first|second|third|fourth|fifth)\b(?! quarter| half)",
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

    A question that counts ("the four measures") gets the list of that many points. Else the best
    sentence decides: its list if it announces one or the question asks for one, a single point of
    it if that point stands out among the others.
    """
    if wants.figure or wants.speaker or wants.date or not found:
        return None
    which = ordinal(question)
    if count := _count(question):
        return _counted(count, which, found, lists)
    best = found[0]
    around = lists.around(best)
    if not around:
        return None
    scored = _Scored.of(around[0], found)
    if which and which <= len(scored.points):
        return _one(best, scored.list, which)
    at = scored.single()
    if at is not None:
        point = scored.list.points[at]
        # "一是创新强企。" says nothing yet: the point goes on after it.
        heads = best.sentence.start == point.start and len(best.text) <= _SHORT_HEAD
        return Picked(None, (_whole(best, point),)) if wants.enumeration or heads else None
    if scored.announces or wants.enumeration:
        return _listed(best, scored.list, lists)
    return None


@dataclass(frozen=True, slots=True)
class _Scored:
    """An enumeration with the best candidate's score in its lead and in each point."""

    list: Enumeration
    lead: float
    points: tuple[float, ...]

    @classmethod
    def of(cls, enumeration: Enumeration, found: Sequence[Candidate]) -> "_Scored":
        source = found[0].passage.source
        here = [(c.sentence.start, c.score) for c in found if c.passage.source == source]
        floor = min(score for _, score in here)

        def best(start: int, end: int) -> float:
            return max((score for at, score in here if start <= at < end), default=floor)

        return cls(
            enumeration,
            best(enumeration.lead_start, enumeration.lead_end),
            tuple(best(point.start, point.end) for point in enumeration.points),
        )

    @property
    def announces(self) -> bool:
        """Whether the lead is the best of all."""
        return self.lead >= max(self.points)

    def single(self) -> int | None:
        """Return the point that stands out; None if the list is asked for as a whole."""
        first, second = sorted(self.points, reverse=True)[:2]
        behind = self.lead - first
        if first - second >= (_GAP if behind <= 0 else _GAP_BEHIND_LEAD) and behind <= _NEAR_LEAD:
            return self.points.index(first)
        return None


def _counted(
    count: int, which: int, found: Sequence[Candidate], lists: PointLists
) -> Picked | None:
    """Return the list of ``count`` points that holds the best candidate of any such list.

    With ``which`` the question asks for this one of its points ("the third of the four").
    """
    for candidate in found[:_MOST_CANDIDATES]:
        for enumeration in lists.around(candidate):
            if len(enumeration.points) == count:
                if which and which <= count:
                    return _one(candidate, enumeration, which)
                return _listed(candidate, enumeration, lists)
    return None


def _one(best: Candidate, enumeration: Enumeration, which: int) -> Picked:
    """Return one point, counted from 1; -1 for the last."""
    return Picked(None, (_whole(best, enumeration.points[which - 1 if which > 0 else -1]),))


def _listed(best: Candidate, enumeration: Enumeration, lists: PointLists) -> Picked:
    lead = None
    if enumeration.lead_start < enumeration.lead_end:
        lead = Quote(best.passage, enumeration.lead_start, enumeration.lead_end, best.score)
    return Picked(lead, _shortened(best, enumeration, lists))


def _count(question: str) -> int:
    """Return how many points the question speaks of; 0 if it does not count."""
    match = _COUNT.search(question)
    if not match:
        return 0
    mark = match["zh"] or match["en"].lower()
    return int(mark) if mark.isdigit() else _NUMBERS[mark]


def ordinal(question: str) -> int:
    """Return which point of a list the question names, from 1; -1 for the last, 0 for none."""
    match = _ORDINAL.search(question)
    if not match:
        return 0
    if match["last"] or match["end"]:
        return -1
    if match["han"]:
        return _HAN.index(match["han"]) + 1
    return _ENGLISH.index(match["english"].lower()) + 1


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
    return Quote(best.passage, start, end, best.score)
