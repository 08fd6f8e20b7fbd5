"""What a person does with a conversation in the browser: keep, reopen, stop, export, rate."""

import json
import threading
from types import SimpleNamespace

from chromium import MARKS, expect, open_page
from clock import STALLS
from test_browser import HOSTILE, StubAnswerer, check_quiet

from chatbot import feedback
from chatbot.records import Answer, Citation
from chatbot.ui.turns import Tools
from index.records import Document

pytestmark = MARKS
CITED = ["一季度增长6.1%。[1]1. 全年目标约为5%。[2]"]


def ask(opened, question="增长多少？"):
    opened.ask(question)
    expect(opened.page.locator("#redo")).to_be_visible()


def asked(opened):
    return opened.page.locator("#chat .asked")


def test_a_reload_keeps_the_conversation_and_its_history():
    answerer = StubAnswerer()
    with open_page(answerer) as opened:
        page = opened.page
        ask(opened)
        expect(page.locator("#earlier summary")).to_have_text("先前的对话（1）")
        page.wait_for_timeout(1500)
        opened.reload()
        expect(asked(opened)).to_have_text(["增长多少？"])
        expect(page.locator("#chat .reply")).to_have_text(CITED)
        expect(page.locator("#panel mark")).to_have_count(2)
        page.locator("#chat .cite").last.click()
        expect(page.locator("#reader mark.current")).to_have_text("全年目标约为5%。")
        page.keyboard.press("Escape")
        ask(opened, "目标？")
        check_quiet(opened)
    assert len(answerer.histories[-1]) == 1


def test_conversations_are_listed_reopened_and_deleted():
    with open_page(StubAnswerer()) as opened:
        page = opened.page
        ask(opened, "<b>甲</b>？")
        page.locator("#clear").click()
        expect(asked(opened)).to_have_count(0)
        ask(opened, "乙？")
        expect(page.locator("#earlier summary")).to_have_text("先前的对话（2）")
        page.locator("#earlier summary").click()
        titles = page.locator("#earlier .title")
        expect(titles).to_have_text(["乙？", "<b>甲</b>？"])
        expect(page.locator("#earlier li[aria-current] .title")).to_have_text("乙？")
        titles.nth(1).click()
        expect(asked(opened)).to_have_text(["<b>甲</b>？"])
        opened.reload()
        expect(asked(opened)).to_have_text(["<b>甲</b>？"])
        page.locator("#earlier summary").click()
        page.get_by_role("button", name="删除对话：乙？").click()
        expect(titles).to_have_text(["<b>甲</b>？"])
        expect(asked(opened)).to_have_count(1)
        page.get_by_role("button", name="删除对话").click()
        expect(asked(opened)).to_have_count(0)
        expect(page.locator("#earlier summary")).to_have_text("先前的对话（0）")
        opened.reload()
        page.wait_for_timeout(1500)
        expect(asked(opened)).to_have_count(0)
        check_quiet(opened)


def test_an_answer_can_be_stopped_asked_again_and_its_question_changed():
    answerer = StubAnswerer()
    answerer.let_go.clear()
    with open_page(answerer) as opened:
        page = opened.page
        expect(page.locator("#stop")).to_be_hidden()
        opened.ask("增长多少？")
        page.locator("#stop").click()
        expect(page.locator("#chat .notice")).to_contain_text("已停止")
        expect(page.locator("#stop")).to_be_hidden()
        expect(page.locator("#send")).to_be_visible()
        answerer.let_go.set()
        page.locator("#redo").click()
        expect(page.locator("#chat .reply")).to_have_text(CITED)
        expect(asked(opened)).to_have_text(["增长多少？"])
        page.locator("#amend-1").click()
        box = page.locator("#question textarea")
        expect(box).to_have_value("增长多少？")
        expect(box).to_be_focused()
        expect(asked(opened)).to_have_count(0)
        ask(opened, "目标？")
        expect(asked(opened)).to_have_text(["目标？"])
        check_quiet(opened)
    assert answerer.histories[-1] == []


def test_an_earlier_question_is_changed_and_what_followed_is_kept():
    answerer = StubAnswerer()
    with open_page(answerer) as opened:
        page = opened.page
        for question in ("增长多少？", "目标？", "敌意？"):
            ask(opened, question)
        page.locator("#chat .cite").last.click()
        expect(page.locator("#reader mark.current")).to_be_visible()
        page.locator("#amend-2").click()
        box = page.locator("#question textarea")
        expect(box).to_have_value("目标？")
        expect(box).to_be_focused()
        expect(asked(opened)).to_have_text(["增长多少？"])
        expect(page.locator("#reader .bar")).to_have_count(0)
        ask(opened, "天气？")
        expect(asked(opened)).to_have_text(["增长多少？", "天气？"])
        assert [question for question, _ in answerer.histories[-1]] == ["增长多少？"]
        # the conversation as it was stands among the earlier ones
        expect(page.locator("#earlier summary")).to_have_text("先前的对话（2）")
        page.locator("#earlier summary").click()
        page.locator("#earlier .title").nth(1).click()
        expect(asked(opened)).to_have_text(["增长多少？", "目标？", "敌意？"])
        check_quiet(opened)


def test_a_suggestion_is_asked_with_a_click():
    def follow_up(_, answer, asked):
        return ["<b>目标</b>？", "天气？"][len(asked) - 1 :]

    with open_page(StubAnswerer(), tools=Tools(follow_up=follow_up)) as opened:
        page = opened.page
        ask(opened)
        offered = page.locator("#chat .suggestion")
        expect(offered).to_have_text(["<b>目标</b>？", "天气？"])
        offered.first.click()
        expect(asked(opened)).to_have_text(["增长多少？", "<b>目标</b>？"])
        expect(offered).to_have_text(["天气？"])
        check_quiet(opened)


def test_who_asks_again_does_not_wait_for_suggestions():
    let_go = threading.Event()

    def follow_up(_, answer, asked):
        if len(asked) == 1:
            let_go.wait(STALLS)
        return [f"接着{len(asked)}？"]

    with open_page(StubAnswerer(), tools=Tools(follow_up=follow_up)) as opened:
        page = opened.page
        ask(opened)
        opened.ask("目标？")
        expect(asked(opened)).to_have_text(["增长多少？", "目标？"])
        expect(page.locator("#chat .suggestion")).to_have_text(["接着2？"])
        # what comes too late changes nothing
        let_go.set()
        page.wait_for_timeout(1000)
        expect(asked(opened)).to_have_text(["增长多少？", "目标？"])
        expect(page.locator("#chat .suggestion")).to_have_text(["接着2？"])
        page.locator("#clear").click()
        expect(asked(opened)).to_have_count(0)
        let_go.clear()
        ask(opened)
        page.locator("#clear").click()
        expect(asked(opened)).to_have_count(0)
        let_go.set()
        page.wait_for_timeout(1000)
        expect(asked(opened)).to_have_count(0)
        check_quiet(opened)


def test_an_answer_is_copied_with_its_sources():
    with open_page(StubAnswerer()) as opened:
        page = opened.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        ask(opened, "敌意？")
        page.locator("#copy-1").click()
        expect(page.locator("#copy-1")).to_have_text("✓ 复制")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(f"{HOSTILE}[1]\n\n[1] 一季度通报 <i>*x*</i> · <u>总体</u> · 陶青")
        assert copied.endswith(f"    {HOSTILE}")


def test_a_conversation_is_exported(tmp_path):
    with open_page(StubAnswerer()) as opened:
        page = opened.page
        expect(page.locator("#export")).to_be_hidden()
        ask(opened)
        for button, name in (("#markdown", "briefing.md"), ("#word", "briefing.docx")):
            with page.expect_download() as download:
                page.locator(button).click()
            assert download.value.suggested_filename == name
            download.value.save_as(tmp_path / name)
        check_quiet(opened)
    told = (tmp_path / "briefing.md").read_text(encoding="utf-8")
    assert "## 增长多少？\n\n一季度增长6.1%。\\[1\\]" in told
    assert (tmp_path / "briefing.docx").read_bytes().startswith(b"PK")


def test_a_verdict_and_a_comment_are_stored(tmp_path):
    path = tmp_path / "home" / "feedback.jsonl"
    with open_page(StubAnswerer(), tools=Tools(feedback=path)) as opened:
        page = opened.page
        ask(opened)
        ask(opened, "目标？")
        page.locator("#rate-1-down").click()
        expect(page.locator("#rate-1-down")).to_have_text("✓ 没用")
        box = page.locator("#comment textarea")
        expect(box).to_be_focused()
        box.fill("少了<b>同比</b>")
        box.press("Enter")
        expect(page.locator("#comment")).to_be_hidden()
        expect(page.locator(".toast-title")).to_have_text("提示")
        page.locator("#rate-2-up").click()
        page.locator("#no-comment").click()
        expect(page.locator("#comment")).to_be_hidden()
        # kept a moment later
        page.wait_for_timeout(1500)
        opened.reload()
        expect(page.locator("#rate-1-down")).to_have_text("✓ 没用")
        check_quiet(opened)
    assert len(path.read_text(encoding="ascii").splitlines()) == 3
    first, second = feedback.load(path)
    assert (first.verdict, first.comment, first.question) == (
        "down",
        "少了<b>同比</b>",
        "增长多少？",
    )
    assert (second.verdict, second.comment, len(second.history)) == ("up", "", 1)
    assert len(first.answer["citations"]) == 2


def test_the_tools_speak_both_languages(tmp_path):
    tools = Tools(lambda _, answer, asked: ["目标？"], tmp_path / "feedback.jsonl")
    with open_page(StubAnswerer(), tools=tools) as opened:
        page = opened.page
        ask(opened)
        page.locator("#chat .cite").first.click()
        expect(page.locator("#reader .place")).to_have_text("第 1 处，共 2 处")
        page.get_by_text("English", exact=True).click()
        expect(page.locator("#reader .place")).to_have_text("Place 1 of 2")
        expect(page.locator("#chat .acts button")).to_have_text(
            ["Copy", "Answer again", "Edit question", "Useful", "Not useful"]
        )
        expect(page.locator("#chat .sure")).to_have_text("很有把握（90%）")
        expect(page.locator("#chat .next .label")).to_have_text("Ask next")
        page.get_by_role("button", name="Back to the sources").click()
        expect(page.locator("#earlier summary")).to_have_text("Earlier conversations (1)")
        expect(page.locator("#markdown")).to_have_text("Export Markdown")
        expect(page.locator("#panel .card button").first).to_have_text("Open the document")
        check_quiet(opened)


def test_what_the_browser_kept_is_not_trusted():
    with open_page(StubAnswerer()) as opened:
        page = opened.page
        ask(opened)
        expect(page.locator("#earlier summary")).to_have_text("先前的对话（1）")
        for kept in ('"x"', json.dumps("not encrypted"), "[]"):
            page.evaluate("kept => localStorage.setItem('briefing-conversations', kept)", kept)
            opened.reload()
            expect(page.locator("#chat .welcome")).to_be_visible()
            page.wait_for_timeout(500)
            ask(opened)


def test_a_long_document_opens_quickly_on_a_narrow_screen():
    words = "截至3月底，基站总数达495.8万个。"
    part = f"记者：建得如何？\n\n谢存：{'这一段很长，与问题无关。' * 60}{words}\n\n"
    text = part * 150
    document = Document("long.pdf", "很长的简报", text, tuple(range(0, len(text), 1000)))
    assert len(text) > 100_000
    starts = [len(part) * at + part.index(words) for at in (20, 140)]
    cited = tuple(
        Citation(number, "long.pdf", "很长的简报", "", "", document.page_at(start), start,
                 start + len(words), words, 1.0)
        for number, start in enumerate(starts, 1)
    )  # fmt: skip
    told = Answer("？", "？", f"{words}[1]{words}[2]", False, "", cited, (), 0.9, 0.1)
    answerer = SimpleNamespace(document=lambda _: document, answer=lambda *_: told)
    with open_page(answerer, width=390, height=800) as opened:
        page = opened.page
        ask(opened)
        current = page.locator("#reader mark.current")
        for number, act in ((1, "#chat .cite"), (2, "#reader [data-act=step-on]")):
            page.locator(act).first.click()
            expect(page.locator("#reader .place")).to_have_text(
                f"第 {number} 处，共 2 处 · 第 {cited[number - 1].page} 页"
            )
            expect(current).to_be_in_viewport(ratio=1)
            expect(current).to_have_attribute("data-number", str(number))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        check_quiet(opened)
