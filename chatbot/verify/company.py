"""Which figures stand together: of 年满80周岁的，每餐补3元 each tells whose the other is."""

import re
from collections.abc import Sequence

from chatbot.verify.amounts import Amount, apart, same

_PAIR = 2
_STOP = re.compile(r"[，；。、：;:\n]|,(?!\d)")


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
