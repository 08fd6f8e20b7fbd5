"""The chat page: questions and cited answers, and beside them the passages they quote."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from chatbot.settings import Language
from chatbot.ui import sources
from chatbot.ui.labels import LABELS, Labels
from chatbot.ui.sources import literal
from chatbot.ui.tabs import Scope, Tab, follow
from chatbot.ui.talk import Answerer, Step, Turn, ask, show_chat, show_sources

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
    scope: gr.State
    stored: gr.State


Titles = Sequence[str] | Callable[[], Sequence[str]]


def build(
    answerer: Answerer,
    *,
    language: Language,
    examples: Sequence[str],
    titles: Titles,
    tabs: Sequence[Tab] = (),
) -> gr.Blocks:
    """Build the page; it offers ``examples`` to begin with and lists ``titles`` as indexed.

    Titles that can change are given as a function.
    With ``tabs`` the conversation is the first tab and they follow it; without, there is no bar.
    """
    blocks = gr.Blocks(title=LABELS[language].title, analytics_enabled=False, fill_width=True)
    with blocks:
        heading, chosen = _top(language)
        titled = titles if callable(titles) else lambda: titles
        if tabs:
            with gr.Tabs(elem_id="tabs"):
                with gr.Tab(LABELS[language].tab, render_children=True) as first:
                    parts = _layout(answerer, language, examples, titled(), heading, chosen)
                others = [
                    tab.add(blocks, chosen, parts.scope, parts.stored, language) for tab in tabs
                ]
            own = {language: labels.tab for language, labels in LABELS.items()}
            follow([first, *others], [own, *(tab.names for tab in tabs)], chosen)
        else:
            parts = _layout(answerer, language, examples, titled(), heading, chosen)
        _wire_asking(answerer, parts)
        _wire_language(blocks, answerer, titled, parts)
        _wire_store(blocks, titled, parts)
    return blocks


def _top(language: Language) -> tuple[gr.HTML, gr.Radio]:
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
    return heading, chosen


def _layout(
    answerer: Answerer,
    language: Language,
    examples: Sequence[str],
    titles: Sequence[str],
    heading: gr.HTML,
    chosen: gr.Radio,
) -> _Parts:
    labels = LABELS[language]
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
    scope, stored = gr.State(Scope()), gr.State(0)
    return _Parts(
        gr.State(()), heading, chosen, chat, box, send, clear, panel, indexed, scope, stored
    )


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

    def on_ask(
        question: str, turns: tuple[Turn, ...], language: Language, scope: Scope
    ) -> Iterator[Step]:
        yield from ask(answerer, question, turns, language, scope.sources)

    def on_example(event: gr.SelectData) -> str:
        return str(event.value["text"])

    def on_clear(language: Language) -> Step:
        return Step("", [], show_sources(answerer, (), language), ())

    asking: dict[str, Any] = {
        "fn": on_ask,
        "inputs": [parts.box, parts.turns, parts.chosen, parts.scope],
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
    blocks: gr.Blocks, answerer: Answerer, titles: Callable[[], Sequence[str]], parts: _Parts
) -> None:
    def on_language(language: Language, turns: tuple[Turn, ...], scope: Scope) -> list[Any]:
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
            _indexed(titles(), scope, labels),
        ]

    page_names = {language: labels.title for language, labels in LABELS.items()}
    name_page = _NAME_PAGE.format(titles=json.dumps(page_names))
    parts.chosen.change(
        on_language,
        [parts.chosen, parts.turns, parts.scope],
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


def _wire_store(blocks: gr.Blocks, titles: Callable[[], Sequence[str]], parts: _Parts) -> None:
    gr.on(
        [blocks.load, parts.stored.change, parts.scope.change],
        lambda scope, language: _indexed(titles(), scope, LABELS[language]),
        [parts.scope, parts.chosen],
        parts.indexed,
        api_visibility="private",
        show_progress="hidden",
    )


def _indexed(titles: Sequence[str], scope: Scope, labels: Labels) -> str:
    """Return the list of briefings: those that are asked, where not all are."""
    if scope.sources:
        return sources.briefings(scope.titles, replace(labels, briefings=labels.asked))
    return sources.briefings(titles, labels)


def _heading(labels: Labels) -> str:
    return f"<h1>{literal(labels.title)}</h1><p>{literal(labels.about)}</p>"


def _welcome(labels: Labels) -> str:
    return f'<p class="welcome">{literal(labels.welcome)}</p>'
