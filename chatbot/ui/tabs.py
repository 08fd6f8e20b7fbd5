"""Further tabs of the page, beside the conversation: whoever starts the page hands them over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import gradio as gr
from gradio.events import Dependency

from chatbot.settings import Language


@dataclass(frozen=True, slots=True)
class Scope:
    """Which documents are asked: their sources and titles; none of them means all.

    ``ticks`` counts the ticks that the open page had made when it told this choice.
    """

    sources: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    ticks: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """What is around a tab, for it to listen to: itself and the radio with the language.

    ``opened`` is the opening of the page, once the language is recalled.

    ``scope`` holds the ``Scope`` of this browser session, ``stored`` the number of the store's
    generation that it has seen; a tab that changes either sets it, and the others follow.
    """

    opened: Dependency
    tab: gr.Tab
    chosen: gr.Radio
    scope: gr.State
    stored: gr.State


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of the page.

    ``build`` makes its components, in the language that the page begins with. ``style`` is CSS of
    its own.
    """

    names: Mapping[Language, str]
    build: Callable[[Frame, Language], None]
    style: str = ""

    def add(
        self,
        opened: Dependency,
        chosen: gr.Radio,
        scope: gr.State,
        stored: gr.State,
        language: Language,
    ) -> gr.Tab:
        """Make the tab, with all that is in it, inside the ``gr.Tabs`` that is being built."""
        made = gr.Tab(self.names[language], render_children=True)
        with made:
            self.build(Frame(opened, made, chosen, scope, stored), language)
        return made


def follow(
    made: Sequence[gr.Tab], names: Sequence[Mapping[Language, str]], chosen: gr.Radio
) -> None:
    """Name the tabs anew whenever another language is chosen."""

    def on_language(language: Language) -> list[gr.Tab]:
        return [gr.Tab(label=name[language]) for name in names]

    chosen.change(on_language, chosen, list(made), api_visibility="private", show_progress="hidden")
