"""Figures of a claim that its evidence does not give but that follow from those it gives.

Sums, differences, what is left, shares, multiples, what something was before it changed, and the
months of a period. Only figures that the claim gives or names are reckoned with, and only where
its words say how.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, permutations

from chatbot.verify import contrast
from chatbot.verify.amounts import Amount, alike, rounds, same
from chatbot.verify.words import bare, grams
from index.lexical import has_unspaced

_SUM = re.compile(
    r"[合总]计|[加合]起来|加在一起|[一总]?共|之和|总和|[两三四][项者类种]|"
    r"\b(?:combined|together|in all|in total|sum)\b"
)
_PRODUCT = re.compile(r"算下来|合计|[一总]共|全年|一年|最多|累计")
_PERIODS = ("个月", "天", "次", "年", "人次")
_MORE = re.compile(r"多|增|升|涨|高|快|长|贵|领先|\b(?:more|up|above|higher|increase|gain)\b")
_LESS = re.compile(r"少|减|降|跌|低|慢|短|缩|便宜|\b(?:fewer|less|down|below|lower|decrease)\b")
_APART = re.compile(r"差|之间|悬殊|\b(?:gap|difference|apart)\b")
# 97个中有91个: 6个没有.
_REST = re.compile(r"[没未尚还]|只[有剩]|仅|剩|其余|除外|另外|例外")
_LEFT = re.compile(r"剩|其余|另外|余下|还有|\b(?:rest|remaining|other)\b")
_THAN = re.compile(r"比(?P<than>[^，,。；;]{2,20}?)(?=[多少高低快慢贵]|便宜|[增减][加少])")
_WHOLE = re.compile(r"总|全部|全国|全市|全省|所有|一共|\b(?:all|total)\b")
_SHARE = re.compile(r"成|分之|半|占|比例|比重|half|third|quarter|share")
_BEFORE = re.compile(r"[从由]|去年|上年|此前|原来|以前|之前|一年前|\b(?:from|was|last year)\b")
_HALF = 50.0
_HALVED = re.compile(r"减半|半价|折半|对半|减免一半")
_RATES = ("%", "个百分点", "倍")
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
    """Tell whether the evidence gives a figure in the place of ``one``: in its words, or 同比 too."""
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


def _same_months(one: Amount, other: Amount) -> bool:
    mine, theirs = one.said.months, other.said.months
    if mine is None or theirs is None or mine.last is None or theirs.last is None:
        return False
    return not mine.contradicts(theirs)


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
        or _same_months(other, one)
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
    unit, words = one.figure.unit, f"{one.local} {one.words}"
    meant = _meant(one, given, told)
    own = _alike(one, meant)
    if unit == "%" and _SHARE.search(words):
        yield from _shares(one, given, meant)
        if _LEFT.search(one.local):
            yield from (100 - each.figure.value for each in own)
    if unit == "倍":
        yield from _multiples(one, meant)
    if _BEFORE.search(one.local):
        yield from _before(one, [*told, *given])
    if unit in ("%", "倍") or contrast.end_of(one):
        return
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
        if _APART.search(one.local) or _way(one, first, later):
            yield abs(later.figure.value - first.figure.value)


def _way(one: Amount, first: Amount, later: Amount) -> bool:
    """Tell whether a claim says of two figures, in the order of their text, which is more."""
    before, _, after = one.local.partition("\0")
    more, less = bool(_MORE.search(before)), bool(_LESS.search(before))
    if more == less:
        more, less = bool(_MORE.search(after)), bool(_LESS.search(after))
    if more == less:
        return False
    if than := _THAN.search(before):
        against = grams(than["than"])
        mine, others = (len(grams(contrast.naming(each)) & against) for each in (later, first))
        if mine > others:
            first, later = later, first
        elif mine == others:
            return True
    elif not has_unspaced(one.text):
        return True
    return (later.figure.value > first.figure.value) == more


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


def _shares(one: Amount, given: Sequence[Amount], meant: Sequence[Amount]) -> Iterator[float]:
    """Yield in per cent which part figures are of others of their unit, if the claim names them.

    The part is what the claim gives or what the words beside the share name best.
    """
    wanted, words = grams(one.own), grams(one.text)
    for whole in meant:
        known = any(same(each, whole) for each in given)
        parts = [
            each
            for each in meant
            if alike(each.figure.unit, whole.figure.unit)
            and each.figure.unit not in ("个百分点", "倍")
            and 0 < each.figure.value < whole.figure.value
        ]
        fits = [
            len(wanted & grams(contrast.naming(each)))
            + _same_months(each, one)
            + any(same(one, each) for one in given)
            for each in parts
        ]
        yield from (
            100 * part.figure.value / whole.figure.value
            for part, fit in zip(parts, fits, strict=True)
            if fit and fit == max(fits) and (known or _is_whole(whole, part, meant, one.text))
        )


def _is_whole(whole: Amount, part: Amount, meant: Sequence[Amount], claim: str) -> bool:
    """Tell whether a claim names a whole that it does not give, or says 总数 of the largest."""
    only = grams(contrast.naming(whole)) - grams(contrast.naming(part))
    largest = max(each.figure.value for each in meant if each.figure.unit == whole.figure.unit)
    everything = _WHOLE.search(claim) and whole.figure.value == largest
    return not only or bool(only & grams(claim)) or bool(everything)


def _multiples(one: Amount, meant: Sequence[Amount]) -> Iterator[float]:
    more = bool(_MORE.search(one.local.partition("\0")[0]))
    for first, other in combinations(meant, 2):
        if first.figure.unit != other.figure.unit or first.figure.unit in _RATES:
            continue
        low, high = sorted((first.figure.value, other.figure.value))
        if low > 0 and (not more or _way(one, first, other)):
            yield high / low - 1 if more else high / low
