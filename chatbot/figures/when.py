"""The words of a period: 一季度, 1—2月, 截至3月底, 4月1日至15日, “十四五”期间."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chatbot.language import periods
from chatbot.language.periods import Period

_DASH = r"\s?[—–～~\-－至到]{1,2}\s?"
_YEAR = rf"\d{{4}}{_DASH}\d{{4}}\s?年|\d{{4}}\s?年|今年|去年|明年|前年|上年|本年度?|当年"
_PART = (
    rf"前[两二三四五六七八九十\d]{{1,2}}个?(?:月|季度)|第?[一二三四首1-4]个?季度|[上下]半年"
    rf"|\d{{1,2}}月\d{{1,2}}日(?:{_DASH}(?:\d{{1,2}}月)?\d{{1,2}}日)?|\d{{1,2}}月?{_DASH}\d{{1,2}}月份?"
    r"|\d{1,2}月份?(?:底|末|初|[上中下]旬)?|全年(?!目标|任务|计划)|年[初中底末]|上半?季度"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_PERIOD = re.compile(
    rf"(?:截至|截止到?|自|到)?(?:(?:{_YEAR})(?:的|全国|我国)?(?:{_PART}|[初中底末])?|{_PART})(?:以来|期间)?"
    r"|[“\"]?十[一二三四五]五[”\"]?(?:时期|期间|以来|末)"
    r"|(?:近|过去|最近|未来|今后)[\d一二两三四五六七八九十]{1,3}(?:多?年|个月|周|天)(?:多?来|间|内)?"
    r"|[两三四五六七八九十\d]{1,3}年(?:多来|来|间)|(?:截至)?(?:目前|当前)|当[天日月季]|[昨今前]日|昨天|本[月周季]|上[月周](?!比)"
    r"|(?:春节|国庆|中秋|元旦|清明|端午|春运|暑运|劳动节|五一|[“\"]五一[”\"]|[“\"]十一[”\"]|暑)(?:假期|黄金周|期间|节)"
    rf"|(?:(?:as of|by|at) the end of )?{_MONTH}(?:(?: to |–|-){_MONTH})?\b(?! \d)(?: \d{{4}})?"
    r"|(?:the )?(?:first|second|third|fourth) (?:quarter|half)(?: of (?:the year|\d{4}))?"
    r"|(?<=in )20\d\d\b|last year|this year"
)


@dataclass(frozen=True, slots=True)
class When:
    """A period's place and words; ``months`` is None where the words name no months or year."""

    start: int
    end: int
    words: str
    months: Period | None


def find(text: str, this_year: int | None = None) -> Iterator[When]:
    """Yield the periods of ``text``, in order. Bases of comparison have to be blanked out."""
    for match in _PERIOD.finditer(text):
        words = match.group().strip()
        yield When(match.start(), match.end(), words, next(periods.find(words, this_year), None))
