"""Which figure of a quotation answers the question: it is said first and in bold.

Each figure is scored by what its clause shares with the question, and the probabilities of a
softmax over the scores tell whether one stands out. The weights were fitted so, on the cases that
name one figure, and rounded (docs/decisions.md).
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chatbot import figures
from chatbot.figures import Found, Statement
from chatbot.language.wording import content, pairs
from chatbot.question import asked_units
from chatbot.question.quantities import METRICS
from chatbot.question.wants import Wants
from index.lexical import has_unspaced

_CHANGE = re.compile(
    r"同比|环比|增长|增速|增幅|增加|涨|升|降|提高|改善|好多少|减少|缩短|扩大|下滑|多了|少了|[多少](?:多少|几)"
    r"|\b(?:grow|grew|ris|rose|increas|decreas|fall|fell|more|less)",
    re.IGNORECASE,
)
# 增加了多少: without a unit, by how many per cent.
_BY_HOW_MUCH = re.compile(r"(?:增加|提升|提高|降低|减少|改善|好|缩短|下降|快|慢)了?(?:多少|几)")
_SHARE = re.compile(
    r"占|比[重例]|份额|分量|成\b|几成|share|proportion|percentage of", re.IGNORECASE
)
_CHANGES = frozenset({"同比", "环比"})
_POINT = "个百分点"
_POINTS = re.compile(r"百分点|percentage point", re.IGNORECASE)
# Of a rate only: 比去年同期高多少.
_HIGHER = re.compile(r"[比较][^，。？?]{2,8}?[高低](?:了|出)?(?:多少|几)|[高低]了(?:多少|几)")
# 由74%降到21%: what was before is asked for only by words that say so.
_FROM = re.compile(r"[由从](?:[^，。；、]{0,12}的)?\s?$")
_TO = re.compile(
    r"\s?(?:逐步|大幅|进一步)?(?:提高|提升|上升|上调|增加|增长|扩大|下降|下调|降低|减少|压减|缩短|缩小|回落|调整|[升降增减涨跌])?(?:到|至|为)"
)
_BEFORE = re.compile(
    r"原来|原先|此前|之前|以前|本来|\b(?:before|used to|previous|formerly)\b", re.I
)
_STOP = re.compile(r"[，。；！？、,;]")
# The probability from which a figure is said first, and the least of the question that its clause
# has to share: otherwise it is of something else.
_SURE = 0.6
_LEAST_SHARED = 0.1


@dataclass(frozen=True, slots=True)
class Weights:
    """What makes a figure the one that answers; ``share`` and ``named`` are of shares, 0 to 1.

    ``named``: how much of its subject and quantity the question names. ``change``, ``rate`` and
    ``part``: it is a change, a rate, a part of a whole, as the question asks, or neither is.
    ``unit``: its unit is the very one. ``quantity``: both name one. ``counted``: its clause has
    what stands after 多少. ``subject``: the question has the whole of its subject.
    """

    share: float = 3.4
    named: float = 2.3
    change: float = 1.2
    rate: float = 0.6
    unit: float = 1.2
    quantity: float = 0.5
    part: float = 1.2
    counted: float = 0.6
    subject: float = 1.2


_WEIGHTS = Weights()


def leading(
    question: str,
    quotation: str,
    wants: Wants,
    share: Callable[[str], float],
    focus: str = "",
) -> str:
    """Return the figure of ``quotation`` that answers, in the question's language; "" if unsure.

    It has the unit that is asked for. ``share`` tells which share of the question's content some
    words have; what it is of is named by the ``focus`` of a follow-up.
    """
    if not wants.figure:
        return ""
    told = figures.statements(quotation)
    asked = _as_of_a_rate(wants.asked, told)
    clauses = [_clause(quotation, told, at) for at in range(len(told))]
    fitting = [at for at, one in enumerate(told) if _fits(asked, quotation, one.figure)]
    # Where one is counted as is asked (多少套), others that may stand for it do not (三个项目).
    unit = asked_units.asked_unit(asked)
    exact = [at for at in fitting if told[at].figure.unit == unit != "个"]
    fitting = exact or fitting
    before = bool(_BEFORE.search(wants.asked))
    then = [at for at in fitting if _is_former(quotation, told[at].figure) == before]
    fitting = then or fitting
    if not fitting:
        return ""
    scores = {at: _score(wants.asked, told[at], clauses[at], share, focus) for at in fitting}
    best = max(fitting, key=lambda at: scores[at])
    probability = 1 / sum(math.exp(scores[at] - scores[best]) for at in fitting)
    if probability < _SURE or share(clauses[best]) < _LEAST_SHARED:
        return ""
    found = told[best].figure
    if has_unspaced(question):
        return quotation[found.start : found.end]
    return figures.english(found, quotation)


def _is_former(quotation: str, found: Found) -> bool:
    """Tell whether a figure is what another one changed from: 由80万元提高到100万元."""
    from_ = _FROM.search(quotation, 0, found.start)
    return bool(from_ and _TO.match(quotation, found.end))


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
    return not asked_units.unit_is_missing(question, quotation[found.start : found.end])


def _score(
    question: str, told: Statement, clause: str, share: Callable[[str], float], focus: str
) -> float:
    unit = asked_units.asked_unit(question)
    hole = asked_units.HOLE.search(question)
    # What is counted stands after 多少: 多少家创新企业.
    counted = pairs(content(question[hole.end() :])) if hole else set()
    part = bool(_SHARE.search(question))
    rate = (
        asked_units.asks_rate(question)
        or part
        or (not unit and bool(_BY_HOW_MUCH.search(question)))
    )
    weights = _WEIGHTS
    return (
        weights.share * share(clause)
        + weights.named * _named(focus or question, told)
        + weights.change * (_changed(told) == bool(_CHANGE.search(question)))
        + weights.rate * (asked_units.is_rate(told.figure.unit) == rate)
        + weights.unit * (unit == told.figure.unit if unit else 0.5)
        + weights.quantity * _same_quantity(focus or question, clause)
        + weights.part * ((told.comparison == "占比") == part)
        + weights.counted * any(pair in clause for pair in counted)
        + weights.subject * (len(told.subject) > 1 and told.subject in question)
    )


def _named(question: str, told: Statement) -> float:
    """Return how much of a figure's subject and quantity a Chinese question names, 0 to 1."""
    own = pairs(f"{told.subject}{told.metric}")
    if not own or not has_unspaced(question):
        return 0.5
    return len(own & pairs(question)) / len(own)


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
