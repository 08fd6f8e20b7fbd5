"""A question to a cited answer, without a language model: retrieve, decide, quote."""

import copy
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from chatbot import compose, courtesy, extract, further, kinds, people
from chatbot.abbreviations import written_out
from chatbot.attribution import Attribution, attributed
from chatbot.checks import Checks
from chatbot.comparing import Part, compared, compares
from chatbot.compose import Composed, Quote
from chatbot.confidence import Judgement
from chatbot.conversation import History, Understood, before, leaned, understand
from chatbot.extract import Candidate
from chatbot.leading import leading
from chatbot.looked import Looked
from chatbot.parts import owned, parts
from chatbot.points import PointLists, chosen
from chatbot.records import Answer, Reason
from chatbot.speaking import Speakers
from chatbot.subjects import Subjects
from chatbot.wants import Wants, said
from chatbot.wording import content, spoken
from index.lexical import has_unspaced
from index.records import Hit, Passage
from index.search import Index, checked

if TYPE_CHECKING:
    from chatbot.generation.writer import Writer

# Sentences quoted at most; a later one must score within `_DROP` of the best.
_MOST_SENTENCES = 2
_DROP = 0.35
_NEAREST = 2
_COURTESY = {
    "zh": "请就简报的内容提问。",
    "en": "Please ask about what the briefing says.",
}
_REFUSALS: dict[str, dict[Reason, str]] = {
    "zh": {
        "off_topic": "简报没有涉及这个问题。",
        "not_in_briefing": "简报没有说明这一点。最接近的内容是：",
        "other_period": "简报没有给出{}的这项内容。它给出的是：",
        "other_place": "简报没有单独给出{}的这项内容。它给出的是：",
        "other_subject": "简报没有说明“{}”的这项内容。它给出的是：",
        "other_speaker": "{}没有谈到这一点，谈到它的是别人：",
    },
    "en": {
        "off_topic": "The briefing does not deal with this question.",
        "not_in_briefing": "The briefing does not say. The nearest it says is:",
        "other_period": "The briefing does not give this for {}. What it does give is:",
        "other_place": "The briefing does not give this for {} alone. What it does give is:",
        "other_subject": "The briefing does not give this for “{}”. What it does give is:",
        "other_speaker": "{} does not speak of this. Somebody else does:",
    },
}


class Answerer:
    """Answers from one index by quoting; safe to use from several threads."""

    def __init__(self, index: Index, k: int = 8, writer: "Writer | None" = None) -> None:
        self.index = index
        self._writer = writer
        self._k = k
        self._sources: Collection[str] | None = None
        self.document = lru_cache(maxsize=256)(index.store.document)
        self._lists = PointLists(self.document)
        self._speakers = Speakers(self.document)
        self._checks = Checks(
            self.document,
            Subjects(index.alike),
            self._lists,
            index.sharing,
            index.chinese_names,
        )

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
        looked = self._look_up(question, history)
        quoted = self._quoted(looked, started)
        if self._writer is None or quoted.refused:
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

    def _quoted(self, looked: "Looked", started: float) -> Answer:
        judged = looked.judge(self._checks)
        refused = judged.reason
        composed = self._refusal(judged, looked) if refused else self._answer(looked)
        return Answer(
            question=looked.asked,
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
        narrowed._sources = frozenset(sources)
        return narrowed

    def search(self, question: str, k: int) -> list[Hit]:
        """Return the ``k`` best passages for a question that stands alone."""
        return self.index.search(question, k, self._sources)

    def passages(self) -> Iterator[Passage]:
        """Yield all passages of the store."""
        store = self.index.store
        for listing in store.listings():
            yield from store.passages_of(listing.source)

    def judged(self, question: str, history: History = ()) -> "Judged | None":
        """Return what the decision to refuse goes by; None where there is nothing to quote."""
        looked = self._look_up(question, history)
        if not looked.found:
            return None
        conflict = looked.conflict(self._checks)
        return Judged(looked.found[0].text, looked.features(self._checks, conflict))

    def _look_up(self, question: str, history: History) -> "Looked":
        asked = checked(question)
        told = self.index.in_chinese
        heard = [(told(earlier), answer) for earlier, answer in history]
        whole = understand(told(asked), heard)
        if whole.said:
            # Whoever is asked for said what the question before found.
            found = self._looked(asked, whole.said.said or whole.said, history)
            wants = replace(found.wants, speaker=True, figure=False, enumeration=False)
            return replace(found, understood=whole.question, wants=wants, joined=True, rest=None)
        if not whole.pair:
            alone = self._looked(asked, whole, history)
            as_asked = history and whole.question == told(asked)
            return (as_asked and self._leaned(alone, heard)) or alone
        first, second = [self._looked(asked, one, history) for one in whole.pair]
        return replace(
            second,
            understood=whole.question,
            wants=Wants.of(whole.asking),
            hits=[*first.hits, *second.hits],
            joined=True,
            pair=(first, second),
        )

    def _leaned(self, alone: "Looked", history: History) -> "Looked | None":
        """Return what is found for a question with the topic before it, where that is surer.

        It is where the question ``alone`` is refused as off the topic and both find the same.
        """
        if alone.joined or not alone.found or not _vague(alone.judge(self._checks)):
            return None
        joined = self._looked(alone.asked, leaned(alone.sought, history), history)
        same = joined.found and joined.found[0].place == alone.found[0].place
        return joined if same and not joined.judge(self._checks).reason else None

    def _looked(self, asked: str, whole: Understood, history: History) -> "Looked":
        wants = Wants.of(whole.asking)
        sought = said(whole.sought) if wants.speaker else whole.sought
        focus = whole.focus
        if has_unspaced(sought):
            sought = written_out(sought, self.index.has)
            focus = written_out(focus, self.index.has)
        hits = self.search(sought, self._k)
        if told := self._attributed(sought, hits):
            sought, wants = told.rest, replace(wants, said_by=told.speaker)
            hits = self.search(sought, self._k)
        found: Sequence[Candidate] = self._candidates(sought, hits, wants, focus)
        if history and not (whole.further or whole.again):
            found = extract.nearer(found, self._place(history))
        if has_unspaced(sought):
            # Of English questions the conflicts are told less surely.
            found = self._checks.settled(sought, found, wants, focus)
        if kinds.asks_cause(wants.asked):
            found = further.because(found)
        share = self.index.sharing(content(sought))
        looked = Looked(
            asked, whole.question, sought, focus, wants, hits, found, share, whole.joined
        )
        if whole.further:
            return replace(looked, rest=self._further(looked, history) if found else ())
        return looked

    def _place(self, history: History) -> Candidate | None:
        """Return the sentence that the question before is answered with, None for none."""
        earlier = before(history)
        hits = self.search(earlier, self._k) if earlier else []
        return next(iter(self._candidates(earlier, hits, Wants.of(earlier))), None)

    def _further(self, looked: "Looked", history: History) -> Sequence[Candidate]:
        """Return what answers a question for more of the same, or for its cause."""
        if further.asks_why(looked.asked):
            return further.causes(looked.found)
        asks = people.resolved(looked.asked, history[-1][1])
        told = [answer for _, answer in history]
        speakers = self._speaking(looked.hits)
        return further.rest(asks, looked.found, told, speakers, self._words)

    def _words(self, candidate: Candidate) -> str:
        text = self.document(candidate.passage.source).text
        return text[candidate.sentence.start : self._lists.ends(candidate)]

    def _attributed(self, question: str, hits: Sequence[Hit]) -> Attribution | None:
        """Return whose words a question asks for, if he speaks in the documents of ``hits``."""
        return attributed(question, self._speaking(hits), self.index.names(question))

    def _speaking(self, hits: Sequence[Hit]) -> set[str]:
        """Return who speaks in the documents of ``hits``."""
        sources = dict.fromkeys(hit.passage.source for hit in hits)
        return {name for source in sources for name in self._speakers.of(source)}

    def _answer(self, looked: "Looked") -> Composed:
        question, wants, found = looked.understood, looked.wants, looked.found
        if looked.rest is not None:
            return self._quotations(extract.best(looked.rest, _MOST_SENTENCES, _DROP))
        picked = chosen(question, wants, found, self._lists)
        if picked:
            return compose.enumeration(picked.lead, picked.points, self.document)
        if wants.speaker:
            return self._who_said(question, found[0])
        if each := self._each(looked):
            kept = extract.in_order([part.found for part in each])
            asked = looked.asked if looked.pair else question
            places = [candidate.place for candidate in kept]
            line = compared(asked, each, places) if compares(asked) else ""
            # Where one sentence tells it of both (较工业增速高9个百分点), the whole asks for that.
            if line or not compares(asked) or places != [found[0].place]:
                return compose.ended(self._quotations(kept), line)
        kept = extract.best(found, _MOST_SENTENCES, _DROP)
        if not wants.figure:
            kept = extract.both_sides(kept, found)
            kept = extract.followed(kept, partial(kinds.told_after, question))
        composed = self._quotations(kept)
        share = self._sharing(wants.asked, looked.focus)
        lead = leading(looked.asked, found[0].text, wants, share, looked.focus)
        return compose.led(composed, lead, found[0].place) if lead else composed

    def _each(self, looked: "Looked") -> list[Part]:
        """Return the parts of a question, none where it asks one thing, each with its sentence."""
        if looked.pair:
            return [
                Part(one.understood, one.found[0], self._sharing(one.sought, one.focus))
                for one in looked.pair
            ]
        asked = [] if looked.focus or looked.joined else parts(looked.understood)
        if len(asked) < 2:
            return []
        return [
            Part(part, self._best_of(part, own, looked.found), self.index.sharing(content(part)))
            for part, own in zip(asked, owned(asked), strict=True)
        ]

    def _who_said(self, question: str, best: Candidate) -> Composed:
        """Return who said the best sentence, and with which post if the question asks for it."""
        post = None
        if people.asks_post(question):
            passages = self.index.store.passages_of(best.passage.source)
            post = self._speakers.introduced(best, passages)
        return compose.said(self._speakers.quotes(best), self.document, post)

    def _candidates(
        self, question: str, hits: Sequence[Hit], wants: Wants, focus: str = ""
    ) -> list[Candidate]:
        """Return the sentences of ``hits``; what a follow-up adds, its ``focus``, counts more."""
        return extract.candidates(hits, self._sharing(question, focus), wants)

    def _sharing(self, question: str, focus: str) -> Callable[[str], float]:
        """Return what tells which share of a question some words have, its ``focus`` above all."""
        whole = self.index.sharing(content(question))
        if not focus:
            return whole
        added = self.index.sharing(content(focus))
        return lambda text: (whole(text) + 2 * added(text)) / 3 + 0.2 * (focus in text)

    def _best_of(self, part: str, own: str, whole: Sequence[Candidate]) -> Candidate:
        """Return the sentence that answers one part of a question; its ``own`` words count more."""
        hits = self.search(part, self._k)
        found = self._candidates(part, hits, Wants.of(part), own)
        return extract.for_part(found, whole)[0] if found else whole[0]

    def _refusal(self, judged: Judgement, looked: "Looked") -> Composed:
        language = spoken(looked.asked)
        if courtesy.only(looked.asked):
            return Composed(_COURTESY[language], (), ())
        words = _REFUSALS[language][judged.reason].format(judged.asked)
        if judged.reason == "off_topic":
            return Composed(words, (), ())
        nearest = self._quotations(extract.best(looked.found, _NEAREST, _DROP))
        return Composed(f"{words}\n{nearest.text}", nearest.citations, nearest.figures)

    def _quotations(self, kept: Sequence[Candidate]) -> Composed:
        quotes: list[Quote] = []
        for quote in map(self._quote, kept):
            last = quotes[-1] if quotes else None
            # The title of a point is quoted with the sentence after it, which is no second one.
            if not last or last.passage.source != quote.passage.source or last.end < quote.end:
                quotes.append(quote)
        return compose.sentences(quotes, self.document)

    def _quote(self, candidate: Candidate) -> Quote:
        end = self._lists.ends(candidate)
        return Quote(candidate.passage, candidate.sentence.start, end, candidate.score)


@dataclass(frozen=True, slots=True)
class Judged:
    """The sentence that fits a question best, and the ``confidence.FEATURES`` of both."""

    best: str
    features: tuple[float, ...]


def _vague(judged: Judgement) -> bool:
    """Tell whether a question is refused for nothing that it names."""
    return judged.reason in ("off_topic", "not_in_briefing")
