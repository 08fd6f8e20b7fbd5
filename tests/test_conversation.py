"""Follow-ups become questions that stand alone; new topics stay by themselves."""

import pytest

from chatbot.conversation import leaned, understand
from chatbot.followup.ellipsis import filled


def whole(question, *earlier):
    return understand(question, [(one, "") for one in earlier]).question


@pytest.mark.parametrize(
    ("earlier", "question", "understood"),
    [
        ("上半年茶叶出口多少？", "进口呢？", "上半年茶叶进口多少？"),
        ("上半年茶叶产量多少？", "那一季度呢？", "一季度茶叶产量多少？"),
        ("去年种了多少棵树？", "今年呢", "今年种了多少棵树？"),
        ("东河区的租金是多少？", "西湖区的呢？", "西湖区的租金是多少？"),
        ("我国对东盟出口多少？", "欧盟呢？", "我国对欧盟出口多少？"),
        ("茶叶产量同比增长多少？", "环比呢？", "茶叶产量环比增长多少？"),
        ("一季度装备工业增加值是多少？", "医药工业呢？", "一季度医药工业增加值是多少？"),
        ("红茶产量增速多少？", "绿茶的产量增速呢？", "绿茶的产量增速多少？"),
        ("一季度装备工业增加值增长多少？", "机器人产量呢？", "一季度机器人产量增长多少？"),
        ("茶叶出口金额是多少？", "蚕丝产量呢？", "蚕丝产量是多少？"),
        ("How much did exports grow?", "What about imports?", "How much did imports grow?"),
        ("How fast did tea exports grow?", "And output?", "How fast did tea output grow?"),
        (
            "How much did the output of tea grow?",
            "How about exports?",
            "How much did exports of tea grow?",
        ),
        ("How many tea shops are there?", "And bakeries?", "How many bakeries are there?"),
    ],
)
def test_what_is_named_takes_the_place_of_its_counterpart(earlier, question, understood):
    assert whole(question, earlier) == understood


@pytest.mark.parametrize(
    "question",
    [
        "最长领多久？",
        "从什么时候开始发？",
        "比去年底净增了多少？",
        "其中民营企业占多少？",
        "里头民营企业占多少？",
        "这话是谁说的？",
        "Who said that?",
        "And by the end of 2025?",
        "那是哪一年的事？",
        "那一家公司一年最多能补到多少？",
        "具体是多少件？",
    ],
)
def test_what_names_nothing_goes_on_from_the_question_before(question):
    earlier = "茶叶补贴每月发多少？"
    found = whole(question, earlier)
    assert "茶叶补贴" in found
    assert found.endswith(question)


@pytest.mark.parametrize(
    "question",
    [
        "明天天气怎么样？",
        "茶园一共多少个，其中多少个有机？",
        "采茶的那个季节有多长？",
        "这轮茶叶涨价涨了多少？",
        "How many tea gardens does the county have, and how much do they yield?",
        "What is the target for tea exports this year?",
        "Write a function that reverses a string",
        "And how many tea gardens are there in the county?",
    ],
)
def test_a_new_topic_is_not_dragged_into_the_old_one(question):
    assert whole(question, "5G基站有多少个？") == question


def test_what_is_asked_after_what_is_named_stays():
    found = understand("那质量和单价呢，分别是多少？", [("茶叶产量多少？", "")])
    assert found.question == "茶叶单价多少？ 那质量和单价呢，分别是多少？"
    assert found.focus == "质量和单价"


def test_a_pointer_is_nothing_that_a_follow_up_adds():
    found = understand("对应的资金是多少？", [("茶叶补贴发给了多少人？", "")])
    assert found.question == "茶叶补贴发给了多少人？ 对应的资金是多少？"
    assert found.focus == "资金是多少？"


def test_only_what_is_named_takes_the_place_of_an_english_subject():
    question = "How many of them for the first time?"
    asked = "How many tea gardens are there?"
    assert whole(question, asked) == f"{asked} {question}"


def test_a_chain_of_follow_ups_keeps_what_was_asked_first():
    assert whole("二季度呢？", "上半年茶叶出口多少？", "进口呢？") == "二季度茶叶进口多少？"


def test_a_counterpart_that_is_missing_leaves_something_over():
    assert not filled("茶叶出口了多少吨？", "锂电池").whole
    assert filled("茶叶出口了多少吨？", "进口").whole


@pytest.mark.parametrize(
    ("earlier", "question", "understood"),
    [
        # who said it is no part of what is asked next
        (("茶园有多少个？", "谁说的？"), "茶农呢？", "茶园有多少个？ 茶农呢？"),
        # nor is what was only asked of the thing
        (("茶厂有几家？", "都叫什么？"), "价格怎么定？", "茶厂有几家？ 价格怎么定？"),
        # another thing takes the place of the last one
        (("茶叶出口多少？", "绿茶呢？"), "红茶呢？", "茶叶出口多少？ 红茶呢？"),
        (("茶叶出口多少？", "绿茶呢？"), "占比呢？", "茶叶出口多少？ 绿茶呢？ 占比呢？"),
        (("茶叶出口多少？", "绿茶呢？"), "同比呢？", "绿茶出口同比变化多少？"),
        (("茶园有多少个？", "其中茶农呢？", "谁说的？"), "同比呢？", "茶农同比变化多少？"),
        (("茶叶有哪些措施？", "第二条是什么？"), "第三条呢？", "茶叶有哪些措施？ 第三条呢？"),
        (
            ("What is the plan for tea?", "And coffee?"),
            "And the gardens?",
            "What is the plan for tea? And the gardens?",
        ),
    ],
)
def test_only_what_was_named_last_is_kept_of_a_conversation(earlier, question, understood):
    assert whole(question, *earlier) == understood


def test_a_thing_takes_the_place_of_both_that_were_asked_of():
    history = [
        ("小学生的高点过去了吗？", "2023年过去了。"),
        ("那初中的高峰在什么时候？", "2027年。"),
    ]
    understood = understand("高中呢？", history)
    assert understood.question == "高中生的高点过去了吗？ 那高中的高峰在什么时候？"


def test_a_long_conversation_keeps_its_topic():
    turns = [
        "茶叶产业一季度表现如何？",
        "产量增长多少？",
        "投资呢？",
        "绿茶呢？",
        "谁说的？",
        "其中春茶产量多少？",
    ]
    assert whole("同比呢？", *turns) == "春茶产量同比变化多少？"
    assert whole("出口呢？", *turns[:5]) == "茶叶产业一季度表现如何？ 出口呢？"


@pytest.mark.parametrize("question", ["有什么措施？", "具体哪几项行动？", "主要内容是什么？"])
def test_what_is_asked_of_a_topic_needs_one(question):
    assert whole(question, "茶叶涨价怎么办？") == f"茶叶涨价怎么办？ {question}"


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("分别是哪些地方的？", "茶厂有几家？ 分别是哪些地方的？"),
        ("在全国排第几？", "茶厂有几家？ 在全国排第几？"),
        ("What share of the total is that?", "茶厂有几家？ What share of the total is that?"),
        ("Who said so?", "茶厂有几家？ Who said so?"),
        ("都是谁在管？", "茶厂有几家？ 都是谁在管？"),
        ("政策上又怎么支持？", "茶厂有几家？ 政策上又怎么支持？"),
        ("这里头说的春茶是什么？", "茶厂有几家？ 这里头说的春茶是什么？"),
    ],
)
def test_what_does_not_say_of_what_it_asks_goes_on(question, understood):
    assert whole(question, "茶厂有几家？") == understood


def test_what_is_asked_of_a_topic_does_not_take_its_place():
    assert whole("出口呢？", "茶叶产量增长多少？", "在全国排第几？") == "茶叶出口增长多少？"


@pytest.mark.parametrize("question", ["回到刚才的茶叶，出口多少？", "再说回茶叶，出口多少？"])
def test_an_earlier_topic_is_taken_up_without_the_words_that_say_so(question):
    assert whole(question, "蚕丝产量多少？") == "茶叶，出口多少？"


def test_two_that_were_asked_about_are_compared():
    found = understand("哪个多，多多少？", [("茶厂有几家？", ""), ("茶农有多少？", "")])
    assert [one.question for one in found.pair] == ["茶厂有几家？", "茶农有多少？"]
    assert found.question == "茶厂有几家？ 茶农有多少？ 哪个多，多多少？"
    found = understand("差多少？", [("茶厂有几家？", ""), ("茶农呢？", "")])
    assert found.question == "茶厂有几家？ 茶农呢？ 差多少？"
    # One alone cannot be compared, and what compares is no topic.
    assert understand("哪个多？", [("茶厂有几家？", "")]).pair is None
    turns = [("茶厂有几家？", ""), ("茶农有多少？", ""), ("差多少？", "")]
    assert [one.question for one in understand("哪个多？", turns).pair] == [
        "茶厂有几家？",
        "茶农有多少？",
    ]


def test_what_is_named_alone_asks_what_was_asked_before():
    assert understand("茶农呢？", [("茶厂有几家？", "")]).asking == "茶厂有几家？ 茶农呢？"


ROW = "首批三个茶园分别是东河的“云上园”40亩、西湖的“雾里园”60亩、南山的“雨前园”90亩。[1]"


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("第一个什么时候开放？", "“云上园”什么时候开放？"),
        ("最后一个呢？", "“雨前园”呢？"),
        ("When does the second one open?", "When does “雾里园” open?"),
        ("第四个呢？", "茶园有几个？ 第四个呢？"),
        ("第一季度呢？", "茶园有几个？ 第一季度呢？"),
        ("那第一个有多大？", "那“云上园”有多大？"),
        # What is named with it is no thing of the row.
        ("我国第一个茶园在哪？", "我国第一个茶园在哪？"),
        ("第一个百亩茶园在哪？", "茶园有几个？ 第一个百亩茶园在哪？"),
    ],
)
def test_one_of_a_row_is_called_by_its_name(question, understood):
    assert understand(question, [("茶园有几个？", ROW)]).question == understood


def test_another_point_is_of_the_list_and_not_of_the_point_before():
    turns = ["春茶行动怎么推进？", "第一个行动是什么？"]
    found = understand("第二个行动里怎么用？", [(turn, "") for turn in turns])
    assert found.sought == "春茶行动怎么推进？"


def test_a_quantity_may_be_named_in_everyday_words():
    assert whole("卖到国外的呢？", "茶叶产量增长多少？") == "茶叶出口增长多少？"


def test_a_row_is_kept_until_another_list_comes():
    turns = [("茶园有几个？", ROW), ("谁说的？", "林远：好。")]
    assert understand("第二个多大？", turns).question == "“雾里园”多大？"
    turns += [
        ("茶叶怎么卖？", "要点：[1]\n1. 开店。[2]\n2. 上网。[3]"),
        ("蚕丝多少？", "40吨。[1]"),
    ]
    found = understand("第二点展开说说", turns)
    assert (found.question, found.sought) == ("茶叶怎么卖？ 第二点展开说说", "茶叶怎么卖？")


def test_of_two_that_are_compared_each_may_be_asked_about():
    asked = "东河和西湖哪个茶园大？"
    assert whole("后者有多大？", asked) == "西湖有多大？"
    assert whole("前者有多大？", asked) == "东河有多大？"


@pytest.mark.parametrize(
    ("question", "earlier"),
    [
        ("那国家打算怎么办？", "最近茶叶怎么涨价了？"),
        ("商务部准备怎么应对？", "最近茶叶怎么涨价了？"),
        ("那什么时候能商用？", "茶树基因编辑是怎么安排的？"),
        ("刚才这些数是谁说的？", "茶厂有几家？"),
        ("Who gave these numbers?", "How many tea shops are there?"),
        ("Tell me more about the third one.", "Which campaigns are planned for tea?"),
        ("最后那条细说下", "茶叶有哪些措施？"),
    ],
)
def test_who_acts_and_who_gave_a_figure_go_on(question, earlier):
    found = understand(question, [(earlier, "")])
    assert found.question == f"{earlier} {question}"


def test_what_is_mentioned_is_a_topic():
    assert whole("那6G有提到吗？", "茶园5G覆盖了多少？") == "那6G有提到吗？"


def test_who_said_so_is_sought_where_it_was_found():
    found = understand("谁说的？", [("茶厂有几家？", ""), ("丝厂呢？", "")])
    assert found.said.question == "茶厂有几家？ 丝厂呢？"


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("这个数跟去年比呢？", "茶厂同比变化多少？"),
        ("跟去年底比呢？", "茶厂比上年末变化多少？"),
    ],
)
def test_what_a_figure_is_compared_with(question, understood):
    assert whole(question, "茶厂有多少家？") == understood


def test_a_question_may_lean_on_the_topic_before_it():
    turns = [("派了多少人进茶厂？", "300人。")]
    assert leaned("每个人干多久？", turns).question == "派了多少人进茶厂？ 每个人干多久？"
    assert leaned("每个人干多久？", []).question == "每个人干多久？"


def test_two_quantities_name_a_topic():
    assert whole("贷款利率降了吗？", "茶叶产量多少？") == "贷款利率降了吗？"


def test_the_last_question_is_what_somebody_said():
    found = understand("谁说的？", [("茶叶有多少？", ""), ("价格怎么定？", "")])
    assert found.question == "茶叶有多少？ 价格怎么定？ 谁说的？"


@pytest.mark.parametrize("question", ["CPI涨了多少？", "失业率是多少？", "GDP增长了多少"])
def test_an_indicator_is_a_topic_of_its_own(question):
    assert whole(question, "二季度茶叶产量多少？") == question


def test_somebody_named_by_a_verb_is_a_topic_of_his_own():
    question = "一季度一共招聘了多少快递员？"
    assert understand(question, [("集成电路产量增长多少？", "24.3%")]).question == question


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("那它下一步有什么安排？", "茶业下一步有什么安排？"),
        ("接下来打算怎么做？", "茶业接下来打算怎么做？"),
        # What is said of what stays with all that was asked.
        ("下一步会减少补贴吗？", "茶业一季度增长多少？ 下一步会减少补贴吗？"),
    ],
)
def test_what_comes_next_is_asked_of_the_thing_alone(question, understood):
    found = understand(question, [("茶业一季度增长多少？", "")])
    assert found.question == understood
    # "And in the second quarter?" goes on from what was asked first.
    turns = [("茶业一季度增长多少？", ""), ("接下来打算怎么做？", "")]
    assert understand("二季度呢？", turns).question.startswith("茶业二季度增长多少？")
