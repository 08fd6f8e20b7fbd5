"""A text as claims: its sentences, which of them claim nothing, and the clauses of one."""

import re
from collections.abc import Iterator

from chatbot import figures
from chatbot.verify.records import Claim
from chatbot.verify.words import telling
from index.lexical import has_unspaced
from index.structure.sentences import sentences

# What greets, thanks or announces. Closed by intent; whatever else a sentence says is a claim.
_COURTESY = re.compile(
    r"(?:(?:各位|尊敬的|亲爱的)?(?:女士们?|先生们?|朋友们?|来宾|媒体|记者|同志们?|同事|领导|"
    r"网友|读者|嘉宾|老师|听众|大家|你们?|您)"
    r"|早上|上午|中午|下午|晚上|早|好|的|们|非常|十分|衷心|再次|感谢|谢谢|多谢|提问|观看|收看|"
    r"阅读|关注|参加|欢迎|来到|光临|再见|辛苦了?|以上|就是|今天|发布会|到此|结束"
    r"|你好|您好|回答完毕|以下|如下|所示|见|图|表|来源|附|注|谢|[,，、。.!！:：;；\s和与])+"
    r"|(?:(?:hello|hi|dear|good|morning|afternoon|evening|thank|thanks|you|very|much|welcome|"
    r"ladies|and|gentlemen|friends|everyone|all|colleagues"
    r"|goodbye|bye|for|your|attention|questions?|see|below|above|source|note|to|the|"
    r"so)[\s,.!:;]*)+",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[。！!；;….:：，,]\W*$")
_ASKS = re.compile(r"[？?][”\"’）)\s]*$")
_MARKUP = re.compile(r"^\s{0,3}#{1,6}\s|^\s*[-=*_]{3,}\s*$|^\s*\|?[\s:|-]+\|?\s*$")
_NUMBERED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|"
    r"第[一二三四五六七八九十]{1,3}[章节部])"
)
_MOST_HEADING = 30
_CLAUSE = re.compile(
    r"[，；;。！!]|,(?!\d)|(?<=[a-z]) (?=(?:and|while|whereas|but) (?:the|its|their|in|at|lift|"
    r"[a-z]+ed)\b)"
)
# A shorter clause is part of the next one: 一季度，…
_SHORTEST, _SHORTEST_ENGLISH = 7, 30


def split(text: str) -> list[Claim]:
    """Return the sentences of ``text`` in order; "" has none.

    In a text of several lines, a short one without a full stop and without a figure is a heading.
    """
    found = []
    lines = [line for line in text.split("\n") if line.strip()]
    at = 0
    for line in text.split("\n"):
        heading = bool(_MARKUP.match(line)) or (len(lines) > 1 and _is_heading(line))
        for one in sentences(text, at, at + len(line)):
            words = text[one.start : one.end]
            found.append(Claim(one.start, one.end, words, heading))
        at += len(line) + 1
    return found


def _is_heading(line: str) -> bool:
    words = line.strip()
    if len(words) > (_MOST_HEADING if has_unspaced(words) else 2 * _MOST_HEADING):
        return False
    if _NUMBERED.match(line) and not _ENDED.search(words):
        return True
    return not _ENDED.search(words) and not any(one.unit for one in figures.find(words))


def claims_nothing(claim: str) -> bool:
    """Tell whether a sentence asks, greets or thanks, or has no words."""
    words = claim.strip()
    if not re.search(r"\w", words) or _ASKS.search(words):
        return True
    return _COURTESY.fullmatch(words) is not None


def clauses(claim: str) -> list[str]:
    """Return the clauses of a claim; together they are the claim.

    A short one goes with the next (一季度，…), one without a noun with the one before (，增长5%).
    """
    found: list[str] = []
    lead = ""
    for part in _parts(claim):
        lead += part
        if found and not telling(lead):
            found[-1] += lead
        elif len(re.sub(r"\W", "", lead)) >= (
            _SHORTEST if has_unspaced(lead) else _SHORTEST_ENGLISH
        ):
            found.append(lead)
        else:
            continue
        lead = ""
    if lead:
        found = [*found[:-1], found[-1] + lead] if found else [lead]
    return found


def apart(claim: str) -> list[str]:
    """Return a claim of one clause with several figures as one claim for each piece with figures.

    Those after the first begin with its words: 住户存款增加，比上年少增6200亿元. A claim of several
    clauses has none, nor has an English one.
    """
    pieces = list(_parts(claim))
    if len(pieces) < 2 or not has_unspaced(claim) or len(clauses(claim)) > 1:
        return []
    given = [list(figures.find(one)) for one in pieces]
    if not all(given):
        return []
    first = pieces[0]
    for one in reversed(given[0]):
        first = first[: one.start] + first[one.end :]
    return [pieces[0], *(first + one for one in pieces[1:])]


def _parts(claim: str) -> Iterator[str]:
    """Yield the pieces between marks; marks inside quotation marks and brackets part nothing."""
    begin = depth = 0
    stops = {match.start(): match.end() for match in _CLAUSE.finditer(claim)}
    for at, character in enumerate(claim):
        depth += (character in "“《（(「") - (character in "”》）)」")
        if at in stops and depth <= 0:
            yield claim[begin : stops[at]]
            begin = stops[at]
    if claim[begin:].strip():
        yield claim[begin:]
