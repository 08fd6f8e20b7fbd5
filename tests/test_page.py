import asyncio
import dataclasses
import errno
import html
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from chatbot.records import Answer, Citation, Figure
from chatbot.serving import binding
from chatbot.ui import page, serve, sources, talk
from chatbot.ui.labels import LABELS
from chatbot.ui.turns import Tools, Turn
from index.errors import QuestionError, UserError
from index.records import Document

TEXT = "# 通报\n\n一季度增长6.1%。出口增长8%；外贸回稳。\n\n<b>末段</b> & 其他。\n"
DOCUMENT = Document("a.md", "通报", TEXT, pages=(0, 27))


def citation(words, number=1, document=DOCUMENT, heading="总体", speaker="陶青"):
    start = document.text.index(words)
    page = document.page_at(start)
    end = start + len(words)
    return Citation(
        number, document.source, document.title, heading, speaker, page, start, end, words, 2.0
    )


def figure(words, of):
    start = of.start + of.text.index(words)
    return Figure(words, 1.0, "%", of.source, start, start + len(words), of.number)


def answer(text, *citations, figures=(), question="增长多少？", refused=False):
    reason = "not_in_briefing" if refused else ""
    return Answer(question, question, text, refused, reason, citations, figures, 0.9, 0.0)


class StubAnswerer:
    """Answers every question with two quotations and remembers the histories."""

    def __init__(self):
        self.histories = []

    def document(self, source):
        assert source == DOCUMENT.source
        return DOCUMENT

    def answer(self, question, history):
        self.histories.append(list(history))
        if question == "坏":
            raise QuestionError("expected at most 500 characters, found <600>")
        if question == "错":
            raise ZeroDivisionError
        first, second = citation("一季度增长6.1%。"), citation("出口增长8%；", 2)
        return answer(
            "一季度增长6.1%。[1]出口增长8%[2]",
            first,
            second,
            figures=(figure("6.1%", first), figure("8%", second)),
            question=question,
        )


def shown(markup):
    """Return the words a browser shows for ``markup``."""
    return html.unescape(re.sub(r"<[^>]+>", "", markup.replace("<br>", "\n")))


def said(message):
    """Return the words of an answer without what can be done with it."""
    return shown(message["content"].split('<p class="sure">')[0].split('<div class="acts">')[0])


def lines(*args, **kwargs):
    return [("".join(line.pieces), line.point) for line in sources.lines(*args, **kwargs)]


# sources


def test_every_ascii_punctuation_mark_is_escaped():
    assert sources.literal("**x** <img src=x>") == ("&#42;&#42;x&#42;&#42; &#60;img src&#61;x&#62;")
    assert sources.literal("a_b $x$ `c`") == "a&#95;b &#36;x&#36; &#96;c&#96;"
    assert sources.literal("算力，2026") == "算力，2026"


def test_lines_become_breaks_so_that_markdown_sees_one_block():
    assert sources.literal("a\n\n    b\r\nc") == "a<br><br>    b<br>c"


def test_a_lone_surrogate_does_not_break_the_reply():
    assert sources.literal("a\ud800") == "a&#63;"


def test_a_quotation_has_bold_figures_and_a_link():
    cited = citation("一季度增长6.1%。")
    told = answer("一季度增长6.1%。[1]", cited, figures=(figure("6.1%", cited),))
    assert lines(told, 3) == [
        (
            "一季度增长<strong>6&#46;1&#37;</strong>。"
            '<a class="cite" href="#source-3-1">&#91;1&#93;</a>',
            False,
        )
    ]


def test_a_marker_inside_the_quoted_document_stays_text():
    document = Document("b.md", "b", "见文献[1]与[2]。")
    cited = citation("见文献[1]与[2]。", document=document)
    assert lines(answer("见文献[1]与[2]。[1]", cited), 1) == [
        (
            '见文献&#91;1&#93;与&#91;2&#93;。<a class="cite" href="#source-1-1">&#91;1&#93;</a>',
            False,
        )
    ]


def test_points_and_leads_are_told_apart():
    document = Document("b.md", "b", "有两点。\n一是甲。\n2. 乙。")
    lead, first, second = (
        citation(words, number, document)
        for number, words in enumerate(["有两点。", "一是甲。", "2. 乙。"], 1)
    )
    told = answer("有两点。[1]\n1. 一是甲。[2]\n2. 乙。[3]", lead, first, second)
    assert [(shown(line), point) for line, point in lines(told, 1)] == [
        ("有两点。[1]", False),
        ("1. 一是甲。[2]", True),
        ("2. 乙。[3]", False),
    ]


def test_a_point_may_lose_its_own_marker_and_gain_a_full_stop():
    document = Document("b.md", "b", "二是规模增长5.5%；三是别的。")
    cited = citation("二是规模增长5.5%；", document=document)
    told = answer("1. 规模增长5.5%。[1]", cited, figures=(figure("5.5%", cited),))
    assert lines(told, 1) == [
        (
            "1&#46; 规模增长<strong>5&#46;5&#37;</strong>。"
            '<a class="cite" href="#source-1-1">&#91;1&#93;</a>',
            True,
        )
    ]


def test_a_quotation_over_two_lines_of_the_document_is_found():
    document = Document("b.md", "b", "产量增长\n5.5%，好于预期；")
    cited = citation("产量增长\n5.5%，好于预期；", document=document)
    told = answer("产量增长 5.5%，好于预期[1]", cited, figures=(figure("5.5%", cited),))
    assert lines(told, 1)[0][0].startswith("产量增长 <strong>5&#46;5&#37;</strong>，好于预期<a ")


def test_an_unknown_marker_is_no_link():
    assert lines(answer("没有出处[7]。"), 1) == [("没有出处&#91;7&#93;。", False)]


def test_a_card_holds_the_place_and_the_marked_sentence():
    assert sources.card(citation("出口增长8%；"), DOCUMENT, 2, LABELS["zh"]) == (
        '<article class="card"><h3><span class="number">1</span>通报</h3>'
        '<p class="place">总体 · 陶青 · 第 1 页</p>'
        '<blockquote>一季度增长6&#46;1&#37;。<mark id="source-2-1" tabindex="-1">'
        "出口增长8&#37;；</mark>外贸回稳。</blockquote>"
        '<p class="file">a&#46;md</p></article>'
    )


def test_a_card_without_heading_speaker_and_page_has_no_empty_place():
    document = dataclasses.replace(DOCUMENT, pages=())
    card = sources.card(
        citation("外贸回稳。", document=document, heading="", speaker=""),
        document,
        1,
        LABELS["en"],
    )
    assert "place" not in card
    assert "p. " not in shown(card)


def test_a_hostile_document_shows_as_text():
    card = sources.card(citation("末段", speaker="<i>x</i>"), DOCUMENT, 1, LABELS["en"])
    assert "总体 · &#60;i&#62;x&#60;&#47;i&#62; · p&#46; 2" in card
    assert (
        '&#60;b&#62;<mark id="source-1-1" tabindex="-1">末段</mark>&#60;&#47;b&#62; &#38;' in card
    )


def test_long_context_is_cut_with_ellipses():
    document = Document("b.md", "b", "前" * 500 + "引文。" + "后" * 401 + "\n别段")
    assert sources.context(citation("引文。", document=document), document) == (
        "…" + "前" * 400,
        "引文。",
        "后" * 400 + "…",
    )


def test_context_ends_with_the_paragraph():
    assert sources.context(citation("一季度增长6.1%。"), DOCUMENT) == (
        "",
        "一季度增长6.1%。",
        "出口增长8%；外贸回稳。",
    )


def test_the_indexed_briefings_are_listed():
    assert sources.briefings(["甲", "<乙>"], LABELS["zh"]) == (
        '<details class="briefings"><summary>已收录的简报（2）</summary>'
        "<ul><li>甲</li><li>&#60;乙&#62;</li></ul></details>"
    )


# asking


def test_an_answer_grows_to_its_full_text():
    question, first, last = talk.ask(StubAnswerer(), "增长多少？", (), "zh")
    assert [shown(message["content"]) for message in question.chat] == [
        "增长多少？",
        "正在查找……",
    ]
    assert question.box == ""
    assert shown(first.chat[-1]["content"]) == "一季度增长6.1%。[1]"
    assert said(last.chat[-1]) == "一季度增长6.1%。[1]出口增长8%[2]"
    assert "growing" in question.chat[-1]["content"]
    assert "growing" in first.chat[-1]["content"]
    assert "growing" not in last.chat[-1]["content"]
    assert [message["role"] for message in last.chat] == ["user", "assistant"]
    assert last.panel.count("<mark") == 2
    assert [turn.question for turn in last.turns] == ["增长多少？"]


def test_the_history_is_passed_on():
    answerer = StubAnswerer()
    turns = ()
    for question in ("一", "坏", "二"):
        *_, last = talk.ask(answerer, question, turns, "zh")
        turns = last.turns
    assert answerer.histories == [
        [],
        [("一", "一季度增长6.1%。[1]出口增长8%[2]")],
        [("一", "一季度增长6.1%。[1]出口增长8%[2]")],
    ]


def test_a_refused_question_is_told_and_goes_back_into_the_box():
    *_, before = talk.ask(StubAnswerer(), "一", (), "en")
    *_, after = talk.ask(StubAnswerer(), "坏", before.turns, "en")
    assert after.box == "坏"
    assert [said(message) for message in after.chat[:2]] == [said(one) for one in before.chat]
    assert after.chat[-1]["content"].startswith(
        '<div class="notice"><p class="label">This question cannot be searched</p>'
        "<p>expected at most 500 characters&#44; found &#60;600&#62;</p></div>"
    )


def test_a_fault_of_the_program_is_told_and_raised():
    steps = talk.ask(StubAnswerer(), "错", (), "zh")
    next(steps)
    failed = next(steps)
    assert "程序出错" in failed.chat[-1]["content"]
    # it can be asked again
    assert failed.turns[-1].question == failed.box == "错"
    with pytest.raises(ZeroDivisionError):
        next(steps)


@pytest.mark.parametrize("blank", ["", " \n", None])
def test_a_blank_question_changes_nothing(blank):
    answerer = StubAnswerer()
    (step,) = talk.ask(answerer, blank, (), "zh")
    assert answerer.histories == []
    assert list(step) == [page.gr.skip()] * 4


def test_a_refusal_looks_different_and_keeps_its_nearest_sources():
    told = answer(
        "简报没有说明。最接近的内容是：\n外贸回稳。[1]", citation("外贸回稳。"), refused=True
    )
    turns = (Turn("天气？", told),)
    assert talk.show_chat(turns, "zh")[-1]["content"].split('<div class="acts">')[0] == (
        '<div class="refused"><p class="label">简报未说明</p>'
        "<p>简报没有说明。最接近的内容是：</p>"
        '<p>外贸回稳。<a class="cite" href="#source-1-1">&#91;1&#93;</a></p></div>'
    )
    panel = talk.show_sources(StubAnswerer(), turns, "zh")
    assert '<h2 id="sources">最接近的原文</h2>' in panel
    assert ">外贸回稳。</mark>" in panel


def test_a_refusal_says_why_in_words():
    told = dataclasses.replace(answer("无。", refused=True), reason="off_topic")
    content = talk.show_chat((Turn("天气？", told),), "zh")[-1]["content"]
    assert '<p class="label">简报没有涉及</p>' in content
    why = dataclasses.replace(told, question="And last year?", reason="other_period")
    content = talk.show_chat((Turn("And last year?", why),), "en")[-1]["content"]
    assert '<p class="label">Not for this period</p>' in content
    # how sure a refusal is would be read as how sure an answer is
    assert "sure" not in content


@pytest.mark.parametrize("page_language", ["zh", "en"])
@pytest.mark.parametrize(
    ("question", "refused", "understood", "sure", "label"),
    [
        ("增长多少？", "无。", "按此问题查找", "很有把握", "简报没有涉及"),
        ("How much GDP?", "None.", "Searched as", "Sure", "Off the briefings&#39; topics"),
    ],
)
def test_what_is_said_of_an_answer_is_in_the_language_of_its_question(
    page_language, question, refused, understood, sure, label
):
    told = dataclasses.replace(
        answer(refused, question=question), question_understood=f"{question} 一季度"
    )
    content = talk.show_chat((Turn(question, told),), page_language)[-1]["content"]
    assert f'<p class="understood">{understood}' in content
    assert f'<p class="sure">{sure}' in content
    why = dataclasses.replace(told, refused=True, reason="off_topic")
    content = talk.show_chat((Turn(question, why),), page_language)[-1]["content"]
    assert f'<p class="label">{label}</p>' in content
    # what can be done with it is in the page's language
    assert {"zh": "复制", "en": "Copy"}[page_language] in content


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "很有把握（99%）"),
        (0.85, "很有把握（85%）"),
        (0.6, "把握较大（60%）"),
        (0.004, "把握不大（1%）"),
    ],
)
def test_confidence_is_told_in_words_and_per_cent(confidence, words):
    told = dataclasses.replace(answer("无。"), confidence=confidence)
    content = talk.show_chat((Turn("？", told),), "zh")[-1]["content"]
    assert f'<p class="sure">{words.replace("%", "&#37;")}</p>' in content


def test_the_leading_figure_stands_out_and_nothing_else_is_markdown():
    cited = citation("一季度增长6.1%。")
    told = answer("**6.1%**[1]\n一季度增长6.1%。[1]", cited, figures=(figure("6.1%", cited),))
    assert lines(dataclasses.replace(told, lead="6.1%"), 1) == [
        (
            '<strong class="lead">6&#46;1&#37;</strong>'
            '<a class="cite" href="#source-1-1">&#91;1&#93;</a>',
            False,
        ),
        (
            "一季度增长<strong>6&#46;1&#37;</strong>。"
            '<a class="cite" href="#source-1-1">&#91;1&#93;</a>',
            False,
        ),
    ]
    assert lines(told, 1)[0][0].startswith("&#42;&#42;6&#46;1&#37;&#42;&#42;<a ")
    other = dataclasses.replace(told, lead="<b>", text="**<b>** **x**")
    assert lines(other, 1) == [
        ('<strong class="lead">&#60;b&#62;</strong> &#42;&#42;x&#42;&#42;', False),
    ]


def test_only_the_last_turn_can_be_asked_again_and_has_suggestions():
    turns = (
        Turn("一", answer("外贸回稳。[1]", citation("外贸回稳。")), suggestions=("甲？",)),
        Turn("二", answer("无。"), suggestions=("<乙>？",), verdict="up"),
    )
    messages = talk.show_chat(turns, "en", rated=True)
    acts = [re.findall(r'id="([a-z0-9-]+)"', message["content"]) for message in messages]
    assert acts == [
        [],
        ["copy-1", "amend-1", "rate-1-up", "rate-1-down"],
        [],
        ["copy-2", "redo", "amend-2", "rate-2-up", "rate-2-down", "follow-0"],
    ]
    assert 'id="rate-2-up">✓ Useful</button>' in messages[-1]["content"]
    assert 'id="follow-0">&#60;乙&#62;？</button>' in messages[-1]["content"]
    busy = talk.show_chat(turns, "en", busy=True)[-1]["content"]
    assert "redo" not in busy
    assert "follow" not in busy


def test_a_stopped_question_is_told_and_can_be_asked_again():
    content = talk.show_chat((Turn("一"),), "zh")[-1]["content"]
    assert "已停止，没有得到回答。" in shown(content)
    assert 'id="redo"' in content


def test_suggestions_come_after_the_whole_answer():
    tools = Tools(lambda _, told, asked: [f"{told.question}{len(asked)}"])
    *_, answered = talk.ask(StubAnswerer(), "一", (), "zh", tools)
    assert answered.turns[-1].suggestions == ()
    last = talk.suggest(StubAnswerer(), answered.turns, "zh", tools)
    assert last.turns[-1].suggestions == ("一1",)
    assert "一1" in last.chat[-1]["content"]
    # once is enough, and what was not answered has none
    for turns in (last.turns, (Turn("坏", notice="no"),), ()):
        assert talk.suggest(StubAnswerer(), turns, "zh", tools) == talk.NOTHING


def test_the_question_understood_is_told_where_it_differs():
    told = dataclasses.replace(answer("无。"), question_understood="一季度 增长多少？")
    content = talk.show_chat((Turn("增长多少？", told),), "en")[-1]["content"]
    assert '<p class="understood">按此问题查找：一季度 增长多少？</p>' in content
    same = talk.show_chat((Turn("增长多少？", answer("无。")),), "en")[-1]["content"]
    assert "understood" not in same


def test_the_panel_shows_the_latest_answer_and_folds_the_earlier_ones():
    turns = (
        Turn("一", answer("外贸回稳。[1]", citation("外贸回稳。"))),
        Turn("坏", notice="no"),
        Turn("二", answer("出口增长8%[1]", citation("出口增长8%；"))),
    )
    panel = talk.show_sources(StubAnswerer(), turns, "zh")
    latest, earlier = panel.split('<details class="earlier">')
    assert 'id="source-3-1"' in latest
    assert 'id="source-1-1"' in earlier


def test_the_panel_tells_why_it_is_empty():
    assert "提问之后" in talk.show_sources(StubAnswerer(), (), "zh")
    told = (Turn("一", answer("简报没有涉及这个问题。")),)
    assert "这个回答没有引用原文。" in talk.show_sources(StubAnswerer(), told, "zh")


def test_a_long_question_is_shown_shortened():
    content = talk.show_chat((Turn("长" * 5000, notice="no"),), "zh")[0]["content"]
    assert content == f'<p class="asked">{"长" * 1000}…</p>'


def test_no_event_of_the_page_is_an_endpoint():
    async def built():
        return page.build(StubAnswerer(), language="zh", examples=["甲？"], titles=["通报"])

    # in a running loop, as the server does it: otherwise gradio leaves loops open
    assert list(asyncio.run(built()).get_api_info()["named_endpoints"]) == []


# serving


def served(**given):
    serve.serve(
        StubAnswerer(),
        **{"host": "127.0.0.1", "language": "zh", "examples": [], "titles": [], **given},
        tell=lambda line: pytest.fail(f"served at {line}"),
    )


def test_a_port_in_use_is_refused_with_the_way_out():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UserError) as refused:
            served(port=port)
    assert str(refused.value) == (
        f"port {port} on 127.0.0.1 is in use by another program; "
        f"choose another: briefing serve --port {port + 1 if port < 65535 else 7860}"
    )


def test_an_unknown_host_is_refused():
    with pytest.raises(UserError, match=r"host 'no\.such\.host\.invalid' is not known"):
        served(host="no.such.host.invalid", port=0)


def test_a_host_of_another_machine_is_refused():
    # 192.0.2.0/24 is set aside for documentation: no machine has it.
    with pytest.raises(UserError, match=r"192\.0\.2\.1 is not an address of this machine"):
        served(host="192.0.2.1", port=0)


def test_a_port_that_is_not_allowed_is_refused():
    error = PermissionError(errno.EACCES, "Permission denied")
    assert str(binding._refusal("127.0.0.1", 80, error)) == (
        "port 80 on 127.0.0.1 is not allowed to this user; "
        "choose one from 1024: briefing serve --port 7860"
    )


def test_addresses_can_be_opened():
    assert binding.address("127.0.0.1", 7860) == "http://127.0.0.1:7860"
    assert binding.address("0.0.0.0", 80) == "http://127.0.0.1:80"
    assert binding.address("::1", 80) == "http://[::1]:80"


def test_the_page_is_served_with_a_policy_and_stops():
    with serve.running(
        StubAnswerer(), host="127.0.0.1", port=0, language="zh", examples=[], titles=[]
    ) as address:
        # no proxy of the environment may come between
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(address, timeout=20) as reply:
            assert reply.status == 200
            assert "default-src 'self'" in reply.headers["Content-Security-Policy"]
            assert "简报问答" in reply.read().decode()
    port = int(address.rpartition(":")[2])
    socket.create_server(("127.0.0.1", port)).close()


PROGRAM = """
import sys
sys.path[:0] = [{root!r}, {tests!r}]
from chatbot.ui import serve
from test_page import StubAnswerer
serve.serve(StubAnswerer(), host="127.0.0.1", port=0, language="zh", examples=[], titles=[],
            tell=lambda line: print(line, flush=True))
print("ended")
"""


@pytest.mark.skipif(os.name != "posix", reason="POSIX signals")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_server_quietly(stop):
    tests = Path(__file__).parent
    program = PROGRAM.format(root=str(tests.parent), tests=str(tests))
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout.readline().startswith("http://127.0.0.1:")
        running.send_signal(stop)
        out, faults = running.communicate(timeout=30)
    assert (out, faults, running.returncode) == ("ended\n", "", 0)
