"""What a document is about, told from its structure: its title, what was asked, its sections."""

import re
from collections.abc import Iterator, Sequence

from chatbot.compose import Quote
from chatbot.lists.quoted_lists import Picked
from chatbot.question import proceedings
from index import press
from index.records import Block, Document, Exchange, Passage, Role, Sentence
from index.structure.particulars import is_particular
from index.structure.sentences import sentences

# Things that are told at most, and paragraphs of one speech.
_MOST = 20
_MOST_OF_A_SPEECH = 6
# A shorter sentence opens what it says; a longer question is quoted by its end.
_LEAST_SENTENCE = 10
_LONGEST_QUESTION = 150
_LEAST_QUESTION = 30
_LEAST_SECTION = 40
_ASKED = ("？", "?")
# Who takes part, and who is addressed, stands in lines that do not end so.
_ENDS = ("。", "！", "；", ".", "!", ";")
_GOES_ON = re.compile("(?:请问|那么|而)?[，,]?(?:这|该|其|它|对此)")
_MARKS = re.compile(r"#+\s*")


def of(document: Document, passages: Sequence[Passage], speaker: str = "") -> Picked:
    """Return the title of a document and what it deals with, in order: of a ``speaker``, if named.

    Of each exchange it is what the reporter asked; of a section its heading; of a speech the first
    sentence of each paragraph. There is no title where a speaker is named.
    """
    text = document.text
    exchanges = press.exchanges(text)
    title = _heading(text, exchanges[0]) if exchanges and not speaker else None
    spans = [
        span
        for at, exchange in enumerate(exchanges)
        if not speaker or any(block.speaker == speaker for block in exchange.blocks)
        for span in _told(text, exchange, at == 0, speaker)
    ]
    points = tuple(_quote(passages, *span) for span in spans[:_MOST])
    return Picked(_quote(passages, *title) if title else None, points)


def opening(document: Document, passages: Sequence[Passage]) -> Quote | None:
    """Return the title of a document, or its first sentence; None where it has neither."""
    told = of(document, passages)
    return told.lead or next(iter(told.points), None)


def _told(text: str, exchange: Exchange, first: bool, speaker: str) -> Iterator[tuple[int, int]]:
    asked = [block for block in exchange.blocks if block.role is Role.QUESTION]
    if asked:
        yield _question(text, asked)
        return
    speech = [
        block
        for block in exchange.blocks
        if block.role in (Role.ANSWER, Role.TEXT) and speaker in ("", block.speaker)
    ]
    heading = None if first or speaker else _heading(text, exchange)
    if heading and sum(block.end - block.body for block in speech) >= _LEAST_SECTION:
        yield heading
        return
    told = [one for block in speech if (one := _first(text, block))]
    yield from ((one.start, one.end) for one in told[:_MOST_OF_A_SPEECH])


def _question(text: str, asked: Sequence[Block]) -> tuple[int, int]:
    """Return what is asked, with as much of what is said before it as names the topic."""
    said = press.quotable(text, asked)
    asks = [at for at, one in enumerate(said) if text[one.start : one.end].endswith(_ASKED)]
    if not said:
        return asked[0].start, asked[-1].end
    first, last = (asks[0], asks[-1]) if asks else (len(said) - 1, len(said) - 1)
    if said[last].end - said[first].start > _LONGEST_QUESTION:
        first = last
    # "What is planned?" is asked of what was said before.
    while first and (
        said[last].end - said[first].start < _LEAST_QUESTION
        or _GOES_ON.match(text, said[first].start)
    ):
        first -= 1
    return said[first].start, said[last].end


def _heading(text: str, exchange: Exchange) -> tuple[int, int] | None:
    """Return the first heading of an exchange, without its marks."""
    heading = next((one for one in exchange.blocks if one.role is Role.HEADING), None)
    if heading is None:
        return None
    marks = _MARKS.match(text, heading.start)
    return (marks.end() if marks else heading.start), heading.end


def _first(text: str, block: Block) -> Sentence | None:
    """Return the first sentence of a paragraph that says something, None where none does."""
    for one in sentences(text, block.body, block.end):
        words = text[one.start : one.end]
        conducts = proceedings.conducts(words) or is_particular(words)
        if len(words) >= _LEAST_SENTENCE and not conducts and words.endswith(_ENDS):
            return one
    return None


def _quote(passages: Sequence[Passage], start: int, end: int) -> Quote:
    """Quote a span, of the passage that begins it or, for a heading, of the next."""
    passage = next((one for one in passages if one.end > start), passages[-1])
    return Quote(passage, start, end, 0.0)
