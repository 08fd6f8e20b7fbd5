"""What the browser remembers, in Chromium: the language, and conversations of several windows."""

from urllib.parse import urlencode

from chromium import MARKS, Open, expect, open_page
from test_browser import DOCUMENT, StubAnswerer, check_quiet

pytestmark = MARKS


def asked(opened):
    return opened.page.locator("#chat .asked")


def earlier(opened):
    return opened.page.locator("#earlier .title")


def heading(opened):
    return opened.page.locator("#earlier summary")


def ask(opened, question):
    opened.ask(question)
    expect(opened.page.locator("#chat .growing")).to_have_count(0)
    expect(opened.page.locator("#chat .acts").last.locator("#redo")).to_be_visible()


def window(opened, query=""):
    """Open the page once more, in another window of the same browser."""
    page = opened.page.context.new_page()
    page.set_default_timeout(90_000)
    page.goto(opened.address + query)
    page.locator("#question textarea").wait_for()
    return Open(page, opened.address)


def test_the_language_is_remembered_in_this_browser_only():
    with open_page(StubAnswerer(), titles=["一季度通报"]) as opened:
        page = opened.page
        ask(opened, "增长多少？")
        page.get_by_text("English", exact=True).click()
        expect(page.locator("h1")).to_have_text("Briefing")
        opened.reload()
        for shown in (
            opened,
            window(opened, f"/?{urlencode({'source': DOCUMENT.source})}&start=0&end=5"),
        ):
            expect(shown.page.locator("h1")).to_have_text("Briefing")
            expect(shown.page.locator("html")).to_have_attribute("lang", "en")
            expect(shown.page.locator("#send")).to_have_text("Ask")
            expect(asked(shown)).to_have_text(["增长多少？"])
            expect(shown.page.locator("#panel h2")).to_have_text("Sources")
            expect(shown.page.locator("#panel .card")).to_have_count(2)
            expect(shown.page.locator("#chat .acts button").first).to_have_text("Copy")
            expect(heading(shown)).to_have_text("Earlier conversations (1)")
            expect(shown.page.locator("#indexed summary")).to_have_text("Indexed briefings (1)")
        expect(shown.page.locator("#reader .place")).to_have_text("The place of the link")
        other = page.context.browser.new_context().new_page()
        other.goto(opened.address)
        expect(other.locator("h1")).to_have_text("简报问答")
        check_quiet(opened)


def test_windows_keep_each_other_s_conversations():
    with open_page(StubAnswerer()) as opened:
        ask(opened, "增长多少？")
        other = window(opened)
        expect(asked(other)).to_have_text(["增长多少？"])
        other.page.locator("#clear").click()
        expect(asked(other)).to_have_count(0)
        ask(other, "目标？")
        # The first window hears of it, and stays with its own.
        expect(heading(opened)).to_have_text("先前的对话（2）")
        expect(asked(opened)).to_have_text(["增长多少？"])
        ask(opened, "出口？")
        expect(heading(other)).to_have_text("先前的对话（2）")
        expect(asked(other)).to_have_text(["目标？"])
        opened.page.locator("#clear").click()
        expect(asked(opened)).to_have_count(0)
        ask(opened, "进口？")
        heading(opened).click()
        expect(earlier(opened)).to_have_text(["进口？", "增长多少？", "目标？"])
        # Each window opens again with what it had.
        other.reload()
        expect(asked(other)).to_have_text(["目标？"])
        opened.reload()
        expect(asked(opened)).to_have_text(["进口？"])
        heading(opened).click()
        earlier(opened).nth(1).click()
        expect(asked(opened)).to_have_text(["增长多少？", "出口？"])
        check_quiet(opened)


def left_behind(opened):
    """Ask in one window, go on with the conversation in another, and return that one."""
    ask(opened, "增长多少？")
    other = window(opened)
    expect(asked(other)).to_have_text(["增长多少？"])
    ask(other, "目标？")
    # The first one hears of it: what it shows is no longer what is kept under that name.
    expect(opened.page.locator("#earlier li[aria-current]")).to_have_count(0)
    return other


def test_two_windows_that_go_on_from_one_conversation_lose_nothing():
    with open_page(StubAnswerer()) as opened:
        other = left_behind(opened)
        ask(opened, "出口？")
        for shown in (opened, other):
            expect(heading(shown)).to_have_text("先前的对话（2）")
            shown.page.locator("#clear").click()
            expect(asked(shown)).to_have_count(0)
            expect(heading(shown)).to_have_text("先前的对话（2）")
        for number, questions in enumerate((["增长多少？", "出口？"], ["增长多少？", "目标？"])):
            if not earlier(opened).first.is_visible():
                heading(opened).click()
            earlier(opened).nth(number).click()
            expect(asked(opened)).to_have_text(questions)
        check_quiet(opened)


def test_a_conversation_that_another_window_went_on_with_is_not_kept_twice():
    with open_page(StubAnswerer()) as opened:
        left_behind(opened)
        opened.page.locator("#clear").click()
        expect(asked(opened)).to_have_count(0)
        ask(opened, "出口？")
        expect(heading(opened)).to_have_text("先前的对话（2）")
        check_quiet(opened)


def test_a_window_shows_the_last_of_what_others_wrote_in_quick_succession():
    with open_page(StubAnswerer()) as opened:
        ask(opened, "增长多少？")
        other = window(opened)
        expect(asked(other)).to_have_text(["增长多少？"])
        # More at once than the list can be drawn anew for.
        other.page.evaluate(
            """() => {
                const place = "briefing-conversations";
                const kept = JSON.parse(localStorage.getItem(place));
                for (let count = 1; count <= 20; count++) {
                    const id = `copy${count}`;
                    kept.conversations.push({ ...kept.conversations[0], id });
                    localStorage.setItem(place, JSON.stringify(kept));
                }
            }"""
        )
        expect(heading(opened)).to_have_text("先前的对话（21）")
        check_quiet(opened)
