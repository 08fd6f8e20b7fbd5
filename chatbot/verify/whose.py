"""Whose a figure or a date is, of several with one each: 上海2840元, 北京28.1元."""

import re
from collections.abc import Iterator, Sequence

from chatbot.language.places import PLACED
from chatbot.verify.amounts import Amount, alike, apart, same
from chatbot.verify.records import Difference
from chatbot.verify.words import tagged, telling

_WHEN = re.compile(r"\d{1,2}月(?:\d{1,2}[日号]|底|末|初|[上中下]旬)?(?!份?[—–-]|份)")
_QUOTED = re.compile(r"“([^“”]{2,40})”")
_PAIR = 2
_STOP = re.compile(r"[，；。、：;:\n]|,(?!\d)")
# Places and foreign names.
_TAGS = ("ns", "nrt")


def differences(claimed: Sequence[Amount], told: Sequence[Amount]) -> Iterator[Difference]:
    """Yield the place of a claim's figure that in the text is that of another figure.

    Where a claim itself goes through several by 分别, order tells, not nearness.
    """
    for one in claimed:
        equal = [other for other in told if same(one, other)]
        mine = "" if "分别" in one.text else _before(one)
        if not mine or len(equal) != 1:
            continue
        theirs = _owner(equal[0])
        rest = [
            _owner(other)
            for other in told
            if other is not equal[0] and alike(other.figure.unit, equal[0].figure.unit)
        ]
        if theirs and mine in rest and mine not in theirs and theirs not in mine:
            yield Difference("name", mine, theirs)
            return


def _owner(one: Amount) -> str:
    """Return the place that a figure is of; in a list with 分别 the one in its place."""
    if "分别" in one.local or not telling(one.local):
        listed = [match[0] for match in PLACED.finditer(one.said.subject)]
        if len(listed) == 1:
            return listed[0]
    return _before(one)


def _before(one: Amount) -> str:
    """Return the last place that is named before a figure, "" where none is."""
    named = [match[0] for match in PLACED.finditer(one.text[: one.figure.start])]
    return named[-1] if named else ""


def dated(clause: str, text: str) -> Iterator[Difference]:
    """Yield the name before a date of ``clause`` that in ``text`` stands before another date.

    “汀畔花苑”9月底交付 of “浦上家园”9月底交付，“汀畔花苑”12月底交付.
    """
    dates = [(match.start(), match[0]) for match in _WHEN.finditer(text)]
    for match in _WHEN.finditer(clause):
        same_date = [at for at, words in dates if words == match[0]]
        if len(same_date) != 1 or len(dates) == 1:
            continue
        mine, theirs = _name(clause, match.start()), _name(text, same_date[0])
        rest = [_name(text, at) for at, words in dates if words != match[0]]
        if mine and theirs and mine != theirs and mine in rest:
            yield Difference("name", mine, theirs)
            return


def _name(text: str, at: int) -> str:
    """Return the last name of ``text`` before ``at``: quoted, or of a place; "" for none."""
    found = [(match.start(), match[1]) for match in _QUOTED.finditer(text[:at])]
    found += [(match.start(), match[0]) for match in PLACED.finditer(text[:at])]
    begin = 0
    for word, tag in tagged(text[:at]):
        begin = text.find(word, begin)
        if tag in _TAGS and len(word) > 1:
            found.append((begin, word))
        begin += len(word)
    # Of two that begin at one place the longer: 东浦区, not 东浦.
    return max(found, key=lambda one: (one[0], len(one[1])), default=(0, ""))[1]


def kept(
    one: Amount, equal: Sequence[Amount], claimed: Sequence[Amount], told: Sequence[Amount]
) -> bool:
    """Tell whether a figure stands only where one of another kind, in the same words, does too.

    There is in the part of a sentence up to a semicolon; in the claim a comma may part them if it
    is all that the part gives. What a comma parts from a figure may else be said of something
    else: 加工贸易占64.7%，提高0.4个百分点.
    """
    own = {each.part for each in equal}
    several = len({each.part for each in told}) > len(own)
    for each in claimed:
        first, last = sorted((each, one), key=lambda amount: amount.figure.start)
        between = one.text[first.figure.end : last.figure.start]
        if not apart(each, one):
            continue
        alike_each = [other for other in told if same(each, other)]
        if not _STOP.search(between):
            parts = {other.part for other in alike_each}
            if several and parts and parts <= own:
                return True
            if any(_beside(other, mine) for other in alike_each for mine in equal):
                return True
        elif (
            several
            and len(_STOP.findall(between)) == 1
            and any(
                [other.part for other in told].count(mine.part) == _PAIR
                and any(other.part == mine.part for other in alike_each)
                for mine in equal
            )
        ):
            return True
    return False


def _beside(one: Amount, other: Amount) -> bool:
    """Tell whether no mark stands between two figures of a text."""
    first, last = sorted((one, other), key=lambda amount: amount.figure.start)
    between = one.text[first.figure.end : last.figure.start]
    return one.text == other.text and one is not other and not _STOP.search(between)
