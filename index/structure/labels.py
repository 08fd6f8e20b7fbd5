"""Who speaks: the labels that open a line, such as ``记者：``, ``张云明：`` or ``MS. LIN:``."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from index.names import PERSON, is_byline, is_introduced, is_person
from index.records import Role
from index.structure.particulars import is_particular

_LABEL = re.compile(
    r"[\ufeff*_#>\s]{0,8}(?P<number>\d{1,3}[.、．)）]\s?|[一二三四五六七八九十]{1,3}、)?"
    r"[【\[〔]?(?P<name>[^\n：:，。；？！,;?!\"#|【\[]{1,40}?)[】\]〕]?[*_]{0,2}[：:]"
    r"[】\]〕]?[*_]{0,2}(?!//)[ \t\u3000]*"
)
_BRACKETED = re.compile(
    r"[\ufeff*_>\s]{0,8}(?P<number>)【(?P<name>[^\n：:，。；？！,;?!【】]{1,20})】[*_]{0,2}\s*"
)
_COLON = re.compile(r"[：:】]")
_MOST_LABEL = 64
_NOTE = re.compile(r"(?P<name>.+?)\s?[（(［\[〔](?P<note>[^（）()［］\[\]〔〕]{1,30})[）)］\]〕]")
_COUNT = r"(?:\s?\d{1,3}|\s?[一二三四五六七八九十]{1,3}|\s?[A-Z])?"
_ASKS = re.compile(
    rf"(?:.*(?<!答)记者|(?:现场|境外|境内|外国|国外)?媒体|.{{0,6}}(?:网友|读者|观众|听众))"
    rf"(?:提问|追问|问)?(?:{_COUNT}|\s?{PERSON})"
    rf"|(?:.{{0,6}}提|追|请|想|第?[一二三四五六七八九十\d]{{1,3}})?问{_COUNT}|问题{_COUNT}"
    r"|(?i:q|question|reporter|journalist|press|interviewer|audience)(?:\s?\d{1,3})?"
)
# Whatever a reporter is called, if a question follows.
_REPORTER = re.compile(r".*(?<!答)记者[\u3400-\u9fff]{2,4}")
# A newspaper's or broadcaster's name labels a question if one is asked: it can also be a source.
_OUTLET = re.compile(
    r"(?!据|来源).*(?:[日晚时早商周]报|[^\s]社|卫视|电视台?|总台|广播电台|新闻网?|周刊|杂志)》?"
)
_ASKING = re.compile(r"[？?]|请问|想问")
_ANSWERS = re.compile(r"答|回答|答复|解答|答记者问|[Aa]|(?i:answer)")
_ANSWERING = re.compile(r"\s?(?:答|回答|答复|答道|回应)$")
# 【答 林穗】, 【主题发布 林穗】: the same, the other way round.
_ANSWERS_FIRST = re.compile(rf"(?:答|回答|答复|解答|(?:主题|新闻|集中)?发布|介绍)\s?(?={PERSON}$)")
_ENDS_IN_PERSON = re.compile(rf"(?:[\u3400-\u9fff、]{{2,24}}\s?)?{PERSON}")
_ANSWER_NUMBER = re.compile(rf"{_COUNT}$")
_HOST = re.compile(rf".*主持人?(?:\s?{PERSON})?|(?i:moderator|host)(?: .+)?")
_OFFICE = re.compile(
    r".*(?:[部司局厅处科院所站台馆社校园会行署省市县区州盟旗乡镇关队组]长|主任|发言人|主席|书记|总经理|"
    r"董事长|总裁|教授|专家|嘉宾|委员|秘书长|总工程师|总师|负责人|研究员|大使|参赞|助理|总监|代表|总理|院士)"
    rf"(?:\s?{PERSON})?"
)
_LATIN = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|van|von|al|bin)){0,4}"
_LATIN_NAME = re.compile(_LATIN)
_LATIN_OFFICE = re.compile(
    rf"(?:(?i:mr|ms|mrs|dr|prof)\.? {_LATIN}|(?:{_LATIN} )?(?i:spokes(?:person|man|woman)|minister"
    rf"|secretary|president|chair(?:man|woman|person)?|director|commissioner|governor|ambassador)"
    rf"(?: {_LATIN})?)"
)
# A label that says what follows, not who speaks.
_TOPIC = re.compile(
    r".*(?:方面|工作|情况|如下|包括|内容|问题|原因|措施|举措|任务|目标|要求|重点|特点|亮点|表示|指出|强调|认为|"
    r"介绍|说|称|讲|看|其中|例如|比如|例子|[一二三四五]是|时间|日期|地点|来源|链接|网址|电话|邮箱|地址|编辑|"
    r"责编|校对|审核|作者|摄影|文字|图片|整理|监制|策划|编者按|摘要|提要|导语|关键词|标题|主题|附件|备注|说明|"
    r"注|图|表|下一步|总结|结论|概括|思路|原则|意义|背景|结果|数据|显示|领域|成效|进展|安排|优势|经验|单位)"
    r"|(?i:(?:.+ )?(?:notes?|summary|background|sources?|date|time|place|venue|editors?|photo"
    r"|contacts?|table|figure|total|examples?|conclusion|overview|highlights?|steps?|points?|results?|agenda"
    r"|topic|subject|title|abstract|keywords|warning|tip|update|email|tel|phone|fax|url|website)"
    r"|(?:step|part|chapter|section|phase|option|appendix|annex) .+)"
)
# Begins with what can be a surname, and still is hardly a name: 高质量, 安全性, 方向.
_QUALITY = re.compile(r"..|.*[性量化度力型率级类链侧面点业品区层]")


@dataclass(frozen=True, slots=True)
class Label:
    """Who speaks from here: ``role`` is QUESTION or ANSWER, the words begin at ``end``."""

    role: Role
    name: str
    end: int
    host: bool = False


@dataclass(frozen=True, slots=True)
class _Opening:
    """A line's first words up to a colon, not yet known to name who speaks."""

    name: str
    end: int
    numbered: bool
    host: bool
    answers: bool


def speakers(lines: Iterable[str]) -> frozenset[str]:
    """Return the names that label speech in these lines.

    A person's name is believed if it follows a question, labels two lines or looks like nothing
    else; any other word needs both, an office nothing: a single ``总体来看：`` is not a speaker.
    ``Q`` is among the names where answers are labelled, ``A`` where questions are: Q1 alone is a
    quarter, A alone a letter.
    """
    counts: Counter[str] = Counter()
    believed: set[str] = set()
    followed: set[str] = set()
    asked = False
    for line in lines:
        opening = _opening(line)
        if opening is None:
            continue
        was_asked, asked = asked, False
        if _answers(opening.name):
            believed.add("Q")
        elif _asks(opening.name, line):
            believed.add("A")
            asked = True
        elif not opening.numbered and _may_speak(opening):
            counts[opening.name] += 1
            believed |= _certain(opening)
            followed |= {opening.name} if was_asked else set()
    believed |= {
        name
        for name, count in counts.items()
        if _host_entry(name) in believed
        or _is_repeated(name, count, name in followed)
        or ("A" in believed and _is_plain_name(name))
    }
    return frozenset(believed)


def label(line: str, names: frozenset[str]) -> Label | None:
    """Return the label that opens ``line``; ``names`` are the document's speakers."""
    opening = _opening(line)
    if opening is None:
        return None
    name, end = opening.name, opening.end
    if _answers(name):
        known = name[0] not in "Aa" or len(name) > 3 or "A" in names
        return Label(Role.ANSWER, "", end) if known else None
    if _asks(name, line):
        quarter = re.fullmatch(r"[Qq]\s?[1-4]", name) and not _ASKING.search(line)
        return None if quarter and "Q" not in names else Label(Role.QUESTION, name, end)
    if name in names and not opening.numbered:
        return Label(Role.ANSWER, name, end, opening.host or _host_entry(name) in names)
    return None


def _opening(line: str) -> _Opening | None:
    if not _COLON.search(line, 0, _MOST_LABEL) or is_particular(line):
        return None
    match = _LABEL.match(line)
    if match is None:
        match = _BRACKETED.match(line)
        if match is None or not _labels(match["name"].strip(), line):
            return None
    told = line[match.end() : match.end() + 40].strip()
    if is_byline(told) or is_introduced(told):
        # 记者：王小明 says who wrote, 局长：王小明 and 主持人：局长 王小明 who is who.
        return None
    name, note = match["name"].strip(), ""
    if inner := _NOTE.fullmatch(name):
        name, note = inner["name"], inner["note"]
    # 林穗答: who answers, and that it is an answer.
    answering = _ANSWERING.sub("", name)
    if match.re is _BRACKETED:
        answering = _ANSWERS_FIRST.sub("", answering)
    answers = answering != name and _ENDS_IN_PERSON.fullmatch(answering) is not None
    if answers:
        name = answering
    host = bool(_HOST.fullmatch(name) or _HOST.fullmatch(note))
    return _Opening(name, match.end(), bool(match["number"]), host, answers)


def _labels(name: str, line: str) -> bool:
    """Tell whether what stands in brackets, without a colon, says who speaks: 【答 林穗】."""
    return bool(_asks(name, line) or _ANSWERS_FIRST.match(name) or _HOST.fullmatch(name))


def _host_entry(name: str) -> str:
    """Return what says among the names that a person, 寿小丽, is 主持人 寿小丽."""
    return "主持人：" + re.sub(r"^.*主持人?\s?(?=.)", "", name)


def _certain(opening: _Opening) -> set[str]:
    """Return what a label says by itself: a host's, an office's or one with 答 is a speaker's."""
    names = {_host_entry(opening.name)} if opening.host else set()
    told = opening.host or opening.answers or _holds_office(opening.name)
    return names | ({opening.name} if told else set())


def _is_plain_name(name: str) -> bool:
    return is_person(name) and not _QUALITY.fullmatch(name)


def _is_repeated(name: str, count: int, follows: bool) -> bool:
    """Tell whether a label stands where a speaker's would, often enough for what it looks like."""
    is_name = is_person(name) or _LATIN_NAME.fullmatch(name)
    return (count > 1) + follows > (0 if is_name else 1)


def _answers(name: str) -> bool:
    return _ANSWERS.fullmatch(_ANSWER_NUMBER.sub("", name, count=1) or name) is not None


def _asks(name: str, line: str) -> bool:
    if _ASKS.fullmatch(name) or (_REPORTER.fullmatch(name) and _ASKING.search(line)):
        return True
    return _OUTLET.fullmatch(name) is not None and (
        _ASKING.search(line) is not None or line.rstrip("*_】 ").endswith((name + "：", name + ":"))
    )


def _holds_office(name: str) -> bool:
    return _OFFICE.fullmatch(name) is not None or _LATIN_OFFICE.fullmatch(name) is not None


def _may_speak(opening: _Opening) -> bool:
    name = opening.name
    if opening.host or opening.answers or _holds_office(name):
        return True
    if _TOPIC.fullmatch(name):
        return False
    return bool(
        is_person(name)
        or _LATIN_NAME.fullmatch(name)
        or re.fullmatch(r"[\u3400-\u9fff]{2,4}", name)
    )
