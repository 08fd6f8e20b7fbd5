"""Document to passages: the only module that knows langchain-text-splitters."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from index import press
from index.records import Block, Document, Exchange, Passage, Role, Sentence

if TYPE_CHECKING:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

# From the best place to cut to the worst: paragraphs, points of an enumeration, sentences, clauses.
_SEPARATORS = (
    r"\n+",
    r"(?<=[。；：;:])(?=[一二三四五六七八九十]{1,3}[是要]|第[一二三四五六七八九十]{1,3}[，、是])",
    r"(?<=[。！？!?])(?![”’」』》）)])|(?<=[。！？!?][”’」』》）)])|(?<=\.)(?=\s)",
    r"(?<=[；;])",
    r"(?<=[，,：:])",
    r"(?<=、)|(?<=\s)",
    "",
)


@dataclass(frozen=True, slots=True)
class _Region:
    """Blocks of one exchange that one person speaks in one role; headings go with what follows."""

    role: Role
    speaker: str
    blocks: tuple[Block, ...]


def passages(document: Document, *, size: int = 400) -> list[Passage]:
    """Cut ``document`` into passages of at most ``size`` characters, in reading order.

    ``document.text[p.start:p.end] == p.text``; every character but white space is in exactly one
    passage; none spans two exchanges, speakers or roles. An empty document gives [].
    """
    return [
        passage
        for exchange in press.exchanges(document.text)
        for region in _regions(exchange)
        for passage in _cut(document, exchange, region, size)
    ]


def _regions(exchange: Exchange) -> Iterator[_Region]:
    waiting: list[Block] = []
    run: list[Block] = []
    for block in exchange.blocks:
        if block.role is Role.HEADING:
            waiting.append(block)
            continue
        if run and (run[-1].role, run[-1].speaker) != (block.role, block.speaker):
            yield _region(run)
            run = []
        run += [*waiting, block]
        waiting = []
    if run:
        yield _region(run)
    if waiting:
        yield _Region(Role.HEADING, "", tuple(waiting))


def _region(run: list[Block]) -> _Region:
    return _Region(run[-1].role, run[-1].speaker, tuple(run))


def _cut(document: Document, exchange: Exchange, region: _Region, size: int) -> Iterator[Passage]:
    start, end = region.blocks[0].start, region.blocks[-1].end
    quotable = press.quotable(document.text, region.blocks)
    for first, last in _spans(document.text, start, end, size):
        yield Passage(
            source=document.source,
            start=first,
            end=last,
            text=document.text[first:last],
            role=region.role,
            title=document.title,
            heading=exchange.heading,
            speaker=region.speaker,
            question=exchange.question,
            sentences=tuple(_clipped(quotable, first, last)),
        )


def _spans(text: str, start: int, end: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the splitter's chunks, without white space at their ends."""
    part = text[start:end]
    if len(part) <= size:
        yield start, end
        return
    at = 0
    for chunk in _splitter(size).split_text(part):
        # The splitter's own offsets search for the text; chunks follow each other without a gap.
        if not part.startswith(chunk, at):
            raise RuntimeError(f"the splitter lost its place at character {start + at}")
        words = chunk.strip()
        if words:
            left = at + len(chunk) - len(chunk.lstrip())
            yield start + left, start + left + len(words)
        at += len(chunk)


@lru_cache(maxsize=8)
def _splitter(size: int) -> "RecursiveCharacterTextSplitter":
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    return RecursiveCharacterTextSplitter(
        list(_SEPARATORS),
        is_separator_regex=True,
        keep_separator="end",
        chunk_size=size,
        chunk_overlap=0,
        length_function=len,
        strip_whitespace=False,
    )


def _clipped(quotable: Sequence[Sentence], start: int, end: int) -> Iterator[Sentence]:
    """Yield the sentences of a span; one longer than a passage is cut with it."""
    first = bisect_right(quotable, start, key=lambda sentence: sentence.end)
    after = bisect_left(quotable, end, key=lambda sentence: sentence.start)
    for sentence in quotable[first:after]:
        yield Sentence(max(sentence.start, start), min(sentence.end, end))
