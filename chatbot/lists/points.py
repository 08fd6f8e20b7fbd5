"""Which enumeration, or which one of its points, a question asks for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.comparing import compares
from chatbot.extract import Candidate, asks
from chatbot.language.kind_words import CAUSE
from chatbot.lists import asked_list, other_lists
from chatbot.lists.point_lists import PointLists
from chatbot.lists.quoted_lists import Picked, leads, listed, one_of, whole_of
from chatbot.question import kinds
from chatbot.question.wants import Wants
from index.records import Enumeration

_SHORT_HEAD = 25
# A point is asked for alone if its best sentence leads those of the others by this much; if the
# lead of the list scores higher still, by more. Chosen on the dev cases (docs/decisions.md).
_GAP = 1.0
_GAP_BEHIND_LEAD = 2.0
# Where points are asked for by what they are called, or as several, one seldom answers.
_GAP_OF_SEVERAL = 2.0
_NEAR_LEAD = 2.0
_FEW = re.compile(r"哪几(?![年天月日号])|(?<![这那])些(?:什么(?!时)|啥)")


def chosen(
    question: str, wants: Wants, found: Sequence[Candidate], lists: PointLists
) -> Picked | None:
    """Return the enumeration that answers, or one of its points; None if sentences answer better.

    A question that counts ("the four measures") gets the list of that many points. Else the best
    sentence decides: its list if it announces one or the question asks for one, a single point of
    it if that point stands out among the others.
    """
    if asked_list.asks_who_attended(question) and (picked := other_lists.roster(found, lists)):
        return picked
    return _enumeration(question, wants, found, lists)


def _enumeration(
    question: str, wants: Wants, found: Sequence[Candidate], lists: PointLists
) -> Picked | None:
    if not found or asked_list.asks_for_person(question):
        return None
    which = asked_list.ordinal(question)
    # When the third step is, its point tells.
    if wants.speaker or ((wants.figure or wants.date) and not which):
        return None
    nouns = asked_list.asked_nouns(question)
    if kinds.asks_cause(question):
        nouns |= asked_list.nouns("原因")
    several = wants.enumeration or bool(nouns)
    wanted = asked_list.which_count(question)
    # 十项举措之外还有哪三项: what is asked for counts, not what is spoken of.
    number = asked_list.count(question)
    if number and wanted in (0, number) and not compares(question):
        word = asked_list.each_says(question)
        counted = other_lists.counted(number, which, found, lists, word)
        return counted or other_lists.sections(
            asked_list.nouns(question), found, lists, number, which
        )
    best = found[0]
    if wants.so_far:
        lists = lists.so_far()
    elif several and not which and (steps := other_lists.next_steps(wants, found, lists)):
        return steps
    # Semicolons also part what is no list: they count where a list is asked for.
    around = [each for each in lists.around(best) if each.marked or several]
    if wanted and (picked := other_lists.of_so_many(wanted, found, lists)):
        return picked
    # 今年春运有三个特点 is no answer to which works there are.
    if not around or (leads(best, around[0]) and lists.announces_others(best, around[0], nouns)):
        return _elsewhere(question, wants, nouns, found, lists)
    scored = _Scored.of(around[0], found)
    named = lists.announces(best, around[0], nouns)
    if nouns and not named and not which and (other := other_lists.called(nouns, found, lists)):
        return other
    gap = _GAP_OF_SEVERAL if nouns or _FEW.search(question) else _GAP
    return _of(scored, which, wants, best, lists, named or _asks_all(question, best, scored), gap)


def _whole_sentence(
    question: str, wants: Wants, found: Sequence[Candidate], lists: PointLists
) -> Enumeration | None:
    """Return the clauses of the best sentence, if together they are what is asked for.

    建立…；推动…；完善…: what is done, without a word that announces it. One that stands out answers
    alone, unless points are asked for by what they are called (什么成果), and so does one that has
    in itself what is counted (分成哪几级).
    """
    best = found[0]
    clauses = lists.unled(best)
    word = asked_list.counter(question) or asked_list.asked_word(question)
    if not clauses or wants.title or asked_list.which_count(question):
        return None
    if word and any(word in item for row in asked_list.rows(best.text) for item in row):
        return None
    whole = asked_list.asked_nouns(question) or _Scored.of(clauses, found).single() is None
    return clauses if whole else None


def _elsewhere(
    question: str,
    wants: Wants,
    nouns: frozenset[int],
    found: Sequence[Candidate],
    lists: PointLists,
) -> Picked | None:
    """Return the list that answers where the best sentence is of none; None for none."""
    which = asked_list.ordinal(question)
    best = found[0]
    if kinds.asks_cause(question) and (asks(best) or CAUSE.search(best.text)):
        # It is told there, or right after a question that a speaker asks himself.
        return other_lists.after_best(question, best, lists, which)
    if not (wants.enumeration or nouns):
        return other_lists.after_best(question, found[0], lists, which) if which else None
    if not which and (clauses := _whole_sentence(question, wants, found, lists)):
        return listed(found[0], clauses, lists)
    # Who and which paper are no points.
    points = not (wants.title or wants.person)
    return (
        other_lists.after_best(question, found[0], lists, which)
        or other_lists.named(question, nouns, found, lists, which)
        or (other_lists.most_told(nouns, found, lists, which) if points else None)
        or other_lists.sections(asked_list.asked_nouns(question), found, lists)
    )


def _asks_all(question: str, best: Candidate, scored: "_Scored") -> bool:
    """Tell whether the words of a question ask for all points of the best sentence's list.

    "Which cases?" asks for all that the best sentence announces, "which few" for all points.
    """
    if asked_list.ordinal(question):
        return False
    few = _FEW.search(question) and scored.lead >= best.score - other_lists.NEARLY_BEST
    return bool(few or (leads(best, scored.list) and other_lists.SEVERAL.search(question)))


def announced_by(kept: Sequence[Candidate], lists: PointLists) -> Picked | None:
    """Return the list that the sentences to be quoted announce or tell; None for none.

    What announces a list says nothing without it, and where two of its points answer about as
    well, so may the others.
    """
    ranked = sorted(kept, key=lambda one: -one.score)
    if len(ranked) > 1 and (both := lists.of_both(*ranked[:2])):
        return listed(ranked[0], both, lists)
    for one in ranked:
        enumeration = lists.only_announced(one)
        if enumeration and lists.tells(one, enumeration, ranked[0]):
            return listed(one, enumeration, lists)
        for enumeration in lists.around(one):
            if enumeration.marked and leads(one, enumeration) and one.text.endswith(("：", ":")):
                return listed(one, enumeration, lists)
    return None


def _of(
    scored: "_Scored",
    which: int,
    wants: Wants,
    best: Candidate,
    lists: PointLists,
    several: bool,
    gap: float,
) -> Picked | None:
    """Return what to quote of the list that holds the best sentence; ``several``: all of it.

    One point alone if it stands out by ``gap``.
    """
    if which and which <= len(scored.points):
        return one_of(best, scored.list, which)
    at = scored.single(gap)
    if at is not None and not several:
        point = scored.list.points[at]
        # "一是创新强企。" says nothing yet: the point goes on after it.
        heads = best.sentence.start == point.start and len(best.text) <= _SHORT_HEAD
        return Picked(None, (whole_of(best, point),)) if wants.enumeration or heads else None
    if scored.announces or wants.enumeration or several:
        return listed(best, scored.list, lists)
    return None


@dataclass(frozen=True, slots=True)
class _Scored:
    """An enumeration with the best candidate's score in its lead and in each point."""

    list: Enumeration
    lead: float
    points: tuple[float, ...]

    @classmethod
    def of(cls, enumeration: Enumeration, found: Sequence[Candidate]) -> "_Scored":
        source = found[0].passage.source
        here = [c for c in found if c.passage.source == source]
        lead = [c.score for c in here if leads(c, enumeration)]
        others = [c for c in here if not leads(c, enumeration)]
        floor = min(c.score for c in here)

        def best(start: int, end: int) -> float:
            # Several points may stand in one sentence.
            told = (c.score for c in others if start < c.sentence.end and c.sentence.start < end)
            return max(told, default=floor)

        return cls(
            enumeration,
            max(lead, default=floor),
            tuple(best(point.start, point.end) for point in enumeration.points),
        )

    @property
    def announces(self) -> bool:
        """Whether the lead is the best of all."""
        return self.lead >= max(self.points)

    def single(self, gap: float = _GAP) -> int | None:
        """Return the point that stands out by ``gap``; None if the list is asked for whole."""
        first, second = sorted(self.points, reverse=True)[:2]
        behind = self.lead - first
        if (
            first - second >= max(gap, 0 if behind <= 0 else _GAP_BEHIND_LEAD)
            and behind <= _NEAR_LEAD
        ):
            return self.points.index(first)
        return None
