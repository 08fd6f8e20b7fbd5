"""Numbers with their scale and unit as they stand in a text, before they are put together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chatbot.figures import numerals, units

_ENGLISH_SCALE = r"(?i:(?<=[\s-])(?:thousand|million|billion|trillion)\b)"
_SCALE = (
    "万亿|千亿|百亿|十亿|千万|百万|十万|亿|万(?!分之)|千(?!瓦|克|米|伏|赫|帕|卡|焦|字)"
    "|百(?!分|帕|公里)"
)
# A date, a time, an ordinal or a name is no figure, and neither is a hotline's number.
_HOTLINE = re.compile(r"1\d{4}")
_CALLED = re.compile("热线|电话|专线|客服|拨打|来电|平台|监督|求救|救援")
_NEAR = 12
_DIGITS = re.compile(
    r"(?<![A-Za-z\d_.第〔])(?<![A-Za-z]-)(?<!\d[时点/])(?P<sign>(?<![A-Za-z\d%.)-])[-−]|负)?"
    rf"(?P<number>{numerals.ARABIC})"
    rf"(?:亿(?P<more>\d+)(?=万|千万|百万))?\s?(?P<inner>[余多])?(?P<scale>{_SCALE}|{_ENGLISH_SCALE})?"
    rf"(?P<late>[余多])?\s?(?:个(?P<last>多)(?=百分点|小时|月))?(?P<unit>{units.ANY})?"
    r"(?!\d|[年月日时号]|分(?!别))"
)
_DASH = r"[—–~～\-－]{1,2}|[至到]"
_BEFORE = rf"(?<![{numerals.DIGITS}两十百千万亿第数几\d点.之全])"
_HAN = re.compile(
    rf"{_BEFORE}(?:(?P<low>{numerals.HAN})(?:{_DASH})(?={numerals.HAN}))?"
    rf"(?P<number>{numerals.HAN})(?P<inner>[余多来])?(?P<scale>万亿|亿|万)?(?P<late>[余多])?"
    rf"(?:个(?P<last>多)(?=百分点|小时|月))?(?P<unit>{units.ANY})(?![年月日时号])"
)
_OF_ONE_DIGIT = re.compile(units.OF_ONE_DIGIT)
# 千家万户, 万条: a scale alone is a number only where something says so (近百家, 百余家, 百亿元).
_SAYS_SO = re.compile("(?:[近超逾过约达到]|突破)$")
_SHARE = re.compile(
    rf"{_BEFORE}(?P<below>{numerals.HAN}|百|千|万)分之(?P<over>{numerals.HAN}|{numerals.ARABIC}|百)"
    rf"|{_BEFORE}(?P<tenths>[一二两三四五六七八九]|(?<!\d)[1-9])成(?![为了就立效果员本分都交品长熟功])"
    r"(?P<rest>半|[一二三四五六七八九](?![一二三四五六七八九十个家项成]))?"
    r"|(?P<half>一半(?!是)|半数|(?<=[过近超逾])半(?=[以，。、；的]|$))"
    rf"|翻[了上出]?(?P<times>[一二两三四五\d])?番"
    r"|(?<![\d/])(?P<top>[1-9])/(?P<bottom>[2-9]|10)(?![\d/年月日])(?=以上|左右|的|以下|强|多)"
)


@dataclass(slots=True)
class Raw:
    """A number at ``text[start:end]``; ``scale`` is None where none is written."""

    start: int
    end: int
    number: float
    scale: float | None
    unit: str
    inner: str = ""
    high: float | None = None

    @property
    def value(self) -> float:
        """Return the value in the unit."""
        return product(self.number, self.scale)


def product(number: float, scale: float | None) -> float:
    """Return ``number`` times ``scale`` without the error of the binary fraction: 495.8万 is whole.

    A decimal fraction has no exact double, its product may miss the nearest one.
    """
    return number if not scale else float(f"{number * scale:.15g}")


def in_digits(text: str) -> Iterator[Raw]:
    """Yield the numbers in digits, bare ones too, in order."""
    for match in _DIGITS.finditer(text):
        around = text[max(match.start() - _NEAR, 0) : match.end() + _NEAR]
        if _HOTLINE.fullmatch(match[0].strip()) and _CALLED.search(around):
            continue
        written = match["scale"]
        scale = None
        if written:
            scale = numerals.SCALES.get(written) or numerals.ENGLISH_SCALES[written.lower()]
        number = numerals.arabic(match["number"])
        if match["more"]:
            number, scale = number * 1e8 + float(match["more"]) * (scale or 1.0), 1.0
        end = match.end()
        while text[end - 1].isspace():
            end -= 1
        inner = match["inner"] or match["late"] or match["last"] or ""
        yield Raw(
            match.start(),
            end,
            -number if match["sign"] else number,
            scale,
            units.name(match["unit"] or ""),
            inner,
        )


def in_han(text: str) -> Iterator[Raw]:
    """Yield the Chinese numerals that have a unit, in order."""
    for match in _HAN.finditer(text):
        words, unit = match["number"], match["unit"]
        number = numerals.han(words)
        inner = match["inner"] or match["late"] or match["last"] or ""
        if number is None or not _counts(text, match, number, inner):
            continue
        scale = numerals.SCALES[match["scale"] or ""]
        low = numerals.han(match["low"]) if match["low"] else None
        raw = Raw(match.start(), match.end(), number, scale, units.name(unit), inner)
        if low is not None and low < number:
            raw.number, raw.high = low, product(number, scale)
        elif match["low"]:
            raw.start = match.start("number")
        yield raw


def _counts(text: str, match: re.Match[str], number: float, inner: str) -> bool:
    words, unit = match["number"], match["unit"]
    # 一个 is an article more often than a number.
    if number <= 1 and not match["scale"] and "点" not in words:
        return unit in ("倍", "个百分点", "%") and words == "一"
    if words[0] in "百千万亿" and not inner:
        before = text[max(0, match.start() - 2) : match.start()]
        return len(words) > 1 or _SAYS_SO.search(before) is not None
    if len(words) == 1 and words != "十" and not match["scale"]:
        return _OF_ONE_DIGIT.match(text, match.start("unit")) is not None
    return True


def shares(text: str) -> Iterator[Raw]:
    """Yield the shares in words, in per cent: 六成, 三分之二, 一半, 翻一番 (a rise by 100 %)."""
    for match in _SHARE.finditer(text):
        value = _share(match)
        if value is not None:
            yield Raw(match.start(), match.end(), value, None, "%")


def _share(match: re.Match[str]) -> float | None:
    if match["half"]:
        return 50.0
    if match["tenths"]:
        rest = match["rest"] or ""
        tenths = match["tenths"]
        whole = (
            int(tenths) if tenths.isdecimal() else numerals.DIGITS.index(tenths.replace("两", "二"))
        )
        return 10.0 * whole + (5 if rest == "半" else numerals.DIGITS.index(rest) if rest else 0)
    if match["top"]:
        top, bottom = int(match["top"]), int(match["bottom"])
        return 100.0 * top / bottom if top < bottom else None
    if match["below"]:
        below, over = (_either(match[name]) for name in ("below", "over"))
        return float(f"{100 * over / below:.12g}") if below and over is not None else None
    times = match["times"] or "一"
    fold = int(times) if times.isdecimal() else numerals.han(times)
    return 100.0 * (2.0**fold - 1) if fold else None


def _either(words: str) -> float | None:
    if words in numerals.SCALES:
        return numerals.SCALES[words]
    return numerals.arabic(words) if words[0].isdecimal() else numerals.han(words)
