"""Further tabs of the page, beside the conversation: whoever starts the page hands them over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import gradio as gr

from chatbot.settings import Language


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of the page.

    ``build`` makes its components, in the language that the page begins with. It gets the page and
    the radio that holds the language, so that it can listen to them. ``style`` is CSS of its own.
    """

    names: Mapping[Language, str]
    build: Callable[[gr.Blocks, gr.Radio, Language], None]
    style: str = ""
