"""Words of everyday Chinese, and what official texts say for them."""

import numpy as np

from index.lexical import Lexical
from index.words import everyday
from index.words.equivalents import equivalents

TEXTS = ["企业应当按月足额支付劳动者的工资。", "对举报人给予奖励。", "全年新建道路三条。"]


def test_the_table_is_sound():
    lines = list(equivalents(everyday.TABLE.read_text(encoding="utf-8")))
    words = [word for left, _ in lines for word in left.split()]
    assert len(words) == len(set(words))
    for left, right in lines:
        assert 1 <= len(left.split()) <= 6
        assert 1 <= len(right) <= 6
        assert all(2 <= len(word) <= 8 for word in (*left.split(), *right))
        assert not set(left.split()) & set(right)


def test_a_table_has_remarks_and_empty_lines():
    assert list(equivalents("# words | none\n\na b | c d\ne|f\n")) == [
        ("a b", ("c", "d")),
        ("e", ("f",)),
    ]


def test_of_two_words_that_begin_alike_the_longer_is_meant():
    told = dict(everyday.said("自己掏钱看病，工钱还没发"))
    assert "自己掏钱" in told
    assert "掏钱" not in told
    assert told["工钱"][0] == "工资"
    assert list(everyday.said("What is the pay?")) == []


def test_an_official_word_holds_the_everyday_one():
    lexical = Lexical.build(TEXTS)
    plain = lexical.sharing("工钱多少")
    share = lexical.sharing("工钱多少", [("工钱", ("工资", "薪酬"))])
    assert plain(TEXTS[0]) < share(TEXTS[0]) == share("工钱")
    assert plain(TEXTS[1]) == share(TEXTS[1])
    # 工 alone is not the word, and no word counts twice
    assert share("工程") == plain("工程")
    assert share("工钱工资") == share("工钱")


def test_a_row_scores_by_the_best_of_words_alike():
    lexical = Lexical.build(TEXTS)
    scores = lexical.scores_of_any(("奖励", "奖金", "举报"))
    assert scores.argmax() == 1
    assert np.count_nonzero(scores) == 1
    assert scores[1] == max(lexical.scores(word)[0][1] for word in ("奖励", "举报"))
    assert not lexical.scores_of_any(()).any()
