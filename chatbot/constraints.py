"""What a question asks under which conditions, held against a sentence that may answer it.

A near miss names another period, place or quantity than the briefing gives. Each check says "no"
only where both sides speak of it: silence contradicts nothing.
"""

import re
from dataclasses import dataclass

from chatbot import figures, periods
from index.records import Document

# Where a press briefing's figures are broken down by place. The country itself is no condition.
PLACE = re.compile(
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|"
    "甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|深圳|广州|杭州|成都|武汉|南京|西安|苏州|青岛|大连|宁波|厦门|长沙|郑州|"
    "沈阳|济南|合肥|福州|昆明|哈尔滨|长春|石家庄|太原|南昌|南宁|贵阳|兰州|海口|无锡|东莞|佛山|雄安|"
    "长三角|珠三角|京津冀|大湾区|东北|华北|华东|华南|华中|西北|西南|东部|中部|西部|"
    "美国|日本|韩国|德国|法国|英国|印度|俄罗斯|欧盟|欧洲|东盟|非洲|拉美|越南|巴西|加拿大|澳大利亚|墨西哥|意大利|西班牙|新加坡|"
    "马来西亚|泰国|印尼|沙特|中东|亚洲|北美|"
    "(?-i:Beijing|Shanghai|Tianjin|Chongqing|Guangdong|Jiangsu|Zhejiang|Shandong|Sichuan|Hubei|Henan|Hunan|Fujian|"
    "Shenzhen|Guangzhou|Hangzhou|Chengdu|Wuhan|Nanjing|Xi'an|Hong Kong|Taiwan|Tibet|Xinjiang|"
    "United States|U\\.?S\\.?A?\\b|America|Japan|Korea|Germany|France|Britain|UK\\b|India|Russia|"
    "EU\\b|Europe|ASEAN|Africa|"
    "Vietnam|Brazil|Canada|Australia|Mexico|Italy|Spain|Singapore)"
)
# Quantities that official statistics tell apart; a sentence about one does not answer another.
# Chinese only: in English capacity, output or income stand for too many of them.
METRICS = (
    ("净利润", "利润", "盈利"),
    ("营业收入", "营收", "收入"),
    ("增加值",),
    ("产量",),
    ("产能",),
    ("销量", "销售", "卖", "售"),
    ("出货",),
    ("出口",),
    ("进口",),
    ("投资",),
    ("就业", "员工", "用工"),
    ("用户",),
    ("价格", "售价"),
    ("库存",),
    ("渗透率",),
    ("市场占有率", "市占率", "市场份额", "份额"),
    ("补贴",),
    ("税",),
)
_MONEY = re.compile(
    r"多少(?:[万亿]*)(?:元|美元|块钱|钱)|how much money|how many (?:yuan|dollars)", re.I
)
_RATE = re.compile(
    r"增长了?多少|增速|增幅|涨了?多少|提高了?多少|下降了?多少|降了?多少|占比|比重|比例|百分|渗透率|贡献率|几成|份额"
    r"|percent|per cent|\brate\b|\bshare\b|growth|how fast",
    re.I,
)
_COUNT = re.compile(
    r"多少[万亿]*(?P<zh>[个项家条户所台架辆种次艘座款件人块部])|(?<![第好])几(?P<few>[个项家条户所台架辆种次艘座款部])"
)
_FALL = re.compile(
    r"下降|下滑|下跌|减少|降低|回落|萎缩|缩减|跌|降了|叫停|取消|停止|暂停"
    r"|\b(?:fall|fell|drop|dropped|decline|declined|decrease|decreased|shrank|stopped|cancelled)\b",
    re.I,
)
_RISE = re.compile(
    r"增长|上升|提高|提升|增加|上涨|扩大|攀升|涨|落实|推进|加快|\b(?:rise|rose|grow|grew|increase|increased|growth)\b",
    re.I,
)
_MONEY_UNITS = frozenset({"元", "美元"})
_RATE_UNITS = frozenset({"%", "‰", "个百分点", "百分点", "倍", "成"})


@dataclass(frozen=True, slots=True)
class Conflicts:
    """What the question asks for and the sentence does not give; each is 0 or 1."""

    period: float = 0.0
    place: float = 0.0
    metric: float = 0.0
    unit: float = 0.0
    direction: float = 0.0


def conflicts(
    question: str, sentence: str, around: str, document: Document, figure: bool
) -> Conflicts:
    """Compare a question with a sentence; ``around`` is its passage with heading and question.

    What is measured and in which unit matters only where a ``figure`` is wanted.
    """
    return Conflicts(
        period=float(_other_period(question, sentence, around, year_of(document))),
        place=float(_other_place(question, around, document)),
        metric=float(figure and _other_metric(question, around)),
        unit=float(figure and _other_unit(question, sentence)),
        direction=float(_other_direction(question, sentence)),
    )


def year_of(document: Document) -> int | None:
    """Return the year in which a document speaks: the first full date in its title or opening."""
    opening = f"{document.title}\n{document.text[:1500]}"
    match = re.search(
        r"(20\d\d)\s?年\s?\d{1,2}\s?月|\b(20\d\d)-\d\d-\d\d\b|\w+ \d{1,2}, (20\d\d)", opening
    )
    match = match or re.search(r"(20\d\d)\s?年|\b(20\d\d)\b", opening)
    return int(next(filter(None, match.groups()))) if match else None


def _other_period(question: str, sentence: str, around: str, year: int | None) -> bool:
    asked = list(periods.find(question, year))
    if not asked:
        return False
    given = list(periods.find(sentence, year)) or list(periods.find(around, year))
    if not given:
        return any(period.year not in (None, year) for period in asked)
    # A period without a year is of the briefing's own; 去年 is not.
    given = [periods.Period(p.year or year, p.first, p.last, p.moment) for p in given]
    return any(all(one.contradicts(other) for other in given) for one in asked)


def _other_place(question: str, around: str, document: Document) -> bool:
    asked = set(PLACE.findall(question)) - set(PLACE.findall(document.title))
    return any(place not in around for place in asked)


def _other_metric(question: str, around: str) -> bool:
    """Tell whether the quantity that the question asks for last is not spoken of around."""
    last = max(METRICS, key=lambda words: max(map(question.rfind, words)))
    asked = any(word in question for word in last)
    return asked and not any(word in around for word in last)


def _other_direction(question: str, sentence: str) -> bool:
    """Tell whether the question takes for granted a fall where the sentence tells of a rise."""
    return bool(
        _FALL.search(question) and not _FALL.search(sentence) and _RISE.search(sentence)
    ) or bool(_RISE.search(question) and not _RISE.search(sentence) and _FALL.search(sentence))


def _other_unit(question: str, sentence: str) -> bool:
    units = {found.unit for found in figures.find(sentence)}
    if _MONEY.search(question):
        return not units & _MONEY_UNITS
    if _RATE.search(question):
        return not units & _RATE_UNITS
    if count := _COUNT.search(question):
        return not units - _RATE_UNITS - _MONEY_UNITS or _unlike(count["zh"] or count["few"], units)
    return False


def _unlike(classifier: str, units: set[str]) -> bool:
    """Tell whether figures are all counted by classifiers that the question's cannot stand for."""
    general = {"个", "家", "项", "条", "种", "件", "款", "部", "座", "所", ""}
    return classifier not in units and not (classifier in general and units & general)
