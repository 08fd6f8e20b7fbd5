"""A draft held against the store as it is now, sentence by sentence."""

import threading
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from chatbot.live import Live
from chatbot.verify import Claim, Evidence, Verdict, split
from chatbot.verify.verifier import Verifier
from index.records import Document
from index.search import Index
from index.words.glossary import Glossary

# Half a minute's work for one of two processors.
MOST_CHARACTERS = 10_000


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence of a draft with its verdict; ``quotes`` are the words of its evidence, as stored.

    The evidence's own text may have the names of a table's columns in it.
    """

    claim: Claim
    verdict: Verdict
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a draft; ``titles`` are those of the documents looked into, none for all."""

    checked: tuple[Checked, ...] = ()
    titles: tuple[str, ...] = ()


class Drafts:
    """Checks drafts against the store behind ``live``; safe to use from several threads."""

    def __init__(self, live: Live, glossary: Glossary | None = None) -> None:
        self._live = live
        self._glossary = glossary
        self._lock = threading.Lock()
        self._index: Index | None = None
        self._verifier: Verifier | None = None

    def checked(self, draft: str, sources: Collection[str] = ()) -> Iterator[tuple[int, Checked]]:
        """Yield each sentence of ``draft``, before it how many there are.

        They are held against the documents of ``sources``, all where it is empty, as they are when
        the first is asked for.

        Raises:
            UserError: the store is gone or damaged.
        """
        index, verifier = self._now()
        if sources:
            verifier = verifier.within(sources)
        # What is no text has no place in a search; every offset stays.
        draft = draft.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
        claims = split(draft)
        for claim in claims:
            verdict = Verdict("no_claim") if claim.heading else verifier.check(claim.text)
            quotes = tuple(
                index.store.document(one.source).text[one.start : one.end]
                for one in verdict.evidence
            )
            yield len(claims), Checked(claim, verdict, quotes)

    def place(self, checked: Checked, number: int) -> tuple[Evidence, Document] | None:
        """Return evidence of a sentence, from 1, and its document; None if it is no longer so."""
        if not 0 < number <= len(checked.quotes):
            return None
        evidence = checked.verdict.evidence[number - 1]
        document = self._live.document(evidence.source)
        same = document.text[evidence.start : evidence.end] == checked.quotes[number - 1]
        return (evidence, document) if same else None

    def _now(self) -> tuple[Index, Verifier]:
        index = self._live.now.index
        with self._lock:
            if self._verifier is None or index is not self._index:
                self._index, self._verifier = index, Verifier(index, self._glossary)
            return index, self._verifier
