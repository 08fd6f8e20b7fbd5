"""Sentences and enumerations."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.structure.sentences import enumerations, sentences


def split(text):
    return [text[each.start : each.end] for each in sentences(text, 0, len(text))]


def lists(text):
    """Return each enumeration as its lead and its points."""
    spans = sentences(text, 0, len(text))
    return [
        (text[found.lead_start : found.lead_end], [text[p.start : p.end] for p in found.points])
        for found in enumerations(text, spans)
    ]


@pytest.mark.parametrize(
    "expected",
    [
        ["港口很忙。", "货很多！", "为什么？", "航线多。"],
        ["增长7.4%，达到1.83万吨。", "好。"],
        ["It rose 7.4 percent to 1.8 million.", "Good."],
        ["Mr. Lin met Dr. Gao at 9 a.m. in the U.S. capital.", "They spoke."],
        ["See No. 5, e.g. China, i.e. us, and Fig. 3.", "Done."],
        ["He is J. R. Smith of Acme Inc. in London."],
        ["“港口很忙。货很多。”他说。", "好。"],
        ["“港口很忙。”林部长表示，“货很多。”", "好。"],
        ["他说：“港口很忙。”", "好。"],
        ["这是“好”的港口。”", "好。"],
        ["他问“忙吗？”，我说忙。", "好。"],
        ["港口（见图。另见表。）很忙。", "好。"],
        ["（港口很忙。）", "好。"],
        ["好。", "（港口很忙。）", "好。"],
        ["港口很忙……", "好。"],
        ["真的吗？！", "好。"],
        ["He said “It is busy.”", "“Why?” we asked."],
        ["GDP was up.", "中国增长。"],
        ["网址是http://a.cn/?q=1&b=2!x，请看。"],
        ["“未闭合的引号。", "好。"],
        ["1. 提升产能。", "好。"],
        ["1.提升产能。", "好。"],
        ["1. Raise output.", "Good."],
        ["港口很忙；货很多；好。"],
        ["没有句号"],
        [],
    ],
)
def test_sentences(expected):
    joint = "" if re.search("[\u3400-\u9fff]", "".join(expected)) else " "
    assert split(joint.join(expected)) == expected


def test_a_paragraph_ends_a_sentence():
    assert split("港口\n\n很忙。\n货") == ["港口", "很忙。", "货"]


def test_offsets_are_the_text_s():
    text = "记者：港口忙吗？ 忙。"
    found = sentences(text, 3, len(text))
    assert [(each.start, each.end) for each in found] == [(3, 8), (9, 11)]


def test_a_long_sentence_is_cut_at_its_semicolons():
    clause = "港口" * 20
    assert split(f"{clause}；{clause}；{clause}。") == [f"{clause}；", f"{clause}；", f"{clause}。"]
    assert split(f"（{clause}；{clause}）；{clause}。") == [
        f"（{clause}；{clause}）；",
        f"{clause}。",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "做三件事：一是通道。很快。二是枢纽；三是网络。",
            [["一是通道。很快。", "二是枢纽；", "三是网络。"]],
        ),
        ("做两件事。第一，通道。第二，枢纽。", [["第一，通道。", "第二，枢纽。"]]),
        (
            "做两件事。第一个方面是通道。第二个方面是枢纽。",
            [["第一个方面是通道。", "第二个方面是枢纽。"]],
        ),
        ("做两件事：\n1. 通道\n2. 枢纽", [["1. 通道", "2. 枢纽"]]),
        ("做两件事：\n1、通道。\n2、枢纽。", [["1、通道。", "2、枢纽。"]]),
        ("做两件事：\n1.通道。好。\n2.枢纽。", [["1.通道。好。", "2.枢纽。"]]),
        ("做两件事：\n（一）通道。\n（二）枢纽。", [["（一）通道。", "（二）枢纽。"]]),
        ("做两件事：（1）通道；（2）枢纽。", [["（1）通道；", "（2）枢纽。"]]),
        ("做两件事：①通道；②枢纽。", [["①通道；", "②枢纽。"]]),
        (
            "做三件事。首先，通道。其次，枢纽。最后，网络。",
            [["首先，通道。", "其次，枢纽。", "最后，网络。"]],
        ),
        ("做两件事。一方面，通道。另一方面，枢纽。", [["一方面，通道。", "另一方面，枢纽。"]]),
        ("做两件事。其一，通道。其二，枢纽。", [["其一，通道。", "其二，枢纽。"]]),
        ("做两件事：一是通道，很快，二是枢纽。", [["一是通道，很快，", "二是枢纽。"]]),
        ("做两件事，一要通道，二要枢纽，三要网络。", [["一要通道，", "二要枢纽，", "三要网络。"]]),
        ("Two things. First, build. Second, grow.", [["First, build.", "Second, grow."]]),
        (
            "做三件事：\n一是通道。\n\n二是枢纽。\n\n三是网络。",
            [["一是通道。", "二是枢纽。", "三是网络。"]],
        ),
        # The last point ends with its paragraph, or where something else begins.
        ("一是通道。二是枢纽。很大。\n港口很忙。", [["一是通道。", "二是枢纽。很大。"]]),
        ("一是通道。二是枢纽。下一步，继续。", [["一是通道。", "二是枢纽。"]]),
        # No points.
        ("这一是非问题，二是二。", []),
        ("这\n一是非问题。", []),
        ("一是通道。港口很忙。", []),
        ("二是通道。三是枢纽。", []),
        ("1.5倍增长。\n2.5倍下降。", []),
        ("十二、三条航线。\n一二是错。", []),
        ("三要素是人。四要素是货。", []),
    ],
)
def test_points(text, expected):
    assert [points for _, points in lists(text)] == expected


def test_two_lists_in_a_row():
    text = "成效有两点：一是快。二是好。好在服务。打算做两件事：一是通道。二是枢纽。"
    assert lists(text) == [
        ("成效有两点：", ["一是快。", "二是好。好在服务。"]),
        ("打算做两件事：", ["一是通道。", "二是枢纽。"]),
    ]


def test_a_list_inside_a_point():
    text = "做两件事：一是通道。第一，铁路。第二，公路。二是枢纽。"
    assert lists(text) == [
        ("做两件事：", ["一是通道。第一，铁路。第二，公路。", "二是枢纽。"]),
        ("一是通道。", ["第一，铁路。", "第二，公路。"]),
    ]


def test_a_list_that_the_last_point_announces():
    text = "做两件事：\n（一）通道。\n（二）枢纽：\n1. 东港\n2. 西港\n港口很忙。"
    assert lists(text) == [
        ("做两件事：", ["（一）通道。", "（二）枢纽：\n1. 东港\n2. 西港"]),
        ("（二）枢纽：", ["1. 东港", "2. 西港"]),
    ]


def test_no_lead_across_a_label():
    text = "记者：忙吗？\n\n林若川：一是通道。二是枢纽。"
    spans = [*sentences(text, 3, 6), *sentences(text, 12, len(text))]
    (found,) = enumerations(text, spans)
    assert found.lead_start == found.lead_end == 12
    assert [point.number for point in found.points] == [1, 2]


PIECES = [
    *"字。！？；：，、.“”（）()…!? \n1a",
    "一是",
    "二是",
    "三是",
    "第一，",
    "第二，",
    "1. ",
    "2. ",
]
PIECES += ["（一）", "（二）", "①", "②", "首先，", "最后，", "Mr. ", "下一步，", "U.S. "]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=40)


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_sentences_cover_the_text_in_order(text):
    end = 0
    for each in sentences(text, 0, len(text)):
        assert end <= each.start < each.end
        assert text[end : each.start].strip() == ""
        assert text[each.start : each.end].strip() == text[each.start : each.end]
        assert "\n" not in text[each.start : each.end]
        end = each.end
    assert text[end:].strip() == ""


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_points_are_in_order_and_apart(text):
    spans = sentences(text, 0, len(text))
    for found in enumerations(text, spans):
        ends = [found.lead_start, found.lead_end]
        for number, point in enumerate(found.points, 1):
            assert point.number == number
            ends += [point.start, point.end]
        assert ends == sorted(ends)
        assert all(point.start < point.end for point in found.points)
        assert len(found.points) > 1


@pytest.mark.parametrize("gap", ["", " "])
def test_emphasis_ends_with_the_sentence_that_it_is_of(gap):
    text = f"**管住焚烧。**{gap}罚款200元。**奖励**50元。"
    found = [text[one.start : one.end] for one in sentences(text, 0, len(text))]
    assert found == ["**管住焚烧。**", "罚款200元。", "**奖励**50元。"]
