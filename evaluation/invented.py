"""Numbers of an answer that its citations lack, read without the code that checks the answers.

A measure must not share the mistakes of what it measures: this knows digits with their scale,
tenths in words (六成) and percentages, in Chinese and English, and nothing else. Dates, years,
ordinals, the numbers of a list and those inside names (5G) are no figures.
"""

import re
from collections.abc import Iterator
from math import isclose

from chatbot.records import Answer

_MARKS = re.compile(r"(?:\[\d+\])+")
_SCALES = {
    "万亿": 1e12, "亿": 1e8, "万": 1e4, "千": 1e3, "百": 1e2,
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
}  # fmt: skip
_TENTHS = "一二三四五六七八九"
_NUMBER = re.compile(
    r"(?<![A-Za-z\d.第])(?P<digits>\d[\d,]*(?:\.\d+)?)(?![A-Za-z\d])\s?"
    r"(?P<scale>万亿|亿|万|千(?!瓦|克|米)|百(?!分)|thousand|million|billion|trillion)?\s?"
    r"(?P<unit>%|个百分点|percentage points?|percent|per cent)?(?P<date>[年月日号时点]|季度)?"
)
_TENTH = re.compile(rf"(?P<tenths>[{_TENTHS}])成(?P<half>半)?(?![为了就立效])")
_LIST_NUMBER = re.compile(r"(?m)^\d+\. ")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_ENGLISH_DATE = re.compile(
    rf"\b{_MONTH} \d{{1,2}}\b|\b\d{{1,2}} {_MONTH}\b|\b(?:19|20)\d\d\b(?!,\d)"
)
_POINTS = "points"
# 13.6%[2] − 6.2%[1] = 7.4个百分点
_DIFFERENCE = re.compile(
    r"(?P<terms>(?P<more>[^−=\[]+)\[\d+\] − (?P<less>[^−=\[]+)\[\d+\]) = (?P<rest>[^−=\[]+)"
)


def invented(answer: Answer) -> list[str]:
    """Return the numbers of an answer that none of the citations behind them has.

    A citation speaks for what stands on its own line between the marker before and itself.
    """
    texts = {one.number: one.text for one in answer.citations}
    found: list[str] = []
    for line in answer.text.split("\n"):
        if difference := _DIFFERENCE.fullmatch(line):
            found += [] if _is_right(difference) else [difference["rest"].strip()]
            line = difference["terms"]
        at = 0
        for marks in _MARKS.finditer(line):
            cited = " ".join(texts.get(int(n), "") for n in re.findall(r"\d+", marks[0]))
            found += _lacking(line[at : marks.start()], cited)
            at = marks.end()
        found += _lacking(line[at:], "")
    return found


def _is_right(difference: re.Match[str]) -> bool:
    """Tell whether what is left is the first number less the second: of rates, in points."""
    told = [list(_numbers(difference[name])) for name in ("more", "less", "rest")]
    if [len(numbers) for numbers in told] != [1, 1, 1]:
        return False
    (more, unit, _), (less, other, _), (rest, left, _) = (numbers[0] for numbers in told)
    return isclose(more - less, rest) and unit == other and left == {"%": _POINTS}.get(unit, unit)


def _lacking(words: str, cited: str) -> list[str]:
    told = [(value, unit) for value, unit, _ in _numbers(cited)]
    return [
        shown
        for value, unit, shown in _numbers(_LIST_NUMBER.sub("", words))
        if not any(unit == other and isclose(value, given) for given, other in told)
    ]


def _numbers(text: str) -> Iterator[tuple[float, str, str]]:
    """Yield value, "", "%" or "points", and the words of each number."""
    text = _ENGLISH_DATE.sub(lambda match: " " * len(match[0]), text)
    for match in _NUMBER.finditer(text):
        if match["date"] and not match["unit"]:
            continue
        value = float(match["digits"].replace(",", "")) * _SCALES.get(match["scale"] or "", 1.0)
        unit = match["unit"] or ""
        if unit:
            unit = _POINTS if "point" in unit or "点" in unit else "%"
        yield round(value, 6), unit, match[0].strip()
    for match in _TENTH.finditer(text):
        tenths = 1 + _TENTHS.index(match["tenths"]) + (0.5 if match["half"] else 0)
        yield 10.0 * tenths, "%", match[0]
