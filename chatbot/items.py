"""“And the first one?”, where the answer before names things in a row: its name takes the place.

A numbered list is another matter: its points are looked for where it stands.
"""

import re
from collections.abc import Sequence

from chatbot.parts import owned, parts

_ONE_OF = re.compile(
    r"第(?P<han>[一二三四五六七八九十])(?:个|家|款|种|座|处|类|批|艘|架|位)(?!季度|月|百分点|方面|五年)"
    r"|(?P<last>最后一?(?:个|家|款|种|座|处|位))|(?P<former>前者)|(?P<latter>后者)"
    r"|\bthe (?:(?P<english>first|second|third|fourth|fifth)(?: one)?|(?P<end>last) one"
    r"|(?P<one>former)|(?P<other>latter))\b(?! quarter| half| time| batch| day| year)",
    re.IGNORECASE,
)
_LIST = re.compile(r"(?m)^2\. ")
_MARKS = re.compile(r"\[\d+\]|\*\*")
_ROW = re.compile(r"[^，。；：、！？\n]+(?:、[^，。；：、！？\n]+)+")
_BETWEEN = re.compile(r"、|(?<=[^、]{2})(?:以?及|[和与])(?=[^、]*$)")
_QUOTED = re.compile(r"[“《「][^”》」]{1,20}[”》」]")
# 分别是东河区的: what leads to a name in a row.
_LEADS = re.compile(r"^.*?(?:分别(?:是|为|位于)?|包括|也就是|就是|即|有|是|为)")
_MOST = 12
_HAN = "一二三四五六七八九十"
_ENGLISH = ("first", "second", "third", "fourth", "fifth")


def resolved(question: str, earlier: str, names: Sequence[str]) -> str:
    """Return ``question`` with the name of a thing that it points at by its place: 第一个, 后者.

    The things are ``names``, or the two that the ``earlier`` question compares. It is unchanged
    where it points at none of them.
    """
    match = _ONE_OF.search(question)
    if not match:
        return question
    two = bool(match["former"] or match["latter"] or match["one"] or match["other"])
    named = (two and _asked(earlier)) or names
    at = _place(match)
    if not named or at >= len(named) or (two and len(named) != 2):
        return question
    return question[: match.start()] + named[at] + question[match.end() :]


def named(answer: str) -> list[str]:
    """Return what an answer names in its longest row; [] where one is no name.

    A numbered list names nothing.
    """
    if _LIST.search(answer):
        return []
    rows = [_BETWEEN.split(row[0]) for row in _ROW.finditer(_MARKS.sub("", answer))]
    longest = max(rows, key=len, default=[])
    if longest:
        longest = [_LEADS.sub("", longest[0]), *longest[1:]]
    quoted = [match[0] for one in longest if (match := _QUOTED.search(one))]
    if quoted and len(quoted) == len(longest):
        return quoted
    return longest if all(len(one) <= _MOST for one in longest) else []


def _place(match: re.Match[str]) -> int:
    if match["last"] or match["end"] or match["latter"] or match["other"]:
        return -1
    if match["han"]:
        return _HAN.index(match["han"])
    return _ENGLISH.index(match["english"].lower()) if match["english"] else 0


def _asked(question: str) -> list[str]:
    asked = parts(question)
    return [own for own in owned(asked) if own] if len(asked) == 2 else []
