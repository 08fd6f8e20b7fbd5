"""The body of a Word document as blocks of text: paragraphs, headings, tables.

This walks the XML itself: python-docx's own paragraphs leave out words in content controls and
tracked insertions.
"""

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.readers import decode, metadata
from index.readers.docx_numbers import BULLET, Numbers

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE = f"{_W}val"
# Around paragraphs, or around words, without being either.
_AROUND = frozenset(
    _W + name
    for name in (
        *("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"),
        *("hyperlink", "fldSimple", "dir", "bdo", "ruby", "rubyBase"),
    )
)
_CHARACTERS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}
_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_TITLES = ("title", "标题", "標題")
_DEEPEST = 6
_LONGEST_CHAIN = 12
# A cell with more paragraphs is a place in a layout, not a value.
_MOST_PARTS = 3


class Body:
    """The body of a document, and the styles that tell headings."""

    def __init__(self, data: bytes) -> None:
        import docx

        self.document = docx.Document(io.BytesIO(data))
        self.numbers = Numbers(self.document.styles.element, _lists(self.document))
        self.levels: dict[str, int] = {}
        self.first_heading = ""

    def blocks(self) -> list[str]:
        """Return the text of paragraphs and tables, in order, without empty ones."""
        return list(self._blocks(self.document.element.body))

    def title(self) -> str:
        """Return the title of the properties, or else the first heading; call ``blocks`` before."""
        return self._property() or self.first_heading

    def _property(self) -> str:
        try:
            return metadata.title(self.document.core_properties.title)
        except MemoryError:
            raise
        except Exception:
            # Damaged properties are no reason to refuse a text that can be read.
            return ""

    def _blocks(self, element: "BaseOxmlElement") -> Iterator[str]:
        for child in element:
            if child.tag == f"{_W}p":
                words = self._paragraph(child)
                if words:
                    yield words
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif child.tag in _AROUND:
                yield from self._blocks(child)

    def _paragraph(self, element: "BaseOxmlElement") -> str:
        words = decode.clean("".join(_words(element))).strip()
        if not words:
            return ""
        mark = self.numbers.mark(element)
        level = self._level(element)
        if level:
            words = f"{mark if mark != BULLET else ''}{' '.join(words.split())}"
            self.first_heading = self.first_heading or words
            return f"{'#' * min(level, _DEEPEST)} {words}"
        return mark + "\n".join(line.strip() for line in words.split("\n"))

    def _table(self, element: "BaseOxmlElement") -> Iterator[str]:
        """Yield a table's rows as one block; the cells of a layout table as blocks of their own."""
        rows: list[str] = []
        for row in _inside(element, f"{_W}tr"):
            cells = [list(self._blocks(cell)) for cell in _inside(row, f"{_W}tc")]
            filled = [cell for cell in cells if cell]
            if len(filled) > 1 and not any(_is_layout(cell) for cell in filled):
                rows.append("\t".join(" ".join(" ".join(cell).split()) for cell in filled))
                continue
            if rows:
                yield "\n".join(rows)
                rows = []
            for cell in filled:
                yield from cell
        if rows:
            yield "\n".join(rows)

    def _level(self, paragraph: "BaseOxmlElement") -> int:
        """Return the level of a heading, from 1; 0 for other paragraphs."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return 0
        own = properties.find(f"{_W}outlineLvl")
        if own is not None:
            return _outline(own)
        style = properties.find(f"{_W}pStyle")
        name = style.get(_VALUE, "") if style is not None else ""
        if name not in self.levels:
            self.levels[name] = self._style_level(name)
        return self.levels[name]

    def _style_level(self, identifier: str) -> int:
        """Return the heading level of a style or of what it is based on."""
        styles = {style.get(f"{_W}styleId"): style for style in self.document.styles.element}
        for _ in range(_LONGEST_CHAIN):
            style = styles.get(identifier)
            if style is None:
                return 0
            name = _attribute(style, "name").strip().lower()
            if found := _HEADING.fullmatch(name):
                return int(found[1])
            if name in _TITLES:
                return 1
            outline = style.find(f"{_W}pPr/{_W}outlineLvl")
            if outline is not None:
                return _outline(outline)
            identifier = _attribute(style, "basedOn")
        return 0


def _lists(document: "Document") -> "BaseOxmlElement | None":
    """Return the definitions of the document's lists."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            found: BaseOxmlElement | None = getattr(relation.target_part, "element", None)
            return found
    return None


def _words(element: "BaseOxmlElement") -> Iterator[str]:
    """Yield the words of a paragraph that are there to be read."""
    for child in element:
        if child.tag == f"{_W}r":
            if not _is_hidden(child):
                yield from _words(child)
        elif child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag in _AROUND:
            yield from _words(child)


def _inside(element: "BaseOxmlElement", tag: str) -> Iterator["BaseOxmlElement"]:
    """Yield the rows of a table or the cells of a row, also those in content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND:
            yield from _inside(child, tag)


def _is_hidden(run: "BaseOxmlElement") -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(_VALUE, "true") not in ("0", "false", "off")


def _is_layout(cell: list[str]) -> bool:
    return len(cell) > _MOST_PARTS or any("\t" in part or part.startswith("#") for part in cell)


def _outline(element: "BaseOxmlElement") -> int:
    """Return the heading level of an outline level, which counts from 0; 9 is body text."""
    value = str(element.get(_VALUE, ""))
    return int(value) + 1 if re.fullmatch("[0-8]", value) else 0


def _attribute(style: "BaseOxmlElement", name: str) -> str:
    found = style.find(_W + name)
    return "" if found is None else str(found.get(_VALUE, ""))
