"""Conversations kept in the browser: saved after each answer, reopened, deleted, begun anew."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import gradio as gr
from gradio.events import Dependency

from chatbot.settings import Language
from chatbot.ui import past, remembered
from chatbot.ui.desk import Desk
from chatbot.ui.phrases import PHRASES
from chatbot.ui.reading import CLOSED, told
from chatbot.ui.replies import show_chat
from chatbot.ui.talk import show_sources
from chatbot.ui.turns import Answerer, Moves, Tools, Turn

_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def after(run: Any, desk: Desk) -> Any:  # noqa: ANN401
    """Keep the conversation as it is after ``run``, an event of Gradio; return that event."""

    def on_keep(turns: tuple[Turn, ...], kept: str, language: Language) -> tuple[Any, str]:
        done = _kept(past.read(kept), turns)
        return past.written(done), past.listing(done, PHRASES[language])

    inputs = [desk.turns, desk.past, desk.chosen]
    outputs = [desk.past, desk.earlier]
    return run.then(on_keep, inputs, outputs, trigger_mode="always_last", **_QUIET)


def left(kept: str, turns: Sequence[Turn], language: Language) -> list[Any]:
    """Return what the browser keeps, and its list, when the open conversation is left as it is."""
    done = past.Past("", _saved(past.read(kept), turns).conversations)
    return [past.written(done), past.listing(done, PHRASES[language])]


def wire(
    opened: Dependency, answerer: Answerer, desk: Desk, tools: Tools, runs: Sequence[Any]
) -> None:
    """Connect what opens, deletes and begins a conversation; each ends the ``runs``."""

    def shown(found: past.Past, language: Language) -> list[Any]:
        """Return the open conversation, or an empty one, for the box, chat, panel and list."""
        conversation = found.find(found.current)
        turns = past.standing(conversation.turns, answerer.document) if conversation else ()
        messages = show_chat(turns, language, rated=tools.feedback is not None)
        panel = show_sources(answerer, turns, language)
        listing = past.listing(found, PHRASES[language])
        return ["", messages, panel, turns, past.written(found), listing]

    def on_clear(kept: str, language: Language, moves: Moves, turns: tuple[Turn, ...]) -> list[Any]:
        moves.count += 1
        found = _saved(past.read(kept), turns)
        return [*shown(past.Past("", found.conversations), language), *CLOSED]

    def on_reopen(
        event: gr.EventData,
        kept: str,
        language: Language,
        moves: Moves,
        turns: tuple[Turn, ...],
    ) -> list[Any]:
        moves.count += 1
        found, id = _saved(past.read(kept), turns), "".join(told(event))
        if not found.find(id):
            return [gr.skip()] * 9
        return [*shown(past.Past(id, found.conversations), language), *CLOSED]

    def on_forget(event: gr.EventData, kept: str, language: Language, moves: Moves) -> list[Any]:
        found = past.read(kept)
        left = past.without(found, "".join(told(event)))
        if left.current == found.current:
            # Another conversation than the one that is open: what is seen stays.
            listing = past.listing(left, PHRASES[language], unfolded=True)
            return [*[gr.skip()] * 4, past.written(left), listing, *[gr.skip()] * 3]
        moves.count += 1
        return [*shown(left, language), *CLOSED]

    def on_load(kept: str, language: Language) -> list[Any]:
        found = past.read(kept)
        if not found.current:
            return [*[gr.skip()] * 5, past.listing(found, PHRASES[language])]
        # The box is left alone: somebody may be typing already.
        return [gr.skip(), *shown(found, language)[1:]]

    stored = [desk.past, desk.chosen]
    whole = [*desk.shown, desk.past, desk.earlier]
    page = [*whole, *desk.view.shown]
    script = desk.view.bar
    moving = [*stored, desk.moves]
    leaving = [*moving, desk.turns]
    gr.on([desk.clear.click, desk.chat.clear], on_clear, leaving, page, cancels=runs, **_QUIET)
    script.reopen(on_reopen, leaving, page, cancels=runs, **_QUIET)
    script.forget(on_forget, moving, page, **_QUIET)
    opened.then(on_load, stored, whole, **remembered.IN_TURN, **_QUIET)
    desk.past.news(
        lambda kept, language: past.listing(past.read(kept), PHRASES[language]),
        stored,
        desk.earlier,
        # Windows write faster than the list is drawn; without this the last of it would be lost.
        trigger_mode="always_last",
        **_QUIET,
    )


def _kept(found: past.Past, turns: Sequence[Turn]) -> past.Past:
    # Windows tell by it whether a conversation went on: one second holds more than one answer.
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    return past.keep(found, turns, now, uuid4().hex[:16])


def _saved(found: past.Past, turns: Sequence[Turn]) -> past.Past:
    """Return ``found`` with what is open, should its latest answer be on its way to the browser."""
    known = found.find(found.current)
    if len(turns) <= (len(known.turns) if known else 0):
        return found
    # Another window may have gone on with it.
    whole = any(one.turns[: len(turns)] == tuple(turns) for one in found.conversations)
    return found if whole else _kept(found, turns)
