"""Passages: exact spans of a document, none across exchanges, roles or speakers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import chunk, press
from index.records import Document, Role


def document(text):
    return Document("滨海.txt", "滨海", text)


def bare(text):
    return "".join(text.split())


TEXT = """\
港口回升

记者：为什么？

林若川：因为航线多。货也多。

一是通道。

第3页

高一鸣：我补充。
"""


def test_passages_of_an_exchange():
    found = chunk.passages(document(TEXT))
    assert [(each.role.value, each.speaker, each.text) for each in found] == [
        ("question", "", "港口回升\n\n记者：为什么？"),
        ("answer", "林若川", "林若川：因为航线多。货也多。\n\n一是通道。"),
        ("credit", "", "第3页"),
        ("answer", "高一鸣", "高一鸣：我补充。"),
    ]
    assert {(each.source, each.title) for each in found} == {("滨海.txt", "滨海")}
    assert {(each.heading, each.question) for each in found} == {("港口回升", "为什么？")}


def test_sentences_of_a_passage_are_the_document_s():
    found = chunk.passages(document(TEXT))
    words = [[TEXT[each.start : each.end] for each in passage.sentences] for passage in found]
    assert words == [["为什么？"], ["因为航线多。", "货也多。", "一是通道。"], [], ["我补充。"]]


def test_a_long_answer_is_cut_between_points_and_sentences():
    spoken = "林部长：" + "港口运行平稳向好。" * 6
    points = "一是" + "通道" * 10 + "。二是" + "枢纽" * 10 + "。"
    found = chunk.passages(document(spoken + points), size=60)
    assert [each.text for each in found] == [spoken, points]


def test_a_sentence_longer_than_a_passage_is_cut_with_it():
    found = chunk.passages(document("港" * 130), size=50)
    assert [(each.start, each.end) for each in found] == [(0, 50), (50, 100), (100, 130)]
    assert [[(s.start, s.end) for s in each.sentences] for each in found] == [
        [(0, 50)],
        [(50, 100)],
        [(100, 130)],
    ]


@pytest.mark.parametrize("text", ["", "\n\n", " \u3000"])
def test_no_passage_of_an_empty_document(text):
    assert chunk.passages(document(text)) == []


def test_a_heading_alone_is_a_passage_without_sentences():
    (found,) = chunk.passages(document("# 港口"))
    assert (found.text, found.role, found.sentences) == ("# 港口", Role.HEADING, ())


WORDS = st.text(st.sampled_from("港口很忙。货多；，一二是：“”（）1.5 aB."), min_size=1, max_size=90)
BLOCKS = st.tuples(
    st.sampled_from(
        ["记者：", "林若川：", "高一鸣：", "主持人：", "答：", "", "", "# ", "一是", "1. "]
    ),
    WORDS,
).map("".join) | st.sampled_from(["港口回升", "第3页", "编辑：高一鸣", "记者：", "----"])
TEXTS = st.lists(BLOCKS, max_size=10).map("\n\n".join) | st.text(max_size=200)
SIZES = st.integers(50, 120)


@given(TEXTS, SIZES)
@settings(max_examples=300)
def test_passages_are_exact_and_cover_the_text_once(text, size):
    end = 0
    for each in chunk.passages(document(text), size=size):
        assert text[each.start : each.end] == each.text
        assert end <= each.start < each.end
        assert len(each.text) <= size
        assert text[end : each.start].strip() == ""
        end = each.end
    assert text[end:].strip() == ""


@given(TEXTS, SIZES)
@settings(max_examples=300)
def test_sentences_are_inside_their_passage_and_none_is_lost(text, size):
    quoted = ""
    for each in chunk.passages(document(text), size=size):
        ends = [each.start]
        for sentence in each.sentences:
            ends += [sentence.start, sentence.end]
            quoted += text[sentence.start : sentence.end]
        assert [*ends, each.end] == sorted([*ends, each.end])
    blocks = [block for exchange in press.exchanges(text) for block in exchange.blocks]
    spoken = "".join(text[each.start : each.end] for each in press.quotable(text, blocks))
    assert bare(quoted) == bare(spoken)


@given(TEXTS, SIZES)
@settings(max_examples=300)
def test_no_passage_spans_exchanges_roles_or_speakers(text, size):
    exchanges = press.exchanges(text)
    for each in chunk.passages(document(text), size=size):
        holding = [e for e in exchanges if e.start < each.end and each.start < e.end]
        assert [(e.heading, e.question) for e in holding] == [(each.heading, each.question)]
        spoken = {
            (block.role, block.speaker)
            for block in holding[0].blocks
            if block.start < each.end and each.start < block.end
        }
        assert {pair for pair in spoken if pair[0] is not Role.HEADING} <= {
            (each.role, each.speaker)
        }
