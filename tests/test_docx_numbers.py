"""The numbers that Word puts before paragraphs itself."""

import pytest
from docx.oxml import parse_xml

from index.readers.docx_numbers import Numbers

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(depth, form, text, start=1):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbers(*levels, styles="", nums='<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'):
    abstract = f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
    lists = parse_xml(f"<w:numbering {W}>{abstract}{nums}</w:numbering>")
    return Numbers(parse_xml(f"<w:styles {W}>{styles}</w:styles>"), lists)


def paragraph(depth=0, number=1, style=""):
    own = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return parse_xml(f"<w:p {W}><w:pPr>{styled or own}</w:pPr></w:p>")


@pytest.mark.parametrize(
    ("form", "text", "marks"),
    [
        ("decimal", "%1.", ["1. ", "2. ", "3. "]),
        ("decimal", "%1", ["1 ", "2 ", "3 "]),
        ("chineseCountingThousand", "%1、", ["一、", "二、", "三、"]),
        ("japaneseCounting", "（%1）", ["（一）", "（二）", "（三）"]),
        ("chineseCounting", "第%1条", ["第一条 ", "第二条 ", "第三条 "]),
        ("decimalEnclosedCircleChinese", "%1", ["① ", "② ", "③ "]),
        ("lowerLetter", "%1)", ["a) ", "b) ", "c) "]),
        ("bullet", "\uf0b7", ["- ", "- ", "- "]),
        ("none", "", ["", "", ""]),
    ],
)
def test_forms(form, text, marks):
    found = numbers(level(0, form, text))
    assert [found.mark(paragraph()) for _ in range(3)] == marks


def test_numerals_above_ten():
    found = numbers(level(0, "chineseCounting", "%1、", start=9))
    marks = [found.mark(paragraph()) for _ in range(14)]
    assert [marks[at] for at in (0, 1, 2, 11, 12)] == [
        "九、",
        "十、",
        "十一、",
        "二十、",
        "二十一、",
    ]


def test_levels_count_by_themselves_and_begin_again():
    found = numbers(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2"))
    marks = [found.mark(paragraph(depth)) for depth in (0, 1, 1, 0, 1)]
    assert marks == ["一、", "一.1 ", "一.2 ", "二、", "二.1 "]
    legal = level(1, "decimal", "%1.%2").replace("<w:lvlText", "<w:isLgl/><w:lvlText")
    found = numbers(level(0, "chineseCounting", "%1、"), legal)
    assert [found.mark(paragraph(depth)) for depth in (0, 1)] == ["一、", "1.1 "]


def test_two_lists_of_one_definition():
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    found = numbers(level(0, "decimal", "%1."), nums=nums)
    marks = [found.mark(paragraph(number=number)) for number in (1, 1, 2, 3, 3)]
    assert marks == ["1. ", "2. ", "3. ", "1. ", "2. "]


def test_a_style_numbers_its_paragraphs():
    styles = (
        '<w:style w:styleId="Points"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style>"
        '<w:style w:styleId="Mine"><w:basedOn w:val="Points"/></w:style>'
        '<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    )
    found = numbers(level(0, "decimal", "%1."), styles=styles)
    assert [found.mark(paragraph(style=name)) for name in ("Points", "Mine", "Loop", "No")] == [
        "1. ",
        "2. ",
        "",
        "",
    ]


def test_what_is_not_numbered():
    found = numbers(level(0, "decimal", "%1."))
    assert found.mark(paragraph(number=0)) == ""
    assert found.mark(paragraph(depth=3)) == ""
    assert found.mark(parse_xml(f"<w:p {W}/>")) == ""
    assert Numbers(parse_xml(f"<w:styles {W}/>"), None).mark(paragraph()) == ""
