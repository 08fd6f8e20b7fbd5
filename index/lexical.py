"""BM25 over characters and their bigrams, words where a script has them.

Chinese has no spaces, and a word list would not know the names in a briefing. Single characters and
bigrams need no list and, on Chinese passages, rank better than segmented words (docs/decisions.md).
"""

import re
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from index.canonical import canonical

# Scripts written without spaces: Han, kana, Hangul (whose particles stick to words), Thai, Lao,
# Khmer, Burmese. Everything else that is a letter or a digit forms words.
_UNSPACED = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\U00020000-\U0003ffff"  # noqa: E501
_TOKEN = re.compile(rf"[{_UNSPACED}]+|\d+(?:[.,]\d+)*|[^\W\d_{_UNSPACED}]+")
_WORD = 1 << 62
_FILES = ("scores", "rows", "columns", "vocabulary")
_QUOTES = str.maketrans("", "", "“”‘’「」『』\"'")


def has_unspaced(text: str) -> bool:
    """Tell whether ``text`` has a character of a script without spaces, such as Chinese."""
    return re.search(f"[{_UNSPACED}]", text) is not None


def tokens(text: str) -> list[int]:
    """Return the codes of ``text``'s tokens, with repetitions, in simplified characters.

    NFKC and case folding come first.

    A run of unspaced script gives each character and each pair of neighbours; a word or a number
    (``13.6``, ``5g`` gives ``5`` and ``g``) gives one code.
    """
    codes: list[int] = []
    for match in _TOKEN.finditer(canonical(unicodedata.normalize("NFKC", text)).casefold()):
        run = match.group()
        if re.match(f"[{_UNSPACED}]", run):
            points = [ord(character) for character in run]
            codes += points
            codes += [a << 21 | b for a, b in pairwise(points)]
        else:
            codes.append(_WORD | zlib.crc32(run.encode()))
    return codes


# The same sentences are held against the words of a question several times, and of the next.
@lru_cache(maxsize=4096)
def _distinct(text: str) -> frozenset[int]:
    return frozenset(tokens(text))


def words(text: str) -> list[str]:
    """Return the words of scripts that have them, and the numbers, after NFKC and case folding."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    found = (match.group() for match in _TOKEN.finditer(folded))
    return [run for run in found if not re.match(f"[{_UNSPACED}]", run)]


class _Rows(Sequence[list[int]]):
    """Token ids of all passages, kept flat: lists of Python integers only while one is read."""

    def __init__(self, ids: NDArray[np.int64], ends: NDArray[np.int64]) -> None:
        self.ids = ids
        self.ends = ends

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, row: int) -> list[int]:  # type: ignore[override]
        if not 0 <= row < len(self.ends):
            raise IndexError(row)
        start = self.ends[row - 1] if row else 0
        found: list[int] = self.ids[start : self.ends[row]].tolist()
        return found

    def __iter__(self) -> Iterator[list[int]]:
        return (self[row] for row in range(len(self)))


class Lexical:
    """A BM25 index over passages, in the order in which they were given."""

    def __init__(self, model: bm25s.BM25, vocabulary: NDArray[np.int64]) -> None:
        self._model = model
        self._vocabulary = vocabulary
        self.size = int(model.scores["num_docs"])
        found_in = np.diff(model.scores["indptr"])[: len(vocabulary)]
        # Lucene's idf, as bm25s uses for its scores; Robertson and Zaragoza 2009 with + 1.
        self._idf = np.log1p((self.size - found_in + 0.5) / (found_in + 0.5)).astype(np.float32)
        self._unseen_idf = float(np.log1p((self.size + 0.5) / 0.5))

    @classmethod
    def build(cls, texts: Iterable[str]) -> "Lexical":
        """Index ``texts``; each is one row. No texts give an index of size 0."""
        parts = [np.array(tokens(text), np.int64) for text in texts]
        flat = np.concatenate(parts) if parts else np.empty(0, np.int64)
        ends = np.cumsum([len(part) for part in parts], dtype=np.int64)
        vocabulary, ids = np.unique(flat, return_inverse=True)
        model = _empty_model()
        if len(vocabulary):
            model.scores = model.build_index_from_ids(
                list(range(len(vocabulary))), _Rows(ids, ends), show_progress=False
            )
        else:
            model.scores["num_docs"] = len(parts)
        return cls(model, vocabulary)

    @classmethod
    def load(cls, folder: Path) -> "Lexical":
        """Open what ``save`` wrote, memory mapped."""
        arrays = {name: np.load(path, mmap_mode="r") for name, path in _paths(folder).items()}
        model = _empty_model()
        model.scores = {
            "data": arrays["scores"],
            "indices": arrays["rows"],
            "indptr": arrays["columns"][:-1],
            "num_docs": int(arrays["columns"][-1]),
        }
        return cls(model, np.asarray(arrays["vocabulary"]))

    def save(self, folder: Path) -> None:
        """Write the index into ``folder``, four arrays named ``lexical-*.npy``."""
        parts = self._model.scores
        columns = np.append(np.asarray(parts["indptr"], np.int64), self.size)
        arrays = {
            "scores": parts["data"],
            "rows": parts["indices"],
            "columns": columns,
            "vocabulary": self._vocabulary,
        }
        for name, path in _paths(folder).items():
            np.save(path, arrays[name])

    def scores(self, question: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return BM25 scores and coverages, each ``(size,)``.

        A row's coverage is the share of the idf mass of the question's distinct tokens that it
        holds; tokens that no row holds count in full, so a question about something else covers
        little. Both are 0 for a question without tokens.
        """
        wanted = np.array(tokens(question), np.int64)
        scores = np.zeros(self.size, np.float32)
        coverage = np.zeros(self.size, np.float32)
        if not len(wanted) or not len(self._vocabulary):
            return scores, coverage
        ids = self._known(wanted)
        if len(ids):
            scores = self._model.get_scores_from_ids(ids.tolist()).astype(np.float32)
        parts = self._model.scores
        distinct = np.unique(ids)
        for token in distinct:
            start, end = parts["indptr"][token], parts["indptr"][token + 1]
            coverage[parts["indices"][start:end]] += self._idf[token]
        unseen = len(np.unique(wanted)) - len(distinct)
        mass = float(self._idf[distinct].sum()) + unseen * self._unseen_idf
        return scores, coverage / np.float32(mass)

    def overlap(self, question: str, text: str) -> float:
        """Return the share of the idf mass of the question's tokens that ``text`` holds.

        ``text`` need not be a row; 0 for a question without tokens.
        """
        return self.sharing(question)(text)

    def sharing(
        self, question: str, others: Sequence[tuple[str, Sequence[str]]] = ()
    ) -> Callable[[str], float]:
        """Return the ``overlap`` of one question with any text: its masses are looked up once.

        ``others`` are words of the question, each with such as say the same: a text that has one
        of these holds the word.
        """
        mass = {token: self._mass(token) for token in set(tokens(question))}
        total = sum(mass.values()) or 1.0
        said = [(mass.keys() & tokens(word), same) for word, same in others]

        def share(text: str) -> float:
            held = mass.keys() & _distinct(text)
            # “内卷式”竞争 says 内卷式竞争.
            bare = text.translate(_QUOTES) if said else text
            for own, same in said:
                if any(word in bare for word in same):
                    held |= own
            return sum(mass[token] for token in held) / total

        return share

    def scores_of_any(self, alike: Iterable[str]) -> NDArray[np.float32]:
        """Return each row's BM25 score for that word of ``alike`` which it has and scores best."""
        best = np.zeros(self.size, np.float32)
        for word in alike:
            rows = self.rows_with(word)
            best[rows] = np.maximum(best[rows], self.scores(word)[0][rows])
        return best

    def rows_with(self, text: str) -> NDArray[np.int64]:
        """Return the rows that hold all tokens of ``text``, ascending: it is nearly always there.

        No rows for a text without tokens.
        """
        wanted = np.unique(np.array(tokens(text), np.int64))
        ids = self._known(wanted)
        if not len(wanted) or len(ids) < len(wanted):
            return np.empty(0, np.int64)
        parts = self._model.scores
        rows: NDArray[np.int64] | None = None
        for token in ids:
            held = np.asarray(parts["indices"][parts["indptr"][token] : parts["indptr"][token + 1]])
            rows = held if rows is None else rows[np.isin(rows, held)]
        return np.sort(np.asarray(rows, np.int64))

    def spelled(self, characters: Sequence[str]) -> list[str]:
        """Return the words that some row may hold with one of each of ``characters``, in order.

        Every pair of neighbours in them occurs; whether the whole does, ``rows_with`` tells.
        """
        found = list(characters[0]) if characters else []
        for options in characters[1:]:
            longer = [word + one for word in found for one in options]
            codes = np.array([ord(w[-2]) << 21 | ord(w[-1]) for w in longer], np.int64)
            held = np.isin(codes, self._vocabulary)
            found = [word for word, there in zip(longer, held.tolist(), strict=True) if there]
        return found

    def idf(self, count: int) -> float:
        """Return the idf of what ``count`` rows hold."""
        return float(np.log1p((self.size - count + 0.5) / (count + 0.5)))

    def _mass(self, token: int) -> float:
        known = self._known(np.array([token], np.int64))
        return float(self._idf[known[0]]) if len(known) else self._unseen_idf

    def _known(self, codes: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the columns of the codes that the vocabulary has."""
        if not len(self._vocabulary):
            return np.empty(0, np.int64)
        places = np.minimum(np.searchsorted(self._vocabulary, codes), len(self._vocabulary) - 1)
        return np.asarray(places[self._vocabulary[places] == codes], np.int64)


def _empty_model() -> bm25s.BM25:
    model = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
    model.scores = {
        "data": np.empty(0, np.float32),
        "indices": np.empty(0, np.int32),
        "indptr": np.zeros(1, np.int64),
        "num_docs": 0,
    }
    model.nonoccurrence_array = None
    return model


def _paths(folder: Path) -> dict[str, Path]:
    return {name: folder / f"lexical-{name}.npy" for name in _FILES}
