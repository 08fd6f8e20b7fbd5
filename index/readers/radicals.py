"""Radicals that stand in a text for the characters they look like.

Many PDFs, and what is copied from them, have 民 as the radical U+2EA0 and 长 as U+2ED3: the font
draws both with one glyph, and the program that wrote the file took the wrong name for it. No search
finds such words. The pairs are those that Noto Sans CJK SC draws with one glyph.
"""

import re
import unicodedata

_RADICAL = re.compile("[\u2e80-\u2fd5]")
# From the block of radicals that have no compatibility mapping in Unicode.
_SUPPLEMENT = dict(
    zip(
        "⺐⺒⺓⺛⺟⺠⻅⻆⻉⻋⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻮⻯⻰⻱⻲⻳",
        "尢巳幺旡母民见角贝车長镸长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐齿竜龙龜亀龟",
        strict=True,
    )
)
# Unicode names the traditional form of this one.
_OTHERS = {"⼾": "户"}


def plain(text: str) -> str:
    """Return ``text`` with the characters that its radicals stand for, each one for one."""
    return _RADICAL.sub(lambda found: _plain(found[0]), text)


def _plain(radical: str) -> str:
    known = _SUPPLEMENT.get(radical) or _OTHERS.get(radical)
    return known or unicodedata.normalize("NFKC", radical)
