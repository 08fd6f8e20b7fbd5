"""The figures tab: every figure of the briefings, filtered, sorted, shown in its place, drawn."""

from collections.abc import Callable
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

import gradio as gr

from chatbot.live import Live
from chatbot.settings import Language
from chatbot.ui import figures_export, figures_layout, figures_plots, files
from chatbot.ui import figures_view as view
from chatbot.ui.figures_labels import LABELS
from chatbot.ui.figures_layout import FETCH, REVEAL, Parts
from chatbot.ui.figures_rows import Figures, Filter, Look
from chatbot.ui.tabs import Frame, Tab

_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def figures(live: Live) -> Tab:
    """Return the tab with the figures of the store behind ``live``."""
    style = resources.files("chatbot") / "assets" / "figures.css"
    return Tab(
        names={language: labels.tab for language, labels in LABELS.items()},
        build=partial(_build, Figures(live)),
        style=style.read_text(encoding="utf-8"),
    )


def _build(held: Figures, frame: Frame, language: Language) -> None:
    parts = figures_layout.components(LABELS[language])
    _wire_table(held, frame, parts)
    _wire_files(held, frame, parts)
    frame.chosen.change(
        lambda language: view.words(LABELS[language]),
        frame.chosen,
        [parts.words, parts.csv, parts.excel, parts.heading, parts.png, parts.svg],
        **_QUIET,
    )


def _wire_table(held: Figures, frame: Frame, parts: Parts) -> None:
    def on_open(source: str, comparison: str, unit: str, language: Language) -> list[Any]:
        return view.choices(held, (source, comparison, unit), language)

    def on_look(
        look: Look, source: str, comparison: str, unit: str, words: str, language: Language
    ) -> list[Any]:
        return view.shown(held, Filter(source, comparison, unit, words), look, language)

    def on_select(
        look: Look, source: str, comparison: str, unit: str, words: str, language: Language,
        event: gr.EventData,
    ) -> list[Any]:  # fmt: skip
        # Of the three the browser sends one.
        given = event._data
        look = look.after(given.get("sort"), given.get("more"), given.get("row"))
        return [look, *on_look(look, source, comparison, unit, words, language)]

    def on_plot(
        kind: str | None, source: str, comparison: str, unit: str, words: str, language: Language
    ) -> list[Any]:
        return view.plot(held, Filter(source, comparison, unit, words), kind, language)

    inputs = [parts.seen, *parts.filters, frame.chosen]
    outputs = [parts.table, parts.place]
    plot: dict[str, Any] = {
        "fn": on_plot,
        "inputs": [parts.kind, *parts.filters, frame.chosen],
        "outputs": [parts.kind, parts.picture, parts.saving],
        "trigger_mode": "always_last",
        **_QUIET,
    }
    # The first look imports matplotlib, so the table does not wait for the plot.
    gr.on(
        [frame.tab.select, frame.chosen.change], on_open, [*parts.filters[:3], frame.chosen],
        parts.filters[:3], **_QUIET,
    ).then(on_look, inputs, outputs, **_QUIET).then(**plot)  # fmt: skip
    gr.on(
        [*(one.input for one in parts.filters[:3]), parts.words.change], on_look, inputs, outputs,
        trigger_mode="always_last", **_QUIET,
    ).then(**plot)  # fmt: skip
    parts.kind.input(**plot)
    parts.table.select(on_select, inputs, [parts.seen, *outputs], **_QUIET).then(
        None, None, None, js=REVEAL
    )


def _wire_files(held: Figures, frame: Frame, parts: Parts) -> None:
    def made(name: str, write: Callable[[Path], None]) -> gr.DownloadButton:
        path = files.path(name)
        write(path)
        return gr.DownloadButton(value=str(path))

    def on_table(
        kind: str, look: Look, source: str, comparison: str, unit: str, words: str
    ) -> gr.DownloadButton:
        rows = held.rows(Filter(source, comparison, unit, words), look)
        write = figures_export.as_csv if kind == "csv" else figures_export.as_excel
        return made(f"figures.{kind}", partial(write, rows))

    def on_plot(
        suffix: str, kind: str, source: str, comparison: str, unit: str, words: str,
        language: Language,
    ) -> gr.DownloadButton:  # fmt: skip
        bars = figures_plots.bars(held.rows(Filter(source, comparison, unit, words)), kind)
        title = view.plot_title(kind, LABELS[language])
        return made(f"figures.{suffix}", partial(figures_plots.save, bars, title))

    for kind, button in (("csv", parts.csv), ("xlsx", parts.excel)):
        button.click(
            partial(on_table, kind), [parts.seen, *parts.filters], parts.file, **_QUIET
        ).then(None, None, None, js=FETCH)
    for kind, button in (("png", parts.png), ("svg", parts.svg)):
        inputs = [parts.kind, *parts.filters, frame.chosen]
        button.click(partial(on_plot, kind), inputs, parts.file, **_QUIET).then(
            None, None, None, js=FETCH
        )
