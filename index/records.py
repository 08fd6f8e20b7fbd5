"""The nouns of the index, in the order in which text becomes hits.

Offsets are character offsets into ``Document.text``, half open: ``text[start:end]``.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Source:
    """One text as read from a file, before layout repair.

    ``pages`` holds the offset at which each page starts (page 1 first); it is empty for formats
    without pages. ``key`` tells texts of one file apart (a line of a corpus); it is "" otherwise.
    """

    text: str
    title: str = ""
    key: str = ""
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One briefing as stored, after layout repair. Its text never changes once stored."""

    source: str
    title: str
    text: str
    pages: tuple[int, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Return the page number, from 1, that holds ``offset``; None where there are no pages."""
        if not self.pages:
            return None
        return max(1, sum(start <= offset for start in self.pages))


class Role(StrEnum):
    """What a block of a document is."""

    HEADING = "heading"
    QUESTION = "question"
    ANSWER = "answer"
    TEXT = "text"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines of one role: a heading, a reporter's question, a spokesperson's paragraph.

    ``body`` is the offset at which the words begin, after a speaker's label such as ``记者：``.
    """

    role: Role
    start: int
    body: int
    end: int
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A reporter's question and the whole answer to it, under a section heading.

    Where a document has no questions, an exchange is a section and ``question`` is "".
    ``blocks`` are in reading order and include the headings that open the exchange.
    """

    heading: str
    question: str
    blocks: tuple[Block, ...]

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.blocks[0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.blocks[-1].end


@dataclass(frozen=True, slots=True)
class Point:
    """One point of an enumeration: ``start`` is at its marker (一是, 第一, 1.)."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A lead and its points, in order. The lead is the sentence that announces them.

    ``lead_start == lead_end`` where nothing announces them. ``marked``: markers show the points,
    not only punctuation or paragraphs.
    """

    lead_start: int
    lead_end: int
    points: tuple[Point, ...]
    marked: bool = True


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit that is quoted and cited."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk of one exchange, with what a reader needs to know where it stands.

    ``text`` is ``document.text[start:end]`` in simplified characters, of the same length; so are
    the other words. ``question`` is the reporter's question that the passage
    answers, or belongs to; "" where there is none.
    """

    source: str
    start: int
    end: int
    text: str
    role: Role
    title: str = ""
    heading: str = ""
    speaker: str = ""
    question: str = ""
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score.

    ``score`` ranks. ``dense`` is the cosine of the question with the nearest sentence of the
    passage, ``lexical`` a BM25 score. ``coverage`` is the share of the question's information (idf
    mass of its terms) that the passage holds, from 0 to 1. ``closeness`` has one value for each of
    ``passage.sentences``: how near it is to the question, in standard deviations over the store.
    """

    id: int
    passage: Passage
    score: float
    dense: float
    lexical: float
    coverage: float
    closeness: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A stored document as a list shows it; ``added`` is an ISO time in UTC."""

    source: str
    title: str
    characters: int
    passages: int
    added: str
