"""Chinese figures in English: 495.8万个 as 4.958 million, which small models miscount."""

import re

from chatbot import figures

_CHINESE = re.compile(r"[\u3400-\u9fff]")


def englished(words: str, least: float = 0.0) -> str:
    """Return ``words`` with each figure that has a Chinese scale or unit as English says it.

    Those below ``least`` stay as they are.
    """
    for one in reversed(list(figures.find(words))):
        if abs(one.value) >= least and _CHINESE.search(words, one.start, one.end):
            said = figures.english(one, words)
            after = words[one.end : one.end + 1]
            words = f"{words[: one.start]}{said}{' ' if after.isalpha() else ''}{words[one.end :]}"
    return words
