"""Say a figure in English: 4.958 million, 13.6 percentage points, more than 500 households."""

import re
from decimal import Decimal

from chatbot.figures import units
from chatbot.figures.spans import Found

# One, several; "" where English counts without a word.
_UNITS = {
    "": ("", ""),
    "个": ("", ""),
    "家": ("", ""),
    "项": ("", ""),
    "座": ("", ""),
    "所": ("", ""),
    "条": ("", ""),
    "种": ("", ""),
    "款": ("", ""),
    "台": ("", ""),
    "套": ("", ""),
    "件": ("", ""),
    "架": ("", ""),
    "艘": ("", ""),
    "部": ("", ""),
    "枚": ("", ""),
    "起": ("", ""),
    "只": ("", ""),
    "%": ("percent", "percent"),
    "‰": ("per thousand", "per thousand"),
    "个百分点": ("percentage point", "percentage points"),
    "个基点": ("basis point", "basis points"),
    "倍": ("time", "times"),
    "辆": ("vehicle", "vehicles"),
    "元": ("yuan", "yuan"),
    "美元": ("US dollar", "US dollars"),
    "欧元": ("euro", "euros"),
    "港元": ("Hong Kong dollar", "Hong Kong dollars"),
    "日元": ("Japanese yen", "Japanese yen"),
    "户": ("household", "households"),
    "人": ("person", "people"),
    "名": ("person", "people"),
    "位": ("person", "people"),
    "人次": ("visit", "visits"),
    "次": ("time", "times"),
    "吨": ("tonne", "tonnes"),
    "公斤": ("kilogram", "kilograms"),
    "亩": ("mu", "mu"),
    "公顷": ("hectare", "hectares"),
    "公里": ("kilometre", "kilometres"),
    "米": ("metre", "metres"),
    "平方米": ("square metre", "square metres"),
    "平方公里": ("square kilometre", "square kilometres"),
    "立方米": ("cubic metre", "cubic metres"),
    "千瓦": ("kilowatt", "kilowatts"),
    "千瓦时": ("kilowatt-hour", "kilowatt-hours"),
    "天": ("day", "days"),
    "小时": ("hour", "hours"),
    "分钟": ("minute", "minutes"),
    "秒": ("second", "seconds"),
    "个月": ("month", "months"),
    "岁": ("year", "years"),
    "年": ("year", "years"),
    "张": ("", ""),
    "头": ("", ""),
    "标箱": ("TEU", "TEU"),
    "部门": ("department", "departments"),
    "方面": ("aspect", "aspects"),
}
_BY_NAME = {
    name.lower(): unit
    for unit, names in reversed(_UNITS.items())
    for name in names
    if name not in ("", "time", "times", "year", "years", "visit", "visits", "aspect", "person")
} | {
    "users": "户",
    "kilometers": "公里",
    "meters": "米",
    "tons": "吨",
    "dollars": "美元",
    "rmb": "元",
}
_NAMED = re.compile(
    rf"\b(?:{'|'.join(sorted(map(re.escape, _BY_NAME), key=len, reverse=True))})\b", re.IGNORECASE
)
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_QUALIFIERS = (
    (("不超过", "不高于", "不多于", "不大于", "至多", "最多", "以内", "之内", "以下"), "at most"),
    (("至少", "不少于", "不低于", "不小于", "最少", "以上"), "at least"),
    (("不足", "不到", "不满", "低于", "少于", "小于"), "less than"),
    (("超", "突破", "高于", "大于", "多于", "逾", "过", "余", "多", "有余", "开外"), "more than"),
    (("接近", "将近", "近"), "nearly"),
    (("约", "大概", "左右", "上下"), "about"),
)


def english(figure: Found, sentence: str = "") -> str:
    """Return a figure as English words; a unit without an English name stays as it is.

    What is counted in 户 are users where its ``sentence`` says so, households elsewhere.
    """
    number = _number(figure.value)
    if figure.high is not None:
        number = _range(figure.value, figure.high)
    name = units.name(figure.unit)
    one, several = _UNITS.get(name, (name, name))
    if name == "户" and "用户" in sentence:
        one, several = "user", "users"
    unit = one if abs(figure.value) == 1 and figure.high is None else several
    return " ".join(word for word in (_qualifier(figure.qualifier), number, unit) if word)


def unit_named(text: str) -> str | None:
    """Return the unit that English ``text`` names first (kilometres is 公里); None if it has none.

    ``time`` and ``year`` are left out: they are said of much else.
    """
    match = _NAMED.search(text)
    return _BY_NAME[match[0].lower()] if match else None


def plain(value: float) -> str:
    """Return a number in digits without exponent or needless zeros: 4958000, 14.3."""
    digits = format(Decimal(repr(float(f"{value:.12g}"))), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _number(value: float) -> str:
    scale, word = next(((s, w) for s, w in _SCALES if abs(value) >= s), (1.0, ""))
    whole, point, rest = plain(value / scale).partition(".")
    grouped = f"{int(whole):,}" if abs(int(whole)) >= 1000 else whole
    return f"{grouped}{point}{rest} {word}".rstrip()


def _range(low: float, high: float) -> str:
    first, last = _number(low), _number(high)
    scale = last.partition(" ")[2]
    # 8 to 10 billion, but 800 million to 1 billion.
    return f"{first.removesuffix(f' {scale}') if scale else first} to {last}"


def _qualifier(words: str) -> str:
    return next(
        (name for marks, name in _QUALIFIERS if any(mark in words for mark in marks)),
        words if words.isascii() else "",
    ).lower()
