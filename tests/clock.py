"""What tests may say about time: that a thing ends, and how time grows; not how long it takes."""

import time
from collections.abc import Callable

# Seconds after which something hangs. What is waited for comes at once, or not for twice as long;
# a busy machine may stand still for some seconds in between.
HANGS = 30.0
# Seconds that a stand-in waits at most for what a test does with the page; longer than it is waited
# for there.
STALLS = 120.0


def assert_linear(run: Callable[[int], object], size: int) -> None:
    """Assert that ``run(8 * size)`` takes some eight times the time of ``run(size)``, not 64 times.

    What the processor worked on this thread is counted, and the best of several tries.
    """
    growth = 64.0
    for _ in range(8):
        growth = min(growth, _seconds(run, 8 * size) / _seconds(run, size))
        if growth < 24:
            return
    raise AssertionError(f"eight times the size takes {growth:.0f} times the time")


def _seconds(run: Callable[[int], object], size: int) -> float:
    before = time.thread_time()
    run(size)
    return time.thread_time() - before
