"""What a claim speaks of and its evidence does not: another subject, metric or act."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from chatbot.figures import changes
from chatbot.periods import PERIOD
from chatbot.verify.records import Difference
from chatbot.verify.tagging import tagged
from chatbot.verify.words import Meanings, plain
from index.lexical import has_unspaced

_NOUN = re.compile(r"n(?!r)|eng|j|l|vn|b")
_OTHER = frozenset("vaid")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
# How much of something, in two characters: 售价, 总数. Figures and metrics tell of it.
_MEASURE = re.compile(r".[长高宽深重龄价距温速度额量数值费]")
_MOST_WORDS = 24


def strangers(claim: str, text: str, around: str) -> list[str]:
    """Return the content words of a Chinese claim that share no two characters with the texts.

    Of a word of four characters or more each half counts: 科研机构 is not 教育机构.
    """
    held = plain(f"{text}\n{around}")
    _, bare = changes.comparisons(PERIOD.sub(" ", plain(claim)))
    found = []
    for word, tag in tagged(bare):
        if len(word) < 2 or not _NOUN.match(tag) or not _CHINESE.fullmatch(word):
            continue
        if _MEASURE.fullmatch(word) or _short_for(word, held):
            continue
        halves = [word] if len(word) < 4 else [word[at : at + 2] for at in range(0, len(word), 2)]
        found += [half for half in halves if not _known(half, held)]
    return found


def _known(word: str, text: str) -> bool:
    return any(word[at : at + 2] in text for at in range(max(1, len(word) - 1)))


def _short_for(word: str, text: str) -> bool:
    """Tell whether ``text`` has the characters of ``word`` near each other: 工信部."""
    spread = r"[\u3400-\u9fff]{0,4}".join(map(re.escape, word))
    return len(word) > 2 and re.search(spread, text) is not None


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
        import os
        if os.environ.get("DBG"):
            print("NEAR", round(near,2), word, "|", clause)
        if near < _FAR:
            yield Difference("subject", word, "")
