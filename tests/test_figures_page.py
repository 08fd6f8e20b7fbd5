"""The figures tab in a real browser: filter, sort, click a row, download."""

import csv
import io

import pytest
from chromium import MARKS, expect, open_page
from openpyxl import load_workbook
from test_figures_tab import ENCODER, HOSTILE, TEXT
from test_shelf_page import to_tab

from chatbot.live import Live
from chatbot.ui import figures_tab, shelf
from index import build
from index.search import Index

pytestmark = MARKS


@pytest.fixture
def live(tmp_path):
    build.index_text(TEXT, "甲通报", tmp_path / "store", ENCODER, 300)
    build.index_text(HOSTILE, "<b>乙</b>通报", tmp_path / "store", ENCODER, 300)
    return Live(tmp_path / "store", lambda store: Index(store, ENCODER))


def opened_tab(live, **given):
    return open_page(live, tabs=[shelf.briefings(live), figures_tab.figures(live)], **given)


def choose(page, name, words):
    page.locator(f"#figures-{name} input").click()
    page.get_by_role("option", name=words, exact=True).click()


def saved(page, name, path):
    with page.expect_download() as download:
        page.locator(f"#figures-{name}").click()
    download.value.save_as(path)
    return download.value.suggested_filename


def test_figures_are_filtered_sorted_shown_and_downloaded(live, tmp_path):
    with opened_tab(live) as opened:
        page = opened.page
        to_tab(page, "数字")
        rows = page.locator("#figures-table tbody tr")
        expect(rows).to_have_count(7)
        expect(page.locator("#figures-picture svg")).to_be_visible()
        # a row, by mouse and by keyboard
        rows.nth(1).locator("td.subject").click()
        expect(page.locator("#figures-place mark")).to_have_text("汽车销量同比下降2.5%。")
        expect(page.locator("#figures-place mark strong")).to_have_text("2.5%")
        expect(rows.nth(1)).to_have_class("chosen")
        rows.nth(5).locator("button").press("Enter")
        expect(page.locator("#figures-place mark strong")).to_have_text("3.5%")
        expect(page.locator("#figures-place h3")).to_have_text("<b>乙</b>通报")
        expect(rows.nth(5).locator("button")).to_be_focused()
        # filtered and sorted
        choose(page, "comparison", "同比")
        expect(rows).to_have_count(4)
        page.locator("#figures-table th.value button").press("Enter")
        expect(rows.first).to_contain_text("2.5")
        expect(page.locator("#figures-table th.value")).to_have_attribute("aria-sort", "ascending")
        choose(page, "source", "甲通报")
        expect(rows).to_have_count(2)
        assert saved(page, "csv", tmp_path / "a.csv") == "figures.csv"
        text = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
        read = list(csv.DictReader(io.StringIO(text)))
        assert [row["text"] for row in read] == ["2.5%", "6.2%"]
        # the file follows the filter
        choose(page, "source", "全部简报")
        page.locator("#figures-words input, #figures-words textarea").fill("1号工厂")
        expect(rows).to_have_count(1)
        expect(page.locator("#figures-picture")).to_contain_text("没有两个以上可比的百分数")
        assert saved(page, "excel", tmp_path / "a.xlsx") == "figures.xlsx"
        values = [one.value for one in list(load_workbook(tmp_path / "a.xlsx").active.rows)[1]]
        assert 8 in values
        page.locator("#figures-words input, #figures-words textarea").fill("")
        expect(page.locator("#figures-picture svg")).to_be_visible()
        assert saved(page, "png", tmp_path / "a.png") == "figures.png"
        assert saved(page, "svg", tmp_path / "a.svg") == "figures.svg"
        assert (tmp_path / "a.svg").read_bytes().startswith(b"<?xml")
        # in the other language
        page.get_by_text("English", exact=True).click()
        expect(page.locator("#figures-table th.subject")).to_have_text("Subject")
        expect(page.locator("#figures-csv")).to_have_text("Download CSV")
        assert opened.faults == []
        assert page.evaluate("window.hit") is None
        assert [url for url in opened.requests if not url.startswith(opened.address)] == []


def test_the_table_follows_the_store(live):
    with opened_tab(live) as opened:
        page = opened.page
        to_tab(page, "数字")
        choose(page, "source", "甲通报")
        expect(page.locator("#figures-table tbody tr")).to_have_count(5)
        to_tab(page, "简报")
        item = page.locator("#shelf-items li").first
        item.locator("summary").nth(1).click()
        item.get_by_role("button", name="确认移除").click()
        expect(page.locator("#shelf-items li")).to_have_count(1)
        to_tab(page, "数字")
        expect(page.locator("#figures-table tbody tr")).to_have_count(2)
        # the whole document, at the figure's sentence, in a page of its own
        page.locator("#figures-table tbody tr").first.click()
        with page.context.expect_page() as other:
            page.locator("#figures-place a").click()
        expect(other.value.locator("#reader mark.current")).to_be_in_viewport()
        assert opened.faults == []


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_only_the_table_scrolls_sideways(live, width):
    rows = "".join(f"第{number}号工厂产量为{number}吨。" for number in range(1, 41))
    build.index_text(rows, "丙通报", live.folder, ENCODER, 300)
    with opened_tab(live, width=width, height=800, dark=True) as opened:
        page = opened.page
        to_tab(page, "数字")
        expect(page.locator("#figures-picture svg")).to_be_visible()
        # by the pointer, on what takes no focus
        page.locator("#figures-table td.subject").first.click()
        expect(page.locator("#figures-place mark")).to_be_in_viewport()
        for name in ("documentElement", "querySelector('#figures-list')"):
            scrolled = f"document.{name}"
            assert page.evaluate(f"{scrolled}.scrollWidth <= {scrolled}.clientWidth")
        assert opened.faults == []
