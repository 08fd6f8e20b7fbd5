"""What is quoted of an enumeration: its lead and its points, or one of them."""

from dataclasses import dataclass

from chatbot.compose import Quote
from chatbot.extract import Candidate
from chatbot.lists.point_lists import PointLists
from index.records import Enumeration, Point

# A list this long is quoted in full; in a longer one each point is cut to its first sentences.
_MOST_CHARACTERS = 700


@dataclass(frozen=True, slots=True)
class Picked:
    """What to quote: the lead, None if one point was asked for, and the points."""

    lead: Quote | None
    points: tuple[Quote, ...]


def one_of(best: Candidate, enumeration: Enumeration, which: int) -> Picked:
    """Return one point, counted from 1; -1 for the last."""
    return Picked(None, (whole_of(best, enumeration.points[which - 1 if which > 0 else -1]),))


def listed(
    best: Candidate, enumeration: Enumeration, lists: PointLists, whole: bool = True
) -> Picked:
    """Return a whole list, with its lead if it has one; not ``whole``, its points are cut."""
    lead = None
    if enumeration.lead_start < enumeration.lead_end:
        lead = Quote(best.passage, enumeration.lead_start, enumeration.lead_end, best.score)
    return Picked(lead, shortened(best, enumeration, lists, whole))


def shortened(
    best: Candidate, enumeration: Enumeration, lists: PointLists, whole: bool
) -> tuple[Quote, ...]:
    """Return the points, a long list's cut to their statements, as are those not ``whole``."""
    total = enumeration.points[-1].end - enumeration.points[0].start
    source = best.passage.source
    return tuple(
        quote_of(
            best,
            point.start,
            point.end
            if whole and total <= _MOST_CHARACTERS
            else lists.statement(source, point.start, point.end),
        )
        for point in enumeration.points
    )


def whole_of(best: Candidate, point: Point) -> Quote:
    """Quote a point in full."""
    return quote_of(best, point.start, point.end)


def quote_of(best: Candidate, start: int, end: int) -> Quote:
    """Quote a span of the best sentence's exchange: heading and speaker are the same."""
    return Quote(best.passage, start, end, best.score)


def leads(candidate: Candidate, enumeration: Enumeration) -> bool:
    """Tell whether the candidate is, or begins in, the lead of a list."""
    return enumeration.lead_start <= candidate.sentence.start < enumeration.lead_end
