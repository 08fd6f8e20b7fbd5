"""The components of the evaluation tab, and where they stand."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from evaluation.ui import view
from evaluation.ui.labels import Labels
from evaluation.ui.view import Look

# The buttons of the list are its own HTML; after a change the keyboard stays where it was.
_LISTEN = """
let last = "";
const find = (name) => [...element.querySelectorAll("button[data-run]")]
    .find((button) => `${button.dataset.act} ${button.dataset.run}` === name);
element.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-run]");
    if (!button) return;
    last = `${button.dataset.act} ${button.dataset.run}`;
    trigger("click", { act: button.dataset.act, run: button.dataset.run });
});
watch("value", () => {
    if (document.activeElement === document.body) find(last)?.focus({ preventScroll: true });
});
"""


@dataclass(frozen=True, slots=True)
class Parts:
    """The components of the tab. ``seen`` is the ``Look`` that is shown."""

    seen: gr.State
    heading: gr.HTML
    source: gr.Radio
    file: gr.File
    split: gr.Radio
    start: gr.Button
    stop: gr.Button
    notice: gr.HTML
    kept: gr.HTML
    versus: gr.HTML
    result: gr.HTML
    filters: gr.Row
    which: gr.Radio
    kind: gr.Dropdown
    cases: gr.HTML

    @property
    def shown(self) -> list[Any]:
        """The components that ``view.page`` gives values for, in its order."""
        return [
            self.seen, self.kept, self.versus, self.result, self.filters, self.kind, self.cases,
        ]  # fmt: skip


def components(labels: Labels) -> Parts:
    """Make the components, with the words of one language."""
    with gr.Row(elem_id="evaluation"):
        with gr.Column(scale=2, min_width=280, elem_id="runs"):
            with gr.Column(elem_id="new-run"):
                heading = gr.HTML(view.heading(labels))
                source = gr.Radio(view.sources(labels), value="bundled", label=labels.file)
                file = gr.File(
                    label=labels.upload, show_label=False, height=110, visible=False, elem_id="file"
                )
                split = gr.Radio(view.splits(labels), value="", label=labels.split)
                with gr.Row(elem_id="run-buttons"):
                    start = gr.Button(labels.run, variant="primary", elem_id="run")
                    stop = gr.Button(labels.stop, interactive=False, elem_id="stop-run")
                notice = gr.HTML(elem_id="notice")
            kept = gr.HTML(elem_id="kept", js_on_load=_LISTEN)
        with gr.Column(scale=5, min_width=320, elem_id="results"):
            versus = gr.HTML(elem_id="versus")
            result = gr.HTML(elem_id="result")
            with gr.Row(visible=False, elem_id="filters") as filters:
                which = gr.Radio(
                    view.whiches(labels), value="failed", label=labels.show, container=False
                )
                kind = gr.Dropdown(
                    [(labels.every_kind, view.EVERY)], value=view.EVERY, label=labels.kind,
                    container=False, filterable=False, elem_id="kind",
                )  # fmt: skip
            cases = gr.HTML(elem_id="cases")
    return Parts(
        gr.State(Look()), heading, source, file, split, start, stop, notice, kept, versus, result,
        filters, which, kind, cases,
    )  # fmt: skip
