"""Further tabs of the page, beside the conversation: whoever starts the page hands them over."""

from collections.abc import Callable, Mapping, Sequence
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

    def add(self, blocks: gr.Blocks, chosen: gr.Radio, language: Language) -> gr.Tab:
        """Make the tab, with all that is in it, inside the ``gr.Tabs`` that is being built."""
        made = gr.Tab(self.names[language], render_children=True)
        with made:
            self.build(blocks, chosen, language)
        return made


def follow(
    made: Sequence[gr.Tab], names: Sequence[Mapping[Language, str]], chosen: gr.Radio
) -> None:
    """Name the tabs anew whenever another language is chosen."""

    def on_language(language: Language) -> list[gr.Tab]:
        return [gr.Tab(label=name[language]) for name in names]

    chosen.change(on_language, chosen, list(made), api_visibility="private", show_progress="hidden")
