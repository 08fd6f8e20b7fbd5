"""Whose run it is: one at a time, and each page may stop its own."""

import threading
import time
from collections.abc import Generator, Iterator

from evaluation.ui.steps import Step

# Seconds between two looks at whether the run before has ended.
_PAUSE = 0.2


class Turns:
    """One run after the other; a page, known by its session, may ask its own to stop.

    The run itself tells that it was stopped, as the last step it sends: what another event of
    the page tells may be shown before steps that were on their way already.
    """

    def __init__(self) -> None:
        self._taken = threading.Lock()
        self._unwanted: set[str] = set()

    def begin(self, page: str) -> None:
        """Forget what ``page`` wished of an earlier run."""
        self._unwanted.discard(page)

    def stop(self, page: str) -> None:
        """Ask that the run of ``page``, waiting or going on, ends."""
        self._unwanted.add(page)

    def take(
        self, page: str, run: Generator[Step, None, None], waiting: Step, stopped: Step
    ) -> Iterator[Step]:
        """Yield ``waiting`` until other runs are over, then the steps of ``run``.

        A run that is to stop is closed at its next step and ``stopped`` is the last one; a run
        that is over and kept stays so.
        """
        while not self._taken.acquire(blocking=False):
            if page in self._unwanted:
                yield stopped
                return
            yield waiting
            time.sleep(_PAUSE)
        try:
            for step in run:
                if page in self._unwanted and not step.kept:
                    run.close()
                    yield stopped
                    return
                yield step
        finally:
            self._taken.release()
