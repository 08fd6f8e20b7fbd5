"""Which place a figure belongs to, of several places with figures: 上海2840元, 北京28.1元."""

from collections.abc import Iterator, Sequence

from chatbot.places import PLACED
from chatbot.verify.amounts import Amount, alike, same
from chatbot.verify.records import Difference
from chatbot.verify.words import telling


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
