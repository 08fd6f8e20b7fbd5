"""Enumerations that a sentence announces and the sentences after it tell, without markers."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.records import Enumeration, Sentence
from index.structure import cues
from index.structure.loose import count, enumeration_of, parted, semicolon_parts
from index.structure.points import AFTER_LIST

_COUNTED = "(?:大|个|项|条|件|种|类|步|招|道|方面|板块)"
# 二十二个 is no two, 十几个 no few.
_NUMBER = r"(?<![第年十百两二三四五六七八九\d.])(?:几|[两二三四五六七八九十]|\d)"
# 我们安排了几项针对性的服务。 具体做了四个方面的工作。
_ANNOUNCES = re.compile(
    # 提高2个百分点 and 为期两个月 announce nothing.
    rf"{_NUMBER}(?:{_COUNTED}+(?!百分|基点|月|小时|工作日|星期|人|站|[省市县米元吨])|(?<!\d)点)"
    r"[^，。；：]{0,12}[。：:]$"
)
# 规则做了不少优化。
_SAYS_SOME = re.compile(r"(?:不少|许多|很多|一系列|多项|多方面)[^，。；：\d]{0,8}[。：:]$")
_COUNTED_WORD = re.compile(r"[几两二三四五六七八九十]个(?P<word>[\u4e00-\u9fff]{2})[。：:]$")
_OPENER = re.compile(r"[^，、：。；\n]{1,13}(?=[，：])")
_PREPOSITION = re.compile("在(?![校建线座此职家])|对(?![外此])|从(?![事业])|围绕|针对|面向|为了")
_SEMICOLON = re.compile("[；;]")
_ROW = re.compile(r"[^，。；：、\s]{1,20}(?:、[^，。；：、\s]{1,16}){1,7}")
_BEFORE_ITEM = re.compile("^(?:在|关于|所谓|先[说看讲]|再[说看讲])?[“‘]?")
# So many sentences tell one item.
_MOST_BETWEEN = 4
_SIDE = re.compile("(?:上|端|方面|环节|侧|层面|领域)$")
_SAME_THING = re.compile("它们?|他们|这[类种些项]|要(?![是么素求闻])")
# What speaks of something else, or of all of it.
_LEAVES = re.compile(
    rf"(?:{AFTER_LIST.pattern})|另外|关于|至于|说到|再说|顺便|所以|因此|这[里些]|当然|同时|大家|刚才"
    "|应该说|可以说"
)
# The title of a point is no longer (延时开放，…); as near its opening is the word that is counted.
_SHORT_OPENER = 6
_OPENS = 12
# A lead no longer than this says nothing but that something follows.
_LONGEST_LEAD = 45
_FEWEST = 3
_MOST = 8


def announced_lists(text: str, spans: Sequence[Sentence]) -> list[Enumeration]:
    """Return the enumerations whose points are sentences or clauses without markers, in order.

    The lead says that several things follow (几项服务, 四件事, 不少优化). They are the clauses that
    semicolons part in the next sentence, or the sentences after it: those that open alike
    (在源头上，…。在末端，…。), or else all of the paragraph up to what leaves the subject, as many
    as the lead counts. Three sentences that open alike beside each other need no announcement.
    """
    found: list[Enumeration] = []
    at = 0
    while at + 1 < len(spans):
        points = _points(text, spans, at)
        if points:
            found.append(enumeration_of(spans[at], points))
            at = _from(spans, points[-1].end)
        else:
            at += 1
    return found


def only_announces(sentence: str) -> bool:
    """Tell whether a sentence ends with how many things follow, and is too short for more."""
    return len(sentence) <= _LONGEST_LEAD and _ANNOUNCES.search(sentence) is not None


def _points(text: str, spans: Sequence[Sentence], at: int) -> list[Sentence]:
    """Return what the span ``at`` announces; nothing where it announces nothing."""
    if items := _items(text, spans, at):
        return items
    if parted(text, spans, at + 1) or text[spans[at].end - 1] in "；;":
        return []
    lead = text[spans[at].start : spans[at].end]
    counts = _ANNOUNCES.search(lead)
    number = count(counts[0]) if counts else 0
    after = _paragraph(text, spans, at + 1)
    if not after or any(_is_other(text, one) for one in after[:2]):
        return []
    if (counts or _SAYS_SOME.search(lead)) and (clauses := _clauses(text, spans, at + 1, number)):
        return clauses
    alike = _alike(text, after, lead if counts else "")
    if len(alike) >= (2 if counts else _FEWEST) and number in (0, len(alike)):
        return alike
    all_told = 1 < len(after) <= _MOST and number in (0, len(after))
    return after if all_told and only_announces(lead) else []


def _is_other(text: str, sentence: Sentence) -> bool:
    """Tell whether a sentence is a question, or a point that has a marker."""
    asks = text[sentence.end - 1] in "？?"
    return asks or cues.marker(text, sentence.start, line_start=True) is not None


def _items(text: str, spans: Sequence[Sentence], at: int) -> list[Sentence]:
    """Return the sentences that begin with the items of a row in the lead, in their order.

    思路是挖潜、借力、新建。挖潜，就是…。借力，就是…。 The next paragraph may tell them.
    """
    rows = _ROW.findall(text, spans[at].start, spans[at].end)
    items = re.split("、(?:以及|和)?|以及|和(?![平谐解])", rows[-1]) if rows else []
    if not all(items):
        return []
    starts: list[int] = []
    for i in range(at + 1, min(at + 1 + _MOST_BETWEEN * len(items), len(spans))):
        if len(starts) == len(items) or (not starts and i > at + 1):
            break
        if _opens_with(text[spans[i].start : spans[i].end], items[len(starts)], not starts):
            starts.append(i)
    if not _FEWEST <= len(items) == len(starts):
        return []
    last = semicolon_parts(text, spans, starts[-1])[-1]
    ends = [*(spans[i - 1].end for i in starts[1:]), last.end]
    return [Sentence(spans[i].start, end) for i, end in zip(starts, ends, strict=True)]


def _opens_with(sentence: str, item: str, first: bool) -> bool:
    """Tell whether a sentence opens with an item; words may stand before the ``first`` of a row."""
    start = _BEFORE_ITEM.sub("", sentence)
    least = 2 if first else len(item)
    return any(start.startswith(item[at:]) for at in range(max(len(item) - least, 0) + 1))


def _clauses(text: str, spans: Sequence[Sentence], at: int, number: int) -> list[Sentence]:
    parts = semicolon_parts(text, spans, at)
    start, end = parts[0].start, parts[-1].end
    # A short sentence is not cut at its semicolons.
    ends = dict.fromkeys([*(m.end() for m in _SEMICOLON.finditer(text, start, end)), end])
    clauses = [Sentence(first, last) for first, last in pairwise([start, *ends])]
    if any(cues.marker(text, one.start, line_start=True) for one in clauses):
        return []
    enough = len(clauses) == number if number else len(clauses) >= _FEWEST
    return clauses if enough and len(clauses) > 1 else []


def _paragraph(text: str, spans: Sequence[Sentence], at: int) -> list[Sentence]:
    """Return the sentences from span ``at`` to the end of its paragraph or of the subject."""
    whole: list[Sentence] = []
    while at < len(spans) and not (whole and parted(text, spans, at)):
        parts = semicolon_parts(text, spans, at)
        if _LEAVES.match(text, spans[at].start):
            break
        whole.append(Sentence(spans[at].start, parts[-1].end))
        at += len(parts) - parts.index(spans[at])
    return whole


def _alike(text: str, after: Sequence[Sentence], lead: str) -> list[Sentence]:
    """Return the first sentences that open like the first of all, one after the other.

    After a ``lead`` that counts also by a title of as many characters, or the word that is counted.
    """
    counted = _COUNTED_WORD.search(lead)
    word = counted["word"] if counted else ""
    first = _way(text, after[0], word)
    if not first or (first.isdigit() and not lead):
        return []
    alike: list[Sentence] = []
    for one in after:
        if _way(text, one, word) != first:
            break
        alike.append(one)
    return alike


def _way(text: str, sentence: Sentence, word: str) -> str:
    """Return in which way a sentence opens: a word, or as a number the length of its title.

    "" if in none that others share.
    """
    start = text[sentence.start : sentence.end]
    if word and word in start[:_OPENS]:
        return word
    if same := _SAME_THING.match(start):
        return same[0]
    opener = _OPENER.match(start)
    if not opener:
        return ""
    if preposition := _PREPOSITION.match(opener[0]):
        return preposition[0]
    if side := _SIDE.search(opener[0]):
        return side[0]
    return str(len(opener[0])) if len(opener[0]) <= _SHORT_OPENER else ""


def _from(spans: Sequence[Sentence], end: int) -> int:
    return next((i for i, one in enumerate(spans) if one.start >= end), len(spans))
