"""What a figure is compared with, and whether it rises or falls."""

import re

from chatbot.figures import qualifiers

_AGO = r"(?:去年|上年|前年|\d{4}年)"
_COMPARISONS = (
    ("同比", rf"同比|(?:[比较]|[与和同]){_AGO}同期(?:相比)?|{_AGO}同期"),
    ("同比", r"(?i:year[- ]on[- ]year|compared with the same period (?:of )?last year)"),
    ("同比", r"(?i:(?:from|than|over) (?:a|the same period) (?:last )?year(?: earlier| ago)?)"),
    ("环比", r"环比|[比较](?:上个?月|上个?季度|上一季度|前一?个?月|上周|前一周)末?"),
    ("环比", r"(?i:month[- ]on[- ]month|quarter[- ]on[- ]quarter)"),
    ("比上年末", r"(?:[比较]|[与和]|相?较于?)(?:上年年?末|上年年?底|去年年?末|去年年?底)(?:相比)?"),
    ("比年初", r"[比较](?:今年)?年初"),
    ("比上年", r"[比较](?:上年|去年)(?:全年|度)?"),
    ("比前一日", r"[比较](?:前一日|前一天|上一?个?交易日|昨日)"),
    ("两年平均", r"两年平均"),
)  # fmt: skip
_KNOWN = [(name, re.compile(pattern)) for name, pattern in _COMPARISONS]
_UP = (
    "增长(?!点|极)|增加(?!值)|提高|提升|上升|上涨|扩大|攀升|加快|回升|增至|升至|涨至|提高到|延长|上浮|上调|提速|净增|多增|高出|多出"
    "|涨价|增收|增产|走高|升值|反弹|扩张|跃升|超出|增强|提前|调升|上扬"
)
_DOWN = (
    "下降|降低|回落|减少|下滑|下跌|收窄|缩小|缩短|缩减|萎缩|放缓|减缓|下调|下浮|降至|减至|跌至|负增长|压减"
    "|降价|贬值|走低|少增|减产|回调|削减|减免|压缩|下行|调降|便宜"
)
_UP_NOUNS, _DOWN_NOUNS = "增幅|增速|涨幅|升幅", "降幅|跌幅"
# One character says so only right before the figure.
_UP_SHORT, _DOWN_SHORT = "增|升|涨|高|快|多", "降|减|跌|低|少|慢|缩"
_RELATIVE = "高低快慢多少"
_ENGLISH_UP = r"\b(?:rose|rise|risen|grew|grow|growth|grown|increase[ds]?|up|climbed|gained)\b"
_ENGLISH_DOWN = (
    r"\b(?:fell|fall|fallen|declined?|decrease[ds]?|dropped|drop|down|shrank|narrowed|lower)\b"
)
_CHANGE = re.compile(
    rf"(?P<down>{_DOWN}|{_DOWN_NOUNS}|{_ENGLISH_DOWN})|(?P<up>{_UP}|{_UP_NOUNS}|{_ENGLISH_UP})"
    rf"|(?P<up1>{_UP_SHORT})(?=(?:了|至|到|出)?\s*$)|(?P<down1>{_DOWN_SHORT})(?=(?:了|至|到|出)?\s*$)"
)
RATE_NOUN = re.compile(rf"(?:{_UP_NOUNS}|{_DOWN_NOUNS}|增长率)")
# These say how fast something changes: with another verb after them they are what changes.
_RATE = re.compile("增速|增幅|涨幅|升幅|降幅|跌幅|增长率")
_VERB_AFTER = re.compile(rf"^.{{0,12}}?(?:{_UP}|{_DOWN}|(?:{_UP_SHORT}|{_DOWN_SHORT})(?:了|出)?$)")
# Between the verb and the figure stands no noun: 对工业增长的贡献率 does not grow.
_TAIL = re.compile(
    r"(?:率|速度|幅度|了|到|至|为|是|达成?|约|近|超过?|逾|分别|均|都|仅|高达|接近|以|保持|在|其|出"
    r"|的同比|净"
    r"|[:：、，,“（(\sA-Za-z])*$"
)
_THAN = re.compile(r"(?P<verb>[高低快慢好优多少])于(?P<base>(?:(?!于)[^，。；、\d]){2,14}?)$")
_BASE = (
    r"(?:第|\d{4}年)?[^，。；、\d]{2,14}?|\d{4}年[末底]?"
    r"|\d{1,2}[—–~-]\d{1,2}月|前?\d{1,2}个?月[末底份]?"
)
_OTHER_BASE = re.compile(
    r"(?:(?<![相对占无])比(?![重例较率])|较(?![好快大高低多少为强])|相?较于)"
    rf"(?P<base>{_BASE})(?:相比)?"
    rf"(?=(?:分别|平均|均|都|偏|大幅|明显|略)?(?:{_UP}|{_DOWN}|(?:{_UP_SHORT}|{_DOWN_SHORT})(?:了|出)?$))"
    r"|[与和](?P<with>(?:\d{4}年)?[^，。；、\d]{0,14}?)相比"
)
_SHARE = re.compile(
    r"(?<!抢)占(?!比|有|地|用|领)(?:到|了)?(?P<base>[^，。；\d]{0,24}?)(?P<noun>的?比[重例]|的?份额|的)?"
    r"(?:[为达到是超约近过]|接近|高达|提高|上升)*$"
)
_AFTER = re.compile(
    r"的(?:同比|平均|年均)?(?:(?P<up>增长|增速|增幅|涨幅|速度增长|提升)|(?P<down>降幅|跌幅|下降))"
)


def comparisons(words: str) -> tuple[str, str]:
    """Return the name of the comparison in ``words``, and the words with it blanked out.

    同比, 环比, 比上年末 …; 比 with the base as written for others; the last one where several are.
    """
    last, at = "", -1
    plain = words
    for name, pattern in _KNOWN:
        for match in pattern.finditer(plain):
            if match.start() > at:
                last, at = name, match.start()
            plain = _blank(plain, match.start(), match.end())
    if than := _THAN.search(qualifiers.without(plain)):
        last, at = f"比{than['base'].strip()}", than.start()
        plain = _blank(plain, than.start() + 1, len(plain))
    for match in _OTHER_BASE.finditer(plain):
        base = (match["base"] or match["with"]).strip()
        if base and match.start() > at:
            last, at = f"比{base.replace('的', '')}", match.start()
        plain = _blank(plain, match.start(), match.end())
    return last, plain


def share(words: str) -> re.Match[str] | None:
    """Return the match of 占…的 that ends ``words``; group ``noun`` has 比重 where it is said."""
    return _SHARE.search(words)


def direction(words: str, compared: bool = True) -> tuple[str, int]:
    """Return ``up``, ``down`` or "" for the words before a figure, and where they say so.

    The last verb counts. 高, 快, 多 say so only of what is ``compared``; 增速 and its like say so
    themselves, unless a verb follows.
    """
    trimmed = qualifiers.without(words)
    found, at = "", len(words)
    for match in _CHANGE.finditer(trimmed):
        rest = trimmed[match.end() :]
        if not compared and match.group() in _RELATIVE:
            continue
        if not _TAIL.match(rest) or (_RATE.match(match.group()) and _VERB_AFTER.match(rest)):
            continue
        found, at = ("up" if match["up"] or match["up1"] else "down"), match.start()
    return found, at


def direction_after(words: str) -> str:
    """Return the direction that the words after a figure give: 6.1%的增速."""
    match = _AFTER.match(words)
    return "" if not match else "up" if match["up"] else "down"


def _blank(words: str, start: int, end: int) -> str:
    return words[:start] + " " * (end - start) + words[end:]
