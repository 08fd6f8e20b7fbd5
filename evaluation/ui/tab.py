"""The evaluation tab: its components, and what happens when somebody uses them."""

from collections.abc import Iterator
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.events import Dependency

from chatbot.live import Live
from chatbot.settings import Language, Settings
from chatbot.ui.tabs import Frame, Tab
from evaluation.chosen import BUNDLED
from evaluation.ui import layout, steps, view
from evaluation.ui.labels import LABELS
from evaluation.ui.layout import Parts
from evaluation.ui.steps import Step, Subject
from evaluation.ui.turns import Turns
from evaluation.ui.view import Look

# What was chosen comes into view, on a small screen from far below the list.
_REVEAL = """() => {
    const results = document.querySelector("#results");
    if (innerWidth > 860) results.scrollTo(0, 0);
    else results.scrollIntoView();
}"""
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def evaluation(given: Settings, live: Live) -> Tab:
    """Return the tab that measures what ``live`` answers."""
    style = resources.files("evaluation") / "assets" / "tab.css"
    return Tab(
        names={language: labels.tab for language, labels in LABELS.items()},
        build=partial(_build, Subject(given, live)),
        style=style.read_text(encoding="utf-8"),
    )


def _build(subject: Subject, frame: Frame, language: Language) -> None:
    opened, chosen = frame.opened, frame.chosen
    parts = layout.components(LABELS[language])
    _wire_running(subject, parts, chosen)
    _wire_looking(subject, parts, chosen)
    _wire_language(subject, opened, parts, chosen)


def _wire_running(subject: Subject, parts: Parts, chosen: gr.Radio) -> None:
    turns = Turns()
    outputs = [parts.notice, parts.start, parts.stop, *parts.shown]
    unchanged = [gr.skip()] * len(parts.shown)

    def buttons(running: bool) -> list[gr.Button]:
        return [gr.Button(interactive=not running), gr.Button(interactive=running)]

    def on_run(
        source: str, file: str | None, split: str, which: str, language: Language, page: gr.Request
    ) -> Iterator[list[Any]]:
        path = BUNDLED if source == "bundled" else Path(file) if file else None
        if path is None:
            missing = steps.fault(LABELS[language].no_file)
            yield [missing, *buttons(False), *unchanged]
            return
        run = steps.perform(subject, path, split, language)
        waiting, stopped = (
            Step(steps.told(words))
            for words in (LABELS[language].waiting, LABELS[language].stopped)
        )
        last = ""
        for step in turns.take(page.session_hash or "", run, waiting, stopped):
            last = step.notice
            if step.kept:
                shown = view.page(subject, Look(step.kept), which, view.EVERY, language)
                yield [last, *buttons(False), *shown]
                return
            yield [last, *buttons(True), *unchanged]
        yield [last, *buttons(False), *unchanged]

    def on_stop(page: gr.Request) -> None:
        turns.stop(page.session_hash or "")

    def on_start(language: Language, page: gr.Request) -> list[Any]:
        turns.begin(page.session_hash or "")
        return [steps.told(LABELS[language].waiting), *buttons(True)]

    # The first step answers at once, even where somebody else's run has to end first.
    parts.start.click(
        on_start, chosen, outputs[:3], trigger_mode="once", queue=False, **_QUIET
    ).then(
        on_run,
        [parts.source, parts.file, parts.split, parts.which, chosen],
        outputs,
        concurrency_limit=None,
        **_QUIET,
    )
    parts.stop.click(on_stop, None, None, queue=False, **_QUIET)
    parts.source.change(
        lambda source: gr.File(visible=source == "own"), parts.source, parts.file, **_QUIET
    )


def _wire_looking(subject: Subject, parts: Parts, chosen: gr.Radio) -> None:
    def on_act(
        seen: Look, which: str, kind: str, language: Language, event: gr.EventData
    ) -> list[Any]:
        look = seen.after(event.act, event.run)
        if look.opened != seen.opened:
            kind = view.EVERY
        return view.page(subject, look, which, kind, language)

    def on_filter(seen: Look, which: str, kind: str, language: Language) -> str:
        return view.cases(subject, seen.opened, which, kind, language)

    parts.kept.click(
        on_act, [parts.seen, parts.which, parts.kind, chosen], parts.shown, **_QUIET
    ).then(None, None, None, js=_REVEAL)
    gr.on(
        [parts.which.input, parts.kind.input],
        on_filter,
        [parts.seen, parts.which, parts.kind, chosen],
        parts.cases,
        **_QUIET,
    )


def _wire_language(subject: Subject, opened: Dependency, parts: Parts, chosen: gr.Radio) -> None:
    def on_open(seen: Look, which: str, kind: str, language: Language) -> list[Any]:
        return view.page(subject, seen, which, kind, language)

    def on_language(seen: Look, which: str, kind: str, language: Language) -> list[Any]:
        labels = LABELS[language]
        return [
            view.heading(labels),
            gr.Radio(view.sources(labels), label=labels.file),
            gr.File(label=labels.upload),
            gr.Radio(view.splits(labels), label=labels.split),
            labels.run,
            labels.stop,
            "",
            gr.Radio(view.whiches(labels), label=labels.show),
            *view.page(subject, seen, which, kind, language),
        ]

    inputs = [parts.seen, parts.which, parts.kind, chosen]
    worded = [parts.heading, parts.source, parts.file, parts.split, parts.start, parts.stop,
              parts.notice, parts.which]  # fmt: skip
    chosen.change(on_language, inputs, [*worded, *parts.shown], **_QUIET)
    # What is kept may have changed since the page was built.
    opened.then(on_open, inputs, parts.shown, **_QUIET)
