"""A question to a cited answer, without a language model: retrieve, decide, quote."""

import copy
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from chatbot import compose, extract, refusals
from chatbot.comparing import Part, compared, compares, measured_alike
from chatbot.compose import Composed, Quote
from chatbot.conversation import History
from chatbot.decision.confidence import Judgement
from chatbot.extract import Candidate
from chatbot.language import people
from chatbot.language.wording import content
from chatbot.leading import leading
from chatbot.lists.points import announced_by, chosen
from chatbot.lists.quoted_lists import listed
from chatbot.looked import Looked
from chatbot.question import kinds
from chatbot.question.parts import owned, parts
from chatbot.records import Answer, Reason
from chatbot.seeking import Seeker
from index.records import Hit, Passage
from index.search import Index

if TYPE_CHECKING:
    from chatbot.generation.writer import Writer

# Sentences quoted at most; a later one must score within `_DROP` of the best. Where no figure
# leads, which of them answers is less sure.
_MOST_SENTENCES = 2
_DROP = 0.35
_DROP_WITHOUT_LEAD = 1.5
_NEAREST = 2


class Answerer:
    """Answers from one index by quoting; safe to use from several threads."""

    def __init__(self, index: Index, k: int = 8, writer: "Writer | None" = None) -> None:
        self._seeker = Seeker(index, k)
        self._writer = writer
        self.index = index
        self.document = self._seeker.document

    def answer(self, question: str, history: History = ()) -> Answer:
        """Answer ``question``, which may go on from ``history``, earlier (question, answer) pairs.

        Raises:
            QuestionError: the question is empty, too long or not text.
        """
        *_, whole = self.answers(question, history)
        return whole

    def answers(self, question: str, history: History = ()) -> Iterator[Answer]:
        """Yield the answer as it grows; while nothing new is there, the same object again.

        Without a language model there is one, the whole; with one, closing the iterator stops it.

        Raises:
            QuestionError: the question is empty, too long or not text.
        """
        started = time.perf_counter()
        looked = self._seeker.look_up(question, history)
        quoted = self._quoted(question.strip(), looked, started)
        if self._writer is None or quoted.refused or looked.overview:
            yield quoted
            return
        passages = list(dict.fromkeys(hit.passage for hit in looked.hits))
        for grown in self._writer.write(quoted, passages, self.document):
            last = grown
            yield grown
        yield replace(last, seconds=round(time.perf_counter() - started, 4))

    def quoted(self, question: str, history: History = ()) -> Answer:
        """Answer in quotations alone, whether or not there is a language model."""
        return self.quoting().answer(question, history)

    def quoting(self) -> "Answerer":
        """Return an answerer over the same index that asks no language model."""
        alone = copy.copy(self)
        alone._writer = None
        return alone

    def _quoted(self, question: str, looked: Looked, started: float) -> Answer:
        judged = looked.judge(self._seeker.checks)
        if judged.reason:
            composed, refused = self._refusal(judged, looked)
        else:
            composed, refused = self._answer(looked), judged.reason
        return Answer(
            question=question,
            question_understood=looked.understood,
            text=composed.text,
            refused=bool(refused),
            reason=refused,
            citations=composed.citations,
            figures=composed.figures,
            confidence=round(judged.confidence, 4),
            seconds=round(time.perf_counter() - started, 4),
            lead=composed.lead,
        )

    def within(self, sources: Collection[str]) -> "Answerer":
        """Return an answerer over the same index that looks into these documents only."""
        narrowed = copy.copy(self)
        narrowed._seeker = self._seeker.within(sources)
        return narrowed

    def search(self, question: str, k: int) -> list[Hit]:
        """Return the ``k`` best passages for a question that stands alone."""
        return self._seeker.search(question, k)

    def passages(self) -> Iterator[Passage]:
        """Yield all passages of the store."""
        store = self.index.store
        for listing in store.listings():
            yield from store.passages_of(listing.source)

    def judged(self, question: str, history: History = ()) -> "Judged | None":
        """Return what the decision to refuse goes by; None where there is nothing to quote."""
        looked = self._seeker.look_up(question, history, judging=False)
        if not looked.found:
            return None
        conflict = looked.conflict(self._seeker.checks)
        return Judged(looked.found[0].text, looked.features(self._seeker.checks, conflict))

    def _answer(self, looked: Looked) -> Composed:
        question, wants, found = looked.understood, looked.wants, looked.found
        if told := looked.overview:
            return compose.enumeration(told.lead, told.points, self.document)
        if looked.rest is not None:
            rest = extract.best(looked.rest, _MOST_SENTENCES, _DROP)
            return self._quotations(extract.answering(rest, wants, self._going_on))
        picked = chosen(question, wants, found, self._seeker.lists)
        if picked:
            return compose.enumeration(picked.lead, picked.points, self.document)
        if wants.speaker:
            return self._who_said(question, found[0])
        if wants.asker:
            return compose.sentences([self._seeker.speakers.question(found[0])], self.document)
        if each := self._each(looked):
            kept = extract.in_order([part.found for part in each])
            if any(kinds.asks_cause(part.question) for part in each):
                kept = extract.both_sides(kept, found, whole_sides=False)
            asked = looked.asked if looked.pair else question
            places = [candidate.place for candidate in kept]
            line = compared(asked, each, places) if compares(asked) else ""
            # Where one sentence tells it of both (较工业增速高9个百分点), the whole asks for that.
            if line or not compares(asked) or places != [found[0].place]:
                return compose.ended(self._quotations(kept, whole_lists=True), line)
        return self._sentences(looked)

    def _sentences(self, looked: Looked) -> Composed:
        """Return the best sentences, the figure that is asked for before them."""
        question, wants, found = looked.understood, looked.wants, looked.found
        share = self._seeker.sharing(wants.asked, looked.focus)
        best = found[0]
        lead = ""
        # 四个方面 is no answer to how long it takes, which the next sentence tells.
        elsewhere = kinds.is_missing(wants.asked, best.text, best.passage.text)
        if not extract.asks(best) and not elsewhere:
            lead = leading(looked.asked, best.text, wants, share, looked.focus)
        kept = extract.best(found, _MOST_SENTENCES, _DROP if lead else _DROP_WITHOUT_LEAD)
        kept = extract.answering(kept, wants, self._going_on)
        if elsewhere or not wants.figure:
            kept = extract.followed(kept, partial(kinds.told_after, question))
        if not wants.figure:
            kept = extract.both_sides(kept, found, wants.enumeration)
            if kinds.asks_responsible(question):
                kept = extract.with_responsible(kept)
            kept = extract.preceded(kept, partial(kinds.told_before, wants.asked))
        announced = announced_by(kept, self._seeker.lists) if wants.anything else None
        if announced:
            return compose.enumeration(announced.lead, announced.points, self.document)
        composed = self._quotations(kept)
        return compose.led(composed, lead, best.place) if lead else composed

    def _going_on(self, passage: Passage) -> Passage | None:
        """Return the passage that goes on with the paragraph of ``passage``, None for none."""
        passages = self.index.store.passages_of(passage.source)
        return next((one for one in passages if one.start == passage.end), None)

    def _each(self, looked: Looked) -> list[Part]:
        """Return the parts of a question, none where it asks one thing, each with its sentence."""
        if looked.pair:
            return [
                Part(one.understood, one.found[0], self._seeker.sharing(one.sought, one.focus))
                for one in looked.pair
            ]
        asked = [] if looked.focus or looked.joined else parts(looked.understood)
        if len(asked) < 2:
            return []
        nearly = [
            self._seeker.best_of(part, own, looked.found)
            for part, own in zip(asked, owned(asked), strict=True)
        ]
        alike = compares(looked.understood)
        best = measured_alike(nearly) if alike else [found[0] for found in nearly]
        return [
            Part(part, found, self.index.sharing(content(part)))
            for part, found in zip(asked, best, strict=True)
        ]

    def _who_said(self, question: str, best: Candidate) -> Composed:
        """Return who said the best sentence, and with which post if the question asks for it."""
        post = None
        if people.asks_post(question):
            passages = self.index.store.passages_of(best.passage.source)
            post = self._seeker.speakers.introduced(best, passages)
        return compose.said(self._seeker.speakers.quotes(best), self.document, post)

    def _refusal(self, judged: Judgement, looked: Looked) -> tuple[Composed, Reason]:
        """Return what is said where the briefing does not say, and the reason that is given."""
        if judged.reason == "off_topic":
            return Composed(refusals.words(looked.asked, judged), (), ()), judged.reason
        nearest = self._quotations(extract.best(looked.found, _NEAREST, _DROP))
        if judged.reason == "other_subject" and judged.asked in nearest.text:
            # What stands in the quotation is spoken of, though not in the way that is asked.
            judged = replace(judged, reason="not_in_briefing", asked="")
        text = f"{refusals.words(looked.asked, judged)}\n{nearest.text}"
        return Composed(text, nearest.citations, nearest.figures), judged.reason

    def _quotations(self, kept: Sequence[Candidate], whole_lists: bool = False) -> Composed:
        """Quote sentences; with ``whole_lists`` what only announces points goes with them."""
        quotes: list[Quote] = []
        for quote in chain.from_iterable(self._quotes(one, whole_lists) for one in kept):
            last = quotes[-1] if quotes else None
            # The title of a point is quoted with the sentence after it, which is no second one.
            if not last or last.passage.source != quote.passage.source or last.end < quote.end:
                quotes.append(quote)
        return compose.sentences(quotes, self.document)

    def _quotes(self, candidate: Candidate, whole_lists: bool) -> tuple[Quote, ...]:
        lists = self._seeker.lists
        if whole_lists and (announced := lists.only_announced(candidate)):
            picked = listed(candidate, announced, lists)
            return ((picked.lead,) if picked.lead else ()) + picked.points
        end = lists.ends(candidate)
        return (Quote(candidate.passage, candidate.sentence.start, end, candidate.score),)


@dataclass(frozen=True, slots=True)
class Judged:
    """The sentence that fits a question best, and the ``confidence.FEATURES`` of both."""

    best: str
    features: tuple[float, ...]
