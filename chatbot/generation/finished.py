"""Pieces of text to finished sentences; what a model puts around them is left out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from chatbot.generation.generator import GenerationError
from index.structure.sentences import sentences

# A longer run without an end is no sentence, and an answer has no more sentences than this.
_LONGEST, _MOST_SENTENCES = 800, 40
# What a reasoning model thinks is not its answer.
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_TAG = "<think>"
_MARKER = re.compile(r"\s*(?:[\[【［]\s*\d+(?:\s*[,，、]\s*\d+)*\s*[\]】］])+")
_EMPHASIS = re.compile(r"\*\*|__|`|^\s*#{1,6}\s+", re.MULTILINE)
_OPENING = re.compile(
    r"^\s*(?:[-*•·>]+\s+|[（(]?\d{1,2}[.、)）]\s*(?!\d)|(?:答|回答|答案|Answer)\s*[:：]\s*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A finished sentence; ``opens`` tells whether it begins a line."""

    text: str
    opens: bool


def finished(pieces: Iterable[str]) -> Iterator[Written | None]:
    """Yield each sentence when it is finished, and None for every piece that finishes none.

    The rest at the end is a sentence too: a model that was cut off says so itself.

    Raises:
        GenerationError: it goes on and on.
    """
    rest, opens, count = "", True, 0
    for piece in pieces:
        yield None
        if not piece:
            continue
        rest = _thoughtless(rest + piece)
        if rest.startswith(_TAG) or (_TAG.startswith(rest) and rest):
            if len(rest) > 50 * _LONGEST:
                raise GenerationError("long")
            continue
        *whole, last = _split(rest)
        if last and last[-1] == "\n":
            whole, last = [*whole, last], ""
        for one in whole:
            count += 1
            if words := plain(one):
                yield Written(words, opens)
            opens = "\n" in one[len(one.rstrip()) :]
        rest = last
        if len(rest) > _LONGEST or count > _MOST_SENTENCES:
            raise GenerationError("long")
    if not rest.startswith(_TAG) and (words := plain(rest)):
        yield Written(words, opens)


def plain(text: str) -> str:
    """Return a sentence without numbers in brackets, emphasis, bullets and control characters."""
    text = "".join(c if c.isprintable() else " " for c in _MARKER.sub("", text))
    return " ".join(_OPENING.sub("", _EMPHASIS.sub("", text)).split())


def _thoughtless(text: str) -> str:
    """Return ``text`` without finished thoughts; one that goes on is all that is left."""
    text = _THOUGHT.sub(lambda found: "" if found[0].endswith("</think>") else found[0], text)
    return text.lstrip() if text.lstrip().startswith(_TAG[:2]) else text


def _split(text: str) -> list[str]:
    """Return the sentences of ``text`` with what stands between them; the last may go on."""
    starts = [one.start for one in sentences(text, 0, len(text))][1:]
    edges = [0, *starts, len(text)]
    return [text[begin:end] for begin, end in pairwise(edges)]
