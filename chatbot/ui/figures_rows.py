"""The figures of a store as rows: found once a generation, filtered, searched and sorted."""

import threading
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from chatbot import listing
from chatbot.listing import Listed
from chatbot.live import Live
from index.records import Document
from index.store import Store

COLUMNS = ("value", "unit", "subject", "metric", "period", "comparison", "speaker", "source")
# Rows shown at first, and added by a click.
STEP = 100
# Of a choice: everything, and what has no comparison. A value has the sign before it.
EVERY, NONE, OF = "every", "none", "="


@dataclass(frozen=True, slots=True)
class Look:
    """Which rows are shown and in what order; "" for ``sort`` is reading order.

    ``chosen`` is the key of the row whose place is shown, ``most`` how many rows there are.
    """

    sort: str = ""
    descending: bool = False
    most: int = STEP
    chosen: str = ""

    def after(self, sort: str | None, more: str | None, row: str | None) -> "Look":
        """Return the look after a click on the head of a column, on "more" or on a row.

        A second click on a head turns the order round, a third brings back the reading order.
        """
        if sort == self.sort and sort:
            return (
                replace(self, descending=True)
                if not self.descending
                else replace(self, sort="", descending=False)
            )
        if sort in COLUMNS:
            return replace(self, sort=str(sort), descending=False)
        if more:
            return replace(self, most=self.most + STEP)
        return replace(self, chosen=str(row))


@dataclass(frozen=True, slots=True)
class Filter:
    """What the rows are filtered by: choices as ``EVERY``, ``NONE`` or a value after ``OF``.

    A box that nobody has seen yet has no ``words``.
    """

    source: str = EVERY
    comparison: str = EVERY
    unit: str = EVERY
    words: str | None = ""

    def keeps(self, row: Listed) -> bool:
        """Tell whether a row passes; every one of the words must stand in it somewhere."""
        if not (
            _fits(self.source, row.source)
            and _fits(self.comparison, row.comparison)
            and _fits(self.unit, row.unit)
        ):
            return False
        words = _folded(self.words or "").split()
        if not words:
            return True
        held = _folded(
            " ".join((row.subject, row.metric, row.period, row.speaker, row.text, row.sentence))
        )
        return all(word in held for word in words)


class Figures:
    """The figures of the store behind ``live``, and the titles of its documents."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._rows: tuple[Listed, ...] = ()
        self._titles: dict[str, str] = {}

    def found(self) -> tuple[tuple[Listed, ...], dict[str, str]]:
        """Return all rows in reading order, and the title of each source.

        Raises:
            UserError: the store is gone or damaged.
        """
        store = self._live.store
        with self._lock:
            if store is not self._store:
                listings = store.listings()
                self._titles = {one.source: one.title or one.source for one in listings}
                documents = (store.document(source) for source in self._titles)
                self._rows = tuple(row for one in documents for row in _of(one))
                self._store = store
            return self._rows, self._titles

    def rows(self, kept: Filter, look: Look | None = None) -> list[Listed]:
        """Return the rows that pass a filter, sorted as ``look`` says."""
        rows, _ = self.found()
        return ordered((row for row in rows if kept.keeps(row)), look or Look())

    def place(self, name: str) -> tuple[Listed, Document] | None:
        """Return the row of this key and its document; None if there is none, or no longer."""
        rows, _ = self.found()
        row = next((row for row in rows if key(row) == name), None)
        return (row, self._live.document(row.source)) if row else None


@lru_cache(maxsize=512)
def _of(document: Document) -> tuple[Listed, ...]:
    return tuple(listing.of(document))


def ordered(rows: Iterable[Listed], look: Look) -> list[Listed]:
    """Return the rows as they are sorted; equal ones, and all without a sort, as they were.

    Empty cells come last either way.
    """
    found = list(rows)
    if look.sort not in COLUMNS:
        return found
    if look.sort == "value":
        return sorted(found, key=lambda row: row.value, reverse=look.descending)
    full = [row for row in found if getattr(row, look.sort)]
    full.sort(key=lambda row: str(getattr(row, look.sort)), reverse=look.descending)
    return full + [row for row in found if not getattr(row, look.sort)]


def key(row: Listed) -> str:
    """Return what a row is known by in the page."""
    return f"{row.start} {row.source}"


def counted(values: Iterable[str]) -> list[str]:
    """Return the different values, the most frequent first."""
    return [value for value, _ in Counter(values).most_common()]


def _fits(choice: str, value: str) -> bool:
    if choice == EVERY:
        return True
    return not value if choice == NONE else value == choice.removeprefix(OF)


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold()
