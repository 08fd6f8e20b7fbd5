"""An answerer that follows its store: what is indexed while it serves is answered from at once."""

import threading
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from chatbot.answer import Answerer
from chatbot.conversation import History
from chatbot.generation.writer import Writer
from chatbot.records import Answer
from index.records import Document
from index.search import Index
from index.store import Store


class Live:
    """Answers from the store in ``folder`` as it is now; safe to use from several threads.

    Whoever writes the store, this process or another, the next question is answered from what it
    then holds. An answer that is being made is finished on what the store held before.
    """

    def __init__(
        self,
        folder: Path,
        prepare: Callable[[Store], Index],
        k: int = 8,
        write: Callable[[Index], Writer] | None = None,
    ) -> None:
        """Open the store; ``prepare`` makes the index of each generation of it.

        ``write`` makes what answers in a language model's words over such an index.

        Raises:
            StoreError: no store, or a damaged one.
            EncoderError: the store was made with another encoder.
        """
        self.folder = folder
        self._prepare = prepare
        self._k = k
        self._write = write
        self._lock = threading.Lock()
        self._answerer = self._open()

    @property
    def now(self) -> Answerer:
        """An answerer over the latest generation; it stays with it for as long as it is held.

        Raises:
            StoreError: the store is gone or damaged.
            EncoderError: it was made anew with another encoder.
        """
        with self._lock:
            if not self._answerer.index.store.is_current:
                self._answerer = self._open()
            return self._answerer

    @property
    def store(self) -> Store:
        """The latest generation."""
        return self.now.index.store

    def answer(self, question: str, history: History = ()) -> Answer:
        """Answer ``question`` as ``Answerer.answer`` does."""
        return self.now.answer(question, history)

    def answers(self, question: str, history: History = ()) -> Iterator[Answer]:
        """Yield the answer as it grows, as ``Answerer.answers`` does."""
        yield from self.now.answers(question, history)

    def quoted(self, question: str, history: History = ()) -> Answer:
        """Answer in quotations alone."""
        return self.now.quoted(question, history)

    def within(self, sources: Collection[str]) -> Answerer:
        """Return what answers from these documents only; from all where ``sources`` is empty."""
        return self.now.within(sources) if sources else self.now

    def document(self, source: str) -> Document:
        """Return a stored document.

        Raises:
            StoreError: there is none of this source, or no longer.
        """
        return self.now.document(source)

    def _open(self) -> Answerer:
        index = self._prepare(Store.open(self.folder))
        return Answerer(index, self._k, self._write(index) if self._write else None)
