"""Tables of words and of others that say the same: "a | b c", one line each, # for remarks."""

from collections.abc import Iterator, Sequence


def equivalents(table: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the left side of each line, and the words on its right in their order."""
    for line in table.splitlines():
        if line and not line.startswith("#"):
            left, right = line.split("|")
            yield left.strip(), tuple(right.split())
