"""One written sentence: what supports it, or what is wrong with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot import figures
from chatbot.generation.orders import gives_orders
from chatbot.generation.standing import absent, misplaced
from chatbot.records import Citation, Doubt
from chatbot.verify.claims import claims_nothing
from chatbot.verify.records import Difference, Evidence
from chatbot.verify.verifier import Verifier
from chatbot.verify.words import grams
from index.records import Passage

# A quotation that says less than this share of a sentence does not stand in its place.
_ABOUT = 0.3
_QUARTER = re.compile(r"\bQ([1-4])\b")
_QUARTERS = ("the first quarter", "the second quarter", "the third quarter", "the fourth quarter")
# With fewer pairs of characters, or words, it is a name or a figure and no sentence.
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with the places that support it; none where it is not supported.

    ``nearest`` is the quotation that says what the sentence should have said, if there is one.
    """

    places: tuple[Evidence, ...] = ()
    nearest: Citation | None = None
    doubts: tuple[Doubt, ...] = ()


class Judge:
    """Holds sentences against the quotations of one answer and the passages they are from."""

    def __init__(
        self,
        verifier: Verifier,
        passages: Sequence[Passage],
        quotes: Sequence[Citation],
    ) -> None:
        self._verifier = verifier
        # What is said elsewhere may be true; it is not what was found to answer.
        self._passages = [
            passage
            for passage in passages
            if any(
                quote.source == passage.source
                and passage.start < quote.end
                and quote.start < passage.end
                for quote in quotes
            )
        ]
        self._quotes = quotes

    def judge(self, sentence: str) -> Judged:
        """Return what supports ``sentence``, or what is doubted of it."""
        # Elsewhere Q1 would be read as a name.
        sentence = _QUARTER.sub(lambda found: _QUARTERS[int(found[1]) - 1], sentence)
        if claims_nothing(sentence):
            return Judged()
        found = self._evidence(sentence)
        verdict = self._verifier.held(sentence, found)
        places, doubts = verdict.evidence, _told(verdict.differences)
        if verdict.supported:
            places = self._with_figures(sentence, places, found)
            lacking = absent(sentence, [one.text for one in places])
            doubts = [Doubt("figure", words, "") for words in lacking]
            doubts += [
                Doubt("subject", words, other)
                for words, other in misplaced(sentence, [one.text for one in places])
            ]
            doubts += _told(self._verifier.strangers(sentence, places))
            ordered = any(gives_orders(one.text) for one in places)
            if not doubts and not ordered and _is_sentence(sentence):
                return Judged(places)
        nearest = None
        if not _is_sentence(sentence) and not list(figures.find(sentence)):
            return Judged()
        if verdict.supported or verdict.status == "contradicted" or verdict.score >= _ABOUT:
            # A claim may have been read with the sentence before the one that is named.
            beside = [before for one in places if (before := _before(one, found))]
            nearest = next(
                (quote for one in (*places, *beside) if (quote := self.quote(one))), None
            )
        return Judged((), nearest, tuple(doubts))

    def quote(self, place: Evidence) -> Citation | None:
        """Return the quotation that ``place`` lies in."""
        for quote in self._quotes:
            if quote.source == place.source and (
                quote.start <= place.start and place.end <= quote.end
            ):
                return quote
        return None

    def _evidence(self, sentence: str) -> list[Evidence]:
        near = self._verifier.near(sentence)
        found = [
            one
            for passage in self._passages
            for one in self._verifier.evidence(passage, near.get((passage.source, passage.start)))
        ]
        # A quotation may be longer than a sentence: a point with all that it says.
        places = {(one.source, one.start, one.end) for one in found}
        for quote in self._quotes:
            if (quote.source, quote.start, quote.end) not in places:
                found.append(self._verifier.quoted(quote))
        return found

    def _with_figures(
        self, sentence: str, places: tuple[Evidence, ...], found: Sequence[Evidence]
    ) -> tuple[Evidence, ...]:
        """Add the sentence before a place where only that has a figure of the sentence."""
        lacking = absent(sentence, [one.text for one in places])
        if not lacking:
            return places
        figured = len(absent(sentence, []))
        added = [
            before
            for one in places
            if (before := _before(one, found)) and len(absent(sentence, [before.text])) < figured
        ]
        return (*added, *(one for one in places if one not in added))


def _before(place: Evidence, found: Sequence[Evidence]) -> Evidence | None:
    """Return the sentence before a place, if it is among those found."""
    ahead = [one for one in found if one.source == place.source and one.end <= place.start]
    return max(ahead, key=lambda one: one.end, default=None)


def _told(differences: Sequence[Difference]) -> list[Doubt]:
    return [Doubt(one.kind, one.claimed, one.found) for one in differences]


def _is_sentence(words: str) -> bool:
    """Tell whether there is more than a figure or a name alone."""
    for one in reversed(list(figures.find(words))):
        words = words[: one.start] + words[one.end :]
    return len(grams(words)) >= _LEAST_WORDS
