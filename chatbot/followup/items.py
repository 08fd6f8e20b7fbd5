"""“And the first one?”, where the answer before names things in a row: its name takes the place.

A numbered list is another matter: its points are looked for where it stands.
"""

import re
from collections.abc import Sequence

from chatbot.lists import asked_list
from chatbot.question.parts import owned, parts

# 第一个 alone, not 我国第一个实验室: nothing is named before it, and what follows asks or tells.
_ONE_OF = re.compile(
    r"^(?:那么?|其中的?|里面的?|好的?)?[，,\s]*(?P<of>第(?P<han>[一二三四五六七八九十])[个家款种座处类批艘架位]"
    r"|(?P<last>最后一?[个家款种座处位]))"
    r"(?=$|[？?，,。的是呢有在叫要会能从由为几多]|什么|哪|怎|何|大概|大约|一共)"
    r"|(?P<two>(?P<former>前者|\bthe former\b)|后者|\bthe latter\b)"
    r"|\bthe (?:(?P<english>first|second|third|fourth|fifth)|(?P<end>last)) one\b",
    re.IGNORECASE,
)
_LIST = re.compile(r"(?m)^2\. ")
_ITEM = re.compile(r"(?m)^\d{1,2}\. (?P<item>.+)$")
_MARKS = re.compile(r"\[\d+\]|\*\*")
_QUOTED = re.compile(r"[“《「][^”》」]{1,20}[”》」]")
# 分别是东河区的: what leads to a name in a row.
_LEADS = re.compile(r"^.*?(?:分别(?:是|为|位于)?|包括|也就是|就是|即|有|是|为)")
_MOST = 12


def resolved(question: str, earlier: str, names: Sequence[str]) -> str:
    """Return ``question`` with the name of a thing that it points at by its place: 第一个, 后者.

    The things are ``names``, or the two that the ``earlier`` question compares. It is unchanged
    where it points at none of them.
    """
    match = _ONE_OF.search(question)
    if not match:
        return question
    named = (match["two"] and _asked(earlier)) or names
    at = _place(match)
    if not named or at >= len(named) or (match["two"] and len(named) != 2):
        return question
    start, end = match.span("of") if match["of"] else match.span()
    return question[:start] + named[at] + question[end:]


def is_list(answer: str) -> bool:
    """Tell whether an answer is a numbered list."""
    return _LIST.search(answer) is not None


def numbered(answer: str) -> list[str]:
    """Return the items of a numbered list, without their citations; [] for another answer."""
    return [_MARKS.sub("", match["item"]).strip() for match in _ITEM.finditer(answer)]


def named(answer: str) -> list[str]:
    """Return what an answer names in its longest row; [] where one is no name.

    A numbered list names nothing.
    """
    if is_list(answer):
        return []
    longest = max(asked_list.rows(_MARKS.sub("", answer)), key=len, default=[])
    if longest:
        longest = [_LEADS.sub("", longest[0]), *longest[1:]]
    quoted = [match[0] for one in longest if (match := _QUOTED.search(one))]
    if quoted and len(quoted) == len(longest):
        return quoted
    return longest if all(len(one) <= _MOST for one in longest) else []


def _place(match: re.Match[str]) -> int:
    if word := match["han"] or match["english"]:
        return asked_list.nth(word) - 1
    return 0 if match["former"] else -1


def _asked(question: str) -> list[str]:
    asked = parts(question)
    return [own for own in owned(asked) if own] if len(asked) == 2 else []
