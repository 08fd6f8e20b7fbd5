"""The components of the figures tab."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from chatbot.ui.figures_labels import Labels
from chatbot.ui.figures_rows import EVERY, NONE, Look
from chatbot.ui.shelf_view import heading as titled

# The heads and rows of the table are its own HTML.
_LISTEN = """
element.addEventListener("click", (event) => {
    const { sort, more } = event.target.closest("button")?.dataset ?? {};
    const row = event.target.closest("tr[data-row]")?.dataset.row;
    if (sort || more || row) trigger("select", { sort, more, row });
});
"""
# A file is made when it is asked for; then the hidden button, which holds it, is clicked.
FETCH = """() => setTimeout(() => document.querySelector("#figures-file").click(), 200)"""
# On a small screen the place stands far below the table.
REVEAL = """() => {
    if (document.activeElement?.closest("th, .more")) return;
    if (innerWidth <= 860) document.querySelector("#figures-place").scrollIntoView();
    else document.querySelector("#figures-aside").scrollTo(0, 0);
}"""


@dataclass(frozen=True, slots=True)
class Parts:
    """The components of the tab; ``seen`` is the ``Look`` that is shown."""

    seen: gr.State
    source: gr.Dropdown
    comparison: gr.Dropdown
    unit: gr.Dropdown
    words: gr.Textbox
    csv: gr.Button
    excel: gr.Button
    table: gr.HTML
    place: gr.HTML
    heading: gr.HTML
    kind: gr.Dropdown
    picture: gr.HTML
    saving: gr.Row
    png: gr.Button
    svg: gr.Button
    file: gr.DownloadButton

    @property
    def filters(self) -> list[Any]:
        """The components whose values make a ``Filter``, in its order."""
        return [self.source, self.comparison, self.unit, self.words]


def components(labels: Labels) -> Parts:
    """Make the components, with the words of one language."""
    seen = gr.State(Look())
    with gr.Row(elem_id="figures", elem_classes="split"):
        with gr.Column(scale=5, min_width=320, elem_id="figures-list", elem_classes="wide"):
            with gr.Row(elem_id="figures-filters"):
                source = _choice(labels.briefing, labels.every_briefing, "figures-source")
                comparison = _choice(
                    labels.comparison, labels.every_comparison, "figures-comparison"
                )
                unit = _choice(labels.unit, labels.every_unit, "figures-unit")
                words = gr.Textbox(
                    label=labels.search, placeholder=labels.search_hint, max_lines=1,
                    max_length=200, min_width=150, elem_id="figures-words",
                )  # fmt: skip
            with gr.Row(elem_id="figures-files"):
                csv = gr.Button(labels.csv, scale=0, elem_id="figures-csv")
                excel = gr.Button(labels.excel, scale=0, elem_id="figures-excel")
                file = gr.DownloadButton(visible="hidden", elem_id="figures-file")
            table = gr.HTML(elem_id="figures-table", js_on_load=_LISTEN)
        with gr.Column(scale=3, min_width=300, elem_id="figures-aside"):
            place = gr.HTML(elem_id="figures-place")
            heading = gr.HTML(titled(labels.plot))
            kind = gr.Dropdown(
                [], label=labels.comparison, container=False, filterable=False, visible=False,
                elem_id="figures-kind",
            )  # fmt: skip
            picture = gr.HTML(elem_id="figures-picture")
            with gr.Row(visible=False, elem_id="figures-saving") as saving:
                png = gr.Button(labels.save.format("PNG"), scale=0, elem_id="figures-png")
                svg = gr.Button(labels.save.format("SVG"), scale=0, elem_id="figures-svg")
    return Parts(
        seen, source, comparison, unit, words, csv, excel, table, place, heading, kind, picture,
        saving, png, svg, file,
    )  # fmt: skip


def _choice(label: str, every: str, name: str) -> gr.Dropdown:
    return gr.Dropdown(
        [(every, EVERY), ("", NONE)], value=EVERY, label=label, filterable=False, min_width=130,
        elem_id=name,
    )  # fmt: skip
