"""The components of the verify tab."""

from dataclasses import dataclass

import gradio as gr

from chatbot.ui import verify_view as view
from chatbot.ui.verify_labels import Labels
from chatbot.ui.verify_work import Known

# The links are the tab's own HTML: a plain click opens the place beside the sentences, any other
# one is the browser's. The document comes later, so it is waited for.
_LISTEN = """
const links = () => [...element.querySelectorAll("a[data-of]")];
function reveal(of, tries) {
    const shown = document.querySelector("#verify-place .opened");
    if (shown?.dataset.key !== of) {
        if (tries) setTimeout(() => reveal(of, tries - 1), 50);
        return;
    }
    const place = shown.querySelector("mark") ?? shown;
    place.scrollIntoView({ block: "center" });
    place.focus({ preventScroll: true });
}
element.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-of]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    for (const one of links()) one.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    trigger("select", { of: link.dataset.of.split("-") });
    reveal(link.dataset.of, 200);
});
"""
_BACK = """
function back() {
    const link = document.querySelector("#verify-claims a[aria-current]");
    link?.scrollIntoView({ block: "center" });
    link?.focus({ preventScroll: true });
}
element.addEventListener("click", (event) => event.target.closest(".back") && back());
element.addEventListener("keydown", (event) => event.key === "Escape" && back());
"""


@dataclass(frozen=True, slots=True)
class Parts:
    """The components of the tab.

    ``checked`` holds what is ``Known``, ``at`` which sentence's which place is open, both from 1.
    """

    checked: gr.State
    at: gr.State
    draft: gr.Textbox
    limit: gr.HTML
    check: gr.Button
    claims: gr.HTML
    place: gr.HTML


def components(labels: Labels) -> Parts:
    """Make the components, with the words of one language."""
    checked, at = gr.State(Known()), gr.State((0, 0))
    with gr.Row(elem_id="verify", elem_classes="split"):
        with gr.Column(scale=4, min_width=320, elem_id="verify-list", elem_classes="wide"):
            draft = gr.Textbox(
                label=labels.draft, placeholder=labels.draft_hint, lines=6, max_lines=12,
                elem_id="verify-draft",
            )  # fmt: skip
            with gr.Row(elem_id="verify-send"):
                check = gr.Button(labels.check, variant="primary", scale=0, elem_id="verify-check")
                limit = gr.HTML(view.limit(labels))
            claims = gr.HTML(elem_id="verify-claims", js_on_load=_LISTEN)
        with gr.Column(scale=3, min_width=300, elem_id="verify-aside"):
            place = gr.HTML(view.waiting(labels), elem_id="verify-place", js_on_load=_BACK)
    return Parts(checked, at, draft, limit, check, claims, place)
