"""The elements of a page, in order, as lines of text."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
# Lines of their own: parted from the lines around them by a line end, or by a blank line.
_LINES = frozenset(("li", "dt", "dd", "tr", "caption", "legend", "summary"))
_BLOCKS = frozenset(
    (
        *("html", "body", "main", "article", "section", "search", "header", "footer", "nav"),
        *("aside", "address", "hgroup", "div", "p", "pre", "blockquote", "center", "hr"),
        *("dl", "ol", "ul", "menu", "figure", "figcaption", "details", "fieldset", "form"),
        *("table", "thead", "tbody", "tfoot", "td", "th"),
    )
)
_PARTS = ["p", "div", "li", "pre", "blockquote", "dt", "dd"]
# A cell with more parts is a place in a layout, not a value.
_MOST_PARTS = 3
_LONGEST_HEADING = 200
_BULLETED = ("ul", "menu")
_BULLET = "- "
# Stands among the gaps that are still to come.
_END_OF_ITEM = -1

_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_WIDE = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60"
# A source's line end between two Chinese characters is no space in the text.
_WRAP = re.compile(rf"(?<=[{_WIDE}])[ \t\r]*\n[ \t\r\n]*(?=[{_WIDE}])")


class Lines:
    """Text as it is read off a page.

    ``gap`` is the number of line ends that part what comes next from what is there.
    """

    def __init__(self) -> None:
        self._done: list[str] = []
        self._line: list[str] = []
        self._gap = 0
        self._prefix = ""
        self._items = 0
        # The next number of each ordered list, by the identity of its element.
        self._next: dict[int, int] = {}

    def add(self, root: "Tag") -> None:
        """Add all of an element; pages nest too deep for recursion, so what is left is a stack."""
        from bs4.element import CData, NavigableString, Tag

        waiting: list[PageElement | int] = [root]
        while waiting:
            item = waiting.pop()
            if item == _END_OF_ITEM:
                self._end_item()
            elif isinstance(item, int):
                self._part(item)
            elif isinstance(item, Tag):
                waiting += reversed(self._opened(item))
            elif type(item) in (NavigableString, CData):
                self._line.append(str(item))

    def text(self) -> str:
        """Return the lines so far."""
        self._part(0)
        return "".join(self._done)

    def _opened(self, tag: "Tag") -> "list[PageElement | int]":
        """Begin an element and return what is left of it: its children and the gap after it."""
        name = tag.name
        if name == "br":
            self._break()
        elif name == "pre":
            self._verbatim(tag)
        elif name in _HEADINGS and (words := _heading(tag)):
            self._part(2)
            # The number of an item goes into its heading, a bullet says nothing there.
            number = self._prefix if self._prefix != _BULLET else ""
            self._prefix = ""
            self._line.append(f"{_HEADINGS[name]} {number}{words}")
            self._part(2)
        elif name == "tr" and (cells := _row(tag)):
            self._part(1)
            self._write("\t".join(cells))
            self._part(1)
        else:
            return self._within(tag)
        return []

    def _within(self, tag: "Tag") -> "list[PageElement | int]":
        name = tag.name
        gap = (
            1
            if name in _LINES
            else 2
            if name in _BLOCKS or name in _HEADINGS or name == "hr"
            else 0
        )
        if name in ("ol", "ul") and self._items:
            gap = 1
        if not gap:
            return list(tag.children)
        self._part(gap)
        if name == "ol":
            self._next[id(tag)] = _whole(tag.get("start"), 1)
        if name == "li":
            self._items += 1
            self._prefix = self._marked(tag)
            return [*tag.children, _END_OF_ITEM]
        return [*tag.children, gap]

    def _marked(self, item: "Tag") -> str:
        number = self._next.get(id(item.parent))
        if number is None:
            return _BULLET if item.parent is not None and item.parent.name in _BULLETED else ""
        number = _whole(item.get("value"), number)
        self._next[id(item.parent)] = number + 1
        return f"{number}. "

    def _end_item(self) -> None:
        self._part(1)
        self._items -= 1
        # An item without words has no line to stand before.
        self._prefix = ""

    def _break(self) -> None:
        """Go to the next line; a second break in a row leaves a blank line."""
        before = self._gap if self._is_blank() else 0
        self._part(0)
        self._gap = min(2, before + 1)

    def _verbatim(self, tag: "Tag") -> None:
        self._part(2)
        for line in tag.get_text().split("\n"):
            self._line.append(line)
            self._break()
        self._part(2)

    def _part(self, gap: int) -> None:
        """End the line, if one is begun, and ask for a gap before the next."""
        words = _SPACE.sub(" ", _WRAP.sub("", "".join(self._line))).strip()
        self._line = []
        if words:
            self._write(words)
        self._gap = max(self._gap, gap)

    def _write(self, words: str) -> None:
        if self._done:
            self._done.append("\n" * max(1, self._gap))
        self._done.append(self._prefix + words)
        self._prefix = ""
        self._gap = 0

    def _is_blank(self) -> bool:
        return not "".join(self._line).strip()


def _heading(tag: "Tag") -> str:
    """Return a heading's words; "" if it is none: left unclosed, it holds half the page."""
    if tag.find([*_PARTS, "table", *_HEADINGS]):
        return ""
    words = " ".join(tag.get_text(" " if tag.br else "").split())
    return words if len(words) <= _LONGEST_HEADING else ""


def _row(tag: "Tag") -> list[str]:
    """Return the cells of a row that hold text; none if the row only lays out a page."""
    cells = tag.find_all(["td", "th"], recursive=False)
    if any(_is_layout(cell) for cell in cells):
        return []
    texts = [text for cell in cells if (text := _cell(cell))]
    return texts if len(texts) > 1 else []


def _is_layout(cell: "Tag") -> bool:
    return (
        cell.find(["table", "tr", *_HEADINGS]) is not None
        or len(cell.find_all(_PARTS, limit=_MOST_PARTS + 1)) > _MOST_PARTS
    )


def _cell(tag: "Tag") -> str:
    inside = Lines()
    inside.add(tag)
    return " ".join(inside.text().split("\n")).replace("\t", " ").strip()


def _whole(value: object, otherwise: int) -> int:
    found = re.fullmatch(r"\s*(-?\d{1,9})\s*", value) if isinstance(value, str) else None
    return int(found[1]) if found else otherwise
