"""The dates and periods of a claim held against those of its evidence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from chatbot.figures import changes
from chatbot.language import periods
from chatbot.language.periods import Period
from chatbot.verify.records import Difference

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_NAME = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
DATE = re.compile(
    r"(?:(?P<year>\d{4})\s?年\s?)?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号]"
    r"|(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"
)
ENGLISH_DATE = re.compile(
    rf"\b(?:{_NAME} (?P<day>\d{{1,2}})|(?P<first>\d{{1,2}}) (?P<late>{'|'.join(_MONTHS)})[a-z]*)\b"
    r"(?:,? (?P<year>\d{4}))?"
)
# 高于4月, 不如去年: what something is held against.
_BASE = re.compile(
    r"(?:[高低多少优好快慢]于|不及|不如|超过)"
    r"(?:(?:去年|上年)?(?:\d{4}年)?\d{1,2}月份?|(?:去年|上年)(?:同期|全年)?)"
    r"|比(?:\d{1,2}月份?|第?[一二三四]季度|上半年)"
    # 去年基数高, 跟去年同月一样
    r"|(?:去年|上年)(?:同期)?的?基数"
    r"|[跟和与同](?:去年|上年|前年)(?:同[期月]|这时候?|底|末|全年)?"
    r"|\b(?:than|from|over) (?:at |in )?(?:the end of )?(?:last year|20\d\d)\b",
    re.IGNORECASE,
)
# 全年计划 is a plan, no period.
_PLANNED = re.compile(r"全年(?=[\u3400-\u9fff]{0,8}(?:任务|计划|目标))")
_EARLIER = re.compile(r"[由从](?:去年|上年)同期")
Date = tuple[int | None, int, int]
# A year that the sentence has in the same digits; it may be there as a base of comparison.
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s?年)")


@lru_cache(maxsize=20_000)
def dates(text: str) -> tuple[Date, ...]:
    """Return the dates of ``text`` as year (None where it is not said), month and day."""
    found: list[Date] = []
    for match in DATE.finditer(text):
        year = match["year"] or match["y"]
        month, day = match["month"] or match["m"], match["day"] or match["d"]
        found.append((int(year) if year else None, int(month), int(day)))
    for match in ENGLISH_DATE.finditer(text):
        name = match["name"] or match["late"]
        day = match["day"] or match["first"]
        year = match["year"]
        found.append((int(year) if year else None, 1 + _MONTHS.index(name), int(day)))
    return tuple(found)


def begins(text: str) -> int:
    """Return where the first period of ``text`` stands, -1 where it has none."""
    match = periods.PERIOD.search(_BASE.sub(lambda found: " " * len(found[0]), text))
    return match.start() if match else -1


def without_bases(text: str) -> str:
    """Return ``text`` without what it compares with: 比4月."""
    return _BASE.sub(" ", text)


@lru_cache(maxsize=20_000)
def spans(text: str, year: int | None) -> tuple[Period, ...]:
    """Return the periods of ``text``; dates and bases of comparison are left out."""
    text = text.replace("May Day", " ")
    _, bare = changes.comparisons(ENGLISH_DATE.sub(" ", DATE.sub(" ", text)))
    bare = _PLANNED.sub(" ", _BASE.sub(" ", bare))
    found = [
        # 全年 is of the year that the section is about.
        one if (one.first, one.last) == (1, 12) else replace(one, year=one.year or year)
        for one in periods.find(bare, year)
    ]
    return tuple(found)


def differences(clause: str, texts: Sequence[str], year: int | None) -> Iterator[Difference]:
    """Yield the dates and periods of ``clause`` that ``texts`` contradict.

    ``texts`` are the sentence, then ever more around it: the nearest one that names any decides.
    """
    told = list(texts)
    if wanted := dates(clause):
        given = next((listed for text in told if (listed := dates(text))), ())
        for one in wanted:
            if not any(_agree(one, other) for other in given):
                shown = _shown(given[0]) if given else ""
                yield Difference("period", _shown(one), shown)
    for period in _unyeared(clause, told, year):
        near = next((found for text in told if (found := _known(text, year))), ())
        stated = period.last is None and any(
            year_words in told[0] for year_words in _YEARS.findall(clause)
        )
        # Where the sentence names none, what it belongs to may: a report on the first half year.
        agrees = not _known(told[0], year) and any(
            not period.contradicts(other) for text in told[1:] for other in spans(text, year)
        )
        # 由去年同期的1630辆次增加 gives last year's figure for the same months.
        same_months = _EARLIER.search(told[0]) and any(
            not period.contradicts(replace(other, year=other.year - 1))
            for other in near
            if other.year
        )
        if (
            near
            and not (stated or agrees or same_months)
            and all(period.contradicts(other) for other in near)
        ):
            yield Difference("period", _words(clause), _words(told[0]) or _words("\n".join(told)))
        elif not near and year and period.year not in (None, year):
            yield Difference("period", _words(clause), "")


def _unyeared(clause: str, texts: Sequence[str], year: int | None) -> Iterator[Period]:
    """Yield the periods of a clause; of a month without a year the year is that of the sentence.

    12月 in a report of February is of the year before.
    """
    for one, said in zip(spans(clause, year), spans(clause, None), strict=True):
        bare = said.year is None and said.shift is None and said.first == said.last is not None
        other = replace(one, year=None) if bare else one
        same = [each for each in _known(texts[0], year) if not other.contradicts(each)]
        yield replace(one, year=same[0].year) if bare and same else one


def _known(text: str, year: int | None) -> tuple[Period, ...]:
    """Return the periods of a text; a date is also its month."""
    months = [Period(one[0] or year, one[1], one[1]) for one in dates(text)]
    return (*spans(text, year), *months)


def _agree(one: Date, other: Date) -> bool:
    return one[1:] == other[1:] and (one[0] is None or other[0] is None or one[0] == other[0])


def _shown(one: Date) -> str:
    year, month, day = one
    return f"{year or ''}{'年' if year else ''}{month}月{day}日"


def _words(text: str) -> str:
    return periods.written(text)
