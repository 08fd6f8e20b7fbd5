"""The briefings tab: what is indexed, which of it is asked, and, unless read only, changing it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

import gradio as gr

from chatbot.live import Live
from chatbot.settings import Language
from chatbot.ui import shelf_layout as layout
from chatbot.ui import shelf_view as view
from chatbot.ui.faults import said
from chatbot.ui.shelf_labels import LABELS
from chatbot.ui.shelf_layout import Form, Shown
from chatbot.ui.shelf_work import Shelf, Work, steps
from chatbot.ui.tabs import Frame, Scope, Tab
from index.build import Outcome
from index.errors import UserError

# What a listener is made of.
Look = dict[str, Any]
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# One change at a time: the store has one writer.
_ALONE: dict[str, Any] = {"concurrency_limit": 1, "concurrency_id": "store", **_QUIET}
# What reads the choice and gives it back: a look that began before a tick must not end after it.
# Ticks wait for each other, none is dropped.
_IN_TURN: dict[str, Any] = {
    "concurrency_limit": 1, "concurrency_id": "choice", "trigger_mode": "multiple", **_QUIET,
}  # fmt: skip


def briefings(live: Live, read_only: bool = False) -> Tab:
    """Return the tab that shows and, unless ``read_only``, changes the store behind ``live``."""
    style = resources.files("chatbot") / "assets" / "tabs.css"
    return Tab(
        names={language: labels.tab for language, labels in LABELS.items()},
        build=partial(_build, live, read_only),
        style=style.read_text(encoding="utf-8"),
    )


def _build(live: Live, read_only: bool, frame: Frame, language: Language) -> None:
    labels = LABELS[language]
    with gr.Row(elem_id="shelf", elem_classes="split"):
        form = None
        if not read_only:
            with gr.Column(scale=2, min_width=280, elem_id="shelf-form", elem_classes="narrow"):
                form = layout.form(labels)
        with gr.Column(scale=5, min_width=320, elem_id="shelf-list", elem_classes="wide"):
            parts = layout.shown(labels)
    look = _wire_list(live, read_only, frame, parts)
    if form:
        _wire_changes(Shelf(live), frame, form, parts, look)
        _wire_words(frame, form)


def _shown(live: Live, scope: Scope, language: Language, read_only: bool = False) -> list[Any]:
    """Return the scope, who is asked, its button, the list, and the generation they are of."""
    store = live.store
    listings = store.listings()
    titles = {one.source: one.title or one.source for one in listings}
    kept = tuple(source for source in scope.sources if source in titles)
    scope = replace(scope, sources=kept, titles=tuple(titles[source] for source in kept))
    return [
        scope,
        view.asked(scope, len(listings), LABELS[language]),
        gr.Button(LABELS[language].ask_all, visible=bool(kept)),
        view.listed(listings, scope, language, read_only),
        store.manifest.generation,
    ]


def _wire_list(live: Live, read_only: bool, frame: Frame, parts: Shown) -> Look:
    """Let the list follow whoever looks and ticks; return what shows it anew."""

    def on_look(scope: Scope, language: Language) -> list[Any]:
        try:
            return _shown(live, scope, language, read_only)
        except UserError as error:
            gone = view.fault(LABELS[language].fault, [said(error, language)])
            return [gr.skip(), "", gr.Button(visible=False), gone, gr.skip()]

    def on_tick(language: Language, event: gr.EventData) -> list[Any]:
        # More than the digits of any count of ticks is no number of ours.
        ticks = str(event.ticks)
        told = int(ticks) if ticks.isascii() and ticks.isdigit() and len(ticks) < 10 else 0
        return on_look(Scope(tuple(map(str, event.sources)), ticks=told), language)

    def on_all(scope: Scope, language: Language) -> list[Any]:
        return on_look(Scope(ticks=scope.ticks), language)

    outputs = [frame.scope, parts.asked, parts.ask_all, parts.listed, frame.stored]
    look = Look(fn=on_look, inputs=[frame.scope, frame.chosen], outputs=outputs, **_IN_TURN)
    # The store may have changed since: by somebody else, or by another program.
    frame.opened.then(**look)
    gr.on([frame.tab.select, frame.chosen.change], **look)
    parts.listed.select(on_tick, frame.chosen, outputs, **_IN_TURN)
    parts.ask_all.click(on_all, [frame.scope, frame.chosen], outputs, **_IN_TURN)
    return look


def _wire_changes(shelf: Shelf, frame: Frame, form: Form, parts: Shown, look: Look) -> None:
    def on_upload(files: list[str] | None, language: Language) -> Iterator[list[Any]]:
        paths = [Path(file) for file in files or ()]
        # The box is empty again at once, ready for more, which wait their turn.
        box = None
        for notice, _ in _perform(partial(shelf.upload, paths), language):
            yield [box, notice]
            box = gr.skip()

    def on_paste(title: str, text: str, language: Language) -> Iterator[list[Any]]:
        for notice, done in _perform(partial(shelf.paste, title or "", text or ""), language):
            # What could not be taken stays in its box.
            yield [*(("", "") if done else (gr.skip(), gr.skip())), notice]

    def on_act(language: Language, event: gr.EventData) -> Iterator[str]:
        source, title = str(event.source), str(event.title)
        rename, remove = partial(shelf.rename, source, title), partial(shelf.remove, source)
        for notice, _ in _perform(remove if event.act == "remove" else rename, language):
            yield notice

    # What is ticked may change meanwhile, so the list is shown by itself afterwards.
    form.files.upload(
        on_upload, [form.files, frame.chosen], [form.files, parts.notice],
        trigger_mode="multiple", **_ALONE,
    ).then(**look)  # fmt: skip
    form.take.click(
        on_paste, [form.title, form.text, frame.chosen], [form.title, form.text, parts.notice],
        trigger_mode="once", **_ALONE,
    ).then(**look)  # fmt: skip
    acting = parts.listed.submit(
        on_act, frame.chosen, parts.notice, trigger_mode="multiple", **_ALONE
    )
    acting.then(**look)


def _perform(work: Work, language: Language) -> Iterator[tuple[str, bool]]:
    """Yield the notice at each step of ``work`` and at its end, and whether it is done."""
    labels = LABELS[language]
    try:
        for step in steps(work):
            if isinstance(step, Outcome):
                yield view.done(step, language), True
            else:
                yield view.progress(*step, labels), False
    except UserError as error:
        yield view.fault(labels.fault, [said(error, language)]), False
    except Exception:
        yield view.fault(labels.fault, [labels.failed]), False
        raise


def _wire_words(frame: Frame, form: Form) -> None:
    def on_language(language: Language) -> list[Any]:
        labels = LABELS[language]
        return [
            view.heading(labels.add),
            gr.File(label=labels.upload),
            view.quiet(labels.formats),
            gr.Accordion(label=labels.paste),
            gr.Textbox(label=labels.title, placeholder=labels.title_hint),
            gr.Textbox(label=labels.text, placeholder=labels.text_hint),
            labels.take,
        ]

    words = [
        form.heading, form.files, form.formats, form.paste, form.title, form.text, form.take,
    ]  # fmt: skip
    frame.chosen.change(on_language, frame.chosen, words, **_QUIET)
