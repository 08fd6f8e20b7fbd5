"""An English question that compares two things becomes two questions."""

import re

_IS = r"(?:is|are|was|were)"
_MORE = (
    r"(?:more|less|fewer|higher|lower|larger|bigger|greater|smaller|faster|slower|cheaper|longer|shorter|older"
    r"|younger|dearer|quicker|wider)"
)
_BETWEEN = re.compile(
    r"\b(?:difference|gap)(?: in (?P<of>.+?))? between (?P<first>.+?) and (?P<second>.+)$", re.I
)
# By how much is A larger than B; how much faster did A grow than B.
_THAN = re.compile(
    rf"^(?P<before>.*?)\b(?:by )?how (?:much|many)(?: {_MORE})?(?P<of>(?: \w+){{0,2}}?)"
    rf" (?P<does>{_IS}|did|does|do|has|have) (?P<first>.+?)(?: {_MORE})?"
    rf" than(?: (?:{_IS}|did|does|do|that of|those of|in|for))? (?P<second>.+)$",
    re.I,
)
# What a thing was before, or was to be, is no second thing.
_BASE = re.compile(
    r"\b(?:year|month|quarter|half|week|before|earlier|ago|last|previous|usual|average|expect\w*|planned|it|that"
    r"|this|normal)\b",
    re.I,
)
# Which grew faster, A or B?
_OR = re.compile(
    rf"^(?P<asks>(?=.*\b(?:{_MORE}|most|least)\b).*\b(?:which|who|what)\b[^,:]*)[,:] ?"
    r"(?P<first>[^,]+?) or (?P<second>[^,]+)$",
    re.I,
)


def compared_parts(question: str) -> list[str]:
    """Return the questions for each of the two things that an English question compares.

    [] where it compares none that are named. Each says what is asked of both.
    """
    asked = question.strip(" ?.")
    if match := _BETWEEN.search(asked):
        of = f"{match['of']} of " if match["of"] else ""
        first, second = _whole(match["first"], match["second"])
        return [f"What is {of}{first}", f"What is {of}{second}"]
    match = _THAN.search(asked)
    if match and not _BASE.search(match["second"]):
        first, second = _whole(match["first"], match["second"])
        opening = f"{match['before']}how much{match['of']} {match['does']}"
        return [f"{opening} {first}", f"{opening} {second}"]
    if match := _OR.search(asked):
        return [f"{match['asks']}, {match[side]}" for side in ("first", "second")]
    return []


def _whole(first: str, second: str) -> tuple[str, str]:
    """Return two things with what only one of them says: wind and solar capacity, exports grow."""
    if second.lower().startswith("of ") and " of " in first:
        return first, f"{first[: first.index(' of ')]} {second}"
    mine, theirs = first.split(), second.split()
    if len(mine) < len(theirs) and len(mine) == 1:
        return f"{first} {' '.join(theirs[1:])}", second
    if len(theirs) == 1 and len(mine) > 1:
        return first, f"{second} {' '.join(mine[1:])}"
    return first, second
