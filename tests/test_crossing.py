"""English words in Chinese text: the glossary, and a question held against an index through it."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.lexical import Lexical
from index.words.crossing import Crossing
from index.words.glossary import FUNCTION, Glossary
from index.words.readings import names
from index.words.stems import stemmed

TEXTS = ["集成电路的出口金额同比增长72.9%。", "5G基站达495.8万个。", "培育高新技术企业50.9万家。"]


@pytest.fixture(scope="module")
def glossary(tmp_path_factory):
    made = Glossary(tmp_path_factory.mktemp("glossary"))
    made.chinese("warm")
    return made


@pytest.mark.parametrize(
    ("word", "chinese"),
    [("enterprises", "企业"), ("Exports", "出口"), ("quality", "质量"), ("doctor", "医生")],
)
def test_words_have_their_translations_whatever_their_ending(glossary, word, chinese):
    assert glossary.chinese(word)[chinese] == 1.0


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ("built", "builds"),
        ("grown", "growing"),
        ("specialised", "specialize"),
        ("programmes", "program"),
        ("labour", "labor"),
        ("centres", "center"),
        ("licence", "license"),
        ("called", "call"),
        ("intelligence", "intelligent"),
    ],
)
def test_forms_and_spellings_of_a_word_have_one_stem(form, word):
    assert stemmed(form) == stemmed(word)


@pytest.mark.parametrize("word", ["Xyzzyx", "", "企业", "'; DROP TABLE gloss; --"])
def test_strangers_have_none(glossary, word):
    assert glossary.chinese(word) == {}


def test_words_with_the_same_english_sense_are_alike(glossary):
    assert "患者" in glossary.alike("病人")
    assert "小时" in glossary.alike("钟头")
    assert "病人" not in glossary.alike("病人")
    assert not {"钢铁", "装备"} & glossary.alike("医药")
    assert glossary.alike("无此一词") == frozenset()


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        ("What post does Xie Cun hold?", "司长谢存回答提问。", True),
        ("Did Zhang Yunming speak?", "副部长张云明发言。", True),
        ("How many homes in Yunlu?", "云麓区住房800套。", True),
        ("What post does Xie Cun hold?", "司长陶青回答提问。", False),
        # Of two words the first is a surname.
        ("What post does Xie Cun hold?", "这些存量项目很好。", False),
        ("How many homes in Yunlu District?", "云麓区住房800套。", True),
        ("How did it go?", "很好。", False),
        ("What did Dewar cool?", "得瓦尔冷却氧气。", False),
    ],
)
def test_names_are_found_by_how_they_are_read(glossary, question, text, found):
    read = [name.pattern for name in names(question, glossary.characters)]
    assert any(pattern.search(text) for pattern in read) is found


def test_a_question_shares_a_name_with_a_text(glossary):
    crossing = Crossing("Who is Xie Cun?", Lexical.build(TEXTS), glossary)
    assert crossing.share("司长谢存") == pytest.approx(1.0)
    assert crossing.share("司长陶青") == 0.0


def test_the_words_of_a_name_say_nothing_else(glossary):
    # By its stem "cun" is cunning, which the dictionary has for 机械 too.
    texts = [*TEXTS, "司长谢存回答提问。", "机械行业稳增长。"]
    crossing = Crossing("Who is Xie Cun?", Lexical.build(texts), glossary)
    assert crossing.coverage().tolist() == pytest.approx([0, 0, 0, 1, 0])


def test_words_are_spelled_by_the_characters_of_their_syllables():
    lexical = Lexical.build(["司长谢存回答提问。", "机械行业稳增长。"])
    assert lexical.spelled(["谢解", "存村"]) == ["谢存"]
    assert lexical.spelled(["司", "长张", "谢解"]) == ["司长谢"]
    assert lexical.spelled(["陶", "青情"]) == []
    assert lexical.spelled([]) == []


def test_a_word_that_the_dictionary_does_not_know_counts_for_less(glossary):
    share = Crossing("exports of Xyzzyx", Lexical.build(TEXTS), glossary).share("出口")
    known = Crossing("exports of pencils", Lexical.build(TEXTS), glossary).share("出口")
    assert share > 0.5 > known


def test_officialese_is_known_by_its_short_forms(glossary):
    assert glossary.chinese("SMEs")["中小企业"] == 1.0
    assert glossary.chinese("MIIT").keys() >= {"工业和信息化部", "工信部"}


@pytest.mark.parametrize(
    ("question", "chinese"),
    [
        ("the integrated circuits", "集成电路"),
        ("its gross domestic product", "国内生产总值"),
        ("little giant firms", "小巨人"),
        ("the share of the market", None),
    ],
)
def test_expressions_are_known_as_a_whole(glossary, question, chinese):
    words = [word for word in question.split() if word not in FUNCTION]
    found = [one for *_, written in glossary.expressions(words) for one in written]
    assert chinese in found if chinese else "市场占有率" not in found


def test_a_text_with_an_expression_has_all_its_words(glossary):
    crossing = Crossing("integrated circuit", Lexical.build(TEXTS), glossary)
    assert crossing.share("集成电路") == pytest.approx(1.0)
    assert crossing.coverage()[0] == pytest.approx(1.0)


def test_the_glossary_is_made_once_and_again_if_it_is_damaged(tmp_path):
    assert Glossary(tmp_path).chinese("market")["市场"] == 1.0
    (kept,) = tmp_path.iterdir()
    stamp = kept.stat().st_mtime_ns
    assert Glossary(tmp_path).chinese("market")["市场"] == 1.0
    assert kept.stat().st_mtime_ns == stamp
    kept.write_bytes(b"no database")
    assert Glossary(tmp_path).chinese("market")["市场"] == 1.0


def test_the_glossary_can_be_made_before_it_is_needed(tmp_path):
    told = []
    Glossary(tmp_path).prepare(told.append)
    assert told == ["reading the dictionary, once …"]
    (kept,) = tmp_path.iterdir()
    stamp = kept.stat().st_mtime_ns
    again = Glossary(tmp_path)
    again.prepare(told.append)
    assert again.chinese("market")["市场"] == 1.0
    assert kept.stat().st_mtime_ns == stamp
    assert len(told) == 1


def test_a_cache_that_cannot_be_written_does_not_matter(tmp_path):
    (tmp_path / "file").write_text("")
    Glossary(tmp_path / "file").prepare(lambda _: None)
    assert Glossary(tmp_path / "file").chinese("market")["市场"] == 1.0


def test_several_threads_may_ask(glossary):
    words = ["market", "growth", "export", "school", "doctor", "railway"] * 20
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda word: glossary._chinese(word), words))
    assert all(found[n] == found[n % 6] for n in range(len(words)))
    assert sqlite3.threadsafety > 0


def test_a_question_knows_the_row_that_speaks_of_it(glossary):
    crossing = Crossing("the increase of exports", Lexical.build(TEXTS), glossary)
    assert crossing.coverage().argmax() == 0
    assert crossing.share(TEXTS[0]) == pytest.approx(1.0)
    assert crossing.share(TEXTS[1]) == 0.0


def test_words_of_the_text_itself_count_without_the_glossary(glossary):
    crossing = Crossing("5G base stations abroad", Lexical.build(TEXTS), glossary)
    assert crossing.coverage().argmax() == 1
    assert 0 < crossing.share(TEXTS[1]) < 1


def test_a_question_without_words_shares_nothing(glossary):
    crossing = Crossing("??", Lexical.build(TEXTS), glossary)
    assert crossing.share(TEXTS[0]) == 0.0
    assert crossing.coverage().tolist() == [0, 0, 0]
    assert Crossing("growth", Lexical.build([]), glossary).coverage().tolist() == []
