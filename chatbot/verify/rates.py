"""What a figure is reckoned in beside its unit: by the month or the year, in yuan or in dollars."""

import re
from collections.abc import Iterator, Sequence

from chatbot.verify.amounts import Amount
from chatbot.verify.records import Difference
from chatbot.verify.words import plain

_EACH = tuple(
    re.compile(pattern)
    for pattern in (
        r"每天|每日|日均|一天(?!内)",
        r"每个?月|月均|一个月(?!内)|按月",
        r"每个?季度?|按季",
        r"每年|年均|一年(?!内)|按年|全年",
    )
)
_MONEY = tuple(
    re.compile(pattern)
    for pattern in (r"人民币|\brmb\b", r"美元|\bdollars?\b", r"欧元|\beuros?\b", r"日元", r"港元")
)
# Sums in yuan do not say that they are.
_YUAN = re.compile(r"\d[万亿千百]*元")


def spans(one: Amount, equal: Sequence[Amount]) -> Iterator[Difference]:
    """Yield the difference of a figure all ``equal`` ones of which are by another span of time.

    What does not say by what it is reckoned differs from nothing.
    """
    mine, theirs = _spans(one.local), [_spans(other.local) for other in equal]
    if len(mine) == 1 and theirs and all(said and not said & mine for said in theirs):
        yield Difference("unit", one.clause, equal[0].clause)


def money(clause: str, text: str) -> Iterator[Difference]:
    """Yield a kind of money that ``clause`` names where ``text`` names another one only."""
    mine, theirs = plain(clause), plain(text)
    for currency in _MONEY:
        said = currency.search(mine)
        if said and not currency.search(theirs):
            shown = (found for each in (*_MONEY, _YUAN) if (found := each.search(theirs)))
            other = next(shown, None) if currency is not _MONEY[0] else _foreign(theirs)
            if other and other[0] not in mine:
                yield Difference("unit", said[0], other[0])
                return


def _foreign(text: str) -> re.Match[str] | None:
    return next((found for each in _MONEY[1:] if (found := each.search(text))), None)


def _spans(words: str) -> set[int]:
    return {number for number, pattern in enumerate(_EACH) if pattern.search(plain(words))}
