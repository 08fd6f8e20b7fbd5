"""Several people at once: a few questions are answered together, some wait, the rest is told so."""

import threading
from collections.abc import AsyncGenerator, Callable, Sequence

import anyio
from anyio.to_thread import run_sync

from chatbot.conversation import History
from chatbot.records import Answer
from chatbot.ui.turns import Answerer, growing
from index.errors import UserError

_FollowUp = Callable[[Answerer, Answer, Sequence[str]], Sequence[str]]

# More at once would only take the processors from one another.
_TOGETHER = 4
_WAITING = 200
# Seconds that questions to ask next may wait for those of another page.
_PATIENCE = 0.5


class BusyError(UserError):
    """Too many questions wait already."""


class Asking:
    """Answers from any number of requests of one event loop, each as soon as there is room."""

    def __init__(self, answerer: Answerer, together: int = _TOGETHER, most: int = _WAITING) -> None:
        self.answerer = answerer
        self._limiter = anyio.CapacityLimiter(together)
        self._most = most

    async def answer(self, question: str, history: History) -> Answer:
        """Answer ``question``, which may go on from ``history``.

        Raises:
            BusyError: too many wait already.
            QuestionError: the question is empty, too long or not text.
        """
        self._expect_room()
        return await run_sync(self.answerer.answer, question, history, limiter=self._limiter)

    async def answers(self, question: str, history: History) -> AsyncGenerator[Answer]:
        """Yield the answer as it grows; closing this, or its task's end, stops what writes it.

        Raises:
            BusyError: too many wait already.
            QuestionError: the question is empty, too long or not text.
        """
        self._expect_room()
        # The room is this answer's, not that of the task which happens to ask for a piece.
        room = object()
        await self._limiter.acquire_on_behalf_of(room)
        grown = growing(self.answerer, question, history)
        try:
            while (answer := await run_sync(next, grown, None)) is not None:
                yield answer
        finally:
            try:
                with anyio.CancelScope(shield=True):
                    await run_sync(getattr(grown, "close", lambda: None))
            finally:
                self._limiter.release_on_behalf_of(room)

    def _expect_room(self) -> None:
        if self._limiter.statistics().tasks_waiting >= self._most:
            raise BusyError("too many questions wait already; ask again in some seconds")


def spared(follow_up: _FollowUp) -> _FollowUp:
    """Return ``follow_up`` for one page at a time, so that answers come first.

    A page that would have to wait for long gets no questions to ask next.
    """
    free = threading.Lock()

    def one_at_a_time(of: Answerer, answer: Answer, asked: Sequence[str]) -> Sequence[str]:
        if not free.acquire(timeout=_PATIENCE):
            return ()
        try:
            return follow_up(of, answer, asked)
        finally:
            free.release()

    return one_at_a_time
