"""What a change is compared with: the same time a year before (同比), or the time before (环比)."""

import re
from itertools import pairwise

from chatbot import figures
from chatbot.language.wording import bare

_YEAR = r"(?:去年|上年|前一年)(?:同期|同月|同季度?)?"
_BEFORE = r"上一?个?(?:月|季度?|周)|前一?个?(?:月|季度?|周)"
_WITH = r"(?:相?较于?|相比于?|对比|[跟和与同比])"
_AFTER = r"(?:相?比较?|比起来|来比|来看|做?对比)?"
_THAN = r"(?:compare[sd]? (?:with|to)|(?:different|up|down) from|from|than|over|against) "
_BASES = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("比上年末", rf"{_WITH}(?:(?:去年|上年)年?[底末]|年初){_AFTER}"),
        ("同比", rf"同比|{_WITH}{_YEAR}{_AFTER}|(?:去年|上年)同期"),
        (
            "同比",
            rf"\byear[- ](?:on|over)[- ]year\b|\b{_THAN}(?:a year (?:ago|earlier|before)|last year"
            r"|the (?:previous year|year before|same (?:period|time)(?: (?:of )?last year)?))",
        ),
        ("环比", rf"环比|{_WITH}(?:{_BEFORE}){_AFTER}"),
        (
            "环比",
            r"\b(?:month|quarter)[- ](?:on|over)[- ](?:month|quarter)\b"
            rf"|\b{_THAN}(?:the )?(?:previous|last|preceding|prior) (?:month|quarter)",
        ),
    )
)
# What asks for a change and names nothing of which.
_CHANGE = re.compile(
    r"增长|增加|提高|扩大|改善|下降|减少|缩[小短]|收窄|回落|变化|增速|增幅|涨|跌|升|降|幅度|速度|数[据字目]?|情况|水平|怎么样|多了|少了|[它这那其个些高低多少快慢]"
    r"|\b(?:figure|change|compare|growth|that|they|this|those|these|up|down|much|any|so|then)\b",
    re.IGNORECASE,
)
_TOLD_BEFORE = re.compile(rf"环比|{_BEFORE}|(?:month|quarter)-on-(?:month|quarter)", re.IGNORECASE)
_TOLD_YEAR_END = re.compile(
    r"(?:去年|上年)年?[底末]|年初|新增|净增|end of last year|start of the year"
)
# Tables and notes in brackets have no verb: (+12.9%).
_TOLD = re.compile(r"同比|[（(][+＋\-－−]?\d|year-on-year", re.IGNORECASE)
_VERB = re.compile(r"增长|增加(?!值)|提高|上升|上涨|下降|减少|下滑|降低|增速|增幅|降幅|变化")
_HOW_MUCH = re.compile(r"(?:总共|一共)?(?:[是有达为]|达到|共有|总计)*(?:多少|几|多大|多高|多快)")
_ENGLISH = {
    "同比": "year on year",
    "环比": "month on month",
    "比上年末": "compared with the end of last year",
}
_STOP = re.compile(r"(?<=[；;。])")


def asked(question: str) -> str:
    """Return what the asked change is compared with, 同比 or 环比; "" where none is asked for."""
    return next((name for name, pattern in _BASES if pattern.search(question)), "")


def asked_only(question: str) -> str:
    """Return the base where a question names nothing else: 同比呢, "compared with last year"."""
    name = asked(question)
    if not name:
        return ""
    for _, pattern in _BASES:
        question = pattern.sub(" ", question)
    return "" if bare(_CHANGE.sub(" ", question)) else name


def rebased(earlier: str, base: str) -> str:
    """Return the earlier question, asked for its change against ``base``."""
    for _, pattern in _BASES:
        if pattern.search(earlier):
            return pattern.sub(base, earlier, count=1)
    if earlier.isascii():
        return f"{earlier.rstrip('?. ')}, {_ENGLISH[base]}?"
    if verbs := list(_VERB.finditer(earlier)):
        at = verbs[-1].start()
        return earlier[:at] + base + earlier[at:]
    if how_much := _HOW_MUCH.search(earlier):
        rest = earlier[how_much.end() :].strip("？? ")
        # 多少万吨: with a number in its place, the unit goes as far as the figure.
        unit = next((one.end for one in figures.find(f"9{rest}") if one.start == 0), 1)
        return f"{earlier[: how_much.start()]}{rest[unit - 1 :]}{base}变化多少？"
    return f"{earlier} {base}？"


def missing(question: str, sentence: str) -> bool:
    """Tell whether a change against a base is asked for, and the sentence gives none of what is.

    What is not compared with anything is taken to be against the year before, as in statistics.
    """
    name = asked(question)
    if not name:
        return False
    if name == "环比":
        return not _TOLD_BEFORE.search(sentence)
    if name == "比上年末":
        return not _TOLD_YEAR_END.search(sentence)
    part = max(_STOP.split(sentence), key=lambda words: _shared(question, words))
    if _TOLD.search(part):
        return False
    return not any(one.direction or one.comparison for one in figures.statements(part))


def _shared(question: str, words: str) -> int:
    return sum(one + after in words for one, after in pairwise(question))
