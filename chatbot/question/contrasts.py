"""Words of which one rules the others out: a figure of exports is none of imports.

Statistics are broken down by them. Closed lists, in Chinese with the English words of questions.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from chatbot.figures.numerals import arabic, han

_FLAGS = re.IGNORECASE
_Group = tuple[re.Pattern[str], ...]
# What is told apart by numbers, and the number: 号线, 8.
_Numbered = tuple[str, float | None]
_DAYS = "一二三四五六日"


def _weekday(at: int) -> str:
    """Return the pattern of a day of the week, from 0: its name, or a range of days around it."""
    name, before, after = _DAYS[at], _DAYS[:at], _DAYS[at + 1 :]
    week = "(?:周|星期|礼拜)"
    own = f"{week}{name}" if at < 6 else f"{week}[日天末]"
    around = f"|{week}[{before}][至到—–-]{week}?[{after}天]" if before and after else ""
    return own + around + ("|周末|双休日" if at == 5 else "")


# In a group each pattern stands for one of the parts; what names the whole matches several or has
# a pattern of its own.
_GROUPS: tuple[_Group, ...] = tuple(
    tuple(re.compile(pattern, _FLAGS) for pattern in group)
    for group in (
        (r"进出口|外贸|\btotal trade|\bimport(?:s|ed)? (?:and|or) export"
         r"|\bexport(?:s|ed)? (?:and|or) import",
         r"(?<!进)出口|\bexport", r"进口|\bimport(?!an)"),
        (r"城市|城镇|市区|城区|城乡|\burban", r"农村|乡村|乡镇|城乡|\brural"),
        (r"男性|男生|男子|男童|男孩|男女|\b(?:male|men|boys)\b",
         r"女性|女生|女子|女童|女孩|男女|\b(?:female|women|girls)\b"),
        (r"国有|国企|央企|\bstate-owned", r"民营|民企|私营|\bprivate (?:compan|firm|enterpr)",
         r"外资|外商|\bforeign(?:-invested|-funded)"),
        (r"新房|新建(?:商品)?住宅|\bnew home", r"二手房|二手住宅|\b(?:second-hand|resale) home"),
        (r"门诊|诊疗|\boutpatient", r"住院|诊疗|\binpatient|\bhospital stay"),
        (r"公办|公立|\bpublic (?:school|hospital)", r"民办|私立|\bprivate (?:school|hospital)"),
        (r"工作日|平日|\bweekday", r"周末|双休日|节假日|\bweekend|\bholiday"),
        (r"线上|网上|\bonline", r"线下|\boffline"),
        (r"存款|存贷|\bdeposit", r"贷款|存贷|\bloan"),
        (r"批发|\bwholesale", r"零售|\bretail"),
        (r"白天|日间|\bdaytime", r"夜间|夜里|晚上|\bat night|\bnight-time"),
        (r"南方", r"北方"),
        (r"南[段侧翼]", r"北[段侧翼]"),
        (r"东[段侧翼]", r"西[段侧翼]"),
        (r"燃油[车汽]", r"新能源[车汽]|电动[车汽]"),
        (r"人民币|\b(?:yuan|RMB)\b", r"美元|\b(?:US )?dollars?\b", r"欧元|\beuros?\b",
         r"日元|\byen\b"),
        (r"截至|[到至](?:\d{4}年|去年|今年)(?:\d{1,2}月)?[底末]|累计|保有|存量"
         r"|\bby the end of|\bas of|\bcumulative",
         r"新增|净增|\bnewly|\badded"),
        tuple(map(_weekday, range(7))),
        (r"成人|成年人|\badults?\b", r"儿童|少儿|未成年人|\bchild(?:ren)?\b"),
        (r"省内|本省", r"省外|外省|跨省"),
        (r"境内|国内", r"境外|国外|国际"),
        (r"应届", r"往届"),
        (r"早高峰", r"晚高峰"),
        (r"物联网|\b(?:IoT|internet of things)",
         r"(?:手机|移动电话|5G)(?:手机|移动电话)?的?用户"
         r"|\b(?:mobile|5G|phone)(?: \w+)? (?:users|subscribers)"),
        (r"入境|\binbound", r"出境|出入境|\boutbound"),
        (r"最高(?!法|检|人民)", r"最低(?!生活|工资|收购)"),
        (r"(?<![低高游])收入|增收|\b(?:revenue|income)", r"支出|\b(?:expenditure|spending)"),
        (r"顺差(?!吗)|\bsurplus", r"逆差(?!吗)|\bdeficit"),
        (r"春节|\bSpring Festival", r"清明|\bQingming", r"五一|劳动节|\bMay Day|\bLabou?r Day",
         r"端午|\bDragon Boat",
         r"中秋|国庆(?=节|假|期间|黄金|中秋|长假)|十一(?=假|黄)|\bNational Day|\bMid-Autumn",
         r"元旦|\bNew Year's Day", r"暑[期假运]|\bsummer (?:holiday|vacation)"),
        (r"小麦|\bwheat", r"水稻|稻谷|[早晚籼粳]稻|\brice\b", r"玉米|\bmaize|\bcorn\b",
         r"大豆|\bsoy"),
        (r"生猪|猪肉|\bpork|\bpigs?\b", r"肉牛|牛肉|\bbeef", r"肉羊|羊肉|\bmutton|\blamb\b",
         r"家禽|禽肉|鸡肉|\bpoultry|\bchicken"),
        (r"风电|风力|\bwind power", r"光伏|太阳能|\bsolar",
         r"(?<!电)水电(?![费气暖])|水力|\bhydro(?!gen)",
         r"火电|煤电|火力|\bcoal-fired", r"核电|核能|\bnuclear"),
        (r"(?<![从缩大])小学|\bprimary school", r"(?<![年月])初中|中小学|\bjunior (?:high|middle)",
         r"(?<![最提升])高中(?!风险)|中小学|\b(?:senior )?high school",
         r"(?<!提)高校(?!外)|(?<![扩加增中])大学(?!附属|位|科)|(?<![日基])本科|高等教育"
         r"|\b(?:universit|college)",
         r"幼儿园|(?<![开入])学前(?!后)|\bkindergarten"),
        (r"百兆", r"千兆", r"万兆"),
        (r"(?:时[间限长]|期限|周期)[^，。；？?]{0,12}(?:缩短|压缩)",
         r"(?:时[间限长]|期限|周期)[^，。；？?]{0,12}延长"),
        (r"收紧", r"放宽|放松"),
        (r"固定宽带|固网|\bfixed broadband", r"移动(?:网络|宽带|电话)|\bmobile broadband"),
    )
)  # fmt: skip

# 8号线, 第三批: one of several that are told apart by numbers.
_NUMBERED = re.compile(
    r"第\s?(?P<nth>\d{1,3}|[一二三四五六七八九十]{1,3})\s?(?P<series>[批届轮期])"
    r"|(?:第\s?)?(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})\s?"
    r"(?P<what>号(?:线|楼|院|公告|文|令|地块|机组)|(?<=[一二三四五六七])期(?![间限末中货刊]))"
    r"|(?<![\d.])(?P<hotline>1\d{4})(?=[\u4e00-\u9fff]{0,8}(?:热线|专线|平台))"
    # 1号、2号和4号线 are three, as are 1、2、4号线.
    r"|(?<![月\d.])(?P<row>\d{1,3})号?(?=(?:[、和及与]\d{1,3}号?)+线)"
    r"|\bline (?P<line>\d{1,3})\b",
    _FLAGS,
)

# 县级, 村一级, 卓越级: one of several that are told apart by names, not a 等级 or a number of it.
_LEVEL = re.compile(
    r"(?P<level>[省市县乡镇村区州国甲乙丙丁]|乡镇|(?!.[甲乙丙丁])(?![的了个哪各上那这成为到达是在])[\u4e00-\u9fff]{2})一?级(?![别差市])"
)
# 取得高级工证书: in 高级 the level is one character, and none of those above.
_NO_LEVEL = re.compile(r"[一二三四五六七八九十几多两]|[等升分评逐层跨降高中初低]$|[哪各同]")


def other(question: str, sentence: str) -> str:
    """Return the word of ``question`` that ``sentence`` rules out, or "".

    It does so if the question names one part of a group and the sentence only others.
    """
    asked = _asked(question)
    for group, part, word in asked.parts:
        if not part.search(sentence) and any(other.search(sentence) for other in group):
            return word
    if asked.numbers and (told := set(_numbers(sentence))):
        kinds = {what for what, _ in told}
        of_kind = {one: word for one, word in asked.numbers.items() if one[0] in kinds}
        if of_kind and not told & of_kind.keys():
            return next(iter(of_kind.values()))
    told_levels = list(_levels(sentence)) if asked.levels else []
    for level in asked.levels if told_levels else ():
        # 卓越级 is not told by 追求卓越.
        named = level if len(level) == 1 else f"{level}级"
        if named not in sentence and not any(level in one or one in level for one in told_levels):
            return f"{level}级"
    return ""


def unknown(question: str, document: str) -> str:
    """Return which one of several a question asks for that a document, telling of others, lacks.

    9号线 is none of a network of which the document names other lines.
    """
    asked = _asked(question).numbers
    if not asked:
        return ""
    told = _numbers_of(document)
    kinds = {what for what, _ in told}
    return next((word for one, word in asked.items() if one[0] in kinds and one not in told), "")


def opposites(one: str, other: str) -> Iterator[tuple[str, str]]:
    """Yield the words of ``one`` and ``other`` that rule one another out."""
    for group in _GROUPS:
        mine, theirs = (
            [match for part in group if (match := part.search(text))] for text in (one, other)
        )
        if len(mine) == len(theirs) == 1 and mine[0].re is not theirs[0].re:
            yield _word(mine[0]), _word(theirs[0])


def _word(match: re.Match[str]) -> str:
    """Return the match, to the end of its word where that is one of Latin letters."""
    rest = re.compile(r"[a-z]*", _FLAGS).match(match.string, match.end())
    return match[0] + (rest[0] if rest and match[0].isascii() else "")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question names that rules something out.

    ``parts``: what of a group is not named, a part of it that is, and the word. ``numbers``: what
    is told apart by numbers, with the words.
    """

    parts: tuple[tuple[_Group, re.Pattern[str], str], ...]
    numbers: Mapping[_Numbered, str]
    levels: tuple[str, ...]


# A question is held against many sentences.
@lru_cache(maxsize=256)
def _asked(question: str) -> _Asked:
    named = [(group, [part for part in group if part.search(question)]) for group in _GROUPS]
    return _Asked(
        tuple(
            (tuple(one for one in group if one not in found), part, match[0])
            for group, found in named
            for part in found
            if len(found) < len(group) and (match := part.search(question))
        ),
        {_numbered(match): match[0] for match in reversed([*_NUMBERED.finditer(question)])},
        tuple(_levels(question)),
    )


def _numbers(text: str) -> Iterator[_Numbered]:
    return map(_numbered, _NUMBERED.finditer(text))


@lru_cache(maxsize=64)
def _numbers_of(document: str) -> frozenset[_Numbered]:
    return frozenset(_numbers(document))


def _levels(text: str) -> Iterator[str]:
    for match in _LEVEL.finditer(text):
        if not _NO_LEVEL.search(match["level"]):
            yield match["level"]


def _numbered(match: re.Match[str]) -> _Numbered:
    """Return what is told apart by numbers, and its number; "line 8" is 8号线."""
    if line := match["line"] or match["row"]:
        return "号线", float(line)
    if match["hotline"]:
        return "热线", float(match["hotline"])
    if match["nth"]:
        return match["series"], _number(match["nth"])
    return match["what"], _number(match["number"])


def _number(words: str) -> float | None:
    return arabic(words) if words.isdecimal() else han(words)
