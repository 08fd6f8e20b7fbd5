"""Figures in text: find and normalise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALES = {"万亿": 1e12, "亿": 1e8, "万": 1e4, "千": 1e3, "百": 1e2, "": 1.0}
_UNITS = (
    "个百分点|百分点|%|％|‰|元|美元|个|家|户|项|条|辆|架|台|座|所|种|款|艘|件|人次|人|次|倍|吨|公里"
    "|千瓦时|千瓦|天|小时"
)
# A date is not a figure: it says when, not how much.
_FIGURE = re.compile(
    rf"(?<![A-Za-z0-9_.])(?P<number>{_NUMBER})\s?(?P<scale>万亿|亿|万|千|百)?[余多]?"
    rf"(?P<unit>{_UNITS}|(?<=\s)[A-Za-z]{{2,12}})?(?!\d|[年月日时分号]|[—–-]\d+[年月日])"
)


_TENTHS = re.compile(
    r"(?<![一二三四五六七八九十])(?P<tenths>[一二三四五六七八九])成(?P<half>半)?(?![为了就立效果员本])"
)
# 一个 is an article more often than a number.
_COUNTED = re.compile(
    r"(?<![一二三四五六七八九十第两几数])(?P<count>[二两三四五六七八九]|[二三四五六七八九]?十[一二三四五六七八九]?)大?"
    r"(?P<unit>个|项|家|条|种|座|所|款|架|台|艘|部门|方面)(?!月|季度|五)"
)
_HAN_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Found:
    """A figure at ``text[start:end]``: ``value`` counts units (2.5万 is 25000)."""

    start: int
    end: int
    value: float
    unit: str


def find(text: str) -> Iterator[Found]:
    """Yield the figures of ``text``, in order: digits, 六成, 四项; dates are left out."""
    found = [*_in_digits(text), *_tenths(text), *_counted(text)]
    yield from sorted(found, key=lambda figure: figure.start)


def _in_digits(text: str) -> Iterator[Found]:
    for match in _FIGURE.finditer(text):
        scale = match["scale"] or ""
        unit = (match["unit"] or "").replace("％", "%")
        if not scale and not unit:
            continue
        value = float(match["number"].replace(",", "")) * _SCALES[scale]
        yield Found(match.start(), match.end(), value, unit)


def _tenths(text: str) -> Iterator[Found]:
    for match in _TENTHS.finditer(text):
        value = 10.0 * _HAN_DIGITS.index(match["tenths"]) + (5.0 if match["half"] else 0.0)
        yield Found(match.start(), match.end(), value, "%")


def _counted(text: str) -> Iterator[Found]:
    for match in _COUNTED.finditer(text):
        tens, ten, ones = match["count"].replace("两", "二").partition("十")
        digits = [_HAN_DIGITS.index(part) if part else 0 for part in (tens, ones)]
        value = digits[0] if not ten else 10 * (digits[0] or 1) + digits[1]
        yield Found(match.start(), match.end(), float(value), match["unit"])
