"""Whether a question names something that the text around an answer does not speak of."""

import pytest

from chatbot.language.people import unknown_person
from chatbot.language.subjects import Strange, Subjects, has, located, things, without_explained

SENTENCE = "一季度，集成电路产量同比增长24.3%。"
PASSAGE = f"电子信息制造业开局良好\n{SENTENCE}"
DOCUMENT = f"{PASSAGE}\n手机产量保持稳定。"
ALIKE = {"芯片": {"集成电路"}, "病人": {"患者"}}


@pytest.fixture
def subjects():
    return Subjects(lambda word: ALIKE.get(word, set()))


@pytest.mark.parametrize(
    ("question", "strange"),
    [
        ("一季度集成电路产量增长多少？", Strange()),
        ("一季度芯片产量增长多少？", Strange()),
        ("中国大陆一季度芯片产量增长多少？", Strange()),
        # Told of elsewhere under this very name, so this sentence is of something else.
        ("一季度手机产量增长多少？", Strange(elsewhere=("手机",))),
        ("一季度轮船产量增长多少？", Strange(nowhere=("轮船",))),
        # Talk says everything otherwise, and nothing is known of English words.
        ("我想问手机产量增长多少？", Strange()),
        ("How many mobile phones were made?", Strange()),
        # A word of measure is no subject; one in brackets says the same.
        ("一季度全长增长多少？", Strange()),
        ("一季度手机（集成电路）产量增长多少？", Strange()),
    ],
)
def test_a_noun_that_nothing_around_the_sentence_explains_is_strange(subjects, question, strange):
    assert subjects.strange(question, SENTENCE, PASSAGE, DOCUMENT) == strange


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("一季度集成电路产量增长多少？", 0.0),
        ("一季度芯片产量增长多少？", 0.0),
        ("一季度轮船、手机和芯片的产量增长多少？", 2 / 3),
        ("我想问手机产量增长多少？", 0.0),
        ("How many mobile phones were made?", 0.0),
        # A verb.
        ("一季度集成电路被比作什么？", 0.0),
    ],
)
def test_what_nothing_near_a_sentence_says_is_a_share_of_the_nouns(subjects, question, share):
    assert subjects.unexplained(question, SENTENCE) == share


@pytest.mark.parametrize(
    ("word", "text", "known"),
    [
        ("集成电路", "集成电路产量", True),
        ("民营企业家", "民营企业", True),  # half of its pairs
        ("社零", "社会消费品零售总额", True),  # a short form: its characters in order
        ("零社", "社会消费品零售总额", False),
        ("5ga", "启动5g-a试点", True),
        ("6g", "启动5g-a试点", False),
    ],
)
def test_a_text_has_a_word_or_half_of_it_or_its_longer_form(word, text, known):
    assert has(word, text) is known


def test_a_name_is_not_told_of_by_one_of_its_characters():
    assert not Subjects(lambda _: ()).says("全国港口很忙", "鹭沙港")
    assert Subjects(lambda _: ()).says("全国港口很忙", "码头口岸")


def test_a_noun_may_say_where_something_is():
    assert located("火星上有多少个基站？", ("火星",)) == "火星"
    assert located("在月球有多少个基站？", ("基站", "月球")) == "月球"
    assert located("火星有多少个基站？", ("火星",)) == ""
    assert located("夫妻里只有一人缴存，能贷多少？", ("夫妻",)) == ""
    assert located("低保在制度设计上有哪些调整？", ("设计",)) == ""
    assert located("在外头打了几年工，能领多少？", ("外头",)) == ""


def test_a_counting_word_begins_no_name():
    assert things("平均一万人能摊上几座基站？") == ["基站"]
    assert "这图" not in things("这图版权算谁的？")
    assert things("引进了人才吗？") == ["人才"]


def test_a_word_explained_in_brackets_by_the_text_is_left_out():
    assert without_explained("手机（集成电路）产量", SENTENCE) == " （集成电路）产量"
    assert without_explained("手机（电话）产量", SENTENCE) == "手机（电话）产量"
    # What stands before a short form is not explained with it.
    assert without_explained("存储芯片（集成电路）产量", SENTENCE) == "存储 （集成电路）产量"


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("王建国在会上说了什么？", "王建国"),
        ("张明华在会上说了什么？", ""),
        ("这个项目太贵了吗？", ""),
        ("初中的高峰在什么时候？", ""),
        ("我妈来帮着带孙子，在这边看病报得了吗？", ""),
        ("一到飘毛毛的季节就打喷嚏怎么办？", ""),
        ("总理怎么说？", "总理"),
        ("运行监测局副局长张明华讲了什么？", "副局长"),
        ("运行监测局局长张明华讲了什么？", ""),
        # An abbreviation is looked up with what it stands for.
        ("监测局（运行监测局）副局长是谁？", "副局长"),
        ("监测局（运行监测局）局长是谁？", ""),
        ("运行监测局的副局长是谁？", "副局长"),
        ("运行监测局的局长是谁？", ""),
        ("钱花在老房子上的多吗？", ""),
    ],
)
def test_people_whom_the_document_does_not_name_are_unknown(question, unknown):
    assert unknown_person(question, "运行监测局局长张明华回答了提问。") == unknown


@pytest.mark.parametrize(
    ("question", "sentence", "sibling"),
    [
        ("通用算力规模是多少？", "智能算力规模达1882。", "通用算力"),
        ("智能算力规模是多少？", "智能算力规模达1882。", ""),
        ("算力规模是多少？", "智能算力规模达1882。", ""),
        # Without a word before it the head may be of anything.
        ("通用算力规模是多少？", "算力规模达1882。", ""),
        ("中度失能人员每月付多少？", "重度失能人员每月付1200元。", "中度失能"),
        ("铁路固定资产投资多少？", "交通固定资产投资9486亿元。", "铁路固定资产"),
        # 全市 says where.
        ("全市消费品卖了多少？", "社会消费品零售总额728亿元。", ""),
        ("How much general computing power?", "智能算力规模达1882。", ""),
    ],
)
def test_another_of_the_same_name_is_none(question, sentence, sibling):
    assert Subjects(lambda _: ()).sibling(question, sentence, sentence) == sibling


@pytest.mark.parametrize(
    ("question", "nouns"),
    [
        # What is asked for need not be named by what answers.
        ("这部书的作者是谁？", []),
        ("他的著作有哪些？", []),
        ("哪位作家写了书评？", ["书评"]),
        ("茶叶写在哪份文件里？", ["茶叶"]),
        # How much of a thing has to be told of that.
        ("轮船的乘客有多少？", ["轮船", "乘客"]),
    ],
)
def test_what_is_asked_for_is_no_noun_to_explain(question, nouns):
    assert things(question) == nouns


def test_which_city_names_no_thing():
    assert things("主会场放在哪座城市") == ["主会场"]
    assert things("坐公交的人越来越少，是哪几个原因") == ["公交"]
