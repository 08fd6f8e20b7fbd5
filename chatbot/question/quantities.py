"""The quantities that official statistics tell apart: output, exports, revenue.

Closed lists. A sentence about one does not answer a question for another.
"""

import re
from collections.abc import Sequence

from chatbot import figures
from chatbot.question import asked_units
from index.lexical import has_unspaced

# What one quantity is called.
METRICS = (
    ("净利润", "利润", "盈利"),
    ("营业收入", "营收", "收入"),
    ("增加值",),
    ("产量",),
    ("产能",),
    ("销量", "销售", "卖", "售", "购物", "购买", "消费", "成交", "交易"),
    ("出货",),
    ("出口",),
    ("进口",),
    ("投资",),
    ("就业", "员工", "用工"),
    ("用户",),
    ("价格", "售价", "均价", "单价", "价"),
    ("库存", "存货", "存量", "存煤", "存粮", "储备"),
    ("渗透率",),
    ("市场占有率", "市占率", "市场份额", "份额", "占"),
    ("补贴", "补助", "津贴", "奖补"),
    ("税",),
    ("失业",),
    ("工资", "薪酬", "薪资", "收入"),
    ("生产总值", "GDP"),
    ("物价", "通胀", "CPI"),
    ("预算",),
    ("成本",),
    ("贷款", "信贷", "授信"),
    ("债",),
    ("赤字",),
    ("利率", "利息"),
    ("汇率",),
    ("租金", "房租", "月租"),
    ("不良率", "不良贷款率", "不良"),
    ("逾期率", "逾期"),
    ("装车量", "装车"),
    ("业务总量", "业务量"),
    ("发电量", "发电"),
    ("用电量", "耗电量"),
    ("吞吐量", "吞吐"),
    ("周转量", "周转"),
    ("门诊量", "门诊", "诊疗", "就诊"),
    ("研发投入", "研发经费", "研发费用", "研发强度", "研究与试验发展"),
    ("造价", "工程费", "总投资"),
    ("死亡", "遇难", "身亡"),
    ("罚",),
    ("票房",),
)
# 跨过了万亿元的关口: a figure that only says how large another is.
_LANDMARK = re.compile("的?(?:大关|关口|门槛|台阶)")
_SHARE_NAMES = next(names for names in METRICS if "占" in names)
# Of one character, and still they name nothing else.
_SURE = (("债",), ("税",))
# What an English question may ask the figure of, and one of which a text about it has.
_ENGLISH_METRICS = tuple(
    (re.compile(rf"\b(?:{english})\b", re.IGNORECASE), chinese)
    for english, chinese in (
        ("GDP|gross domestic product", ("生产总值", "GDP")),
        ("unemployment", ("失业",)),
        ("imports?", ("进口",)),
        ("exports?", ("出口", "外销", "外贸")),
        ("profits?", ("利润", "盈利", "利")),
        ("prices?", ("价",)),
        ("wages?|salary|salaries", ("工资", "薪", "收入")),
        ("inflation|CPI", ("通胀", "物价", "CPI")),
        ("population", ("人口",)),
        ("budgets?", ("预算", "经费")),
        ("subsid(?:y|ies)", ("补贴", "补助", "奖补", "资助")),
        ("loans?", ("贷",)),
        ("debts?", ("债",)),
        ("deficits?", ("赤字", "逆差")),
        ("interest rates?", ("利率", "利息")),
        ("exchange rates?", ("汇率",)),
        ("tariffs?", ("关税", "税率")),
        ("tax(?:es)?", ("税",)),
        (
            "passengers|passenger (?:traffic|volume|numbers)",
            ("乘客", "旅客", "客流", "客运", "载客", "人次"),
        ),
        ("deaths?|killed|died", ("死", "遇难", "身亡")),
        ("fine[sd]?|penalt(?:y|ies)", ("罚",)),
        ("rents?", ("租",)),
        ("inventor(?:y|ies)", ("库存",)),
        ("layoffs?|laid off", ("裁员", "下岗")),
    )
)


def unspoken(question: str, around: str, figure: bool) -> bool:
    """Tell whether the quantity that the question asks for last is not spoken of around."""
    if not has_unspaced(question):
        return any(
            english.search(question) and not any(word in around for word in chinese)
            for english, chinese in _ENGLISH_METRICS
        )
    if not figure or asked_units.asks_duration(question):
        return False
    names = asked(question)
    told = _told_as(question, names)
    # A share need not be called one.
    told = (*told, "%", "％") if "占" in names else told
    return bool(names) and not any(word in around for word in told)


def _told_as(question: str, names: Sequence[str]) -> Sequence[str]:
    """Return ``names`` of a quantity with what else ``question`` lets it be called."""
    if names == _SHARE_NAMES:
        names = (*names, "渗透率", "覆盖率", "普及率", "使用率", "比重", "比例")
    if "销量" in names:
        names = (*names, "出货")
    if "出货" in names:
        names = (*names, "销量", "销售")
    if _SOLD_ABROAD.search(question):
        names = (*names, "出口")
    if "收入" in names and _TRAVEL.search(question):
        # What tourism takes in is what tourists spend.
        names = (*names, "花费", "消费")
    if _SOLD_FOR.search(question):
        names = (*names, "收入", "营收", "价", "金额")
    return names


_SOLD_ABROAD = re.compile(
    r"[卖销](?:[到往去给]|出去?)?(?:[了过])?(?:到|往|给)?(?:国外|海外|境外|外国|老外|全球|全世界)"
)
_TRAVEL = re.compile("旅游|文旅|假期|假日|出游|游客")
# 卖了多少钱 asks for a revenue or a price.
_SOLD_FOR = re.compile(r"卖(?:出|了)*(?:多少|几)(?=[万亿个]*(?:元|块|钱))")
# 用人民币的占几成: a share, whatever it is of.
_SHARE = re.compile("占(?:了|到|据)?(?:几成|百分之|多大比|多少比)")
# 售价50万元以上的车: no quantity that is asked for.
_CONDITION = re.compile(
    r"(?:售价|单价|价格|收入|租金|利率|营收|利润|投资|贷款)[在为超过达]*(?=[\d一二三四五六七八九十两百千]+[\d.]*[万亿千百]*[元%％块])"
)


def asked(question: str, shortest: int = 1) -> Sequence[str]:
    """Return the names of the quantity that a Chinese question asks for last, () for none.

    Words of one character (卖, 价) count only where no longer one is there, if they are not shorter
    than ``shortest``.
    """
    question = _CONDITION.sub("", question)
    # Whether a price will change names none.
    question = re.sub("[涨降调跌]价", "", question)
    if _SHARE.search(question):
        return _SHARE_NAMES
    for least in range(2, shortest - 1, -1):
        at, names = max(
            (max(question.rfind(word) if len(word) >= least else -1 for word in names), names)
            for names in METRICS
        )
        if at >= 0:
            return names
    return next((names for names in METRICS if names in _SURE and names[0] in question), ())


def another(question: str, sentence: str) -> bool:
    """Tell whether all figures of ``sentence`` that may answer are of other quantities.

    Asked for the growth of output, 出口金额同比增长12.5% is none, whatever stands around.
    """
    names = () if asked_units.asks_duration(question) else asked(question, 2)
    if not names or any(word in sentence for word in _told_as(question, names)):
        return False
    told = [
        one
        for one in figures.statements(sentence)
        if not asked_units.unit_is_missing(question, sentence[one.figure.start : one.figure.end])
        and not _LANDMARK.match(sentence, one.figure.end)
    ]
    return bool(told) and all(asked(one.metric, 2) for one in told)
