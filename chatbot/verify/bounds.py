"""What makes a figure a bound or an estimate, and which values it may then stand for."""

import re

from chatbot import figures
from chatbot.figures import Found
from chatbot.figures.numerals import ENGLISH_SCALES

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
_NOT_UNDER = re.compile(r"不(?:能|得|可以?|应|会|准|许|允许)$")
# 销量几乎翻了一番
_NEARLY = re.compile(r"(?:几乎|将近|接近|差不多|快要?|近)(?:是|增长|提高|增加|上升)?了?$")
_UNDER = ("少于", "低于", "小于")
# 不能卖到12块以上
_BANNED = re.compile(r"不(?:能|得|可以?|准|许|允许)[^，,。；;不]{0,6}$")
# 接近出行总量的六成
_APART = re.compile(r"(接近|将近|超过|不到|不足|大约|约占?)[^，。；,;]+的\s?$")
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


def bound(qualifier: str, words: str, before: str, after: str) -> str:
    """Return what makes a figure a bound or an estimate: 超, 近, 多 of 一半多; "" if nothing does.

    ``words`` are the figure as written, ``before`` and ``after`` those beside it in its clause.
    """
    if _NOT_OVER.search(before) or (_BANNED.search(before) and _up(qualifier)):
        return "不超过"
    if qualifier in _UNDER and _NOT_UNDER.search(before.removesuffix(qualifier)):
        return "不少于"
    if not qualifier and _NEARLY.search(before):
        return "近"
    if before.endswith("过") and words.startswith("半"):
        return "超过"
    if qualifier or after.startswith(_SOME):
        return qualifier or "多"
    if after.startswith(_BELOW_AFTER):
        return "不到"
    apart = _APART.search(before)
    return apart[1] if apart else ""


def rounds(value: float, claimed: Found, words: str, said: str) -> bool:
    """Tell whether a claim's figure is ``value``, or rounds it and says so by the bound ``said``.

    近七成 for 69.5%, 两成多 for 22.1%, about 5 million for 4.958 million.
    """
    mine = claimed.value
    if figures.close(mine, value):
        return True
    if not _ROUND.search(words) and (not said or _digits(mine) >= _digits(value)):
        return _in_millions(mine, words, value)
    if (step := _step(claimed, words, said)) and _UP.search(said):
        return mine <= value < mine + step
    if step and _BELOW.search(said):
        return mine - step < value < mine
    off = (value - mine) / mine if mine else 1.0
    if _DOWN.search(said):
        return -_ROUNDED <= off <= 0
    if _UP.search(said):
        return 0 <= off <= _ROUNDED
    return abs(off) <= _ROUNDED / 2


def _step(claimed: Found, words: str, said: str) -> float:
    """Return by how much a figure with a bound may be off: 两成多 is under three, 四百多 under 500.

    0 where a tenth of it counts.
    """
    if size := next((size for word, size in _STEPS.items() if words.endswith(word)), 0.0):
        return size
    if claimed.unit == "%" and claimed.value < _FEW_PER_CENT:
        return 1.0
    if said not in _SOME or claimed.value < 1:
        return 0.0
    digits = figures.plain(claimed.value)
    return float(10 ** (len(digits) - len(digits.rstrip("0")))) if digits.isdigit() else 0.0


def _in_millions(mine: float, words: str, value: float) -> bool:
    """Tell whether English gives three digits of a large value: 2.18 million of 2,183,000."""
    scaled = _MILLIONS.search(words)
    if not scaled:
        return False
    scale = ENGLISH_SCALES[scaled["scale"].casefold()]
    places = len(scaled["places"] or "")
    exact = figures.close(round(value / scale, places), mine / scale)
    return _digits(mine) >= _LEAST_DIGITS and exact


def _digits(value: float) -> int:
    return len(figures.plain(abs(value)).replace(".", "").strip("0"))


def opposed(one: str, other: str) -> bool:
    """Tell whether one bound is a lower one and the other an upper one: 至少, 至多."""
    return (_up(one) and _down(other)) or (_down(one) and _up(other))


def _up(qualifier: str) -> bool:
    return _UP.search(qualifier) is not None and not _down(qualifier)


def _down(qualifier: str) -> bool:
    return _DOWN.search(qualifier) is not None
