"""The turns of a conversation, and what the page asks for answers."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from chatbot.records import Answer
from index.records import Document

Verdict = Literal["", "up", "down"]


class Answerer(Protocol):
    """What the page asks: for an answer, and for the documents that it quotes."""

    def answer(self, question: str, history: Sequence[tuple[str, str]]) -> Answer:
        """Answer ``question``; ``history`` holds earlier (question, answer) pairs."""
        ...

    def document(self, source: str) -> Document:
        """Return the stored document ``source``."""
        ...

    def within(self, sources: Collection[str]) -> "Answerer":
        """Return what answers from these documents only."""
        ...


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer, or with the notice why there is none.

    A turn without both was stopped. ``suggestions`` are questions that may follow, ``verdict`` is
    what the reader thinks of the answer.
    """

    question: str
    answer: Answer | None = None
    notice: str = ""
    suggestions: tuple[str, ...] = ()
    verdict: Verdict = ""


@dataclass(frozen=True, slots=True)
class Tools:
    """What the conversation may use beside the answerer; without one there is no such tool.

    ``follow_up`` takes what answered, its answer and the questions asked so far, and returns
    questions to ask next.
    ``feedback`` is the file that verdicts and comments are added to.
    """

    follow_up: Callable[[Answerer, Answer, Sequence[str]], Sequence[str]] | None = None
    feedback: Path | None = None


@dataclass(slots=True)
class Moves:
    """Counts what is asked, changed and opened on one open page.

    Whoever took long for something sees by it whether the page has moved on meanwhile.
    """

    count: int = 0


def history(turns: Sequence[Turn]) -> list[tuple[str, str]]:
    """Return the (question, answer) pairs of a conversation."""
    return [(turn.question, turn.answer.text) for turn in turns if turn.answer]
