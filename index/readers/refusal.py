"""How a file is refused: one line that holds the path, what was found and the way out."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import ReadError

# What would break the line, hide part of it, or could not be printed at all.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def refusal(path: Path, problem: str) -> ReadError:
    """Return the error for ``path``; what cannot stand in a line is escaped."""
    return ReadError(
        _UNPRINTABLE.sub(
            lambda found: found.group().encode("unicode_escape").decode("ascii"),
            f"{path}: {problem}",
        )
    )


@contextmanager
def damage(path: Path, kind: str, advice: str) -> Iterator[None]:
    """Turn whatever a parsing library raises over a damaged file into a refusal.

    Raises:
        ReadError: in place of any other error of the block.
    """
    try:
        yield
    except (ReadError, MemoryError):
        raise
    except Exception as error:
        # Parsers meet a damaged file with nearly every type of error there is (KeyError, TypeError,
        # RecursionError, struct.error), so the types cannot be listed.
        cause = str(error).strip().partition("\n")[0][:120]
        named = f"{type(error).__name__}: {cause}" if cause else type(error).__name__
        raise refusal(path, f"expected {kind}, found a damaged file ({named}); {advice}") from error
