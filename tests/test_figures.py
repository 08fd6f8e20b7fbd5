"""Figures in text: every way of writing them, what they are about, and how they compare."""

import csv
import io
import json
from pathlib import Path

import pytest
from clock import assert_linear
from hypothesis import given
from hypothesis import strategies as st

from chatbot import cli, figures, listing
from chatbot.figures import Found
from evaluation import cli as evaluation_cli
from evaluation import figure_cases
from evaluation.commands import FIGURES
from index.errors import UserError
from index.records import Document


def found(text):
    return [(text[f.start : f.end], f.value, f.unit) for f in figures.find(text)]


def told(text):
    return [
        (text[f.start : f.end], s.subject, s.metric, s.period, s.comparison, s.direction)
        for s in figures.statements(text)
        for f in [s.figure]
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2.6万亿元", 2.6e12, "元"),
        ("3亿5000万元", 3.5e8, "元"),
        ("一百二十三家", 123, "家"),
        ("两万五千人", 25_000, "人"),
        ("五项", 5, "项"),
        ("1,234.5吨", 1234.5, "吨"),
        ("１，２３４．５万元", 12_345_000, "元"),
        ("١٢٣家", 123, "家"),
        ("10个百分点", 10, "个百分点"),
        ("25个基点", 25, "个基点"),
        ("百分之三点五", 3.5, "%"),
        ("六成半", 65, "%"),
        ("三分之二", 66.6666666667, "%"),
        ("一半", 50, "%"),
        ("翻一番", 100, "%"),
        ("翻了两番", 300, "%"),
        ("1.5倍", 1.5, "倍"),
        ("12.5元/吨", 12.5, "元/吨"),
        ("1882 EFLOPS", 1882, "EFLOPS"),
        ("4.958 million", 4_958_000, ""),
        ("13.6 percent", 13.6, "%"),
        ("1.2 trillion yuan", 1.2e12, "元"),
        ("$5 million", 5e6, "美元"),
        ("495.8万个", 4_958_000, "个"),
    ],
)
def test_a_figure_has_its_value_in_its_unit(text, value, unit):
    assert found(f"，{text}。") == [(text, value, unit)]


@pytest.mark.parametrize(
    "text",
    ["4月21日", "2026年", "10时30分", "第三个", "第12条", "一是", "（二）", "国发〔2026〕12号",
     "5G-A", "“十五五”规划", "北斗三号", "C919", "三号线", "一个", "1—2月", "第一季度",
     "千家万户", "成立了", "近3个月", "百分点", "拨打12315热线", "第一周12328共接到来电",
     "April 21, 2026", "Article 12"],
)  # fmt: skip
def test_dates_ordinals_and_names_are_no_figures(text):
    assert found(f"，{text}，") == []


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("3—5%", 3, 5, "%"),
        ("80至100家", 80, 100, "家"),
        ("8000至1万家", 8000, 10_000, "家"),
        ("8至12亿元", 8e8, 12e8, "元"),
        ("10万到20万辆", 1e5, 2e5, "辆"),
        ("三至五项", 3, 5, "项"),
    ],
)
def test_a_range_is_one_figure(text, low, high, unit):
    (figure,) = figures.find(text)
    assert (figure.value, figure.high, figure.unit) == (low, high, unit)
    assert text[figure.start : figure.end] == text


def test_from_and_to_are_two_figures():
    assert found("从5%提高到6%") == [("5%", 5, "%"), ("6%", 6, "%")]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("超过70条", "超过"),
        ("近3000所", "近"),
        ("2.5万余个", "余"),
        ("500多家", "多"),
        ("不足一成", "不足"),
        ("约5万户左右", "约…左右"),
        ("过半", "过"),
        ("不少于60次", "不少于"),
        ("节约60次", ""),
        ("more than 330 cities", "more than"),
    ],
)
def test_a_qualifier_is_kept_as_written(text, qualifier):
    (figure,) = figures.find(text)
    assert figure.qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "茶叶、蚕丝织品的出口金额同比分别增长72.9%、12.5%",
            [
                ("72.9%", "茶叶", "出口金额", "", "同比", "up"),
                ("12.5%", "蚕丝织品", "出口金额", "", "同比", "up"),
            ],
        ),
        (
            "一季度，规模以上工业增加值同比增长6.1%，其中制造业增长6.4%，比上年全年加快0.4个百分点",
            [
                ("6.1%", "规模以上工业", "增加值", "一季度", "同比", "up"),
                ("6.4%", "制造业", "增加值", "一季度", "", "up"),
                ("0.4个百分点", "制造业", "增加值", "一季度", "比上年", "up"),
            ],
        ),
        (
            "铁路、船舶和其他运输设备制造业，通用设备制造业分别增长27.7%和12.5%",
            [
                ("27.7%", "铁路、船舶和其他运输设备制造业", "", "", "", "up"),
                ("12.5%", "通用设备制造业", "", "", "", "up"),
            ],
        ),
        (
            "甲厂、乙厂和丙厂分别为3、5和8万家",
            [(n, s, "", "", "", "") for n, s in (("3", "甲厂"), ("5", "乙厂"), ("8万家", "丙厂"))],
        ),
        (
            "截至3月底，用户数达29.48亿户，较上年末减少1.2万户",
            [
                ("29.48亿户", "", "用户数", "截至3月底", "", ""),
                ("1.2万户", "", "用户数", "截至3月底", "比上年末", "down"),
            ],
        ),
        ("出口占比达58.6%", [("58.6%", "出口", "占比", "", "占比", "")]),
        ("建成100个技术先进的5G工厂", [("100个", "5G工厂", "", "", "", "")]),
        ("产量保持6.1%的增速", [("6.1%", "", "产量", "", "", "up")]),
    ],
)
def test_a_statement_says_what_a_figure_is_about(text, expected):
    assert told(text) == expected


def test_a_period_is_understood():
    (statement,) = figures.statements("今年1—2月，利润增长5%。", 2026)
    assert (statement.months.year, statement.months.first, statement.months.last) == (2026, 1, 2)


def test_nothing_carries_over_from_the_sentence_before():
    assert told("一季度，产量增长5%。增长6%。")[1] == ("6%", "", "", "", "", "up")


@given(st.text())
def test_no_text_is_too_odd(text):
    for statement in figures.statements(text):
        assert 0 <= statement.figure.start < statement.figure.end <= len(text)


@given(st.text(alphabet="一二三十百千万亿两零点半成分之番至—0123456789.,，、%个家年月日第约超多和"))
def test_spans_are_in_order_and_do_not_overlap(text):
    spans = [(figure.start, figure.end) for figure in figures.find(text)]
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(start < end for start, end in spans)


HAN = "零一二三四五六七八九"


def in_han(number):
    """Return a whole number below 10,000 as a Chinese numeral."""
    words, zero = "", False
    for power, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            words += ("零" if zero and words else "") + HAN[digit] + mark
        zero = not digit
    return words


WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@given(
    st.integers(2, 9999),
    st.sampled_from([("", 1), ("万", 1e4), ("亿", 1e8), ("万亿", 1e12)]),
    st.sampled_from("家户吨辆人"),
    st.sampled_from([str, "{:,}".format, in_han, lambda n: f"{n:,}".translate(WIDE)]),
)
def test_a_number_is_found_however_it_is_written(number, scale, unit, write):
    mark, factor = scale
    text = f"共有{write(number)}{mark}{unit}。"
    (figure,) = figures.find(text)
    assert text[figure.start : figure.end] == text[2:-1]
    assert (figure.value, figure.unit) == (number * factor, unit)


@given(st.decimals(min_value="0.01", max_value=9999, places=2), st.sampled_from(["%", "亿元"]))
def test_wide_digits_are_the_same_figure(number, unit):
    one, other = f"增长{number}{unit}，", f"增长{number}".translate(WIDE) + f"{unit}，"
    assert list(figures.find(one)) == list(figures.find(other))


@given(st.floats(0.01, 1e13, allow_nan=False), st.sampled_from(["%", "元", "户"]))
def test_english_says_the_same_figure(value, unit):
    figure = Found(0, 1, float(f"{value:.6g}"), unit)
    (again,) = figures.find(f"It was {figures.english(figure)} then")
    assert figures.same(figure, again)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("495.8万个", "4.958 million"),
        ("13.6个百分点", "13.6 percentage points"),
        ("1户", "1 household"),
        ("近29.48亿户", "nearly 2.948 billion households"),
        ("2.5万余个", "more than 25,000"),
        ("8至12亿元", "800 million to 1.2 billion yuan"),
        ("1882 EFLOPS", "1,882 EFLOPS"),
        ("12.5元/吨", "12.5 元/吨"),
        ("不超过六成", "at most 60 percent"),
    ],
)
def test_a_figure_is_said_in_english(text, words):
    (figure,) = figures.find(text)
    assert figures.english(figure) == words


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("495.8万个", "4958000个", True),
        ("10个百分点", "10百分点", True),
        ("3%", "3个百分点", False),
        ("3%", "3.0 percent", True),
        ("3%", "3.01%", False),
        ("3—5%", "3%", False),
        ("六成", "60%", True),
        ("5公里", "5千米", True),
    ],
)
def test_figures_are_the_same_in_other_words(one, other, equal):
    (first,), (second,) = figures.find(one), figures.find(other)
    assert figures.same(first, second) is equal


DOCUMENT = Document(
    "note.md", "2026年4月2日通报", "=1家工厂\n\n一季度，钢产量同比增长3.1%，其中特钢产量达-2万吨。"
)


def test_a_document_lists_its_figures_with_their_places():
    rows = list(listing.of(DOCUMENT))
    assert [DOCUMENT.text[row.start : row.end] for row in rows] == [row.text for row in rows]
    row = rows[1]
    assert (row.subject, row.metric, row.value, row.unit) == ("钢", "产量", 3.1, "%")
    assert (row.period, row.comparison, row.direction) == ("一季度", "同比", "up")
    assert row.sentence == DOCUMENT.text[DOCUMENT.text.index("一季度") :]


def test_cells_that_look_like_formulas_are_guarded():
    head, *rows = csv.reader(io.StringIO("\n".join(listing.as_csv(listing.of(DOCUMENT)))))
    assert head[:4] == ["source", "speaker", "subject", "metric"]
    assert rows[0][-1] == "'=1家工厂"
    assert rows[2][head.index("text")] == "'-2万吨"
    assert rows[2][head.index("value")] == "-20000"


def test_the_command_lists_a_store(tmp_path, capsys):
    (tmp_path / "note.md").write_text(DOCUMENT.text, encoding="utf-8")
    store = tmp_path / "store"
    assert cli.main(["index", str(tmp_path / "note.md"), "--store", str(store)]) == 0
    capsys.readouterr()
    assert cli.main(["figures", "--json", "--store", str(store)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["text"] for row in rows] == ["1家", "3.1%", "-2万吨"]
    assert cli.main(["figures", "note.md", "--store", str(store)]) == 0
    head, names, *lines = capsys.readouterr().out.splitlines()
    assert head == "note.md: 3 figures"
    assert names.split()[:3] == ["text", "subject", "metric"]
    assert lines[1].split()[:3] == ["3.1%", "钢", "产量"]
    assert cli.main(["figures", "other.md", "--store", str(store)]) == 1
    assert "has no document 'other.md'" in capsys.readouterr().err


def test_the_table_of_figures_is_measured(tmp_path, capsys):
    file = tmp_path / "table.jsonl"
    one = {"text": "5%", "value": 5, "unit": "%", "metric": "产量", "direction": "up"}
    wrong = {"text": "六家", "value": 7, "unit": "家"}
    rows = [
        {"text": "产量增长5%。", "figures": [one], "split": "test"},
        {"text": "共有六家，另有3项。", "figures": [wrong], "split": "dev"},
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert evaluation_cli.main(["figures", str(file), "--failed"]) == 0
    out = capsys.readouterr().out
    assert "found                2/2 1.000       1/1 1.000       1/1 1.000" in out
    assert "not false            2/3 0.667" in out
    assert "value and unit       1/2 0.500" in out
    assert "value 6  家, expected 7  家" in out
    assert "false: 3项" in out
    assert evaluation_cli.main(["figures", str(file), "--split", "test"]) == 0
    assert "metric               1/1 1.000" in capsys.readouterr().out


def test_faults_of_a_table_are_named(tmp_path):
    file = tmp_path / "table.jsonl"
    file.write_text('{"text": "5%", "figures": [{"text": "6%", "value": 6, "unit": "%"}]}\n[]\n')
    with pytest.raises(UserError, match="2 faults\n  line 1: '6%' does not stand in the text"):
        figure_cases.load(file)


@pytest.mark.parametrize("part", ["和、", "占", "产能总净", "1,"])
def test_time_grows_as_the_length_does(part):
    assert_linear(lambda times: figures.statements(f"{part * times}5%"), 2000)


def test_the_bundled_table_is_found():
    outcomes = figure_cases.judge(figure_cases.load(Path(str(FIGURES))))
    measures = figure_cases.shares([one for one in outcomes if one.row.split == "test"])
    floors = {"found": 0.97, "value": 0.96, "period": 0.93, "metric": 0.75, "subject": 0.6}
    for name, floor in floors.items():
        right, whole = measures[name]
        assert right / whole >= floor, name
