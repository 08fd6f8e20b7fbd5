"""A comparison computed from the figures of two quotations: 13.6%[1] > 6.2%[2]."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from chatbot import figures
from chatbot.extract import Candidate
from chatbot.figures import Found
from chatbot.language.wording import bare, spoken
from chatbot.leading import leading
from chatbot.question.parts import DEGREE, without_comparing
from chatbot.question.wants import Wants

_COMPARES = re.compile(
    r"哪[个一]?[个项边者种类]|谁|更[高快多大低慢少小]|相比|比较|对比|相差|差多少|差距|孰"
    r"|\b(?:which|compare|compared|higher|lower|faster|slower|larger|smaller|more|less|difference)\b",
    re.IGNORECASE,
)
_BY_HOW_MUCH = re.compile(
    rf"{DEGREE}[了出]*(?:多少|几)|差(?:距|额|值|别)|相差"
    r"|\bhow much (?:more|less|higher|lower|larger|smaller|bigger|faster|slower)\b|\bby how m"
    r"|\bdifference\b|\bgap\b",
    re.IGNORECASE,
)
# The two things that were asked about before.
_THE_TWO = re.compile(
    r"'s\b|它们|他们|她们|[这那]?[两二2][者个项种类]|前者|后者|[前上]一个|之间|谁"
    r"|\b(?:both|them|two|these|those|they|either|one|ones|other|between|than|then|so)\b",
    re.IGNORECASE,
)
_HOW = re.compile(
    rf"{DEGREE}|相比|比较|对比"
    r"|\b(?:compare|higher|lower|faster|slower|larger|smaller|bigger|more|less|difference|gap)",
    re.IGNORECASE,
)
_SIGNS = {-1: "<", 0: "=", 1: ">"}
_SCALES = (("万亿", 10**12), ("亿", 10**8), ("万", 10**4))
# Of two rates the difference is in points.
_POINTS = {"%": "个百分点", "‰": "个千分点"}


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that a question asks: what of it, and the sentence that answers.

    ``share`` tells which share of the question's content some words have.
    """

    question: str
    found: Candidate
    share: Callable[[str], float]


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure that answers a part: its words, what they mean, the words with their citation.

    ``changes`` tells whether it is by how much something changed.
    """

    words: str
    figure: Found
    cited: str
    place: tuple[str, int]
    changes: bool


def compares(question: str) -> bool:
    """Tell whether a question of two parts asks how they stand to one another."""
    return bool(_COMPARES.search(question) or _BY_HOW_MUCH.search(question))


def asks_of_two(question: str) -> bool:
    """Tell whether a question compares two things that it does not name: 两者差多少."""
    # "Who?" and "which?" alone compare nothing.
    rest = _COMPARES.sub(" ", question)
    left = without_comparing(_THE_TWO.sub(" ", rest))
    return compares(question) and not bare(left) and bool(_HOW.search(question))


def measured_alike(nearly: Sequence[Sequence[Candidate]]) -> Sequence[Candidate]:
    """Return for each part one of those that answer it ``nearly`` as well as its best, the first.

    What is compared is measured alike: of all choices it is the best whose sentences give figures
    of one metric; the best of each part where none do.
    """
    choices = sorted(product(*nearly), key=lambda one: sum(map(_rank, nearly, one)))
    alike = (one for one in choices if set.intersection(*map(_metrics, one)))
    return next(alike, choices[0])


def _rank(nearly: Sequence[Candidate], one: Candidate) -> int:
    return nearly.index(one)


def _metrics(candidate: Candidate) -> set[str]:
    return {told.metric for told in figures.statements(candidate.text) if told.metric}


def compared(question: str, parts: Sequence[Part], cited: Sequence[tuple[str, int]]) -> str:
    """Return how the figures that answer two parts stand to one another, each with its citation.

    ``cited`` are the places of the sentences quoted, in order.

    Asked by how much, the difference is on a line of its own. "" unless each part has a figure of
    its own that answers, both in one unit.
    """
    told = [figure for part in parts for figure in _figure(part, cited)]
    if len(told) != 2 or len(parts) != 2 or told[0].figure.unit != told[1].figure.unit:
        return ""
    one, other = (figure.figure for figure in told)
    # How many there are and by how many they grew are no two of a kind.
    if told[0].place == told[1].place or told[0].changes != told[1].changes:
        return ""
    order = (one.value > other.value) - (one.value < other.value)
    first, second = (figure.cited for figure in told)
    line = f"{first} {_SIGNS[order]} {second}"
    if order and _BY_HOW_MUCH.search(question) and one.high is None and other.high is None:
        more, less = (first, second) if order > 0 else (second, first)
        line += f"\n{more} − {less} = {_difference(told[0], told[1], spoken(question))}"
    return line


def _figure(part: Part, cited: Sequence[tuple[str, int]]) -> list[_Told]:
    """Return the figure that answers a part, as the answer says it; none if that is unsure."""
    asked = _asked(part.question)
    words = leading(asked, part.found.text, replace(Wants.of(asked), figure=True), part.share)
    text, (source, start) = part.found.text, part.found.place
    marked = f"{words}[{1 + cited.index(part.found.place)}]"
    return [
        _Told(words, one, marked, (source, start + one.start), bool(told.direction))
        for told in figures.statements(text)
        if words in (text[(one := told.figure).start : one.end], figures.english(one, text))
    ][:1]


def _asked(question: str) -> str:
    """Return a part of a question without the clauses that ask how far the two are apart."""
    clauses = re.split("[，,]", question)
    while len(clauses) > 1 and not bare(without_comparing(clauses[-1])):
        clauses.pop()
    return "，".join(clauses)


def _difference(first: _Told, second: _Told, language: str) -> str:
    """Return how far two figures of one unit are apart, in a scale that one of them is written in.

    Of loose ones it is about so much.
    """
    one, other = first.figure, second.figure
    value = abs(Decimal(repr(one.value)) - Decimal(repr(other.value)))
    unit = _POINTS.get(one.unit, one.unit)
    loose = "约" if one.qualifier or other.qualifier else ""
    if language == "en":
        return figures.english(Found(0, 0, float(value), unit, qualifier=loose))
    written = [(name, s) for name, s in _SCALES if name in first.words + second.words]
    name, scale = next(((name, s) for name, s in written if value >= s), ("", 1))
    return f"{loose}{figures.plain(float(value / scale))}{name}{unit}"
