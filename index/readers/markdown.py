"""Markdown without the marks inside its lines, which would be quoted too: **时间**, `code`, links.

What they wrap stays. Marks that begin lines stay too: headings, lists and tables are read by them.
"""

import re

_HEADING = re.compile(r" {0,3}#[ \t]+(?P<words>.*?)(?:[ \t]+#+)?[ \t]*")
_EMPHASIS = re.compile(r"\*+|__|`")
_FENCE = re.compile(r" {0,3}(```|~~~)")
# Pictures and links, by their words; strong words; code. 张**，李** hides names: no word follows.
# A single asterisk may be a bullet, a footnote or a product, so it stays.
_MARKS = (
    re.compile(r"!?\[(?P<words>[^\[\]\n]*)\]\([^()\s]*(?:\s+\"[^\"\n]*\")?\)"),
    re.compile(r"\*\*(?=[\w“‘《〈（【「(\[])(?P<words>[^\n]+?)(?<=\S)\*\*"),
    re.compile(r"(?<!\w)__(?=\w)(?P<words>[^\n]+?)(?<=\S)__(?!\w)"),
    re.compile(r"(?<!`)`(?P<words>[^`\n]+)`(?!`)"),
)


def plain(text: str) -> str:
    """Return ``text`` without marks inside its lines; code between fences stays as it is."""
    lines, fenced = [], False
    for line in text.split("\n"):
        fenced ^= _FENCE.match(line) is not None
        lines.append(line if fenced else _unmarked(line))
    return "\n".join(lines)


def title(text: str) -> str:
    """Return the words of the first heading of the first level; "" for none."""
    fenced = False
    for line in text.split("\n"):
        fenced ^= _FENCE.match(line) is not None
        heading = _HEADING.fullmatch(line)
        words = _EMPHASIS.sub("", heading["words"]).strip() if heading and not fenced else ""
        if words:
            return words
    return ""


def _unmarked(line: str) -> str:
    for mark in _MARKS:
        line = mark.sub(r"\g<words>", line)
    return line
