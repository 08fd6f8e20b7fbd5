"""Which other figure the words of a claim are about, where its own is another thing's."""

import re
from collections.abc import Sequence

from chatbot.verify import contrast
from chatbot.verify.amounts import Amount, alike, apart, same
from chatbot.verify.words import Meanings, bare, grams, said, share, telling
from index.lexical import has_unspaced

# So much better must another figure fit for the claim to be about that one.
_TIMES = 3
# What one character that two namings share counts beside a pair.
_SINGLE = 0.1
# What follows a figure, but for what only says how much.
_COUNTED = re.compile(r"(?![的多余左以之])[\u3400-\u9fff]")


def meant(
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
    rival = _rival(one, given, equal, (*told, *others), meanings) or contrast.rival(
        one, equal, told, meanings
    )
    if rival is None or _counts_the_same(one, equal, rival) or _same_end(one, equal, rival):
        return None
    also = [each for each in given if same(each, rival) and not same(each, one)]
    if also and not any(
        _fit(one, each, [rival]) + _fit(each, one, equal)
        > _fit(one, each, equal) + _fit(each, one, [rival])
        for each in also
    ):
        return None
    return rival


def _counts_the_same(one: Amount, equal: Sequence[Amount], rival: Amount) -> bool:
    """Tell whether a figure counts what its equal does, not what its rival does: 13国, 13个国家."""
    counted = _counted(one)
    return bool(counted) and counted in map(_counted, equal) and counted != _counted(rival)


def _same_end(one: Amount, equal: Sequence[Amount], rival: Amount) -> bool:
    """Tell whether a figure is what its equal is, the end of a change, and its rival is not."""
    role = contrast.end_of(one)
    return (
        bool(role)
        and all(contrast.end_of(each) == role for each in equal)
        and contrast.end_of(rival) != role
    )


def _counted(one: Amount) -> str:
    match = _COUNTED.match(one.local.partition("\0")[2])
    return match[0] if match else ""


def _fit(one: Amount, beside: Amount, told: Sequence[Amount]) -> float:
    """Return how much of the words of a claim's figure the naming of one told has.

    Words that it shares with the figure ``beside`` it are that one's.

    Pairs of characters count, and single ones where those are even: 区里 of 区级, 市级.
    """
    words = bare(one.local if beside.words in one.own else one.own)
    return max(
        len(grams(words) & grams(naming)) + _SINGLE * len(set(words) & set(naming))
        for naming in map(contrast.naming, told)
    )


def _rival(
    one: Amount,
    given: Sequence[Amount],
    equal: Sequence[Amount],
    others: Sequence[Amount],
    meanings: Meanings,
) -> Amount | None:
    """Return a figure of another value that the words of the claim's clause rather are about.

    One of another sentence must be in one that has more of the claim's words.
    """
    wanted = telling(one.own)
    # What is said of another figure of the claim before is not what tells this one from it.
    for each in given:
        if each.words in one.own and not apart(each, one):
            wanted -= telling(each.local) - telling(one.local)
    if not wanted or any(_all_said(other, others, wanted) for other in equal):
        return None
    everywhere = others
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
                else mine <= whole
                and not _anchored(given, each, other, everywhere)
                and _holds_more(one.text, other.text, each.text, meanings)
            )
            for mine, each in own
        ):
            return other
    return None


def _anchored(
    given: Sequence[Amount], equal: Amount, other: Amount, told: Sequence[Amount]
) -> bool:
    """Tell whether two or more of a claim's figures stand beside its equal, fewer beside the other.

    Beside: no semicolon or full stop parts them.
    """

    def beside(one: Amount) -> int:
        figures = [each for each in told if (each.text, each.part) == (one.text, one.part)]
        return sum(any(same(mine, each) for each in figures) for mine in given)

    return beside(equal) > max(1, beside(other))


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


def _holds_more(claim: str, one: str, other: str, meanings: Meanings) -> bool:
    """Tell whether ``one`` has more of a claim's nouns than ``other``, and no less of its words."""
    wanted = telling(claim)
    more = len(said(wanted, one, meanings)) > len(said(wanted, other, meanings))
    return more and share(claim, one, meanings) >= share(claim, other, meanings)
