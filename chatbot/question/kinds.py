"""The kind of thing a question asks for, and whether a text has one: a date, a person, a place.

Only kinds that can be told by the words on both sides: a text that has none of them cannot be the
answer, one that has may be.
"""

import re

from chatbot.language.kind_words import KINDS, NOW, TIMES

_RESPONSIBLE = re.compile(
    r"(?:归|由|找|问|去|是)?(?:哪一?[个些家]|什么|谁)(?:部门|单位|机构|科室|委办局)?[^，。？?]{0,6}(?:负责|[主分]?管|牵头|受理|承办|落实|说了算)"
    r"|(?:责任|牵头|主管|负责)的?(?:单位|部门)|归口"
    r"|\b(?:in charge|responsible)\b",
    re.IGNORECASE,
)


def asks_cause(question: str) -> bool:
    """Tell whether ``question`` asks why."""
    return KINDS[0].asked.search(question) is not None


def asks_responsible(question: str) -> bool:
    """Tell whether ``question`` asks which office is in charge of something."""
    return _RESPONSIBLE.search(question) is not None


def not_yet(question: str, sentence: str) -> bool:
    """Tell whether ``question`` asks what there is now, and ``sentence`` tells a target alone."""
    return NOW.asked.search(question) is not None and not NOW.told(sentence)


def is_missing(question: str, sentence: str, around: str, after: str = "") -> bool:
    """Tell whether ``question`` asks for a kind of thing that the text does not have.

    It is looked for in ``sentence``, which may answer, some kinds in its passage ``around`` or in
    the sentence ``after`` too.
    """
    return any(
        kind.asked.search(question)
        and not kind.told(around if kind.anywhere else sentence + after if kind.after else sentence)
        for kind in KINDS
    )


def told_before(question: str, sentence: str, before: str) -> bool:
    """Tell whether the time that ``question`` asks for stands in the sentence ``before`` alone."""
    return any(
        kind.asked.search(question)
        and not kind.given.search(sentence)
        and bool(kind.given.search(before))
        for kind in TIMES
    )


def told_after(question: str, sentence: str, after: str) -> bool:
    """Tell whether what ``question`` asks for stands in the sentence ``after`` alone: a cause."""
    return any(
        kind.after
        and kind.asked.search(question)
        and not kind.given.search(sentence)
        and kind.given.search(after)
        for kind in KINDS
    )
