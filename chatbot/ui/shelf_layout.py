"""The components of the briefings tab."""

from dataclasses import dataclass

import gradio as gr

from chatbot.ui import shelf_view as view
from chatbot.ui.shelf_labels import Labels
from chatbot.ui.tabs import Scope

# The boxes and forms of the list are its own HTML. Gradio keeps the elements of the former list and
# gives them new attributes, so what somebody did to them must be undone by hand.
# A list that was made before the latest ticks (`data-ticks`) undoes none of them.
_LISTEN = """
let ticks = 0;
let ticked = [];
const all = (selector) => [...element.querySelectorAll(selector)];
element.addEventListener("change", (event) => {
    if (event.target.type !== "checkbox") return;
    ticked = all("input:checked").map((box) => box.value);
    ticks += 1;
    trigger("select", { sources: ticked, ticks });
});
element.addEventListener("submit", (event) => {
    event.preventDefault();
    const { act, source } = event.target.dataset;
    const title = event.target.elements.title?.value ?? "";
    const fold = event.target.closest("details");
    fold.open = false;
    fold.querySelector("summary").focus();
    trigger("submit", { act, source, title });
});
element.addEventListener("toggle", (event) => {
    if (event.target.open) event.target.querySelector("input[name=title]")?.select();
}, true);
watch("value", () => {
    const known = Number(element.querySelector("[data-ticks]")?.dataset.ticks ?? ticks);
    const late = known < ticks;
    ticks = Math.max(ticks, known);
    for (const box of all("input[type=checkbox]"))
        box.checked = late ? ticked.includes(box.value) : box.defaultChecked;
    for (const field of all("details:not([open]) input")) field.value = field.defaultValue;
});
"""


@dataclass(frozen=True, slots=True)
class Form:
    """The components that add briefings; there are none where the page is read only."""

    heading: gr.HTML
    files: gr.File
    formats: gr.HTML
    paste: gr.Accordion
    title: gr.Textbox
    text: gr.Textbox
    take: gr.Button


@dataclass(frozen=True, slots=True)
class Shown:
    """The components that show the briefings and which of them are asked."""

    notice: gr.HTML
    asked: gr.HTML
    ask_all: gr.Button
    listed: gr.HTML


def form(labels: Labels) -> Form:
    """Make the components that add briefings, with the words of one language."""
    heading = gr.HTML(view.heading(labels.add))
    files = gr.File(
        label=labels.upload, show_label=False, file_count="multiple", height=140,
        elem_id="shelf-files",
    )  # fmt: skip
    formats = gr.HTML(view.quiet(labels.formats))
    with gr.Accordion(labels.paste, open=False, elem_id="shelf-paste") as paste:
        title = gr.Textbox(
            label=labels.title, placeholder=labels.title_hint, max_lines=1, max_length=200,
            elem_id="shelf-title",
        )  # fmt: skip
        text = gr.Textbox(
            label=labels.text, placeholder=labels.text_hint, lines=6, max_lines=14,
            elem_id="shelf-text",
        )  # fmt: skip
        take = gr.Button(labels.take, variant="primary", elem_id="shelf-take")
    return Form(heading, files, formats, paste, title, text, take)


def shown(labels: Labels) -> Shown:
    """Make the components that show the briefings; the list itself comes when the page opens."""
    notice = gr.HTML(elem_id="shelf-notice")
    with gr.Row(elem_id="shelf-asked"):
        asked = gr.HTML(view.asked(Scope(), 0, labels))
        ask_all = gr.Button(labels.ask_all, visible=False, scale=0, elem_id="ask-all")
    return Shown(notice, asked, ask_all, gr.HTML(elem_id="shelf-items", js_on_load=_LISTEN))
