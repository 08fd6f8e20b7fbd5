"""Whether a sentence speaks of what the words of a question rule out."""

import pytest

from chatbot.contrasts import other, unknown


@pytest.mark.parametrize(
    ("question", "sentence", "ruled_out"),
    [
        ("农村急救车几分钟到？", "城市急救车平均9.8分钟到达。", "农村"),
        ("农村急救车几分钟到？", "城市9.8分钟，农村18分钟。", ""),
        ("农村急救车几分钟到？", "城乡急救网点共3000个。", ""),
        ("农村急救车几分钟到？", "急救车平均9.8分钟到达。", ""),
        ("出口增长多少？", "进出口总值增长4.7%。", "出口"),
        ("进口增长多少？", "出口增长6.9%，进口增长2.9%。", ""),
        ("进口和出口哪个多？", "出口增长6.9%。", ""),
        ("How many cars were imported?", "汽车出口112.6万辆。", "import"),
        ("8号线哪天通车？", "9号线预计2029年6月通车。", "8号线"),
        ("8号线哪天通车？", "8号线和9号线明年通车。", ""),
        ("高速南段投资多少？", "9月开工建设高速北段，总投资97亿元。", "南段"),
        ("二期投资多少？", "一期投资97亿元。", "二期"),
        ("第三批试点有几个？", "第二批试点有12个。", "第三批"),
        ("第三批试点有几个？", "第3批试点有12个。", ""),
        ("8号院有几户？", "9号线预计2029年6月通车。", ""),
        ("领航级工厂有多少家？", "卓越级工厂建成197家。", "领航级"),
        ("领航级工厂有多少家？", "工厂从卓越级到领航级共197家。", ""),
        ("村一级的覆盖率呢？", "乡镇一级覆盖率为86.9%。", "村级"),
        ("县级医院有多少家？", "县一级的医院有86家。", ""),
        ("分为哪几个等级？", "设经验级、检验级、保证级。", ""),
        ("升级了多少台？", "卓越级工厂建成197家。", ""),
        ("四级的奖励多少？", "五级机构奖励30万元。", ""),
    ],
)
def test_what_the_question_names_is_ruled_out_by_its_counterpart(question, sentence, ruled_out):
    assert other(question, sentence) == ruled_out


def test_one_of_several_that_the_document_does_not_name():
    document = "2号线延长运营，3号线二期年底通车。"
    assert unknown("9号线什么时候开工？", document) == "9号线"
    assert unknown("3号线什么时候通车？", document) == ""
    assert unknown("9号楼什么时候开工？", document) == ""
