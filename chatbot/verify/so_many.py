"""Shares as everybody says them: 十个里只有一个, every fifth, seven in ten."""

import re

from chatbot import figures
from chatbot.figures.numerals import ARABIC, DIGITS, HAN, arabic, han

_SO_MANY = re.compile(
    rf"每?(?P<whole>{ARABIC}|{HAN})[个人家户名位](?P<of>[^，。；\d]{{0,10}}?)(?:里|中|当中)面?头?"
    rf"(?P<only>只|仅|就|约|大约|差不多)?有?(?P<part>{ARABIC}|{HAN})(?:个半|[个人家户名位])(?P<more>多)?"
)
_ENGLISH = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
_IN_TEN = re.compile(rf"\b({'|'.join(_ENGLISH)}) (?:in|out of(?: every)?) (?:ten|10)\b", re.I)
# Level 2 is a name.
_LEVEL = re.compile(r"\bLevel (\d)\b", re.I)


def as_shares(claim: str) -> str:
    """Return ``claim`` with so many of ten or a hundred as a share: 十个里只有一个 is 一成."""

    def share(match: re.Match[str]) -> str:
        whole, part = (_count(match[name]) for name in ("whole", "part"))
        if not whole or not part or part >= whole:
            return match[0]
        of = 100 * part / whole
        tenths = int(of) // 10
        round_ = figures.close(of, 10 * tenths)
        words = f"{DIGITS[tenths]}成" if round_ else f"{figures.plain(round(of, 1))}%"
        return f"{match['of']}{match['only'] or ''}{words}{match['more'] or ''}"

    claim = _LEVEL.sub(r"L\1", _SO_MANY.sub(share, claim))
    return _IN_TEN.sub(
        lambda match: f"{10 * (2 + _ENGLISH.index(match[1].lower()))} percent", claim
    )


def _count(words: str) -> float | None:
    return arabic(words) if words[0].isdigit() else han(words)
