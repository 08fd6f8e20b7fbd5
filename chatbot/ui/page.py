"""The chat page: questions and cited answers, and beside them the passages they quote."""

import json
from collections.abc import Callable, Collection, Sequence
from typing import Any

import gradio as gr
from gradio.events import Dependency

from chatbot.settings import Language
from chatbot.ui import asking, desk, handing, keeping, reading, remembered
from chatbot.ui.labels import LABELS, Labels
from chatbot.ui.sources import literal
from chatbot.ui.tabs import Tab, follow
from chatbot.ui.turns import Answerer, Tools

Titles = Sequence[str] | Callable[[], Sequence[str]]
# Questions to begin with; a function is given the chosen documents, none for all.
Examples = Sequence[str] | Callable[[Collection[str]], Sequence[str]]

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


def build(
    answerer: Answerer,
    *,
    language: Language,
    examples: Examples,
    titles: Titles,
    tabs: Sequence[Tab] = (),
    tools: Tools | None = None,
) -> gr.Blocks:
    """Build the page; it offers ``examples`` to begin with and lists ``titles`` as indexed.

    Titles and examples that can change are given as functions; such examples come a moment later.
    With ``tabs`` the conversation is the first tab and they follow it; without, there is no bar.
    """
    tools = tools or Tools()
    blocks = gr.Blocks(title=LABELS[language].title, analytics_enabled=False, fill_width=True)
    with blocks:
        heading, chosen = _top(language)
        titled = titles if callable(titles) else lambda: titles
        offered = examples if callable(examples) else lambda _: examples
        first_examples = () if callable(examples) else examples
        kept = remembered.keeper()
        opened = remembered.wire(blocks, chosen, kept)
        if tabs:
            with gr.Tabs(elem_id="tabs"):
                with gr.Tab(LABELS[language].tab, render_children=True) as first:
                    made = desk.layout(answerer, language, first_examples, titled(), chosen, kept)
                others = [
                    tab.add(opened, chosen, made.scope, made.stored, language) for tab in tabs
                ]
            own = {language: labels.tab for language, labels in LABELS.items()}
            follow([first, *others], [own, *(tab.names for tab in tabs)], chosen)
        else:
            made = desk.layout(answerer, language, first_examples, titled(), chosen, kept)
        runs = asking.wire(answerer, made, tools)
        keeping.wire(opened, answerer, made, tools, runs)
        handing.wire(made, tools)
        reading.wire(opened, answerer, made.view, made.turns, chosen)
        desk.wire_language(made, answerer, titled, offered, tools)
        desk.wire_store(opened, made, titled, offered)
        _wire_names(blocks, opened, heading, chosen)
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


def _wire_names(blocks: gr.Blocks, opened: Dependency, heading: gr.HTML, chosen: gr.Radio) -> None:
    def on_language(language: Language) -> list[Any]:
        labels = LABELS[language]
        return [_heading(labels), gr.Radio(label=labels.language)]

    titles = {language: labels.title for language, labels in LABELS.items()}
    name_page = _NAME_PAGE.format(titles=json.dumps(titles))
    chosen.change(
        on_language,
        chosen,
        [heading, chosen],
        api_visibility="private",
        show_progress="hidden",
    )
    chosen.change(None, chosen, None, js=name_page)
    opened.then(None, chosen, None, js=name_page)
    blocks.load(None, None, None, js=_OPEN)


def _heading(labels: Labels) -> str:
    return f"<h1>{literal(labels.title)}</h1><p>{literal(labels.about)}</p>"
