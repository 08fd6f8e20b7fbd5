"""Nouns joined to the same one as others: 医疗设备制造业 where a sentence has 通用设备制造业."""

import re
from collections.abc import Iterator
from itertools import product

from chatbot.language.periods import PERIOD
from chatbot.verify.records import Difference
from chatbot.verify.subjects import GENERAL, apart
from chatbot.verify.words import Meanings, grams, otherwise, plain, tagged
from index.lexical import has_unspaced

# The tags of words that name something, or say which.
NOUN = re.compile(r"n|eng|j|l|b|i|vn|s")
_WORD = re.compile(r"[\u3400-\u9fffa-z0-9\-]+")
# 同比, 增速: what any figure may end in names nothing.
_STATISTICS = re.compile(r"[同环]比|增[速幅长]|总[额数量值]|规模|余额")
_LEAST = 2


def differences(clause: str, text: str, meanings: Meanings) -> Iterator[Difference]:
    """Yield a noun that ``clause`` joins to the same one as ``text`` another.

    Neither text says the other's in any form. For clauses with a figure of the text: without one
    too many other words say the same.
    """
    if not has_unspaced(clause) or meanings.vectors is None:
        return
    mine, theirs = plain(clause), plain(text)
    for one, other in product(_compounds(clause), _compounds(text)):
        head = _ending(one, other)
        own, found = (name[: len(name) - len(head)] for name in (one, other))
        if min(len(head), len(own), len(found)) < _LEAST or _STATISTICS.search(head):
            continue
        if {own, found} & GENERAL or set(own) & set(found):
            continue
        # HPV疫苗: names of letters are compared by themselves.
        if any(one.isascii() for one in own + found):
            continue
        if own in theirs or found in mine or grams(own) & grams(theirs):
            continue
        if grams(found) & grams(mine) or otherwise(own, text, meanings):
            continue
        if not otherwise(found, clause, meanings) and apart(own, found, text, meanings):
            yield Difference("subject", one, other)
            return


def _compounds(text: str) -> list[str]:
    """Return the nouns of a text, each with those joined to it, by 的 too."""
    found: list[str] = []
    run = ""
    for word, tag in (*tagged(PERIOD.sub(" ", plain(text)), guess=False), ("", "")):
        if NOUN.match(tag) and _WORD.fullmatch(word):
            run += word
        elif run and word != "的":
            found.append(run)
            run = ""
    return found


def _ending(one: str, other: str) -> str:
    """Return what two words end in alike."""
    size = 0
    while size < min(len(one), len(other)) and one[-1 - size] == other[-1 - size]:
        size += 1
    return one[len(one) - size :]
