"""Lists quoted whole, from documents of other layouts than the bundled briefing."""

import io

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from chatbot.answer import Answerer
from chatbot.checked import checks
from chatbot.lists import asked_list
from index import build
from index.search import Index
from index.store import Store

# All three are invented. A policy notice: sections, （一） as headings with text below, 1. inside.
NOTICE = """关于加快发展冰雪经济的通知

各市、县人民政府：

为把冰天雪地变成金山银山，现就加快发展冰雪经济通知如下。

一、总体要求

到2029年，全省冰雪经济规模达到1800亿元，滑雪场达到120家。

二、重点任务

（一）建好场地设施

支持各地改造冰场和雪场，新建公共滑冰场60座，索道、造雪机等装备优先采购省内产品。

（二）办好冰雪赛事

每个雪季举办省级以上赛事不少于20项，引进国际赛事3至5项。

（三）做强冰雪装备

依托两个装备园区，重点突破压雪车、造雪机等整机，培育年产值超过10亿元的企业5家。

（四）丰富冰雪旅游

打造8条精品线路，推出“冰雪+温泉”“冰雪+民俗”产品。

三、保障措施

滑雪场申请补助，应当同时具备以下条件：

1. 雪道面积不少于5万平方米；

2. 连续运营满两个雪季；

3. 近三年没有发生较大安全事故。

各地要把好安全关。索道每个雪季开业前必须全面检查一次；救护站要在雪场营业时间内值守；高级雪道必须设置防护网，并有巡逻员巡查。

省体育局会同有关部门每年通报一次进展。凡提供虚假材料骗取补助的，三年内不再受理，并追回资金。
"""

# A bulletin: bullets of two kinds without full stops, a table, clauses that semicolons part.
BULLETIN = """# 滨海港务公报（第12期）

## 本月要点

集装箱吞吐量达到86.4万标箱，同比增长6.3%，其中外贸箱占七成

主要变化有：

• 新开东南亚航线2条
• 船舶平均在港时间缩短到21小时
• 无纸化放行覆盖全部码头

以上数据由港务局统计处提供。

## 用户须知

船公司办理夜间靠泊，需要提交的材料如下：

- 船舶规范证书
- 夜间作业安全承诺书
- 引航申请单，须提前24小时提交

## 收费

今年的收费分三档：内贸集装箱每标箱收取装卸费420元，对整船作业给予九折优惠；外贸集装箱每标箱收取装卸费630元，冷藏箱另加插电费每天80元；危险品集装箱每标箱收取装卸费980元，须在专用堆场作业并另行购买保险。

## 各港区

各港区的吞吐量和泊位如下。

| 港区 | 吞吐量（万吨） | 同比 | 泊位（个） |
|---|---|---|---|
| 北湾港区 | 1240 | 5.1% | 18 |
| 南屿港区 | 890 | -2.4% | 12 |

## 安全

事故下降，一方面是因为岸桥装上了防撞系统，另一方面是因为新员工培训从3天延长到10天。
"""


def answerer(folder, name, content, encoder):
    path = folder / name
    path.write_bytes(content) if isinstance(content, bytes) else path.write_text(content, "utf-8")
    assert build.index_paths([path], folder / "store", encoder, 400).errors == []
    return Answerer(Index(Store.open(folder / "store"), encoder))


def numbered(document, paragraphs, level_text, form):
    """Add paragraphs that Word numbers itself."""
    root = document.part.numbering_part.element
    identifier = str(900 + len(root))
    abstract, level = OxmlElement("w:abstractNum"), OxmlElement("w:lvl")
    abstract.set(qn("w:abstractNumId"), identifier)
    level.set(qn("w:ilvl"), "0")
    for tag, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", level_text)):
        child = OxmlElement(tag)
        child.set(qn("w:val"), value)
        level.append(child)
    abstract.append(level)
    root.insert(0, abstract)
    number, definition = OxmlElement("w:num"), OxmlElement("w:abstractNumId")
    number.set(qn("w:numId"), identifier)
    definition.set(qn("w:val"), identifier)
    number.append(definition)
    root.append(number)
    for words in paragraphs:
        properties = document.add_paragraph(words)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = int(identifier)


def handbook():
    document = docx.Document()
    document.add_heading("社区图书馆办事手册", level=1)
    document.add_heading("办理借书证", level=2)
    document.add_paragraph("居民办理借书证分为四步：")
    numbered(
        document,
        ["填写申请表", "出示身份证", "缴纳押金100元", "领取借书证"],
        "（%1）",
        "chineseCounting",
    )
    document.add_paragraph("借书证三年内有效，遗失补办收费10元。")
    document.add_heading("开放时间", level=2)
    document.add_paragraph("图书馆周二至周日9点到20点开放，周一闭馆。")
    document.add_heading("借阅规则", level=2)
    document.add_paragraph("下列情况不得外借：")
    for words in ("线装古籍", "当月报刊", "只剩一册的工具书"):
        document.add_paragraph(words, style="List Bullet")
    document.add_paragraph("每人最多借8册，期限30天。")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def notice(tmp_path_factory, encoder):
    return answerer(tmp_path_factory.mktemp("notice"), "notice.txt", NOTICE, encoder)


@pytest.fixture(scope="module")
def bulletin(tmp_path_factory, encoder):
    return answerer(tmp_path_factory.mktemp("bulletin"), "bulletin.md", BULLETIN, encoder)


@pytest.fixture(scope="module")
def library(tmp_path_factory, encoder):
    return answerer(tmp_path_factory.mktemp("library"), "library.docx", handbook(), encoder)


def quoted(answerer, question):
    answer = answerer.answer(question)
    assert not answer.refused, answer.text
    for citation in answer.citations:
        text = answerer.document(citation.source).text
        assert text[citation.start : citation.end] == citation.text
    return answer.text.splitlines()


@pytest.mark.parametrize(
    "question", ["通知提出了哪些重点任务？", "发展冰雪经济的四项重点任务是什么？"]
)
def test_headings_with_text_below_are_a_list(notice, question):
    lines = quoted(notice, question)
    assert lines[0] == "二、重点任务[1]"
    assert [line[:9] for line in lines[1:]] == [
        "1. 建好场地设施",
        "2. 办好冰雪赛事",
        "3. 做强冰雪装备",
        "4. 丰富冰雪旅游",
    ]
    assert lines[4].endswith("打造8条精品线路，推出“冰雪+温泉”“冰雪+民俗”产品。[5]")


def test_conditions_are_found_by_what_they_are_called(notice):
    assert quoted(notice, "滑雪场申请补助要符合什么条件？") == [
        "滑雪场申请补助，应当同时具备以下条件：[1]",
        "1. 雪道面积不少于5万平方米。[2]",
        "2. 连续运营满两个雪季。[3]",
        "3. 近三年没有发生较大安全事故。[4]",
    ]


def test_a_figure_of_a_section_is_no_list(notice):
    assert quoted(notice, "每个雪季要办多少赛事？") == [
        "**20项**[1]",
        "每个雪季举办省级以上赛事不少于20项，引进国际赛事3至5项。[1]",
    ]


def test_bullets_without_full_stops_stay_apart(bulletin):
    assert quoted(bulletin, "本月港口有哪些变化？") == [
        "主要变化有：[1]",
        "1. 新开东南亚航线2条[2]",
        "2. 船舶平均在港时间缩短到21小时[3]",
        "3. 无纸化放行覆盖全部码头[4]",
    ]
    assert quoted(bulletin, "夜间靠泊要交什么材料？") == [
        "船公司办理夜间靠泊，需要提交的材料如下：[1]",
        "1. 船舶规范证书[2]",
        "2. 夜间作业安全承诺书[3]",
        "3. 引航申请单，须提前24小时提交[4]",
    ]


def test_clauses_between_semicolons_are_points(bulletin):
    lines = quoted(bulletin, "集装箱收费分哪三档？")
    assert lines[0] == "今年的收费分三档：[1]"
    assert [line[:9] for line in lines[1:]] == [
        "1. 内贸集装箱每",
        "2. 外贸集装箱每",
        "3. 危险品集装箱",
    ]


def test_a_row_is_quoted_with_the_names_of_its_columns(bulletin):
    assert quoted(bulletin, "南屿港区的吞吐量是多少？") == [
        "**890万吨**[1]",
        "南屿港区：吞吐量890万吨，同比-2.4%，泊位12个。[1]",
    ]
    answer = bulletin.answer("南屿港区的吞吐量是多少？")
    (citation,) = answer.citations
    assert citation.text == "| 南屿港区 | 890 | -2.4% | 12 |"
    assert all(check.stands for check in checks(answer, bulletin.document))
    assert quoted(bulletin, "有哪些港区？") == [
        "各港区的吞吐量和泊位如下。[1]",
        "1. 北湾港区：吞吐量1240万吨，同比5.1%，泊位18个。[2]",
        "2. 南屿港区：吞吐量890万吨，同比-2.4%，泊位12个。[3]",
    ]


def test_the_numbers_of_word_are_points(library):
    assert quoted(library, "办借书证要走哪几步？") == [
        "居民办理借书证分为四步：[1]",
        "1. 填写申请表[2]",
        "2. 出示身份证[3]",
        "3. 缴纳押金100元[4]",
        "4. 领取借书证[5]",
    ]
    assert quoted(library, "办借书证第三步是什么？") == ["（三）缴纳押金100元[1]"]
    assert quoted(library, "哪些书不能外借？") == [
        "下列情况不得外借：[1]",
        "1. 线装古籍[2]",
        "2. 当月报刊[3]",
        "3. 只剩一册的工具书[4]",
    ]


def test_a_list_is_found_by_the_word_that_each_point_has(tmp_path, encoder):
    tea = (
        "茶园的情况是这样的。一是产量更稳。产茶28吨。二是价格更稳。每斤80元。三是销路更稳。卖到7个省。"
        "\n\n茶农的打算是这样的。一是多种绿茶。二是少用农药。三是开网店。\n"
    )
    lines = quoted(answerer(tmp_path, "tea.txt", tea, encoder), "茶农讲茶园，讲了哪三个“稳”？")
    assert [line[:7] for line in lines] == [
        "茶园的情况是这",
        "1. 产量更稳",
        "2. 价格更稳",
        "3. 销路更稳",
    ]


MEASURES = """东岬市稳就业通报

一、投资情况

一季度完成交通固定资产投资6835亿元，同比下降1.2%。其中，公路4712亿元，铁路1359亿元，水路536亿元。水路投资增长9.6%，增速最快。

二、下一步安排

除十项举措外，我市还将推进三项工作：一是建好就业地图；二是组织服务专员进社区；三是培育高技能人才。
"""


@pytest.fixture(scope="module")
def measures(tmp_path_factory, encoder):
    return answerer(tmp_path_factory.mktemp("measures"), "measures.txt", MEASURES, encoder)


def test_as_many_points_are_asked_for_as_the_question_says(measures):
    assert quoted(measures, "十项举措之外，东岬市还要推进哪三项工作？")[1:] == [
        "1. 建好就业地图。[2]",
        "2. 组织服务专员进社区。[3]",
        "3. 培育高技能人才。[4]",
    ]


def test_a_part_is_told_after_the_whole(measures):
    lines = quoted(measures, "一季度交通固定资产投资里，水路投资完成了多少亿元？")
    assert lines[0] == "**536亿元**[2]"


KINDS = """西浦市市场监管局发布会

今年受理直播投诉5.1万件。从问题看，主要集中在货不对板、虚假宣传、售后推诿三类。

消费者遇到问题，可以按三步走：首先，保留录屏；其次，找商家协商；再次，拨打12315投诉。
"""


def test_a_sentence_that_lists_what_is_asked_for_is_not_passed_over(tmp_path, encoder):
    lines = quoted(answerer(tmp_path, "kinds.txt", KINDS, encoder), "投诉主要是什么问题？")
    assert any("货不对板" in line for line in lines)


def test_a_row_far_below_its_header_is_read_with_it(tmp_path, encoder):
    names = "稻谷 小麦 玉米 大豆 油菜 花生 棉花 甘蔗 甜菜 烤烟 苹果 柑橘 香蕉 茶叶 蚕茧 木耳 水产"
    goods = [*names.split(), "鸡蛋", "牛奶", "蜂蜜"]
    rows = [
        f"| {one}产量（万吨） | {310 + at} | {290 + at} | {at + 1}.7% |"
        for at, one in enumerate(goods)
    ]
    table = ["| 指标 | 2025年上半年 | 2024年上半年 | 同比 |", "|---|---|---|---|", *rows]
    text = "# 农业通报\n\n产量见下表。\n\n" + "\n".join(table)
    lines = quoted(
        answerer(tmp_path, "goods.md", text, encoder), "上半年水产产量是多少，同比变化多少？"
    )
    assert any("水产产量：2025年上半年326万吨" in line for line in lines)


PORTS = """海湾省港口发展新闻发布会

记者：沿海港口一季度怎么样？下一步有什么考虑？

罗屿：沿海港口生产稳、运价升。近年来，港口已成为开放的门户。建设进展体现在以下方面：一是码头更大。沿海港口建成深水泊位12个。二是航线更密。沿海港口航线达到380条。三是通关更快。沿海港口通关只要6小时。

下一步，将全力抓好3项工作：一是补短板。建设两条进港铁路。二是降成本。取消四项收费。三是强服务。设立船员之家。

记者：渔港的建设下一步怎么推进？

罗屿：下一步，省里将进一步加强渔港建设，守住渔民的避风港。重点做好两方面工作：一是抓改造。改造老渔港9座。二是抓管理。每座渔港配港长。
"""


@pytest.fixture(scope="module")
def ports(tmp_path_factory, encoder):
    return answerer(tmp_path_factory.mktemp("ports"), "ports.txt", PORTS, encoder)


@pytest.mark.parametrize(
    "question", ["沿海港口下一步有哪些工作计划？", "沿海港口往后准备抓哪几项工作？"]
)
def test_what_comes_next_is_told_by_the_list_that_says_so(ports, question):
    assert [line[:6] for line in quoted(ports, question)[1:]] == [
        "1. 补短板",
        "2. 降成本",
        "3. 强服务",
    ]


def test_how_things_stand_is_not_told_by_what_comes_next(ports):
    lines = quoted(ports, "沿海港口建设得怎么样了，有哪几方面的进展？")
    assert [line[:7] for line in lines[1:]] == ["1. 码头更大", "2. 航线更密", "3. 通关更快"]


def test_a_list_is_announced_by_the_sentence_after_the_best(ports):
    lines = quoted(ports, "渔港建设下一步的重点工作有哪些？")
    assert lines[0].startswith("下一步，省里将进一步加强渔港建设")
    assert lines[0].endswith("重点做好两方面工作：[1]")
    assert [line[:6] for line in lines[1:]] == ["1. 抓改造", "2. 抓管理"]
    history = [("渔港建设下一步做什么？", "重点做好两方面工作：一是抓改造，二是抓管理。")]
    answer = ports.answer("第二条具体是什么？", history)
    assert answer.text == "二是抓管理。每座渔港配港长。[1]"


def test_the_last_quarter_is_no_last_point():
    assert asked_list.ordinal("今年最后一个季度打算做哪几件事？") == 0
    assert asked_list.ordinal("最后一个方面是什么？") == -1


def test_two_sides_are_quoted_whole_where_several_are_asked_for(tmp_path, encoder):
    told = (
        "针对运价上涨，省里多措并举保障沿海运输，一方面，新开班轮航线，缩短等泊时间。"
        "鼓励货主与船公司签长约。另一方面，加强运价监测，严查沿海运输乱收费。\n\n"
        "渔业方面，一季度海水产品产量81万吨。\n"
    )
    answerer_ = answerer(tmp_path, "prices.txt", told, encoder)
    text = "".join(quoted(answerer_, "沿海运输运价上涨，省里有哪些举措？"))
    for words in ("缩短等泊时间", "签长约", "严查沿海运输乱收费"):
        assert words in text
