"""Chinese names as English writes them: Xie Cun is 谢存, Yunlu 云麓, by their pinyin."""

import re
from collections.abc import Callable, Iterator

# One or more words with capitals: a name, or just how a sentence begins.
_CAPITALS = re.compile(r"\b[A-Z][a-z']+(?:[ \-][A-Z][a-z']+)*")
_LETTERS = re.compile(r"[a-z]+")
_LONGEST_SYLLABLE = 6
_SYLLABLES = range(2, 5)


def names(
    question: str, characters: Callable[[str], str]
) -> Iterator[tuple[list[str], re.Pattern[str]]]:
    """Yield the words of each likely name, in lower case, and a pattern of how it may be written.

    ``characters`` returns the characters that are read as a syllable, "" if it is none.
    """
    for match in _CAPITALS.finditer(question):
        words = _LETTERS.findall(match[0].lower().replace("'", ""))
        # Words around a name may have capitals too: "Did Xie Cun", "Hunan Province".
        if run := _read(words, characters):
            yield run


def _read(
    words: list[str], characters: Callable[[str], str]
) -> tuple[list[str], re.Pattern[str]] | None:
    """Return the first and longest run of ``words`` that pinyin can be, and how it is written."""
    syllables = [_syllables(word, characters) for word in words]
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            joined = [one for found in syllables[first:last] for one in found]
            if all(syllables[first:last]) and len(joined) in _SYLLABLES:
                classes = (f"[{re.escape(characters(one))}]" for one in joined)
                return words[first:last], re.compile("".join(classes))
    return None


def _syllables(word: str, characters: Callable[[str], str]) -> list[str]:
    """Return the syllables of a word, as long ones as can be; [] if it has others.

    Those of one letter would make a Chinese name of Dewar.
    """
    if not word:
        return []
    for length in range(min(len(word), _LONGEST_SYLLABLE), 1, -1):
        if characters(word[:length]):
            rest = _syllables(word[length:], characters)
            if rest or length == len(word):
                return [word[:length], *rest]
    return []
