"""The figures of a sentence that stand in none of the places it cites; nothing is rounded."""

from collections.abc import Sequence

from chatbot import figures
from chatbot.figures import Found
from chatbot.verify.amounts import alike, readable
from chatbot.verify.counts import counted


def absent(sentence: str, cited: Sequence[str]) -> list[str]:
    """Return the figures of ``sentence`` that no text of ``cited`` has, as they are written.

    A figure stands there with the same value in a like unit: 4.958 million and 495.8万个.
    """
    readables = [readable(text) for text in cited]
    told = [one for text in readables for one in figures.find(text)]
    words = readable(sentence)
    return [
        words[one.start : one.end]
        for one in figures.find(words)
        if not any(_equal(one, other) for other in told)
        and not any(counted(one.value, words[one.start : one.end], text) for text in readables)
    ]


def _equal(one: Found, other: Found) -> bool:
    if not alike(one.unit, other.unit) or (one.high is None) != (other.high is None):
        return False
    # A fall by 6.8% may be written as -6.8%; which way it goes is checked elsewhere.
    same = figures.close(abs(one.value), abs(other.value))
    return same and (one.high is None or figures.close(one.high, other.high or 0.0))
