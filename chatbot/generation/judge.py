"""One written sentence: what supports it, or what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.generation.standing import absent
from chatbot.records import Citation, Doubt
from chatbot.verify.claims import claims_nothing
from chatbot.verify.records import Evidence
from chatbot.verify.verifier import Verifier
from index.records import Passage


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with the places that support it; none where it is not supported.

    ``nearest`` is the quotation that says what the sentence should have said, if there is one.
    """

    places: tuple[Evidence, ...] = ()
    nearest: Citation | None = None
    doubts: tuple[Doubt, ...] = ()


class Judge:
    """Holds sentences against the passages of one answer and its quotations."""

    def __init__(
        self,
        verifier: Verifier,
        passages: Sequence[Passage],
        quotes: Sequence[Citation],
    ) -> None:
        self._verifier = verifier
        self._passages = passages
        self._quotes = quotes

    def judge(self, sentence: str) -> Judged:
        """Return what supports ``sentence``, or what is doubted of it."""
        if claims_nothing(sentence):
            return Judged()
        found = self._evidence(sentence)
        verdict = self._verifier.held(sentence, found)
        places = verdict.evidence
        if verdict.supported:
            places = self._with_figures(sentence, places, found)
            lacking = absent(sentence, [one.text for one in places])
            if not lacking:
                return Judged(places)
            doubts = [Doubt("figure", words, "") for words in lacking]
        else:
            doubts = [Doubt(one.kind, one.claimed, one.found) for one in verdict.differences]
        nearest = next((quote for one in places if (quote := self.quote(one))), None)
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
        added = []
        for one in places:
            ahead = [each for each in found if each.source == one.source and each.end <= one.start]
            before = max(ahead, key=lambda each: each.end, default=None)
            if before and len(absent(sentence, [before.text])) < len(absent(sentence, [])):
                added.append(before)
        return (*added, *(one for one in places if one not in added))
