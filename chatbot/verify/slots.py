"""The nouns of a text by the words beside them: which stands in the place of which."""

import re
from collections.abc import Iterator

from chatbot.verify.words import plain, tagged

NOUN = re.compile(r"n(?!r)|eng|j|l|b")
# 已建成, 已经建成
_ALREADY = "已"


def in_place_of(word: str, clause: str, text: str) -> str:
    """Return the word of ``text`` that stands before or after the same word as ``word``; or ""."""
    sides = [
        (one, other if other != _ALREADY else "")
        for one, own, other in threes(clause)
        if word in own
    ]
    return next(
        (
            own
            for one, own, other in threes(text)
            if own not in clause
            and any((one and one == left) or (other and other == right) for left, right in sides)
        ),
        "",
    )


def threes(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the nouns of a text, each between the words beside it, "" where those tell nothing."""
    words = [("", ""), *tagged(plain(text)), ("", "")]
    for before, (own, tag), after in zip(words, words[1:], words[2:], strict=False):
        if len(own) > 1 and NOUN.match(tag):
            yield _beside(*before), own, _beside(*after)


def _beside(word: str, tag: str) -> str:
    if word.startswith(_ALREADY):
        return _ALREADY
    return word if len(word) > 1 or tag == "p" else ""
