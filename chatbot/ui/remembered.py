"""What the browser remembers for its reader: the language, and the conversations as JSON.

Several windows share it, each with a conversation of its own: ``assets/kept.js`` tells the others
what one has written. ``gr.BrowserState`` reads only once, so that the last window to write would
undo what the others wrote.
"""

from importlib import resources
from typing import Any

import gradio as gr
from gradio.events import Dependency

_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# For what fills the page when it opens and for what says it in another language: where a language
# is recalled both happen at once, and the second must see what the first has done.
IN_TURN: dict[str, Any] = {"concurrency_id": "opening", "concurrency_limit": 1}

_REMEMBER = """(language) => {
    try {
        localStorage.setItem("briefing-language", language);
    } catch {
        // A browser that stores nothing has it until the page is left.
    }
}"""
# Which conversation is open belongs to the window.
_RECALL = """(language) => {
    try {
        const chosen = localStorage.getItem("briefing-language");
        const kept = JSON.parse(localStorage.getItem("briefing-conversations")) ?? {};
        const current = sessionStorage.getItem("briefing-open") ?? kept.current;
        const known = ["zh", "en"].includes(chosen) ? chosen : language;
        return [known, JSON.stringify({ ...kept, current })];
    } catch {
        return [language, ""];
    }
}"""


def keeper() -> gr.HTML:
    """Make the component, unseen, whose value is what the browser keeps of conversations."""
    script = resources.files("chatbot") / "assets" / "kept.js"
    return gr.HTML(
        "",
        html_template="<i hidden></i>",
        js_on_load=script.read_text(encoding="utf-8"),
        elem_id="kept-conversations",
        padding=False,
    )


def wire(blocks: gr.Blocks, chosen: gr.Radio, kept: gr.HTML) -> Dependency:
    """Recall both when a page opens; return that event, for what needs them to come after it."""
    chosen.change(None, chosen, None, js=_REMEMBER)
    return blocks.load(None, chosen, [chosen, kept], js=_RECALL, **_QUIET)
