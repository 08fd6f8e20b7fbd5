"""Find the figures of a text: where each stands, its value in its unit, its qualifier."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chatbot.figures import qualifiers, raw
from chatbot.figures.raw import Raw
from index.canonical import canonical

# A bare number is a figure where the words before it say that something amounts to it.
_AMOUNTS = re.compile(
    r"(?:[为达到至是超近约逾过报]|收于|录得|仅|合计|stood at|reached|totaled|totalled|was|is)\s?$"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENGLISH_NOUN = re.compile(r" (?!to\b|and\b|or\b|of\b|in\b|on\b|by\b|the\b|am\b|pm\b|is\b)[a-z]{3}")
_NAMED = re.compile(
    r"(?i:jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|no\."
    r"|article|chapter|section|table|page|figure|part)\s$"
)
_OF_A_NAME = re.compile(r"[A-Za-z:：/]|[.\-]\d|\s?[—–~～-]{1,2}\s?\d")
_TO = re.compile(r"\s?(?:[—–~～\-－]{1,2}|[至到]|to)\s?")
_AND = re.compile(r"[、,，]|[和与及]|以及")
_PERIOD_BEFORE = re.compile("(?:(?<!提)前|[头后近]|过去|未来|最近|今后|连续)$")
_ORDINAL_BEFORE = re.compile(r"第[\d一二三四五六七八九十]+[至到—–、-]$")
_CURRENCIES = {"$": "美元", "€": "欧元", "£": "英镑", "¥": "元", "￥": "元"}
_PLAIN = str.maketrans("０１２３４５６７８９．％－〇", "0123456789.%-零")
_TO_PLAIN = re.compile("[０-９％〇]")
_WIDE_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_ANY = re.compile(r"[\d二三四五六七八九两十百千万亿半]|一成|[一翻].?番|一[倍个百千万亿]|分之")


@dataclass(frozen=True, slots=True)
class Found:
    """A figure at ``text[start:end]``: ``value`` counts units (2.5万 is 25000).

    ``high`` is the end of a range (3—5%), else None. Shares are per cent: 六成 is 60, 三分之二
    is 66.67. ``qualifier`` is what makes it a bound or an estimate (超, 近, 余, 左右), in
    simplified characters.
    """

    start: int
    end: int
    value: float
    unit: str
    high: float | None = None
    qualifier: str = ""


def find(text: str) -> Iterator[Found]:
    """Yield the figures of ``text``, in order; dates, ordinals, names and 一个 are left out."""
    plain = canonical(text)
    if not _ANY.search(plain):
        return
    if _TO_PLAIN.search(plain):
        plain = _WIDE_COMMA.sub(",", plain).translate(_PLAIN)
    for one in _joined(plain, _ordered(plain)):
        qualifier = qualifiers.around(plain, one.start, one.end, one.inner)
        yield Found(one.start, one.end, one.value, one.unit, one.high, qualifier)


def _ordered(text: str) -> list[Raw]:
    """Return all numbers in order; where two overlap, the share in words, else the first."""
    shares = [(one, True) for one in raw.shares(text)]
    others = [(one, False) for one in (*raw.in_han(text), *raw.in_digits(text))]
    kept: list[Raw] = []
    for one, is_share in sorted((*shares, *others), key=lambda pair: pair[0].start):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif is_share:
            kept[-1] = one
    return kept


def _joined(text: str, numbers: Sequence[Raw]) -> Iterator[Raw]:
    """Join the ends of ranges, let the members of a list share a unit, drop what is no figure."""
    kept: list[Raw] = []
    for one in reversed(numbers):
        if _is_ordinal(text, one):
            continue
        if not one.unit and (money := _CURRENCIES.get(text[one.start - 1 : one.start])):
            one.unit, one.start = money, one.start - 1
        if kept:
            between = text[one.end : kept[-1].start]
            if _is_range(text, one, kept[-1], between):
                kept[-1] = _range(one, kept[-1])
                continue
            if _AND.fullmatch(between):
                _share_unit(text, one, kept[-1])
        if one.unit or one.scale is not None or _stands(text, one):
            kept.append(one)
    yield from reversed(kept)


def _is_ordinal(text: str, one: Raw) -> bool:
    """Tell whether a number belongs to 第1至3条 or to a period: 前3个月."""
    if _ORDINAL_BEFORE.search(text, max(0, one.start - 5), one.start):
        return True
    months = one.unit == "个月"
    return months and _PERIOD_BEFORE.search(text, max(0, one.start - 2), one.start) is not None


def _share_unit(text: str, one: Raw, after: Raw) -> None:
    """Give a member of a list the unit of the next: 3.3个和4.5个百分点, 分别为3、5和8万家."""
    if (one.unit == "个" and after.unit.startswith("个")) or (
        not one.unit and one.scale is not None
    ):
        one.unit = after.unit
    elif not one.unit and after.unit and "分别" in text[: one.start]:
        one.unit, one.scale = after.unit, after.scale


def _is_range(text: str, low: Raw, high: Raw, between: str) -> bool:
    if low.high is not None or high.high is not None or not _TO.fullmatch(between):
        return False
    if text[low.start - 1 : low.start] in ("从", "由") or low.unit not in ("", high.unit):
        return False
    return bool(high.unit or high.scale is not None)


def _range(low: Raw, high: Raw) -> Raw:
    scale = low.scale
    if scale is None and not low.unit and low.number < high.number:
        scale = high.scale
    value = raw.product(low.number, scale)
    return Raw(low.start, high.end, value, None, high.unit, high.inner, high.value)


def _stands(text: str, one: Raw) -> bool:
    """Tell whether a number without scale and unit is a figure."""
    words = text[one.start : one.end]
    if _OF_A_NAME.match(text, one.end) or _YEAR.fullmatch(words):
        return False
    if _ENGLISH_NOUN.match(text, one.end):
        return not _NAMED.search(text, max(0, one.start - 12), one.start)
    return _AMOUNTS.search(text, max(0, one.start - 12), one.start) is not None
