"""Whom and what a figure is about: from the words around it, or from the figures before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from chatbot.figures import changes, phrases, qualifiers, units
from chatbot.figures.spans import Found
from chatbot.figures.when import When

CLAUSE = re.compile(r"[，；：;:]|,(?!\d{3})|——")
# What may stand between a figure and the noun it belongs to.
_OF = re.compile(r"(?:(?:以上|以下|以内)的?|左右的|的)(?!同比|确)")


@dataclass(slots=True)
class Told:
    """What the figures before in a sentence have told, as far as it goes on to hold.

    ``pairs`` are subject and metric of the last group of figures, ``all`` those of every figure.
    """

    pairs: list[tuple[str, str]] = field(default_factory=list)
    all: list[tuple[str, str]] = field(default_factory=list)
    unit: str = ""
    period: When | None = None

    def metric(self, unit: str) -> str:
        """Return the last metric if a figure in ``unit`` may be of it, else ""."""
        goes_on = self.pairs and (unit in units.RATES or unit == self.unit)
        return self.pairs[-1][1] if goes_on else ""


def pairs(
    leads: Sequence[str], told: Told, group: Sequence[Found], trailing: str
) -> list[tuple[str, str]]:
    """Return subject and metric for each figure of a group.

    ``leads`` are the words before it: of its clause, then of ever more of the sentence.
    """
    unit = group[-1].unit
    if unit in ("部门", "方面"):
        return [(unit, "")]
    noun = phrases.after(trailing) if units.counts(unit) else ""
    if (match := _OF.match(trailing)) and not changes.direction_after(trailing):
        noun = phrases.after(trailing[match.end() :])
    if noun:
        return [phrases.split(noun)]
    phrase = phrases.trimmed(qualifiers.without(leads[0])) or _earlier(leads[-1], bool(told.pairs))
    if not phrase:
        return _carried(told, len(group))
    if len(group) > 1:
        for words in leads:
            if members := _members(phrases.trimmed(words), len(group)):
                return [(own, metric or told.metric(unit)) for own, metric in members]
    return [_completed(phrases.split(phrase), told, unit)]


def _earlier(plain: str, told: bool) -> str:
    """Return the noun phrase of the nearest clause that has one, where the last has none.

    Where a figure has been ``told`` of before, only a clause that is all noun phrase will do.
    """
    clauses = CLAUSE.split(plain)
    for words in reversed(clauses[:-1]):
        phrase = phrases.trimmed(words[: changes.direction(words)[1]])
        if phrase and (not told or phrases.is_noun(phrase)):
            return phrase
    return ""


def _carried(told: Told, count: int) -> list[tuple[str, str]]:
    """Return what the last ``count`` figures were about, or the last one."""
    if len(told.pairs) in (0, count):
        return told.pairs or [("", "")]
    return told.all[-count:] if len(told.all) >= count else [told.pairs[-1]]


def _members(phrase: str, count: int) -> list[tuple[str, str]]:
    """Return what each figure of a list is about: 甲、乙产量 share the last one's metric."""
    _, shared = phrases.split(phrase)
    words = phrases.items(phrase, count)
    if not words:
        body = phrases.trimmed(phrase.removesuffix(shared)) if shared else phrase
        words = phrases.items(body, count)
        return [(phrases.trimmed(word), shared) for word in words]
    members = [phrases.split(word) for word in words]
    subject = members[0][0]
    return [(own or subject, metric or shared) for own, metric in members]


def _completed(pair: tuple[str, str], told: Told, unit: str) -> tuple[str, str]:
    """Fill what a clause leaves out from the one before."""
    subject, metric = pair
    if not told.pairs:
        return pair
    return subject or told.pairs[-1][0], metric or (told.metric(unit) if subject else "")
