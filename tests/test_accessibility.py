"""Every tab as axe-core sees it: no serious fault, in both languages, light and dark."""

import os
import subprocess
from pathlib import Path

import pytest
from chromium import MARKS, browse, expect, program
from test_evaluation_tab import RIGHT, WRONG, write

pytestmark = [*MARKS, pytest.mark.slow]

ROOT = Path(__file__).parent.parent
GRAVE = ("serious", "critical")
TABS = {
    "zh": ("问答", "简报", "数字", "核对", "评测"),
    "en": ("Ask", "Briefings", "Figures", "Verify", "Evaluation"),
}
DONE = {"zh": "评测完成", "en": "Done"}
DRAFT = "截至3月底，全国5G基站总数达到485.8万个。火星探测器已经着陆。"


@pytest.fixture(scope="module")
def axe():
    """Return the source of axe-core; without it skip the test, but fail in CI."""
    found = subprocess.run(
        ["sh", str(ROOT / ".ci" / "axe")], capture_output=True, text=True
    ).stdout.strip()
    if found:
        return Path(found).read_text(encoding="utf-8")
    reason = "no axe-core: npm could not fetch it (.ci/axe)"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def address(first_use):
    with program(first_use.home) as address:
        yield address


def grave(page, axe):
    """Return the serious faults of what is seen, each with the element and what is wrong."""
    # Colours on their way to others have no contrast that counts.
    page.wait_for_timeout(500)
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{fault['id']}: {node['html']}: {node['failureSummary']}"
        for fault in found["violations"]
        for node in fault["nodes"]
        if node["impact"] in GRAVE
    ]


def reach(page, selector, most=40):
    """Press Tab until the focus is on ``selector``."""
    for _ in range(most):
        if page.evaluate("name => !!document.activeElement?.matches(name)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not lead to {selector}")


def test_the_keyboard_alone_is_enough(address):
    with browse(address) as opened:
        page = opened.page
        # the question has the focus already
        expect(page.locator("#question textarea")).to_be_focused()
        page.keyboard.type("截至3月底，全国5G基站总数是多少？")
        page.keyboard.press("Enter")
        expect(page.locator("#chat .suggestion").first).to_be_visible()
        reach(page, "#aside .card button")
        page.keyboard.press("Enter")
        expect(page.locator("#reader mark.current")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("#aside .card button").first).to_be_focused()
        page.keyboard.press("Shift+Tab")
        reach(page, "#tabs [role=tab]")
        page.locator("#tabs [role=tab]").nth(0).focus()
        reach(page, "#tabs [role=tab]:nth-of-type(3)")
        page.keyboard.press("Enter")
        reach(page, "#figures-words input, #figures-words textarea")
        page.keyboard.type("5G基站")
        row = "#figures-table td button"
        expect(page.locator(row)).to_have_count(1)
        reach(page, row)
        page.keyboard.press("Enter")
        expect(page.locator("#figures-place mark strong")).to_have_text("495.8万个")
        reach(page, "#figures-place a")
        page.locator("#tabs [role=tab]").nth(1).focus()
        page.keyboard.press("Enter")
        expect(page.locator("#shelf-items li")).to_have_count(1)
        reach(page, "#shelf-items input[type=checkbox]")
        page.keyboard.press("Space")
        expect(page.locator("#ask-all")).to_be_visible()
        reach(page, "#shelf-items summary")
        page.keyboard.press("Enter")
        expect(page.locator("#shelf-items input[name=title]")).to_be_focused()
        page.locator("#language input").first.focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator("h1")).to_have_text("Briefing")
        expect(page.locator("#language input").nth(1)).to_be_focused()
        page.keyboard.press("ArrowLeft")
        expect(page.locator("h1")).to_have_text("简报问答")
        assert opened.faults == []


def test_the_focus_is_seen_and_stays_somewhere(address):
    outline = (
        "() => [document.activeElement, document.activeElement.closest('.wrap:has(> .wrap-inner)')"
        ", document.activeElement.closest('label')].some(part => part"
        " && getComputedStyle(part).outlineStyle === 'solid')"
    )
    with browse(address, width=1440) as opened:
        page = opened.page
        box = page.locator("#question textarea")

        def press(selector, leads_to=box):
            page.locator(selector).first.press("Enter")
            expect(leads_to).to_be_focused()

        def walk(most=60):
            """Press Tab from the heading to the end of the page; every stop must show."""
            page.locator("#language input:checked").focus()
            for count in range(most):
                page.keyboard.press("Tab")
                # A frame fades in.
                page.wait_for_function(outline + " || document.activeElement === document.body")
                if page.evaluate("document.activeElement === document.body"):
                    return count
            return most

        expect(page.locator("#chat .example")).to_have_count(4)
        assert walk() > 8
        # what was pressed goes away: the focus moves on to the box
        press("#chat .example")
        expect(page.locator("#chat .suggestion").first).to_be_visible()
        assert walk() > 16
        press("#rate-1-down", page.locator("#comment textarea"))
        page.keyboard.type("单位不对")
        press("#comment textarea")
        press("#redo")
        expect(page.locator("#chat .suggestion").first).to_be_visible()
        press("#follow-0")
        expect(page.locator("#chat .suggestion").first).to_be_visible()
        page.locator("#clear").press("Enter")
        expect(page.locator("#chat .asked")).to_have_count(0)
        press("#earlier summary", page.locator("#earlier summary"))
        press("#earlier .title")
        expect(page.locator("#chat .asked")).to_have_count(2)
        page.get_by_role("tab", name="简报").press("Enter")
        tick = page.locator("#shelf-items input[type=checkbox]").first
        tick.press("Space")
        expect(page.locator("#ask-all")).to_be_visible()
        assert walk() > 10
        press("#ask-all", tick)
        # the list of units is long and scrolls, but is no stop of its own
        page.get_by_role("tab", name="数字").press("Enter")
        expect(page.locator("#figures-table td button").first).to_be_visible()
        page.locator("#figures-unit input").focus()
        page.keyboard.press("Tab")
        expect(page.locator("#figures-words input")).to_be_focused()
        for tab in ("核对", "评测"):
            page.get_by_role("tab", name=tab).press("Enter")
            page.wait_for_timeout(500)
            assert walk() > 4
        assert opened.faults == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_tab_has_a_serious_fault(address, axe, language, dark, tmp_path):
    cases = write(tmp_path / "cases.jsonl", RIGHT, WRONG)
    _, briefings, figures, verify, evaluation = TABS[language]
    with browse(address, dark=dark) as opened:
        page = opened.page

        def tab(name):
            page.get_by_role("tab", name=name, exact=True).click()

        if language == "en":
            page.get_by_text("English", exact=True).click()
        expect(page.get_by_role("tab", name=briefings, exact=True)).to_be_visible()
        expect(page.locator("#chat .example")).to_have_count(4)
        assert grave(page, axe) == []
        opened.ask("截至3月底，全国5G基站总数是多少？")
        expect(page.locator("#chat .suggestion").first).to_be_visible()
        page.locator("#earlier summary").click()
        page.locator("#indexed summary").click()
        assert grave(page, axe) == []
        page.locator("#chat .cite").first.click()
        expect(page.locator("#reader mark.current")).to_be_visible()
        assert grave(page, axe) == []
        page.keyboard.press("Escape")
        opened.ask("房价会下跌吗？")
        expect(page.locator("#chat .refused")).to_be_visible()
        page.locator("#rate-2-down").click()
        expect(page.locator("#comment")).to_be_visible()
        assert grave(page, axe) == []
        tab(briefings)
        for summary in page.locator("#shelf-items summary").all():
            summary.click()
        page.locator("#shelf-items input[type=checkbox]").check()
        page.locator("#shelf-paste button").first.click()
        expect(page.locator("#ask-all")).to_be_visible()
        assert grave(page, axe) == []
        tab(figures)
        page.locator("#figures-table td.subject").first.click()
        expect(page.locator("#figures-place mark")).to_be_visible()
        expect(page.locator("#figures-picture svg")).to_be_visible()
        assert grave(page, axe) == []
        tab(verify)
        page.locator("#verify-draft textarea").fill(DRAFT)
        page.locator("#verify-check").click()
        page.locator("#verify-claims a[data-of]").first.click()
        expect(page.locator("#verify-place mark")).to_be_visible()
        assert grave(page, axe) == []
        tab(evaluation)
        page.locator("#runs label").nth(1).click()
        page.locator("#runs input[type=file]").set_input_files(str(cases))
        expect(page.locator("#file .file-preview")).to_be_visible()
        page.locator("#run").click()
        expect(page.locator("#notice")).to_contain_text(DONE[language])
        expect(page.locator("#run")).to_be_enabled()
        page.locator("#cases summary").first.click()
        assert grave(page, axe) == []
        page.locator("#filters label").last.click()
        expect(page.locator("#cases details")).to_have_count(2)
        assert grave(page, axe) == []
        assert opened.faults == []
