"""Chinese names as English writes them: Xie Cun is 谢存, Yunlu 云麓, by their pinyin."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.names import SURNAMES

# One or more words with capitals: a name, or just how a sentence begins.
_CAPITALS = re.compile(r"\b[A-Z][a-z']+(?:[ \-][A-Z][a-z']+)*")
_LETTERS = re.compile(r"[a-z]+")
_LONGEST_SYLLABLE = 6
_SYLLABLES = range(2, 5)
# English words that stand beside a name and could be read as pinyin: Jinghu Lake.
_ENGLISH = frozenset({"gate", "lake", "lane", "line", "mine", "range"})


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a likely name, in lower case, and the characters that each syllable may be."""

    words: tuple[str, ...]
    syllables: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """How it may be written."""
        return re.compile("".join(f"[{re.escape(one)}]" for one in self.syllables))


def names(question: str, characters: Callable[[str], str]) -> Iterator[Name]:
    """Yield the likely names in a question.

    ``characters`` returns the characters that are read as a syllable, "" if it is none.
    """
    for match in _CAPITALS.finditer(question):
        words = _LETTERS.findall(match[0].lower().replace("'", ""))
        # Words around a name may have capitals too: "Did Xie Cun", "Hunan Province".
        if name := _read(words, characters):
            yield name


def _read(words: list[str], characters: Callable[[str], str]) -> Name | None:
    """Return the first and longest run of ``words`` that pinyin can be."""
    read = [_syllables(word, characters) for word in words]
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            joined = [one for found in read[first:last] for one in found]
            if all(read[first:last]) and len(joined) in _SYLLABLES:
                classes = [characters(one) for one in joined]
                if last - first > 1 and len(read[first]) == 1:
                    # Of two words the first is a surname: Xie is not the 些 of 这些存量.
                    surnames = "".join(one for one in classes[0] if one in SURNAMES)
                    classes[0] = surnames or classes[0]
                return Name(tuple(words[first:last]), tuple(classes))
    return None


def _syllables(word: str, characters: Callable[[str], str]) -> list[str]:
    """Return the syllables of a word, as long ones as can be; [] if it has others.

    Those of one letter would make a Chinese name of Dewar.
    """
    if not word or word in _ENGLISH:
        return []
    for length in range(min(len(word), _LONGEST_SYLLABLE), 1, -1):
        if characters(word[:length]):
            rest = _syllables(word[length:], characters)
            if rest or length == len(word):
                return [word[:length], *rest]
    return []
