"""The evaluation tab in a real browser, over the bundled briefing."""

import pytest
from chromium import MARKS, expect, open_page
from test_evaluation_tab import HOSTILE, REFUSED, RIGHT, WRONG, write

from chatbot import assemble, settings
from evaluation import cases
from evaluation.chosen import BUNDLED
from evaluation.ui import steps, tab

pytestmark = MARKS
CASES = [
    RIGHT,
    WRONG,
    REFUSED,
    {**RIGHT, "id": "r2", "split": "test", "kind": "english"},
    {**RIGHT, "id": "w2", "kind": "figure", "expected": [["495.8万"], ["没有这句话"]]},
    {**RIGHT, "id": "r3", "history": [["5G基站有多少？", "495.8万个。"]]},
]


@pytest.fixture
def served(first_use, tmp_path):
    """Return the answerer and the tab over the bundled briefing, with a home for the runs."""
    environment = {"BRIEFING_HOME": str(tmp_path / "home")}
    given = settings.load({"store": first_use.home / "store"}, environment)
    live = assemble.live(given)
    return live, [tab.evaluation(given, live)]


def choose(page, file):
    """Choose an own file; one that was chosen before is dropped."""
    if page.locator("#runs input[type=file]").count() == 0:
        if page.locator("#file .file-preview").count():
            page.locator("#file button").first.click()
        else:
            page.get_by_text("上传题集", exact=True).click()
    page.locator("#runs input[type=file]").set_input_files(str(file))
    expect(page.locator("#file .file-preview")).to_contain_text(file.stem)


def run(page, kept, words="评测完成"):
    """Run the cases; ``kept`` runs are listed then, which tells this one's end from the last one's.

    What is looked for next is of this run.
    """
    page.locator("#run").click()
    expect(page.locator("#kept li")).to_have_count(kept)
    expect(page.locator("#notice")).to_contain_text(words)
    expect(page.locator("#run")).to_be_enabled()


def test_cases_are_run_looked_at_and_compared(served, tmp_path):
    answerer, tabs = served
    with open_page(answerer, tabs=tabs) as opened:
        page = opened.page
        expect(page.locator("#evaluation")).to_be_hidden()
        page.get_by_role("tab", name="评测").click()
        expect(page.locator("#question")).to_be_hidden()
        expect(page.locator("#kept")).to_contain_text("还没有评测记录")
        # a broken file first
        choose(page, write(tmp_path / "broken.jsonl", {"id": "<b>1</b>"}, "{no"))
        run(page, 0, "broken.jsonl: 3 faults")
        expect(page.locator("#notice")).to_contain_text("line 1: question is missing")
        # two runs of a good one
        choose(page, write(tmp_path / "own.jsonl", *CASES))
        run(page, 1)
        table = page.locator("#result table").first
        expect(table.locator("tbody tr")).to_have_count(5)
        expect(table.locator("tbody tr").first).to_contain_text("全部6")
        expect(page.locator("#result svg")).to_have_count(5)
        run(page, 2)
        expect(page.locator("#kept li.opened")).to_contain_text("own.jsonl · 全部 · 6 题")
        # a failed case
        expect(page.locator("#cases details")).to_have_count(2)
        failed = page.locator("#cases details").first
        expect(failed.locator(".question")).to_have_text(HOSTILE)
        expect(failed.locator("blockquote")).to_be_hidden()
        failed.locator("summary").press("Enter")
        expect(failed.locator(".groups li.bad")).to_have_text("缺 <img src=x>")
        expect(failed).to_contain_text("5G基站在全国总计达495.8万个。[1]")
        expect(failed.locator("mark")).to_have_text("截至3月底，5G基站在全国总计达495.8万个；")
        failed.locator(".cite").last.click()
        expect(failed.locator("mark")).to_be_focused()
        # the filters
        page.locator("#filters").get_by_text("全部", exact=True).click()
        expect(page.locator("#cases details")).to_have_count(6)
        page.locator("#kind input").click()
        page.get_by_role("option", name="english").click()
        expect(page.locator("#cases details")).to_have_count(1)
        # both runs side by side, by keyboard
        page.locator("#kept button[data-act=compare]").press("Enter")
        expect(page.locator("#versus h2")).to_have_text("对比")
        expect(page.locator("#versus")).to_contain_text("两次评测共有的 6 题")
        expect(page.locator("#versus tbody tr").filter(has_text="准确率")).to_contain_text("+0.000")
        expect(page.locator("#kept button[data-act=compare]")).to_be_focused()
        # the other language changes what is shown
        page.get_by_text("English", exact=True).click()
        expect(page.get_by_role("tab").nth(1)).to_have_text("Evaluation")
        expect(page.locator("#run")).to_have_text("Run")
        expect(page.locator("#versus h2")).to_have_text("Comparison")
        expect(page.locator("#result h3").first).to_have_text("accuracy")
        expect(page.locator("#cases details")).to_have_count(1)
        page.get_by_role("tab", name="Ask").click()
        opened.ask(RIGHT["question"])
        expect(opened.reply()).to_contain_text("495.8万个")
        assert opened.faults == []
        assert page.evaluate("window.hit") is None
        assert [url for url in opened.requests if not url.startswith(opened.address)] == []


def test_a_run_shows_its_progress_and_can_be_stopped(served, monkeypatch):
    answerer, tabs = served
    monkeypatch.setattr(steps, "_PAUSE", 0.0)
    with open_page(answerer, tabs=tabs, width=390, height=800) as opened:
        page = opened.page
        page.get_by_role("tab", name="评测").click()
        expect(page.locator("#stop-run")).to_be_disabled()
        page.locator("#run").click()
        expect(page.locator("#notice progress")).to_have_attribute(
            "max", str(len(cases.load(BUNDLED)))
        )
        expect(page.locator("#notice")).to_contain_text(f"/ {len(cases.load(BUNDLED))} 题 · 约剩")
        expect(page.locator("#run")).to_be_disabled()
        page.locator("#stop-run").click()
        expect(page.locator("#notice")).to_have_text("已停止，没有保留结果。")
        expect(page.locator("#run")).to_be_enabled()
        expect(page.locator("#kept li")).to_have_count(0)
        assert opened.faults == []


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_only_tables_scroll_sideways(served, tmp_path, width):
    answerer, tabs = served
    runs = tmp_path / "home" / "runs"
    runs.mkdir(parents=True)
    write(runs / "bad.json", {})
    with open_page(answerer, tabs=tabs, width=width, height=800, dark=True) as opened:
        page = opened.page
        page.get_by_role("tab", name="评测").click()
        choose(page, write(tmp_path / "own.jsonl", *CASES))
        run(page, 1)
        page.locator("#cases summary").first.click()
        page.locator("#result summary").first.click()
        for scrolled in ("document.documentElement", "document.querySelector('#results')"):
            assert page.evaluate(f"{scrolled}.scrollWidth <= {scrolled}.clientWidth")
        # a run that is opened comes into view; everything can be reached
        page.locator("#kept button[data-act=open]").click()
        expect(page.locator("#result h2")).to_be_in_viewport()
        page.locator("#cases details").last.scroll_into_view_if_needed()
        expect(page.locator("#cases details").last).to_be_in_viewport()
        expect(page.locator("#kept .skipped")).to_contain_text("bad.json is not a report")
        assert opened.faults == []
