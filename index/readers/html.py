"""A web page's text, with its structure kept as lines: headings, paragraphs, items, rows."""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from index.readers import decode
from index.readers.html_lines import Lines
from index.readers.refusal import damage, refusal
from index.records import Source

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_ADVICE = "save the page again with a browser, or save its text as UTF-8 in a .txt file"
_CHARSET = re.compile(
    rb"""<meta[^>]*?charset\s*=\s*["']?\s*([\w:-]+)|<\?xml[^>]*?encoding\s*=\s*["']([\w:-]+)""",
    re.I,
)
_CHARSET_WITHIN = 4096
# What pages call their encoding, and the superset that they may mean by it.
_CODECS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "iso-8859-1": "cp1252",
    "windows-1252": "cp1252",
    "shift_jis": "cp932",
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
}

_NEVER = (
    *("script", "style", "noscript", "template", "head", "dialog"),
    *("button", "select", "option", "textarea", "datalist"),
    *("svg", "math", "canvas", "iframe", "object", "audio", "video", "map"),
)
_AROUND = ("nav", "header", "footer", "aside", "form")
# Some sites put the whole page into a form, and an article's title into its header.
_CONTENT = ("p", "h1", "article", "main")
_ARTICLES = ("article", "main")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
# <title> often goes on with the names of the column and of the site.
_SITE = re.compile(r"\s*[_|｜\-–—]")


def sources(path: Path) -> Iterator[Source]:
    """Yield the one text of a web page: what a reader sees of the article, without its frame.

    The article is the one ``<article>`` or ``<main>`` that holds most of the text, if there is one.
    Headings are Markdown headings, paragraphs are parted by blank lines; an item of a list is a
    line, numbered in ordered lists, with a dash before it in others; a row of a table is a line
    with tabs between its cells.

    Raises:
        ReadError: the file is not text, or a page without any.
    """
    data = path.read_bytes()
    text = decode.text(data, path, _declared(data))
    with damage(path, "an HTML page", _ADVICE):
        title, body = _read(text)
    if not body:
        raise refusal(path, f"expected a page with text, found none that a reader sees; {_ADVICE}")
    yield Source(body, title)


def _declared(data: bytes) -> str:
    """Return the codec that the page names, "" for none or one that says nothing."""
    found = _CHARSET.search(data, 0, _CHARSET_WITHIN)
    label = (found[1] or found[2]).decode("latin-1").lower() if found else ""
    return _CODECS.get(label, "")


def _read(text: str) -> tuple[str, str]:
    from bs4 import BeautifulSoup

    with warnings.catch_warnings():
        # bs4 warns where a page looks like XML or like a file name: it is read as a page anyway.
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(text.encode(), "lxml", from_encoding="utf-8")
    title = _words(soup.title) if soup.title else ""
    _strip(soup)
    heading = _words(soup.h1) if soup.h1 else ""
    if not title or (title.startswith(heading) and _SITE.match(title, len(heading))):
        title = heading or title
    lines = Lines()
    lines.add(_article(soup))
    return decode.clean(title), decode.clean(lines.text())


def _words(tag: "Tag") -> str:
    return " ".join(tag.get_text().split())


def _strip(soup: "BeautifulSoup") -> None:
    """Take out of the tree what a reader does not see, or sees on every page of the site."""
    # Taken out, not decomposed: bs4 searches a whole element to tell whether it is decomposed.
    for tag in [*soup.find_all(_NEVER), *soup.find_all(_is_hidden)]:
        tag.extract()
    lengths = _lengths(soup)
    inside = _inside(soup)
    for tag in soup.find_all(_AROUND):
        if tag.name == "header":
            belongs = id(tag) in inside
        else:
            most = lengths[id(tag)] * 2 > lengths[id(soup)]
            belongs = tag.name == "form" and most and tag.find(_CONTENT) is not None
        if not belongs:
            tag.extract()


def _is_hidden(tag: "Tag") -> bool:
    if tag.name in ("html", "body"):
        return False
    return tag.has_attr("hidden") or _HIDING.search(str(tag.get("style", ""))) is not None


def _article(soup: "BeautifulSoup") -> "Tag":
    """Return the innermost ``<article>`` or ``<main>`` with most of the text, or the whole page."""
    lengths = _lengths(soup)
    whole = lengths[id(soup)]
    found = [tag for tag in soup.find_all(_ARTICLES) if lengths[id(tag)] * 2 > whole]
    # Two that both hold most of the text can only be one within the other.
    return found[-1] if found else soup


def _lengths(soup: "BeautifulSoup") -> dict[int, int]:
    """Return the length of the text in every element, by its identity, in one pass."""
    from bs4.element import NavigableString, Tag

    lengths: dict[int, int] = {}
    # Backwards, children come before their parents.
    for tag in reversed([soup, *soup.find_all(True)]):
        length = 0
        for child in tag.children:
            if isinstance(child, Tag):
                length += lengths[id(child)]
            elif type(child) is NavigableString:
                length += len(child.strip())
        lengths[id(tag)] = length
    return lengths


def _inside(soup: "BeautifulSoup") -> set[int]:
    """Return the identities of all elements in an ``<article>`` or ``<main>``, and of those."""
    inside: set[int] = set()
    for tag in soup.find_all(True):
        if tag.name in _ARTICLES or id(tag.parent) in inside:
            inside.add(id(tag))
    return inside
