"""Whether a question names something that the text around an answer does not speak of."""

import numpy as np
import pytest

from chatbot.subjects import Subjects, unknown_person

SENTENCE = "一季度，集成电路产量同比增长24.3%。"
# Words as points on a circle: near ones have nearly the same angle.
ANGLES = {"芯片": 0.0, "集成电路": 0.1, "手机": 2.2, "产量": 4.0, "增长": 5.0, "同比": 5.2}


def vectors(words):
    angles = [ANGLES.get(word, 4.5) for word in words]
    return np.array([[np.cos(a), np.sin(a)] for a in angles], np.float32)


@pytest.fixture
def subjects():
    return Subjects(vectors)


@pytest.mark.parametrize(
    ("question", "strange"),
    [
        ("一季度集成电路产量增长多少？", ""),
        ("一季度芯片产量增长多少？", ""),
        ("一季度手机产量增长多少？", "手机"),
        # Talk says everything otherwise, and nothing is known of English words.
        ("我想问手机产量增长多少？", ""),
        ("How many mobile phones were made?", ""),
        # A word of measure is no subject; one in brackets says the same.
        ("一季度全长增长多少？", ""),
        ("一季度手机（集成电路）产量增长多少？", ""),
    ],
)
def test_a_noun_that_stands_nowhere_and_is_near_to_nothing_is_strange(subjects, question, strange):
    assert subjects.strange(question, SENTENCE, SENTENCE) == strange


def test_people_whom_the_document_does_not_name_are_unknown():
    assert unknown_person("王建国在会上说了什么？", "张明华回答了提问。") == "王建国"
    assert not unknown_person("张明华在会上说了什么？", "张明华回答了提问。")
    assert not unknown_person("这个项目太贵了吗？", "张明华回答了提问。")
