"""English words within a Chinese question are said in the briefing's Chinese."""

import numpy as np
import pytest

from index.words.mixed import in_chinese

NEAR = {"total": 0, "总数": 0, "全体": 1}


class Glossary:
    """A dictionary of a few words."""

    def chinese(self, word):
        return {
            "garden": {"花园": 1.0, "园子": 0.5},
            "total": {"全体": 1.0, "总数": 1.0},
            "exports": {"出口": 1.0},
        }.get(word, {})

    def expressions(self, words):
        for at in range(len(words) - 1):
            if words[at : at + 2] == ["tea", "garden"]:
                yield at, at + 2, ["茶园"]


def vectors(words):
    return np.eye(3, dtype=np.float32)[[NEAR.get(word, 2) for word in words]]


def said(question, texts="茶园、花园、总数、全体、出口、AS700、GDP、token"):
    return in_chinese(question, Glossary(), lambda words: words in texts, vectors)


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("有机tea garden有多少？", "有机茶园有多少？"),
        ("garden 的 exports 多少", "花园的出口多少"),
        # Of several the nearest in meaning.
        ("total多少", "总数多少"),
        # What the briefing has, abbreviations and what the dictionary does not know stay.
        ("token多少", "token多少"),
        ("GDP多少", "GDP多少"),
        ("AS700 的订单", "AS700 的订单"),
        ("iphone 多少", "iphone 多少"),
        # What asks is said too; an English question may say a name again in Chinese.
        ("what is the 茶园", "什么茶园"),
        ("How about exports, 总数多少?", "出口, 总数多少?"),
        ("How many 花园?", "多少花园?"),
        (
            "How many gardens does the county (东河县) have?",
            "How many gardens does the county have?",
        ),
        # A question in English alone is another matter.
        ("How many tea gardens?", "How many tea gardens?"),
    ],
)
def test_english_words_are_said_in_chinese(question, understood):
    assert said(question) == understood


def test_a_translation_that_no_text_has_is_none():
    assert said("有机tea garden有多少？", "茶叶") == "有机tea garden有多少？"


def test_months_are_said_in_chinese():
    assert said("截至March底的exports多少") == "截至3月底的出口多少"
