"""Claims held against a whole store: search, then check."""

import copy
import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

import numpy as np

from chatbot import figures
from chatbot.decision.constraints import speaking_year, year_of
from chatbot.language import places
from chatbot.records import Citation
from chatbot.verify import subjects
from chatbot.verify.check import check
from chatbot.verify.claims import claims_nothing, split
from chatbot.verify.counts import unsaid
from chatbot.verify.records import Claim, Difference, Evidence, Verdict
from chatbot.verify.words import Meanings
from index.canonical import canonical
from index.context import worded
from index.records import Document, Passage, Role
from index.search import MOST_CHARACTERS, Index
from index.structure.sentences import sentences
from index.words.glossary import Glossary

_BEFORE = 4
# The name of a country in that of its money is none of a place.
_CURRENCY = re.compile(r"\b(?:US|U\.S\.|Hong Kong) dollars?\b")
# So many more passages are looked at that have the claim's figures.
_BY_FIGURES = 3


class Verifier:
    """Checks claims against one index; safe to use from several threads."""

    def __init__(self, index: Index, glossary: Glossary | None = None, k: int = 8) -> None:
        self._index = index
        self._k = k
        self._meanings = (
            Meanings(index.word_vectors, glossary.chinese, glossary.alike)
            if glossary
            else Meanings(index.word_vectors)
        )
        self._document = lru_cache(maxsize=256)(index.store.document)
        self._sources: frozenset[str] | None = None

    def within(self, sources: Collection[str]) -> "Verifier":
        """Return a verifier over the same index that looks into these documents only."""
        narrowed = copy.copy(self)
        narrowed._sources = frozenset(sources)
        return narrowed

    def verify(self, text: str) -> Iterator[tuple[Claim, Verdict]]:
        """Yield each sentence of ``text`` with its verdict; "" has none."""
        for claim in split(text):
            yield claim, Verdict("no_claim") if claim.heading else self.check(claim.text)

    def check(self, claim: str) -> Verdict:
        """Return the verdict on one sentence; of a longer one, on its first 2,000 characters."""
        claim = canonical(claim[:MOST_CHARACTERS])
        if claims_nothing(claim):
            return Verdict("no_claim")
        asked = re.sub(r"[\0\ud800-\udfff]", " ", claim)
        hits = self._index.search(asked, self._k, self._sources) if asked.strip() else []
        found = [one for hit in hits for one in self.evidence(hit.passage, hit.closeness)]
        known = {hit.id for hit in hits}
        for passage in self._by_figures(claim, known):
            found += self.evidence(passage, None)
        return check(claim, found, self._meanings)

    def _by_figures(self, claim: str, known: set[int]) -> list[Passage]:
        """Return more passages that have the claim's figures, as Chinese writes them."""
        numbers = " ".join(
            figures.plain(one.value / scale)
            for one in figures.find(claim)
            for scale in ((1.0, 1e4, 1e8, 1e12) if one.value >= 1e4 else (1.0,))
        )
        store = self._index.store
        if not numbers or not len(store.passage_ids):
            return []
        scores, _ = store.lexical.scores(numbers)
        among = np.arange(len(scores)) if self._sources is None else store.rows_of(self._sources)
        rows = among[np.argsort(-scores[among], kind="stable")[:_BY_FIGURES]]
        ids = store.passage_ids[rows[scores[rows] > 0]].tolist()
        return store.passages([one for one in ids if one not in known])

    def held(self, claim: str, evidence: Sequence[Evidence]) -> Verdict:
        """Return the verdict on one sentence against ``evidence`` alone."""
        return check(canonical(claim), evidence, self._meanings)

    def strangers(self, claim: str, evidence: Sequence[Evidence]) -> list[Difference]:
        """Return the subjects, places and counts of a sentence that its evidence does not speak of.

        ``held`` lets a sentence pass that says more of whose a figure is than its evidence does; a
        reporter's draft may. What a machine has written may not.
        """
        text = "\n".join(one.text for one in evidence)
        around = "\n".join(
            part
            for one in evidence
            for part in (one.before, one.around, one.speaker, one.heading, one.title)
        )
        known = set(places.named(f"{text}\n{around}"))
        named = places.named(_CURRENCY.sub("dollar", claim))
        found = [Difference("name", place) for place in named if place not in known]
        found += [Difference("figure", words) for words in unsaid(claim, f"{text}\n{around}")]
        return [*found, *subjects.unsaid(claim, text, around, self._meanings)]

    def near(self, claim: str) -> dict[tuple[str, int], Sequence[float]]:
        """Return how near the sentences of the nearest passages are to a claim, by place."""
        hits = self._index.search(claim[:MOST_CHARACTERS], self._k, self._sources)
        return {(hit.passage.source, hit.passage.start): hit.closeness for hit in hits}

    def quoted(self, citation: Citation) -> Evidence:
        """Return a cited place as evidence; it may be longer than a sentence."""
        return Evidence(
            text=canonical(citation.text),
            speaker=citation.speaker,
            source=citation.source,
            start=citation.start,
            end=citation.end,
            year=_year(self._document(citation.source)),
            title=citation.title,
            heading=citation.heading,
            page=citation.page,
        )

    def evidence(self, passage: Passage, nearness: Sequence[float] | None) -> Iterator[Evidence]:
        """Yield the sentences of a passage as evidence, with their ``nearness`` to a claim."""
        document = self._document(passage.source)
        before: list[str] = []
        for number, sentence in enumerate(passage.sentences):
            closeness = nearness[number] if nearness else None
            text = worded(passage, sentence)
            if passage.role is not Role.CREDIT:
                yield Evidence(
                    text=text,
                    before="\n".join(before[-_BEFORE:]),
                    around=passage.question or passage.heading,
                    speaker=passage.speaker,
                    source=passage.source,
                    start=sentence.start,
                    end=sentence.end,
                    year=_year(document),
                    title=document.title,
                    heading=passage.heading,
                    page=document.page_at(sentence.start),
                    closeness=closeness,
                )
            before.append(text)


@lru_cache(maxsize=256)
def _year(document: Document) -> int | None:
    return speaking_year(document)


def sentences_of(text: str) -> list[Evidence]:
    """Return the sentences of a passage as evidence, each with those before it."""
    found: list[Evidence] = []
    year = year_of(Document("", "", text))
    before: list[str] = []
    for one in sentences(text, 0, len(text)):
        words = text[one.start : one.end]
        read_with = "\n".join(before[-_BEFORE:])
        found.append(Evidence(words, read_with, start=one.start, end=one.end, year=year))
        before.append(words)
    return found
