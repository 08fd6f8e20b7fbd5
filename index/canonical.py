"""The form of a text that words are compared in; what is stored, quoted and shown keeps its own.

Traditional characters become simplified ones, so that a text in either script finds the other, and
half-width marks beside Chinese characters full-width ones, so that one clause is parted from the
next alike in both. One character becomes one, so offsets hold in both.
"""

import re
from collections.abc import Callable
from functools import cache

# The converter leaves this variant of 什么, which all questions are read by.
_VARIANT = "甚么", "什么"
_HAN = r"[\u3400-\u9fff”’」』》）]"
# Brackets stay: they are read in pairs, in either width.
_HALF_WIDTH = re.compile(rf"(?<={_HAN})[,;:?!]|[,;:?!](?=[\u3400-\u9fff“‘「『《（])")
_FULL_WIDTH = str.maketrans(",;:?!", "，；：？！")


def canonical(text: str) -> str:
    """Return ``text`` as it is compared, of the same length."""
    # A lone surrogate cannot be converted; whoever asks with one is told so elsewhere.
    told = _converter()(text.encode("utf-8", "replace").decode())
    told = told.replace(*_VARIANT) if len(told) == len(text) else text
    return _HALF_WIDTH.sub(lambda mark: mark[0].translate(_FULL_WIDTH), told)


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert
