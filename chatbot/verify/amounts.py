"""The figures of claims and sentences with the words around them, and which may be the same."""

import re
from dataclasses import dataclass
from functools import lru_cache

from chatbot import figures
from chatbot.figures import Found, Statement, units
from chatbot.verify import bounds
from chatbot.verify.words import telling

# Counting words that stand for one another; 人 and 人次, 套 and 栋 do not.
_ALIKE = tuple(
    frozenset(group.split())
    for group in (
        "人 名 位",
        "元 块 块钱",
        "家 个 所 座 处",
        "辆 台",
        "项 条 个 种 款 类 件",
        "个 只 头",
        "部 台",
        "剂 剂次",
        "次 起 例 件",
        "方面 个 部门",
        "度 千瓦时",
    )
)
_CLAUSE_START = re.compile(r".*[，；。：;:\n]|.*,(?!\d)", re.DOTALL)
_CLAUSE_END = re.compile(r"[，；。、：;:\n]|,(?!\d)")
# 进出口（亿元）：31650
_HEADED = re.compile(
    r"[（(](?P<unit>[万亿千百]*(?:元|美元|套|个|公里|人|吨|家|户|%|"
    r"元/平方米)[^（）()]{0,4})[)）](?P<mark>\s?[：:]?\s?)"
    r"(?P<number>[-−]?\d[\d,]*(?:\.\d+)?)(?![\d%万亿个家套])"
)
_PARTS = "；;。\n"
_CAPITALS = re.compile(r"[A-Z]{2,12}")
_NUMBER_OF = re.compile(r"\bnumber(?:s|ed)?\s(?=\d)")
_LETTERED = re.compile(r"[两三四五六七八九十\d]{1,2}个(?=[大]?字)")
_FIRMS = re.compile(r"(?<=[\d万亿])户(?=(?:小微|民营|中小|市场|经营|个体)?(?:企业|主体|商户))")


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with what it says, as written.

    ``local`` are the words of its clause; ``shared`` those before it that it shares with others
    but for the clauses of figures of its own kind: 民营企业进出口 of 增长7.8%. ``text`` is all.
    """

    said: Statement
    words: str
    local: str
    shared: str
    text: str

    @property
    def bound(self) -> str:
        """What makes it a bound or an estimate: 超, 近, 多 of 一半多."""
        before, _, after = self.local.partition("\0")
        return bounds.bound(self.figure.qualifier, self.words, before, after)

    @property
    def own(self) -> str:
        """The words of its clause, and those before where its clause has no noun."""
        return self.local if telling(self.local) else f"{self.local} {self.shared}"

    @property
    def part(self) -> tuple[int, int]:
        """Where the part of its text begins and ends that no semicolon or full stop cuts."""
        start = max(self.text.rfind(mark, 0, self.figure.start) for mark in _PARTS) + 1
        ends = [self.text.find(mark, self.figure.end) for mark in _PARTS]
        return start, min((end for end in ends if end >= 0), default=len(self.text))

    @property
    def figure(self) -> Found:
        """The figure itself."""
        return self.said.figure

    @property
    def clause(self) -> str:
        """The figure with the words around it."""
        return self.local.replace("\0", self.words).strip()

    @property
    def all(self) -> str:
        """All words that say what it is a figure of."""
        return f"{self.local} {self.shared} {self.said.subject} {self.said.metric}"


def readable(text: str) -> str:
    """Return ``text`` with figures as the finder knows them; no offset changes.

    九个字 count what is said, 198万户企业 are 198万家.
    """
    text = _LETTERED.sub(lambda match: "　" * len(match[0]), text)
    text = _FIRMS.sub("家", text)
    text = _HEADED.sub(r"  \g<mark>\g<number>\g<unit>", text).replace("周岁", "岁 ")
    return _NUMBER_OF.sub(lambda match: f"{'is':>{len(match[0]) - 1}} ", text)


@lru_cache(maxsize=20_000)
def amounts(text: str, year: int | None) -> tuple[Amount, ...]:
    """Return the figures of ``text`` in order; in a table's row the header gives the unit."""
    text = readable(text)
    told = figures.statements(text, year)
    edges = [0, *(one.figure.end for one in told)]
    found: list[Amount] = []
    spans: list[tuple[int, int, str]] = []
    for number, one in enumerate(told):
        start, end, unit = one.figure.start, one.figure.end, one.figure.unit
        opened = _CLAUSE_START.match(text, edges[number], start)
        begin = opened.end() if opened else edges[number]
        until = told[number + 1].figure.start if number + 1 < len(told) else len(text)
        closed = _CLAUSE_END.search(text, end, until)
        stop = closed.start() if closed else until
        parted = max(text.rfind(mark, 0, begin) for mark in "；。;\n") + 1
        shared, at = "", parted
        for first, last, other in spans:
            if last > parted and alike(other, unit):
                shared += text[at : max(at, first)]
                at = max(at, last)
        shared += text[at:begin] if at < begin else ""
        spans.append((begin, end, unit))
        local = f"{text[begin:start]}\0{text[end:stop]}"
        if not telling(local):
            shared = text[parted:begin]
        found.append(Amount(one, text[start:end], local, shared, text))
    return tuple(found)


def alike(one: str, other: str) -> bool:
    """Tell whether two units may count the same; a bare number, as in English, counts anything."""
    one, other = units.name(one), units.name(other)
    if "/" in one + other and one.partition("/")[0] == other.partition("/")[0]:
        return "/" not in one or "/" not in other
    if one == other:
        return True
    if _CAPITALS.fullmatch(one) and other and not other.isascii():
        # 16.1 million EV chargers
        one = ""
    if not one or not other:
        return (one or other) not in units.RATES
    return any(one in group and other in group for group in _ALIKE)


def apart(one: Amount, other: Amount) -> bool:
    """Tell whether two figures are of another kind; 60岁 and a bare 1352万 are."""
    units = one.figure.unit, other.figure.unit
    return all(units) != any(units) or not alike(*units)


def same(one: Amount, other: Amount) -> bool:
    """Tell whether a claim may give ``other`` as ``one``: equal, or rounded and said to be."""
    claimed, told = one.figure, other.figure
    if (claimed.unit, told.unit) in (("%", "倍"), ("倍", "%")) and "番" in one.words + other.words:
        # 翻番 is 提高一倍.
        ratio = 100.0 if told.unit == "倍" else 0.01
        return bounds.rounds(told.value * ratio, claimed, one.words, one.bound)
    if not alike(claimed.unit, told.unit):
        return False
    if claimed.high is not None and told.high is not None:
        return figures.close(claimed.value, told.value) and figures.close(claimed.high, told.high)
    if claimed.high is not None or told.high is not None:
        return False
    if (claimed.value < 0) != (told.value < 0):
        # -6.8% in a table is a fall by 6.8%.
        return figures.close(abs(claimed.value), abs(told.value))
    return bounds.rounds(told.value, claimed, one.words, one.bound)


def rounds(one: Amount, value: float) -> bool:
    """Tell whether a claim's figure is ``value``, or rounds it and says so."""
    return bounds.rounds(value, one.figure, one.words, one.bound)


def opposed(one: Amount, other: Amount) -> bool:
    """Tell whether one figure is a lower bound and the other an upper one: 至少, 至多."""
    return bounds.opposed(one.bound, other.bound)
