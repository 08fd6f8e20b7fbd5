"""Questions to begin with, drawn from the indexed briefings, the latest added first."""

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain, islice, zip_longest

from chatbot.followups import figure_questions, short_questions
from chatbot.live import Live
from index import press
from index.errors import UserError
from index.records import Document
from index.store import Store

_MOST = 4
# Of so many briefings one question each comes before a second one of any.
_BRIEFINGS = 4
# Each costs as much as a question that somebody asks.
_MOST_TRIED = 12


class Beginnings:
    """Questions that the store behind ``live`` answers; safe to use from several threads.

    They are found once a generation and choice of documents.
    """

    def __init__(self, live: Live) -> None:
        self._live = live
        self._lock = threading.Lock()
        self._generation = 0
        self._known: dict[frozenset[str], tuple[str, ...]] = {}

    def __call__(self, sources: Collection[str] = ()) -> tuple[str, ...]:
        """Return up to four questions on the documents ``sources``, on any where it is empty.

        A store that is gone or damaged has none.
        """
        chosen = frozenset(sources)
        with self._lock:
            try:
                answerer = self._live.within(chosen)
                store = answerer.index.store
                if store.manifest.generation != self._generation:
                    self._generation, self._known = store.manifest.generation, {}
                if chosen not in self._known:
                    self._known[chosen] = tuple(
                        _answered(store, chosen, lambda one: not answerer.quoted(one).refused)
                    )
                return self._known[chosen]
            except UserError:
                return ()


def _answered(
    store: Store, sources: Collection[str], answers: Callable[[str], bool]
) -> Iterator[str]:
    """Yield questions of different documents in turn, without those that are refused."""
    named = [one.source for one in reversed(store.listings())]
    latest = [source for source in named if not sources or source in sources]
    tried: list[str] = []
    found = 0
    for question in _in_turn(store, latest[:_MOST_TRIED]):
        if found == _MOST or len(tried) == _MOST_TRIED:
            return
        if question and question not in tried:
            tried.append(question)
            if answers(question):
                found += 1
                yield question


def _in_turn(store: Store, sources: Sequence[str]) -> Iterator[str | None]:
    """Yield a question of each of the first four documents, a second one, …, then of the next."""
    for first in range(0, len(sources), _BRIEFINGS):
        four = sources[first : first + _BRIEFINGS]
        asked = (candidates(store.document(source)) for source in four)
        yield from chain.from_iterable(zip_longest(*asked))


def candidates(document: Document) -> Iterator[str]:
    """Yield a question of each exchange: its reporters' first short one, or one on a figure.

    Then a second one of each on a figure, and so on.
    """
    exchanges = [
        chain(
            islice(short_questions(document.text, exchange), 1),
            figure_questions(document, exchange, exchange.start),
        )
        for exchange in press.exchanges(document.text)
    ]
    for questions in zip_longest(*exchanges):
        yield from filter(None, questions)
