"""The figures tab without a browser: rows, choices, files and pictures."""

import csv
import io
import re

import pytest
from hashing import Hashing
from openpyxl import load_workbook

from chatbot import listing
from chatbot.live import Live
from chatbot.ui import figures_export, figures_plots, figures_view, reader
from chatbot.ui.figures_labels import LABELS
from chatbot.ui.figures_rows import EVERY, NONE, Figures, Filter, Look, counted, key
from chatbot.ui.sources import literal
from index import build
from index.search import Index

ENCODER = Hashing()
TEXT = (
    "陶青：一季度装备工业增加值同比增长6.2%。汽车销量同比下降2.5%。新能源汽车占比达到60%。\n\n"
    "记者提问。\n\n谢存：截至3月底，5G基站达495.8万个，覆盖50万家以上企业。"
)
HOSTILE = "<script>window.hit=1</script>$x$行业增加值同比增长3.5%。=1+1号工厂产量同比增长8%。"


@pytest.fixture
def live(tmp_path):
    build.index_text(TEXT, "甲通报", tmp_path / "store", ENCODER, 300)
    build.index_text(HOSTILE, "<b>乙</b>通报", tmp_path / "store", ENCODER, 300)
    return Live(tmp_path / "store", lambda store: Index(store, ENCODER))


@pytest.fixture
def held(live):
    return Figures(live)


def texts(rows):
    return [row.text for row in rows]


EACH = ["6.2%", "2.5%", "60%", "495.8万个", "50万家", "3.5%", "8%"]


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        (Filter(), EACH),
        (Filter(source="=甲通报"), EACH[:5]),
        (Filter(comparison="=同比"), ["6.2%", "2.5%", "3.5%", "8%"]),
        (Filter(comparison=NONE), ["495.8万个", "50万家"]),
        (Filter(unit="=个"), ["495.8万个"]),
        (Filter(words="５ｇ 覆盖"), ["495.8万个", "50万家"]),
        (Filter(words="汽车 下降"), ["2.5%"]),
        (Filter(words="没有"), []),
        (Filter(source="=乙", unit="=%"), []),
    ],
)
def test_rows_are_filtered_and_searched(held, kept, found):
    assert texts(held.rows(kept)) == found


def test_a_box_that_nobody_has_seen_filters_nothing(held):
    assert len(held.rows(Filter(words=None))) == len(held.rows(Filter())) == 7


def test_the_column_of_the_briefing_is_left_out_where_there_is_one(held):
    every, _ = figures_view.shown(held, Filter(), Look(), "zh")
    assert 'data-sort="source"' in every
    one, _ = figures_view.shown(held, Filter(source="=甲通报"), Look(), "zh")
    assert 'data-sort="source"' not in one
    assert 'data-sort="speaker"' in one
    assert '<td class="source">' not in one


def test_rows_are_sorted_by_a_head_and_a_third_click_undoes_it(held):
    look = Look().after("value", None, None)
    assert texts(held.rows(Filter(unit="=%"), look)) == ["2.5%", "3.5%", "6.2%", "8%", "60%"]
    look = look.after("value", None, None)
    assert texts(held.rows(Filter(unit="=%"), look)) == ["60%", "8%", "6.2%", "3.5%", "2.5%"]
    assert look.after("value", None, None) == Look()
    for descending in (False, True):
        by = held.rows(Filter(), Look("comparison", descending))
        assert [bool(row.comparison) for row in by] == [True] * 5 + [False] * 2
    assert held.rows(Filter(), Look("no such column")) == held.rows(Filter())
    assert Look().after(None, "1", None).most == 200
    assert Look().after(None, None, "9 a").chosen == "9 a"


def test_the_rows_follow_the_store(live, held):
    assert len(held.rows(Filter())) == 7
    first = held.rows(Filter())[0]
    assert held.place(key(first))[1].text == TEXT
    build.remove(["甲通报"], live.folder, ENCODER, 300)
    assert len(held.rows(Filter())) == 2
    assert held.place(key(first)) is None
    shown = figures_view.shown(held, Filter(), Look(chosen=key(first)), "zh")
    assert LABELS["zh"].place_gone in shown[1]


def test_counts_and_choices(held):
    assert counted(["a", "b", "b"]) == ["b", "a"]
    chosen = figures_view.choices(held, ("=甲通报", "=没有", EVERY), "zh")
    values = [one.constructor_args["value"] for one in chosen]
    assert values == ["=甲通报", EVERY, EVERY]
    offered = [[value for _, value in one.constructor_args["choices"]] for one in chosen]
    assert offered[0] == [EVERY, "=甲通报", "=<b>乙</b>通报"]
    assert offered[1] == [EVERY, "=同比", "=占比", NONE]
    assert offered[2] == [EVERY, "=%", "=个", "=家"]


def test_the_place_is_the_sentence_in_its_paragraph_with_the_figure_in_bold(held):
    row = next(row for row in held.rows(Filter()) if row.text == "2.5%")
    table, place = figures_view.shown(held, Filter(), Look(chosen=key(row)), "zh")
    assert '<tr data-row="' in table
    assert table.count('class="chosen"') == table.count('aria-pressed="true"') == 1
    assert (
        '<mark id="figure" tabindex="-1">汽车销量同比下降<strong>2&#46;5&#37;</strong>。</mark>'
        in place
    )
    assert place.index("装备工业增加值") < place.index("<mark")
    assert "甲通报" in place
    assert "记者提问" not in place
    start = TEXT.index("汽车销量同比")
    link = reader.link_to(row.source, start, start + len("汽车销量同比下降2.5%。"))
    assert f'<a href="{literal(link)}" target="_blank" rel="noopener">在全文中查看</a>' in place


def test_the_sentence_is_the_one_around_the_figure():
    from index.records import Document

    document = Document("a", "", "产量增长8%。产量增长8%。")
    rows = list(listing.of(document))
    assert [row.sentence for row in rows] == ["产量增长8%。"] * 2
    assert [listing.sentence_start(row, document) for row in rows] == [0, 7]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_words_of_documents_are_text(held, language):
    row = next(row for row in held.rows(Filter()) if row.text == "3.5%")
    parts = figures_view.shown(held, Filter(), Look(chosen=key(row)), language)
    parts.append(figures_view.plot(held, Filter(), "同比", language)[1])
    for html in parts:
        assert "<script" not in html
        assert "<b>乙" not in html
    assert "&#60;b&#62;乙" in parts[0]
    assert "&#60;script&#62;" in parts[1]
    assert "$" not in parts[0] + parts[1]


def test_numbers_are_grouped_and_qualifiers_stand_where_they_stood(held):
    shown = {row.text: figures_view.number(row) for row in held.rows(Filter())}
    assert shown["495.8万个"] == "4,958,000"
    assert shown["50万家"] in ("500,000以上", "500,000")
    assert shown["2.5%"] == "2.5"


def test_more_rows_than_fit_come_by_a_click(held, live):
    lines = "".join(f"第{n}号工厂产量同比增长{n}%。\n" for n in range(1, 251))
    build.index_text(lines, "长", live.folder, ENCODER, 300)
    only = Filter(source="=长")
    first = figures_view.shown(held, only, Look(), "zh")[0]
    count = len(held.rows(only))
    assert first.count("<tr data-row") == 100
    assert "再显示 100 个" in first
    last = figures_view.shown(held, only, Look(most=count), "zh")[0]
    assert last.count("<tr data-row") == count
    assert "data-more" not in last


# files


def cell(subject, row):
    from dataclasses import replace

    return replace(row, subject=subject)


DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1",
    "\t=1",
    "\r=1",
    "\n=1",
    '=HYPERLINK("http://x")',
]


def test_formulas_are_harmless_in_csv_and_numbers_stay_numbers(held, tmp_path):
    row = held.rows(Filter())[0]
    path = tmp_path / "a.csv"
    figures_export.as_csv([cell(one, row) for one in DANGEROUS], path)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    read = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [one["subject"] for one in read] == [f"'{one}" for one in DANGEROUS]
    assert {one["value"] for one in read} == {"6.2"}
    assert "-2.5" in "".join(listing.as_csv([cell("a", low(row))]))


def low(row):
    from dataclasses import replace

    return replace(row, value=-2.5)


def test_formulas_are_text_in_a_workbook_and_numbers_numbers(held, tmp_path):
    row = low(held.rows(Filter())[0])
    path = tmp_path / "a.xlsx"
    figures_export.as_excel([cell(one, row) for one in [*DANGEROUS, "a\x00\x08b\ud800"]], path)
    head, *rows = load_workbook(path).active.iter_rows()
    names = [one.value for one in head]
    subject, value, high = (names.index(name) for name in ("subject", "value", "high"))
    for one, line in zip(DANGEROUS, rows[:-1], strict=True):
        assert line[subject].data_type == "s"
        assert line[subject].value.split() == one.split()
        assert (line[value].data_type, line[value].value) == ("n", -2.5)
        assert line[high].value is None
    assert rows[-1][subject].value == "ab?"


# pictures


def test_percentages_of_one_comparison_become_bars_a_fall_below_0(held):
    rows = held.rows(Filter())
    assert figures_plots.kinds(rows) == ["同比"]
    found = figures_plots.bars(rows, "同比")
    assert [bar.value for bar in found] == [8.0, 6.2, 3.5, -2.5]
    assert found[-1].words.startswith("汽车")
    assert figures_plots.bars(rows, "占比")[0].value == 60


def test_bars_of_one_name_are_told_apart_by_their_period(held):
    from dataclasses import replace

    row = replace(held.rows(Filter())[0], subject="进出口", metric="")
    rows = [
        replace(row, value=4.4, period="4月份"),
        replace(row, value=5.3, period="前5个月"),
        replace(row, subject="出口", value=6.9, period="前5个月"),
        # said twice
        replace(row, subject="出口", value=6.9, period="1至5月"),
        replace(row, subject="很长的名字" * 9, value=1.0, period="一季度"),
        replace(row, subject="很长的名字" * 9, value=2.0, period="二季度"),
    ]
    found = figures_plots.bars(rows, "同比")
    assert [bar.words for bar in found] == [
        "出口", "进出口 前5个月", "进出口 4月份",
        "很长的名字很长的名字很长的… 二季度", "很长的名字很长的名字很长的… 一季度",
    ]  # fmt: skip


def test_comparisons_have_names_in_english(held):
    shown = figures_view.shown(held, Filter(), Look(), "en")[0]
    assert "on the year up" in shown
    assert "同比" not in re.sub("<[^>]*>", "", shown)
    made = figures_view.choices(held, [EVERY] * 3, "en")[1].constructor_args["choices"]
    assert ("on the year", "=同比") in made


def test_of_many_the_largest_are_drawn(held):
    from dataclasses import replace

    row = held.rows(Filter())[0]
    rows = [replace(row, value=float(n), subject=f"第{n}种") for n in range(50)]
    assert [bar.value for bar in figures_plots.bars(rows, "同比")] == [*range(49, 19, -1)]
    long = figures_plots.bars([replace(row, subject="很长的名字" * 9)], "同比")[0].words
    assert long.endswith("…")
    assert len(long) <= 18


def test_the_picture_shows_words_as_they_are_in_colours_of_the_page(held):
    (_, picture, _) = figures_view.plot(held, Filter(), None, "zh")
    assert picture.count("<svg") == 1
    assert "var(--accent)" in picture
    assert "var(--bad)" in picture
    assert 'aria-label="同比变化（%）"' in picture
    words = " ".join(re.findall(r">([^<>]+)</text>", picture))
    assert "$x$" in words
    assert "-2.5" in words


def test_too_little_to_compare_is_told(held):
    choice, words, files = figures_view.plot(held, Filter(unit="=个"), "同比", "zh")
    assert "没有两个以上可比的百分数" in words
    assert choice.constructor_args["visible"] is files.constructor_args["visible"] is False


@pytest.mark.parametrize(("name", "begins"), [("a.png", b"\x89PNG"), ("a.svg", b"<?xml")])
def test_a_picture_is_saved(held, tmp_path, name, begins):
    found = figures_plots.bars(held.rows(Filter()), "同比")
    figures_plots.save(found, "同比 $x_1$ <b>", tmp_path / name)
    data = (tmp_path / name).read_bytes()
    assert data.startswith(begins)
    assert len(data) > 5000
    assert b"<b>" not in data
