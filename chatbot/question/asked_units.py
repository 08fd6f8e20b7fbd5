"""The unit that a question asks a figure in, and whether a text gives one: 多少万吨, 几成."""

import re
from itertools import pairwise

from chatbot import figures
from chatbot.figures import units
from chatbot.language.people import tagged
from chatbot.language.periods import PERIOD
from index.lexical import has_unspaced

_FLAGS = re.IGNORECASE
# 这几年, 接下来几个月, 好几家: some, of which no number is asked for.
SOME_BEFORE = r"(?<![这那前近后好第数十上])(?<!接下来)(?<!未来)(?<!过去(?=几[年个天月]))"
HOLE = re.compile(
    rf"百分之(?:多少|几)|多少|{SOME_BEFORE}几(?=[个家户项条架台座所种款件次人名位天元克米升只头本部支场例起笔批组套间层份块辆艘岁吨亩张栋公平千年小])"
)
_NTH = re.compile(r"第几")
# 二期 is the second.
_ORDINAL = re.compile(
    r"第|[一二三四五六七八九十]期|首[位个批期]|[一二三四五六七八九十]等奖|居首|榜首|末位"
)
_HOW_MANY = re.compile(r"\bhow many\b(?! (?:fewer|more|less)\b)", _FLAGS)
# Whoever they are, they are counted as people are: 11起 are no students.
_HOW_MANY_PEOPLE = re.compile(
    r"\bhow many (?:[\w-]+ ){0,2}?(?:people|persons|students|pupils|workers|employees|staff|farmers"
    r"|patients|residents|citizens|officials|drivers|riders|couriers|teachers|doctors|nurses"
    r"|passengers|travell?ers|tourists|visitors|graduates|children|women|men|girls|boys|seniors"
    r"|migrants|experts|engineers|researchers|scientists|volunteers|participants)\b(?!['’])",
    _FLAGS,
)
_PEOPLE = re.compile(
    r"[名位个]?(?:旅客|游客|乘客|患者|病人|学生|职工|员工|工人|农民工|医生|护士|教师|老师|毕业生|志愿者|司机|骑手|专家)"
)
_NUMERAL = re.compile("[两二三四五六七八九十]+")
_NOUN = re.compile(r"n|vn|j")
_BARE_COUNT = re.compile(r"(?<!第)[两二三四五六七八九十](?=[\u4e00-\u9fff]{2})")
_COUNTED = re.compile(r"(?:几|多少)[个家]?(?P<what>[\u4e00-\u9fff]{2})")
_MONEY = re.compile(
    r"(?:多少|几)(?:[万亿]*)(?:美?元|[块毛个]钱|钱|税款?(?![种率务收])|费用|罚款)|造价|售价|单价"
    r"|\bhow much money\b|\b(?:dollars?|yuan|rmb|cost)\b",
    _FLAGS,
)
_RATE = re.compile(
    r"百分|增长了?多少|增速|增幅|涨幅|降幅|涨了?多少|提高了?多少|下降了?多少|降了?多少|占比|比重|比例|(?<![频功速汇])率(?!先|领)|几成|份额"
    r"|percent|per cent|\brate\b|\bshare\b|growth|how fast"
    r"|\bhow much\b[^?]*\b(?:grow|grew|grown|rise|rose|risen|fall|fell|fallen|drop|decline|decrease"
    r"|shrink|climb|go up|go down|went up|went down)",
    _FLAGS,
)
# A duration is no figure, but it may be asked for.
_YEARS_ASKED = re.compile(
    r"几年|多少年|多久|多长|多少时间"
    r"|\bhow (?:long|much|many (?:\w+ )?(?:year|month|week|day|hour|minute))",
    _FLAGS,
)
_DURATION_ASKED = re.compile(
    rf"多久|多长时间|多少时间|{SOME_BEFORE}几(?:年|个月|天|个?小时|分钟)(?!来)|\bhow long\b", _FLAGS
)
_YEARS = re.compile(
    r"(?<!\d)\d{1,2}\s?年|[一二两三四五六七八九十]年"
    r"|[\d一二两三四五六七八九十半]\s?(?:个(?:半?月|小时|星期|礼拜)|小时|分钟|天|周)"
)
# A number that no unit follows, or one that is not known, may count what is asked for: 25具, 182CM.
_BARE_NUMBER = re.compile(r"(?<![A-Za-z\d.-])\d+(?!\d|[A-Za-z](?![A-Za-z]))")
_DAY = re.compile(r"(?:\d{1,2}月)?\d{1,2}日(?:[至到—–-]+(?:\d{1,2}月)?\d{1,2}日)?")
# The degrees of a meter where electricity is spoken of and no heat; else what is measured is not
# told by the word.
_METER = re.compile(r"电(?!影|视|子)|千瓦|充")
_DEGREES = re.compile(r"温|摄氏|华氏|[经纬角]度")
# 1：7, or a figure without a unit, may be a rate.
_RATIO = re.compile(r"\d\s?[：:]\s?\d")
_MONEY_UNITS = frozenset(
    {"元", "块", "块钱", "毛", "美元", "欧元", "日元", "港元", "英镑", "人民币"}
)
_RATE_UNITS = frozenset({"%", "‰", "个百分点", "个基点", "倍"})
# Units of everyday life.
_EVERYDAY = {"钟头": "小时", "礼拜": "周", "星期": "周", "方": "立方米", "块": "元", "度": "千瓦时"}
_EVERYDAY_UNIT = re.compile(
    rf"个?(?P<unit>{'|'.join(_EVERYDAY)})(?![\u4e00-\u9fff])|个(?P<same>钟头|礼拜|星期)"
)
# 六个方面的特点 announces points, 三个“持续” quotes a motto: neither counts anything else.
_ANNOUNCED = re.compile(
    r"[一二两三四五六七八九十\d]+(?:个|大|项|点|条)?(?:(?P<points>方面|特点|亮点|重点任务)|(?:个|大)[“「‘][^”」’]{1,6}[”」’])"
    r"|(?<=[“「‘])[一二两三四五六七八九十]个(?=[\u4e00-\u9fff]{1,4}[”」’])"
)
# Counting words that stand for one another: 多少个企业, 多少家企业.
_ALIKE = (
    frozenset("个项条种件款类只套例支批") | {""},
    frozenset("个家户所座处台部") | {""},
    frozenset({"人", "名", "位", "个"}),
    frozenset({"人", "名", "位", "人次"}),
    frozenset("件起宗"),
    frozenset("辆台部"),
    frozenset("栋幢座"),
    frozenset("次趟"),
    frozenset({"箱", "标箱"}),
    frozenset({"公里", "千米", "米"}),
    frozenset({"天", "日", "工作日", "个工作日"}),
    frozenset({"度", "摄氏度", "℃"}),
)


def unit_is_missing(question: str, sentence: str) -> bool:
    """Tell whether a question for a figure asks for a unit that no figure of ``sentence`` has."""
    if _NTH.search(question):
        return not _ORDINAL.search(sentence)
    if _told_otherwise(question, sentence):
        return False
    sentence = _ANNOUNCED.sub(lambda told: _uncounted(told, question), sentence)
    given = {figure.unit for figure in figures.find(sentence)}
    if _RATE.search(question) and _RATIO.search(sentence):
        return False
    asked = asked_unit(question)
    # How often a rate was lowered is no rate.
    money = bool(_MONEY.search(question)) or asked in _MONEY_UNITS - {"块"}
    rate = None if asked == "次" else _RATE.search(question)
    if not given:
        return bool(money or rate) or not _counts(question, sentence)
    if money or rate:
        if rate and not money and "" in given:
            return False
        # Asked for both, "how much money, in per cent", either will do.
        return not given & ((_MONEY_UNITS if money else set()) | (_RATE_UNITS if rate else set()))
    if asked is None and _HOW_MANY.search(question):
        return not any(not unit or units.counts(unit) for unit in given)
    if asked is None or _is_counted(question, sentence) or _tells_before(asked, sentence):
        return False
    counts = given - _RATE_UNITS - _MONEY_UNITS
    return not any(_stands_for(unit, asked) for unit in counts)


def _stands_for(unit: str, asked: str) -> bool:
    """Tell whether what is counted in ``unit`` may answer for the unit that is ``asked`` for."""
    if unit == asked or any({unit, asked} <= units for units in _ALIKE):
        return True
    # 2200辆次: each time that one passed.
    return unit == f"{asked}次" or (asked == "次" and unit.endswith("次"))


def _told_otherwise(question: str, sentence: str) -> bool:
    """Tell whether ``sentence`` gives a duration that is asked for, which is no figure."""
    return bool(_YEARS_ASKED.search(question) and _YEARS.search(sentence))


def _tells_before(unit: str, sentence: str) -> bool:
    """Tell whether ``unit`` stands before its number: 总诊疗人次达到26.8亿."""
    told = (
        rf"{re.escape(unit)}[数]?[为达到至是超近约过有]{{0,3}}\d[\d.,]*[万亿]+(?![\u4e00-\u9fff])"
    )
    return len(unit) > 1 and re.search(told, sentence) is not None


def _counts(question: str, sentence: str) -> bool:
    """Tell whether ``sentence``, which has no figure, has a number that may count what is asked."""
    # 六部门: a number and a noun are no figure, but they tell how many.
    if _HOW_MANY.search(question) and _counts_something(sentence):
        return True
    return _BARE_NUMBER.search(_DAY.sub(" ", PERIOD.sub(" ", sentence))) is not None


def _uncounted(told: re.Match[str], question: str) -> str:
    """Return what announces points without it, unless ``question`` asks how many they are."""
    return told[0] if told["points"] and told["points"] in question else " "


def _counts_something(sentence: str) -> bool:
    """Tell whether a numeral of ``sentence`` stands before a noun: 六部门, not 五轴联动."""
    return bool(_BARE_COUNT.search(sentence)) and any(
        _NUMERAL.fullmatch(number) and _BARE_COUNT.match(f"{number}{noun}") and _NOUN.match(tag)
        for (number, _), (noun, tag) in pairwise(tagged(sentence))
    )


def asks_duration(question: str) -> bool:
    """Tell whether a question asks how long something takes or lasts."""
    return _DURATION_ASKED.search(question) is not None


def asks_rate(question: str) -> bool:
    """Tell whether a question asks for a rate, in per cent or the like."""
    return _RATE.search(question) is not None


def is_rate(unit: str) -> bool:
    """Tell whether ``unit`` is that of a rate or of its change."""
    return unit in _RATE_UNITS


def _is_counted(question: str, sentence: str) -> bool:
    """Tell whether ``sentence`` counts what stands after 几个, without a counting word: 六部门."""
    match = _COUNTED.search(question)
    return bool(match and re.search(rf"[\d一二三四五六七八九十两]{match['what']}", sentence))


def asked_unit(question: str) -> str | None:
    """Return the unit after 多少 or 几, or the one that English words name; None for none.

    A number in their place shows how far the unit goes.
    """
    hole = HOLE.search(question)
    if not hole:
        if _HOW_MANY_PEOPLE.search(question):
            return "人"
        # "in the first five months" asks for no months.
        return None if has_unspaced(question) else figures.unit_named(PERIOD.sub(" ", question))
    rest = question[hole.end() :].lstrip()
    if rest.startswith("度电"):
        return "千瓦时"
    if rest.startswith("度") and (_DEGREES.search(question) or not _METER.search(question)):
        return None
    if everyday := _EVERYDAY_UNIT.match(rest):
        return _EVERYDAY[everyday["unit"] or everyday["same"]]
    if _PEOPLE.match(rest):
        return "人次"
    # 多少个标准箱, as 多少标准箱.
    unit = _unit_of(rest[1:]) if rest.startswith("个") else ""
    return unit if len(unit) > 1 else _unit_of(rest) or None


def _unit_of(rest: str) -> str:
    """Return the unit that ``rest`` begins with, "" for none."""
    return next((one.unit for one in figures.find(f"99{rest}") if one.start == 0), "")
