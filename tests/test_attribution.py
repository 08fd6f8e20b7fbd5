"""Questions for what somebody said: only his words answer them."""

import pytest

from chatbot.answer import Answerer
from chatbot.question.attribution import Attribution, attributed
from index import build
from index.search import Index
from index.store import Store
from index.words.readings import Name

SPEAKERS = ("林穗", "交通局局长 方渡")
SPELLED = [Name(("lin", "sui"), ("林临", "穗岁"))]
TALK = """# 青溪市交通发布会

问：公交怎么改？

林穗：今年新开公交线路26条，老人乘车免费。

问：桥修得怎么样？

方渡：青溪大桥今年10月通车，桥长3.2公里。
"""


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("林穗怎么看公交改革？", Attribution("林穗", "怎么看公交改革？")),
        ("局长方渡介绍了哪些桥？", Attribution("交通局局长 方渡", "介绍了哪些桥？")),
        ("林穗是什么职务？", None),
        ("林穗在发布会上说了什么？", Attribution("林穗", "")),
        ("苏眉怎么看公交改革？", None),
        ("What did Lin Sui say about buses?", Attribution("林穗", "What did    buses?")),
        ("What post does Lin Sui hold?", None),
    ],
)
def test_whose_words_are_asked_for(question, expected):
    assert attributed(question, SPEAKERS, [] if question[0] != "W" else SPELLED) == expected


@pytest.fixture(scope="module")
def talk(tmp_path_factory, encoder):
    folder = tmp_path_factory.mktemp("talk")
    (folder / "talk.md").write_text(TALK, encoding="utf-8")
    build.index_paths([folder / "talk.md"], folder / "store", encoder, 300)
    return Answerer(Index(Store.open(folder / "store"), encoder))


def test_what_somebody_said_is_answered_from_his_words(talk):
    answer = talk.answer("林穗介绍今年新开多少条公交线路？")
    assert not answer.refused
    assert "26条" in answer.text


def test_what_somebody_else_said_is_refused_with_it(talk):
    answer = talk.answer("林穗介绍青溪大桥什么时候通车？")
    assert (answer.refused, answer.reason) == (True, "other_speaker")
    assert "林穗" in answer.text
    assert "10月通车" in answer.text
