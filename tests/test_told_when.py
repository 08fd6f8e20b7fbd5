"""When something was told, and who asks for himself, is no condition of a question."""

import pytest

from chatbot.decision.constraints import conflicts, speaking_year
from chatbot.question.wants import Wants
from index.records import Document

NEWS = "4月21日，省里举行新闻发布会，介绍2026年一季度茶叶生产情况。"


def document(text, title=""):
    return Document("tea.txt", title, text)


def told(question, sentence, text=NEWS, focus=""):
    return conflicts(
        question, sentence, "", sentence, document(f"{text}{sentence}"), Wants.of(question),
        focus=focus,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (NEWS, 2026),
        ("2026年4月21日，省里介绍一季度情况。", 2026),
        # A report of the whole of last year may be told in February.
        ("2月6日，省里介绍2025年全年茶叶生产情况。", None),
        ("省里介绍2026年一季度茶叶生产情况。", None),
    ],
)
def test_a_document_speaks_in_the_year_that_its_date_and_period_tell(text, year):
    assert speaking_year(document(text)) == year


def test_last_year_is_no_year_of_what_is_told_without_one():
    assert told("去年3月底有多少家茶厂？", "截至3月底，茶厂有300家。").period == "去年3月底"
    assert told("3月底有多少家茶厂？", "截至3月底，茶厂有300家。").period == ""


def test_the_year_of_a_target_is_not_that_of_what_stands_beside_it():
    sentence = "东街：新增茶厂21家，全年目标36家，完成率59.4%。"
    assert told("东街上半年新增茶厂多少家？", sentence).period == ""
    assert told("东街上半年新增茶厂的目标是多少家？", sentence).period == "上半年"


@pytest.mark.parametrize(
    ("question", "direction"),
    [
        ("茶价上涨了吗？", True),
        ("茶价走强是为什么？", True),
        ("茶价涨了还是跌了？", False),
        ("Did it rise or fall?", False),
    ],
)
def test_which_of_two_directions_takes_neither_for_granted(question, direction):
    assert told(question, "一季度茶价下降3%。").direction == direction


def test_what_did_not_change_is_no_direction():
    sentence = "反映订单持平或者增长的茶厂占比为76.4%。"
    assert not told("说订单没有减少的茶厂占多大比例？", sentence).direction
    assert told("说订单减少的茶厂占多大比例？", sentence).direction
    assert told("茶价不断上涨的幅度是多少？", "茶价下降3%。").direction
    assert told("茶价未来增长多少？", "茶价下降3%。").direction


def test_two_months_are_each_told_by_itself():
    sentence = "7月份茶厂开工率只有79%，8月回升到82%，9月达到93%。"
    assert told("7月和9月的开工率相差多少？", sentence).period == ""
    assert told("5月和6月的开工率相差多少？", sentence).period == "5月和6月"
    assert told("去年7月和9月的开工率相差多少？", sentence).period == "去年7月和9月"
    assert told("7、9月合计开工多少家？", sentence).period == "7、9月"


def test_a_period_after_a_semicolon_is_not_that_of_what_stands_before_it():
    sentence = "生猪出栏5亿头，增长1.1%；三季度末母猪存栏3968万头。"
    assert told("前三季度生猪出栏多少头？", sentence).period == ""
    assert told("前三季度母猪存栏多少头？", "三季度末母猪存栏3968万头；出栏5亿头。").period


def test_a_target_is_set_for_a_year():
    sentence = "1至9月茶税34亿元；年初定的茶税目标是54亿元。"
    assert told("全年茶税收入目标是多少亿元？", sentence).period == ""
    assert told("2025年全年茶税收入目标是多少亿元？", sentence).period == "2025年全年"
    so_far = "1至9月，一般公共预算收入34亿元。"
    assert told("全年一般公共预算收入目标是多少？", so_far).period == "全年"


def test_what_is_compared_with_is_no_period():
    sentence = "截至3月底，茶厂有300家。"
    asked = "去年年底茶厂有多少家？想跟今年比比"
    assert told(asked, sentence).period == "去年年底"


def test_which_grew_faster_asks_for_figures():
    asked = "茶叶和蚕丝哪个增长更快？"
    assert told(asked, "茶叶首次出口到十个国家。").unit
    assert not told(asked, "茶叶产量增长3%，蚕丝增长5%。").unit
    assert not told("茶叶和蚕丝哪个更受欢迎？", "茶叶首次出口到十个国家。").unit


def test_sold_abroad_is_exported():
    assert not told("上半年茶叶卖到国外多少钱？", "茶叶出口68亿元。").metric
    assert told("上半年茶叶卖了多少吨？", "茶叶出口68吨。").metric
    assert not told("注册要多少钱，今年会不会涨价？", "注册一件收费270元。").metric
    assert not told("假期旅游收入是多少？", "假期出游总花费449亿元。").metric
    assert not told("上半年卖出了多少票房？", "票房收入187.6亿元。").metric
    assert not told("收入多少要交税？", "年收入超过6万元。").metric
    assert told("拆除危房投资多少？", "危房改造惠及3000户，补贴2亿元。").metric
    assert not told("茶叶成交了多少？", "交易茶叶4.86亿斤。").metric
    assert not told("上半年茶叶卖出多少吨？", "茶叶出货9200吨。").metric
    assert not told("招一个人补贴多少？", "每招一人发给1500元的扩岗补助。").metric


def test_how_long_and_which_share_ask_for_no_quantity_that_stands_beside():
    assert not told("拉茶叶去对面卖，过关要多长时间？", "过关平均不到10分钟。").metric
    assert not told("进出口收付里，用人民币的占几成？", "人民币收付占比为31.2%。").metric
    assert not told("带灯的车占几成？", "带灯的车渗透率达到69%。").metric


def test_the_same_time_is_that_of_what_was_told_before():
    sentence = "同期，火车9.6万列次。"
    day = "受暑期带动，8月16日单日达到262万人次。"
    question = "前三季度查验了多少列火车？"

    def period(earlier):
        around = f"{earlier}{day}{sentence}"
        whole = document(f"{NEWS}{around}")
        wants = Wants.of(question)
        return conflicts(question, sentence, day, around, whole, wants, [earlier]).period

    assert period("前三季度，查验5.42亿人次。") == ""
    assert period("一季度，查验1.2亿人次。") == "前三季度"


def test_the_past_year_is_the_one_before():
    text = "1月22日，省里举行新闻发布会。2026年1月22日。"
    before = "过去一年，我们推出了一批举措。"
    question = "2025年出台了哪些举措？"
    sentence = "一是把时限压到30天。"

    def period(said):
        whole = document(f"{text}{said}{sentence}")
        return conflicts(question, sentence, said, sentence, whole, Wants.of(question)).period

    assert period(before) == ""
    assert period("今年，我们推出了一批举措。") == "2025年"


def test_an_age_is_no_year():
    assert told("我妈今年82，吃顿饭补几块？", "去年80岁及以上的每餐补4元。").period == ""


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("茶农贷款的不良率有多高？", "茶农贷款余额38亿元，同比增长10.7%。"),
        ("电信业务总量增长多少？", "电子制造业增加值增长13.6%。"),
        ("总造价是多少？", "每部电梯财政补贴18万元。"),
        ("集团一共欠了多少亿元的债？", "收入10236亿元，第一次跨过了万亿元的关口。"),
    ],
)
def test_a_quantity_that_nothing_speaks_of_is_missing(question, sentence):
    assert told(question, sentence).metric


@pytest.mark.parametrize(
    ("question", "sentence", "whole"),
    [
        ("全国规模以上工业增加值增长多少？", "装备工业增加值增长6.2%。", "全国规模以上工业增加值"),
        ("规模以上工业增加值增长多少？", "电子设备制造业增加值增长13.6%。", "规模以上工业增加值"),
        ("全国规模以上工业增加值增长多少？", "规模以上工业增加值增长5.9%。", ""),
        (
            "全国规模以上工业增加值增长多少？",
            "工业增加值增长5.9%，其中装备工业增加值增长6.2%。",
            "",
        ),
        # Of a part that is asked of by its name.
        ("装备工业增加值增长多少？", "装备工业增加值增长6.2%。", ""),
        ("规模以上电子信息制造业增加值增长多少？", "电子设备制造业增加值增长13.6%。", ""),
        ("全国夏粮总产量是多少？", "夏粮丰收，总产量1486亿公斤。", ""),
        ("规上工业每单位增加值的能耗少了多少？", "规上工业单位增加值能耗下降3.3%。", ""),
        # A place, or another word for all of it, makes no part.
        ("全市工业增加值增长多少？", "合肥市工业增加值增长5%。", ""),
        ("全国汽车产量是多少万辆？", "国内汽车产量300万辆。", ""),
        ("我国服务业增加值增长多少？", "第三产业增加值增长5.4%。", ""),
    ],
)
def test_a_part_does_not_tell_of_the_whole(question, sentence, whole):
    assert told(question, sentence).name == whole


def test_whoever_answered_did_not_chair():
    assert told("谁主持了发布会？", "厅长林穗回答提问。").kind
    assert not told("谁主持了发布会？", "主持人林穗：大家好。").kind
    assert not told("谁回答了提问？", "厅长林穗回答提问。").kind


def test_when_the_conference_was_is_no_period_of_the_figure():
    sentence = "截至3月底，茶厂有300家。"
    assert told("省里4月发布会上说，茶厂有多少家？", sentence).period == ""
    assert told("4月的茶厂有多少家？", sentence).period == "4月"


def test_a_period_told_farther_out_is_that_of_figures_only():
    passage = "茶厂\n2022年印发了办法。开展茶厂专项行动。"
    document = Document("a", "2026年4月2日新闻发布会", passage)
    for question, period in (("今年怎么帮茶厂？", ""), ("今年帮了多少家茶厂？", "今年")):
        found = conflicts(question, "开展行动。", "", passage, document, Wants.of(question))
        assert found.period == period


def test_a_condition_is_no_quantity_that_is_asked_for():
    sentence = "50元以上的茶叶销量增长9%。"
    assert not told("单价五十元以上的茶叶卖得多了多少？", sentence).metric
    assert not told("茶厂一共卖了多少钱？", "茶厂营业收入2.6亿元。").metric
    assert told("茶叶的单价多少？", sentence).metric


def test_a_period_that_is_carried_over_binds_by_its_year():
    sentence = "1—2月茶叶营业收入2.6亿元。"
    assert told("一季度茶叶营业收入多少？", sentence).period == "一季度"
    assert told("一季度茶叶营业收入多少？", sentence, focus="营业收入").period == ""
    assert told("2024年一季度茶叶营业收入多少？", sentence, focus="营业收入").period != ""


def test_what_somebody_has_himself_need_not_be_told():
    sentence = "应补税额不超过400元的免予补缴。"
    assert told("应补税额300元的要补多少？", sentence).name == "300元"
    assert told("我应补税额300元，要补多少？", sentence).name == ""
    assert told("我国应补税额300元的要补多少？", sentence).name == "300元"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("How many 6G base stations are there?", "6G"),
        ("How many 5G base stations are there?", ""),
        ("How many base stations were there in Q1?", ""),
        ("How many AS900 were ordered?", "AS900"),
    ],
)
def test_a_name_with_a_number_in_an_english_question_must_be_told(question, name):
    assert told(question, "5G基站有300个。").name == name


@pytest.mark.parametrize(
    ("question", "sentence", "missing"),
    [
        ("哪个牌子卖得最好？", "国产品牌的占有率为69.5%。", True),
        ("哪个牌子卖得最好？", "云雾牌居首，占69.5%。", False),
        ("哪条路最近封闭？", "滨江路7月封闭。", False),
        ("该去哪个网站申请？", "有条件的地方可以建中心。", True),
        ("该去哪个网站申请？", "在“创新通”平台申请。", False),
        ("歌舞剧院的院长是谁？", "组织州歌舞剧院等18个院团演出460场。", True),
        ("歌舞剧院的院长是谁？", "州歌舞剧院院长王小丽，副院长李明。", False),
        ("卖保健品的公司叫什么名字？", "“清网”行动查处一起销售保健品案。", True),
        ("卖保健品的公司叫什么名字？", "罚了康泰生物科技公司120万元。", False),
        ("全年产量的目标是多少？", "秋粮产量占全年的四分之三。", True),
        ("全年产量的目标是多少？", "全年产量稳定在1.4万亿斤以上。", False),
        ("水产品占了多少亿？", "水产品出口101亿美元。", False),
    ],
)
def test_the_first_of_several_and_a_site_must_be_told(question, sentence, missing):
    assert told(question, sentence).kind is missing
