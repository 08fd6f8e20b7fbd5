"""The figures of a claim held against those of its evidence: value, unit, period, whose it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chatbot import figures
from chatbot.figures import Found, Statement, units
from chatbot.verify.records import Difference
from chatbot.verify.words import Meanings, share

# Counting words that stand for one another; 人 and 人次, 套 and 栋 do not.
_ALIKE = tuple(
    frozenset(group.split())
    for group in ("人 名 位", "家 个 所 座 处", "辆 台", "项 条 个 种 款 类 件", "个 只 头", "部 台", "剂 剂次", "次 起 例 件", "方面 个 部门")
)
_CLAUSE_START = re.compile(r".*[，；。：;:\n]|.*,(?!\d)", re.DOTALL)
_CLAUSE_END = re.compile(r"[，；。：;:\n]|,(?!\d)")
_UP = re.compile(r"超|逾|突破|高于|大于|多于|以上|余|多|至少|不少于|不低于|不小于|more than|over|at least", re.I)
_DOWN = re.compile(
    r"不足|不到|不满|低于|少于|小于|近|接近|将近|以下|以内|之内|至多|最多|不超过|不高于|不多于|less than|fewer|under|nearly|almost|at most|up to|close to|no more",
    re.I,
)
_BASES = {"同比", "环比", "比上年末", "比年初", "比前一日"}
# So much better must another figure fit for the claim to be about that one.
_MARGIN = 0.2
_ROUNDED = 0.1


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with what it says, as written, and the words of its clause around it."""

    said: Statement
    words: str
    local: str

    @property
    def figure(self) -> Found:
        """The figure itself."""
        return self.said.figure


@lru_cache(maxsize=20_000)
def amounts(text: str, year: int | None) -> tuple[Amount, ...]:
    """Return the figures of ``text`` in order."""
    told = figures.statements(text, year)
    found = []
    for number, one in enumerate(told):
        start, end = one.figure.start, one.figure.end
        before = text[told[number - 1].figure.end if number else 0 : start]
        after = text[end : told[number + 1].figure.start if number + 1 < len(told) else len(text)]
        if number:
            opened = _CLAUSE_END.search(before)
            before = before[opened.end() :] if opened else before
        closed = _CLAUSE_END.search(after)
        after = after[: closed.start()] if closed else after
        local = f"{one.subject} {one.metric} {before} {after}"
        found.append(Amount(one, text[start:end], local))
    return tuple(found)


def alike(one: str, other: str) -> bool:
    """Tell whether two units may count the same; a bare number, as in English, counts anything."""
    one, other = units.name(one), units.name(other)
    if one == other:
        return True
    if not one or not other:
        return (one or other) not in units.RATES
    return any(one in group and other in group for group in _ALIKE)


def same(claimed: Found, told: Found) -> bool:
    """Tell whether a claim may give ``told`` as ``claimed``: equal, or rounded and said to be."""
    if not alike(claimed.unit, told.unit):
        return False
    if claimed.high is not None and told.high is not None:
        return figures.close(claimed.value, told.value) and figures.close(claimed.high, told.high)
    if claimed.high is not None or told.high is not None:
        return False
    return figures.close(claimed.value, told.value) or _rounded(claimed, told)


def _rounded(claimed: Found, told: Found) -> bool:
    """Tell whether the claim rounds: 近七成 for 69.5%, about 5 million for 4.958 million."""
    if not claimed.qualifier or _digits(claimed.value) >= _digits(told.value):
        return False
    off = (told.value - claimed.value) / claimed.value if claimed.value else 1.0
    if _DOWN.search(claimed.qualifier):
        return -_ROUNDED <= off <= 0
    if _UP.search(claimed.qualifier):
        return 0 <= off <= _ROUNDED
    return abs(off) <= _ROUNDED / 2


def _digits(value: float) -> int:
    return len(figures.plain(abs(value)).replace(".", "").strip("0"))


def differences(
    claimed: Sequence[Amount],
    told: Sequence[Amount],
    others: Sequence[Amount],
    meanings: Meanings,
    lead: str,
) -> Iterator[Difference]:
    """Yield what the figures of a clause say otherwise than ``told``, those of its evidence.

    ``others`` are those of other sentences that the clause may be about. ``lead`` are the words before the clause, which may say whose its first figure is.
    """
    for one in claimed:
        equal = [other for other in told if same(one.figure, other.figure)]
        if not equal:
            yield _missing(one, told, meanings)
            continue
        local = one.local if one.said.subject or not lead else f"{lead} {one.local}"
        best = max(share(local, other.local, meanings) for other in equal)
        for other in (*told, *others):
            if (
                alike(one.figure.unit, other.figure.unit)
                and not same(one.figure, other.figure)
                and share(local, other.local, meanings) > best + _MARGIN
            ):
                yield Difference("subject", one.words, other.words)
                break
        else:
            found = [list(_said_otherwise(one, other)) for other in equal]
            yield from min(found, key=len)


def _missing(one: Amount, told: Sequence[Amount], meanings: Meanings) -> Difference:
    """Return the difference of a figure that the evidence does not have."""
    for other in told:
        exact = figures.close(one.figure.value, other.figure.value)
        if exact or (_stem(one.words) == _stem(other.words) and _stem(one.words)):
            return Difference("unit", one.words, other.words)
    near = [other for other in told if alike(one.figure.unit, other.figure.unit)]
    best = max(near, key=lambda other: share(one.local, other.local, meanings), default=None)
    return Difference("figure", one.words, best.words if best else "")


def _stem(words: str) -> str:
    match = re.search(r"\d[\d,]*(?:\.\d+)?", words)
    return match[0].replace(",", "") if match else ""


def _said_otherwise(one: Amount, other: Amount) -> Iterator[Difference]:
    """Yield what an equal figure is said of otherwise: period, base, direction, bound."""
    mine, theirs = one.said, other.said
    if mine.months and theirs.months and mine.months.contradicts(theirs.months):
        yield Difference("period", mine.period, theirs.period)
    elif {mine.comparison, theirs.comparison} <= _BASES and mine.comparison != theirs.comparison:
        yield Difference("period", mine.comparison, theirs.comparison)
    if {mine.direction, theirs.direction} == {"up", "down"}:
        yield Difference("direction", one.local.strip(), other.local.strip())
    bound, given = one.figure.qualifier, other.figure.qualifier
    if (_up(bound) and _down(given)) or (_down(bound) and _up(given)):
        yield Difference("direction", bound, given)


def _up(qualifier: str) -> bool:
    return bool(_UP.search(qualifier)) and not _down(qualifier)


def _down(qualifier: str) -> bool:
    return _DOWN.search(qualifier) is not None
