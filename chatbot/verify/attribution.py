"""The figures of a claim held against those of its evidence: value, period, base, whose it is."""

import re
from collections.abc import Iterator, Sequence

from chatbot import figures
from chatbot.figures import Statement
from chatbot.verify import company, contrast, directions
from chatbot.verify.amounts import Amount, alike, opposed, same
from chatbot.verify.counts import counted
from chatbot.verify.records import Difference
from chatbot.verify.words import Meanings, bare, grams, said, share, telling
from index.lexical import has_unspaced

_RATES = {"%", "‰", "个百分点", "成"}
_BASES = {"同比", "环比", "比上年末", "比年初", "比前一日"}
# So much better must another figure fit for the claim to be about that one.
_TIMES = 3
_SINGLE = 0.1
_NO_WORDS = re.compile(r"[\W_]")
_LEAST_WORDS = 2


def differences(
    claimed: Sequence[Amount],
    given: Sequence[Amount],
    told: Sequence[Amount],
    others: Sequence[Amount],
    told_text: str,
    meanings: Meanings,
) -> Iterator[Difference]:
    """Yield what the figures of a clause say otherwise than ``told``, those of its evidence.

    ``given`` are the figures of the whole claim, ``told_text`` is what those told stand in,
    ``others`` are those of other sentences that the clause may be about.
    """
    for one in claimed:
        equal = [other for other in told if same(one, other)]
        if not equal and (change := contrast.changed(one, told)):
            yield from _turned(one, *change)
        elif not equal:
            if not counted(one.figure.value, one.words, told_text):
                yield _missing(one, told, meanings)
        elif not company.kept(one, equal, claimed, told) and (
            rival := _meant(one, given, told, others, meanings)
        ):
            yield Difference("subject", one.words, rival.words)
        elif turned := contrast.turned(one, equal, told):
            yield Difference("figure", one.words, turned.words)
        elif (other := _counterpart(one, claimed, told)) and not same(one, other):
            yield Difference("figure", one.words, other.words)
        else:
            found = [list(_said_otherwise(one, other)) for other in equal]
            yield from min(found, key=len)


def _turned(one: Amount, before: Amount, after: Amount) -> Iterator[Difference]:
    """Yield the difference of a change that a claim gives the other way."""
    fallen = after.figure.value < before.figure.value
    said = directions.falls(one.clause), directions.rises(one.clause)
    if said[fallen] and not said[not fallen]:
        yield Difference("direction", one.clause, f"{before.words} {after.clause}")


def _meant(
    one: Amount,
    given: Sequence[Amount],
    told: Sequence[Amount],
    others: Sequence[Amount],
    meanings: Meanings,
) -> Amount | None:
    """Return the figure of another value that a claim means instead of ``one``, if it means one.

    If the claim gives that one as well, the two must stand in each other's place.
    """
    equal = [each for each in told if same(one, each)]
    rival = _rival(one, equal, (*told, *others), meanings) or contrast.rival(
        one, equal, told, meanings
    )
    if rival is None:
        return None
    also = [each for each in given if same(each, rival) and not same(each, one)]
    if also and not any(
        _fit(one, [rival]) + _fit(each, equal) > _fit(one, equal) + _fit(each, [rival])
        for each in also
    ):
        return None
    return rival


def _fit(one: Amount, told: Sequence[Amount]) -> float:
    """Return how much of the words of a claim's figure the naming of one told has.

    Pairs of characters count, and single ones where those are even: 区里 of 区级, 市级.
    """
    words = bare(one.own)
    return max(
        len(grams(words) & grams(naming)) + _SINGLE * len(set(words) & set(naming))
        for naming in map(contrast.naming, told)
    )


def _counterpart(one: Amount, claimed: Sequence[Amount], told: Sequence[Amount]) -> Amount | None:
    """Return the figure that stands in the same words as the claim's, where they tell it apart.

    Of several in the same words each has its own, in order, if there are as many.
    """
    if len(_NO_WORDS.sub("", bare(one.local))) < _LEAST_WORDS:
        return None
    mine = [each for each in claimed if each.local == one.local]
    theirs = [
        each
        for each in told
        if each.local == one.local and alike(one.figure.unit, each.figure.unit)
    ]
    if len(mine) == len(theirs):
        return theirs[mine.index(one)]
    after_the_same = [each for each in theirs if each.shared == one.shared]
    return after_the_same[0] if len(after_the_same) == 1 else None


def _rival(
    one: Amount, equal: Sequence[Amount], others: Sequence[Amount], meanings: Meanings
) -> Amount | None:
    """Return a figure of another value that the words of the claim's clause rather are about.

    One of another sentence must be in one that has more of the claim's words.
    """
    wanted = telling(one.own)
    if not wanted or any(_all_said(other, others, wanted) for other in equal):
        return None
    others = [other for other in others if not _other_kind(one, equal, other)]
    beside = {each.text for each in equal}
    for other in others:
        if other.text not in beside or not alike(one.figure.unit, other.figure.unit):
            continue
        if not same(one, other) and _all_said(other, equal, telling(one.local)):
            return other
    everything = telling(one.text)
    own = [(said(wanted, other.all, meanings), other) for other in equal]
    for other in others:
        if not alike(one.figure.unit, other.figure.unit) or same(one, other):
            continue
        theirs, whole = said(wanted, other.own, meanings), said(wanted, other.all, meanings)
        least = 1 if has_unspaced(one.text) else 2
        if all(
            len(theirs - mine) >= least
            and len(mine - whole) * (_TIMES if least == 1 else 99) <= len(theirs - mine)
            and (
                _holds_as_much(everything, other, each, meanings)
                if each.text == other.text
                else mine <= whole and _holds_more(everything, other.text, each.text, meanings)
            )
            for mine, each in own
        ):
            return other
    return None


def _all_said(one: Amount, others: Sequence[Amount], wanted: frozenset[str]) -> bool:
    """Tell whether a claim says all that the clause of a figure does and that of no other.

    What the clause before it says may hold for it too: 乡镇卫生院配备的药品180种，村卫生室60种.
    """
    own = telling(one.local)
    rest = [
        telling(other.own)
        for other in others
        if alike(one.figure.unit, other.figure.unit) and not same(one, other)
    ]
    return bool(own) and own <= wanted and not any(own <= words for words in rest)


def _other_kind(one: Amount, equal: Sequence[Amount], other: Amount) -> bool:
    """Tell whether a figure is no rival: of another period, or of what is counted otherwise.

    5.4万家 are no 193个 where another figure is in 家.
    """
    mine, theirs = one.said.months, other.said.months
    if mine and theirs and mine.contradicts(theirs):
        return True
    if other.said.direction and not one.said.direction:
        # What has grown is no share.
        return not all(each.said.direction for each in equal)
    unit = one.figure.unit
    if not any(alike(each.figure.unit, other.figure.unit) for each in equal):
        # A bare 1352万 may count anything, its equal counts people.
        return True
    return other.figure.unit != unit and any(each.figure.unit == unit for each in equal)


def _holds_as_much(wanted: frozenset[str], one: Amount, other: Amount, meanings: Meanings) -> bool:
    return len(said(wanted, one.all, meanings)) >= len(said(wanted, other.all, meanings))


def _holds_more(wanted: frozenset[str], one: str, other: str, meanings: Meanings) -> bool:
    return len(said(wanted, one, meanings)) > len(said(wanted, other, meanings))


def _missing(one: Amount, told: Sequence[Amount], meanings: Meanings) -> Difference:
    """Return the difference of a figure that the evidence does not have."""
    for other in told:
        exact = figures.close(one.figure.value, other.figure.value)
        if exact or (_stem(one.words) == _stem(other.words) and _stem(one.words)):
            return Difference("unit", one.words, other.words)
    near = [other for other in told if alike(one.figure.unit, other.figure.unit)]
    best = max(near, key=lambda other: share(one.local, other.all, meanings), default=None)
    return Difference("figure", one.words, best.words if best else "")


def _stem(words: str) -> str:
    match = re.search(r"\d[\d,]*(?:\.\d+)?", words)
    return match[0].replace(",", "") if match else ""


def _said_otherwise(one: Amount, other: Amount) -> Iterator[Difference]:
    """Yield what an equal figure is said of otherwise: period, base, direction, bound."""
    mine, theirs = one.said, other.said
    if mine.months and theirs.months and mine.months.contradicts(theirs.months):
        yield Difference("period", mine.period, theirs.period)
    elif _other_base(mine.comparison, theirs.comparison):
        yield Difference("period", mine.comparison, theirs.comparison)
    stated = _direction(theirs) or _unworded(other)
    if {_direction(mine), stated} == {"up", "down"}:
        yield Difference("direction", one.clause, other.clause)
    if opposed(one, other):
        yield Difference("direction", one.bound, other.bound)


def _direction(one: Statement) -> str:
    return "down" if one.figure.value < 0 else one.direction


def _unworded(other: Amount) -> str:
    """Return the direction of a rate without one: 同比11.4% is a rise, and so is what never falls.

    A fall is said: 总体调整水平为2.0% is none.
    """
    told = other.said
    if told.figure.unit not in _RATES or told.figure.value <= 0:
        return ""
    risen = told.comparison in _BASES or not directions.falls(other.text)
    return "up" if risen else ""


def _other_base(one: str, other: str) -> bool:
    """Tell whether two comparisons have another base: 同比 and 环比, 比2022年 and 比2023年."""
    years = [re.findall(r"(?:19|20)\d\d", words)[:1] for words in (one, other)]
    return one != other and ({one, other} <= _BASES or (all(years) and years[0] != years[1]))
