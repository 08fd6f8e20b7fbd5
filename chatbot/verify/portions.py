"""Which part of another figure one is, or how many times as much: 其中近一半, 两倍多."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from chatbot.verify import contrast
from chatbot.verify.amounts import Amount, alike, same
from chatbot.verify.words import grams
from index.lexical import has_unspaced

_MORE = re.compile(r"多|增|升|涨|高|快|长|贵|领先|\b(?:more|up|above|higher|increase|gain)\b")
_LESS = re.compile(r"少|减|降|跌|低|慢|短|缩|便宜|\b(?:fewer|less|down|below|lower|decrease)\b")
_THAN = re.compile(r"比(?P<than>[^，,。；;]{2,20}?)(?=[多少高低快慢贵]|便宜|[增减][加少])")
_WHOLE = re.compile(r"总|全部|全国|全市|全省|所有|一共|\b(?:all|total)\b")
_RATES = ("%", "个百分点", "倍")


def shares(one: Amount, given: Sequence[Amount], meant: Sequence[Amount]) -> Iterator[float]:
    """Yield in per cent which part figures are of others of their unit, if the claim names them.

    The part is what the claim gives or what the words beside the share name best.
    """
    wanted = grams(one.own)
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
            + same_months(each, one)
            + any(same(other, each) for other in given)
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


def multiples(one: Amount, meant: Sequence[Amount]) -> Iterator[float]:
    """Yield how many times a figure is another of its unit, or how many times more."""
    more = bool(_MORE.search(one.local.partition("\0")[0]))
    for first, other in combinations(meant, 2):
        if first.figure.unit != other.figure.unit or first.figure.unit in _RATES:
            continue
        low, high = sorted((first.figure.value, other.figure.value))
        if low > 0 and (not more or way(one, first, other)):
            yield high / low - 1 if more else high / low


def way(one: Amount, first: Amount, later: Amount) -> bool:
    """Tell whether a claim says rightly which of two figures, in the order of their text, is more.

    After 比 stands the one that it is more or less than. English is not read so closely.
    """
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


def same_months(one: Amount, other: Amount) -> bool:
    """Tell whether two figures name the same months."""
    mine, theirs = one.said.months, other.said.months
    if mine is None or theirs is None or mine.last is None or theirs.last is None:
        return False
    return not mine.contradicts(theirs)
