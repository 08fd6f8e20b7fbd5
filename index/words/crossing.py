"""A question in words with spaces held against text without them, word by word through a glossary.

Multilingual vectors find the neighbourhood of an English question's answer among Chinese sentences;
which of the neighbours it is, its words tell better.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.lexical import Lexical, words
from index.words.glossary import FUNCTION, Glossary
from index.words.readings import Name, names

# What the dictionary does not know, foreign names above all, cannot be looked for: that it is not
# found tells less than that another word is not.
_UNKNOWN = 0.3
# Two syllables are so many pairs of characters that some stand in any text; a name is one of few.
_MOST_SPELLED = 12
# A translation of less strength than this is one word of a longer expression.
_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Term:
    """A word, its weight, and the Chinese words of the index that it may stand for, by strength."""

    word: str
    mass: float
    chinese: Mapping[str, float]
    rows: Mapping[int, float]
    name: re.Pattern[str] | None = None

    def strength(self, text: str, own: frozenset[str]) -> float:
        """Return how surely ``text``, of whose own words are ``own``, speaks of this: 0 to 1."""
        if self.word in own or (self.name and self.name.search(text)):
            return 1.0
        return max((s for chinese, s in self.chinese.items() if chinese in text), default=0.0)


class Crossing:
    """The words of one question, ready to be held against texts of one index."""

    def __init__(self, question: str, lexical: Lexical, glossary: Glossary) -> None:
        self._size = lexical.size
        told = dict.fromkeys(word for word in words(question) if word not in FUNCTION)
        read = {word: name for name in names(question, glossary.characters) for word in name.words}
        whole = _whole(question, glossary)
        self._terms = [
            _term(word, lexical, glossary, read.get(word), whole.get(word, ())) for word in told
        ]
        self._total = sum(term.mass for term in self._terms) or 1.0

    def share(self, text: str) -> float:
        """Return the share of the question's idf mass that ``text`` speaks of, 0 to 1."""
        plain = unicodedata.normalize("NFKC", text)
        own = frozenset(words(plain))
        found = sum(term.mass * term.strength(plain, own) for term in self._terms)
        return found / self._total

    def coverage(self) -> NDArray[np.float32]:
        """Return the share for each row of the index, ``(size,)``."""
        found = np.zeros(self._size, np.float32)
        for term in self._terms:
            for row, strength in term.rows.items():
                found[row] += term.mass * strength
        return found / np.float32(self._total)


def _whole(question: str, glossary: Glossary) -> dict[str, list[str]]:
    """Return for each word of an expression the Chinese words that say the whole."""
    row = [word for word in words(question) if word not in FUNCTION]
    found: dict[str, list[str]] = {}
    for start, end, chinese in glossary.expressions(row):
        for word in row[start:end]:
            found.setdefault(word, []).extend(chinese)
    return found


def _term(
    word: str, lexical: Lexical, glossary: Glossary, name: Name | None, whole: Sequence[str]
) -> Term:
    rows: dict[int, float] = dict.fromkeys(lexical.rows_with(word).tolist(), 1.0)
    chinese: dict[str, float] = {}
    known = glossary.chinese(word) | dict.fromkeys(whole, 1.0)
    spelled: Sequence[str] = ()
    if name and (len(name.words) > 1 or not known):
        spelled = lexical.spelled(name.syllables)
        if len(spelled) > _MOST_SPELLED:
            spelled = ()
        elif spelled:
            # Xie Cun is nothing else; the dictionary takes the name for a cunning device.
            known = {}
    for translation, strength in (known | dict.fromkeys(spelled, 1.0)).items():
        if strength < _LEAST:
            continue
        held: Sequence[int] = lexical.rows_with(translation).tolist()
        if held:
            chinese[translation] = strength
        for row in held:
            rows[row] = max(rows.get(row, 0.0), strength)
    mass = lexical.idf(len(rows))
    if not rows and not known:
        mass *= _UNKNOWN
    return Term(word, mass, chinese, rows, name.pattern if name else None)
