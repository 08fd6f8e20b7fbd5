"""The structure of a press briefing: sections, reporters' questions, speakers.

Works on repaired text, where every paragraph is one line. A document without questions or speakers
is cut at its headings; one without headings is a single exchange.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.records import Block, Exchange, Role, Sentence
from index.structure import cues, tables
from index.structure.sentences import sentences

# Headings that say what kind of text follows, not what it is about.
_GENERIC = frozenset(
    {"编者按", "摘要", "提要", "内容提要", "目录", "前言", "导语", "正文", "文字实录"}
)
_MOST_TITLE = 60
_LINE = re.compile(r"[^\n]+")
_HOST_ASKS = re.compile(r"[？?]|请您?(?:谈|介绍|讲|说|问)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank, with the label that opens it."""

    words: str
    start: int
    label: cues.Label | None

    @property
    def end(self) -> int:
        return self.start + len(self.words)


def exchanges(text: str) -> tuple[Exchange, ...]:
    """Return the exchanges of ``text`` in reading order; their blocks cover it but white space.

    A question, a heading after other text, or a host who takes the floor opens a new one. A
    paragraph without a label belongs to whoever spoke last in its exchange. Empty text gives ().
    """
    builder = _Builder(text)
    for block, host in _blocks(_lines(text)):
        builder.take(block, host)
    return builder.finish()


def quotable(text: str, blocks: Iterable[Block]) -> list[Sentence]:
    """Return the sentences of ``blocks`` that may be quoted.

    No headings, labels or credits, nor the names of a table's columns.
    """
    return [
        sentence
        for block in blocks
        if block.role not in (Role.HEADING, Role.CREDIT) and not tables.is_header(text, block.body)
        for sentence in sentences(text, block.body, block.end)
    ]


def title(text: str) -> str:
    """Return the heading that ``text`` opens with, or how its first sentence begins."""
    for match in _LINE.finditer(text):
        line = match.group().strip()
        if not line or cues.is_credit(line):
            continue
        words = heading_words(line)
        if not words or (cues.is_heading(line) and words in _GENERIC):
            continue
        if cues.is_heading(line) or len(words) <= _MOST_TITLE:
            return words[: 2 * _MOST_TITLE].rstrip("。.")
        clause = re.match(r".{8,60}?[，。；：？！,;:?!]", words)
        return clause.group()[:-1] if clause else words[:_MOST_TITLE]
    return ""


def heading_words(line: str) -> str:
    """Return a heading without its Markdown signs."""
    words = line.strip()
    if words.startswith("#"):
        words = words.strip("#").strip()
    return re.sub(r"\*\*|__", "", words).strip()


def _lines(text: str) -> list[_Line]:
    found = [match for match in _LINE.finditer(text) if match.group().strip()]
    names = cues.speakers(line.group().strip() for line in found)
    lines = []
    for match in found:
        words = match.group().rstrip()
        lines.append(_Line(words, match.start(), cues.label(words, names)))
    return lines


def _blocks(lines: Sequence[_Line]) -> Iterator[tuple[Block, bool]]:
    """Yield one block a line, and whether it is a host's."""
    answered, asked = _labelled(lines)
    role, speaker = Role.TEXT, ""
    for number, line in enumerate(lines):
        if line.label:
            host_asks = line.label.host and not asked and _HOST_ASKS.search(line.words)
            role = Role.QUESTION if host_asks else line.label.role
            speaker = line.label.name if role is Role.ANSWER else ""
            body = line.start + line.label.end
            yield Block(role, line.start, body, line.end, speaker), line.label.host
        elif cues.is_credit(line.words.strip()):
            yield Block(Role.CREDIT, line.start, line.start, line.end), False
        elif _is_heading(lines, number, role):
            yield Block(Role.HEADING, line.start, line.start, line.end), False
            role, speaker = Role.TEXT, ""
        else:
            if role is Role.QUESTION and not answered:
                # Nobody is named in this document: what follows a question answers it.
                role = Role.ANSWER
            yield Block(role, line.start, line.start, line.end, speaker), False


def _labelled(lines: Sequence[_Line]) -> tuple[bool, bool]:
    """Tell whether labels mark answers, and whether they mark questions; a host's do neither."""
    roles = {line.label.role for line in lines if line.label and not line.label.host}
    return Role.ANSWER in roles, Role.QUESTION in roles


def _is_heading(lines: Sequence[_Line], number: int, role: Role) -> bool:
    """Tell whether a line is a heading: it looks like one, and something follows that it heads.

    Where somebody speaks, a rhetorical question and a point are part of what is said.
    """
    line = lines[number].words.strip()
    if not cues.is_heading(line) or cues.is_particular(line):
        return False
    if cues.is_markdown_heading(line):
        return True
    if role is not Role.TEXT and (
        line.endswith(("？", "?")) or cues.marker(line, 0, line_start=True)
    ):
        return False
    following = lines[number + 1].words.strip() if number + 1 < len(lines) else ""
    if not following or cues.is_credit(following):
        return False
    before = lines[number - 1].words.strip() if number else ""
    return not _is_item(line, before, following)


def _is_item(line: str, before: str, following: str) -> bool:
    """Tell whether a line is a point of a list, not a heading: its neighbour is the next, too."""
    marker = cues.marker(line, 0, line_start=True)
    if marker is None:
        return False
    if marker.style is cues.Style.BULLET:
        return True
    last = cues.marker(before, 0, line_start=True) if before else None
    if last is not None and (last.style, last.number + 1) == (marker.style, marker.number):
        # The line before may be a heading's whole text.
        return cues.is_heading(before)
    after = cues.marker(following, 0, line_start=True)
    return after is not None and (marker.style, marker.number + 1) == (after.style, after.number)


class _Builder:
    """Collects blocks into exchanges."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.done: list[Exchange] = []
        self.blocks: list[Block] = []
        self.credits: list[Block] = []
        self.roles: set[Role] = set()

    def take(self, block: Block, host: bool) -> None:
        if block.role is Role.CREDIT:
            self.credits.append(block)
            return
        if self._opens(block, host):
            self.close()
        # A credit inside an answer, such as a page number, stands beside it.
        self.blocks += [*self.credits, block]
        self.credits = []
        self.roles |= {block.role} - {Role.HEADING}

    def _opens(self, block: Block, host: bool) -> bool:
        if not self.blocks and self.credits:
            return True
        if block.role is Role.HEADING:
            return bool(self.roles)
        if block.role is Role.QUESTION:
            return bool(self.roles - {Role.QUESTION})
        return host and bool(self.roles)

    def close(self) -> None:
        """Finish an exchange; the credits after it are one of their own."""
        for blocks in (self.blocks, self.credits):
            if blocks:
                self.done.append(self._exchange(tuple(blocks)))
        self.blocks, self.credits, self.roles = [], [], set()

    def _exchange(self, blocks: tuple[Block, ...]) -> Exchange:
        headings = [block for block in blocks if block.role is Role.HEADING]
        questions = [block for block in blocks if block.role is Role.QUESTION]
        heading = heading_words(self.words(headings[-1])) if headings else self.heading
        return Exchange(heading, "\n".join(map(self.words, questions)), blocks)

    @property
    def heading(self) -> str:
        """The heading under which the text still stands."""
        return self.done[-1].heading if self.done else ""

    def words(self, block: Block) -> str:
        return self.text[block.body : block.end].strip()

    def finish(self) -> tuple[Exchange, ...]:
        self.close()
        return tuple(self.done)
