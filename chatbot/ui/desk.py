"""The conversation and what stands beside it: components and their words in two languages."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr
from gradio.events import Dependency

from chatbot.settings import Language
from chatbot.ui import past, reading, remembered, sources
from chatbot.ui.labels import LABELS, Labels
from chatbot.ui.past import Past
from chatbot.ui.phrases import PHRASES
from chatbot.ui.replies import show_chat
from chatbot.ui.sources import literal
from chatbot.ui.tabs import Scope
from chatbot.ui.talk import show_sources
from chatbot.ui.turns import Answerer, Moves, Tools, Turn


@dataclass(frozen=True, slots=True)
class Desk:
    """The components of the conversation tab.

    ``rated`` is the turn a comment is written on; ``scope`` and ``stored`` are those of
    ``tabs.Frame``.
    """

    turns: gr.State
    moves: gr.State
    rated: gr.State
    scope: gr.State
    stored: gr.State
    past: gr.HTML
    chosen: gr.Radio
    chat: gr.Chatbot
    opinion: gr.Row
    comment: gr.Textbox
    send_comment: gr.Button
    no_comment: gr.Button
    box: gr.Textbox
    send: gr.Button
    stop: gr.Button
    clear: gr.Button
    panel: gr.HTML
    indexed: gr.HTML
    earlier: gr.HTML
    markdown: gr.Button
    word: gr.Button
    file: gr.DownloadButton
    view: reading.View

    @property
    def shown(self) -> list[Any]:
        """What a step of an answer fills, in the order of ``talk.Step``."""
        return [self.box, self.chat, self.panel, self.turns]


def layout(
    answerer: Answerer,
    language: Language,
    examples: Sequence[str],
    titles: Sequence[str],
    chosen: gr.Radio,
    kept: gr.HTML,
) -> Desk:
    """Make the components, with an empty conversation; ``kept`` holds the earlier ones."""
    labels, phrases = LABELS[language], PHRASES[language]
    parts: dict[str, Any] = {"chosen": chosen}
    with gr.Row(elem_id="columns"):
        with gr.Column(scale=3, min_width=320, elem_id="talk"):
            parts["chat"] = _chat(labels, titles, examples)
            with gr.Row(elem_id="opinion", visible=False) as parts["opinion"]:
                parts["comment"] = gr.Textbox(
                    label=phrases.comment,
                    placeholder=phrases.comment_hint,
                    show_label=False,
                    container=False,
                    max_lines=4,
                    elem_id="comment",
                )
                parts["send_comment"] = gr.Button(
                    phrases.send_comment, scale=0, elem_id="send-comment"
                )
                parts["no_comment"] = gr.Button(phrases.no_comment, scale=0, elem_id="no-comment")
            with gr.Row(elem_id="ask"):
                parts["box"] = gr.Textbox(
                    label=labels.question,
                    placeholder=labels.placeholder,
                    show_label=False,
                    container=False,
                    max_lines=5,
                    elem_id="question",
                )
                parts["send"] = gr.Button(labels.ask, variant="primary", scale=0, elem_id="send")
                parts["stop"] = gr.Button(phrases.stop, variant="stop", scale=0, elem_id="stop")
                parts["clear"] = gr.Button(labels.clear, scale=0, elem_id="clear")
        with gr.Column(scale=2, min_width=320, elem_id="aside"):
            parts["panel"] = gr.HTML(show_sources(answerer, (), language), elem_id="panel")
            parts["earlier"] = gr.HTML(past.listing(Past(), phrases), elem_id="earlier")
            with gr.Row(elem_id="export"):
                parts["markdown"] = gr.Button(phrases.export_markdown, elem_id="markdown")
                parts["word"] = gr.Button(phrases.export_word, elem_id="word")
                parts["file"] = gr.DownloadButton("", visible="hidden", elem_id="export-file")
            parts["indexed"] = gr.HTML(sources.briefings(titles, labels), elem_id="indexed")
            parts["view"] = reading.layout()
    states = {"turns": (), "moves": Moves(), "rated": 0, "scope": Scope(), "stored": 0}
    for name, first in states.items():
        parts[name] = gr.State(first)
    return Desk(past=kept, **parts)


def wire_language(
    desk: Desk,
    answerer: Answerer,
    titles: Callable[[], Sequence[str]],
    examples: Callable[[Collection[str]], Sequence[str]],
    tools: Tools,
) -> None:
    """Say everything anew whenever another language is chosen."""

    def on_language(
        language: Language, turns: tuple[Turn, ...], kept: str, scope: Scope
    ) -> list[Any]:
        labels, phrases = LABELS[language], PHRASES[language]
        messages: list[Any] = show_chat(turns, language, rated=tools.feedback is not None)
        first = welcome(labels, titles(), examples(scope.sources))
        return [
            gr.Chatbot(label=labels.chat, placeholder=first, value=messages),
            gr.Textbox(label=phrases.comment, placeholder=phrases.comment_hint),
            phrases.send_comment,
            phrases.no_comment,
            gr.Textbox(label=labels.question, placeholder=labels.placeholder),
            labels.ask,
            phrases.stop,
            labels.clear,
            show_sources(answerer, turns, language),
            past.listing(past.read(kept), phrases),
            phrases.export_markdown,
            phrases.export_word,
            _indexed(titles(), scope, labels),
        ]

    desk.chosen.change(
        on_language,
        [desk.chosen, desk.turns, desk.past, desk.scope],
        [
            desk.chat,
            desk.comment,
            desk.send_comment,
            desk.no_comment,
            desk.box,
            desk.send,
            desk.stop,
            desk.clear,
            desk.panel,
            desk.earlier,
            desk.markdown,
            desk.word,
            desk.indexed,
        ],
        api_visibility="private",
        show_progress="hidden",
        **remembered.IN_TURN,
    )


def wire_store(
    opened: Dependency,
    desk: Desk,
    titles: Callable[[], Sequence[str]],
    examples: Callable[[Collection[str]], Sequence[str]],
) -> None:
    """List briefings and questions to begin with anew when the store or the choice changes."""
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

    def on_list(scope: Scope, language: Language) -> str:
        return _indexed(titles(), scope, LABELS[language])

    def on_change(scope: Scope, language: Language) -> gr.Chatbot:
        found = examples(scope.sources)
        first = welcome(LABELS[language], titles(), found)
        return gr.Chatbot(placeholder=first, examples=_offered(found))

    for fill, filled in ((on_list, desk.indexed), (on_change, desk.chat)):
        given = (fill, [desk.scope, desk.chosen], filled)
        opened.then(*given, **quiet)
        gr.on([desk.stored.change, desk.scope.change], *given, **quiet)


def welcome(labels: Labels, titles: Sequence[str], examples: Sequence[str]) -> str:
    """Return what an empty conversation says, above the examples if there are any."""
    words = labels.welcome if examples else labels.welcome_plain
    return f'<p class="welcome">{literal(words if titles else labels.welcome_empty)}</p>'


def _indexed(titles: Sequence[str], scope: Scope, labels: Labels) -> str:
    """Return the list of briefings: those that are asked, where not all are."""
    if scope.sources:
        return sources.briefings(scope.titles, replace(labels, briefings=labels.asked))
    return sources.briefings(titles, labels)


def _chat(labels: Labels, titles: Sequence[str], examples: Sequence[str]) -> gr.Chatbot:
    return gr.Chatbot(
        label=labels.chat,
        show_label=False,
        container=False,
        height="100%",
        placeholder=welcome(labels, titles, examples),
        examples=_offered(examples),
        # What we send is HTML with every word escaped. Gradio's sanitizer stays on, and nothing
        # else of its markup may be read into the words of a document.
        sanitize_html=True,
        allow_tags=False,
        latex_delimiters=[],
        line_breaks=False,
        # The page's script scrolls to the question: what an answer begins with matters most.
        autoscroll=False,
        buttons=[],
        elem_id="chat",
    )


def _offered(examples: Sequence[str]) -> list[Any]:
    return [{"text": example} for example in examples]
