"""What a question asks: its parts, periods, figures and conditions."""

import pytest

from chatbot import figures
from chatbot.decision import constraints
from chatbot.language import periods, places
from chatbot.language.periods import Period
from chatbot.language.wording import content, unsaid
from chatbot.question import asked_units, kinds, proceedings
from chatbot.question.parts import parts
from chatbot.question.wants import Wants
from index.records import Document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("总数达495.8万个", [("495.8万个", 4_958_000.0, "个")]),
        ("收入2.6万亿元，增长14.3%", [("2.6万亿元", 2.6e12, "元"), ("14.3%", 14.3, "%")]),
        ("项目2.5万余个", [("2.5万余个", 25_000.0, "个")]),
        ("共1,260家", [("1,260家", 1260.0, "家")]),
        ("提升10个百分点", [("10个百分点", 10.0, "个百分点")]),
        ("超过六成", [("六成", 60.0, "%")]),
        ("四个专项行动、十二项任务", [("四个", 4.0, "个"), ("十二项", 12.0, "项")]),
        ("2023年12月4日，第三个，5G，“十五五”", []),
    ],
)
def test_figures_have_a_value_in_their_unit(text, expected):
    found = [(text[f.start : f.end], f.value, f.unit) for f in figures.find(text)]
    assert [(words, pytest.approx(value), unit) for words, value, unit in expected] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年全年", Period(2025, 1, 12)),
        ("今年二季度", Period(2026, 4, 6)),
        ("2024年底", Period(2024, 1, 12, moment=True)),
        ("截至3月底", Period(None, 3, 3, moment=True)),
        ("Q1增加值", Period(None, 1, 3)),
        ("1—2月", Period(None, 1, 2)),
        ("一、二月", Period(None, 1, 2)),
        ("1月份至2月", Period(None, 1, 2)),
        ("三到十一月", Period(None, 3, 11)),
        ("前三个月", Period(None, 1, 3)),
        ("今年前三季度", Period(2026, 1, 9)),
        ("今年11个月", Period(2026, 1, 11)),
        ("前十一个月", Period(None, 1, 11)),
        ("in the third quarter", Period(None, 7, 9)),
        ("from January to February", Period(None, 1, 2)),
        ("in the first quarter of 2025", Period(2025, 1, 3)),
        ("at the end of March 2025", Period(2025, 3, 3, moment=True)),
        ("in the first half of last year", Period(2025, 1, 6)),
    ],
)
def test_periods_are_months_of_a_year(text, expected):
    assert list(periods.find(text, 2026)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "较9月低了几个点",
        "比去年同期",
        "较去年同期提高",
        "跟去年同期比",
        "same period last year",
        "added since the end of last year",
        "而去年同期是1.8%",
        "behind last year",
        "it may be so",
        "5月3日",
    ],
)
def test_bases_of_comparison_and_days_are_no_periods(text):
    found = list(periods.find(text, 2026))
    assert found in ([], [Period(2025)]) if "last year" in text else found == []


def test_what_stood_a_year_ago_is_told_for_its_own_sake():
    assert list(periods.find("约1.7万辆，而去年同期只有约6000辆", 2026)) == [Period(2025)]


def test_periods_contradict_each_other():
    quarter = Period(None, 1, 3)
    assert quarter.contradicts(Period(None, 4, 6))
    assert quarter.contradicts(Period(None, 1, 2))
    assert not quarter.contradicts(Period(None, 3, 3, moment=True))
    assert Period(2025).contradicts(Period(2026))
    assert not quarter.contradicts(Period(2026))


def test_last_year_is_not_this_year_whatever_year_it_is():
    (last,), (this,), (quarter,) = (periods.find(x, None) for x in ("去年", "今年", "去年一季度"))
    assert last.contradicts(this)
    assert not last.contradicts(quarter)
    assert not last.contradicts(Period(2025))


@pytest.mark.parametrize(
    ("question", "text", "when"),
    [
        ("去年同期有多少？", "一季度基站495万个，同比增长5%。", "去年同期"),
        ("那上年同期的产量呢？", "产量增长5%。", "上年同期"),
        ("去年同期有多少？", "一季度495万个，去年同期450万个。", ""),
        # These compare with it.
        ("和去年同期比增长多少？", "同比增长5%。", ""),
        ("去年同期相比呢？", "同比增长5%。", ""),
        ("是去年同期的几倍？", "同比增长5%。", ""),
    ],
)
def test_what_was_a_year_ago_is_told_by_its_name(question, text, when):
    assert periods.last_year_s(question, text) == when


def test_what_a_figure_is_a_share_of_is_not_what_it_measures():
    sentence = "市场交易电量7.12万亿千瓦时，占全社会用电量的65.1%。"
    told = "市场交易电量7.12万亿千瓦时，占的65.1%。"
    assert Wants.of("全社会用电量一共多少？").told(sentence) == told
    assert Wants.of("市场交易占全社会用电量多少？").told(sentence) == sentence
    assert Wants.of("市场交易电量的意义是什么？").told(sentence) == sentence


@pytest.mark.parametrize(
    ("question", "given", "lacking"),
    [
        (
            "平均要等多久？",
            "平均等待时间由15分钟降到6分钟。",
            "充电量1.23亿千瓦时，是平日的3.9倍。",
        ),
        ("How long does it take?", "审批时限为5个工作日。", "已有8200人申请。"),
        ("试点城市有哪些？", "试点在合肥市和芜湖市开展。", "要启动融合应用城市的第二批建设。"),
        ("哪几家厂商被罚款了？", "被罚的是青溪食品有限公司。", "对囤积居奇的行为依法打击。"),
        ("占比是多少？", "增加值占全部工业的五分之一。", "增加值增长13.6%，增速居第一。"),
        ("订单是哪些客户下的？", "订单来自海澜航空公司。", "飞艇获得42架订单。"),
        ("Which company developed it?", "由青溪医疗股份公司研发。", "脑机接口器械获批上市。"),
    ],
)
def test_a_kind_of_thing_that_is_asked_for_has_to_be_there(question, given, lacking):
    assert not kinds.is_missing(question, given, given)
    assert kinds.is_missing(question, lacking, lacking)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("5G基站有多少？", ["5G基站有多少？"]),
        ("甲市和乙市各有多少家工厂？", ["甲市有多少家工厂", "乙市有多少家工厂"]),
        ("总数多少，增长几成？", ["总数多少", "增长几成"]),
        # What the second asks of is named by the first.
        (
            "雷达覆盖率眼下是多少，年底想做到多少？",
            ["雷达覆盖率眼下是多少", "雷达覆盖率年底想做到多少"],
        ),
        ("船厂增加值涨多少？收入又涨多少？", ["船厂增加值涨多少", "船厂收入又涨多少"]),
        ("造船订单有多少，码头有几个？", ["造船订单有多少", "码头有几个"]),
        ("现在码头有多少个，明年多少个？", ["现在码头有多少个", "码头明年多少个"]),
        ("进口和出口，分别是多少？", ["进口是多少", "出口是多少"]),
        ("粮食产量多少，种了多少种作物？", ["粮食产量多少", "种了多少种作物"]),
        # What is counted is not what it is asked of, and where is asked of something too.
        (
            "造船试点有多少个码头，覆盖多少个城市？",
            ["造船试点有多少个码头", "造船试点覆盖多少个城市"],
        ),
        ("造船大会哪天开，在哪个城市？", ["造船大会哪天开", "造船大会在哪个城市"]),
        ("提前退的多还是晚退的多？各占多大比例？", ["提前退的有多少", "晚退的有多少"]),
        ("关于造船，订单有多少？交付了几艘？", ["关于造船，订单有多少", "关于造船，交付了几艘"]),
        (
            "想了解造船：订单有多少，交付了几艘？",
            ["想了解造船：订单有多少", "想了解造船：交付了几艘"],
        ),
        # Which of two is more, or grows faster, asks how much each is.
        (
            "茶厂和船厂，去年哪边被查的家次多？",
            ["茶厂去年被查的家次有多少", "船厂去年被查的家次有多少"],
        ),
        (
            "今年新建的茶厂和船厂，哪个增速更高？",
            ["今年新建的茶厂增速多少", "今年新建的船厂增速多少"],
        ),
        (
            "造船订单现在有多少，离全年的目标还差多远？",
            ["造船订单现在有多少", "造船订单离全年的目标还差多远"],
        ),
        ("What is it called, and when was it issued?", ["What is it called", "when was it issued"]),
    ],
)
def test_a_question_falls_into_its_parts(question, expected):
    assert parts(question) == expected


def test_what_a_text_leaves_unsaid_of_a_question():
    assert unsaid("快递员一个月能挣多少钱？", "快递平均单票收入是7.48元") == "员一个月能挣 钱"
    assert unsaid("产量增长了多少？", "钢产量增长5%") == ""


def test_content_leaves_out_the_words_of_asking():
    assert content("请问5G基站有多少？") == "5G基站"
    assert content("How many ships are there?") == "ships"
    assert content("什么？") == "什么？"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("增长多少", "figure"),
        ("省里想了哪些办法", "enumeration"),
        ("有哪些措施", "enumeration"),
        ("下一步怎么做", "enumeration"),
        ("这话是谁说的", "speaker"),
        ("什么时候开始", "date"),
        ("How many ships?", "figure"),
        ("What was the operating revenue of the shipyards?", "figure"),
        ("Who said that exports grew?", "speaker"),
        ("列了哪几项工作", "enumeration"),
        ("新规改了啥", "enumeration"),
        ("这一块往后准备咋弄", "enumeration"),
        ("近期发布的普惠算力文件全名是什么？", "title"),
        ("这份文件叫什么，文号是多少？", "title"),
    ],
)
def test_the_wording_tells_what_is_wanted(question, kind):
    wants = Wants.of(question)
    told = {
        name
        for name in ("figure", "enumeration", "speaker", "date", "title")
        if getattr(wants, name)
    }
    assert told == {kind}


def test_means_are_no_papers():
    assert not Wants.of("省里想了哪些办法？").title
    assert Wants.of("去年印发了哪些办法？").title


@pytest.mark.parametrize(
    ("question", "fits"),
    [("三个项目都叫什么？", True), ("What is the ship called?", True), ("项目有几个？", False)],
)
def test_a_name_that_is_asked_for_is_in_quotes(question, fits):
    wants = Wants.of(question)
    assert wants.name is fits
    if fits:
        assert wants.fits("首批项目是“浦上家园”和“汀畔花苑”。")
        assert wants.fits("该船命名为远望。")
        assert not wants.fits("首批项目的均价为11800元。")


@pytest.mark.parametrize(
    ("question", "conflict"),
    [
        ("一季度钢产量增长多少？", set()),
        ("二季度钢产量增长多少？", {"period"}),
        ("去年钢产量增长多少？", {"period"}),
        ("浙江一季度钢产量增长多少？", {"place"}),
        ("一季度钢的利润增长多少？", {"metric"}),
        ("一季度钢产量是多少元？", {"unit"}),
    ],
)
def test_conditions_that_the_sentence_does_not_meet(question, conflict):
    sentence = "一季度，钢产量同比增长3.1%。"
    document = Document("a", "2026年4月2日新闻发布会", sentence)
    wants = Wants.of(question)
    found = constraints.conflicts(question, sentence, "", sentence, document, wants)
    told = {name for name in ("period", "place", "metric", "unit") if getattr(found, name)}
    assert told == conflict


AGES = "全省60周岁及以上人口1352万人，79岁以下的占八成。"
SALES = "售价超过30万元的，东区卖出300辆，西区卖出100辆。"


@pytest.mark.parametrize(
    ("sentence", "question", "named"),
    [
        (AGES, "65岁及以上人口有多少？", "65岁及以上"),
        (AGES, "16到24岁的有多少？", "16到24岁"),
        (AGES, "60到79岁的有多少？", ""),
        (AGES, "60岁以上人口有多少？", ""),
        # an age of one's own may be any
        (AGES, "我爸65岁，能领多少？", ""),
        (SALES, "售价超过50万元的卖了多少辆？", "50万元"),
        (SALES, "售价超过30万元的卖了多少辆？", ""),
        # How many times or by how much can be reckoned: nobody need have said it.
        (SALES, "哪个区的销量是西区的3倍？", ""),
        (SALES, "哪个区的销量比西区多200辆？", ""),
    ],
)
def test_a_group_is_told_by_its_figures(sentence, question, named):
    found = constraints.conflicts(
        question, sentence, "", sentence, Document("a", "年报", sentence), Wants.of(question)
    )
    assert found.name == named


@pytest.mark.parametrize(
    ("question", "sentence", "missing"),
    [
        ("数据中心能效目前平均是多少？", "到2027年降到1.2。数据中心能效降到1.26。", False),
        ("去哪儿能换零钱？", "可以到附近银行网点兑换。", False),
        ("是哪家公司造出来的？", "其中由泽阳重机牵头研制的掘进机已经交付。", False),
        # A ceiling is called one; what is to come is not what there is.
        ("一次最多能借多少？", "财政出资5亿元设立资金。", True),
        ("一次最多能借多少？", "单户使用额度不超过800万元。", False),
        ("四季度至少得增长多少？", "四季度只要增长4.5%左右就能实现。", False),
        ("智能工厂现在有多少家？", "到2027年，培育智能工厂150家。", True),
        ("智能工厂现在有多少家？", "目前已建成150家，计划再建30家。", False),
        ("能坚持治疗的占几成？", "能够坚持治疗的只有46%。", False),
        ("投资被什么拖住了？", "投资同比下降1.6%。", True),
        # Why something changed is told by a cause; what happened may be one.
        ("6月份价格为什么下降？", "6月份，价格同比下降0.6%。", True),
        ("6月份价格为什么下降？", "6月份，价格同比下降0.6%，主要是基数走高。", False),
        ("他为什么没有成功？", "他正要动手，刘腾告诉了太后。", False),
        ("这又被称为什么？", "锦地罗又称宽叶毛毡苔，种植面积增长3%。", False),
        ("会议什么时候开？", "会议在唐末召开。", False),
        ("会议什么时候开？", "会议在北京召开。", True),
        ("会议什么时候开？", "会议在古代就有。", False),
        ("会议什么时候开？", "会议在春节前召开。", False),
        ("桥是什么时候建的？", "桥是清朝建造的。", False),
        ("改造什么时候开始？", "推动节能改造，建设现代产业体系。", True),
        ("演出在哪里举行？", "演出由剧团承担。", True),
        ("怎么应对这么大的客流？", "客流增长3%。", False),
        # 下一代, 环节 and 朝着 name no time.
        ("6G什么时候商用？", "布局下一代互联网。", True),
        ("In which year will 6G be sold?", "布局下一代互联网。", True),
        ("6G什么时候商用？", "打通研发环节，朝着商用迈进。", True),
        ("一年最多能买多少？", "个人年度交易限值为2万元。", False),
        ("一年最多能处理多少？", "处置能力达到每年4万吨。", False),
        ("怎么恢复得这么慢？", "航线恢复42%。", True),
        ("毛病出在哪些地方？", "标签不合格、微生物超标。", False),
        ("茶和米谁跌得更厉害？", "茶价下跌7%，米价下跌3%。", False),
        ("通道是什么时候建的？", "近两年来建成通道70条。", False),
        ("原唱是谁？", "主题曲由袁丽嫦原唱。", False),
        # Which of two things is no person.
        ("甲乙两地谁增长更快？", "甲地增长3%，乙地增长2%。", False),
        ("谁批准了它？", "甲地增长3%，乙地增长2%。", True),
        ("谁制定了这部法？", "石勒曾制定这部法。", False),
        ("谁发现了它？", "富尔顿·杜瓦发现了它。", False),
        ("它占地多少？", "园区面积92英亩。", False),
        ("园区何时建成？", "园区建于嘉定十四年。", False),
        ("是哪些部门？", "联合六部门印发。", True),
        # Who acts, and where something is of use, ask for no place.
        ("内存涨价，国家有哪些招？", "支持企业与客户加强对接。", False),
        ("主要改了哪些地方？", "对认定标准作了统一。", False),
        ("造船跟造车比，谁投资涨得猛？", "造船投资增长27.7%。", False),
        ("是哪些部门？", "联合教育部、财政部印发。", False),
        ("大会什么时候开？", "下个月，大会将在宁波举办。", False),
        ("发布会是在哪里开的？", "地点：北楼二层报告厅", False),
        # A share is no change, and a change no share.
        ("旅客比前年增长了百分之几？", "旅客35.1亿人次，占比达到76.6%。", True),
        ("旅客增长了多少？", "旅客35.1亿人次，比上年多2%。", False),
        ("丢失类占多大比例？", "申诉4.6万件，下降18.9%。", True),
        ("新能源车在全国占什么位置？", "产量居全国第一。", False),
        ("油价涨了多少？", "每吨上调310元。", False),
        ("工资提高了多少？", "由2320元调整到2420元。", False),
        ("航班增加了多少？", "加开120班。", False),
        # Nor is one that another sentence goes before.
        ("基站现在有多少？", "已建成两个园区。基站到年底将达到490万个。", True),
        ("还有多少场比赛没有办？", "一共32场，办完了21场。", True),
        ("还有多少场比赛没有办？", "余下的11场8月底前办完。", False),
        ("还有几条线路没有开通？", "还有三条线路没有开通。", False),
        ("农民怎么就地增收？", "人均增加收入3000元。", False),
        ("推进组的组长现在是谁？", "推进组有单位97家。", True),
        ("每人一年最多能买多少？", "每人每年的购物额度是6万元。", False),
        ("港口为什么还能增长？", "为什么还能保持两位数增长？我想有三条。", False),
        ("花椒怎么会卖不上价？", "收购价下跌23%左右。", True),
        ("与试点时相比增加了多少？", "现有78只，试点之初只有27只。", False),
        # Which one of them is told by its name.
        ("强制配储是哪个部门取消的？", "有人说储能建而不用。", True),
        ("强制配储是哪个部门取消的？", "国家能源局印发了通知。", False),
        ("投资方是哪家公司？", "资金主要投向标准厂房。", True),
        ("Which lift maintenance companies were fined?", "抽查维保单位412家次。", True),
        # How many are to be built is not how many are, but a plan need not say that it is one.
        ("茶厂今年要建多少家？", "已建成茶厂197家。", True),
        ("茶厂今年要建多少家？", "今年将建成茶厂197家。", False),
        ("茶厂今年计划改造几家？", "茶厂改造285家。", False),
        ("订单现在累计有多少？", "到今年底订单累计要达到1450艘。", True),
        ("还有多少房子没卖出去？", "9月末待售面积75928万平方米。", False),
        ("大会在什么地方办？", "9月将在锦塘举办大会。", False),
        # A target is not what there is.
        ("服务站眼下有多少个？", "年底服务站力争达到38万个。", True),
        ("服务站眼下有多少个？到2030年呢？", "到2030年，服务站要达到50万个。", False),
    ],
)
def test_a_kind_of_thing_that_is_asked_for_may_be_missing(question, sentence, missing):
    assert kinds.is_missing(question, sentence, sentence) is missing


def test_a_company_elsewhere_in_the_passage_made_nothing():
    sentence = "脑机接口器械获批上市。"
    around = f"公司经营向好。一季度产量增长。{sentence}"
    assert kinds.is_missing("它是哪家公司研发的？", sentence, around)
    assert not kinds.is_missing("它是哪家公司研发的？", sentence, around, "研发它的是青溪公司。")


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What is Beijing planning on 6G?", []),
        ("What are Beijing's plans for chips?", []),
        ("How many chargers are there in Beijing?", ["北京"]),
    ],
)
def test_who_acts_is_no_place(question, named):
    assert places.named(question) == named


def test_a_place_in_a_longer_name_is_none():
    assert places.named("China-Europe freight trains") == []
    assert places.named("trade with South Africa and Europe") == ["南非", "欧洲"]


@pytest.mark.parametrize(
    ("question", "sentence", "missing"),
    [
        ("男女比例是多少？", "男女生比例约为1：7。", False),
        ("How many departments issued it?", "由六部门联合印发。", False),
        ("How many departments issued it?", "由有关部门联合印发。", True),
        ("How much did exports grow in yuan terms?", "出口额同比增长19.2%。", False),
        ("一共多少钱？", "一共5个。", True),
        ("How many young students drowned?", "溺水事故11起。", True),
        ("How many young students drowned?", "11名学生溺水。", False),
        ("How many farmers' markets are there?", "农贸市场11处。", False),
        # A number tells how many, whatever it counts; one in a name or a date does not.
        ("挖出了多少具骸骨？", "挖出的25具骸骨已经送检。", False),
        ("他身高多少？", "身高182CM，体重不详。", False),
        ("覆盖了多少户？", "2025年5G-A已经覆盖。", True),
        ("一共多少钱？", "一共25具。", True),
        ("花了多少时间？", "仅一个月就完工。", False),
        ("入口温度是多少度？", "入口温度为565°C。", False),
        ("用了多少度电？", "入口温度为565°C。", True),
        ("看病的有多少人次？", "总诊疗人次达到26.8亿，增长6.4%。", False),
        ("一头猪赚几个钱？", "每头盈利约70元。", False),
        ("审结了多少起案件？", "审结案件463件。", False),
        ("助餐点有多少个？", "累计助餐148万人次。", True),
        ("发送了多少旅客？", "精品线路68条、景点217个。", True),
        ("发送了多少旅客？", "发送旅客1.2亿人次。", False),
        ("下调了几次准备金率？", "存款增长7.2%。", True),
        ("资金到账快了多少天？", "由45个工作日压缩到15个工作日。", False),
        ("烧到多少度才吃药？", "体温超过38.5摄氏度，可以服用。", False),
        ("吃一顿能便宜几块？", "老人每餐优惠4元。", False),
        ("产了多少亿块？", "收入为2.6万亿元。", True),
        ("有多少家企业报名？", "第四届博览会将于6月18日至22日举行。", True),
        ("一天过多少辆货车？", "日均通行2200辆次。", False),
        ("发了多少箱货？", "发送货物106万标箱。", False),
        # What announces points counts nothing else.
        ("茶厂有多少家？", "茶业有六个方面的特点：", True),
        ("部署了多少项重点任务？", "部署了126项重点任务。", False),
        ("How many firms joined?", "四川企业表现突出。", True),
        ("茶厂有多少家？", "可以概括为“三个持续”。", True),
        ("How many robots were made?", "首台五轴联动机床研制成功。", True),
        ("How many departments issued it?", "由六部门印发。", False),
        ("半年平均有多少度？", "平均气温9.3℃。", False),
        ("运了多少个标准箱？", "运送4.1万标准箱。", False),
        # Eleven years count nobody.
        ("How many people died?", "死亡人数下降5.2%，连续11年没有重大事故。", True),
        ("How many fewer inspections were there?", "检查少了38%。", False),
        # So often, or as many people; a house is counted by more than one word.
        ("上门办了多少次业务？", "上门服务148万人次。", False),
        ("上门办了多少次业务？", "上门服务148万人。", True),
        ("一共飞了多少趟？", "运送样本1.86万次。", False),
        ("楼有多少幢？", "超高层317栋。", False),
        # What is saved may be told as a share.
        # A telephone number is no sum.
        ("一共省下多少税？", "可以拨打海关12360热线。", True),
    ],
)
def test_the_unit_that_is_asked_for_may_be_missing(question, sentence, missing):
    assert asked_units.unit_is_missing(question, sentence) is missing


def test_the_time_may_stand_in_the_sentence_before():
    told, before = "回答提问的是局长林远。", "2026年4月21日，发布会举行。"
    assert kinds.told_before("是哪天开的？", told, before)
    assert not kinds.told_before("是哪天开的？", before, told)
    assert not kinds.told_before("有几个人？", told, before)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("Why did the number of patents go down?", False),
        ("专利为什么减少？", False),
        ("为什么减少，减少了多少？", True),
        ("What is the number of patents?", True),
        ("What is Beijing doing about memory chip prices?", False),
        ("What is the price of memory chips?", True),
    ],
)
def test_a_question_why_asks_for_no_number(question, figure):
    assert Wants.of(question).figure is figure


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("接下来几个月要抓什么？", False),
        ("未来几年有什么打算？", False),
        ("试点要做几个月？", True),
        ("建了几个基地？", True),
        ("手续全办下来几个工作日？", True),
        ("从机场过去几公里？", True),
        ("过去几年有什么进展？", False),
    ],
)
def test_some_months_to_come_are_no_number_that_is_asked_for(question, figure):
    assert Wants.of(question).figure is figure


def test_two_months_side_by_side_may_be_told_by_themselves():
    two = [Period(None, 7, 7), Period(None, 9, 9)]
    assert list(periods.months_apart("7月和9月相差多少？", 2026)) == two
    assert next(periods.months_apart("去年7月和9月相差多少？", 2026)).year == 2025
    assert list(periods.months_apart("7—9月增长多少？", 2026)) == []
    assert Period(2026, 1, 12).is_year
    assert not Period(2026, 12, 12, moment=True).is_year


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("有中介说交几万块就能包进央企，靠谱吗", False),
        ("花几千块找人填志愿值不值？", False),
        ("我家几亩苞米不想种了，包给人家划算吗？", False),
        ("社保交了几年能报吗？", True),
        ("头几个月能便宜几块吗？", True),
        ("知道全市有几家吗？", True),
        ("办这个要跑几个部门吗？", True),
        ("能不能告诉我每亩补几块钱？", True),
        ("请问要交几年社保，能退休吗？", True),
    ],
)
def test_some_is_no_figure_where_it_is_asked_whether(question, figure):
    assert Wants.of(question).figure is figure


@pytest.mark.parametrize(
    ("question", "sentence", "conflict"),
    [
        # The whole of a year tells of no half of it; of a month it may.
        ("去年上半年到位多少钱？", "去年，到位的金额是1836亿元。", True),
        ("去年9月到位多少钱？", "去年，到位的金额是1836亿元。", False),
        ("今年前5个月开工多少套？", "今年已开工5.2万套。", False),
        ("2025年前三季度投资多少亿元？", "完成投资1200亿元，占2025年计划的80%。", False),
        # 按上年不变价 names no period.
        ("2024年全年收入多少亿元？", "上半年收入9128亿元；按上年不变价计算增长9.6%。", True),
    ],
)
def test_a_part_of_a_year_is_no_whole(question, sentence, conflict):
    document = Document("a", "2025年7月2日新闻发布会", sentence)
    found = constraints.conflicts(question, sentence, "", sentence, document, Wants.of(question))
    assert bool(found.period) == conflict


@pytest.mark.parametrize(
    ("question", "sentence", "conflict"),
    [
        ("收案增速为什么走低？", "逐季放缓，一季度增长5.4%。", False),
        ("收案增速为什么走低？", "收案增长5.4%。", True),
        ("出口为什么下降？", "出口增长2.1%，降幅收窄。", True),
        ("产量下降了多少？", "产量增长5%，增速有所放缓。", True),
        ("出口增速下降了多少？", "出口增速上升2个百分点。", True),
    ],
)
def test_what_slows_down_falls(question, sentence, conflict):
    document = Document("a", "年报", sentence)
    found = constraints.conflicts(question, sentence, "", sentence, document, Wants.of(question))
    assert found.direction == conflict


@pytest.mark.parametrize(
    ("question", "name"), [("我的图被印在T恤上卖，算我的吗？", ""), ("B类图片有多少？", "B")]
)
def test_a_letter_may_be_part_of_a_word(question, name):
    sentence = "人工智能生成的图片可以作为作品保护。"
    document = Document("a", "年报", sentence)
    found = constraints.conflicts(question, sentence, "", sentence, document, Wants.of(question))
    assert found.name == name


@pytest.mark.parametrize(
    ("before", "focus", "conflict"),
    [
        ("树葬有补贴吗？", "选这种方式的多了多少？", False),
        ("工业利润是多少？", "那服务业是多少？", True),
    ],
)
def test_a_carried_quantity_does_not_bind_a_question_for_a_change(before, focus, conflict):
    sentence = "服务业安葬11.8万例，较上年增加2.4万例。"
    document = Document("a", "年报", sentence)
    found = constraints.conflicts(
        f"{before} {focus}", sentence, "", sentence, document, Wants.of(focus), focus=focus
    )
    assert found.metric == conflict


@pytest.mark.parametrize(
    ("sentence", "conducts"),
    [
        ("下面，先请陆承远副部长作介绍。", True),
        ("今天我们请来了市林业局局长温书彦先生，请他介绍情况。", True),
        ("下面，我从七个方面向大家作一个介绍。", True),
        ("谢谢你对望潮港的关注。", True),
        ("谢谢配合，检查已经结束。", False),
        ("谢谢提问，一季度新增就业308万人。", False),
        ("我们请企业介绍了经验。", False),
        ("申请人可以请求延期，期限为10天。", False),
    ],
)
def test_what_conducts_a_conference(sentence, conducts):
    assert proceedings.conducts(sentence) is conducts
    assert Wants.of("造林多少亩？").conducts(sentence) is conducts
    assert not Wants.of("谁来作介绍？").conducts(sentence)


def test_a_curt_question_for_a_size_asks_for_a_figure():
    assert Wants.of("造船订单规模？").figure
    assert not Wants.of("这部法的适用范围？").figure


@pytest.mark.parametrize(
    ("place", "text", "spoken_of"),
    [
        ("香港", "其中港车327万辆次", True),
        ("香港", "港口吞吐量", False),
        ("澳门", "粤港澳大湾区", True),
        ("澳门", "澳大利亚", False),
        ("台湾", "在大陆的台商", True),
        ("台湾", "台州", False),
    ],
)
def test_places_that_are_told_of_in_short(place, text, spoken_of):
    assert places.spoken_of(place, text) is spoken_of


def test_what_is_there_is_not_told_by_a_target_alone():
    wants = Wants.of("造船订单现在有多少艘？")
    assert wants.not_yet("到今年底，造船订单要达到1450艘。")
    assert not wants.not_yet("造船订单已有1263艘，到年底要达到1450艘。")
    assert not Wants.of("到年底造船订单有多少艘？").not_yet("到今年底，造船订单要达到1450艘。")
