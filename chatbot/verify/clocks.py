"""Times of day: 八点半 and 20时30分 are one, 十点半 is another."""

import re
from collections.abc import Iterator

from chatbot.figures.numerals import arabic, han
from chatbot.verify.records import Difference
from chatbot.verify.words import plain

# 三点 alone may be three points, so minutes or a part of the day must tell.
_PART = r"早上|清晨|上午|中午|下午|晚上|夜里|夜间|傍晚|凌晨|次日|当天"
_CLOCK = re.compile(
    rf"(?P<part>{_PART})?(?<![\d.])(?P<hour>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})[点时](?![间期])"
    r"(?:(?P<half>半)|(?P<minute>\d{1,2})分(?!之)|(?P<spoken>[一二三四五]?十[一二三四五六七八九]?)(?![个万亿千百几多余点])|(?P<whole>整))?"
)
_NOON = 12
_HALF_DAY = _NOON * 60


def clocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the times of day of ``text`` in minutes of half a day, with their words."""
    for minutes, match in _found(plain(text)):
        yield minutes % _HALF_DAY, match[0]


def told_in(text: str, start: int) -> bool:
    """Tell whether the number at ``start`` is that of a time of day."""
    return any(match.start() <= start < match.end() and _surely(match) for _, match in _found(text))


def _found(text: str, least: int = _NOON) -> Iterator[tuple[int, re.Match[str]]]:
    for match in _CLOCK.finditer(text):
        hour = arabic(match["hour"]) if match["hour"].isdigit() else han(match["hour"])
        if hour is None or hour > 24:
            continue
        # 23时 is none of the numbers of a list of points.
        if _surely(match) or hour > least:
            yield int(hour) * 60 + _minutes(match), match


def _surely(match: re.Match[str]) -> bool:
    """Tell whether more than the hour says that it is a time of day: 13点 alone may be a figure."""
    return any(match[name] for name in ("part", "half", "minute", "whole", "spoken"))


def _minutes(match: re.Match[str]) -> int:
    spoken = han(match["spoken"]) if match["spoken"] else None
    return 30 if match["half"] else int(match["minute"] or spoken or 0)


def differences(clause: str, text: str) -> Iterator[Difference]:
    """Yield the times of day of ``clause`` where ``text`` has others only; none where it has none.

    Whether it is morning is not compared. Against a time of day an hour alone is one too.
    """
    told = list(clocks(text)) or [
        (minutes % _HALF_DAY, match[0]) for minutes, match in _found(plain(text), least=0)
    ]
    for minutes, words in clocks(clause):
        if told and minutes not in {one for one, _ in told}:
            yield Difference("figure", words, told[0][1])
