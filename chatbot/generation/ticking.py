"""Tell the seconds that something takes, from a process of its own.

Loading a model holds this process still, threads and all, so that it cannot tell anything itself.
"""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_ERASE = "\r\x1b[K"


@contextmanager
def ticking(words: str) -> Iterator[None]:
    """Show ``words`` and the seconds since, each second, while the body runs.

    Only where standard error is a terminal; the line is erased at the end.
    """
    if not sys.stderr.isatty():
        yield
        return
    command = [sys.executable, "-m", "chatbot.generation.ticking", words]
    with subprocess.Popen(command, stdin=subprocess.PIPE):
        # Leaving closes the pipe, and so does the end of this process, however it comes.
        yield


def main(words: str) -> None:
    """Write ``words`` with the seconds to standard error until standard input ends."""
    # Whoever presses Ctrl-C stops the process that waits; this one follows.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    done = threading.Event()

    def listen() -> None:
        sys.stdin.read()
        done.set()

    threading.Thread(target=listen, daemon=True).start()
    seconds = 0
    while not done.wait(1):
        seconds += 1
        sys.stderr.write(f"{_ERASE}{words} {seconds} s")
        sys.stderr.flush()
    sys.stderr.write(_ERASE)
    sys.stderr.flush()


if __name__ == "__main__":
    main(sys.argv[1])
