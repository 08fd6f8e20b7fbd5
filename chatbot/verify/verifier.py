"""Claims held against a whole store: search, then check."""

import re
from collections.abc import Iterator
from functools import lru_cache

from chatbot.constraints import year_of
from chatbot.verify.check import check
from chatbot.verify.claims import claims_nothing, split
from chatbot.verify.records import Claim, Evidence, Verdict
from chatbot.verify.words import Meanings
from index.context import worded
from index.glossary import Glossary
from index.records import Document, Hit, Role
from index.search import MOST_CHARACTERS, Index
from index.sentences import sentences

_BEFORE = 4


class Verifier:
    """Checks claims against one index; safe to use from several threads."""

    def __init__(self, index: Index, glossary: Glossary | None = None, k: int = 8) -> None:
        self._index = index
        self._k = k
        self._meanings = Meanings(index.word_vectors, glossary.chinese if glossary else None)
        self._document = lru_cache(maxsize=256)(index.store.document)

    def verify(self, text: str) -> Iterator[tuple[Claim, Verdict]]:
        """Yield each sentence of ``text`` with its verdict; "" has none."""
        for claim in split(text):
            yield claim, Verdict("no_claim") if claim.heading else self.check(claim.text)

    def check(self, claim: str) -> Verdict:
        """Return the verdict on one sentence."""
        if claims_nothing(claim):
            return Verdict("no_claim")
        asked = re.sub(r"[\\0\\ud800-\\udfff]", " ", claim)[:MOST_CHARACTERS]
        hits = self._index.search(asked, self._k) if asked.strip() else []
        return check(claim, [one for hit in hits for one in self._sentences(hit)], self._meanings)

    def _sentences(self, hit: Hit) -> Iterator[Evidence]:
        passage = hit.passage
        document = self._document(passage.source)
        before: list[str] = []
        for sentence, closeness in zip(passage.sentences, hit.closeness, strict=True):
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
    return year_of(document)


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
