"""What a line says of itself: a speaker's label, an enumeration's marker, a heading, a credit.

Layout repair and the structure of a briefing both go by these.
"""

import re
from functools import lru_cache

from index.names import is_byline
from index.names import is_introduced as is_introduced
from index.structure.labels import Label as Label
from index.structure.labels import label as label
from index.structure.labels import speakers as speakers
from index.structure.markers import RUNNING as RUNNING
from index.structure.markers import Marker as Marker
from index.structure.markers import Style as Style
from index.structure.markers import bullet as bullet
from index.structure.markers import marker as marker
from index.structure.particulars import is_particular as is_particular
from index.structure.tables import is_row

# What may follow the end of a sentence; longer runs of it end nothing.
_CLOSERS = "”’\"'）)」』》】]*_"
_MOST_CLOSERS = 8
_CHAIRED = re.compile(r"^(?:主持人?|出席(?:人员)?|发布人|嘉宾)[：:]\s*")
_MOST_IN_BRACKETS = 120
_ABBREVIATION = re.compile(
    r"(?<![A-Za-z])(?:Mr|Mrs|Ms|Dr|Prof|St|Nos?|vs|Fig|Sec|Art|Vol|Gen|Gov|Sen|Rep|approx"
    r"|e\.g|i\.e|cf|pp?|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z](?:\.[A-Z])*)\.$"
)
# （责任单位：市商务局） after the last sentence of a paragraph.
_IN_BRACKETS_LAST = re.compile(r"[。！？!?；;][”’」』]?\s*[（(][^（()）]*[）)]$")
_STOP_INSIDE = re.compile(r"[。！？；!?;]|\.\s")
_MOST_HEADING = 40
# Of a law or a notice: 第三条　…, **第三条 …**
_ARTICLE = re.compile(r"[*_]{0,2}第[一二三四五六七八九十百零\d]{1,5}[条章节款](?![件例])")
_MARKDOWN = re.compile(r"#{1,6}(?:\s|(?=[^#\s]{1,60}$))")

_MOST_CREDIT = 60
_CREDIT = re.compile(
    r"(?:责任?编辑?|(?:责任|值班|执行|本[版期])?编辑|校对|审核|(?:信息|文章|稿件)?来源|作者|监制|摄影|文字|图片"
    r"|供稿|通讯员|编审|排版|Editor|Source|Photo)(?:\s?[:：]|\s?[/／])[^。？?]{1,50}"
    r"|Photo by .{1,40}"
    r"|(?:本[版报刊网台].{0,20})?(?:记者|通讯员)[^：:。？?]{1,30}(?:整理|摄|供稿|报道|编辑)"
    r"|[（(【\[](?:完|记者|本[版报刊网]|来源|责编|责任编辑|编辑|end)[^。]{0,50}[）)】\]]"
)
_BYLINE_ROLE = re.compile(
    r"(?:本[报刊网台]|新华社|特约|见习|实习|责任|值班)?"
    r"(?:记者|通讯员|责编|编辑|校对|文字|图片|摄影|作者|整理)\s?[:：]?"
)
_PAGE_NUMBER = re.compile(
    r"[—–\-·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[,，/／]?\s*(?:共\s*)?\d{1,4}\s*页?)?[—–\-·\s]*"
    r"|[Pp]age\s+\d+(?:\s+of\s+\d+)?"
)
# Where and when: (2026年1月28日，省新闻发布中心).
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")
_RULE = re.compile(r"(?:[-*_=~—－＝]\s?){3,}")


def opens_item(line: str) -> bool:
    """Tell whether a line begins a point, an article, a table row or a Markdown heading."""
    return (
        is_row(line)
        or is_markdown_heading(line)
        or _ARTICLE.match(line) is not None
        or marker(line, 0, line_start=True) is not None
    )


def is_finished(line: str) -> bool:
    """Tell whether a line ends where a sentence can end."""
    for back in range(1, min(len(line), _MOST_CLOSERS) + 1):
        mark = line[-back]
        if mark in "。！？!?；;：:…":
            return True
        if mark == ".":
            return not ends_with_abbreviation(line[: len(line) - back + 1])
        if mark not in _CLOSERS:
            break
    return _IN_BRACKETS_LAST.search(line[-_MOST_IN_BRACKETS:]) is not None


def ends_with_abbreviation(words: str) -> bool:
    """Tell whether the full stop at the end of ``words`` belongs to an abbreviation."""
    return _ABBREVIATION.search(words[-12:]) is not None


def is_credit(line: str) -> bool:
    """Tell whether a line is no part of the briefing: a credit, a page number, a drawn rule."""
    return len(line) <= _MOST_CREDIT and _is_credit(line)


# Repair and structure ask it of a line, and of its neighbours, several times over.
@lru_cache(maxsize=256)
def _is_credit(line: str) -> bool:
    before, *names = _BYLINE_ROLE.split(line)
    if not before and names and all(is_byline(each.strip(" 、/／|")) for each in names):
        return True
    return any(cue.fullmatch(line) for cue in (_CREDIT, _PAGE_NUMBER, _RULE))


def is_markdown_heading(line: str) -> bool:
    """Tell whether Markdown's signs make a line a heading."""
    return _MARKDOWN.match(line) is not None


def is_heading(line: str) -> bool:
    """Tell whether a line could be a heading: short, one clause, no full stop."""
    if is_markdown_heading(line):
        return True
    if not 0 < len(line) <= 2 * _MOST_HEADING:
        return False
    wide = sum(character > "\u2e80" for character in line)
    return (
        len(line) <= (_MOST_HEADING if wide * 2 > len(line) else 2 * _MOST_HEADING)
        and not is_row(line)
        and not _STOP_INSIDE.search(line.rstrip("？?"))
        and not line.endswith(("，", ",", "、", "：", ":", "；", ";", "。", "."))
        # 主持人：林穗 市政府副秘书长
        and not (is_credit(line) or is_introduced(_CHAIRED.sub("", line)))
        and not _IN_BRACKETS.fullmatch(line)
    )
