"""A comparison computed from the figures of two quotations: 13.6%[1] > 6.2%[2]."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from chatbot import figures
from chatbot.extract import Candidate
from chatbot.leading import leading
from chatbot.wants import Wants
from chatbot.wording import content

_COMPARES = re.compile(
    r"哪[个一]?[个项边者种类]|谁|更[高快多大低慢少小]|相比|比较|对比|相差|差多少|差距|孰"
    r"|\b(?:which|compare|compared|higher|lower|faster|slower|larger|smaller|more|less|difference)\b",
    re.IGNORECASE,
)
_SIGNS = {-1: "<", 0: "=", 1: ">"}


def compares(question: str) -> bool:
    """Tell whether a question of two parts asks how they stand to one another."""
    return bool(_COMPARES.search(question))


def compared(
    parts: Sequence[str],
    found: Sequence[Candidate],
    numbers: Sequence[int],
    sharing: Callable[[str], Callable[[str], float]],
) -> str:
    """Return how the figures that answer two parts stand to one another, each with its citation.

    ``found`` has the sentence for each of ``parts``, ``numbers`` their citations; ``sharing``
    returns what tells which share of some words a text has. "" unless each part has one figure
    that answers, both in one unit.
    """
    told = []
    for part, candidate in zip(parts, found, strict=True):
        wants = replace(Wants.of(part), figure=True)
        words = leading(part, candidate.text, wants, sharing(content(part)))
        one = next(figures.find(words), None)
        if one is None:
            return ""
        told.append((words, one))
    if len(told) != 2 or told[0][1].unit != told[1][1].unit:
        return ""
    (first, one), (second, other) = told
    sign = _SIGNS[(one.value > other.value) - (one.value < other.value)]
    return f"{first}[{numbers[0]}] {sign} {second}[{numbers[1]}]"
