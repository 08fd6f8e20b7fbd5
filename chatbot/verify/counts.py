"""Numbers that are no figures: 三年, 第二批, 打七折, 96510. Each must stand in the evidence."""

import re
from collections.abc import Iterator
from functools import lru_cache

from chatbot import figures
from chatbot.figures.numerals import arabic, han
from chatbot.language.periods import PERIOD
from chatbot.verify.amounts import readable
from chatbot.verify.records import Difference
from chatbot.verify.times import DATE, ENGLISH_DATE
from chatbot.verify.words import plain

_NUMBER = re.compile(
    r"(?<![a-z\d.\-])(?P<number>\d+(?:,\d{3})*(?:\.\d+)?|"
    r"[一二两三四五六七八九十百]{1,4})(?!\.?\d|[a-z])"
    r"\s?(?P<scale>[万亿千百])?个?周?(?P<of>季度|[\u3400-\u9fff])?"
)
# Of a Chinese numeral only what it counts tells that it is a number.
_COUNTED = frozenset("年折届批层轮步类期级章条点周月天岁次名位项个家种倍轴代段档线省市县国星") | {
    "季度"
}
# 2023年 is no number of years.
_MOST_YEARS = 1000

_ENGLISH = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"
)  # fmt: skip
_SPELLED = re.compile(rf"\b({'|'.join(_ENGLISH)})\b(?!-| (?:thirds?|quarters?|fifths?)\b)", re.I)


@lru_cache(maxsize=20_000)
def _numbers(text: str) -> tuple[tuple[float, str, str, bool], ...]:
    """Return value, what it counts, the words, and whether it is in digits, of each number."""
    found = []
    for match in _NUMBER.finditer(text):
        digits = match["number"][0].isdigit()
        value = arabic(match["number"]) if digits else han(match["number"])
        if value is not None and (digits or value > 1):
            found.append((value, match["of"] or "", match[0], digits))
    return tuple(found)


def differences(clause: str, text: str, everything: str) -> Iterator[Difference]:
    """Yield the numbers of ``clause`` beside its figures, dates and periods that ``text`` lacks."""
    told, around = _numbers(plain(text)), _numbers(plain(everything))
    for value, of, words, digits in _numbers(_bare(clause)):
        rivals = [
            (other, shown)
            for other, counts, shown, _ in told
            if counts == of and not (of == "年" and other >= _MOST_YEARS > value)
        ]
        if any(figures.close(value, other) for other, _ in rivals):
            continue
        if of in _COUNTED and rivals:
            yield Difference("figure", words, rivals[0][1])
        elif digits and not any(figures.close(value, other) for other, *_ in (*told, *around)):
            yield Difference("figure", words, "")


def shared(clause: str, text: str) -> tuple[int, int]:
    """Return how many numbers of ``clause`` beside its figures ``text`` has, and of how many.

    What they count must be the same: 三年 and 3年.
    """
    told = {(value, of) for value, of, *_ in _numbers(plain(text))}
    mine = [(value, of) for value, of, *_ in _numbers(_bare(clause)) if of in _COUNTED]
    return sum(one in told for one in mine), len(mine)


def spelled(claim: str, texts: str) -> Iterator[Difference]:
    """Yield the numbers that an English claim spells, two to twelve, and ``texts`` do not have."""
    told = {value for value, *_ in _numbers(plain(texts))}
    told |= {one.value for one in figures.find(readable(texts))}
    for match in _SPELLED.finditer(claim):
        value = 2 + _ENGLISH.index(match[1].casefold())
        if not any(figures.close(value, one) for one in told) and match[0] not in texts:
            yield Difference("figure", match[0])


def unsaid(claim: str, text: str) -> list[str]:
    """Return the numbers of ``claim`` beside its figures, dates and periods that ``text`` lacks.

    A count that nobody says is one too: 四层 of three levels that are only named.
    """
    told = [value for value, *_ in _numbers(plain(text))]
    return [
        words
        for value, of, words, digits in _numbers(_bare(claim))
        if (digits or of in _COUNTED) and not any(figures.close(value, one) for one in told)
    ]


def _bare(clause: str) -> str:
    """Return a clause without its figures, dates and periods."""
    bare = clause = readable(clause)
    for one in reversed(list(figures.find(clause))):
        bare = f"{bare[: one.start]}。{bare[one.end :]}"
    return plain(PERIOD.sub("。", ENGLISH_DATE.sub("。", DATE.sub("。", bare))))


def counted(value: float, words: str, text: str) -> bool:
    """Tell whether ``text`` has a small number in another guise: 两个 for 两省."""
    small = not words[0].isdigit() and value <= 10
    told = (other for other, of, _, digits in _numbers(plain(text)) if of != "是" and not digits)
    return small and any(figures.close(value, other) for other in told)
