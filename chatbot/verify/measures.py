"""Time and money said in another unit: 三年 and 36个月, 6分钱 and 0.06元, 一个半小时 and 90分钟."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chatbot import figures
from chatbot.figures.numerals import ARABIC, DIGITS, HAN, arabic, han
from chatbot.verify.amounts import Amount
from chatbot.verify.records import Difference, Kind
from chatbot.verify.words import plain

# What a unit measures and how much of it: hours up to a day, from there months, and yuan.
_UNITS = {
    "分钟": ("hours", 1 / 60),
    "刻钟": ("hours", 1 / 4),
    "小时": ("hours", 1.0),
    "钟头": ("hours", 1.0),
    "天": ("hours", 24.0),
    "星期": ("hours", 168.0),
    "周": ("hours", 168.0),
    "月": ("months", 1.0),
    "季度": ("months", 3.0),
    "年": ("months", 12.0),
    "元": ("yuan", 1.0),
    "块": ("yuan", 1.0),
    "毛": ("yuan", 0.1),
    "角": ("yuan", 0.1),
    "分": ("yuan", 0.01),
}
# Units of money as they are spoken of.
_SPOKEN = ("块", "毛", "角", "分")
_WEEKS = ("周", "星期")
_SCALES = {"": 1.0, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
# Not a part of a date or a name: 2027年, 第三年, 三年级, 五个月份, 三分之一, 上半年.
_MEASURE = re.compile(
    rf"(?<![\d.第零一二三四五六七八九十百千万亿两几数])(?!(?<=[上下])半年)"
    rf"(?:(?P<halved>半)个?(?P<half>小时|钟头|月|年|天)"
    rf"|(?P<number>{ARABIC}|{HAN})(?P<scale>[万亿千百])?(?:(?P<more>个半)|个)?"
    r"(?P<unit>分钟|刻钟|小时|钟头|星期|(?<=个)季度|(?<=个)月|(?<=个半)月|[天周年元块毛角]"
    r"|分(?=[钱、，,。；;]|$|的|就))"
    rf"(?:(?P<and>半)|(?<=块)(?P<dimes>[1-9{DIGITS[1:]}])(?![\d{DIGITS}十百千万毛角])|钱)?)"
    r"(?![之期级份度代龄])"
)
_NEAR = 0.2
_HALF_MONTH = 15 * 24.0
# A number of years with four digits is a date.
_MOST_YEARS = 100
_EACH = tuple(
    re.compile(pattern)
    for pattern in (
        r"每天|每日|日均|一天(?!内)",
        r"每个?月|月均|一个月(?!内)|按月",
        r"每个?季度?|按季",
        r"每年|年均|一年(?!内)|按年|全年",
    )
)
_MONEY = tuple(
    re.compile(pattern)
    for pattern in (r"人民币|\brmb\b", r"美元|\bdollars?\b", r"欧元|\beuros?\b", r"日元", r"港元")
)
# Sums in yuan do not say that they are.
_YUAN = re.compile(r"\d[万亿千百]*元")


@dataclass(frozen=True, slots=True)
class Measure:
    """A span of time or a sum of money as written, ``much`` of what it measures, its ``kind``.

    ``half``: it is half of its unit, which makes it no figure.
    """

    start: int
    end: int
    words: str
    kind: str
    much: float
    unit: str
    half: bool

    def equals(self, other: "Measure") -> bool:
        """Tell whether both measure the same; by custom four weeks are a month."""
        if self.kind == other.kind:
            return figures.close(self.much, other.much)
        weeks, months = (self, other) if self.unit in _WEEKS else (other, self)
        return (
            weeks.unit in _WEEKS
            and months.kind == "months"
            and figures.close(weeks.much, months.much * 4 * _UNITS["周"][1])
        )

    def nearly(self, other: "Measure") -> bool:
        """Tell whether halves may stand for the other: 不到半小时 for 28分钟."""
        near = abs(self.much - other.much) <= _NEAR * other.much
        return self.equals(other) or (self.kind == other.kind and near)


def replaced(claim: str, told: str) -> tuple[str, tuple[str, ...]]:
    """Return ``claim`` with each measure in the words of an equal one of ``told``, and those words.

    Only those are replaced that ``told`` has in another unit alone; 28块1 always is 28.1元. Half
    a month is 15 days.
    """
    known = list(_measures(told))
    used: list[str] = []
    for one in reversed(list(_measures(claim))):
        equal = [other for other in known if one.equals(other)]
        if equal and all((other.unit, other.half) != (one.unit, one.half) for other in equal):
            used.append(equal[0].words)
            claim = claim[: one.start] + equal[0].words + claim[one.end :]
        elif one.kind == "yuan" and one.words[-1] not in "元块钱毛角分":
            # 28块1
            claim = f"{claim[: one.start]}{figures.plain(one.much)}元{claim[one.end :]}"
    return claim, tuple(used)


def differences(clause: str, text: str) -> Iterator[Difference]:
    """Yield the measures of ``clause`` that are no figures where ``text`` has others of the kind.

    They are halves of a unit and small sums in words: 半小时, 两块钱.
    """
    told = list(_measures(plain(text)))
    for one in _measures(plain(clause)):
        rivals = [other for other in told if other.kind == one.kind or other.unit in _WEEKS]
        plainly = one.unit in _SPOKEN and next(iter(figures.find(one.words)), None) is None
        if (one.half or plainly) and rivals and not any(one.nearly(other) for other in rivals):
            kind: Kind = "figure" if one.kind == "yuan" else "period"
            yield Difference(kind, one.words, rivals[0].words)


def _measures(text: str) -> Iterator[Measure]:
    for match in _MEASURE.finditer(text):
        unit = match["unit"] or match["half"]
        kind, much = _UNITS[unit]
        value = _value(match)
        if value is None or (unit == "年" and value >= _MOST_YEARS):
            continue
        if unit == "月" and match["halved"]:
            kind, much, value = "hours", _HALF_MONTH, 1.0
        half = bool(match["halved"] or match["more"] or match["and"])
        yield Measure(match.start(), match.end(), match[0], kind, value * much, unit, half)


def _value(match: re.Match[str]) -> float | None:
    if match["halved"]:
        return 0.5
    number = arabic(match["number"]) if match["number"][0].isdigit() else han(match["number"])
    if number is None:
        return None
    dimes = match["dimes"] or "0"
    tenths = int(dimes) if dimes.isdigit() else DIGITS.index(dimes)
    value = number * _SCALES[match["scale"] or ""] + 0.5 * bool(match["more"] or match["and"])
    return value + tenths / 10


def spans(one: Amount, equal: Sequence[Amount]) -> Iterator[Difference]:
    """Yield the difference of a figure all ``equal`` ones of which are by another span of time.

    What does not say by what it is reckoned differs from nothing.
    """
    mine, theirs = _spans(one.local), [_spans(other.local) for other in equal]
    if len(mine) == 1 and theirs and all(said and not said & mine for said in theirs):
        yield Difference("unit", one.clause, equal[0].clause)


def money(clause: str, text: str) -> Iterator[Difference]:
    """Yield a kind of money that ``clause`` names where ``text`` names another one only."""
    mine, theirs = plain(clause), plain(text)
    for currency in _MONEY:
        said = currency.search(mine)
        if said and not currency.search(theirs):
            shown = (found for each in (*_MONEY, _YUAN) if (found := each.search(theirs)))
            other = next(shown, None) if currency is not _MONEY[0] else _foreign(theirs)
            if other and other[0] not in mine:
                yield Difference("unit", said[0], other[0])
                return


def _foreign(text: str) -> re.Match[str] | None:
    return next((found for each in _MONEY[1:] if (found := each.search(text))), None)


def _spans(words: str) -> set[int]:
    return {number for number, pattern in enumerate(_EACH) if pattern.search(plain(words))}
