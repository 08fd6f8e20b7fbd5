"""What a claim speaks of and its evidence does not: another subject, metric or act."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from chatbot.constraints import METRICS
from chatbot.verify.records import Difference
from chatbot.verify.tagging import tagged
from chatbot.verify.words import Meanings, grams, plain, share, translations
from index.lexical import has_unspaced

_NOUN = re.compile(r"n(?!r)|eng|j|l|vn|b")
_OTHER = frozenset("vaid")
_MOST_WORDS = 24


def strangers(claim: str, text: str, around: str) -> list[str]:
    """Return the content words of a Chinese claim that share no two characters with the texts."""
    held = plain(f"{text}\n{around}")
    return [
        word
        for word, tag in tagged(claim)
        if len(word) > 1
        and _NOUN.match(tag)
        and re.search(r"[\u3400-\u9fff]", word)
        and not any(word[at : at + 2] in held for at in range(len(word) - 1))
    ]


def nearness(words: Sequence[str], text: str, meanings: Meanings) -> list[float]:
    """Return for each word how near the nearest word of ``text`` is; 1 where nothing tells."""
    if meanings.vectors is None or not words:
        return [1.0] * len(words)
    given = list(
        dict.fromkeys(
            word for word, tag in tagged(text) if len(word) > 1 and (_NOUN.match(tag) or tag[0] in _OTHER)
        )
    )[-_MOST_WORDS:]
    if not given:
        return [1.0] * len(words)
    both = meanings.vectors([*words, *given])
    # The model's cosines crowd together; about their mean they tell words apart.
    both = both - both.mean(axis=0)
    both = both / np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1e-6)
    near = both[: len(words)] @ both[len(words) :].T
    return [float(one) for one in near.max(axis=1)]


_FAR = 0.3


def differences(
    clause: str, text: str, everything: str, meanings: Meanings
) -> Iterator[Difference]:
    """Yield the subjects of ``clause`` that are others than those of ``text``."""
    if not has_unspaced(clause):
        return
    strange = strangers(clause, text, everything)
    for word, near in zip(strange, nearness(strange, text, meanings), strict=True):
        if near < _FAR:
            yield Difference("subject", word, "")
