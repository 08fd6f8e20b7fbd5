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
        # A question's first word may be none of the name: "Did Xie Cun".
        for first in range(len(words)):
            syllables = [_syllables(word, characters) for word in words[first:]]
            joined = [one for found in syllables for one in found]
            if all(syllables) and len(joined) in _SYLLABLES:
                classes = (f"[{re.escape(characters(one))}]" for one in joined)
                yield words[first:], re.compile("".join(classes))
                break


def _syllables(word: str, characters: Callable[[str], str]) -> list[str]:
    """Return the syllables of a word, as long ones as can be; [] if it has others."""
    if not word:
        return []
    for length in range(min(len(word), _LONGEST_SYLLABLE), 0, -1):
        if characters(word[:length]):
            rest = _syllables(word[length:], characters)
            if rest or length == len(word):
                return [word[:length], *rest]
    return []
