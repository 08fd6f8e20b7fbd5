"""Words that say the same as others, and nearness where few words are shared."""

import numpy as np
import pytest

from chatbot.verify import Evidence, Meanings, check
from chatbot.verify.words import otherwise

ALIKE = {"布置": {"部署"}, "传染病": {"职业病", "疾病"}}
MEANINGS = Meanings(alike=lambda word: ALIKE.get(word, set()))


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("布置", "攻关任务已部署100多项", True),
        ("布置", "攻关任务有100多项", False),
        # Kinds of one thing end alike.
        ("传染病", "主题是职业病防治", False),
        # From the table of everyday words, which needs no dictionary.
        ("房租", "前3个月租金减半", True),
    ],
)
def test_a_text_may_say_a_word_otherwise(word, text, expected):
    assert otherwise(word, text, MEANINGS) is expected


def test_a_word_with_the_same_sense_is_no_other_subject():
    def apart(words):
        return np.eye(64, dtype=np.float32)[[sum(word.encode()) % 64 for word in words]]

    found = [Evidence("揭榜攻关任务累计已部署100多项。")]
    claim = "揭榜攻关任务累计已布置100多项。"
    alone = check(claim, found, Meanings(apart))
    assert {one.claimed for one in alone.differences} == {"布置"}
    assert check(claim, found, Meanings(apart, alike=MEANINGS.alike)).supported


def test_a_sentence_that_is_near_may_share_few_words():
    claim = "取得房子的人不能拿到市场上去卖，想转手只能由市安居集团买回。"
    words = "购房人取得房屋后不得上市交易，确需转让的由市安居集团回购。"
    assert check(claim, [Evidence(words, closeness=3.5)]).status == "supported"
    assert check(claim, [Evidence(words, closeness=2.0)]).status == "not_found"
