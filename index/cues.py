"""What the first words of a line say: a speaker's label, an enumeration's marker, a credit.

Layout repair and the structure of a briefing both go by these.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.records import Role

# A paragraph that ends like this is complete; what closes a quotation or bracket may follow.
_CLOSERS = "”’\"'）)」』》】]*_"
_FINISHED = re.compile(rf"[。！？!?；;：:…][{re.escape(_CLOSERS)}]*$|\.[{re.escape(_CLOSERS)}]*$")
_STOP_INSIDE = re.compile(r"[。！？；!?;]|\.\s")
_MOST_HEADING = 40

_LABEL = re.compile(
    r"[*_#>\s]{0,6}[【\[〔]?(?P<name>[^\n：:，。；？！、,;?!“”\"#|]{1,30}?)[】\]〕]?[*_]{0,2}(?P<colon>[：:])"
    r"[*_]{0,2}(?!//)[ \t\u3000]*"
)
_ASKS = re.compile(
    r"(?:.*(?:记者|提问)|.*问|[^\s]{0,2}问题?\d*|网友|读者|观众|听众|媒体)(?:\d+|[一二三四五六七八九十])?"
    r"|[Qq]\s?\d*|(?i:question|reporter|journalist|press|interviewer)(?:\s?\d+)?"
)
_ANSWERS = re.compile(r"答|回答|答复|解答|答记者问|[Aa]\s?\d*|(?i:answer)(?:\s?\d+)?")
_HOST = re.compile(r".*主持人?|(?i:moderator|host)")
# A label that says what follows, not who speaks.
_TOPIC = re.compile(
    r".*(?:方面|工作|情况|如下|包括|内容|问题|原因|措施|任务|目标|要求|重点|特点|表示|指出|强调|认为|介绍|"
    r"来看|其中|例如|比如|一是|二是|三是|时间|日期|地点|来源|链接|网址|电话|邮箱|地址|编辑|责编|校对|审核|"
    r"作者|摄影|文字|图片|整理|监制|策划|编者按|摘要|提要|导语|关键词|标题|主题|附件|备注|说明|注|图|表|下一步|"
    r"总结|结论|概括|思路|原则|意义|背景|结果|数据|显示|领域)"
)
_OFFICE = re.compile(
    r".*(?:部长|司长|局长|主任|发言人|主席|处长|书记|院长|会长|行长|署长|省长|市长|县长|区长|总经理|董事长|"
    r"总裁|教授|专家|嘉宾|委员|秘书长|总工程师|总师|负责人|研究员|大使|参赞|助理|总监|代表)"
)
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}·[\u3400-\u9fff·]{1,12}")
_LATIN_NAME = re.compile(r"(?:[A-Z][\w.'’-]*)(?: (?:[A-Z][\w.'’-]*|de|van|von|al|bin)){0,4}")

_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九十", 1)}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HAN = "[一二三四五六七八九十]{1,3}"
_MARKER = re.compile(
    rf"(?P<shi>{_HAN})(?:是(?!否)|要)"
    rf"|第(?P<di>{_HAN})(?:[，,、：:]|是|个?方面(?:是)?|，?要)"
    rf"|其(?P<qi>{_HAN})[，,、是]"
    rf"|[（(](?P<paren>{_HAN})[）)]"
    rf"|(?P<dun>{_HAN})、"
    rf"|[（(](?P<bracket>\d{{1,2}})[）)](?!\d)"
    r"|(?P<dot>\d{1,2})(?:[.．](?!\d)|[、）)](?!\d))[*_]{0,2}\s?"
    rf"|(?P<circle>[{_CIRCLED}])"
    r"|(?P<order>首先|其次|再次|再者|最后)[，,、是]"
    r"|(?P<side>一方面|另一方面)"
    r"|(?P<english>First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth)(?:ly)?,"
)
# These stand at the head of a line or are nothing: 十二、 also occurs inside a sentence.
_LINE_STYLES = frozenset({"paren", "dun", "dot", "bracket"})
_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth")
_BULLET = re.compile(r"[-*+•·▪●■◆]\s")

_CREDIT = re.compile(
    r"(?:责任?编辑?|编辑|校对|审核|来源|作者|监制|摄影|文字|图片|供稿|通讯员|编审|排版|Editor|Source|Photo)"
    r"\s?[:：]?.{0,50}"
    r"|(?:本[版报刊网].{0,20})?(?:记者|通讯员)[^：:。]{1,30}(?:整理|摄|供稿|报道|编辑)"
    r"|[（(【\[](?:完|记者|本[版报刊网]|来源|责编|责任编辑|编辑|end)[^。]{0,50}[）)】\]]"
)
_PAGE_NUMBER = re.compile(
    r"[—–\-·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[,，/／]?\s*(?:共\s*)?\d{1,4}\s*页?)?[—–\-·\s]*"
    r"|[Pp]age\s+\d+(?:\s+of\s+\d+)?"
)


@dataclass(frozen=True, slots=True)
class Label:
    """Who speaks from here: ``role`` is QUESTION or ANSWER, the words begin at ``end``."""

    role: Role
    name: str
    end: int
    host: bool = False


class Style(StrEnum):
    """How the points of one enumeration are marked."""

    SHI = "shi"
    DI = "di"
    QI = "qi"
    PAREN = "paren"
    DUN = "dun"
    BRACKET = "bracket"
    DOT = "dot"
    CIRCLE = "circle"
    ORDER = "order"
    SIDE = "side"
    ENGLISH = "english"


@dataclass(frozen=True, slots=True)
class Marker:
    """The marker of point ``number``, from 1; 0 says "the next one" (其次, 最后)."""

    style: Style
    number: int
    end: int


def speakers(lines: Iterable[str]) -> frozenset[str]:
    """Return the names that label speech in these lines.

    A name is believed if it follows a question, labels two lines or more, or holds an office:
    a single ``总体来看：`` is not a speaker.
    """
    counts: Counter[str] = Counter()
    asked = False
    believed = set()
    for line in lines:
        match = _LABEL.match(line)
        if not match:
            continue
        name = match["name"].strip()
        if _asks(name):
            asked = True
            continue
        if _ANSWERS.fullmatch(name) or not _is_name(name):
            continue
        counts[name] += 1
        if asked or _OFFICE.match(name) or _HOST.fullmatch(name):
            believed.add(name)
        asked = False
    return frozenset(believed | {name for name, count in counts.items() if count > 1})


def label(line: str, names: frozenset[str]) -> Label | None:
    """Return the label that opens ``line``; ``names`` are the document's speakers."""
    match = _LABEL.match(line)
    if not match:
        return None
    name = match["name"].strip()
    if _asks(name):
        return Label(Role.QUESTION, name, match.end())
    if _ANSWERS.fullmatch(name):
        return Label(Role.ANSWER, "", match.end())
    if name in names:
        return Label(Role.ANSWER, name, match.end(), host=bool(_HOST.fullmatch(name)))
    return None


def marker(text: str, at: int, line_start: bool) -> Marker | None:
    """Return the enumeration marker at ``at``; some styles count only at the start of a line."""
    match = _MARKER.match(text, at)
    if not match or match.lastgroup is None:
        return None
    style = Style(match.lastgroup)
    if style.value in _LINE_STYLES and not line_start:
        return None
    number = _number(style, match[match.lastgroup])
    return None if number is None else Marker(style, number, match.end())


def opens_item(line: str) -> bool:
    """Tell whether a line begins a point, a bullet, a table row or a Markdown heading."""
    return (
        line.startswith(("#", "|"))
        or "\t" in line
        or _BULLET.match(line) is not None
        or marker(line, 0, line_start=True) is not None
    )


def is_finished(line: str) -> bool:
    """Tell whether a line ends where a sentence can end."""
    return _FINISHED.search(line) is not None


def is_credit(line: str) -> bool:
    """Tell whether a line is no part of the briefing: an editor's credit, a page number."""
    return len(line) <= 60 and (
        _CREDIT.fullmatch(line) is not None or _PAGE_NUMBER.fullmatch(line) is not None
    )


def is_heading(line: str) -> bool:
    """Tell whether a line could be a heading: short, one clause, no full stop."""
    if line.startswith("#"):
        return True
    wide = sum(character > "\u2e80" for character in line)
    return (
        0 < len(line) <= (_MOST_HEADING if wide * 2 > len(line) else 2 * _MOST_HEADING)
        and not line.startswith("|")
        and "\t" not in line
        and not _STOP_INSIDE.search(line.rstrip("？?！!"))
        and not line.endswith(("，", ",", "、", "：", ":", "；", ";", "。", "."))
        and not is_credit(line)
    )


def _asks(name: str) -> bool:
    return _ASKS.fullmatch(name) is not None and not name.endswith(("访问", "顾问", "学问"))


def _is_name(name: str) -> bool:
    if _OFFICE.match(name) or _HOST.fullmatch(name):
        return True
    if _TOPIC.fullmatch(name):
        return False
    return bool(_HAN_NAME.fullmatch(name) or _LATIN_NAME.fullmatch(name))


def _number(style: Style, mark: str) -> int | None:
    if style is Style.CIRCLE:
        return _CIRCLED.index(mark) + 1
    if style is Style.ORDER:
        return 1 if mark == "首先" else 0
    if style is Style.SIDE:
        return 1 if mark == "一方面" else 2
    if style is Style.ENGLISH:
        return _ORDINALS.index(mark) + 1
    return int(mark) if mark.isdigit() else _han_number(mark)


def _han_number(mark: Sequence[str]) -> int | None:
    """Return 1 to 99 for Chinese numerals; None for what is no numeral, such as 一二."""
    tens, ten, ones = "".join(mark).partition("十")
    if not ten:
        return _DIGITS[tens] if len(tens) == 1 else None
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return None
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
