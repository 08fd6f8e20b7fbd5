"""English words within a Chinese question, said in Chinese: 5G base station有多少.

Whoever mixes languages names things of the briefing by what English calls them; the dictionary
says which of its Chinese words the indexed texts have.
"""

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.lexical import has_unspaced
from index.words.glossary import FUNCTION, Glossary

# A run of words; abbreviations (GDP) and names with digits (5G) are Chinese texts' own.
_WORD = r"(?<![A-Za-z0-9-])[A-Z]?[a-z]{2,}(?:-[a-z]{2,})*(?![A-Za-z0-9-])"
_RUN = re.compile(rf"(?P<before>\s?)(?P<words>{_WORD}(?: {_WORD})*)(?P<after>\s?)")
# Chinese words stand without spaces.
_SPACES = re.compile(r"(?<=[\u4e00-\u9fff])\s|\s(?=[\u4e00-\u9fff])")
_BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_MOST_WORDS = 3
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
# What asks, in English, and months; other function words say nothing in Chinese.
_ASKS = (
    (re.compile(r"\b(?:how|what) about\b|\band\b", re.I), ""),
    (re.compile(r"\bhow (?:many|much)\b", re.I), "多少"),
    (re.compile(r"\bwho\b", re.I), "谁"),
    (re.compile(r"\bwhen\b", re.I), "什么时候"),
    (re.compile(r"\bwhere\b", re.I), "哪里"),
    (re.compile(r"\bwhy\b", re.I), "为什么"),
    (re.compile(r"\bwhat\b", re.I), "什么"),
    *(
        (re.compile(rf"(?<![A-Za-z]){month}(?![A-Za-z])"), f"{number}月")
        for number, month in enumerate(_MONTHS, 1)
    ),
)
# 砚澜省 in brackets says again what is said in English.
_AGAIN = re.compile(r"\s?[（(][^（()）A-Za-z]*[)）]")

Vectors = Callable[[Sequence[str]], NDArray[np.float32]]


def in_chinese(
    question: str, glossary: Glossary, has: Callable[[str], bool], vectors: Vectors
) -> str:
    """Return a Chinese ``question`` with its English words in Chinese, as far as texts have them.

    ``has`` tells whether the indexed texts have some words: a word that they have themselves stays,
    and so does one without a translation that they have. Of several the one is taken whose vector
    is nearest; ``vectors`` returns unit vectors, ``(words, dimensions)``.
    """
    if not has_unspaced(question):
        return question
    if not has_unspaced(english := _AGAIN.sub("", question)):
        return english
    asked = question
    for pattern, chinese in _ASKS:
        question = pattern.sub(chinese, question)

    def said(run: re.Match[str]) -> str:
        told = " ".join(_said(run["words"].split(), glossary, has, vectors))
        whole = f"{run['before']}{told}{run['after']}"
        return run[0] if told == run["words"] else _SPACES.sub("", whole)

    told = _RUN.sub(said, question)
    return told if told == asked else _BETWEEN.sub("", told)


def _said(
    words: Sequence[str], glossary: Glossary, has: Callable[[str], bool], vectors: Vectors
) -> list[str]:
    """Return the words in Chinese, the longest expressions first."""
    if words and words[0].casefold() in FUNCTION:
        return _said(words[1:], glossary, has, vectors)
    for length in range(min(_MOST_WORDS, len(words)), 0, -1):
        one = " ".join(words[:length])
        if chinese := _nearest(one, _translations(one, glossary, has), vectors):
            return [chinese, *_said(words[length:], glossary, has, vectors)]
    return [words[0], *_said(words[1:], glossary, has, vectors)] if words else []


def _translations(words: str, glossary: Glossary, has: Callable[[str], bool]) -> list[str]:
    """Return the Chinese words for one English word or expression that the texts have."""
    plain = words.casefold().replace("-", " ").split()
    if FUNCTION.issuperset(plain) or has(words):
        return []
    if len(plain) == 1:
        told = glossary.chinese(plain[0])
        best = max(told.values(), default=0.0)
        known = [word for word, strength in told.items() if strength == best]
    else:
        known = [
            word
            for start, end, chinese in glossary.expressions(plain)
            if (start, end) == (0, len(plain))
            for word in chinese
        ]
    return sorted(word for word in set(known) if has(word))


def _nearest(words: str, chinese: Sequence[str], vectors: Vectors) -> str:
    if len(chinese) < 2:
        return "".join(chinese)
    own, *others = vectors([words, *chinese])
    return chinese[int(np.argmax(np.stack(others) @ own))]
