"""What tells the figures of one sentence apart, and words that say the same in another way."""

import numpy as np
import pytest

from chatbot.verify import Meanings, check
from chatbot.verify.verifier import sentences_of

CARS = "汽车补贴申请量达142.6万份，其中报废更新43.1万份、置换更新99.5万份。"
OUTPUT = "分产品看，机器人、新能源汽车、水泵产量同比分别增长27.9%、22.6%、13.5%。"
PRICES = "税目比例由21%提高到74%。样本由每月34万户扩大到40万户。"
PLUGS = "全市充电设施2610台，其中公共充电设施612台、私人充电设施1998台。"
RULES = "平台暂停派单20分钟。退休年龄不得低于女工人50周岁。没有标签的，请不要购买。"
PAPER = "6月份，采购经理指数为50.1%。生产总值70.8万亿元。"
CLUSTERS = "各地布局了一批制造业创新中心。创新型产业集群有193个，企业达5.4万家。"
TRAINS = "日均客流214万人次，占公共交通出行量的58.3%。国产车型的销量同比增长97%，占有率为61.5%。"
CENSUS = "经济部门参与。工作按时完成。第四次全国农业普查已经结束，登记农户2.17亿户。"
MEALS = "年满80周岁的，每餐补3元；60至79周岁的，每餐补2元；特困和低保老人不分年龄，每餐补5元。"
LOANS = "双缴存职工的最高额度由80万元提高到100万元。"
LEAVING = "办理弹性提前退休的职工有27.6万人，办理弹性延迟退休的职工有8300人。"
CLINICS = "共有医疗卫生机构109.4万个，其中医院3.97万个，基层机构104.1万个。产品质量平均提升20.5%。"
LIFTS = "加装电梯每部补助25万元，其中市级财政承担15万元，区级财政承担10万元。"
BRIDGE = "潮汐车道启用后，高峰通行时间由25分钟降到16分钟。"
CLINIC = "三级医院全部开设夜间门诊，夜间门诊不早于20时30分结束。"
GUARDS = "开发了33.6万个护路员岗位，人均每月收入1150元左右。"
EXPORTS = "产品的出口额按人民币计价同比增长19.2%。新房均价为每平方米23700元，比上年下降1.4%。"
HOMES = "购房人取得房屋后不得上市交易，确需转让的由市安居集团回购。"
VALUE = "1—2月，全市工业的收入为2.6万亿元。"


@pytest.mark.parametrize(
    ("text", "right", "wrong", "kind"),
    [
        (CARS, "报废更新的申请有43.1万份。", "报废更新的申请有99.5万份。", "subject"),
        (OUTPUT, "新能源汽车产量增加了22.6%。", "新能源汽车产量增加了27.9%。", "subject"),
        (PRICES, "税目比例从21%升到了74%。", "税目比例从74%降到了21%。", "figure"),
        (PRICES, "样本增加到40万户。", "样本减少到34万户。", "figure"),
        (RULES, "平台20分钟不派单。", "平台30分钟不派单。", "figure"),
        (RULES, "女工人退休不能早于50岁。", "女工人退休不能早于55岁。", "figure"),
        (RULES, "没有标签的不要购买。", "没有标签的可以购买。", "negation"),
        (PAPER, "6月的PMI是50.1%。", "6月的PMI是51.0%。", "figure"),
        (PAPER, "GDP为70.8万亿元。", "GDP为78.0万亿元。", "figure"),
        (CLUSTERS, "产业集群有193个。", "制造业创新中心有193个。", "subject"),
        (TRAINS, "客流接近公共交通出行量的六成。", "客流接近公共交通出行量的七成。", "figure"),
        (TRAINS, "国产车型占到了61.5%。", "国产车型占到了62.5%。", "figure"),
        (MEALS, "80岁以上的老人每餐补3元。", "80岁以上的老人每餐补2元。", "subject"),
        (LOANS, "额度从4月起升到100万元。", "额度从4月起升到80万元。", "figure"),
        (LEAVING, "提前退休的有27.6万，晚退的只有8300人。", "提前退休的只有8300人。", "subject"),
        (CLINICS, "医院等机构加起来109.4万家，医院不到4万家。", "医院有109.4万家。", "subject"),
        (CLINICS, "产品质量好了两成。", "产品质量好了三成。", "figure"),
        (RULES, "平台20分钟不给他派单。", "平台30分钟不给他派单。", "figure"),
        (LIFTS, "市里出15万元、区里出10万元。", "区里出15万元、市里出10万元。", "subject"),
        (BRIDGE, "高峰通行时间缩短了9分钟。", "高峰通行时间缩短了8分钟。", "figure"),
        (BRIDGE, "高峰通行时间缩短了9分钟。", "高峰通行时间延长了9分钟。", "direction"),
        (CLINIC, "三级医院夜间门诊至少看到八点半。", "三级医院夜间门诊至少看到十点半。", "figure"),
        (GUARDS, "护路员一个月能拿1150元上下。", "护路员一年能拿1150元上下。", "unit"),
        (EXPORTS, "产品出口折成人民币增长19.2%。", "产品出口折成美元增长19.2%。", "unit"),
        (EXPORTS, "新房均价便宜了1.4%。", "新房均价贵了1.4%。", "direction"),
        (HOMES, "取得房屋后不能上市交易。", "取得房屋后可以拿到市场上交易。", "negation"),
        (VALUE, "今年头两个月，工业收入2.6万亿元。", "今年头三个月，工业收入2.6万亿元。", "period"),
    ],
)  # fmt: skip
def test_a_claim_in_other_words_passes_and_its_altered_twin_does_not(text, right, wrong, kind):
    said = check(right, sentences_of(text))
    assert (said.status, said.differences) == ("supported", ())
    altered = check(wrong, sentences_of(text))
    assert altered.status != "supported"
    assert kind in {one.kind for one in altered.differences}


def test_a_noun_between_the_same_two_words_is_another_one():
    # No two words are near each other.
    apart = Meanings(lambda words: np.eye(len(words), dtype=np.float32))
    right, wrong = (f"第四次全国{kind}普查登记了农户2.17亿户。" for kind in ("农业", "经济"))
    assert check(right, sentences_of(CENSUS), apart).supported
    altered = check(wrong, sentences_of(CENSUS), apart)
    assert [(one.claimed, one.found) for one in altered.differences] == [("经济", "农业")]
