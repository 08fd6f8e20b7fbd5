"""A question of a conversation to the sentences that may answer it, best first."""

import copy
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from chatbot import extract, overview
from chatbot.conversation import History, Understood, before, leaned, understand
from chatbot.decision.checks import Checks
from chatbot.decision.confidence import Judgement
from chatbot.extract import Candidate
from chatbot.followup import ellipsis, further, leaning
from chatbot.language import people
from chatbot.language.abbreviations import written_out
from chatbot.language.subjects import Subjects
from chatbot.language.wording import content
from chatbot.lists.point_lists import PointLists
from chatbot.lists.quoted_lists import Picked
from chatbot.looked import Looked
from chatbot.question import kinds
from chatbot.question import overview as overview_asked
from chatbot.question.attribution import Attribution, attributed
from chatbot.question.wants import Wants
from chatbot.question.who_said import said
from chatbot.speaking import Speakers
from index.canonical import canonical
from index.context import worded
from index.lexical import has_unspaced
from index.records import Document, Hit, Passage, Sentence
from index.search import Index, checked
from index.structure import tables

# What a text counts more that has what a follow-up adds word for word.
_NAMED = 0.2
# Documents that are named where it is asked what all are about.
_MOST_TITLES = 20
# How many sentences may answer a part of a question, and how far behind the best.
_MOST_OF_PART = 3
_NEARLY = 1.0


class Seeker:
    """Looks questions up in one index: in all documents, or in some. Safe to use from threads."""

    def __init__(self, index: Index, k: int) -> None:
        self.index = index
        self._k = k
        self._sources: Collection[str] | None = None
        self.document = lru_cache(maxsize=256)(index.store.document)
        words = lru_cache(maxsize=256)(self._words_of)
        self._text_of = words
        self.lists = PointLists(words)
        self.speakers = Speakers(words)
        self.checks = Checks(
            words,
            Subjects(index.alike),
            self.lists,
            index.sharing,
            index.chinese_names,
            index.nearness,
        )

    def within(self, sources: Collection[str]) -> "Seeker":
        """Return a seeker in the same index that looks into these documents only."""
        narrowed = copy.copy(self)
        narrowed._sources = frozenset(sources)
        return narrowed

    def _words_of(self, source: str) -> Document:
        """Return a document to compare words with: in simplified characters."""
        document = self.document(source)
        told, title = canonical(document.text), canonical(document.title)
        return replace(document, text=told, title=title)

    def search(self, question: str, k: int) -> list[Hit]:
        """Return the ``k`` best passages for a question that stands alone."""
        return self.index.search(question, k, self._sources)

    def look_up(self, question: str, history: History, *, judging: bool = True) -> Looked:
        """Return what is found for ``question``, which may go on from ``history``.

        Without ``judging`` nothing depends on the confidence, so that it can be fitted on it.

        Raises:
            QuestionError: the question is empty, too long or not text.
        """
        asked = canonical(checked(question))
        told = self.index.in_chinese
        history = [(told(canonical(one)), canonical(answer)) for one, answer in history]
        if overview_asked.asks(asked):
            return self._overview(asked, self._in_scope(history))
        whole = understand(told(asked), history)
        if whole.said:
            # Whoever is asked for said what the question before found.
            found = self._looked(asked, whole.said.said or whole.said, history)
            wants = replace(found.wants, speaker=True, figure=False, enumeration=False)
            return replace(found, understood=whole.question, wants=wants, joined=True, rest=None)
        if not whole.pair:
            alone = self._looked(asked, whole, history)
            if not (judging and history):
                return alone
            if whole.question == told(asked):
                return self._leaned(alone, history) or alone
            return self._by_itself(alone, told(asked), history) or alone
        first, second = [self._looked(asked, one, history) for one in whole.pair]
        return replace(
            second,
            understood=whole.question,
            wants=Wants.of(whole.asking),
            hits=[*first.hits, *second.hits],
            joined=True,
            pair=(first, second),
        )

    def _leaned(self, alone: Looked, history: History) -> Looked | None:
        """Return what is found for a question with the topic before it, where that is surer.

        It is where the question ``alone`` is refused for nothing that it names, and both find the
        same sentence.
        """
        asks_who = alone.wants.speaker or alone.wants.asker
        if alone.joined or asks_who or not alone.found or not _vague(alone.judge(self.checks)):
            return None
        joined = self._looked(alone.asked, leaned(alone.sought, history), history)
        same = joined.found and joined.found[0].place == alone.found[0].place
        return joined if same and not joined.judge(self.checks).reason else None

    def _by_itself(self, joined: Looked, asked: str, history: History) -> Looked | None:
        """Return what is found for a follow-up without what it goes on from, where that is surer.

        It names a thing and asks of it, and both find the same sentence.
        """
        own = ellipsis.by_itself(leaning.opened(asked))
        if not own or not joined.found or not _vague(joined.judge(self.checks)):
            return None
        alone = self._looked(joined.asked, Understood.alone(own), history)
        same = alone.found and alone.found[0].place == joined.found[0].place
        return alone if same and not alone.judge(self.checks).reason else None

    def _looked(self, asked: str, whole: Understood, history: History) -> Looked:
        wants = Wants.of(whole.asking)
        sought = said(whole.sought) if wants.speaker or wants.asker else whole.sought
        focus = whole.focus
        if has_unspaced(sought):
            sought = written_out(sought, self.index.has)
            focus = written_out(focus, self.index.has)
        hits = self.search(sought, self._k)
        if told := self._attributed(sought, hits):
            if not told.rest:
                return self._overview(asked, self._all_in_scope(), told.speaker)
            sought, wants = told.rest, replace(wants, said_by=told.speaker)
            hits = self.search(sought, self._k)
        found: Sequence[Candidate] = self.candidates(sought, hits, wants, focus)
        if history and not (whole.further or whole.again):
            part = leaning.asks_of_a_part(asked)
            found = extract.nearer(found, self._place(history), part)
        if has_unspaced(sought):
            # Of English questions the conflicts are told less surely.
            found = self.checks.settled(sought, found, wants, focus)
        if kinds.asks_cause(wants.asked):
            found = further.because(found, bool(focus))
        share = self.index.sharing(content(sought))
        looked = Looked(
            asked, whole.question, sought, focus, wants, hits, found, share, whole.joined
        )
        if whole.further:
            return replace(looked, rest=self._further(looked, history) if found else ())
        return looked

    def _overview(self, asked: str, sources: Sequence[str], speaker: str = "") -> Looked:
        """Return what documents deal with: one with all its topics, of several the titles."""
        told = [
            (self._text_of(source), self.index.store.passages_of(source))
            for source in sources
            if not speaker or speaker in self.speakers.of(source)
        ]
        told = [(document, passages) for document, passages in told if passages]
        if len(told) == 1 or speaker:
            each = [overview.of(*one, speaker) for one in told]
            points = [point for one in each for point in one.points]
            picked = Picked(each[0].lead if each else None, tuple(points))
        else:
            titles = [overview.opening(*one) for one in told[:_MOST_TITLES]]
            picked = Picked(None, tuple(filter(None, titles)))
        return Looked(
            asked, asked, asked, "", Wants.of(asked), [], [], lambda _: 0.0, overview=picked
        )

    def _in_scope(self, history: History) -> Sequence[str]:
        """Return the document that was spoken of last, or all that are looked into."""
        place = self._place(history)
        return [place.passage.source] if place else self._all_in_scope()

    def _all_in_scope(self) -> Sequence[str]:
        listed = [one.source for one in self.index.store.listings()]
        return [one for one in listed if self._sources is None or one in self._sources]

    def _place(self, history: History) -> Candidate | None:
        """Return the sentence that the question before is answered with, None for none."""
        earlier = before(history)
        hits = self.search(earlier, self._k) if earlier else []
        return next(iter(self.candidates(earlier, hits, Wants.of(earlier))), None)

    def _further(self, looked: Looked, history: History) -> Sequence[Candidate]:
        """Return what answers a question for more of the same, or for its cause."""
        if further.asks_why(looked.asked):
            return further.causes(looked.found)
        if further.asks_example(looked.asked):
            return further.examples(looked.found)
        asks = people.resolved(looked.asked, history[-1][1])
        told = [answer for _, answer in history]
        speakers = self._speaking(looked.hits)
        return further.rest(asks, looked.found, told, speakers, self._words)

    def _words(self, candidate: Candidate) -> str:
        text = self.document(candidate.passage.source).text
        return text[candidate.sentence.start : self.lists.ends(candidate)]

    def _attributed(self, question: str, hits: Sequence[Hit]) -> Attribution | None:
        """Return whose words a question asks for, if he speaks in the documents of ``hits``."""
        return attributed(question, self._speaking(hits), self.index.names(question))

    def _speaking(self, hits: Sequence[Hit]) -> set[str]:
        """Return who speaks in the documents of ``hits``."""
        sources = dict.fromkeys(hit.passage.source for hit in hits)
        return {name for source in sources for name in self.speakers.of(source)}

    def candidates(
        self, question: str, hits: Sequence[Hit], wants: Wants, focus: str = ""
    ) -> list[Candidate]:
        """Return the sentences of ``hits``; what a follow-up adds, its ``focus``, counts more."""
        share = self.sharing(question, focus)
        return extract.candidates(hits, share, wants, words=self._worded)

    def _worded(self, passage: Passage, sentence: Sentence) -> str:
        """Return the words of a sentence; the header of a row may stand in another passage."""
        text = worded(passage, sentence)
        if not tables.cells(text):
            return text
        whole = self._text_of(passage.source).text
        return tables.written(whole, sentence.start, sentence.end) or text

    def sharing(self, question: str, focus: str) -> Callable[[str], float]:
        """Return what tells which share of a question some words have, its ``focus`` above all."""
        whole = self.index.sharing(content(question))
        if not focus:
            return whole
        added = self.index.sharing(content(focus))
        return lambda text: (whole(text) + 2 * added(text)) / 3 + _NAMED * (focus in text)

    def best_of(self, part: str, own: str, whole: Sequence[Candidate]) -> Sequence[Candidate]:
        """Return the sentences that answer one part of a question about as well, best first.

        The ``own`` words of the part count more.
        """
        hits = self.search(part, self._k)
        found = self.candidates(part, hits, Wants.of(part), own)
        ranked = extract.for_part(found, whole) or whole
        if has_unspaced(part):
            ranked = self.checks.settled(part, ranked, Wants.of(part))
        return [one for one in ranked[:_MOST_OF_PART] if one.score >= ranked[0].score - _NEARLY]


def _vague(judged: Judgement) -> bool:
    """Tell whether a question is refused for nothing that it names."""
    return judged.reason in ("off_topic", "not_in_briefing")
