"""The figures of a claim held against those of its evidence: value, period, base, whose it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from chatbot import figures
from chatbot.figures import Statement
from chatbot.verify import clocks, contrast, directions, reckoned, rivals, times, whose
from chatbot.verify.amounts import Amount, alike, amounts, opposed, same
from chatbot.verify.counts import counted
from chatbot.verify.records import Difference
from chatbot.verify.words import Meanings, bare, share
from index.lexical import has_unspaced

_RATES = {"%", "‰", "个百分点", "成"}
_BASES = {"同比", "环比", "比上年末", "比年初", "比前一日"}
_NO_WORDS = re.compile(r"[\W_]")
_LEAST_WORDS = 2
_DEARER = re.compile(r"[贵多高快长]出?了[将近约超逾]*$")
_CHEAPER = re.compile(r"(?:便宜|[少低慢短])了[将近约超逾]*$")
_BARRED = re.compile(r"(?:以[上下])?的?[^，,。；;]{0,4}(?:不能|不得|不可|不予|不给|无法|没法)")


def claimed(clause: str, lead: str, year: int | None) -> Sequence[Amount]:
    """Return the figures of a clause, read after the clauses before it.

    A period said there need not be theirs.
    """
    named = times.spans(clause, year)
    found = []
    for one in amounts(lead + clause, year):
        said = one.said
        if said.period not in times.without_bases(clause):
            said = replace(said, period="", months=None)
        elif (
            len(named) == 1
            and (said.months is None or said.months.last is None)
            and not _later(clause, one.figure.start - len(lead))
        ):
            said = replace(said, months=named[0])
        if one.figure.start >= len(lead) and not clocks.told_in(lead + clause, one.figure.start):
            found.append(replace(one, said=said))
    return found


def _later(clause: str, at: int) -> bool:
    """Tell whether the period of a Chinese clause stands behind ``at``: 差两个，8月底前."""
    return has_unspaced(clause) and times.begins(clause) > at


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
            if not (
                counted(one.figure.value, one.words, told_text)
                or reckoned.halved(one, told_text)
                or reckoned.follows(one, given, told)
            ):
                yield _missing(one, told, meanings)
        elif not whose.kept(one, equal, claimed, told) and (
            rival := rivals.meant(one, given, told, others, meanings)
        ):
            if not reckoned.follows(one, given, told):
                yield Difference("subject", one.words, rival.words)
        elif turned := contrast.turned(one, equal, told):
            shown = turned.clause if same(one, turned) else turned.words
            yield Difference("figure", one.words, shown)
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
    if {_direction(mine) or (stated and _everyday(one)), stated} == {"up", "down"}:
        yield Difference("direction", one.clause, other.clause)
    # 超过7.8万元的不能申请 says that it must be 不高于7.8万元.
    if opposed(one, other) and not _BARRED.match(one.local.partition("\0")[2]):
        yield Difference("direction", one.bound, other.bound)


def _direction(one: Statement) -> str:
    return "down" if one.figure.value < 0 else one.direction


def _everyday(one: Amount) -> str:
    """Return the direction of a change that the word before it tells: 贵了6.3%, 慢了一分钟."""
    before = one.local.partition("\0")[0]
    return "up" if _DEARER.search(before) else "down" if _CHEAPER.search(before) else ""


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
