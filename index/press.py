"""The structure of a press briefing: sections, reporters' questions, speakers.

Works on repaired text, where every paragraph is one line. A document without questions or speakers
is cut at its headings; one without headings is a single exchange.
"""

import re
from collections.abc import Iterable, Iterator

from index import cues
from index.records import Block, Exchange, Role, Sentence
from index.sentences import sentences

# Headings that say what kind of text follows, not what it is about.
_GENERIC = frozenset({"编者按", "摘要", "提要", "内容提要", "目录", "前言", "导语", "正文", "文字实录"})
_MOST_TITLE = 60
_LINE = re.compile(r"[^\n]+")


def exchanges(text: str) -> tuple[Exchange, ...]:
    """Return the exchanges of ``text`` in reading order; their blocks cover it but white space.

    A question, a heading after other text, or a host who takes the floor opens a new one. A
    paragraph without a label belongs to whoever spoke last in its exchange. Empty text gives ().
    """
    builder = _Builder(text)
    for block, host in _blocks(text):
        builder.take(block, host)
    return builder.finish()


def quotable(text: str, blocks: Iterable[Block]) -> list[Sentence]:
    """Return the sentences of ``blocks`` that may be quoted: no headings, labels or credits."""
    return [
        sentence
        for block in blocks
        if block.role not in (Role.HEADING, Role.CREDIT)
        for sentence in sentences(text, block.body, block.end)
    ]


def title(text: str) -> str:
    """Return what ``text`` calls itself: the heading it opens with, or how its first sentence begins."""
    for match in _LINE.finditer(text):
        line = match.group().strip()
        if not line or cues.is_credit(line):
            continue
        words = heading_words(line)
        if cues.is_heading(line) and words in _GENERIC:
            continue
        if cues.is_heading(line) or len(words) <= _MOST_TITLE:
            return words[: 2 * _MOST_TITLE]
        clause = re.match(r".{8,60}?[，。；：？！,;:?!]", words)
        return clause.group()[:-1] if clause else words[:_MOST_TITLE]
    return ""


def heading_words(line: str) -> str:
    """Return a heading without its Markdown signs."""
    return re.sub(r"^#+\s*|\s*#+$|[*_]{2}", "", line).strip()


def _blocks(text: str) -> Iterator[tuple[Block, bool]]:
    """Yield one block a line, and whether it is a host's."""
    lines = [match for match in _LINE.finditer(text) if match.group().strip()]
    names = cues.speakers(line.group().strip() for line in lines)
    spoken = bool(names) or any(
        (label := cues.label(line.group(), names)) and label.role is Role.ANSWER for line in lines
    )
    role, speaker, after_heading = Role.TEXT, "", True
    for number, match in enumerate(lines):
        line, start, end = match.group().rstrip(), match.start(), match.start()
        end += len(line)
        label = cues.label(line, names)
        if label:
            role, speaker = label.role, label.name if label.role is Role.ANSWER else ""
            if label.host and line.endswith(("？", "?")):
                role, speaker = Role.QUESTION, ""
            yield Block(role, start, start + label.end, end, speaker), label.host
            after_heading = False
        elif cues.is_credit(line):
            yield Block(Role.CREDIT, start, start, end), False
        elif _is_heading(lines, number, line):
            yield Block(Role.HEADING, start, start, end), False
            role, speaker, after_heading = Role.TEXT, "", True
        else:
            if role is Role.QUESTION and not spoken and not after_heading:
                # Nobody is named in this document: what follows a question answers it.
                role = Role.ANSWER
            yield Block(role, start, start, end, speaker), False
            after_heading = False


def _is_heading(lines: list[re.Match[str]], number: int, line: str) -> bool:
    """Tell whether a line is a heading: it looks like one, and something follows that it heads."""
    if not cues.is_heading(line):
        return False
    if line.startswith("#"):
        return True
    following = lines[number + 1].group() if number + 1 < len(lines) else ""
    return bool(following) and not cues.is_credit(following.strip())


class _Builder:
    """Collects blocks into exchanges."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.done: list[Exchange] = []
        self.blocks: list[Block] = []

    def take(self, block: Block, host: bool) -> None:
        roles = {held.role for held in self.blocks} - {Role.HEADING}
        if block.role is Role.HEADING or block.role is Role.CREDIT:
            opens = bool(roles)
        elif block.role is Role.QUESTION:
            opens = bool(roles - {Role.QUESTION})
        else:
            opens = host and bool(roles)
        # A credit in the middle of an answer, a page number for one, stands beside it.
        if block.role is not Role.CREDIT and roles == {Role.CREDIT}:
            opens = True
        if opens:
            self.close()
        self.blocks.append(block)

    def close(self) -> None:
        if not self.blocks:
            return
        headings = [block for block in self.blocks if block.role is Role.HEADING]
        questions = [block for block in self.blocks if block.role is Role.QUESTION]
        heading = heading_words(self.words(headings[-1])) if headings else self.heading
        self.done.append(
            Exchange(heading, "\n".join(map(self.words, questions)), tuple(self.blocks))
        )
        self.blocks = []

    @property
    def heading(self) -> str:
        """The heading under which the text still stands."""
        return self.done[-1].heading if self.done else ""

    def words(self, block: Block) -> str:
        return self.text[block.body : block.end].strip()

    def finish(self) -> tuple[Exchange, ...]:
        self.close()
        return tuple(self.done)
