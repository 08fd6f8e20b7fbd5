"""Running heads, feet and page numbers: what a printed page adds to the text."""

import re
from collections import Counter
from collections.abc import Sequence

# So many lines at the top and at the bottom of a page are looked at.
_DEEP = 3
# A line must return on so many pages, and on this share of them, to be one.
_LEAST_PAGES = 3
_LEAST_SHARE = 0.6
_NUMBER = re.compile(
    r"[—–\-·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／]\s*\d{1,4})?(?:\s*[,，]?\s*共\s*\d+\s*页)?[—–\-·\s]*"
    r"|[Pp]age\s+\d+(?:\s+of\s+\d+)?"
)


def without(pages: Sequence[str]) -> list[str]:
    """Return the pages without the lines that return at their tops or bottoms.

    Lines count as the same if they differ only in their numbers. With fewer than three pages only
    bare page numbers that count up are taken away, so nothing of the text is mistaken for a head.
    """
    lines = [page.split("\n") for page in pages]
    for bottom in (False, True):
        for _ in range(_DEEP):
            edges = [_edge(page, bottom) for page in lines]
            repeated = _repeated(edges)
            hits = [edge in repeated if edge else False for edge in edges]
            if not any(hits):
                break
            lines = [
                _cut(page, bottom) if hit else page for page, hit in zip(lines, hits, strict=True)
            ]
    return ["\n".join(page).strip("\n") for page in lines]


def _edge(page: Sequence[str], bottom: bool) -> str:
    """Return the outermost line with its numbers made equal; "" for a page without lines."""
    return re.sub(r"\d+", "0", page[-1 if bottom else 0].strip()) if page else ""


def _repeated(edges: Sequence[str]) -> set[str]:
    counts = Counter(edge for edge in edges if edge)
    needed = max(_LEAST_PAGES, _LEAST_SHARE * len(edges))
    found = {edge for edge, count in counts.items() if count >= needed}
    numbers = [edge for edge in counts if _NUMBER.fullmatch(edge)]
    return found | {edge for edge in numbers if len(edges) > 1 and counts[edge] == len(edges)}


def _cut(page: Sequence[str], bottom: bool) -> list[str]:
    rest = list(page[:-1] if bottom else page[1:])
    while rest and not rest[-1 if bottom else 0].strip():
        rest.pop(-1 if bottom else 0)
    return rest
