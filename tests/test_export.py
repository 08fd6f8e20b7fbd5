"""A conversation as text, Markdown and Word: sources are numbered, and nothing said can act."""

import io
import re

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot import export
from chatbot.quotations import pieces, quotations
from chatbot.records import Answer, Citation

HOSTILE = (
    "<script>x</script> [链](http://b.example) ![图](c.png) **粗** $x$ `码` [1] "
    "www.d.example 占12%。"
)


def citation(number, text, start=0, **given):
    fields = {"source": "a.md", "title": "通报", "heading": "总体", "speaker": "陶青", "page": None}
    return Citation(number=number, text=text, start=start, end=start + len(text), score=1.0,
                    **{**fields, **given})  # fmt: skip


def answer(text, *citations, lead=""):
    return Answer("问？", "问？", text, False, "", citations, (), 0.9, 0.0, lead)


FIRST = answer(
    "增长5%。[1]\n1. 出口增长8%。[2]", citation(1, "增长5%。"), citation(2, "出口增长8%；", 9)
)
SECOND = answer(
    "**8%**[1]\n出口增长8%。[1]贸易回稳。[2]",
    citation(1, "出口增长8%；", 9),
    citation(2, "贸易回稳。", 20, page=3),
    lead="8%",
)


def test_sources_are_numbered_over_all_answers():
    told, sources = export.numbered([("一？", FIRST), ("二？", SECOND)])
    assert [one.lines for one in told] == [
        ("增长5%。[1]", "1. 出口增长8%。[2]"),
        ("出口增长8%。[2]贸易回稳。[3]",),
    ]
    assert [one.lead for one in told] == ["", "8%[2]"]
    assert [source.start for source in sources] == [0, 9, 20]


def test_what_looks_like_a_marker_in_a_quotation_keeps_its_number():
    told = answer(
        "见文献[1]与[2]。[2]另见。[1]", citation(2, "见文献[1]与[2]。"), citation(1, "另见。", 30)
    )
    assert [piece for piece in pieces(told) if piece != ""] == ["见文献[1]与[2]。", 2, "另见。", 1]
    assert export.numbered([("问", told)])[0][0].lines == ("见文献[1]与[2]。[1]另见。[2]",)


def test_quotations_say_where_they_stand():
    (first, second) = quotations(FIRST)
    assert FIRST.text[first.start : first.end] == "增长5%。[1]"
    assert FIRST.text[second.start : second.end] == "出口增长8%。[2]"
    assert second.tail == "。"


def test_one_answer_is_text_with_its_sources():
    assert export.plain(SECOND) == (
        "8%[1]\n出口增长8%。[1]贸易回稳。[2]\n\n"
        "[1] 通报 · 总体 · 陶青 · a.md · 字符 9–16\n    出口增长8%；\n"
        "[2] 通报 · 总体 · 陶青 · 第 3 页 · a.md · 字符 20–25\n    贸易回稳。"
    )
    assert export.plain(answer("简报没有涉及这个问题。")) == "简报没有涉及这个问题。"


def test_markdown_has_questions_answers_and_sources():
    assert export.markdown([("一？", FIRST)], "en") == (
        "# Briefing\n\n## 一？\n\n增长5%。\\[1\\]\n\n1\\. 出口增长8%。\\[2\\]\n\n## Sources\n\n"
        "\\[1\\] 通报 · 总体 · 陶青 · a.md · characters 0–5\n\n> 增长5%。\n\n"
        "\\[2\\] 通报 · 总体 · 陶青 · a.md · characters 9–16\n\n> 出口增长8%；\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("](x", "\\](x"),
        ("- a", "\\- a"),
        ("12) a", "12\\) a"),
        ("---", "\\---"),
        ("    code", "code"),
        ("a\n# b", "a \\# b"),
        ("http://d.example", "http\\://d.example"),
        ("WWW.d.example", "WWW\\.d.example"),
        ("a\x00b\ud800", "a b?"),
        ("6.1%，（5G）", "6.1%，（5G）"),
        ("6. a", "6\\. a"),
    ],
)
def test_markdown_is_escaped(text, expected):
    assert export.escaped(text) == expected


@given(st.text(alphabet="ab1 \n\\`*_{}[]()#+-.!|<>~$&@:/w", max_size=30))
def test_escaped_text_is_one_line_that_unescapes_to_itself(text):
    made = export.escaped(text)
    assert "\n" not in made
    assert re.sub(r"\\(.)", r"\1", made) == " ".join(text.split())
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]<>#|~$&!@]", made)


def test_a_hostile_document_is_text_in_every_export():
    told = answer(f"{HOSTILE}[1]", citation(1, HOSTILE, title="<i>*x*</i>", source="a](b.md"))
    made = export.markdown([("![问](x) <b>", told)], "zh")
    assert "## \\!\\[问\\](x) \\<b\\>" in made
    left = re.sub(r"\\.", "", made)
    for sign in ("<", "[", "]", "!", "$", "`", "*", "://", "www."):
        assert sign not in left
    document = docx.Document(io.BytesIO(export.word([("![问](x) <b>", told)], "zh")))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[1] == "![问](x) <b>"
    assert f"{HOSTILE}[1]" in texts
    assert texts[-1] == HOSTILE


def test_word_has_headings_the_lead_and_sources():
    document = docx.Document(io.BytesIO(export.word([("一？", FIRST), ("二？", SECOND)], "zh")))
    told = [(one.style.name, one.text) for one in document.paragraphs]
    assert told[0] == ("Title", "简报问答")
    assert ("Heading 1", "二？") in told
    assert ("Heading 1", "出处") in told
    assert [text for style, text in told if style == "Quote"] == [
        "增长5%。",
        "出口增长8%；",
        "贸易回稳。",
    ]
    (lead,) = [one for one in document.paragraphs if one.text == "8%[2]"]
    assert lead.runs[0].bold


def test_characters_that_xml_cannot_hold_do_not_break_the_word_file():
    told = answer("a\x00b\ud800\uffff。[1]", citation(1, "a\x00b\ud800\uffff。"))
    document = docx.Document(io.BytesIO(export.word([("\x1b问", told)], "en")))
    assert [one.text for one in document.paragraphs][1:3] == ["问", "a b? 。[1]"]
