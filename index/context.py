"""Passages to vectors, with the context that their words alone lack.

A passage's vector is made of those of its sentences and of its context (heading, reporter's
question, speaker) and brought to unit length. Every sentence and every context is encoded once, so
a question that ten passages answer costs no ten times; and the sentences' own vectors, which find
the place to quote, come out of the same pass.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.records import Passage, Sentence
from index.structure import tables

# What the context weighs against the mean of the sentences; measured in docs/decisions.md.
WEIGHT = 0.7
# Of a reporter's longer question the beginning says what it is about.
_MOST_QUESTION = 160


def texts(passages: Sequence[Passage]) -> list[str]:
    """Return what must be encoded for ``passages``, each text once, in order of appearance."""
    return list(dict.fromkeys(text for passage in passages for text in _parts(passage)))


def spread(
    passages: Sequence[Passage], texts: Sequence[str], vectors: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return passage vectors ``(len(passages), d)`` and sentence vectors, in the passages' order.

    ``vectors`` has one unit row for each of ``texts``, which came from ``texts(passages)``.
    """
    row = {text: number for number, text in enumerate(texts)}
    places = [row[text] for passage in passages for text in sentence_texts(passage)]
    whole = np.empty((len(passages), vectors.shape[1]), np.float32)
    for number, passage in enumerate(passages):
        own = [row[text] for text in sentence_texts(passage) or [passage.text]]
        whole[number] = vectors[own].mean(axis=0)
        if around := context(passage):
            whole[number] += WEIGHT * vectors[row[around]]
    norms = np.linalg.norm(whole, axis=1, keepdims=True)
    return whole / np.maximum(norms, 1e-12), vectors[places]


def context(passage: Passage) -> str:
    """Return what a reader knows before the passage: heading or title, question, speaker."""
    question = passage.question[:_MOST_QUESTION]
    return "\n".join(
        part for part in (passage.heading or passage.title, question, passage.speaker) if part
    )


def sentence_texts(passage: Passage) -> list[str]:
    """Return the words of the passage's sentences."""
    return [worded(passage, sentence) for sentence in passage.sentences]


def worded(passage: Passage, sentence: Sentence) -> str:
    """Return the words of a sentence; a row of a table has the names of its columns in them."""
    start, end = sentence.start - passage.start, sentence.end - passage.start
    return tables.written(passage.text, start, end) or passage.text[start:end]


def _parts(passage: Passage) -> Iterator[str]:
    yield from sentence_texts(passage) or [passage.text]
    if around := context(passage):
        yield around
