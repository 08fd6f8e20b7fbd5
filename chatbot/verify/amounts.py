"""The figures of claims and sentences with the words around them, and which may be the same."""

import re
from dataclasses import dataclass
from functools import lru_cache

from chatbot import figures
from chatbot.figures import Found, Statement, units
from chatbot.figures.numerals import ENGLISH_SCALES
from chatbot.verify.words import telling

# Counting words that stand for one another; 人 and 人次, 套 and 栋 do not.
_ALIKE = tuple(
    frozenset(group.split())
    for group in (
        "人 名 位",
        "人 个",
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
_UP = re.compile(
    r"不[少低小]于|不下|超|逾|突破|(?<!不)(?:高于|大于|多于)|以上|余|多(?!于)|至少|more than|"
    r"over|at least",
    re.I,
)
_DOWN = re.compile(
    r"不(?:超过|高于|多于|大于)|不足|不到|不满|(?<!不)(?:低于|少于|小于)|近|以下|以内|之内|"
    r"至多|最多|less than|fewer than(?<!no fewer than)|under|nearly|almost|at most|up to|close "
    r"to|no more",
    re.I,
)
_NOT_OVER = re.compile(r"不(?:能|得|可以?|应|会|准|许|允许)(?:超过|高于|多于|大于)\s?$")
# 不能卖到12块以上
_BANNED = re.compile(r"不(?:能|得|可以?|准|许|允许)[^，,。；;不]{0,6}$")
# 接近出行总量的六成
_APART = re.compile(r"(接近|将近|超过|不到|不足|大约|约占?)[^，。；,;]+的\s?$")
_PARTS = "；;。\n"
_CAPITALS = re.compile(r"[A-Z]{2,12}")
_NUMBER_OF = re.compile(r"\bnumber(?:s|ed)?\s(?=\d)")
_LETTERED = re.compile(r"[两三四五六七八九十\d]{1,2}个(?=[大]?字)")
_FIRMS = re.compile(r"(?<=[\d万亿])户(?=(?:小微|民营|中小|市场|经营|个体)?(?:企业|主体|商户))")
# What says 超过 or 近 may round by so much.
_ROUNDED = 0.1
# 两成多 is less than three, 一半以上 less than two thirds.
_STEPS = {"成": 10.0, "倍": 1.0, "半": 50 / 3, "half": 50 / 3}
_BELOW = re.compile(r"不足|不到|不满")
_FEW_PER_CENT = 10
_BELOW_AFTER = ("不到", "不足", "不满")
_SOME = ("多", "强", "余", "有余", "还多")
_MILLIONS = re.compile(r"\d(?:\.(?P<places>\d+))? (?P<scale>million|billion|trillion)", re.I)
_LEAST_DIGITS = 3
# 两成 and 三分之一 are round by themselves.
_ROUND = re.compile(r"成|倍|分之|half|third|quarter|一半|半数", re.IGNORECASE)


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
        if _NOT_OVER.search(before) or (_BANNED.search(before) and _up(self.figure.qualifier)):
            return "不超过"
        if before.endswith("过") and self.words.startswith("半"):
            return "超过"
        if self.figure.qualifier or after.startswith(_SOME):
            return self.figure.qualifier or "多"
        if after.startswith(_BELOW_AFTER):
            return "不到"
        apart = _APART.search(before)
        return apart[1] if apart else ""

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
        return figures.close(claimed.value, told.value * ratio)
    if not alike(claimed.unit, told.unit):
        return False
    if claimed.high is not None and told.high is not None:
        return figures.close(claimed.value, told.value) and figures.close(claimed.high, told.high)
    if claimed.high is not None or told.high is not None:
        return False
    if (claimed.value < 0) != (told.value < 0):
        # -6.8% in a table is a fall by 6.8%.
        return figures.close(abs(claimed.value), abs(told.value))
    return rounds(one, told.value)


def rounds(one: Amount, value: float) -> bool:
    """Tell whether a claim's figure is ``value``, or rounds it and says so.

    近七成 for 69.5%, 两成多 for 22.1%, about 5 million for 4.958 million.
    """
    claimed, bound = one.figure.value, one.bound
    if figures.close(claimed, value):
        return True
    if not _ROUND.search(one.words) and (not bound or _digits(claimed) >= _digits(value)):
        return _in_millions(one, value)
    if (step := _step(one)) and _UP.search(bound):
        return claimed <= value < claimed + step
    if step and _BELOW.search(bound):
        return claimed - step < value < claimed
    off = (value - claimed) / claimed if claimed else 1.0
    if _DOWN.search(bound):
        return -_ROUNDED <= off <= 0
    if _UP.search(bound):
        return 0 <= off <= _ROUNDED
    return abs(off) <= _ROUNDED / 2


def _step(one: Amount) -> float:
    """Return how much more a figure with a bound may be: 两成多 is less than three, 四百多 than 500.

    0 where a tenth of it counts.
    """
    value = one.figure.value
    if size := next((size for word, size in _STEPS.items() if one.words.endswith(word)), 0.0):
        return size
    if one.figure.unit == "%" and value < _FEW_PER_CENT:
        return 1.0
    if one.bound not in _SOME or value < 1:
        return 0.0
    digits = figures.plain(value)
    return float(10 ** (len(digits) - len(digits.rstrip("0")))) if digits.isdigit() else 0.0


def _in_millions(one: Amount, value: float) -> bool:
    """Tell whether English gives three digits or more of a large value: 2.18 million of 2,183,000."""
    scaled = _MILLIONS.search(one.words)
    if not scaled:
        return False
    scale = ENGLISH_SCALES[scaled["scale"].casefold()]
    places = len(scaled["places"] or "")
    return _digits(one.figure.value) >= _LEAST_DIGITS and figures.close(
        round(value / scale, places), one.figure.value / scale
    )


def _digits(value: float) -> int:
    return len(figures.plain(abs(value)).replace(".", "").strip("0"))


def opposed(one: Amount, other: Amount) -> bool:
    """Tell whether one figure is a lower bound and the other an upper one: 至少, 至多."""
    return (_up(one.bound) and _down(other.bound)) or (_down(one.bound) and _up(other.bound))


def _up(qualifier: str) -> bool:
    return _UP.search(qualifier) is not None and not _down(qualifier)


def _down(qualifier: str) -> bool:
    return _DOWN.search(qualifier) is not None
