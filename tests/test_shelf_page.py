"""The briefings tab in a real browser: upload, ask, choose, rename, remove."""

import re
import threading

import pytest
from chromium import MARKS, expect, open_page
from clock import STALLS
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from chatbot import assemble
from chatbot.beginnings import Beginnings
from chatbot.live import Live
from chatbot.ui import shelf
from chatbot.ui import shelf_view as view
from index import build
from index.search import Index

pytestmark = MARKS
COUNTED = re.compile(r"正在编码 [1-9]\d* / \d+")
GRAIN = "夏粮收购已经开始。小麦收购价为每公斤2.5元，比上年提高0.1元。"
HOSTILE = "<img src=x onerror=window.hit=1> **粗** $x$ ${1}"


@pytest.fixture
def live(tmp_path, encoder):
    build.index_text(GRAIN, "夏粮收购", tmp_path / "store", encoder, 300)
    return Live(tmp_path / "store", lambda store: Index(store, encoder))


def opened_tab(live, read_only=False, **given):
    def titles():
        return assemble.titles(live.store)

    return open_page(live, tabs=[shelf.briefings(live, read_only)], titles=titles, **given)


def to_tab(page, name):
    page.get_by_role("tab", name=name, exact=True).click()


def upload(page, *files):
    page.locator("#shelf-files input[type=file]").set_input_files([str(file) for file in files])


def pdf(path, *lines):
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path))
    canvas.setFont("STSong-Light", 14)
    for number, line in enumerate(lines):
        canvas.drawString(60, 760 - 30 * number, line)
    canvas.save()
    return path


def test_a_pdf_is_uploaded_beside_a_broken_file_and_asked(live, tmp_path):
    good = pdf(tmp_path / "公交.pdf", "夜间公交调整通报", "末班车从本月起延长到23点30分。")
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK no")
    with opened_tab(live) as opened:
        page = opened.page
        expect(page.locator("#indexed summary")).to_have_text("已收录的简报（1）")
        to_tab(page, "简报")
        expect(page.locator("#shelf-items h2")).to_have_text("已收录的简报（1）")
        upload(page, good, broken)
        expect(page.locator("#shelf-notice .told")).to_have_text("已收录：公交.pdf")
        expect(page.locator("#shelf-notice .fault li")).to_have_text(
            re.compile("^坏.docx：不是 Word 文件（.docx），或已损坏")
        )
        expect(page.locator("#shelf-items li")).to_have_count(2)
        second = page.locator("#shelf-items li").nth(1)
        expect(second.locator("b")).to_have_text("夜间公交调整通报")
        expect(second).to_contain_text("公交.pdf")
        expect(second).to_contain_text("1 段")
        # the box takes more
        expect(page.locator("#shelf-files input[type=file]")).to_have_count(1)
        to_tab(page, "问答")
        expect(page.locator("#indexed summary")).to_have_text("已收录的简报（2）")
        opened.ask("末班车延长到几点？")
        expect(opened.reply()).to_contain_text("23点30分")
        expect(page.locator("#panel .file")).to_have_text("公交.pdf")
        assert opened.faults == []
        assert [url for url in opened.requests if not url.startswith(opened.address)] == []


def test_text_is_pasted_chosen_renamed_and_removed(live):
    with opened_tab(live) as opened:
        page = opened.page
        to_tab(page, "简报")
        page.locator("#shelf-paste button").first.click()
        # nothing is no briefing, and what was typed stays
        page.locator("#shelf-title input, #shelf-title textarea").fill(HOSTILE)
        page.locator("#shelf-take").click()
        expect(page.locator("#shelf-notice .fault")).to_contain_text(
            "没有文字；请先粘贴简报的正文。"
        )
        page.locator("#shelf-text textarea").fill("新学期有8所小学开学，菜单可以查询。")
        page.locator("#shelf-take").click()
        expect(page.locator("#shelf-notice")).to_contain_text(f"已收录：{HOSTILE}")
        expect(page.locator("#shelf-text textarea")).to_have_value("")
        item = page.locator("#shelf-items li").nth(1)
        expect(item.locator("b")).to_have_text(HOSTILE)
        # asked alone
        item.locator("input[type=checkbox]").press("Space")
        expect(page.locator("#shelf-asked")).to_contain_text("现在提问：所选 1 份，共 2 份")
        to_tab(page, "问答")
        expect(page.locator("#indexed summary")).to_have_text("只问所选的简报（1）")
        opened.ask("小麦收购价是多少？")
        expect(opened.reply()).to_be_visible()
        assert "夏粮收购" not in page.locator("#panel").inner_text()
        to_tab(page, "简报")
        expect(item.locator("input[type=checkbox]")).to_be_checked()
        page.locator("#ask-all").click()
        expect(page.locator("#shelf-asked")).to_contain_text("现在提问：全部简报")
        expect(item.locator("input[type=checkbox]")).not_to_be_checked()
        to_tab(page, "问答")
        opened.ask("小麦收购价是多少？")
        expect(opened.reply()).to_contain_text("2.5元，比上年提高0.1元")
        # renamed, by keyboard
        to_tab(page, "简报")
        item.locator("summary").first.press("Enter")
        box = item.locator("input[name=title]")
        expect(box).to_have_value(HOSTILE)
        box.fill("开学通报")
        box.press("Enter")
        expect(item.locator("b")).to_have_text("开学通报")
        expect(item.locator("summary").first).to_be_focused()
        expect(box).to_be_hidden()
        expect(box).to_have_value("开学通报")
        # the whole document, in a page of its own
        with page.context.expect_page() as other:
            item.get_by_role("link", name="查看全文：开学通报").click()
        expect(other.value.locator("#reader .place")).to_have_text("简报全文")
        expect(other.value.locator("#reader article")).to_contain_text("菜单可以查询。")
        other.value.close()
        # removed, after a question
        item.locator("summary").nth(1).click()
        expect(page.locator("#shelf-items li")).to_have_count(2)
        item.get_by_role("button", name="确认移除").click()
        expect(page.locator("#shelf-items li")).to_have_count(1)
        expect(page.locator("#shelf-notice")).to_contain_text("已移除")
        assert [one.source for one in live.store.listings()] == ["夏粮收购"]
        # in the other language
        page.get_by_text("English", exact=True).click()
        expect(page.locator("#shelf-items h2")).to_have_text("Indexed briefings (1)")
        expect(page.locator("#shelf-take")).to_have_text("Add")
        assert opened.faults == []
        assert page.evaluate("window.hit") is None


def test_ticks_made_while_the_list_is_made_anew_are_kept(live, encoder, monkeypatch):
    import time

    listed, slow = view.listed, {"seconds": 0.0}

    def slowly(listings, scope, language, read_only=False):
        time.sleep(slow["seconds"])
        return listed(listings, scope, language, read_only)

    monkeypatch.setattr(view, "listed", slowly)
    build.index_text("末班车延长到23点30分。", "公交", live.folder, encoder, 300)
    with opened_tab(live) as opened:
        page = opened.page
        boxes = page.locator("#shelf-items input[type=checkbox]")
        to_tab(page, "简报")
        expect(boxes).to_have_count(2)
        to_tab(page, "问答")
        slow["seconds"] = 0.7
        to_tab(page, "简报")
        boxes.nth(0).check()
        page.wait_for_timeout(300)
        boxes.nth(1).check()
        # The list that was asked for before the ticks arrives, and undoes none of them.
        for _ in range(30):
            page.wait_for_timeout(100)
            assert [box.is_checked() for box in boxes.all()] == [True, True]
        expect(page.locator("#shelf-asked")).to_contain_text("所选 2 份，共 2 份")
        boxes.nth(0).uncheck()
        page.locator("#ask-all").click()
        expect(page.locator("#shelf-asked")).to_contain_text("现在提问：全部简报")
        expect(boxes.nth(1)).not_to_be_checked()
        boxes.nth(1).check()
        expect(page.locator("#shelf-asked")).to_contain_text("所选 1 份，共 2 份")
        assert opened.faults == []


def test_what_another_program_indexes_is_seen_and_a_choice_stays_in_its_browser(live, encoder):
    with opened_tab(live) as opened:
        page = opened.page
        to_tab(page, "简报")
        page.locator("#shelf-items input[type=checkbox]").check()
        expect(page.locator("#shelf-asked")).to_contain_text("所选 1 份")
        other = page.context.browser.new_page()
        other.goto(opened.address)
        to_tab(other, "简报")
        expect(other.locator("#shelf-asked")).to_contain_text("现在提问：全部简报")
        expect(other.locator("#shelf-items input[type=checkbox]")).not_to_be_checked()
        build.index_text("末班车延长到23点30分。", "公交", live.folder, encoder, 300)
        to_tab(page, "问答")
        to_tab(page, "简报")
        expect(page.locator("#shelf-items li")).to_have_count(2)
        expect(page.locator("#shelf-asked")).to_contain_text("所选 1 份，共 2 份")
        assert opened.faults == []


def test_questions_to_begin_with_follow_the_store_and_the_choice(live, encoder):
    bus = "公交通报\n\n记者：末班车延长到几点？\n\n王明：末班车延长到23点30分。"
    with opened_tab(live, examples=Beginnings(live)) as opened:
        page = opened.page
        offered = page.locator("#chat .example")
        expect(offered).to_have_text(["小麦收购价是多少？"])
        build.index_text(bus, "公交", live.folder, encoder, 300)
        to_tab(page, "简报")
        expect(page.locator("#shelf-items li")).to_have_count(2)
        to_tab(page, "问答")
        expect(offered).to_have_text(["末班车延长到几点？", "小麦收购价是多少？"])
        to_tab(page, "简报")
        page.locator("#shelf-items input[type=checkbox]").nth(1).check()
        to_tab(page, "问答")
        expect(offered).to_have_text(["末班车延长到几点？"])
        offered.first.click()
        expect(opened.reply()).to_contain_text("23点30分")
        page.locator("#clear").click()
        build.remove(["公交", "夏粮收购"], live.folder, encoder, 300)
        to_tab(page, "简报")
        expect(page.locator("#shelf-items li")).to_have_count(0)
        to_tab(page, "问答")
        expect(page.locator("#chat .welcome")).to_contain_text("还没有收录简报")
        expect(offered).to_have_count(0)
        page.get_by_text("English", exact=True).click()
        expect(page.locator("#chat .welcome")).to_contain_text("Add one in")
        assert opened.faults == []


def test_a_long_upload_shows_how_far_it_is(live, tmp_path, monkeypatch, encoder):
    slow, seen = encoder.encode_documents, threading.Event()

    def slowly(texts, progress=None):
        progress(len(texts) // 10)
        seen.wait(STALLS)
        return slow(texts)

    monkeypatch.setattr(encoder, "encode_documents", slowly)
    file = tmp_path / "长.txt"
    file.write_text("".join(f"第{n}条线路增加{n}辆车。\n" for n in range(200)), encoding="utf-8")
    with opened_tab(live) as opened:
        page = opened.page
        to_tab(page, "简报")
        upload(page, file)
        expect(page.locator("#shelf-notice progress")).to_have_attribute("max", re.compile(r"\d+"))
        expect(page.locator("#shelf-notice")).to_contain_text(
            re.compile(r"正在编码 [1-9]\d* / \d+")
        )
        seen.set()
        expect(page.locator("#shelf-notice")).to_have_text("已收录：长.txt")
        assert opened.faults == []


def test_what_is_dropped_or_removed_while_files_go_in_waits_its_turn(
    live, tmp_path, monkeypatch, encoder
):
    slow, dropped = encoder.encode_documents, threading.Event()

    def slowly(texts, progress=None):
        dropped.wait(STALLS)
        return slow(texts)

    monkeypatch.setattr(encoder, "encode_documents", slowly)
    files = [tmp_path / name for name in ("甲.txt", "乙.txt")]
    for file in files:
        file.write_text(f"{file.stem}地新增{file.stem}线26条。", encoding="utf-8")
    with opened_tab(live) as opened:
        page = opened.page
        to_tab(page, "简报")
        upload(page, files[0])
        expect(page.locator("#shelf-notice")).to_contain_text("正在")
        upload(page, files[1])
        page.locator("#shelf-items summary").nth(1).click()
        page.get_by_role("button", name="确认移除").click()
        dropped.set()
        expect(page.locator("#shelf-items li b")).to_have_text(
            [re.compile("^甲地"), re.compile("^乙地")]
        )
        assert sorted(one.source for one in live.store.listings()) == ["乙.txt", "甲.txt"]
        assert opened.faults == []


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_nothing_is_cut_at_the_side(live, width):
    build.rename("夏粮收购", "很长的标题" * 30, live.folder, live.now.index.encoder, 300)
    with opened_tab(live, width=width, height=800, dark=True) as opened:
        page = opened.page
        to_tab(page, "简报")
        page.locator("#shelf-items summary").first.click()
        page.locator("#shelf-items summary").nth(1).click()
        for scrolled in ("document.documentElement", "document.querySelector('#shelf-list')"):
            assert page.evaluate(f"{scrolled}.scrollWidth <= {scrolled}.clientWidth")
        assert opened.faults == []


def test_read_only_shows_the_list_and_lets_it_be_chosen(live):
    with opened_tab(live, read_only=True) as opened:
        page = opened.page
        to_tab(page, "简报")
        expect(page.locator("#shelf-items li")).to_have_count(1)
        for gone in ("#shelf-files", "#shelf-paste", "#shelf-items form", "#shelf-items button"):
            expect(page.locator(gone)).to_have_count(0)
        page.locator("#shelf-items input[type=checkbox]").check()
        expect(page.locator("#shelf-asked")).to_contain_text("所选 1 份，共 1 份")
        assert opened.faults == []
