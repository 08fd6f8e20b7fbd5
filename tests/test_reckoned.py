"""Figures that follow from others, that round, or that are said in another unit."""

import pytest

from chatbot.verify import Evidence, check
from chatbot.verify.bounds import bound
from chatbot.verify.clocks import clocks
from chatbot.verify.forms import as_shares, of, written_out
from chatbot.verify.measures import replaced
from chatbot.verify.verifier import sentences_of

ROADS = "今年计划新建公路10万公里，改造桥梁4800座；1至4月，已经新建公路2.9万公里，改造桥梁1210座。"
PILES = "全市充电设施总数2610万台，其中公共充电设施612万台、私人充电设施1998万台。"
BANKS = "高风险银行由峰值时的649家降到243家，14个省份已经没有高风险银行。"
TRADE = "改革试点经验共38项，其中投资便利化11项、贸易便利化14项、金融创新6项。"
SECTORS = "在97个大类当中，有91个已用上了光网。"
DOSES = "东部地区首剂接种率最高，为91.7%，中部地区为85.2%，西部地区只有79.4%。"
RATE = "车辆的渗透率达到69%，比去年同期提高10个百分点。"
INVEST = "全年计划投资476亿元，其中轨道交通265亿元，保障性住房148亿元，老旧小区改造63亿元。"
FARES = "推出90分钟换乘优惠，换乘公交立减1元。每单缴费0.06元。"
COUPONS = "标准是每个孩子每月300元，最长可以领12个月。"
PEOPLE = "全省60周岁及以上老年人口1352万人，占总人口的22.1%。"
TAX = "免税额度由5000元提高到8000元。"
CRIME = "1—5月，海关立案1876起。"
TRAINS = "其余线路末班车仍为22点40分，其中13个国家的34个城市有班列。"
LIMIT = "套餐价格不高于12元。申请人家庭收入不高于7.8万元。"
GROWTH = "查验能力将提高一倍，出口均价706元，下跌6.3%。"
CASES = "China's courts handled 2,183,000 cases."


@pytest.mark.parametrize(
    ("text", "right", "wrong", "kind"),
    [
        (
            ROADS,
            "全年计划新建公路10万公里，头四个月建了不到三成。",
            "全年计划新建公路10万公里，头四个月建了不到两成。",
            "",
        ),
        (
            PILES,
            "公共充电设施不到充电设施总数的四分之一。",
            "公共充电设施占充电设施总数的三分之一。",
            "",
        ),
        (
            BANKS,
            "高风险银行从649家降到243家，减少了四百多家。",
            "高风险银行减少了五百多家。",
            "figure",
        ),
        (
            TRADE,
            "贸易便利化14条，比投资便利化多3条。",
            "贸易便利化14条，比投资便利化多5条。",
            "figure",
        ),
        (SECTORS, "97个大类里，只有6个还没有用上光网。", "97个大类里，只有8个还没有用上光网。", ""),
        (
            DOSES,
            "东部和西部的接种率相差12.3个百分点。",
            "东部和西部的接种率相差15.3个百分点。",
            "figure",
        ),
        (RATE, "车辆的渗透率从59%升到69%。", "车辆的渗透率从49%升到69%。", "figure"),
        (
            INVEST,
            "保障性住房和老旧小区加起来是211亿元。",
            "保障性住房和老旧小区加起来是251亿元。",
            "figure",
        ),
        (
            INVEST,
            "全年计划投资476亿元，一半以上投向轨道交通。",
            "全年计划投资476亿元，七成投向轨道交通。",
            "figure",
        ),
        (FARES, "一个半小时内换乘公交，便宜一块钱。", "换乘公交立减两块钱。", "figure"),
        (FARES, "每单缴费6分钱。", "每单缴费8分钱。", "figure"),
        (COUPONS, "每个孩子每月300块，领一年算下来3600元。", "每个孩子每月领400块。", "figure"),
        (PEOPLE, "60岁以上老年人占总人口的两成多。", "60岁以上老年人占总人口的三成多。", ""),
        (
            PEOPLE,
            "60岁以上老年人在总人口里，每五个人里就有一个多。",
            "60岁以上老年人占总人口的五成多。",
            "",
        ),
        (TAX, "免税额度8000块，比原来多3000块。", "免税额度8000块，比原来多2000块。", "figure"),
        (CRIME, "海关五个月立案近1900起。", "海关八个月立案近1900起。", "figure"),
        (TRAINS, "其余线路末班车十点四十收车。", "其余线路末班车十一点四十收车。", "figure"),
        (LIMIT, "套餐不能卖到12块以上。", "套餐不能卖到15块以上。", "figure"),
        (LIMIT, "家庭收入超过7.8万元的不能购买。", "家庭收入超过8.7万元的不能购买。", "figure"),
        (GROWTH, "查验能力将翻一番。", "查验能力将提高三倍。", "figure"),
        (GROWTH, "出口均价便宜了6.3%。", "出口均价贵了6.3%。", "direction"),
        (
            CASES,
            "Courts handled 2.18 million cases.",
            "Courts handled 2.28 million cases.",
            "figure",
        ),
    ],
)
def test_what_follows_is_supported_and_what_does_not_is_doubted(text, right, wrong, kind):
    candidates = sentences_of(text)
    assert check(right, candidates).supported
    verdict = check(wrong, candidates)
    assert not verdict.supported
    assert not kind or kind in {one.kind for one in verdict.differences}


def test_a_change_that_is_told_is_not_reckoned():
    text = "新增就业702万人，同比增加7万人，再就业261万人。"
    claim = "新增就业702万人，同比增加441万人，再就业261万人。"
    assert not check(claim, sentences_of(text)).supported


def test_a_figure_in_the_words_of_another_is_not_reckoned():
    text = "双缴存职工由80万元提高到100万元，单缴存职工由50万元提高到65万元。"
    assert not check(text.replace("65", "15"), sentences_of(text)).supported


@pytest.mark.parametrize(
    ("claim", "told", "written"),
    [
        ("连续缴满三年社保", "连续缴满36个月", "连续缴满36个月社保"),
        ("每单6分钱", "每单0.06元", "每单0.06元"),
        ("住上半个月以上", "住15天以上", "住上15天以上"),
        ("开三个月的药", "开12周的药", "开12周的药"),
        ("一个半小时", "90分钟", "90分钟"),
        ("最低工资28块1", "为28.1元", "最低工资28.1元"),
        ("上半年，2027年", "6个月", "上半年，2027年"),
        ("最长三年", "最长3年", "最长三年"),
    ],
)
def test_measures_are_written_as_the_text_does(claim, told, written):
    assert replaced(claim, told)[0] == written


def test_what_is_said_in_another_unit_must_stand_where_the_rest_does():
    text = "连续缴纳社会保险满36个月的可以申请。毕业不满2年的租金减免。"
    assert not check("连续缴纳社会保险满24个月的可以申请。", sentences_of(text)).supported


def test_so_many_of_ten_are_a_share():
    assert as_shares("十个里只有一个") == "只一成"
    assert as_shares("每100个服务区里有98个多能充电") == "服务区98%多能充电"
    assert as_shares("Seven in ten cars") == "70 percent cars"


def test_short_names_are_written_out():
    assert written_out("保租房的租金", "保障性租赁住房的租金") == "保障性租赁住房的租金"
    assert written_out("老人的租金", "老年人的租金") == "老人的租金"


def test_bounds_stand_before_and_behind():
    assert bound("", "四成", "相当于", "不到。") == "不到"
    assert bound("以上", "12块", "不能卖到", "") == "不超过"
    assert bound("", "两成", "提升", "多") == "多"
    assert bound("", "半", "降价过", "") == "超过"


def test_times_of_day_need_no_minutes_sign():
    assert [minutes for minutes, _ in clocks("十点四十收车，每天23时封路")] == [640, 660]


def test_each_form_writes_out_more():
    told = [Evidence("保障性租赁住房每次签约最长36个月。")]
    assert [form.text for form in of("保租房一次最多签三年。", told)] == [
        "保租房一次最多签36个月。",
        "保障性租赁住房一次最多签36个月。",
    ]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("重度失能人员居家护理的，每月支付1200元。", "重度失能老人居家护理的，每月支付1200元。"),
        ("护理员缺口约1.9万人。", "护理员不够用，缺口近两万。"),
        ("惠及职工，其中198万户企业得到返还。", "198万家企业得到返还。"),
        ("各行业的投资全部实现了正增长。", "各行业的投资无一下滑。"),
        ("完成年度计划的54.7%，时间过半。", "完成全年计划的一半以上。"),
        ("失业率为5.2%，与上年同期持平。", "失业率为5.2%，和去年同期比没变。"),
        ("有17家平台公布了上限，普遍定在27%以下，有3家下调到25%。", "三家平台降到25%。"),
        ("全国流感在2025年12月达到高峰。", "全国流感12月达到高峰。"),
    ],
)
def test_other_words_for_the_same_are_supported(text, claim):
    candidates = [
        Evidence(one.text, one.before, year=2026, closeness=3.0) for one in sentences_of(text)
    ]
    assert check(claim, candidates).supported


def test_an_hour_alone_is_compared_as_a_figure():
    told = sentences_of("一是早高峰错峰优惠，工作日7点前进站打七折；")
    assert check("工作日7点前进站打七折。", told).supported
    assert not check("工作日13点前进站打七折。", told).supported
    assert check("工作日早上七点前进站打七折。", told).supported
    assert not check("工作日早上八点前进站打七折。", told).supported
