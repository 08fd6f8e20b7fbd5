"""Wait for an asynchronous iterator without giving up control: it can be left at any moment."""

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Iterator
from concurrent.futures import ThreadPoolExecutor

# Seconds between two chances to stop.
_BEAT = 0.2
# Seconds that closing a connection may take.
_CLOSING = 2.0


class TooSlowError(Exception):
    """The next piece did not come in time, or the whole did not."""


def steps(source: AsyncGenerator[str], wait: float, whole: float) -> Iterator[str]:
    """Yield the pieces of ``source``, and "" every fifth of a second while none comes.

    Everything runs in the thread that asks, on an event loop of its own: a source that hangs is
    left behind with its connection closed, and no thread.

    Raises:
        TooSlowError: a piece took more than ``wait`` seconds, or all of them more than ``whole``.
    """
    loop = asyncio.new_event_loop()
    # Names of hosts are looked up in a thread, which must not be waited for.
    names = ThreadPoolExecutor(1)
    loop.set_default_executor(names)
    until = time.monotonic() + whole
    pending: asyncio.Task[str | None] | None = None
    try:
        while True:
            pending = loop.create_task(_next(source))
            patience = min(time.monotonic() + wait, until)
            while True:
                loop.run_until_complete(asyncio.wait({pending}, timeout=_BEAT))
                if pending.done():
                    break
                if time.monotonic() >= patience:
                    raise TooSlowError
                yield ""
            piece = pending.result()
            if piece is None:
                return
            yield piece
            if time.monotonic() >= until:
                raise TooSlowError
    finally:
        _apart(loop, source, pending)
        names.shutdown(wait=False, cancel_futures=True)


async def _next(source: AsyncGenerator[str]) -> str | None:
    return await anext(source, None)


def _apart(
    loop: asyncio.AbstractEventLoop,
    source: AsyncGenerator[str],
    pending: asyncio.Task[str | None] | None,
) -> None:
    """Close ``loop``; in a thread of its own where another loop runs in this one.

    That happens where a page has gone and what it waited for is dropped by the web server.
    """

    def close() -> None:
        try:
            loop.run_until_complete(_closed(source, pending))
            loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            loop.close()

    if asyncio._get_running_loop() is None:
        close()
        return
    thread = threading.Thread(target=close, name="closing")
    thread.start()
    thread.join(_CLOSING)


async def _closed(source: AsyncGenerator[str], pending: asyncio.Task[str | None] | None) -> None:
    if pending:
        pending.cancel()
        await asyncio.wait({pending}, timeout=_CLOSING)
        if pending.done() and not pending.cancelled():
            # Asked for, or it would be reported as never retrieved.
            pending.exception()
    await asyncio.wait_for(source.aclose(), _CLOSING)
