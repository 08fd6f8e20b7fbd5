"""The chat page: questions and cited answers, and beside them the passages they quote."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import gradio as gr

from chatbot.records import Answer
from chatbot.settings import Language
from chatbot.ui import sources
from chatbot.ui.labels import LABELS, Labels
from chatbot.ui.sources import Line, literal
from index.errors import UserError
from index.records import Document

# Seconds between two pieces of an answer: enough for the browser to draw the one before.
_PAUSE = 0.03
# A longer question is shown shortened; in the box it stays whole.
_MOST_QUESTION = 1000
# Gradio cannot change these two after the start; screen readers need the first.
_NAME_PAGE = """(language) => {{
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.title = {titles}[language];
}}"""

# Gradio's <base> turns a link like #source-1-1 into a new page where the address has a query.
# With its autofocus a small screen would open scrolled past the heading.
_OPEN = """() => {
    document.querySelector("base")?.remove();
    if (innerWidth > 860) document.querySelector("#question textarea")?.focus();
}"""
# Gradio labels each message with its source, which a screen reader would read out with all tags.
_UNLABEL = """() => setTimeout(() => {
    for (const message of document.querySelectorAll("#chat [data-testid]"))
        message.removeAttribute("aria-label");
}, 200)"""

Message = dict[str, str]


class Answerer(Protocol):
    """What the page asks: for an answer, and for the documents that it quotes."""

    def answer(self, question: str, history: Sequence[tuple[str, str]]) -> Answer:
        """Answer ``question``; ``history`` holds earlier (question, answer) pairs."""
        ...

    def document(self, source: str) -> Document:
        """Return the stored document ``source``."""
        ...


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer, or with the notice why there is none."""

    question: str
    answer: Answer | None = None
    notice: str = ""


class Step(NamedTuple):
    """What one step of an answer changes on the page; ``gr.skip()`` leaves a part as it is."""

    box: Any
    chat: list[Message] | Any
    panel: str | Any
    turns: tuple[Turn, ...] | Any


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components of the page."""

    turns: gr.State
    heading: gr.HTML
    chosen: gr.Radio
    chat: gr.Chatbot
    box: gr.Textbox
    send: gr.Button
    clear: gr.Button
    panel: gr.HTML
    indexed: gr.HTML


def build(
    answerer: Answerer, *, language: Language, examples: Sequence[str], titles: Sequence[str]
) -> gr.Blocks:
    """Build the page; it offers ``examples`` to begin with and lists ``titles`` as indexed."""
    blocks = gr.Blocks(title=LABELS[language].title, analytics_enabled=False, fill_width=True)
    with blocks:
        parts = _layout(answerer, language, examples, titles)
        _wire_asking(answerer, parts)
        _wire_language(blocks, answerer, titles, parts)
    return blocks


def _layout(
    answerer: Answerer, language: Language, examples: Sequence[str], titles: Sequence[str]
) -> _Parts:
    labels = LABELS[language]
    with gr.Row(elem_id="top"):
        heading = gr.HTML(_heading(labels), elem_id="heading")
        chosen = gr.Radio(
            [("中文", "zh"), ("English", "en")],
            value=language,
            label=labels.language,
            container=False,
            scale=0,
            elem_id="language",
        )
    with gr.Row(elem_id="columns"):
        with gr.Column(scale=3, min_width=320, elem_id="talk"):
            chat = _chat(labels, examples)
            with gr.Row(elem_id="ask"):
                box = gr.Textbox(
                    label=labels.question,
                    placeholder=labels.placeholder,
                    show_label=False,
                    container=False,
                    max_lines=5,
                    elem_id="question",
                )
                send = gr.Button(labels.ask, variant="primary", scale=0, elem_id="send")
                clear = gr.Button(labels.clear, scale=0, elem_id="clear")
        with gr.Column(scale=2, min_width=320, elem_id="aside"):
            panel = gr.HTML(show_sources(answerer, (), language), elem_id="panel")
            indexed = gr.HTML(sources.briefings(titles, labels), elem_id="indexed")
    return _Parts(gr.State(()), heading, chosen, chat, box, send, clear, panel, indexed)


def _chat(labels: Labels, examples: Sequence[str]) -> gr.Chatbot:
    return gr.Chatbot(
        label=labels.chat,
        show_label=False,
        container=False,
        height="100%",
        placeholder=_welcome(labels),
        examples=[{"text": example} for example in examples],
        # What we send is HTML with every word escaped. Gradio's sanitizer stays on, and nothing
        # else of its markup may be read into the words of a document.
        sanitize_html=True,
        allow_tags=False,
        latex_delimiters=[],
        line_breaks=False,
        buttons=[],
        elem_id="chat",
    )


def _wire_asking(answerer: Answerer, parts: _Parts) -> None:
    shown = [parts.box, parts.chat, parts.panel, parts.turns]

    def on_ask(question: str, turns: tuple[Turn, ...], language: Language) -> Iterator[Step]:
        yield from ask(answerer, question, turns, language)

    def on_example(event: gr.SelectData) -> str:
        return str(event.value["text"])

    def on_clear(language: Language) -> Step:
        return Step("", [], show_sources(answerer, (), language), ())

    asking: dict[str, Any] = {
        "fn": on_ask,
        "inputs": [parts.box, parts.turns, parts.chosen],
        "outputs": shown,
        "show_progress": "hidden",
        "concurrency_limit": 4,
    }
    # "once": a second Enter waits in the box until the answer is there.
    by_hand = gr.on(
        [parts.box.submit, parts.send.click], **asking, api_name="ask", trigger_mode="once"
    )
    by_example = parts.chat.example_select(
        on_example, None, parts.box, api_visibility="private", queue=False
    ).then(**asking, api_visibility="private")
    gr.on(
        [parts.clear.click, parts.chat.clear],
        on_clear,
        parts.chosen,
        shown,
        cancels=[by_hand, by_example],
        api_visibility="private",
        show_progress="hidden",
    )
    parts.chat.change(None, None, None, js=_UNLABEL)


def _wire_language(
    blocks: gr.Blocks, answerer: Answerer, titles: Sequence[str], parts: _Parts
) -> None:
    def on_language(language: Language, turns: tuple[Turn, ...]) -> list[Any]:
        labels = LABELS[language]
        messages: list[Any] = show_chat(turns, language)
        return [
            _heading(labels),
            gr.Radio(label=labels.language),
            gr.Chatbot(label=labels.chat, placeholder=_welcome(labels), value=messages),
            gr.Textbox(label=labels.question, placeholder=labels.placeholder),
            labels.ask,
            labels.clear,
            show_sources(answerer, turns, language),
            sources.briefings(titles, labels),
        ]

    page_names = {language: labels.title for language, labels in LABELS.items()}
    name_page = _NAME_PAGE.format(titles=json.dumps(page_names))
    parts.chosen.change(
        on_language,
        [parts.chosen, parts.turns],
        [
            parts.heading,
            parts.chosen,
            parts.chat,
            parts.box,
            parts.send,
            parts.clear,
            parts.panel,
            parts.indexed,
        ],
        api_visibility="private",
        show_progress="hidden",
    )
    parts.chosen.change(None, parts.chosen, None, js=name_page)
    blocks.load(None, parts.chosen, None, js=name_page)
    blocks.load(None, None, None, js=_OPEN)


def ask(
    answerer: Answerer, question: str, turns: tuple[Turn, ...], language: Language
) -> Iterator[Step]:
    """Answer ``question`` in steps: the question alone, then the answer in growing pieces.

    A blank question changes nothing. A question that is refused as such goes back into the box
    and stays out of the history.
    """
    if not question or not question.strip():
        yield Step(gr.skip(), gr.skip(), gr.skip(), gr.skip())
        return
    labels = LABELS[language]
    earlier = show_chat(turns, language)
    asked = [*earlier, _message("user", _question(question))]
    searching = f'<p class="searching">{literal(labels.searching)}</p>'
    yield Step("", [*asked, _message("assistant", searching)], gr.skip(), gr.skip())
    try:
        answer = answerer.answer(question, history(turns))
        done = (*turns, Turn(question, answer))
        panel = show_sources(answerer, done, language)
    except UserError as error:
        done = (*turns, Turn(question, notice=str(error)))
        yield Step(question, show_chat(done, language), gr.skip(), done)
        return
    except Exception:
        failed = Turn(question, notice=labels.failed)
        yield Step(question, show_chat((*turns, failed), language), gr.skip(), gr.skip())
        raise
    lines = sources.lines(answer, len(done))
    total = sum(len(line.pieces) for line in lines)
    for count in range(1, total):
        reply = _message("assistant", _reply(answer, lines, labels, count))
        yield Step(gr.skip(), [*asked, reply], panel if count == 1 else gr.skip(), gr.skip())
        time.sleep(_PAUSE)
    yield Step(gr.skip(), show_chat(done, language), panel, done)


def history(turns: Sequence[Turn]) -> list[tuple[str, str]]:
    """Return the (question, answer) pairs of a conversation."""
    return [(turn.question, turn.answer.text) for turn in turns if turn.answer]


def show_chat(turns: Sequence[Turn], language: Language) -> list[Message]:
    """Return a conversation as the messages of a ``gr.Chatbot``, every word escaped."""
    labels = LABELS[language]
    messages = []
    for number, turn in enumerate(turns, 1):
        messages.append(_message("user", _question(turn.question)))
        if turn.answer:
            reply = _reply(turn.answer, sources.lines(turn.answer, number), labels)
        else:
            reply = _aside("notice", labels.notice, f"<p>{literal(turn.notice)}</p>")
        messages.append(_message("assistant", reply))
    return messages


def show_sources(answerer: Answerer, turns: Sequence[Turn], language: Language) -> str:
    """Return the panel: the citations of the latest answer, then those of earlier ones, folded."""
    labels = LABELS[language]
    cards = [
        (turn.answer, _cards(answerer, turn.answer, number, labels))
        for number, turn in enumerate(turns, 1)
        if turn.answer
    ]
    if not cards:
        return _section(labels.sources, f'<p class="none">{literal(labels.sources_empty)}</p>')
    (latest, shown), earlier = cards[-1], "".join(shown for _, shown in reversed(cards[:-1]))
    if not shown:
        shown = f'<p class="none">{literal(labels.sources_none)}</p>'
    if earlier:
        # A browser opens the fold by itself when a link leads into it.
        shown += (
            f'<details class="earlier"><summary>{literal(labels.earlier)}</summary>'
            f"{earlier}</details>"
        )
    nearest = latest.refused and latest.citations
    return _section(labels.nearest if nearest else labels.sources, shown)


def _cards(answerer: Answerer, answer: Answer, turn: int, labels: Labels) -> str:
    return "".join(
        sources.card(citation, answerer.document(citation.source), turn, labels)
        for citation in answer.citations
    )


def _reply(answer: Answer, lines: Sequence[Line], labels: Labels, count: int | None = None) -> str:
    """Return the first ``count`` pieces of an answer as HTML on one line."""
    shown = ""
    for line in lines:
        pieces = line.pieces if count is None else line.pieces[:count]
        count = None if count is None else count - len(pieces)
        if pieces:
            kind = ' class="point"' if line.point else ""
            shown += f"<p{kind}>{''.join(pieces)}</p>"
    if answer.question_understood.strip() != answer.question.strip():
        understood = literal(labels.understood.format(answer.question_understood))
        shown = f'<p class="understood">{understood}</p>{shown}'
    if answer.refused:
        return _aside("refused", labels.refused, shown)
    return f'<div class="reply">{shown}</div>'


def _question(question: str) -> str:
    question = question.strip()
    if len(question) > _MOST_QUESTION:
        question = question[:_MOST_QUESTION] + "…"
    return f'<p class="asked">{literal(question)}</p>'


def _aside(kind: str, label: str, shown: str) -> str:
    return f'<div class="{kind}"><p class="label">{literal(label)}</p>{shown}</div>'


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}


def _heading(labels: Labels) -> str:
    return f"<h1>{literal(labels.title)}</h1><p>{literal(labels.about)}</p>"


def _welcome(labels: Labels) -> str:
    return f'<p class="welcome">{literal(labels.welcome)}</p>'


def _section(heading: str, shown: str) -> str:
    heading = f'<h2 id="sources">{literal(heading)}</h2>'
    return f'<section aria-labelledby="sources">{heading}{shown}</section>'
