"""An error in one line on standard error."""

import sys


def complain(error: object) -> None:
    """Print ``briefing: …``; line ends, which names of files may hold, are escaped."""
    line = str(error).replace("\r", r"\r").replace("\n", r"\n")
    print(f"briefing: {line}", file=sys.stderr, flush=True)  # noqa: T201
