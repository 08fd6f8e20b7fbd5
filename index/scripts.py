"""Traditional characters to simplified ones, so that a text in either script finds the other.

Everything that compares words does so in simplified characters; what is stored, quoted and shown
keeps its own. One character becomes one, so offsets hold in both.
"""

from collections.abc import Callable
from functools import cache

# The converter leaves this variant of 什么, which all questions are read by.
_VARIANT = "甚么", "什么"


def simplified(text: str) -> str:
    """Return ``text`` in simplified characters, of the same length; other characters stay."""
    # A lone surrogate cannot be converted; whoever asks with one is told so elsewhere.
    told = _converter()(text.encode("utf-8", "replace").decode())
    return told.replace(*_VARIANT) if len(told) == len(text) else text


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert
