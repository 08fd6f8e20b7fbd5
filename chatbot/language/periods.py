"""Periods in text: which months of which year a statement is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "首": 1, "1": 1, "2": 2, "3": 3, "4": 4}
_ENGLISH_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_ENGLISH_NUMBERS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_HAN = {
    "一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
# With a capital, or "may" would be a month.
_MONTH_NAMES = f"(?-i:{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _MONTHS)})"
_DECEMBER = 12
_SHIFTS = {
    "去年": -1, "上年": -1, "前年": -2, "今年": 0, "本年": 0, "明年": 1,
    "last": -1, "next": 1, "this": 0,
}  # fmt: skip
_AND = re.compile("[、和及与]")
_DASH = r"[—–\-－~至到]{1,2}"
_NUMBER = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
PERIOD = re.compile(
    r"(?P<year>\d{4}\s?年|去年|今年|明年|前年|上年|本年)?(?:的|全国|我国)?"
    r"(?:前(?P<quarters>[两二三])个?季度|"
    rf"第?(?P<quarter>[一二三四首1-4])(?:个)?季度|(?P<half>[上下])半年|(?(year)[前头]?|[前头])(?P<front>[两二三四五六七八九十]|十[一二]|\d|1[012])个月(?![内以])|前(?P<months>[两二三四五六七八九十\d]{{1,2}})月(?!\d+日)"
    rf"|(?P<from>{_NUMBER})月?(?:份?{_DASH}|[、和及与])(?P<to>{_NUMBER})月"
    r"|(?P<month>\d{1,2}|(?<![个几数近前后])(?:十[一二]?|[一二三四五六七八九])(?=月(?!亮)))月份?(?!\d*日|\d)(?P<end>底|末)?"
    # 底 and 末 alone need a year before them: 到底 is no period.
    r"|(?P<whole>全年|一整年|年底|年末|(?(year)[底末]|(?!))))"
    r"|(?:截至|到)(?P<till>\d{1,2})月(?:2[89]|3[01])日"
    r"|(?P<bare>\d{4}\s?年|去年|今年(?!以来|(?:\d{1,3}|[二三四五六七八九十]{1,3})(?:周?岁|[，,。；]))|明年|前年|上年)"
    r"|(?:(?<![A-Za-z0-9])Q(?P<q>[1-4])(?![A-Za-z0-9])"
    r"|\b(?P<english>first|second|third|fourth) quarter\b"
    r"|\b(?P<eh>first|second) half\b"
    rf"|\bfirst (?P<ef>{'|'.join(_ENGLISH_NUMBERS)}|\d{{1,2}}) (?P<span>month|quarter)s\b"
    rf"|\b(?P<m1>{_MONTH_NAMES})\s?(?:{_DASH}|to|and)\s?(?P<m2>{_MONTH_NAMES})\b"
    rf"|\b(?P<m>{_MONTH_NAMES})\b(?! \d{{1,2}}\b))"
    r"(?:,? (?:of |in )?(?P<after>20\d\d|(?:last|next|this) year)\b)?"
    r"|\b(?P<ey>last|next|this) year\b|\b(?:in|of|for) (?P<y>20\d\d)\b",
    re.IGNORECASE,
)
# A base of comparison says nothing of the period itself: 较去年同期, 比上年末, 同比.
_BASE = re.compile(
    r"(?:比|较|与|同|和|跟|相比于?|对比)(?:20\d\d年|去年|上年|前年)(?:同期|底|末|全年|同月)?(?:相比)?"
    rf"|(?:比|较|相比于?|对比){_NUMBER}月份?(?:相比)?"
    r"(?=[^，。？?]{0,4}(?:[高低多少快慢升降增减涨跌]|回落|收窄|扩大))"
    r"|[跟和与同](?:今年|本年)的?(?:相比|对比|比较|比一?比)|按(?:上年|去年|20\d\d年)不变价"
    # 而去年同期只有6000辆 tells of it.
    r"|(?:去年|上年)同期(?!还?[只仅才][^，。；]{0,4}\d)"
    r"|(?:than|from|over|since|behind|ahead of) (?:a|one|the same period|(?:the )?(?:end of )?last)"
    r" year(?: earlier| ago)?"
    r"|year[- ]on[- ]year",
    re.IGNORECASE,
)

# 去年同期有多少？ asks for last year's figure; 去年同期相比 and 是去年同期的几倍 compare with it.
_LAST_YEAR_S = re.compile(
    r"(?:^|[，。；、？?\s那])(?P<when>(?:去年|上年)的?同期)(?!的?(?:相?比|对比|[^，。？?]{0,3}倍))"
)
_GIVES_LAST_YEAR_S = re.compile(r"(?<![比较与和同跟])(?:去年|上年)同期")


@dataclass(frozen=True, slots=True)
class Period:
    """Months ``first`` to ``last`` of ``year``; None where the words do not say.

    ``moment`` is an end of period: a level is measured at it.
    """

    year: int | None = None
    first: int | None = None
    last: int | None = None
    moment: bool = False
    # Years from the one that is spoken in, where it is said so: -1 for 去年.
    shift: int | None = field(default=None, compare=False)

    @property
    def is_year(self) -> bool:
        """Whether it is a whole year, said to be one: 全年."""
        return (self.first, self.last, self.moment) == (1, _DECEMBER, False)

    def is_within(self, other: "Period") -> bool:
        """Tell whether it is some months of the year that ``other`` names: 去年上半年 and 去年.

        A single month is often told where only the year is named.
        """
        months = self.last is not None and self.first != self.last and not self.is_year
        return months and other.last is None and self.year is not None and self.year == other.year

    def contradicts(self, other: "Period") -> bool:
        """Tell whether both cannot be the period of one statement."""
        if self.year and other.year and self.year != other.year:
            return True
        if None not in (self.shift, other.shift) and self.shift != other.shift:
            return True
        if self.last is None or other.last is None:
            return False
        if self.moment or other.moment:
            return self.last != other.last
        return (self.first, self.last) != (other.first, other.last)


def find(text: str, this_year: int | None) -> Iterator[Period]:
    """Yield the periods named in ``text``, in order, bases of comparison left out."""
    for match in PERIOD.finditer(_BASE.sub(" ", text)):
        yield _period(match, this_year)


def last_year_s(question: str, text: str) -> str:
    """Return 去年同期 if ``question`` asks what was then and ``text`` does not tell, else ""."""
    asked = _LAST_YEAR_S.search(question)
    return asked["when"] if asked and not _GIVES_LAST_YEAR_S.search(text) else ""


def months_apart(text: str, this_year: int | None) -> Iterator[Period]:
    """Yield each of two months that ``text`` names side by side: 7月和9月.

    Together they may be a period, as 1、2月, or each is told by itself.
    """
    for match in PERIOD.finditer(_BASE.sub(" ", text)):
        if match["from"] and _AND.search(match[0]):
            period = _period(match, this_year)
            for month in (period.first, period.last):
                yield replace(period, first=month, last=month)


def written(text: str) -> str:
    """Return the first period of ``text`` as it is written, bases of comparison left out."""
    match = PERIOD.search(_BASE.sub(" ", text))
    return match[0].strip().removeprefix("的") if match else ""


def _period(match: re.Match[str], this_year: int | None) -> Period:
    said = match["year"] or match["bare"] or match["ey"] or match["y"] or match["after"] or ""
    words = said.lower().removesuffix(" year")
    shift = _SHIFTS.get(words)
    if shift is None:
        year = int(words[:4]) if words[:1].isdigit() else None
    else:
        year = None if this_year is None else this_year + shift
    return replace(_months_of(match, year), shift=shift)


def _months_of(match: re.Match[str], year: int | None) -> Period:
    quarter = match["quarter"] or match["q"]
    if quarter or match["english"]:
        number = _QUARTERS[quarter] if quarter else _ENGLISH_QUARTERS[match["english"].lower()]
        return Period(year, 3 * number - 2, 3 * number)
    if match["quarters"]:
        return Period(year, 1, 3 * _of_year(match["quarters"]))
    if match["half"] or match["eh"]:
        first = match["half"] == "上" or (match["eh"] or "").lower() == "first"
        return Period(year, 1, 6) if first else Period(year, 7, 12)
    if front := match["front"] or match["months"]:
        return Period(year, 1, _of_year(front))
    if match["ef"]:
        return Period(year, 1, _first(match["ef"].lower(), match["span"].lower()))
    if match["from"]:
        return Period(year, _of_year(match["from"]), _of_year(match["to"]))
    if months := _months(match):
        first, last, moment = months
        return Period(year, first, last, moment)
    if match["whole"]:
        return Period(year, 1, 12, moment=match["whole"] not in ("全年", "一整年"))
    return Period(year)


def _months(match: re.Match[str]) -> tuple[int, int, bool] | None:
    """Return the first and last of the months that are named, and whether an end is meant."""
    if match["month"]:
        month = _of_year(match["month"])
        return month, month, bool(match["end"])
    if match["till"]:
        return int(match["till"]), int(match["till"]), True
    if match["m1"] or match["m"]:
        first, last = match["m1"] or match["m"], match["m2"] or match["m"]
        return _month(first), _month(last), bool(match["m"])
    return None


def _first(number: str, span: str) -> int:
    """Return the last month of the first two, say, months or quarters."""
    several = int(number) if number.isdigit() else _ENGLISH_NUMBERS.index(number) + 2
    return several * (3 if span == "quarter" else 1)


def _month(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name[:3]))


def _of_year(mark: str) -> int:
    """Return the number of a month, or of months or quarters, in digits or as 一 to 十二."""
    return int(mark) if mark.isdigit() else sum(_HAN[sign] for sign in mark)
