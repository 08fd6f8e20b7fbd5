"""Pictures that matplotlib drew, as SVG that takes fonts and colours from the page around it."""

import re
from html import escape

# Colours that stand for the page's own: in the SVG each becomes the variable of that name.
INK, QUIET, LINE, ACCENT, BAD = "#010101", "#020202", "#030303", "#040404", "#050505"
_VARIABLES = {INK: "ink", QUIET: "quiet", LINE: "line", ACCENT: "accent", BAD: "bad"}


def inline(text: str, label: str, prefix: str) -> str:
    """Return an SVG file to stand in a page: without what only a file of its own needs.

    ``label`` is what a screen reader says. Several pictures stand in one page and an id may be
    there only once, so each begins with its picture's ``prefix``.
    """
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->", "", text, flags=re.S)
    named = f'role="img" aria-label="{escape(label)}"'
    text = re.sub(r'width="[^"]*pt" height="[^"]*pt"', lambda _: named, text, count=1)
    for colour, name in _VARIABLES.items():
        text = text.replace(colour, f"var(--{name})")
    return re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{prefix}-", text)
