"""What official texts say for words of everyday Chinese: 工资 for 工钱, 失能 for 瘫在床上.

The words are data, ``assets/everyday.txt``.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from index.words.equivalents import equivalents

TABLE = resources.files("index") / "assets" / "everyday.txt"


def said(question: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the everyday words of a question, each with official ones, most usual first.

    Of two words that overlap the first counts, of two that begin alike the longer.
    """
    pattern, official = _table()
    for match in pattern.finditer(question):
        yield match.group(), official[match.group()]


@cache
def _table() -> tuple[re.Pattern[str], dict[str, Sequence[str]]]:
    lines = equivalents(TABLE.read_text(encoding="utf-8"))
    official = {word: same for words, same in lines for word in words.split()}
    longest_first = sorted(official, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), official
