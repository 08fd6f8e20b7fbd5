"""The seam to whatever writes: messages in, pieces of text out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

# Why a model did not finish: not reached; nothing came in time; over its quota; the key or the name
# of the model refused; an error of its own; what came is no answer of such a server; it broke off;
# it wrote more than was allowed.
Failure = Literal["down", "slow", "quota", "key", "model", "fault", "nonsense", "broken", "long"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the conversation with a model."""

    role: Literal["system", "user"]
    content: str


class GenerationError(Exception):
    """A model did not answer to the end; expected, and no reason not to answer at all."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(f"{failure}: {detail}" if detail else failure)
        self.failure: Failure = failure


class Generator(Protocol):
    """What writes an answer."""

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield what is written, piece by piece; "" while nothing comes, so that one can stop.

        Closing the iterator stops the model.

        Raises:
            GenerationError: it does not come to its end.
        """
        ...
