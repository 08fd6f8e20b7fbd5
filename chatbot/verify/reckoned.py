"""Figures of a claim that its evidence does not give but that follow from those it gives.

Sums, differences, what is left, shares, multiples, what something was before it changed, and the
months of a period. Only figures that the claim gives or names are reckoned with, and only where
its words say how.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, permutations

from chatbot.verify import contrast, portions
from chatbot.verify.amounts import Amount, alike, rounds, same
from chatbot.verify.words import bare, grams
from index.lexical import has_unspaced

_SUM = re.compile(
    r"[合总]计|[加合]起来|加在一起|[一总]?共|之和|总和|[两三四][项者类种]|"
    r"\b(?:combined|together|in all|in total|sum)\b"
)
_PRODUCT = re.compile(r"算下来|合计|[一总]共|全年|一年|最多|累计")
_PERIODS = ("个月", "天", "次", "年", "人次")
_APART = re.compile(r"差|之间|悬殊|\b(?:gap|difference|apart)\b")
# 97个中有91个: 6个没有.
_REST = re.compile(r"[没未尚还]|只[有剩]|仅|剩|其余|除外|另外|例外")
_LEFT = re.compile(r"剩|其余|另外|余下|还有|\b(?:rest|remaining|other)\b")
_SHARE = re.compile(r"成|分之|半|占|比例|比重|half|third|quarter|share")
_BEFORE = re.compile(r"[从由]|去年|上年|此前|原来|以前|之前|一年前|\b(?:from|was|last year)\b")
_HALF = 50.0
_HALVED = re.compile(r"减半|半价|折半|对半|减免一半")
_MOST = 8


def follows(one: Amount, given: Sequence[Amount], told: Sequence[Amount]) -> bool:
    """Tell whether ``one``, of a claim with the figures ``given``, follows from those ``told``."""
    if one.figure.unit == "个月" and any(_months(other) == one.figure.value for other in told):
        return True
    if _stated(one, told):
        return False
    if rest(one, given, told):
        return True
    return any(rounds(one, value) for value in _values(one, given, told))


def _stated(one: Amount, told: Sequence[Amount]) -> bool:
    """Tell whether the evidence has a figure in the place of ``one``: in its words, or 同比."""
    return any(
        alike(other.figure.unit, one.figure.unit)
        and (
            (len(grams(bare(one.local))) > 1 and other.local == one.local)
            or (one.said.comparison and other.said.comparison == one.said.comparison)
        )
        for other in told
    )


def halved(one: Amount, text: str) -> bool:
    """Tell whether ``text`` says a half in another word: 减半, 半价."""
    return one.figure.unit == "%" and one.figure.value == _HALF and bool(_HALVED.search(text))


def rest(one: Amount, given: Sequence[Amount], told: Sequence[Amount]) -> bool:
    """Tell whether ``one`` is what is left of a whole: 只有6个没有 where 97个中有91个."""
    if not _REST.search(one.local):
        return False
    pairs = permutations(_alike(one, _meant(one, given, told)), 2)
    return any(
        rounds(one, whole.figure.value - part.figure.value)
        for whole, part in pairs
        if whole.figure.value > part.figure.value
    )


def _months(one: Amount) -> int | None:
    """Return how many months a figure is of."""
    period = one.said.months
    if period is None or period.first is None or period.last is None or period.moment:
        return None
    return period.last - period.first + 1


def _meant(one: Amount, given: Sequence[Amount], told: Sequence[Amount]) -> list[Amount]:
    """Return the figures told that the claim gives or names, and those it gives beside them.

    In English, which shares no words with Chinese, all those of the sentences are meant.
    """
    words = grams(bare(one.text))
    foreign = not has_unspaced(one.text)
    named = [
        other
        for other in told
        if foreign
        or any(same(each, other) for each in given)
        or grams(contrast.naming(other)) & words
        or portions.same_months(other, one)
    ]
    # A whole that another sentence gives is held against its own place: 投资186.4亿元，其中一半…
    beside = [
        each
        for each in given
        if not same(each, one) and not any(same(each, other) for other in named)
    ]
    return [*named, *beside][:_MOST]


def _alike(one: Amount, meant: Sequence[Amount]) -> list[Amount]:
    return [
        other
        for other in meant
        if alike(other.figure.unit, one.figure.unit)
        or (one.figure.unit == "个百分点" and other.figure.unit == "%")
    ]


def _values(one: Amount, given: Sequence[Amount], told: Sequence[Amount]) -> Iterator[float]:
    """Yield what the words of a claim's figure may make of the figures that it means."""
    unit, meant = one.figure.unit, _meant(one, given, told)
    if unit == "%" and _SHARE.search(f"{one.local} {one.words}"):
        yield from portions.shares(one, given, meant)
        if _LEFT.search(one.local):
            yield from (100 - each.figure.value for each in _alike(one, meant))
    if unit == "倍":
        yield from portions.multiples(one, meant)
    if _BEFORE.search(one.local):
        yield from _before(one, [*told, *given])
    if unit not in ("%", "倍") and not contrast.end_of(one):
        yield from _together(one, meant, told)


def _together(one: Amount, meant: Sequence[Amount], told: Sequence[Amount]) -> Iterator[float]:
    """Yield sums, products and differences."""
    own = _alike(one, meant)
    if _SUM.search(one.local):
        for many in (2, 3, 4):
            yield from (sum(each.figure.value for each in some) for some in combinations(own, many))
    if _PRODUCT.search(one.local):
        yield from (
            each.figure.value * other.figure.value
            for each in own
            for other in meant
            if other.figure.unit in _PERIODS
        )
    beside = [(first, later) for first, later in pairwise(_alike(one, told)) if first in own]
    for first, later in (*combinations(own, 2), *beside):
        if _APART.search(one.local) or portions.way(one, first, later):
            yield abs(later.figure.value - first.figure.value)


def _before(one: Amount, meant: Sequence[Amount]) -> Iterator[float]:
    """Yield what something was that is told with its change: 69%，提高10个百分点 was 59%."""
    for level, change in permutations(meant, 2):
        if (
            level.text == change.text
            and level.figure.start < change.figure.start
            and change.said.direction
            and alike(level.figure.unit, one.figure.unit)
            and (alike(change.figure.unit, one.figure.unit) or change.figure.unit == "个百分点")
        ):
            sign = 1 if change.said.direction == "up" else -1
            yield level.figure.value - sign * change.figure.value
