"""“And imports?”: what a follow-up names takes its counterpart's place in the earlier question.

Counterparts are of one kind: two periods, two places, two bases of comparison, two quantities, two
words that rule one another out, or two nouns with the same end (医药工业, 装备工业).
"""

import re
from dataclasses import dataclass

import rjieba

from chatbot.language import wording
from chatbot.language.periods import PERIOD
from chatbot.language.places import PLACED
from chatbot.language.wording import ASKS
from chatbot.question import contrasts
from chatbot.question.quantities import METRICS
from index.lexical import has_unspaced
from index.words import everyday

# What a sentence without a verb goes on with, and what follows it.
_ELLIPSIS = re.compile(
    r"^(?:(?:and|or)(?: (?:what|how) about)?|what about|how about)\s+(?P<english>[^?]+)\??$"
    r"|^(?P<chinese>.+?)(?:的|那边|这边|方面)?呢[？?]?$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?P<chinese>[^，。？?]{1,12}?)(?:的|那边|这边|方面)?呢[，,]\s*(?P<after>.+)$"
)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_PREPOSITION = re.compile(r"^(?:in|for|of|by|at|on|from|to|with|during|before|after|since)\b", re.I)
_YEAR = re.compile(r"[今本]年|上个?月|[本当单]月")
_AMOUNT = re.compile(
    r"\d+(?:\.\d+)?[万亿千百]?(?:美?元)?(?:以[上下内]|[到至—–-]\d+(?:\.\d+)?[万亿千百]?(?:美?元)?)"
)
_BASIS = re.compile(r"同比|环比|year[- ]on[- ]year|month[- ]on[- ]month", re.IGNORECASE)
QUANTITY = re.compile("|".join(word for words in METRICS for word in words if len(word) > 1))
# 出口金额 is one quantity.
_QUANTITIES = re.compile(rf"(?:{QUANTITY.pattern})(?:{QUANTITY.pattern}|金额|总额|数额|数量|总量)*")
DATED = re.compile(f"{PERIOD.pattern}|{_YEAR.pattern}", re.IGNORECASE)
_SLOTS = (DATED, PLACED, _AMOUNT, _BASIS, QUANTITY)
# Two nouns with the same last characters are of one kind.
_LEAST_END = 2
# How many X are there, how fast did X grow: what the figure is of.
_ENGLISH_SUBJECT = re.compile(
    r"^how (?:many|much|fast|far|long|large|big|high)\s+"
    r"(?:(?:did|do|does|is|are|was|were|has|have|will)\s+)?(?P<subject>.+?)"
    r"(?=\s+(?:are|is|were|was|did|do|does|have|has|had|will|grow|rise|fall|increase|decrease"
    r"|drop|decline|reach)\b|\?|$)",
    re.IGNORECASE,
)
# What is measured; "exports" takes the place of "the output", whatever it is the output of.
_ENGLISH_QUANTITY = re.compile(
    r"(?:the )?(?:total )?(?:value[- ]added|added value|output|production|exports?|imports?|sales"
    r"|profits?|revenues?|turnover|income|investment|prices?|capacity|share|growth)"
    r"(?: (?:value|volume))?",
    re.IGNORECASE,
)
_OF = (" of ", " in ", " for ")
_CHANGES = re.compile(
    r"同比|环比|增[长加速幅]|下[降滑跌]|上[升涨]|[涨跌降]幅?(?![价本])|提高|减少|回落|总[数量额]|[多少几]+[个家项条户亿万]+"
)
_PART_OF_NOUN = re.compile(r"[nbj]|eng|vn|an")


@dataclass(frozen=True, slots=True)
class Filled:
    """The earlier question with what the follow-up names; ``whole``: nothing of it is left over."""

    question: str
    whole: bool


def named(question: str) -> str:
    """Return what an elliptic question names ("出口" of "出口呢？"); "" if it asks by itself.

    What is asked of it after that ("出口呢，降了多少？") must name nothing of its own.
    """
    match = _ELLIPSIS.search(question.strip()) or _CLAUSE.match(question.strip())
    if not match:
        return ""
    groups = match.groupdict()
    rest = (groups.get("english") or groups["chinese"]).strip()
    after = groups.get("after", "")
    if ASKS.search(rest) or (after and not ASKS.search(after)):
        return ""
    return _quantity(_ARTICLE.sub("", rest))


def _quantity(named: str) -> str:
    """Return the quantity that everyday words say, as 出口 for 卖到国外; ``named`` for others."""
    told = dict(everyday.said(named)).get(named, ())
    return next((word for word in told if QUANTITY.fullmatch(word)), named)


def by_itself(question: str) -> str:
    """Return an elliptic question that names a thing and asks of it as one that needs no other.

    载人飞艇呢，接了多少单 is 载人飞艇接了多少单; "" for any other question.
    """
    match = _CLAUSE.match(question.strip())
    return f"{match['chinese']}{match['after']}" if match and named(question) else ""


def is_whole(question: str) -> bool:
    """Tell whether an elliptic question says nothing beside what it names."""
    return _ELLIPSIS.search(question.strip()) is not None


def thing(earlier: str) -> str:
    """Return what a Chinese question is about, without when, how much and how; "" for nothing."""
    if not has_unspaced(earlier):
        return ""
    return wording.bare(_CHANGES.sub(" ", _QUANTITIES.sub(" ", DATED.sub(" ", earlier))))


def filled(earlier: str, follow_up: str) -> Filled:
    """Return ``earlier`` with each thing that ``follow_up`` names in place of its counterpart."""
    rest = follow_up
    noun = follow_up.strip()
    if (counterpart := _same_end(noun, earlier)) and QUANTITY.search(noun):
        # 液晶面板的产量增速 is all of the question before but for what it is of.
        return Filled(earlier.replace(counterpart, noun, 1), whole=True)
    if phrase := _measured(earlier, noun):
        return Filled(earlier.replace(phrase, noun, 1), whole=True)
    for mine, theirs in contrasts.opposites(rest, earlier):
        earlier = earlier.replace(theirs, mine, 1).replace("企企业", "企")
        rest = rest.replace(mine, " ", 1)
    for slot in _SLOTS:
        match, other = slot.search(rest), slot.search(earlier)
        if match and other:
            earlier = _replaced(earlier, slot, match[0])
            rest = rest.replace(match[0], " ", 1)
    subject = _ENGLISH_SUBJECT.search(earlier)
    named_alone = rest == follow_up and not _PREPOSITION.search(rest) and not ASKS.search(rest)
    # "How many hospitals use 5G": where no verb is known, its object must not be lost.
    ended = subject and (subject.end() < len(earlier.rstrip("? ")) or " " not in subject[1])
    if subject and ended and named_alone:
        start, end = _part(subject, rest.strip())
        earlier = earlier[:start] + rest.strip() + earlier[end:]
        rest = ""
    if counterpart := _same_end(rest.strip(), earlier):
        earlier = earlier.replace(counterpart, rest.strip(), 1)
        rest = ""
    return Filled(earlier, not wording.bare(rest))


def _part(subject: re.Match[str], name: str) -> tuple[int, int]:
    """Return where in an English question ``name`` goes: for the quantity, or for all of it."""
    if _ENGLISH_QUANTITY.fullmatch(name):
        # Output of steel, steel output.
        for other in _ENGLISH_QUANTITY.finditer(subject[1]):
            if other.end() == len(subject[1]) or subject[1].startswith(_OF, other.end()):
                return subject.start(1) + other.start(), subject.start(1) + other.end()
    return subject.span(1)


def _measured(earlier: str, noun: str) -> str:
    """Return what ``earlier`` asks the quantity of, with it, if ``noun`` is such a pair; or "".

    工业机器人产量 takes the place of 装备工业增加值.
    """
    match = QUANTITY.search(noun)
    if not match or match.end() < len(noun) or not _is_noun(noun[: match.start()]):
        return ""
    other = _QUANTITIES.search(earlier)
    if not other or DATED.search(noun):
        return ""
    start = noun_before(earlier, other.start())
    return earlier[start : other.end()] if start < other.start() else ""


def _is_noun(words: str) -> bool:
    return bool(words) and noun_before(words, len(words)) == 0


def noun_before(text: str, end: int) -> int:
    """Return where the run of Chinese nouns that ends at ``end`` begins."""
    words = rjieba.tag(text[:end], False)
    while words and _PART_OF_NOUN.match(str(words[-1][1])):
        end -= len(words.pop()[0])
    return end


def _replaced(earlier: str, slot: re.Pattern[str], words: str) -> str:
    """Return ``earlier`` with ``words`` for the first match, without the others."""
    first = slot.search(earlier)
    if not first:
        return earlier
    return earlier[: first.start()] + words + slot.sub("", earlier[first.end() :])


def _same_end(noun: str, earlier: str) -> str:
    """Return the noun of ``earlier`` that ends like ``noun``, with what stands before it; or ""."""
    for length in range(len(noun) - 1, _LEAST_END - 1, -1):
        end = noun[-length:]
        at = earlier.find(end)
        if at < 0 or not re.fullmatch(r"[\u4e00-\u9fff]+", end):
            continue
        start = noun_before(earlier, at)
        return earlier[start : at + length] if start < at else ""
    return ""
