"""The enumerations of stored documents, found when first asked for."""

import copy
import re
from collections.abc import Callable
from functools import lru_cache

from chatbot.extract import Candidate
from chatbot.lists import asked_list
from chatbot.question.outlook import announces_what_next
from index import press
from index.records import Document, Enumeration, Passage
from index.structure.announced import announced_lists, only_announces
from index.structure.loose import count, loose_lists, unled
from index.structure.outline import outlines
from index.structure.sentences import enumerations, sentences

# A point is cut after so many characters, at the end of a sentence.
_MOST_STATEMENT = 90
# A marker has no more characters, with its noun: 第十一步.
_MOST_MARKER = 5
# A lead no longer than this says of nothing what it announces.
_LONGEST_LEAD = 20
_FOLLOWS = re.compile("[以如]下")
# Of two points both are told already.
_FEWEST = 3
# Two sections of a whole speech do not ask for all of it.
_LONGEST_OF_BOTH = 1500
# A first sentence no longer than this is the title of its point.
_LONGEST_TITLE = 20


class PointLists:
    """The enumerations of stored documents, found when first asked for."""

    def __init__(self, load: Callable[[str], Document]) -> None:
        self._load = load
        self._told_only = False
        self._of = lru_cache(maxsize=64)(self._find)
        self._outlines = lru_cache(maxsize=64)(self._find_outlines)

    def so_far(self) -> "PointLists":
        """Return the same without the lists of what is to come, as their leads say."""
        narrowed = copy.copy(self)
        narrowed._told_only = True
        return narrowed

    def around(self, candidate: Candidate) -> list[Enumeration]:
        """Return the enumerations whose lead or points hold the candidate, innermost first.

        Those without markers come last.
        """
        source, at = candidate.passage.source, candidate.sentence.start
        return [
            found
            for found in reversed(self._of(source))
            if found.lead_start <= at < found.points[-1].end
            and not (self._told_only and self._is_next(source, found))
        ]

    def _is_next(self, source: str, found: Enumeration) -> bool:
        return announces_what_next(self._load(source).text, found.lead_start)

    def unled(self, candidate: Candidate) -> Enumeration | None:
        """Return the clauses of the candidate's sentence, three or more that semicolons part."""
        text = self._load(candidate.passage.source).text
        spans = candidate.passage.sentences
        at = next((i for i, one in enumerate(spans) if one == candidate.sentence), None)
        return None if at is None else unled(text, spans, at)

    def next(self, candidate: Candidate) -> Enumeration | None:
        """Return the list whose lead is the sentence right after the candidate; None for none.

        The lead says little beside what it announces, and how much: 重点开展三方面工作, 怎么干？
        """
        source, end = candidate.passage.source, candidate.sentence.end
        text = self._load(source).text
        for found in reversed(self._of(source)):
            if found.lead_start == end:
                lead = text[end : found.lead_end]
                if only_announces(lead):
                    return found
                announced = count(lead) == len(found.points) or _FOLLOWS.search(lead)
                asked = lead.endswith(("？", "?"))
                if (announced and found.marked) or asked:
                    return found if len(lead) <= _LONGEST_LEAD else None
        return None

    def only_announced(self, candidate: Candidate) -> Enumeration | None:
        """Return the list that the candidate leads and says nothing else; None for none."""
        if not only_announces(candidate.text):
            return None
        start = candidate.sentence.start
        return next((one for one in self.around(candidate) if one.lead_start == start), None)

    def tells(self, lead: Candidate, enumeration: Enumeration, other: Candidate) -> bool:
        """Tell whether ``other`` is the lead of a list, or tells one of its points."""
        same = lead.passage.source == other.passage.source
        return other is lead or (same and self._point(enumeration, other) is not None)

    def of_both(self, one: Candidate, other: Candidate) -> Enumeration | None:
        """Return the innermost list with markers of which both tell a point; None for none."""
        if one.passage.source != other.passage.source:
            return None
        for found in self.around(one):
            told = {self._point(found, one), self._point(found, other)}
            long = len(found.points) >= _FEWEST
            short = found.points[-1].end - found.points[0].start <= _LONGEST_OF_BOTH
            if found.marked and long and short and None not in told and len(told) > 1:
                return found
        return None

    def _point(self, enumeration: Enumeration, candidate: Candidate) -> int | None:
        at = candidate.sentence.start
        points = (one.number for one in enumeration.points if one.start <= at < one.end)
        return next(points, None)

    def lead(self, candidate: Candidate, enumeration: Enumeration) -> str:
        """Return the words of the lead of a list around the candidate."""
        text = self._load(candidate.passage.source).text
        return text[enumeration.lead_start : enumeration.lead_end]

    def announces(
        self, candidate: Candidate, enumeration: Enumeration, nouns: frozenset[int]
    ) -> bool:
        """Tell whether the lead, or else the heading, calls the points by one of ``nouns``."""
        lead = self.lead(candidate, enumeration)
        return bool(nouns & asked_list.nouns(lead or candidate.passage.heading))

    def announces_others(
        self, candidate: Candidate, enumeration: Enumeration, nouns: frozenset[int]
    ) -> bool:
        """Tell whether the lead calls the points by nouns, and by none of ``nouns``."""
        told = asked_list.nouns(self.lead(candidate, enumeration))
        return bool(nouns and told and not nouns & told)

    def call_themselves(
        self, candidate: Candidate, enumeration: Enumeration, nouns: frozenset[int]
    ) -> bool:
        """Tell whether the markers of a list around the candidate call its points by a noun."""
        text = self._load(candidate.passage.source).text
        first = text[enumeration.points[0].start :][:_MOST_MARKER]
        return bool(nouns & asked_list.nouns(first.partition("，")[0]))

    def each_has(self, candidate: Candidate, enumeration: Enumeration, word: str) -> bool:
        """Tell whether each point of a list around the candidate has ``word``."""
        text = self._load(candidate.passage.source).text
        return all(word in text[point.start : point.end] for point in enumeration.points)

    def sections(self, candidate: Candidate) -> list[tuple[str, Enumeration]]:
        """Return the lists of headings around the candidate, innermost first, with their leads."""
        source, at = candidate.passage.source, candidate.sentence.start
        text = self._load(source).text
        return [
            (text[found.lead_start : found.lead_end], found)
            for found in reversed(self._outlines(source))
            if found.lead_start <= at < found.points[-1].end
        ]

    def statement(self, source: str, start: int, end: int) -> int:
        """Return where the first sentences of a point end, enough of them to say something."""
        text = self._load(source).text
        last = end
        for sentence in sentences(text, start, end):
            if sentence.end - start > _MOST_STATEMENT and last != end:
                break
            last = sentence.end
        return last

    def ends(self, candidate: Candidate) -> int:
        """Return where the quotation of a sentence ends: some tell nothing alone.

        The title of a point ("Third, one certificate for all.") goes with the sentence after it, as
        does what announces something.
        """
        start, end = candidate.sentence.start, candidate.sentence.end
        around = self.around(candidate)
        for found in around:
            for point in found.points:
                if point.start == start and end - start <= _LONGEST_TITLE and end < point.end:
                    return self._after(candidate.passage, end, point.end)
        if not around and candidate.text.endswith(("：", ":")):
            # What it announces is no list of sentences: it follows in the next one.
            return self._after(candidate.passage, end, candidate.passage.end)
        return end

    def _after(self, passage: Passage, start: int, end: int) -> int:
        """Return where the sentence from ``start`` ends, within ``end`` and the passage."""
        following = [one for one in passage.sentences if one.start >= start and one.end <= end]
        return following[0].end if following else start

    def _find(self, source: str) -> list[Enumeration]:
        text = self._load(source).text
        found: list[Enumeration] = []
        for exchange in press.exchanges(text):
            spans = press.quotable(text, exchange.blocks)
            told = loose_lists(text, spans) + enumerations(text, spans)
            leads = {one.lead_start for one in told}
            more = announced_lists(text, spans)
            found += [one for one in more if one.lead_start not in leads] + told
        return found

    def _find_outlines(self, source: str) -> list[Enumeration]:
        text = self._load(source).text
        return outlines(text, press.exchanges(text))
