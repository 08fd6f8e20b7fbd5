"""Traditional characters: questions in them, and documents; what is quoted keeps its own."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot import listing
from chatbot.answer import Answerer
from chatbot.verify.verifier import Verifier
from index import build
from index.canonical import canonical
from index.lexical import tokens
from index.search import Index
from index.store import Store
from index.words.glossary import Glossary

BRIEFING = Path(__file__).parent.parent / "chatbot" / "briefing" / "2026-q1-industry.md"

# Invented, in the characters of Hong Kong and Taiwan.
HARBOUR = """# 青嶼市港口發展記者會

2025年8月12日，青嶼市舉行港口發展記者會。港務局局長葉澤鈞介紹情況並回答提問。

記者問：上半年港口的吞吐量是多少？

葉澤鈞：上半年，全市港口完成貨物吞吐量1.26億噸，同比增長5.3%；貨櫃吞吐量318萬個標準箱。

記者問：下一步如何便利企業通關？

葉澤鈞：我們會做好三項工作：
第一，延長查驗時間。週末及假日照常受理。
第二，減免費用。為中小企業免除4項收費。
第三，發展電子單證。年底前覆蓋全部9個碼頭。
"""


@pytest.fixture(scope="module")
def bundled(tmp_path_factory, encoder, unpacked_cache):
    store = tmp_path_factory.mktemp("bundled") / "store"
    build.index_paths([BRIEFING], store, encoder, 300)
    return Answerer(Index(Store.open(store), encoder, Glossary(unpacked_cache)))


@pytest.fixture(scope="module")
def harbour(tmp_path_factory, encoder, unpacked_cache):
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "harbour.md").write_text(HARBOUR, encoding="utf-8")
    build.index_paths([folder / "harbour.md"], folder / "store", encoder, 300)
    return Answerer(Index(Store.open(folder / "store"), encoder, Glossary(unpacked_cache)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("裝備工業增加值增長多少？", "装备工业增加值增长多少？"),
        ("乾隆年間的著作顯著", "乾隆年间的著作显著"),
        ("甚麼時候，為甚麼", "什么时候，为什么"),
        ("装备工业增加值增长多少？", "装备工业增加值增长多少？"),
        # Half-width marks part clauses as full-width ones do, but not digits or Latin words.
        ("接种1,260剂,其中:老人5万剂;儿童?", "接种1,260剂，其中：老人5万剂；儿童？"),
        ("Hello, world: 10:30!", "Hello, world: 10:30!"),
        ("How much is 5G？ 🙂 ½", "How much is 5G？ 🙂 ½"),
        ("a\0臺\r\n", "a\0台\r\n"),
        ("", ""),
    ],
)
def test_traditional_characters_become_simplified_ones(text, told):
    assert canonical(text) == told


@given(st.text(st.characters(exclude_categories=[])))
def test_every_offset_stays(text):
    assert len(canonical(text)) == len(text)


def test_the_bundled_briefing_stays_as_it_is():
    text = BRIEFING.read_text(encoding="utf-8")
    assert canonical(text) == text


def test_tokens_are_the_same_in_both_scripts():
    assert tokens("數據與網絡") == tokens("数据与网络")


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        ("截至3月底，全國5G基站總數是多少？", "截至3月底，全国5G基站总数是多少？"),
        ("一季度裝備工業增加值增長多少？", "一季度装备工业增加值增长多少？"),
        ("梯度培育管理辦法的內容體現在哪三個方面？", "梯度培育管理办法的内容体现在哪三个方面？"),
        ("彩電出口額是多少？", "彩电出口额是多少？"),
        ("誰介紹了裝備工業的情況？", "谁介绍了装备工业的情况？"),
    ],
)
def test_a_question_in_traditional_characters_is_answered_as_in_simplified_ones(
    bundled, asked, plain
):
    one, other = bundled.answer(asked), bundled.answer(plain)
    assert one.question == asked
    assert one.question_understood == plain
    assert (one.text, one.refused, one.citations) == (other.text, other.refused, other.citations)


def test_a_conversation_goes_on_in_the_other_script(bundled):
    asked = "集成電路出口增長多少？"
    first = bundled.answer(asked)
    went_on = bundled.answer("那液晶面板呢？", [(asked, first.text)])
    assert "12.5%" in went_on.text.splitlines()[0]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("上半年港口貨物吞吐量是多少？", "貨物吞吐量1.26億噸"),
        ("上半年港口货物吞吐量是多少？", "貨物吞吐量1.26億噸"),
        ("How many standard containers did the port handle?", "318萬個標準箱"),
        ("便利通关要做哪三项工作？", "發展電子單證"),
        ("下一步便利通關的工作有哪些？", "為中小企業免除4項收費"),
    ],
)
def test_a_document_in_traditional_characters_is_quoted_in_its_own(harbour, question, words):
    answer = harbour.answer(question)
    assert not answer.refused
    assert words in answer.text
    text = harbour.document("harbour.md").text
    for citation in answer.citations:
        assert citation.text == text[citation.start : citation.end]


@pytest.mark.parametrize("question", ["港口的旅客有多少？", "2023年上半年港口货物吞吐量是多少？"])
def test_what_it_does_not_say_is_refused(harbour, question):
    answer = harbour.answer(question)
    assert answer.refused
    assert answer.nearest


def test_passages_are_compared_in_simplified_characters_and_shown_in_their_own(harbour):
    (hit,) = harbour.index.search("货物吞吐量", 1)
    document = harbour.document("harbour.md")
    assert hit.passage.text == canonical(document.text[hit.passage.start : hit.passage.end])
    assert "貨物吞吐量" in harbour.index.written(hit.passage)


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        ("上半年，全市港口货物吞吐量1.26亿吨，同比增长5.3%。", "supported"),
        ("上半年，全市港口貨物吞吐量1.62億噸。", "contradicted"),
    ],
)
def test_claims_are_checked_in_either_script(harbour, unpacked_cache, claim, status):
    verifier = Verifier(harbour.index, Glossary(unpacked_cache))
    assert verifier.check(claim).status == status


def test_figures_are_told_what_they_are_about(harbour):
    rows = {row.text: row for row in listing.of(harbour.document("harbour.md"))}
    row = rows["1.26億噸"]
    assert (row.value, row.unit, row.metric) == (1.26e8, "吨", "货物吞吐量")
    assert row.speaker == "叶泽钧"
    growth = rows["5.3%"]
    assert (growth.comparison, growth.direction) == ("同比", "up")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("積體電路出口增長多少？", "72.9%"),
        ("全國有多少個5G基地台？", "495.8万个"),
        ("智慧工廠中卓越級的有多少家？", "197家"),
    ],
)
def test_words_of_hong_kong_and_taiwan_are_known(bundled, question, words):
    assert words in bundled.answer(question).lead
