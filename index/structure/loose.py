"""Enumerations without markers: clauses between semicolons, paragraphs or rows below a lead."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from index.names import is_introduced
from index.records import Enumeration, Point, Sentence
from index.structure import cues, tables

_NUMBERS = {han: value for value, han in enumerate("两三四五六七八九十", 2)} | {"二": 2}
_COUNT = re.compile(
    r"(?<![第年])(?P<number>[二两三四五六七八九十]|\d{1,2})(?:大|个|项|条|点|件|种|类|步|招|方面)+"
)
_COLON = re.compile("[：:]")
_MOST_LEAD = 80
# So many characters has a question that a speaker asks himself.
_MOST_ASKED = 20
_FEWEST = 3
_MOST = 20


def loose_lists(text: str, spans: Sequence[Sentence]) -> list[Enumeration]:
    """Return the enumerations that ``spans`` form without markers, in order.

    Either the rows of a table, or one sentence whose clauses semicolons part, after a colon or a
    question that the speaker asks himself, or the paragraphs that follow a lead ending in a colon:
    as many as the lead counts, those that say who took part, or those that end in semicolons and
    the next.
    """
    found: list[Enumeration] = []
    at = 0
    while at < len(spans):
        listed = _led_clauses(text, spans, at) or _paragraphs(text, spans, at)
        listed = listed or _rows(text, spans, at)
        if listed is None:
            at += 1
            continue
        found.append(listed)
        end = listed.points[-1].end
        while at < len(spans) and spans[at].start < end:
            at += 1
    return found


def semicolon_parts(text: str, spans: Sequence[Sentence], at: int) -> list[Sentence]:
    """Return the spans of the sentence that holds span ``at``: what its semicolons part."""
    first = last = at
    while first and text[spans[first - 1].end - 1] in "；;" and not parted(text, spans, first):
        first -= 1
    while (
        last + 1 < len(spans)
        and text[spans[last].end - 1] in "；;"
        and not parted(text, spans, last + 1)
    ):
        last += 1
    return list(spans[first : last + 1])


def unled(text: str, spans: Sequence[Sentence], at: int) -> Enumeration | None:
    """Return the clauses of the sentence that holds span ``at`` as a list that nothing leads.

    None where they are fewer than three, or points have markers.
    """
    points = semicolon_parts(text, spans, at)
    if not _FEWEST <= len(points) <= _MOST or _marked(text, points):
        return None
    return enumeration_of(Sentence(points[0].start, points[0].start), points)


def _led_clauses(text: str, spans: Sequence[Sentence], at: int) -> Enumeration | None:
    """Return the list of clauses that begins at ``at``: after its colon, or a short question."""
    whole = semicolon_parts(text, spans, at)
    rest = whole[whole.index(spans[at]) :]
    if _marked(text, rest):
        return None
    colon = _COLON.search(text, spans[at].start, min(spans[at].end, spans[at].start + _MOST_LEAD))
    if colon:
        lead, first = Sentence(spans[at].start, colon.end()), Sentence(colon.end(), spans[at].end)
    elif at and len(rest) == len(whole) and _asks_oneself(text, spans, at - 1):
        # 怎么干？要…；要…；要…。
        lead, first = spans[at - 1], spans[at]
    else:
        return None
    points = [first, *rest[1:]]
    if first.start >= first.end or not _FEWEST <= len(points) <= _MOST:
        return None
    return enumeration_of(lead, points)


def _asks_oneself(text: str, spans: Sequence[Sentence], at: int) -> bool:
    """Tell whether a span is a short question that the next, of its paragraph, answers."""
    span = spans[at]
    short = span.end - span.start <= _MOST_ASKED
    return short and text[span.end - 1] in "？?" and not parted(text, spans, at + 1)


def _paragraphs(text: str, spans: Sequence[Sentence], at: int) -> Enumeration | None:
    lead = spans[at]
    if text[lead.end - 1] not in "：:":
        return None
    starts = [i for i in range(at + 1, len(spans)) if parted(text, spans, i)]
    if not starts or starts[0] != at + 1:
        return None
    number = (
        count(text[lead.start : lead.end])
        or _people(text, spans, starts)
        or _open_ended(text, spans, starts)
    )
    if not 1 < number <= min(len(starts), _MOST):
        return None
    after = starts[number] if number < len(starts) else len(spans)
    bounds = [*starts[:number], after]
    points = [
        Sentence(spans[first].start, spans[next_ - 1].end) for first, next_ in pairwise(bounds)
    ]
    if _marked(text, [*points, *spans[after : after + 1]]):
        return None
    return enumeration_of(lead, points)


def _rows(text: str, spans: Sequence[Sentence], at: int) -> Enumeration | None:
    """Return the table that follows a sentence which ends its paragraph."""
    rows: list[Sentence] = []
    if tables.cells(_line(text, spans[at])):
        return None
    for span in spans[at + 1 :]:
        if not tables.cells(_line(text, span)):
            break
        if not rows or "\n" in text[rows[-1].end : span.start]:
            rows.append(span)
        else:
            rows[-1] = Sentence(rows[-1].start, span.end)
    return enumeration_of(spans[at], rows) if 1 < len(rows) <= _MOST else None


def _line(text: str, span: Sentence) -> str:
    end = text.find("\n", span.start)
    return text[text.rfind("\n", 0, span.start) + 1 : end if end >= 0 else len(text)]


def _people(text: str, spans: Sequence[Sentence], starts: Sequence[int]) -> int:
    """Return how many paragraphs say who somebody is, each a line: 省林业局局长 林穗."""
    lines = (text[spans[start].start : spans[start].end].strip() for start in starts)
    return sum(1 for _ in takewhile(is_introduced, lines))


def _open_ended(text: str, spans: Sequence[Sentence], starts: Sequence[int]) -> int:
    """Return how many paragraphs end in semicolons, and the one after them."""
    number = 0
    for start in starts[1:]:
        number += 1
        if text[spans[start - 1].end - 1] not in "；;":
            break
    else:
        number += 1
    return number


def count(lead: str) -> int:
    """Return how many points a lead announces; 0 if it does not say."""
    found = [match["number"] for match in _COUNT.finditer(lead)]
    return int(_NUMBERS.get(found[-1], 0) or found[-1]) if found else 0


def parted(text: str, spans: Sequence[Sentence], at: int) -> bool:
    """Tell whether the span ``at`` begins another paragraph than the one before it."""
    return "\n" in text[spans[at - 1].end : spans[at].start]


def _marked(text: str, spans: Sequence[Sentence]) -> bool:
    return any(
        cues.marker(text, span.start, line_start=True) or cues.bullet(text, _opens(text, span))
        for span in spans
    )


def _opens(text: str, span: Sentence) -> int:
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    return span.start - len(line.lstrip())


def enumeration_of(lead: Sentence, points: Sequence[Sentence]) -> Enumeration:
    """Return ``points`` without markers, numbered in order, below ``lead``."""
    return Enumeration(
        lead.start,
        lead.end,
        tuple(Point(number, each.start, each.end) for number, each in enumerate(points, 1)),
        marked=False,
    )
