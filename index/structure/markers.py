"""The markers of an enumeration's points: 一是, 第一, 1., （一）, ①, 首先, 一个是, a bullet."""

import re
from dataclasses import dataclass
from enum import StrEnum

_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九十", 1)}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HAN = "[一二三四五六七八九十]{1,3}"
_MARKER = re.compile(
    rf"(?P<shi>{_HAN})(?:是(?!否)|要(?![素点求]))"
    rf"|第(?P<di>{_HAN})(?:[个点条项步]?[，,、：:]|[个点条项步]?是|[个大]?方面是?|道[\u4e00-\u9fff]{{1,2}}是|，?要)"
    rf"|其(?P<qi>{_HAN})[，,、是]"
    rf"|[（(](?P<paren>{_HAN})[）)]"
    rf"|(?P<dun>{_HAN})[、.．](?![一二三四五六七八九十])"
    rf"|[（(](?P<bracket>\d{{1,2}})[）)](?!\d)"
    r"|(?P<dot>\d{1,2})(?:[.．]|[、）)])(?!\d)[*_]{0,2}\s?"
    rf"|(?P<circle>[{_CIRCLED}])"
    r"|(?P<order>首先|第一位的|其次|再次|再者|再有|最后)[，,、是]"
    r"|(?P<another>(?:另|再|还有)?一[个条][是，]|还有一点[是，])"
    r"|(?P<side>一方面|另一方面)(?:[，,、：:]|是(?!否))?"
    r"|(?P<bullet>[-*+·–](?=[^\S\n])|[•▪●■◆◇○◦□►▶✓✔])[^\S\n]*(?=\S)"
    r"|(?P<english>First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Finally)(?:ly)?,"
)
# At the head of a line or nothing: 十二、 also occurs inside a sentence.
_LINE_STYLES = frozenset({"dun", "dot", "bullet"})
_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth")


class Style(StrEnum):
    """How the points of one enumeration are marked."""

    SHI = "shi"
    DI = "di"
    QI = "qi"
    PAREN = "paren"
    DUN = "dun"
    BRACKET = "bracket"
    DOT = "dot"
    CIRCLE = "circle"
    ORDER = "order"
    ANOTHER = "another"
    SIDE = "side"
    ENGLISH = "english"
    BULLET = "bullet"


# Written inside a paragraph as well as at its head.
RUNNING = frozenset(
    {Style.SHI, Style.DI, Style.QI, Style.ORDER, Style.ANOTHER, Style.SIDE, Style.ENGLISH}
)


@dataclass(frozen=True, slots=True)
class Marker:
    """The marker of point ``number``, from 1; 0 says "the next one" (其次, 最后, a bullet)."""

    style: Style
    number: int
    end: int


def marker(text: str, at: int, line_start: bool) -> Marker | None:
    """Return the enumeration marker at ``at``; some styles count only at the start of a line."""
    match = _MARKER.match(text, at)
    if not match or match.lastgroup is None:
        return None
    style = Style(match.lastgroup)
    if style.value in _LINE_STYLES and not line_start:
        return None
    number = _number(style, match[match.lastgroup])
    return None if number is None else Marker(style, number, match.end())


def bullet(text: str, at: int) -> Marker | None:
    """Return the bullet at ``at`` if it opens a line."""
    if text[text.rfind("\n", 0, at) + 1 : at].strip():
        return None
    found = marker(text, at, line_start=True)
    return found if found and found.style is Style.BULLET else None


def _number(style: Style, mark: str) -> int | None:
    if style is Style.CIRCLE:
        return _CIRCLED.index(mark) + 1
    if style is Style.BULLET:
        return 0
    if style is Style.ORDER:
        return 1 if mark in ("首先", "第一位的") else 0
    if style is Style.ANOTHER:
        return 1 if mark.startswith(("一个", "一条")) else 0
    if style is Style.SIDE:
        return 1 if mark == "一方面" else 2
    if style is Style.ENGLISH:
        return _ORDINALS.index(mark) + 1 if mark in _ORDINALS else 0
    return int(mark) if mark.isdigit() else _han_number(mark)


def _han_number(mark: str) -> int | None:
    """Return 1 to 99 for Chinese numerals; None for what is no numeral, such as 一二."""
    tens, ten, ones = mark.partition("十")
    if not ten:
        return _DIGITS[tens] if len(tens) == 1 else None
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return None
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
