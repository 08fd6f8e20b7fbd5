"""A question to ranked passages: nearest sentence, nearest passage and BM25, fused.

    score = z(max over sentences s of q'·s) + a z(q'·p) + w z(bm25) - b [p is a reporter's question]

z is the standard score over the whole store, so the parts can be added whatever their scale. q' is
the question's vector less half the mean vector of questions in its script: multilingual vectors
keep a trace of the language, which draws an English question to every passage with Latin letters. w
falls to 0 as the store knows fewer of the question's words. A question in words with spaces is held
against Chinese text through a glossary, whose coverage is added to BM25's scores, each as standard
scores; everyday Chinese through a table of what official texts say instead. What each part is worth
stands in docs/decisions.md.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.canonical import canonical
from index.encode import Encoder
from index.errors import QuestionError
from index.lexical import has_unspaced
from index.records import Hit, Passage
from index.store import Store
from index.vectors import Vectors
from index.words import everyday, readings
from index.words.crossing import Crossing
from index.words.glossary import FUNCTION, Glossary
from index.words.mixed import in_chinese

MOST_CHARACTERS = 2000
# What an official word counts that a question says in an everyday one.
_EVERYDAY = 0.5
# Questions about nothing in particular: their mean is what questions of a script have in common.
_PLAIN_QUESTIONS = (
    (
        "总数是多少？",
        "这话是谁说的？",
        "这是什么时候的事？",
        "同比增长了多少？",
        "主要措施有哪些？",
        "在什么地方？",
        "为什么这样做？",
        "一共有多少人？",
        "这个项目叫什么？",
        "是哪家单位负责的？",
        "对出口有什么说法？",
        "明年会有什么变化？",
    ),
    (
        "What is the total?",
        "Who said so?",
        "When did this happen?",
        "How much did it grow year on year?",
        "What are the main measures?",
        "Where is it?",
        "Why was it done?",
        "How many people are there?",
        "What is the project called?",
        "Which body is in charge?",
        "What is said about exports?",
        "What will change next year?",
    ),
)


@dataclass(frozen=True, slots=True)
class Weights:
    """The fusion's weights; the defaults are the ones that measured best (docs/decisions.md).

    ``lexical`` is reached at a coverage of ``full`` and falls to 0 at ``none``.
    """

    centroid: float = 0.5
    passage: float = 0.5
    lexical: float = 0.5
    none: float = 0.1
    full: float = 0.3
    question: float = 1.0


def centroids(encoder: Encoder) -> NDArray[np.float32]:
    """Return the mean vectors of plain questions, one row a script: unspaced, then the rest."""
    rows = [encoder.encode_queries(questions).mean(axis=0) for questions in _PLAIN_QUESTIONS]
    return np.stack(rows)


def checked(question: str) -> str:
    """Return the question without surrounding space.

    Raises:
        QuestionError: empty, over 2,000 characters, with NUL bytes, or with bytes that are no text.
    """
    stripped = question.strip()
    if any("\ud800" <= character <= "\udfff" for character in stripped[: MOST_CHARACTERS + 1]):
        raise QuestionError("the question holds bytes that are not UTF-8 text; type it again")
    if "\0" in stripped:
        raise QuestionError("the question holds NUL bytes; expected text, type it again")
    if not stripped:
        raise QuestionError('the question is empty; type one, for example: briefing ask "…"')
    if len(stripped) > MOST_CHARACTERS:
        raise QuestionError(
            f"the question has {len(stripped):,} characters, at most {MOST_CHARACTERS:,} are read; "
            "shorten it"
        )
    return stripped


class Index:
    """A store and the encoder that made it, ready to be searched.

    Raises:
        EncoderError: the store was made with another encoder.
    """

    def __init__(
        self,
        store: Store,
        encoder: Encoder,
        glossary: Glossary | None = None,
        weights: Weights | None = None,
    ) -> None:
        store.expect(encoder.identity)
        self.store = store
        self.encoder = encoder
        self._glossary = glossary
        self._weights = weights or Weights()
        # The same question is often searched for again: to show its hits, to answer its parts.
        self._query = lru_cache(maxsize=256)(lambda asked: encoder.encode_queries([asked])[0])
        self._word = lru_cache(maxsize=20_000)(lambda word: encoder.encode_queries([word])[0])
        if glossary:
            # Once for the search, again for its sentences and for each that is checked.
            self._crossing = lru_cache(maxsize=256)(
                lambda words: Crossing(words, store.lexical, glossary)
            )

    def word_vectors(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return unit vectors of single words, ``(words, dimensions)``; known ones are kept."""
        return np.stack([self._word(word) for word in words])

    def alike(self, word: str) -> Collection[str]:
        """Return Chinese words that mean about the same as ``word``.

        By the dictionary, and what official texts say for it where it is of everyday speech.
        """
        official = {one for said, told in everyday.said(word) if said == word for one in told}
        return official.union(self._glossary.alike(word) if self._glossary else ())

    def has(self, words: str) -> bool:
        """Tell whether some passage has ``words``."""
        return bool(len(self.store.lexical.rows_with(words)))

    def in_chinese(self, question: str) -> str:
        """Return a Chinese question with its English words in Chinese, as far as passages do."""
        if not self._glossary:
            return question
        return in_chinese(question, self._glossary, self.has, self.word_vectors)

    def written(self, passage: Passage) -> str:
        """Return the words of a passage as its document writes them, in its own characters."""
        return self.store.document(passage.source).text[passage.start : passage.end]

    def names(self, question: str) -> list[readings.Name]:
        """Return the likely names of an English question."""
        if not self._glossary or has_unspaced(question):
            return []
        return list(readings.names(question, self._glossary.characters))

    def chinese_names(self, question: str) -> Iterator[tuple[str, re.Pattern[str]]]:
        """Yield the names of an English question that must be Chinese, with how they are written.

        The dictionary has them so (Guizhou, 贵州), or it does not know the words at all.
        """
        for name in self.names(question):
            row, pattern = name.words, name.pattern
            told = self._glossary.chinese(row[0]) if self._glossary and len(row) == 1 else {}
            known = [word for word, strength in told.items() if strength == 1]
            so_written = [re.escape(word) for word in known if pattern.match(word)]
            if so_written:
                pattern = re.compile("|".join(so_written))
            if (so_written or not known) and not FUNCTION.intersection(row):
                yield " ".join(row).title(), pattern

    def search(
        self, question: str, k: int = 10, sources: Collection[str] | None = None
    ) -> list[Hit]:
        """Return the ``k`` best passages, best first; ties in reading order.

        With ``sources`` only passages of these documents; a source that is not stored has none.
        Their scores are those that they have among all: standard scores over the whole store.

        Raises:
            QuestionError: the question is empty or too long.
        """
        question = canonical(checked(question))
        store, weights = self.store, self._weights
        among = None if sources is None else store.rows_of(sources)
        if not len(store.passage_ids if among is None else among) or k < 1:
            return []
        raw = self._query(question)
        query = raw - weights.centroid * store.centroids[0 if has_unspaced(question) else 1]
        lexical, coverage = self._by_words(question)
        rows = self._candidates(query, lexical, k, among)
        nearest, closeness = self._sentences(query, rows)
        passages = _standard(query, store.passage_vectors, rows)
        known = float(coverage.max(initial=0.0))
        share = np.clip((known - weights.none) / (weights.full - weights.none), 0.0, 1.0)
        spread = float(lexical.std()) or 1.0
        scores = (
            nearest
            + weights.passage * passages
            + weights.lexical * share * (lexical[rows] - lexical.mean()) / spread
            - weights.question * store.is_question[rows]
        )
        best = np.lexsort((rows, -scores))[:k]
        cosines = self._cosines(raw, rows[best])
        found = store.passages(store.passage_ids[rows[best]].tolist())
        return [
            Hit(
                id=int(store.passage_ids[rows[at]]),
                passage=passage,
                score=float(scores[at]),
                dense=cosine,
                lexical=float(lexical[rows[at]]),
                coverage=float(coverage[rows[at]]),
                closeness=closeness[at],
            )
            for at, cosine, passage in zip(best.tolist(), cosines, found, strict=True)
        ]

    def nearness(self, words: str, hit: Hit, at: int) -> float:
        """Return how near the sentence ``at`` of a hit is to ``words``, among all sentences.

        A standard score: 0 for as near as a sentence is on average.
        """
        query, store = self._query(words), self.store
        row = store.first_sentences[np.searchsorted(store.passage_ids, hit.id)] + at
        mean, deviation = store.sentence_vectors.spread(query)
        return float((store.sentence_vectors.cosines(query, np.array([row]))[0] - mean) / deviation)

    def sharing(self, words: str) -> Callable[[str], float]:
        """Return what tells which share of the idf mass of ``words`` a text speaks of, 0 to 1.

        Words of a language with spaces are looked for in Chinese texts through the glossary, those
        of everyday Chinese also in the words of official texts.
        """
        if self._glossary and not has_unspaced(words):
            return self._crossing(words).share
        return self.store.lexical.sharing(words, list(everyday.said(words)))

    def _by_words(self, question: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return what the words of a question say of each row: a score, and the share known."""
        scores, coverage = self.store.lexical.scores(question)
        for _, official in everyday.said(question):
            scores = scores + np.float32(_EVERYDAY) * self.store.lexical.scores_of_any(official)
        if not self._glossary or has_unspaced(question):
            return scores, coverage
        crossed = self._crossing(question).coverage()
        return _unit(scores) + _unit(crossed), np.maximum(coverage, crossed)

    def _candidates(
        self,
        query: NDArray[np.float32],
        lexical: NDArray[np.float32],
        k: int,
        among: NDArray[np.int64] | None,
    ) -> NDArray[np.int64]:
        """Return rows of passages worth scoring, ascending: the best of each part."""
        store, most = self.store, max(256, 4 * k)
        sentences = None if among is None else np.concatenate(self._places(among))
        near, _ = store.sentence_vectors.search(query, 2 * most, sentences)
        by_sentence = np.searchsorted(store.first_sentences, near, side="right") - 1
        by_passage, _ = store.passage_vectors.search(query, most, among)
        rows = np.arange(len(lexical)) if among is None else among
        found = min(most, len(rows))
        by_word = rows[np.argpartition(-lexical[rows], found - 1)[:found]]
        return np.unique(np.concatenate([by_sentence, by_passage, by_word]))

    def _sentences(
        self, query: NDArray[np.float32], rows: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], list[tuple[float, ...]]]:
        """Return for each passage the standard score of its nearest sentence, and of each."""
        parts = self._by_passage(query, rows)
        mean, deviation = self.store.sentence_vectors.spread(query)
        scores = [(part - mean) / deviation for part in parts]
        # A passage without a sentence (a lone heading) is as far as any.
        nearest = np.array([part.max(initial=-3.0) for part in scores], np.float32)
        return nearest, [tuple(part.tolist()) for part in scores]

    def _cosines(self, query: NDArray[np.float32], rows: NDArray[np.int64]) -> list[float]:
        """Return the cosine of each passage's nearest sentence; 0 where it has none."""
        return [float(part.max(initial=0.0)) for part in self._by_passage(query, rows)]

    def _by_passage(
        self, query: NDArray[np.float32], rows: NDArray[np.int64]
    ) -> list[NDArray[np.float32]]:
        places = self._places(rows)
        values = self.store.sentence_vectors.cosines(query, np.concatenate(places))
        return np.split(values, np.cumsum([len(place) for place in places])[:-1])

    def _places(self, rows: NDArray[np.int64]) -> list[NDArray[np.int64]]:
        """Return the rows of each passage's sentence vectors."""
        first = self.store.first_sentences
        return [np.arange(first[row], first[row + 1]) for row in rows]


def _unit(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return ``values`` with a standard deviation of 1, all equal ones unchanged."""
    return values / np.float32(float(values.std()) or 1.0)


def _standard(
    query: NDArray[np.float32], vectors: Vectors, rows: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Return the standard scores of ``rows`` over all rows of ``vectors``."""
    mean, deviation = vectors.spread(query)
    return (vectors.cosines(query, rows) - np.float32(mean)) / np.float32(deviation)
