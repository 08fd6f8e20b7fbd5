"""Which figure of a quotation answers the question: it is said first and in bold."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from chatbot import bases, figures, kinds
from chatbot.constraints import METRICS
from chatbot.figures import Found, Statement
from chatbot.wants import Wants
from chatbot.wording import content
from index.lexical import has_unspaced

_CHANGE = re.compile(
    r"同比|环比|增长|增速|增幅|涨|降|提高|下滑|多了|少了|\b(?:grow|grew|ris|rose|increas|decreas|fall|fell)",
    re.IGNORECASE,
)
_CHANGES = frozenset({"同比", "环比"})
_POINT = "个百分点"
_POINTS = re.compile(r"百分点|percentage point", re.IGNORECASE)
# Of a rate only: 比去年同期高多少.
_HIGHER = re.compile(r"[比较][^，。？?]{2,8}?[高低](?:了|出)?(?:多少|几)|[高低]了(?:多少|几)")
# How far the best figure must be ahead of the next to be said first, and where a clause ends.
_APART = 0.9
_STOP = re.compile(r"[，。；！？、,;]")


def leading(question: str, quotation: str, wants: Wants) -> str:
    """Return the figure of ``quotation`` that answers, in the question's language; "" if unsure.

    It has the unit that is asked for and, where several have, stands among more of the question's
    words than any other.
    """
    if not wants.figure:
        return ""
    told = figures.statements(quotation)
    scores = _scores(wants.asked, quotation, told)
    asked = _as_of_a_rate(wants.asked, told)
    fitting = [at for at, one in enumerate(told) if _fits(asked, quotation, one.figure)]
    if bases.asked(wants.asked):
        # Asked how it compares, not how much it is.
        fitting = [at for at in fitting if _changed(told[at])] or fitting
    unit = kinds.asked_unit(wants.asked)
    # Of several that fit, those with the very unit: 套 and not 个.
    fitting = [at for at in fitting if told[at].figure.unit == unit] or fitting
    if not fitting:
        return ""
    first, *others = sorted(fitting, key=lambda at: -scores[at])
    if others and scores[first] - scores[others[0]] < _APART:
        return ""
    found = told[first].figure
    if has_unspaced(question):
        return quotation[found.start : found.end]
    return figures.english(found, quotation)


def stands(lead: str, text: str) -> bool:
    """Tell whether ``text`` has the figure ``lead``, written so or said in English."""
    if "".join(lead.split()) in "".join(text.split()):
        return True
    return any(figures.english(found, text) == lead for found in figures.find(text))


def _as_of_a_rate(question: str, told: Sequence[Statement]) -> str:
    """Return ``question`` asking in percentage points, if it asks how much higher a rate is."""
    points = any(one.figure.unit == _POINT for one in told)
    return f"{question}百分点" if points and _HIGHER.search(question) else question


def _fits(question: str, quotation: str, found: Found) -> bool:
    if bool(_POINTS.search(question)) != (found.unit == _POINT):
        return False
    return not kinds.unit_is_missing(question, quotation[found.start : found.end])


def _scores(question: str, quotation: str, told: Sequence[Statement]) -> list[float]:
    """Return how much each figure's clause speaks of the question.

    A pair of characters counts for less the more of the clauses have it.
    """
    asked = _pairs(content(question))
    # What is counted stands after 多少: 多少家创新企业.
    counted = (
        _pairs(content(question[hole.end() :])) if (hole := kinds.HOLE.search(question)) else ()
    )
    clauses = [_clause(quotation, told, at) for at in range(len(told))]
    shared = [{pair for pair in asked if pair in clause} for clause in clauses]
    frequency = Counter(pair for pairs in shared for pair in pairs)
    unit = kinds.asked_unit(question)
    return [
        sum((1 + 2 * (pair in counted)) / frequency[pair] for pair in pairs)
        + 0.5 * (_changed(one) == bool(_CHANGE.search(question)))
        + 0.5 * (unit == one.figure.unit)
        + 2 * _same_quantity(question, clause)
        for pairs, clause, one in zip(shared, clauses, told, strict=True)
    ]


def _pairs(words: str) -> set[str]:
    return {one + next_ for one, next_ in pairwise(words) if not (one + next_).isspace()}


def _same_quantity(question: str, clause: str) -> bool:
    """Tell whether both name a quantity that has several names: 份额, 市场占有率."""
    return any(
        any(word in question for word in names) and any(word in clause for word in names)
        for names in METRICS
    )


def _clause(quotation: str, told: Sequence[Statement], at: int) -> str:
    """Return the words of a figure's clause that are not another's, with what it is about."""
    one = told[at]
    opening = [stop.end() for stop in _STOP.finditer(quotation, 0, one.figure.start)]
    start = max(told[at - 1].figure.end if at else 0, *opening[-1:], 0)
    stop = _STOP.search(quotation, one.figure.end)
    end = min(
        stop.start() if stop else len(quotation),
        told[at + 1].figure.start if at + 1 < len(told) else len(quotation),
    )
    return f"{one.subject} {one.metric} {quotation[start:end]}"


def _changed(told: Statement) -> bool:
    return told.comparison in _CHANGES or bool(told.direction)
