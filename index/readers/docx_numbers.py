"""The numbers and bullets that Word itself puts before paragraphs."""

import re
from collections.abc import Iterator
from typing import Protocol

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE = f"{_W}val"
BULLET = "- "
_HAN = "零一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_MOST = 9999
_LONGEST_CHAIN = 12


class Element(Protocol):
    """An element of Word's XML."""

    def find(self, path: str) -> "Element | None":
        """Return the first child of this path."""

    def findall(self, path: str) -> "list[Element]":
        """Return the children of this path."""

    def iter(self, tag: str) -> "Iterator[Element]":
        """Yield all elements of a tag below."""

    def get(self, key: str, default: str) -> str:
        """Return an attribute."""


class Numbers:
    """The automatic numbers of a document; asked for each paragraph once, in reading order.

    ``lists`` is the root of its part ``numbering.xml``, None where it has none.
    """

    def __init__(self, styles: Element, lists: Element | None) -> None:
        self._styles = {_own(style, "styleId"): style for style in styles.iter(f"{_W}style")}
        self._lists: dict[str, Element] = {}
        self._abstract: dict[str, Element] = {}
        if lists is not None:
            self._lists = {_own(each, "numId"): each for each in lists.iter(f"{_W}num")}
            self._abstract = {
                _own(each, "abstractNumId"): each for each in lists.iter(f"{_W}abstractNum")
            }
        # How far each list has been counted, by its definition; and the lists that were begun.
        self._counts: dict[str, list[int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def mark(self, paragraph: Element) -> str:
        """Return what stands before the words of ``paragraph``: "（一）", "1. ", "- " or ""."""
        identifier, depth = self._list_of(paragraph)
        numbered = self._lists.get(identifier)
        if numbered is None:
            return ""
        definition = _child(numbered, "abstractNumId")
        levels = self._levels(definition)
        level = levels.get(depth)
        if level is None:
            return ""
        form = _child(level, "numFmt")
        if form == "bullet":
            return BULLET
        counts = self._counts.setdefault(
            definition, [_start(levels.get(at)) - 1 for at in range(_LEVELS)]
        )
        self._restart(numbered, identifier, depth, counts)
        counts[depth] += 1
        for deeper in range(depth + 1, _LEVELS):
            counts[deeper] = _start(levels.get(deeper)) - 1
        return _written(level, counts, levels)

    def _list_of(self, paragraph: Element) -> tuple[str, int]:
        """Return the list of a paragraph, "" for none, and its level from 0."""
        properties = paragraph.find(f"{_W}pPr")
        style = "" if properties is None else _child(properties, "pStyle")
        for _ in range(_LONGEST_CHAIN):
            own = None if properties is None else properties.find(f"{_W}numPr")
            if own is not None and own.find(f"{_W}numId") is not None:
                return _child(own, "numId"), min(_whole(_child(own, "ilvl")), _LEVELS - 1)
            styled = self._styles.get(style)
            if styled is None:
                break
            properties, style = styled.find(f"{_W}pPr"), _child(styled, "basedOn")
        return "", 0

    def _levels(self, definition: str) -> dict[int, Element]:
        abstract = self._abstract.get(definition)
        found = [] if abstract is None else abstract.findall(f"{_W}lvl")
        return {_whole(_own(level, "ilvl")): level for level in found}

    def _restart(self, numbered: Element, identifier: str, depth: int, counts: list[int]) -> None:
        """Begin to count again where the list says so, at its first paragraph."""
        if (identifier, depth) in self._begun:
            return
        self._begun.add((identifier, depth))
        for change in numbered.findall(f"{_W}lvlOverride"):
            start = _child(change, "startOverride")
            if start and _whole(_own(change, "ilvl")) == depth:
                counts[depth] = _whole(start) - 1


def _written(level: Element, counts: list[int], levels: dict[int, Element]) -> str:
    # Legal numbering: digits for every level, whatever it has itself.
    legal = level.find(f"{_W}isLgl") is not None

    def number(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        form = _child(levels[depth], "numFmt") if depth in levels and not legal else ""
        return _number(max(counts[depth], 0), form)

    mark = _PLACE.sub(number, _child(level, "lvlText")).strip()
    if not mark:
        return ""
    return mark if mark[-1] in "、）．，：》】" else f"{mark} "


def _number(value: int, form: str) -> str:
    if "ideograph" in form or "Counting" in form or "chinese" in form:
        return _han(value)
    if form.startswith("decimalEnclosedCircle") and 0 < value <= len(_CIRCLED):
        return _CIRCLED[value - 1]
    if form in ("lowerLetter", "upperLetter") and 0 < value <= 26:
        return chr((97 if form == "lowerLetter" else 65) + value - 1)
    return str(value)


def _han(value: int) -> str:
    """Return 1 to 99 in Chinese; larger numbers in digits."""
    if not 0 < value < 100:
        return str(value)
    tens, ones = divmod(value, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_HAN[tens]}十"
    return ten + (_HAN[ones] if ones or not tens else "")


def _start(level: Element | None) -> int:
    return 1 if level is None else _whole(_child(level, "start") or "1")


def _child(element: Element, name: str) -> str:
    found = element.find(_W + name)
    return "" if found is None else str(found.get(_VALUE, ""))


def _own(element: Element, name: str) -> str:
    return str(element.get(_W + name, ""))


def _whole(value: str) -> int:
    return min(int(value), _MOST) if re.fullmatch(r"\d{1,9}", value) else 0
