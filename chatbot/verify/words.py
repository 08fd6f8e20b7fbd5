"""The words of claims and sentences: which share of one stands in the other, in both languages."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from chatbot.language.periods import PERIOD
from index.lexical import has_unspaced
from index.words import everyday
from index.words.glossary import FUNCTION

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+(?:-[a-z]+)*")
_NUMBER = re.compile(r"[\d.,%‰]+")
# Characters and words that carry no content; what is left of a clause is compared.
_EMPTY = re.compile(
    r"其中|以及|并且|而且|同时|已经|目前|共有|分别|达到|了|的|地|得|和|与|及|在|是|为|有|于|从|"
    r"对|把|被|将|就|也|都|还|已|达|至|到|由|以|等|中|上|里|着|给|让|使"
)
# English words that periods, figures and directions tell of, or that carry no content.
_ENGLISH_EMPTY = frozenset(
    word
    for line in """
    year years quarter month months half first second third fourth day days end earlier ago
    period same january february march april may june july august september october november
    december january-february million billion trillion thousand hundred percent percentage per
    cent point points yuan rmb total totals totaled rose rise rises risen grew grow grows
    growth grown increase increased increases up fell fall falls fallen decline declined
    decrease decreased drop dropped down climbed reached reach stood came amounted number
    numbered more less than over about nearly around approximately under least most been being
    he she they we i taken take made make had having china chinese country nationwide nation
    rate average also only just terms compared comparison number's said says according all
    each every both new two three four five six seven eight nine ten
    """.splitlines()
    for word in line.split()
)
_LEAST = 0.5


@lru_cache(maxsize=20_000)
def tagged(text: str, guess: bool = True) -> tuple[tuple[str, str], ...]:
    """Return the words of ``text`` in order, with jieba's tags (n noun, nr person, v verb …).

    With ``guess`` characters that its dictionary does not know are joined to likely words.
    """
    import rjieba

    return tuple((str(word), str(tag)) for word, tag in rjieba.tag(text, guess))


@dataclass(frozen=True, slots=True)
class Meanings:
    """What tells that other words say the same; either may be missing.

    ``vectors`` gives unit rows for words, ``chinese`` the Chinese words that an English one may
    stand for, with their strengths, ``alike`` those that share a sense with a Chinese one.
    """

    vectors: Callable[[Sequence[str]], NDArray[np.float32]] | None = None
    chinese: Callable[[str], Mapping[str, float]] | None = None
    alike: Callable[[str], Collection[str]] | None = None


NOTHING = Meanings()


def remembered(
    encode: Callable[[Sequence[str]], NDArray[np.float32]],
) -> Callable[[Sequence[str]], NDArray[np.float32]]:
    """Return ``encode`` for single words, each of which is encoded once."""
    known = lru_cache(maxsize=20_000)(lambda word: encode([word])[0])
    return lambda words: np.stack([known(word) for word in words])


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Return ``text`` after NFKC and case folding, without white space inside Chinese."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"(?<=[\u3400-\u9fff])\s+|\s+(?=[\u3400-\u9fff])", "", folded)


@lru_cache(maxsize=50_000)
def grams(text: str) -> frozenset[str]:
    """Return what is compared of a text: pairs of Chinese characters, words of letters."""
    found: set[str] = set()
    for run in _RUN.findall(_NUMBER.sub(" ", plain(text))):
        if run[0] < "\u3400":
            if run not in FUNCTION and run not in _ENGLISH_EMPTY and len(run) > 1:
                found.add(run)
            continue
        for part in _EMPTY.sub(" ", run).split():
            found.update(part[at : at + 2] for at in range(len(part) - 1))
            if len(part) == 1:
                found.add(part)
    return frozenset(found)


def share(claim: str, text: str, meanings: Meanings = NOTHING) -> float:
    """Return the share of the content of ``claim`` that ``text`` has, 0 to 1; 1 for no content.

    An English claim is held against Chinese text word by word.
    """
    wanted = grams(claim)
    if not wanted:
        return 1.0
    held, folded = grams(text), plain(text)
    if has_unspaced(claim) or not has_unspaced(text):
        return sum(gram in held or gram in folded for gram in wanted) / len(wanted)
    told = [_told(word, folded, held, meanings) for word in wanted]
    known = [one for one in told if one is not None]
    return sum(known) / len(known) if known else 0.0


def _told(word: str, text: str, held: frozenset[str], meanings: Meanings) -> float | None:
    """Return how surely Chinese ``text`` says ``word``; None where nothing tells of it."""
    if word in held:
        return 1.0
    said = translations(word, meanings)
    if not said:
        return None
    return max((strength for one, strength in said.items() if one in text), default=0.0)


def translations(word: str, meanings: Meanings) -> dict[str, float]:
    """Return the Chinese words that may say an English word, by strength."""
    if meanings.chinese is None:
        return {}
    found: dict[str, float] = {}
    for one in (word, *word.split("-")):
        for chinese, strength in meanings.chinese(one).items():
            if strength >= _LEAST:
                found[chinese] = max(strength, found.get(chinese, 0.0))
    return found


def otherwise(word: str, text: str, meanings: Meanings) -> bool:
    """Tell whether ``text`` says a Chinese ``word`` in another one: 部署 for 布置, 租金 for 房租.

    Words that end alike are kinds of one thing, not the same: 职业病 is no 传染病.
    """
    other = {one for _, official in everyday.said(word) for one in official}
    if meanings.alike is not None:
        other.update(one for one in meanings.alike(word) if one[-1] != word[-1])
    return any(len(one) > 1 and one in text for one in other)


_TELLING = re.compile(r"n(?!r)|s$|f$|j|eng|b$|l$|i$|vn")
# Words of statistics, which any figure may have around it.
_STATISTICS = re.compile(
    r"同比|环比|平均|累计|分别|合计|总计|共计|增长|增加|下降|减少|提高|提升|降低|回落|上升|"
    r"上涨|下跌|增幅|增速|涨幅|降幅|全国|我国|全市|其中|比重|比例|占比|总值|同期|达到|超过|"
    r"数量|总数|规模|以上|以下|左右"
)


_TENTHS = re.compile(r"近?[一二两三四五六七八九]成[多半]?")


@lru_cache(maxsize=20_000)
def telling(text: str) -> frozenset[str]:
    """Return the words of ``text`` that tell whose or which: nouns, places; pairs of characters."""
    if not has_unspaced(text):
        return grams(text)
    bare = _STATISTICS.sub(" ", _TENTHS.sub(" ", PERIOD.sub(" ", plain(text))))
    found: set[str] = set()
    for word, tag in tagged(bare):
        if _TELLING.match(tag):
            found |= {word[at : at + 2] for at in range(max(1, len(word) - 1))}
    return frozenset(found)


def bare(text: str) -> str:
    """Return ``text`` without the words of statistics."""
    return _STATISTICS.sub(" ", plain(text))


def said(wanted: frozenset[str], text: str, meanings: Meanings) -> frozenset[str]:
    """Return those of ``wanted`` that ``text`` says, English ones also in Chinese."""
    held, folded = grams(text), plain(text)
    return frozenset(
        one
        for one in wanted
        if one in held
        or one in folded
        or (one.isascii() and (_told(one, folded, held, meanings) or 0) > 0)
    )
