"""The values of numerals, Chinese and Arabic."""

import re

DIGITS = "零一二三四五六七八九"
# As a fraction of a regular expression: 1,234.5 and 12.5, in the digits of any script.
ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
HAN = rf"[{DIGITS}两十百千万亿]+(?:点[{DIGITS}]+)?"
SCALES = {
    "万亿": 1e12,
    "千亿": 1e11,
    "百亿": 1e10,
    "十亿": 1e9,
    "千万": 1e7,
    "百万": 1e6,
    "十万": 1e5,
    "亿": 1e8,
    "万": 1e4,
    "千": 1e3,
    "百": 1e2,
    "": 1.0,
}
ENGLISH_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_WHOLE = re.compile(rf"(?:[{DIGITS}]?[十百千]|[{DIGITS}万亿])+")
# Two digits beside each other (三五) are no number, but an estimate or a name.
_NO_NUMBER = re.compile(r"[一二三四五六七八九]{2}|零[十百千万亿]|十十|百百|千千|^[万亿]+.")


def arabic(words: str) -> float:
    """Return the value of a number in digits, of whatever script, with or without commas."""
    return float(words.replace(",", ""))


def han(words: str) -> float | None:
    """Return the value of a Chinese numeral, 两万五 and 三点六 too; None if it is none."""
    whole, _, fraction = words.replace("两", "二").partition("点")
    if not _WHOLE.fullmatch(whole) or (_NO_NUMBER.search(whole) and whole != "万亿"):
        return None
    value = float(_section(whole))
    if fraction:
        return float(f"{value:.0f}.{''.join(str(DIGITS.index(digit)) for digit in fraction)}")
    return value


def _section(words: str) -> int:
    """Return the value of a numeral without fraction, cut at its largest scale."""
    for mark, scale in (("亿", 10**8), ("万", 10**4)):
        before, found, after = words.rpartition(mark)
        if found:
            return (_section(before) if before else 1) * scale + _after(after, scale)
    total, digit, last = 0, 0, 10
    for character in words:
        if character in _SMALL:
            last = _SMALL[character]
            total += (digit or 1) * last
            digit = 0
        else:
            digit, last = DIGITS.index(character), 10 if character == "零" else last
    # 两百五 is 250, 二十五 is 25.
    return total + (digit * last // 10 if total and last > 10 else digit)


def _after(words: str, scale: int) -> int:
    return DIGITS.index(words) * scale // 10 if words in DIGITS[1:] and words else _section(words)
