"""The verify tab in a real browser: paste a draft, see verdicts, open a place in its document."""

import pytest
from chromium import MARKS, expect, open_page
from test_shelf_page import to_tab

from chatbot.live import Live
from chatbot.ui import shelf, verify_tab
from index import build
from index.search import Index

pytestmark = MARKS

TEXT = """临江市一季度交通运行情况

今年一季度，全市港口货物吞吐量2150万吨，同比增长6.4%。

截至3月底，全市新能源公交车有1320辆<b>。城东客运站已经完成改造。"""
DRAFT = """一季度全市港口货物吞吐量为2150万吨。
截至3月底，全市新能源公交车有1230辆。
<script>window.hit=1</script><img src=x onerror="window.hit=2">火星基地明年开工{x}$y$。
谢谢大家！"""


@pytest.fixture
def live(tmp_path, encoder):
    build.index_text(TEXT, "临江<i>通报", tmp_path / "store", encoder, 300)
    build.index_text("粮食收购进展顺利。" * 40, "夏粮", tmp_path / "store", encoder, 300)
    return Live(tmp_path / "store", lambda store: Index(store, encoder))


def opened_tab(live, **given):
    return open_page(live, tabs=[shelf.briefings(live), verify_tab.verify(live)], **given)


def verify(page, draft):
    page.locator("#verify-draft textarea").fill(draft)
    page.locator("#verify-check").click()


def test_a_draft_is_verified_and_a_place_opens_in_its_document(live):
    with opened_tab(live) as opened:
        page = opened.page
        to_tab(page, "核对")
        verify(page, DRAFT)
        items = page.locator("#verify-claims .claims > li")
        expect(items).to_have_count(4)
        expect(page.locator("#verify-claims .counts")).to_have_text(
            "✓ 有依据 1 · ✗ 有出入 1 · ? 未找到 1 · – 无需核对 1"
        )
        expect(items.nth(0)).to_have_class("supported")
        expect(items.nth(1)).to_have_class("contradicted")
        expect(items.nth(1).locator(".differs")).to_have_text("数字：稿件“1230辆”，简报“1320辆”")
        expect(items.nth(1).locator(".said em")).to_have_text("1230辆")
        expect(items.nth(1).locator("blockquote em")).to_have_text("1320辆")
        # what the draft says is text
        expect(items.nth(2)).to_have_class("not_found")
        expect(items.nth(2).locator(".said")).to_contain_text("<script>window.hit=1</script>")
        expect(items.nth(2).locator(".said")).to_contain_text("{x}$y$")
        expect(items.nth(3)).to_have_class("no_claim")
        # the place, by mouse, back by keyboard
        link = items.nth(1).locator("a")
        expect(link).to_have_text("临江<i>通报")
        link.click()
        mark = page.locator("#verify-place mark")
        expect(mark).to_have_text("截至3月底，全市新能源公交车有1320辆<b>。")
        expect(mark).to_be_focused()
        expect(page.locator("#verify-place h2")).to_have_text("临江<i>通报")
        page.keyboard.press("Escape")
        expect(link).to_be_focused()
        # the same place as a page of its own
        with page.context.expect_page() as other:
            page.locator("#verify-place .bar a").click()
        expect(other.value.locator("#reader mark.current")).to_have_text(mark.inner_text())
        other.value.close()
        # in the other language
        page.get_by_text("English", exact=True).click()
        expect(items.nth(1).locator(".verdict")).to_have_text("✗ Contradicted")
        expect(items.nth(1).locator(".differs")).to_have_text(
            "Figure: draft “1230辆”, briefing “1320辆”"
        )
        expect(page.locator("#verify-place .back")).to_have_text("Back to the sentence")
        expect(page.locator("#verify-check")).to_have_text("Verify")
        assert opened.faults == []
        assert page.evaluate("window.hit") is None
        assert [url for url in opened.requests if not url.startswith(opened.address)] == []


def test_drafts_that_are_empty_or_too_long_are_refused(live):
    with opened_tab(live, language="en") as opened:
        page = opened.page
        to_tab(page, "Verify")
        verify(page, "  \n ")
        expect(page.locator("#verify-claims .fault")).to_contain_text("Paste the draft")
        verify(page, "港口" * 5001)
        expect(page.locator("#verify-claims .fault")).to_contain_text(
            "The draft has 10,002 characters, at most 10,000 are verified at once"
        )
        assert opened.faults == []


def test_only_chosen_briefings_are_looked_into_and_a_changed_one_is_told(live, encoder):
    with opened_tab(live) as opened:
        page = opened.page
        to_tab(page, "简报")
        page.locator("#shelf-items label", has_text="夏粮").click()
        expect(page.locator("#ask-all")).to_be_visible()
        to_tab(page, "核对")
        verify(page, "全市新能源公交车有1320辆。")
        expect(page.locator("#verify-claims li.not_found")).to_have_count(1)
        expect(page.locator("#verify-claims")).to_contain_text("只与所选的简报核对（1） 夏粮")
        to_tab(page, "简报")
        page.locator("#ask-all").click()
        expect(page.locator("#ask-all")).to_be_hidden()
        to_tab(page, "核对")
        verify(page, "全市新能源公交车有1320辆。")
        expect(page.locator("#verify-claims li.supported")).to_have_count(1)
        build.index_text("全部" + TEXT, "临江<i>通报", live.folder, encoder, 300)
        page.locator("#verify-claims a").first.click()
        expect(page.locator("#verify-place .fault")).to_contain_text("请重新核对")
        assert opened.faults == []


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_nothing_scrolls_sideways_and_a_place_comes_into_view(live, width):
    with opened_tab(live, width=width, height=800, dark=True) as opened:
        page = opened.page
        to_tab(page, "核对")
        verify(page, DRAFT * 8)
        expect(page.locator("#verify-claims .counts")).to_be_visible()
        page.locator("#verify-claims a").first.click()
        expect(page.locator("#verify-place mark")).to_be_in_viewport()
        for name in ("documentElement", "querySelector('#verify-list')"):
            scrolled = f"document.{name}"
            assert page.evaluate(f"{scrolled}.scrollWidth <= {scrolled}.clientWidth")
        assert opened.faults == []
