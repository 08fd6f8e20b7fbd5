"""The page in a real browser. The stub's document is hostile: whatever it says must stay text."""

import threading
import time
from contextlib import ExitStack
from types import SimpleNamespace

from chromium import ARGUMENTS, MARKS, chromium, expect, open_page
from clock import HANGS, STALLS

from chatbot.records import Answer, Citation, Figure
from index.errors import QuestionError, StoreError
from index.records import Document

pytestmark = MARKS

HOSTILE = (
    "<script>window.hit = 1</script> **粗** <img src=x onerror='window.hit = 2'> "
    "[链](http://b.example) ![图](http://c.example/c.png) http://d.example $x$ $$y$$ "
    "${window.hit = 3} {{value}} `码` [1] <a href=http://e.example>e</a> </mark>占12%。"
)
FILLER = "\n\n".join(
    f"这是第{number}段，篇幅不短，用来把出处推到视野之外。" * 8 for number in range(6)
)
TEXT = (
    f"# 通报\n\n一季度增长6.1%。外贸回稳。\n\n{FILLER}\n\n"
    f"{'前文。' * 100}全年目标约为5%。后文。\n\n{HOSTILE}\n"
)
DOCUMENT = Document("通报<b>.md", "一季度通报 <i>*x*</i>", TEXT)


def citation(number, words):
    start = TEXT.index(words)
    return Citation(
        number, DOCUMENT.source, DOCUMENT.title, "<u>总体</u>", "陶青", None, start,
        start + len(words), words, 2.0,
    )  # fmt: skip


def figure(words, of):
    start = of.start + of.text.index(words)
    return Figure(words, 1.0, "%", of.source, start, start + len(words), of.number)


class StubAnswerer:
    """Quotes the document; the question decides what. It answers once ``let_go`` is set."""

    def __init__(self):
        self.histories = []
        self.let_go = threading.Event()
        self.let_go.set()

    def document(self, source):
        if source != DOCUMENT.source:
            raise StoreError(f"no document {source}")
        return DOCUMENT

    def answer(self, question, history):
        self.histories.append(list(history))
        self.let_go.wait(STALLS)
        if question == "坏":
            raise QuestionError("expected fewer characters, found <b>600</b>")
        if question in ("天气？", "How about the weather?"):
            nearest = citation(1, "外贸回稳。")
            text = "简报没有说明这一点。最接近的内容是：\n外贸回稳。[1]"
            return self._told(question, text, [nearest], refused=True)
        if question == "长？":
            words = TEXT[TEXT.index("这是第3段") : TEXT.index("这是第4段")].strip()
            text = "\n".join(f"{words}[{number}]" for number in range(1, 13))
            return self._told(question, text, [citation(at, words) for at in range(1, 13)])
        if question == "敌意？":
            return self._told(question, f"{HOSTILE}[1]", [citation(1, HOSTILE)])
        cited = [citation(1, "一季度增长6.1%。"), citation(2, "全年目标约为5%。")]
        figures = (figure("6.1%", cited[0]), figure("5%", cited[1]))
        text = "一季度增长6.1%。[1]\n1. 全年目标约为5%。[2]"
        return self._told(question, text, cited, figures)

    def _told(self, question, text, citations, figures=(), refused=False):
        reason = "not_in_briefing" if refused else ""
        return Answer(
            question, question, text, refused, reason, tuple(citations), figures, 0.9, 0.1
        )


def check_quiet(opened):
    """Check that no request left this machine and nothing on the page failed or ran."""
    foreign = [url for url in opened.requests if not url.startswith(f"{opened.address}/")]
    assert foreign == []
    assert opened.requests
    assert opened.faults == []
    assert opened.page.evaluate("window.hit") is None


def test_an_answer_leads_to_its_marked_sentence():
    with open_page(StubAnswerer(), titles=["一季度通报"]) as opened:
        page = opened.page
        expect(page.locator("h1")).to_have_text("简报问答")
        opened.ask("增长多少？")
        expect(opened.reply()).to_have_text("一季度增长6.1%。[1]1. 全年目标约为5%。[2]")
        expect(page.locator("#question textarea")).to_have_value("")
        assert opened.reply().locator("strong").all_inner_texts() == ["6.1%", "5%"]
        marks = page.locator("#panel mark")
        assert marks.all_inner_texts() == ["一季度增长6.1%。", "全年目标约为5%。"]
        page.evaluate("window.same = true")
        opened.reply().get_by_text("[2]").click()
        current = page.locator("#reader mark.current")
        expect(current).to_have_text("全年目标约为5%。")
        expect(current).to_be_in_viewport(ratio=1)
        expect(current).to_be_focused()
        expect(page.locator("#reader .place")).to_have_text("第 2 处，共 2 处")
        expect(page.locator("#reader .stands")).to_have_text("✓ 5%")
        expect(page.locator("#reader .missing")).to_have_count(0)
        # the other citation of the answer is marked too, and the whole document is there
        expect(page.locator("#reader mark")).to_have_count(2)
        expect(page.locator("#reader article")).to_contain_text("这是第3段")
        shades = page.locator("#reader mark").evaluate_all(
            "marks => marks.map(mark => getComputedStyle(mark).backgroundColor)"
        )
        assert shades == ["rgb(255, 248, 220)", "rgb(255, 240, 179)"]
        page.get_by_role("button", name="上一处").click()
        expect(current).to_have_text("一季度增长6.1%。")
        expect(current).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("button", name="上一处")).to_be_disabled()
        page.locator("#reader mark").first.focus()
        page.keyboard.press("ArrowRight")
        expect(current).to_have_text("全年目标约为5%。")
        page.keyboard.press("Escape")
        expect(page.locator("#reader mark")).to_have_count(0)
        expect(opened.reply().get_by_text("[2]")).to_be_focused()
        expect(marks).to_have_count(2)
        expect(marks.first).to_be_visible()
        page.locator("#panel .card").nth(1).get_by_role("button").click()
        expect(current).to_have_text("全年目标约为5%。")
        assert page.evaluate("window.same")
        check_quiet(opened)


def test_a_new_question_comes_to_the_top_and_closes_the_document():
    with open_page(StubAnswerer(), height=600) as opened:
        page = opened.page
        opened.ask("增长多少？")
        expect(opened.reply().locator(".cite")).to_have_count(2)
        opened.reply().get_by_text("[2]").click()
        expect(page.locator("#reader mark.current")).to_be_visible()
        opened.ask("长？")
        expect(page.locator("#reader")).to_be_hidden()
        expect(page.locator("#panel h2")).to_be_visible()
        expect(opened.reply().locator(".cite")).to_have_count(12)
        page.wait_for_timeout(300)
        question, box = page.locator("#chat .asked").last, page.locator("#chat [role=log]")
        below = question.bounding_box()["y"] - box.bounding_box()["y"]
        assert 0 <= below < 60
        expect(opened.reply().locator(".cite").last).not_to_be_in_viewport()
        # whoever scrolls is left alone
        box.hover()
        page.mouse.wheel(0, 4000)
        expect(opened.reply().locator(".cite").last).to_be_in_viewport()
        page.locator("#language label").nth(1).click()
        expect(page.locator("#send")).to_have_text("Ask")
        expect(opened.reply().locator(".cite").last).to_be_in_viewport()
        check_quiet(opened)


def test_a_copied_link_opens_the_document_at_the_place():
    with open_page(StubAnswerer()) as opened:
        page = opened.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        opened.ask("增长多少？")
        opened.reply().get_by_text("[2]").click()
        page.get_by_role("button", name="复制链接").click()
        expect(page.locator("#reader [data-copy-link]")).to_have_text("✓ 已复制")
        link = page.evaluate("navigator.clipboard.readText()")
        assert link.startswith(f"{opened.address}/?source=")
        page.goto(f"{link}&from=mail")
        current = page.locator("#reader mark.current")
        expect(current).to_have_text("全年目标约为5%。")
        expect(current).to_be_in_viewport(ratio=1)
        page.get_by_role("button", name="返回出处").click()
        expect(page.locator("#reader mark")).to_have_count(0)
        expect(page.locator("#panel")).to_be_visible()
        # What was closed does not come back with a reload.
        expect(page).to_have_url(f"{opened.address}/?from=mail")
        page.goto(f"{opened.address}/?source=%3Cb%3Ex&start=1&end=2")
        expect(page.locator("#reader .none")).to_contain_text("没有收录这份简报")
        check_quiet(opened)


def test_citations_work_on_a_narrow_screen_and_with_a_query():
    with open_page(StubAnswerer(), width=390, height=700, query="/?from=mail") as opened:
        page = opened.page
        opened.ask("增长多少？")
        expect(opened.reply().locator(".cite")).to_have_count(2)
        mark = page.locator("#panel mark").nth(1)
        expect(mark).not_to_be_in_viewport()
        page.evaluate("window.same = true")
        opened.reply().get_by_text("[2]").click()
        current = page.locator("#reader mark.current")
        expect(current).to_be_in_viewport(ratio=1)
        # the document lies over the page, and there is a way back
        assert page.locator("#reader").bounding_box()["width"] == 390
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_role("button", name="返回出处").click()
        expect(page.locator("#reader")).not_to_be_visible()
        assert page.evaluate("window.same")
        # whoever does not click comes there by scrolling
        page.evaluate("scrollTo(0, 0)")
        expect(mark).not_to_be_in_viewport()
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        expect(mark).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_first_sentence_shows_before_the_answer_is_whole(monkeypatch):
    from chatbot.ui import talk as talk_module

    answerer, seen = StubAnswerer(), threading.Event()
    answerer.let_go.clear()
    # What is between two pieces of an answer.
    monkeypatch.setattr(talk_module, "time", SimpleNamespace(sleep=lambda _: seen.wait(STALLS)))
    with open_page(answerer) as opened:
        opened.ask("增长多少？")
        expect(opened.page.locator("#chat .searching")).to_have_text("正在查找……")
        answerer.let_go.set()
        expect(opened.reply()).to_have_text("一季度增长6.1%。[1]")
        seen.set()
        expect(opened.reply()).to_have_text("一季度增长6.1%。[1]1. 全年目标约为5%。[2]")


def test_a_second_question_gets_the_history_and_a_new_conversation_none():
    answerer = StubAnswerer()
    with open_page(answerer) as opened:
        page = opened.page
        opened.ask("增长多少？")
        expect(opened.reply().locator(".cite")).to_have_count(2)
        page.locator("#question textarea").fill("天气？")
        page.locator("#send").click()
        expect(page.locator("#chat .refused")).to_contain_text("简报未说明")
        expect(page.locator("#panel h2")).to_have_text("最接近的原文")
        # the first answer's numbers still lead to their own sentences, folded away by now
        folded = page.locator("#panel .earlier mark").nth(1)
        expect(folded).to_be_hidden()
        page.locator("#chat .reply").first.get_by_text("[2]").click()
        expect(page.locator("#reader mark.current")).to_have_text("全年目标约为5%。")
        expect(folded).to_be_hidden()
        page.locator("#clear").click()
        expect(page.locator("#reader mark")).to_have_count(0)
        expect(page.locator("#chat .asked")).to_have_count(0)
        expect(page.locator("#panel mark")).to_have_count(0)
        opened.ask("目标？")
        expect(opened.reply().locator(".cite")).to_have_count(2)
    first = ("增长多少？", "一季度增长6.1%。[1]\n1. 全年目标约为5%。[2]")
    assert answerer.histories == [[], [first], []]


def test_a_refused_question_loses_nothing():
    answerer = StubAnswerer()
    with open_page(answerer) as opened:
        page = opened.page
        opened.ask("增长多少？")
        expect(opened.reply().locator(".cite")).to_have_count(2)
        opened.ask("坏")
        expect(page.locator("#chat .notice")).to_contain_text(
            "expected fewer characters, found <b>600</b>"
        )
        expect(page.locator("#question textarea")).to_have_value("坏")
        expect(page.locator("#chat .reply")).to_have_count(1)
        expect(page.locator("#panel mark")).to_have_count(2)
        page.locator("#question textarea").fill("   ")
        page.locator("#question textarea").press("Enter")
        page.locator("#send").click()
        page.wait_for_timeout(500)
        expect(page.locator("#chat .asked")).to_have_count(2)
    assert len(answerer.histories) == 2


def test_the_language_changes_every_label_at_once():
    with open_page(StubAnswerer(), examples=["增长多少？"], titles=["甲", "乙"]) as opened:
        page = opened.page
        expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
        expect(page.locator("#chat .welcome")).to_contain_text("想了解什么")
        page.get_by_text("English", exact=True).click()
        expect(page.locator("h1")).to_have_text("Briefing")
        expect(page).to_have_title("Briefing")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("#chat .welcome")).to_contain_text("What would you like to know?")
        expect(page.get_by_label("Question")).to_have_attribute(
            "placeholder", "Ask the indexed briefings"
        )
        expect(page.locator("#send")).to_have_text("Ask")
        expect(page.locator("#clear")).to_have_text("New conversation")
        expect(page.locator("#panel h2")).to_have_text("Sources")
        expect(page.locator("#panel .none")).to_contain_text("appear here")
        expect(page.locator("#indexed summary")).to_have_text("Indexed briefings (2)")
        page.locator("#chat .example").click()
        expect(opened.reply().locator(".cite")).to_have_count(2)
        opened.ask("天气？")
        # what is said in an answer keeps the language of its question
        expect(page.locator("#chat .refused .label")).to_have_text("简报未说明")
        expect(page.locator("#panel h2")).to_have_text("Nearest passages")
        opened.ask("How about the weather?")
        expect(page.locator("#chat .refused .label").nth(1)).to_have_text("Not in the briefings")
        page.get_by_text("中文", exact=True).click()
        expect(page.locator("#panel h2")).to_have_text("最接近的原文")
        expect(page.locator("#chat .refused .label")).to_have_text(
            ["简报未说明", "Not in the briefings"]
        )
        expect(page.locator("#chat .reply")).to_have_count(1)
        check_quiet(opened)


def test_a_hostile_document_appears_as_text():
    examples = ["<img src=x onerror='window.hit = 4'> **b** $$z$$"]
    with open_page(StubAnswerer(), examples=examples, titles=[DOCUMENT.title]) as opened:
        page = opened.page
        expect(page.locator("#chat .example")).to_have_text(examples[0])
        opened.ask("<img src=x onerror='window.hit = 5'> [a](http://f.example) `q`")
        expect(page.locator("#chat .asked")).to_have_text(
            "<img src=x onerror='window.hit = 5'> [a](http://f.example) `q`"
        )
        opened.ask("敌意？")
        expect(opened.reply()).to_have_text(f"{HOSTILE}[1]")
        expect(page.locator("#panel mark").first).to_have_text(HOSTILE)
        expect(page.locator("#panel h3").first).to_have_text("1一季度通报 <i>*x*</i>")
        expect(page.locator("#panel .place").first).to_have_text("<u>总体</u> · 陶青")
        expect(page.locator("#panel .file").first).to_have_text("通报<b>.md")
        opened.reply().get_by_text("[1]").last.click()
        expect(page.locator("#reader mark.current")).to_have_text(HOSTILE)
        expect(page.locator("#reader h2")).to_have_text(DOCUMENT.title)
        for act in ("copy-2", "copy-1"):
            page.locator(f"#{act}").click()
        page.get_by_role("button", name="返回出处").click()
        page.locator("#indexed summary").click()
        expect(page.locator("#indexed li")).to_have_text(DOCUMENT.title)
        made = page.locator(
            "#chat img, #aside img, #aside a, #aside script, #chat .katex, #chat code, "
            "#aside i, #aside b, #aside code"
        )
        expect(made).to_have_count(0)
        links = page.locator("#chat a").evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )
        assert links == ["#source-1-1", "#source-1-2", "#source-2-1"]
        check_quiet(opened)


def test_a_screen_reader_hears_the_words_and_not_their_source():
    with open_page(StubAnswerer()) as opened:
        opened.ask("增长多少？")
        expect(opened.reply().locator(".cite")).to_have_count(2)
        expect(opened.page.locator("#chat [aria-label*='<']")).to_have_count(0)
        expect(
            opened.page.get_by_role("radiogroup").or_(opened.page.locator("fieldset"))
        ).to_have_count(1)
        expect(opened.page.get_by_role("heading", name="出处")).to_be_visible()
        assert opened.page.get_by_label("问题").count() == 1


def test_the_server_stops_at_once_and_quietly_while_a_page_is_open(caplog):
    path = chromium()
    from playwright.sync_api import sync_playwright

    from chatbot.ui import serve

    server = ExitStack()
    address = server.enter_context(
        serve.running(
            StubAnswerer(), host="127.0.0.1", port=0, language="zh", examples=(), titles=()
        )
    )
    with server, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = browser.new_page()
        page.goto(address)
        expect(page.locator("h1")).to_have_text("简报问答")
        page.wait_for_timeout(1000)
        started = time.monotonic()
        server.close()
        assert time.monotonic() - started < HANGS
        browser.close()
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []
