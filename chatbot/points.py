"""Which enumeration, or which one of its points, a question asks for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot import asked_list, kinds
from chatbot.compose import Quote
from chatbot.extract import Candidate
from chatbot.point_lists import PointLists as PointLists
from chatbot.wants import Wants
from index.loose import count
from index.records import Enumeration, Point

# A list this long is quoted in full; in a longer one each point is cut to its first sentences.
_MOST_CHARACTERS = 700
_SHORT_HEAD = 25
# A point is asked for alone if its best sentence leads those of the others by this much; if the
# lead of the list scores higher still, by more. Chosen on the dev cases (docs/decisions.md).
_GAP = 1.0
_GAP_BEHIND_LEAD = 2.0
_NEAR_LEAD = 2.0
_MOST_CANDIDATES = 12
# A list that announces what is asked for may score so much less than the best sentence, if its
# lead has a share of the question's content.
_BEHIND_BEST = 4.0
_LEAST_SHARED = 0.15
# How far behind a list of the very number may be, and how many items in a row are seldom there by
# chance.
_NEARLY_BEST = 1.0
_MANY = 4
# So many points of a list among the best sentences say that it is about what is asked for.
_SEVERAL_POINTS = 2
_SEVERAL = re.compile(r"哪[些几]|有什么")
# Three items or more inside a sentence.
_INSIDE = re.compile(r"[^，。；：、]{2,}、[^，。；：、]{2,}(?:、|[和及与]|以及)[^，。；：、]{2,}")


@dataclass(frozen=True, slots=True)
class Picked:
    """What to quote: the lead, None if one point was asked for, and the points."""

    lead: Quote | None
    points: tuple[Quote, ...]


def chosen(
    question: str, wants: Wants, found: Sequence[Candidate], lists: PointLists
) -> Picked | None:
    """Return the enumeration that answers, or one of its points; None if sentences answer better.

    A question that counts ("the four measures") gets the list of that many points. Else the best
    sentence decides: its list if it announces one or the question asks for one, a single point of
    it if that point stands out among the others.
    """
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
    if number and wanted in (0, number):
        word = asked_list.each_says(question)
        counted = _counted(number, which, found, lists, word)
        return counted or _sections(asked_list.nouns(question), found, lists, number, which)
    best = found[0]
    # Semicolons also part what is no list: they count where a list is asked for.
    around = [each for each in lists.around(best) if each.marked or several]
    if wanted and (picked := _of_so_many(wanted, found, lists)):
        return picked
    # 今年春运有三个特点 is no answer to which works there are.
    if around and _leads(best, around[0]) and lists.announces_others(best, around[0], nouns):
        around = []
    if around:
        # "Which cases?" asks for all that the best sentence announces.
        named = lists.announces(best, around[0], nouns) or (
            _leads(best, around[0]) and bool(_SEVERAL.search(question)) and not which
        )
        return _of(_Scored.of(around[0], found), which, wants, best, lists, named)
    if several:
        return (
            _named(question, nouns, found, lists, which)
            or _most_told(nouns, found, lists, which)
            or _sections(asked_list.asked_nouns(question), found, lists)
            or _enumerating(question, found)
        )
    return None


def announced_by(kept: Sequence[Candidate], lists: PointLists) -> Picked | None:
    """Return the list that one of the sentences to be quoted announces; None for none.

    What announces a list says nothing without it.
    """
    for one in sorted(kept, key=lambda one: -one.score):
        for enumeration in lists.around(one):
            if enumeration.marked and _leads(one, enumeration) and one.text.endswith(("：", ":")):
                return _listed(one, enumeration, lists)
    return None


def _of(
    scored: "_Scored", which: int, wants: Wants, best: Candidate, lists: PointLists, several: bool
) -> Picked | None:
    """Return what to quote of the list that holds the best sentence; ``several``: all of it."""
    if which and which <= len(scored.points):
        return _one(best, scored.list, which)
    at = scored.single()
    if at is not None and not several:
        point = scored.list.points[at]
        # "一是创新强企。" says nothing yet: the point goes on after it.
        heads = best.sentence.start == point.start and len(best.text) <= _SHORT_HEAD
        return Picked(None, (_whole(best, point),)) if wants.enumeration or heads else None
    if scored.announces or wants.enumeration or several:
        return _listed(best, scored.list, lists)
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
        here = [(c.sentence.start, c.score) for c in found if c.passage.source == source]
        floor = min(score for _, score in here)

        def best(start: int, end: int) -> float:
            return max((score for at, score in here if start <= at < end), default=floor)

        return cls(
            enumeration,
            best(enumeration.lead_start, enumeration.lead_end),
            tuple(best(point.start, point.end) for point in enumeration.points),
        )

    @property
    def announces(self) -> bool:
        """Whether the lead is the best of all."""
        return self.lead >= max(self.points)

    def single(self) -> int | None:
        """Return the point that stands out; None if the list is asked for as a whole."""
        first, second = sorted(self.points, reverse=True)[:2]
        behind = self.lead - first
        if first - second >= (_GAP if behind <= 0 else _GAP_BEHIND_LEAD) and behind <= _NEAR_LEAD:
            return self.points.index(first)
        return None


def _counted(
    count: int, which: int, found: Sequence[Candidate], lists: PointLists, word: str = ""
) -> Picked | None:
    """Return the list of ``count`` points that holds the best candidate of any such list.

    With ``which`` the question asks for this one of its points ("the third of the four"), with
    ``word`` each of them has that word.
    """
    for candidate in found if word else found[:_MOST_CANDIDATES]:
        for enumeration in lists.around(candidate):
            if len(enumeration.points) == count and lists.each_has(candidate, enumeration, word):
                if which and which <= count:
                    return _one(candidate, enumeration, which)
                return _listed(candidate, enumeration, lists)
    return None


def _of_so_many(wanted: int, found: Sequence[Candidate], lists: PointLists) -> Picked | None:
    """Return the list of ``wanted`` points, or the sentence with so many items, nearest the top."""
    for candidate in found[:_MOST_CANDIDATES]:
        behind = found[0].score - candidate.score
        near = behind <= _NEARLY_BEST
        if not near and (wanted < _MANY or behind > _BEHIND_BEST):
            break
        around = [one for one in lists.around(candidate) if len(one.points) == wanted and near]
        leads = any(_leads(candidate, enumeration) for enumeration in around)
        if not leads and asked_list.has_items(candidate.text, wanted):
            sentence = candidate.sentence
            return Picked(None, (_quote(candidate, sentence.start, sentence.end),))
        if around:
            return _listed(candidate, around[0], lists)
    return None


def _named(
    question: str,
    nouns: frozenset[int],
    found: Sequence[Candidate],
    lists: PointLists,
    which: int,
) -> Picked | None:
    """Return the list whose lead announces what is asked for, or with ``which`` this point of it.

    "申请要走哪几步" is answered by the list under "申请分四步走：", even if another sentence has
    more of the question's words.
    """
    nouns |= asked_list.nouns(question)
    counter, word = asked_list.counter(question), asked_list.asked_word(question)
    # 主要集中在货不对板、虚假宣传、售后推诿: the best sentence itself lists what is asked for.
    if _INSIDE.search(found[0].text) and nouns & asked_list.nouns(found[0].text):
        return None
    nearly = _nearly(found)
    for candidate in nearly:
        for enumeration in lists.around(candidate):
            # 第一步，…；第二步，…: they say themselves what they are.
            if lists.call_themselves(candidate, enumeration, nouns) or (
                _leads(candidate, enumeration)
                and (candidate.overlap > _LEAST_SHARED or _told_of(nearly, candidate, enumeration))
                and (
                    nouns & asked_list.nouns(candidate.text)
                    or asked_list.counts(candidate.text, counter)
                    or (word and word in candidate.text)
                )
            ):
                if which and which <= len(enumeration.points):
                    return _one(candidate, enumeration, which)
                return _listed(candidate, enumeration, lists)
    return None


def _most_told(
    nouns: frozenset[int], found: Sequence[Candidate], lists: PointLists, which: int
) -> Picked | None:
    """Return the first list several points of which are among the best sentences, with its lead.

    One of anything else than ``nouns`` is none.
    """
    nearly = _nearly(found)
    if which or _INSIDE.search(found[0].text):
        return None
    for candidate in nearly:
        for enumeration in lists.around(candidate):
            if (
                enumeration.marked
                and _leads(candidate, enumeration)
                and (
                    candidate.text.endswith(("：", ":"))
                    or count(candidate.text) == len(enumeration.points)
                )
                and not lists.announces_others(candidate, enumeration, nouns)
                and _told_of(nearly, candidate, enumeration)
            ):
                return _listed(candidate, enumeration, lists)
    return None


def _sections(
    nouns: frozenset[int],
    found: Sequence[Candidate],
    lists: PointLists,
    count: int = 0,
    which: int = 0,
) -> Picked | None:
    """Return the headings below one that has one of ``nouns``, each with its statement."""
    for candidate in found[:_MOST_CANDIDATES]:
        if candidate.score < found[0].score - _BEHIND_BEST:
            break
        for lead, sections in lists.sections(candidate):
            if nouns & asked_list.nouns(lead) and count in (0, len(sections.points)):
                if which and which <= len(sections.points):
                    return _one(candidate, sections, which)
                return _listed(candidate, sections, lists, whole=False)
    return None


def _nearly(found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates whose list may answer, though another sentence fits better."""
    return [one for one in found[:_MOST_CANDIDATES] if one.score >= found[0].score - _BEHIND_BEST]


def _told_of(found: Sequence[Candidate], lead: Candidate, enumeration: Enumeration) -> bool:
    """Tell whether ``found`` has sentences of several points of the list that ``lead`` opens."""
    told = {
        point.number
        for point in enumeration.points
        for one in found
        if one.passage.source == lead.passage.source
        and point.start <= one.sentence.start < point.end
    }
    return len(told) >= _SEVERAL_POINTS


def _leads(candidate: Candidate, enumeration: Enumeration) -> bool:
    return enumeration.lead_start <= candidate.sentence.start < enumeration.lead_end


def _enumerating(question: str, found: Sequence[Candidate]) -> Picked | None:
    """Return the sentence that enumerates what is asked for, if the best does not.

    "主要是压疮护理、导管维护、伤口换药和产后指导" has its points inside it.
    """
    nouns = asked_list.nouns(question)
    for candidate in found[:_MOST_CANDIDATES]:
        if candidate.score < found[0].score - _BEHIND_BEST / 2:
            break
        if _INSIDE.search(candidate.text):
            if candidate is not found[0] and nouns & asked_list.nouns(candidate.text):
                sentence = candidate.sentence
                return Picked(None, (_quote(candidate, sentence.start, sentence.end),))
            break
    return None


def _one(best: Candidate, enumeration: Enumeration, which: int) -> Picked:
    """Return one point, counted from 1; -1 for the last."""
    return Picked(None, (_whole(best, enumeration.points[which - 1 if which > 0 else -1]),))


def _listed(
    best: Candidate, enumeration: Enumeration, lists: PointLists, whole: bool = True
) -> Picked:
    lead = None
    if enumeration.lead_start < enumeration.lead_end:
        lead = Quote(best.passage, enumeration.lead_start, enumeration.lead_end, best.score)
    return Picked(lead, _shortened(best, enumeration, lists, whole))


def _shortened(
    best: Candidate, enumeration: Enumeration, lists: PointLists, whole: bool
) -> tuple[Quote, ...]:
    """Return the points, a long list's cut to their statements, as are those not ``whole``."""
    total = enumeration.points[-1].end - enumeration.points[0].start
    source = best.passage.source
    return tuple(
        _quote(
            best,
            point.start,
            point.end
            if whole and total <= _MOST_CHARACTERS
            else lists.statement(source, point.start, point.end),
        )
        for point in enumeration.points
    )


def _whole(best: Candidate, point: Point) -> Quote:
    return _quote(best, point.start, point.end)


def _quote(best: Candidate, start: int, end: int) -> Quote:
    """Quote a span of the best sentence's exchange: heading and speaker are the same."""
    return Quote(best.passage, start, end, best.score)
