"""What a claim puts in another's place: a compound, a place, a thing listed, who has a post."""

import numpy as np
import pytest

from chatbot.verify import Evidence, Meanings, check
from chatbot.verify.verifier import sentences_of


def apart(words):
    """Return vectors that call no two words alike."""
    return np.eye(4096, dtype=np.float32)[[hash(word) % 4096 for word in words]]


def told(claim, text, meanings=None):
    verdict = check(claim, sentences_of(text), meanings or Meanings(apart))
    return [(one.kind, one.claimed, one.found) for one in verdict.differences]


@pytest.mark.parametrize(
    ("claim", "differences"),
    [
        ("金属家具制造业投资增长9.5%。", []),
        ("木质家具制造业投资增长9.5%。", [("subject", "木质家具制造业投资", "金属家具制造业投资")]),
        ("其中，茶叶企业有14家。", []),
        ("其中，陶瓷企业有14家。", [("subject", "陶瓷企业", "茶叶企业")]),
        # 的 joins too; 全省 names nothing that tells.
        ("全省家具制造业投资增长9.5%。", []),
        ("陶瓷的企业有14家。", [("subject", "陶瓷企业", "茶叶企业")]),
    ],
)
def test_a_compound_with_the_same_figure_is_told_by_what_it_begins_with(claim, differences):
    text = "陶瓷出口下降。一季度，金属家具制造业投资增长9.5%。受检的单位中有茶叶企业14家。"
    assert told(claim, text) == differences


def test_a_compound_without_a_figure_may_be_other_words():
    assert told("平台要听骑手代表的意见。", "骑手有九成参保。平台要听劳动者代表的意见。") == []


@pytest.mark.parametrize(
    ("claim", "differences"),
    [
        ("小时工资最高的是北京，为28.1元。", []),
        ("小时工资最高的是上海，为28.1元。", [("name", "上海", "北京")]),
        ("三地当中，青海的利用率最低，只有86.2%。", []),
        ("三地当中，甘肃的利用率最低，只有86.2%。", [("name", "甘肃", "青海")]),
        # Here order tells.
        ("新疆、青海、甘肃的利用率分别为88.7%、86.2%、90.4%。", []),
    ],
)
def test_a_figure_is_of_the_place_that_stands_before_it(claim, differences):
    text = (
        "月工资标准最高的是上海，为2840元，小时工资标准最高的是北京，为28.1元。"
        "新疆、青海、甘肃三省区的利用率分别为88.7%、86.2%、90.4%。"
    )
    assert told(claim, text) == differences


@pytest.mark.parametrize(
    ("claim", "differences"),
    [
        ("首批在芜湖、安庆、合肥三市试点。", []),
        ("首批在芜湖、亳州、合肥三市试点。", [("name", "亳州", "安庆")]),
        ("范围包括原材料和农产品行业。", []),
        ("范围包括原材料、农产品行业。", [("name", "农产品", "消费品")]),
        # Fewer is no other.
        ("首批在芜湖、合肥试点。", []),
    ],
)
def test_a_list_has_no_thing_in_the_place_of_another(claim, differences):
    text = "首批在合肥、芜湖、安庆三市试点。范围包括原材料、消费品等行业。"
    assert told(claim, text, Meanings()) == differences


def test_a_post_is_held_by_whom_the_text_names():
    found = [
        Evidence(
            "居民电价不会上涨。",
            before="出席的有电力司司长戚海岩、市场监管司副司长蔺如月，共两位。",
            year=2027,
        )
    ]
    assert check("居民电价不会上涨，这是市场监管司副司长蔺如月的话。", found).supported
    verdict = check("居民电价不会上涨，这是市场监管司副司长戚海岩的话。", found)
    assert [(one.kind, one.claimed, one.found) for one in verdict.differences] == [
        ("name", "戚海岩", "蔺如月")
    ]


def test_a_place_of_an_english_claim_stands_in_the_sentence_itself():
    words = {"trading": "贸易", "partner": "伙伴", "largest": "第一大"}
    meanings = Meanings(chinese=lambda word: {words[word]: 1.0} if word in words else {})
    found = [Evidence("东盟是第一大贸易伙伴，占17.0%。", before="伙伴依次是东盟、欧盟。")]
    claim = "ASEAN is the largest trading partner, accounting for 17 percent."
    assert check(claim, found, meanings).supported
    verdict = check(claim.replace("ASEAN", "The European Union"), found, meanings)
    assert ("name", "欧盟", "东盟") in [
        (one.kind, one.claimed, one.found) for one in verdict.differences
    ]


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        ("药品不能少于180种。", "supported"),
        ("药品不得低于180种。", "supported"),
        ("药品少于180种。", "contradicted"),
        ("药品不能超过180种。", "contradicted"),
    ],
)
def test_what_may_not_be_less_is_a_lower_bound(claim, status):
    assert check(claim, sentences_of("卫生院的药品不少于180种。")).status == status


def test_the_end_of_a_change_is_no_figure_that_did_not_change():
    text = "单次限值仍为5000元，年度限值由2.6万元提高到3万元。"
    assert told("一次还是5000元，年度限值涨到3万元。", text) == []
    assert told("一次还是5000元，年度限值涨到5000元。", text) != []


@pytest.mark.parametrize(
    ("claim", "differences"),
    [
        ("“汀畔花苑”12月底交付。", []),
        ("“汀畔花苑”9月底交付。", [("name", "汀畔花苑", "浦上家园")]),
        ("霍尔果斯5月10日起全天通关。", []),
        ("阿拉山口5月10日起全天通关。", [("name", "阿拉山口", "霍尔果斯")]),
    ],
)
def test_a_date_is_that_of_the_name_before_it(claim, differences):
    text = (
        "“浦上家园”9月底交付，“汀畔花苑”12月底交付。"
        "霍尔果斯口岸从5月10日起试行全天通关，阿拉山口的查验场11月投用。"
    )
    assert told(claim, text, Meanings()) == differences


@pytest.mark.parametrize(
    ("office", "differences"),
    [
        ("央行", []),
        ("人民银行", []),
        ("财政部", [("name", "财政部", "人民银行")]),
    ],
)
def test_an_office_of_which_nothing_found_speaks_is_another(office, differences):
    found = [Evidence("三季度新设再贷款3000亿元。", before="人民银行下调利率。", year=2026)]
    verdict = check(f"{office}三季度将新设再贷款3000亿元。", found)
    assert [(one.kind, one.claimed, one.found) for one in verdict.differences] == differences


def test_where_nothing_speaks_of_an_office_its_name_is_no_difference():
    found = [Evidence("三季度新设再贷款3000亿元。", before="利率下调。", year=2026)]
    assert check("央行三季度将新设再贷款3000亿元。", found).supported


def test_a_place_of_the_title_is_that_of_everything():
    found = [
        Evidence(
            "10月1日起，长护险由安庆一个试点市扩大到全省。",
            title="安徽省促进养老服务发展若干措施",
            year=2026,
        )
    ]
    assert check("长护险10月1日起扩大到安徽全省。", found).supported
    assert not check("长护险10月1日起扩大到浙江全省。", found).supported


def test_pieces_with_a_figure_each_may_have_places_of_their_own():
    text = (
        "住户存款增加10.15万亿元，企业存款增加1.63万亿元。上半年住户存款同比少增6200亿元，去年多。"
    )
    claim = "住户存款增加10.15万亿元，同比少增6200亿元。"
    assert told(claim, text) == []
    assert check(claim.replace("6200", "6300"), sentences_of(text)).status == "contradicted"
    assert check(claim.replace("10.15", "11.15"), sentences_of(text)).status == "contradicted"


def test_a_sentence_with_two_of_the_figures_is_what_the_claim_is_about():
    text = (
        "到4月底，393家网约车平台公司取得了许可，各地发放许可。订单合规率为83.4%。"
        "目前已有17家平台公布了抽成上限，其中3家下调到25%。"
    )
    assert told("已有17家网约车平台公布抽成上限，其中3家降到了25%。", text) == []


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        ("国产品牌的销量几乎翻了一番。", "supported"),
        ("国产品牌的销量翻了一番多。", "contradicted"),
        ("国产品牌的销量几乎翻了两番。", "contradicted"),
    ],
)
def test_nearly_twice_is_a_little_less_than_twice(claim, status):
    assert check(claim, sentences_of("国产品牌的销量同比增长97%。")).status == status


def test_of_a_list_only_the_thing_claimed_denies():
    text = "病情变化快、与诊断明显不符、间隔过长这三种情形，可以重查。"
    assert check("病情变化快的可以重查。", sentences_of(text)).supported


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        ("起退点降到了200元。", "supported"),
        ("起退点低了300元。", "supported"),
        ("起退点低了200元。", "contradicted"),
        ("现金限额提高了1万元。", "supported"),
        ("现金限额提高了2万元。", "contradicted"),
    ],
)
def test_by_how_much_something_changed_is_not_to_what(claim, status):
    text = "起退点由500元降到200元，现金限额由1万元提高到2万元。"
    assert check(claim, sentences_of(text)).status == status
