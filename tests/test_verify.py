"""Claims held against sentences: what is supported, what differs, and that no figure slips."""

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot import figures
from chatbot.verify import Evidence, Meanings, check, split
from chatbot.verify.amounts import alike
from chatbot.verify.claims import claims_nothing, clauses
from chatbot.verify.verifier import sentences_of

ROOT = Path(__file__).parent.parent
TEXT = """临江市2027年一季度交通运行情况

今年一季度，全市港口货物吞吐量2150万吨，同比增长6.4%；集装箱吞吐量48.6万标箱，同比下降1.2%。截至3月底，全市新能源公交车有1320辆，占公交车总数的七成。
《临江市公共交通条例》自5月1日起施行，老年人乘车不再办理年审。城东客运站已经完成改造，城西客运站尚未开工。市交通局局长魏长青说，东港区的投资增长12.5%，西港区的投资增长8.3%。
地铁2号线“云帆号”列车每列载客超过1800人，平均发车间隔缩短到4分钟。"""
SENTENCES = sentences_of(TEXT)


def told(claim, meanings=None):
    verdict = check(claim, SENTENCES, meanings or Meanings())
    return verdict.status, {one.kind for one in verdict.differences}


@pytest.mark.parametrize(
    "claim",
    [
        "一季度全市港口货物吞吐量为2150万吨。",
        "港口货物吞吐量达到21,500,000吨，同比增长6.4%。",
        "集装箱吞吐量同比减少了1.2%。",
        "到3月底，新能源公交车占公交车总数的70%。",
        "《临江市公共交通条例》从5月1日起施行。",
        "老年人乘车不用再办理年审。",
        "城西客运站还没有开工。",
        "东港区的投资增长12.5%，西港区增长8.3%。",
        "云帆号列车每列能载客1800多人。",
        "魏长青是市交通局局长。",
        "港口货物吞吐量增长6.4%，新能源公交车有1320辆。",
        "新能源公交车有一千三百二十辆。",
        "新能源公交车超过1300辆。",
    ],
)
def test_what_the_text_says_in_its_own_or_other_words_is_supported(claim):
    assert told(claim) == ("supported", set())


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("一季度全市港口货物吞吐量为2510万吨。", "figure"),
        ("新能源公交车占公交车总数的六成。", "figure"),
        ("新能源公交车有1302辆。", "figure"),
        ("新能源公交车超过1400辆。", "figure"),
        ("平均发车间隔缩短到5分钟。", "figure"),
        ("一季度全市港口货物吞吐量为2150亿吨。", "unit"),
        ("集装箱吞吐量48.6万吨。", "unit"),
        ("上半年全市港口货物吞吐量为2150万吨。", "period"),
        ("《临江市公共交通条例》自6月1日起施行。", "period"),
        ("一季度港口货物吞吐量2150万吨，环比增长6.4%。", "period"),
        ("西港区的投资增长12.5%。", "subject"),
        ("集装箱吞吐量同比增长6.4%。", "subject"),
        ("《临江市道路交通条例》自5月1日起施行。", "name"),
        ("地铁2号线“海帆号”列车每列载客超过1800人。", "name"),
        ("老年人乘车要办理年审。", "negation"),
        ("城东客运站没有完成改造。", "negation"),
        ("城西客运站已经开工。", "negation"),
        ("集装箱吞吐量同比增长1.2%。", "direction"),
        ("平均发车间隔延长到4分钟。", "direction"),
        ("每列载客不到1800人。", "direction"),
    ],
)
def test_what_differs_is_named(claim, kind):
    status, kinds = told(claim)
    assert status == "contradicted"
    assert kind in kinds


def test_an_altered_figure_is_shown_beside_the_right_one_with_its_place():
    verdict = check("全市新能源公交车有1230辆。", SENTENCES)
    (one,) = verdict.differences
    assert (one.claimed, one.found) == ("1230辆", "1320辆")
    place = verdict.evidence[0]
    assert TEXT[place.start : place.end] == place.text
    assert "1320辆" in place.text


@pytest.mark.parametrize(
    "claim", ["大熊猫每天要吃几十公斤竹子。", "央行下调了存款准备金率。", "<b>x</b>", "a " * 300]
)
def test_another_topic_is_not_found(claim):
    assert told(claim)[0] == "not_found"


@pytest.mark.parametrize(
    "claim",
    ["谢谢大家！", "各位记者朋友，上午好！", "投资增长了多少？", "……", "Thank you very much.", ""],
)
def test_greetings_thanks_and_questions_claim_nothing(claim):
    assert claims_nothing(claim)
    assert check(claim, SENTENCES).status == "no_claim"


def test_without_sentences_nothing_is_found():
    assert check("新桥长1200米。", []).status == "not_found"


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        ("Sales rose 5.2% in the first quarter.", "supported"),
        ("Sales rose 5.6% in the first quarter.", "contradicted"),
        ("Sales fell 5.2% in the first quarter.", "contradicted"),
        ("Sales rose 5.2% in the second quarter.", "contradicted"),
        ("The company has 4.958 million customers.", "supported"),
        ("The company has 4.598 million customers.", "contradicted"),
    ],
)
def test_english_is_decided_by_figures_periods_and_directions(claim, status):
    words = {"sales": "销售额", "company": "公司", "customers": "用户"}
    meanings = Meanings(chinese=lambda word: {words[word]: 1.0} if word in words else {})
    text = "一季度，销售额同比增长5.2%。公司用户达到495.8万户。"
    assert check(claim, sentences_of(text), meanings).status == status


def test_a_text_is_split_and_its_headings_are_known():
    text = "# 交通简报\n\n一、总体情况\n港口吞吐量增长6.4%。谢谢！\n城东客运站\n"
    assert [(one.text, one.heading) for one in split(text)] == [
        ("# 交通简报", True),
        ("一、总体情况", True),
        ("港口吞吐量增长6.4%。", False),
        ("谢谢！", False),
        ("城东客运站", True),
    ]
    assert all(text[one.start : one.end] == one.text for one in split(text))
    assert [one.heading for one in split("港口吞吐量增长")] == [False]


def test_clauses_make_up_the_claim():
    found = [
        "一季度，港口货物吞吐量2150万吨，同比增长6.4%；",
        "集装箱吞吐量48.6万标箱，",
        "“一带，一路”航线5条。",
    ]
    assert clauses("".join(found)) == found


def test_units_that_count_the_same_are_alike():
    assert alike("家", "个")
    assert alike("", "户")
    assert alike("元", "元/平方米")
    assert not alike("人", "人次")
    assert not alike("%", "个百分点")
    assert not alike("", "%")


BUNDLED = [
    one
    for path in (
        ROOT / "chatbot" / "briefing" / "2026-q1-industry.md",
        ROOT / "evaluation" / "data" / "transfer" / "health.txt",
        ROOT / "evaluation" / "data" / "transfer" / "city-housing.md",
    )
    for one in sentences_of(path.read_text(encoding="utf-8"))
]
NUMBERS = [
    (number, match)
    for number, one in enumerate(BUNDLED)
    if len(one.text) < 150
    for figure in figures.find(one.text)
    if (match := re.fullmatch(r"(\d+(?:\.\d+)?)(\D*)", one.text[figure.start : figure.end]))
    and (match := re.compile(re.escape(match[1])).match(one.text, figure.start))
]


@given(st.sampled_from(NUMBERS), st.integers(1, 9), st.booleans())
@settings(max_examples=150)
def test_another_value_in_a_verbatim_sentence_is_never_supported(place, step, more):
    number, match = place
    sentence = BUNDLED[number]
    old = match[0]
    digit = str((int(old[0]) - 1 + step) % 9 + 1)
    new = digit + old[1:] if digit != old[0] else f"{old[0]}{step}{old[1:]}"
    if more:
        new = f"{new[0]}{step}{new[1:]}"
    claim = sentence.text[: match.start()] + new + sentence.text[match.end() :]
    around = BUNDLED[max(0, number - 3) : number + 4]
    assert not check(claim, around).supported


@given(st.integers(0, len(BUNDLED) - 1))
@settings(max_examples=150)
def test_a_sentence_of_a_document_is_always_supported(number):
    verdict = check(BUNDLED[number].text, BUNDLED)
    assert verdict.status in ("supported", "no_claim")


@given(
    st.text(
        st.sampled_from("新桥长江港口增长下降不未没有12345.%万亿元人，。；！“”《》（） \nabc"),
        max_size=80,
    ),
    st.text(
        st.sampled_from("新桥长江港口增长下降不未没有12345.%万亿元人，。；！“”《》（） \nabc"),
        max_size=80,
    ),
)
@settings(max_examples=300)
def test_any_claim_against_any_text_has_a_verdict(claim, text):
    sentences = sentences_of(text)
    for one in split(claim):
        assert check(one.text, sentences).status in (
            "supported",
            "contradicted",
            "not_found",
            "no_claim",
        )
    for one in sentences:
        assert check(one.text, sentences).status in ("supported", "no_claim")


def test_evidence_needs_no_more_than_its_words():
    assert (
        check("新桥长1300米。", [Evidence("新桥长1200米，今年9月通车。")]).status == "contradicted"
    )


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        ("热线共受理1200件，办结1100件。", "supported"),
        ("热线共受理1100件，办结1200件。", "contradicted"),
        ("新建学校15所，改建12所。", "supported"),
        ("新建学校12所，改建15所。", "contradicted"),
    ],
)
def test_figures_that_stand_in_the_same_words_are_held_against_each_other(claim, status):
    text = "今年热线共受理1200件，办结1100件，退回36件。一季度新建学校15所，改建12所，迁出3所。"
    assert check(claim, sentences_of(text)).status == status


def test_a_place_about_something_else_contradicts_nothing():
    place = [Evidence("太空产业要有序发展。", before="截至2026年底情况良好。", year=2026)]
    verdict = check("火星基地将于明年开工建设，投资300亿元。", place)
    assert verdict.status == "not_found"
    assert ("period", "明年") in {(one.kind, one.claimed) for one in verdict.differences}


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        ("村卫生室的慢性病药品要配备60种以上。", "supported"),
        ("村卫生室的慢性病药品要配备180种以上。", "contradicted"),
        ("乡镇卫生院的慢性病药品要配备180种以上。", "supported"),
        ("乡镇卫生院的慢性病药品要配备60种以上。", "contradicted"),
        ("片子平均30分钟就传回来，为劳动密集型企业节省800元。", "supported"),
        ("5月份出口增长3.5%，高于4月。", "supported"),
    ],
)
def test_whose_a_figure_is_and_shorter_forms_of_words(claim, status):
    text = (
        "乡镇卫生院配备的慢性病药品不少于180种，村卫生室不少于60种。"
        "拍片之后平均30分钟就传回来，为劳密企业省下800元。5月份出口增长3.5%，比上月高0.2个百分点。"
    )
    assert check(claim, sentences_of(text)).status == status


@pytest.mark.parametrize(
    ("text", "claim", "status"),
    [
        # A fall is said; a rate without a word for it is none.
        ("养老金总体调整水平为2.0%。", "养老金总体上调2%。", "supported"),
        ("养老金总体调整水平为2.0%。", "养老金总体下调2%。", "contradicted"),
        ("东盟：出口同比11.4%，进口同比-5.2%。", "对东盟出口下滑11.4%。", "contradicted"),
        ("国产车型的销量同比增长97%。", "国产车型的销量比上年同期多卖了97%。", "supported"),
        ("国产车型的销量同比增长97%。", "国产车型的销量比上年同期少卖了97%。", "contradicted"),
        # A noun that nothing stands for is other words, not another subject.
        ("落地推广的三甲医院有500多家。", "医院是大户，三甲医院有500多家。", "supported"),
        # What a bare number counts is told by its equal.
        ("全省老年人口1352万人，80岁以上的186万人。", "全省老年人口有1352万。", "supported"),
    ],
)
def test_what_is_put_in_a_reporters_words_is_told_from_what_is_altered(text, claim, status):
    assert check(claim, sentences_of(text)).status == status


def test_a_base_of_comparison_in_english_is_no_period():
    words = {"clinics": "门诊", "open": "开设", "hospitals": "医院"}
    meanings = Meanings(chinese=lambda word: {words[word]: 1.0} if word in words else {})
    text = "到3月底，开设夜间门诊的医院有3260家，比去年底增加415家。"
    claim = "Night clinics are open at 3,260 hospitals, 415 more than at the end of last year."
    assert check(claim, sentences_of(text), meanings).supported


def test_who_speaks_is_held_against_where_the_rest_is_said():
    attending = Evidence("调查统计司司长叶绍棠、货币政策司司长林珏出席。", speaker="")
    said = Evidence("6月末，广义货币余额同比增长7.9%。", speaker="叶绍棠", start=40)
    other = Evidence("5月15日下调存款准备金率0.5个百分点。", speaker="林珏", start=80)
    found = [attending, said, other]
    claim = "人民银行调查统计司司长叶绍棠说，6月末广义货币同比增长7.9%。"
    assert check(claim, found).supported
    verdict = check(claim.replace("调查统计司司长叶绍棠", "货币政策司司长林珏"), found)
    assert [(one.kind, one.claimed, one.found) for one in verdict.differences] == [
        ("name", "林珏", "叶绍棠")
    ]


def test_a_place_and_a_period_may_stand_in_the_title():
    evidence = Evidence(
        "新开微循环公交线路23条，撤并线路15条。",
        before="7号线计划2027年底建成。",
        title="澜州市2026年上半年交通工作通报",
        year=2026,
    )
    assert check("澜州上半年新开微循环公交线路23条。", [evidence]).supported
    assert not check("澜州三季度新开微循环公交线路23条。", [evidence]).supported


def test_a_sentence_gives_the_figure_of_the_year_before_too():
    told = Evidence("前5个月，口岸日均通行车辆由去年同期的1630辆次增加到2080辆次。", year=2027)
    assert check("去年前5个月口岸日均通行车辆1630辆次。", [told]).supported
    told = Evidence("前5个月，口岸日均通行车辆2080辆次。", year=2027)
    assert not check("去年前5个月口岸日均通行车辆2080辆次。", [told]).supported


def test_an_answer_counts_more_than_a_question_with_as_many_of_its_words():
    asked = Evidence("2022年印发的暂行办法和施行的新办法相比有哪些变化？", year=2026)
    told = Evidence("今年4月1日，办法启动施行，认定标准统一。", year=2026)
    verdict = check("新办法4月1日施行。", [asked, told])
    assert verdict.supported
    assert verdict.evidence == (told,)


def test_a_denial_in_english_is_of_what_the_claim_is_about():
    words = {"tenants": "租户", "renew": "续租", "leases": "租约"}
    meanings = Meanings(chinese=lambda word: {words[word]: 1.0} if word in words else {})
    text = "没有自有住房的人可以签租约，到期的租户可以续租。"
    assert check("Tenants may renew their leases.", sentences_of(text), meanings).supported
    assert not check("Tenants may not renew their leases.", sentences_of(text), meanings).supported


def test_a_noun_is_another_subject_where_it_stands_in_the_place_of_one():
    def apart(words):
        return np.eye(64, dtype=np.float32)[[sum(word.encode()) % 64 for word in words]]

    found = sentences_of("三甲医院有500多家。")
    assert check("医院是大户，三甲医院有500多家。", found, Meanings(apart)).supported
    verdict = check("乡镇小学有500多家。", found, Meanings(apart))
    assert [(one.kind, one.claimed) for one in verdict.differences] == [("subject", "乡镇")]
