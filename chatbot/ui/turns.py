"""The turns of a conversation, and what the page asks for answers."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, runtime_checkable

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


@runtime_checkable
class Grows(Protocol):
    """An answerer whose answers may come sentence by sentence, from a language model."""

    def answers(self, question: str, history: Sequence[tuple[str, str]] = ()) -> Iterator[Answer]:
        """Yield the answer as it grows; while nothing new is there, the same object again."""
        ...

    def quoted(self, question: str, history: Sequence[tuple[str, str]] = ()) -> Answer:
        """Answer in quotations alone."""
        ...


def growing(
    answerer: Answerer, question: str, history: Sequence[tuple[str, str]]
) -> Iterator[Answer]:
    """Yield an answer as it grows; closing the iterator stops what writes it."""
    if isinstance(answerer, Grows):
        yield from answerer.answers(question, history)
    else:
        yield answerer.answer(question, history)


def quoted(answerer: Answerer, question: str) -> Answer:
    """Answer in quotations, which takes no time."""
    if isinstance(answerer, Grows):
        return answerer.quoted(question)
    return answerer.answer(question, ())


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

    Whoever took long for something sees by it whether the page has moved on meanwhile. ``asked`` is
    the count at the latest question.
    """

    count: int = 0
    asked: int = 0


def history(turns: Sequence[Turn]) -> list[tuple[str, str]]:
    """Return the (question, answer) pairs of a conversation."""
    return [(turn.question, turn.answer.text) for turn in turns if turn.answer]
