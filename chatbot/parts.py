"""A question that asks two things becomes two questions."""

import re
from collections.abc import Sequence
from itertools import takewhile

from chatbot.constraints import METRICS
from chatbot.periods import PERIOD
from chatbot.wording import ASKS, bare

_CLAUSES = re.compile(
    r"[？?；;，]|,\s|\band (?=what|which|who|when|where|why|how)\b"
    r"|以及(?=[^，]{0,20}(?:多少|几|哪|谁|什么))"
)
# Two things side by side that are asked the same: "A和B各有多少", "A与B哪个快".
_BOTH = re.compile(
    r"^(?P<before>.*?[，,的：:在]|)(?P<first>[^，,。]{2,24}?)(?:和|与|跟|同|以及|、|还是)(?P<second>[^，,。、]{2,24}?)"
    r"(?:(?<!\d)这?[两二2](?!\d)(?:者|个|项|种|类|样)?(?P<kind>[^，,。]{0,8}?))?(?:[，,](?P<when>[^，,。]{0,8}?))?"
    r"(?P<after>(?:各自?|分别|哪[个项种一者边]|谁|相比|比较|比起来|之间|孰|有何不同|有什么(?:不同|区别|差别)|侧重).*)$"
)
# "Did A or B grow faster": the two stand at the end.
_EITHER = re.compile(
    r"^(?P<before>.+?的是|.*?[，,：:]是?|[^，,。]{1,12}是|)(?P<first>[^，,。]{2,20}?)，?还是(?P<second>[^，,。]{2,20})$"
)
_EACH = re.compile(r"各自?|分别|相比|比较|之间")
# "各是多少" and "哪个高" ask of what was named before.
_BARE = re.compile(
    r"各自?|分别|相比|比较|之间|哪[一]?[个项种类者边]|谁|孰|更|差[别距]|相差|几比几|是(?=几比几)|[高低快慢多少大小](?:一?些|一?点)?|增长|增速"
)
# What is asked of a thing begins with a period or a quantity: 电子制造业|一季度增速.
_MEASURED = re.compile(
    "|".join((PERIOD.pattern, *(w for names in METRICS for w in names if len(w) > 1), "[增降]"))
)


def parts(question: str) -> list[str]:
    """Return the questions that ``question`` is made of: itself alone, or two to four.

    A part keeps the words that come before all parts, so that it can be searched by itself.
    """
    clauses = _asking_clauses(question)
    if len(clauses) > 1:
        return clauses
    # What is said after the question ("give both figures") belongs to no part.
    first, *rest = re.split(r"[？?](?!$)", question)
    bare = (question if any(map(ASKS.search, rest)) else first).strip("？? ")
    if both := _BOTH.match(bare):
        after = (both["kind"] or "") + (both["when"] or "") + _EACH.sub("", both["after"])
        return [both["before"] + each + after for each in _shared(both["first"], both["second"])]
    if either := _EITHER.match(bare):
        return [either["before"] + each for each in _shared(either["first"], either["second"])]
    return [question]


def owned(asked: Sequence[str]) -> list[str]:
    """Return for each part what only it says: between what all begin and all end with.

    "" where they have less than half of their words in common: then each is a question of its own.
    """
    ahead = _alike(asked)
    behind = _alike([part[ahead:][::-1] for part in asked])
    own = [part[ahead : len(part) - behind] for part in asked]
    return own if 2 * max(map(len, own)) <= max(map(len, asked)) else [""] * len(asked)


def _alike(words: Sequence[str]) -> int:
    """Return with how many characters all of ``words`` begin alike."""
    return sum(1 for _ in takewhile(lambda each: len(set(each)) == 1, zip(*words, strict=False)))


def _shared(first: str, second: str) -> tuple[str, str]:
    """Return two things with what only one says: A和B的产量, A的产量和出口, 一季度和二季度增速."""
    if PERIOD.fullmatch(first) and (period := PERIOD.match(second)):
        return first + second[period.end() :], second
    if "的" in second and "的" not in first:
        first += second[second.index("的") :]
    elif "的" in first and "的" not in second:
        second = first[: first.index("的") + 1] + second
    elif (tail := _MEASURED.search(second, 2)) and not _MEASURED.search(first):
        first += second[tail.start() :]
    return first, second


def _asking_clauses(question: str) -> list[str]:
    """Return the clauses that ask, each with what was said before it and asks nothing."""
    found: list[str] = []
    opening = ""
    for clause in _CLAUSES.split(question):
        if not clause or not clause.strip() or (found and not bare(_BARE.sub("", clause))):
            continue
        if ASKS.search(clause):
            found.append(f"{opening}{clause.strip()}")
        else:
            opening += clause.strip() + "，"
    return found[:4]
