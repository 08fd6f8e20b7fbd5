"""The list that a question asks for, where the best sentence is of none or of another."""

import re
from collections.abc import Sequence

from chatbot.compose import Quote
from chatbot.extract import Candidate
from chatbot.lists import asked_list
from chatbot.lists.point_lists import PointLists
from chatbot.lists.quoted_lists import Picked, leads, listed, one_of, quote_of, shortened
from chatbot.question import outlook
from chatbot.question.proceedings import announces_agenda
from chatbot.question.wants import Wants
from index.records import Enumeration
from index.structure.announced import only_announces
from index.structure.loose import count

_MOST_CANDIDATES = 12
# A list that announces what is asked for may score so much less than the best sentence, if its
# lead has a share of the question's content.
_BEHIND_BEST = 4.0
_LEAST_SHARED = 0.15
# Or if what it stands under has so much.
_LEAST_UNDER = 0.3
# How far behind a list of the very number may be, and how many items in a row are seldom there by
# chance.
NEARLY_BEST = 1.0
_MANY = 4
# So many points of a list among the best sentences say that it is about what is asked for.
_SEVERAL_POINTS = 2
# A lead that says nothing else announces what is asked for if they are as good as this,
_BEHIND_ANNOUNCED = 2.4
# one that calls them what is asked for if they are as good as this,
_BEHIND_CALLED = 3.0
_TOOK_PART = re.compile(r"\s*(?:出席|参会|与会|到场|发布人|嘉宾|参加人员)")
SEVERAL = re.compile(r"哪[些几]|有什么")
# Three items or more inside a sentence.
_INSIDE = re.compile(r"[^，。；：、]{2,}、[^，。；：、]{2,}(?:、|[和及与]|以及)[^，。；：、]{2,}")


def counted(
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
                    return one_of(candidate, enumeration, which)
                return listed(candidate, enumeration, lists)
    return None


def of_so_many(wanted: int, found: Sequence[Candidate], lists: PointLists) -> Picked | None:
    """Return the list of ``wanted`` points, or the sentence with so many items, nearest the top."""
    for candidate in found[:_MOST_CANDIDATES]:
        behind = found[0].score - candidate.score
        near = behind <= NEARLY_BEST
        if not near and (wanted < _MANY or behind > _BEHIND_BEST):
            break
        around = [one for one in lists.around(candidate) if len(one.points) == wanted and near]
        led = any(leads(candidate, enumeration) for enumeration in around)
        if not led and asked_list.has_items(candidate.text, wanted):
            sentence = candidate.sentence
            return Picked(None, (quote_of(candidate, sentence.start, sentence.end),))
        if around:
            return listed(candidate, around[0], lists)
    return None


def after_best(question: str, best: Candidate, lists: PointLists, which: int) -> Picked | None:
    """Return the list that the sentence after the best announces, if it is what is asked for."""
    enumeration = lists.next(best)
    if enumeration and which and which <= len(enumeration.points):
        return one_of(best, enumeration, which)
    nouns = asked_list.nouns(question)
    if not enumeration or not (
        outlook.asks_what_next(question) or lists.announces(best, enumeration, nouns)
    ):
        return None
    lead = Quote(best.passage, best.sentence.start, enumeration.lead_end, best.score)
    return Picked(lead, shortened(best, enumeration, lists, whole=True))


def next_steps(wants: Wants, found: Sequence[Candidate], lists: PointLists) -> Picked | None:
    """Return the list that tells what comes next, where the best sentence is of another.

    下一步，重点抓好3项工作 does not say of what, but what it stands under does.
    """
    if wants.ahead(found[0].text, found[0].passage.heading) != 0:
        return None
    nearly = _nearly(found)
    for candidate in nearly:
        for enumeration in lists.around(candidate):
            if not (leads(candidate, enumeration) and wants.ahead(candidate.text, "") > 0):
                continue
            at = found[0].sentence.start
            if enumeration.lead_start <= at < enumeration.points[-1].end:
                # A point of it may be all that is asked for.
                return None
            if _is_about(candidate, enumeration, nearly):
                return listed(candidate, enumeration, lists)
    return None


def named(
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
                leads(candidate, enumeration)
                and _is_about(candidate, enumeration, nearly)
                and (
                    nouns & asked_list.nouns(candidate.text)
                    or asked_list.counts(candidate.text, counter)
                    or (word and word in candidate.text)
                )
            ):
                if which and which <= len(enumeration.points):
                    return one_of(candidate, enumeration, which)
                return listed(candidate, enumeration, lists)
    return None


def most_told(
    nouns: frozenset[int],
    found: Sequence[Candidate],
    lists: PointLists,
    which: int,
) -> Picked | None:
    """Return the first list several points of which are among the best sentences, with its lead.

    One of anything else than ``nouns`` is none.
    """
    if which or _INSIDE.search(found[0].text):
        return None
    for candidate in _nearly(found):
        for enumeration in lists.around(candidate):
            lead = lists.lead(candidate, enumeration)
            if announces_agenda(lead):
                continue
            counts = lead.endswith(("：", ":")) or count(lead) == len(enumeration.points)
            if enumeration.marked and leads(candidate, enumeration) and counts:
                behind = _BEHIND_BEST
            elif nouns & asked_list.nouns(lead):
                behind = _BEHIND_CALLED
            elif only_announces(lead):
                behind = _BEHIND_ANNOUNCED
            else:
                continue
            if (
                not lists.announces_others(candidate, enumeration, nouns)
                and _points_told(_nearly(found, behind), candidate, enumeration) >= _SEVERAL_POINTS
            ):
                return listed(candidate, enumeration, lists)
    return None


def roster(found: Sequence[Candidate], lists: PointLists) -> Picked | None:
    """Return the list of those who took part in a conference, one a line; None for none."""
    for candidate in found[:_MOST_CANDIDATES]:
        for enumeration in lists.around(candidate):
            if _TOOK_PART.match(lists.lead(candidate, enumeration)):
                return listed(candidate, enumeration, lists)
    return None


def called(nouns: frozenset[int], found: Sequence[Candidate], lists: PointLists) -> Picked | None:
    """Return the list whose lead says nothing but that its points are what is asked for.

    有哪些变化 asks for 今年的变化主要体现在几个地方, though a point of another list fits best.
    """
    for candidate in _nearly(found):
        enumeration = lists.only_announced(candidate)
        if enumeration and nouns & asked_list.nouns(candidate.text):
            return listed(candidate, enumeration, lists)
    return None


def sections(
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
        for lead, found_here in lists.sections(candidate):
            if nouns & asked_list.nouns(lead) and count in (0, len(found_here.points)):
                if which and which <= len(found_here.points):
                    return one_of(candidate, found_here, which)
                return listed(candidate, found_here, lists, whole=False)
    return None


def _nearly(found: Sequence[Candidate], behind: float = _BEHIND_BEST) -> list[Candidate]:
    """Return the candidates whose list may answer, though another sentence fits better."""
    return [one for one in found[:_MOST_CANDIDATES] if one.score >= found[0].score - behind]


def _is_about(lead: Candidate, enumeration: Enumeration, found: Sequence[Candidate]) -> bool:
    """Tell whether the list that ``lead`` opens is about what is asked for."""
    return (
        lead.overlap > _LEAST_SHARED
        or lead.under > _LEAST_UNDER
        or _points_told(found, lead, enumeration) >= _SEVERAL_POINTS
    )


def _points_told(found: Sequence[Candidate], one: Candidate, enumeration: Enumeration) -> int:
    """Return of how many points of a list, which holds ``one``, ``found`` has sentences."""
    told = {
        point.number
        for point in enumeration.points
        for other in found
        if other.passage.source == one.passage.source
        and point.start < other.sentence.end
        and other.sentence.start < point.end
    }
    return len(told)
