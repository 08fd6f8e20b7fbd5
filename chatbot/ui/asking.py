"""What asks: the box, an example, a suggestion, a retry; and what stops it."""

from collections.abc import Iterator, Sequence
from typing import Any

import gradio as gr

from chatbot.settings import Language
from chatbot.ui import keeping
from chatbot.ui.desk import Desk
from chatbot.ui.reading import CLOSED, numbers
from chatbot.ui.replies import show_chat
from chatbot.ui.tabs import Scope
from chatbot.ui.talk import NOTHING, Step, ask, show_sources, suggest
from chatbot.ui.turns import Answerer, Moves, Tools, Turn

_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def wire(answerer: Answerer, desk: Desk, tools: Tools) -> list[Any]:
    """Connect everything that asks a question; return the runs, which others may cancel.

    Questions to ask next come after a run: who asks again meanwhile does not wait for them.
    """
    rated = tools.feedback is not None

    def on_ask(
        question: str, turns: tuple[Turn, ...], language: Language, scope: Scope, moves: Moves
    ) -> Iterator[Step]:
        moves.count += 1
        moves.asked = moves.count
        yield from ask(answerer, question, turns, language, tools, scope.sources)

    def on_redo(turns: tuple[Turn, ...], language: Language, moves: Moves) -> Step:
        moves.count += 1
        return _before(answerer, turns, len(turns), language, rated) if turns else NOTHING

    def on_follow(event: gr.EventData, turns: tuple[Turn, ...]) -> str:
        (at,) = numbers(event, 1)
        offered = turns[-1].suggestions if turns else ()
        return offered[at] if at < len(offered) else ""

    def on_example(event: gr.SelectData) -> str:
        return str(event.value["text"])

    def on_stop(turns: tuple[Turn, ...], language: Language) -> Any:  # noqa: ANN401
        return show_chat(turns, language, rated=rated)

    asking: dict[str, Any] = {
        "fn": on_ask,
        "inputs": [desk.box, desk.turns, desk.chosen, desk.scope, desk.moves],
        "outputs": desk.shown,
        "show_progress": "hidden",
        # Most of its time an answer on the page waits for the browser to draw a piece.
        "concurrency_limit": 32,
    }
    given = [desk.turns, desk.chosen]
    script = desk.view.bar
    # "once": a second Enter waits in the box until the answer is there.
    runs = [
        gr.on(
            [desk.box.submit, desk.send.click],
            **asking,
            api_visibility="private",
            trigger_mode="once",
        )
    ]
    fillers = [
        desk.chat.example_select(on_example, None, desk.box, queue=False, **_QUIET),
        script.redo(on_redo, [*given, desk.moves], desk.shown, **_QUIET),
        script.follow(on_follow, desk.turns, desk.box, **_QUIET),
    ]
    runs += [filler.then(**asking, api_visibility="private") for filler in fillers]
    _wire_suggestions(answerer, desk, tools, [keeping.after(run, desk) for run in runs])
    # Beside the new answer stand its own sources.
    asks = [desk.box.submit, desk.send.click, desk.chat.example_select, script.redo, script.follow]
    for listen in [*asks, script.amend]:
        listen(lambda: CLOSED, None, desk.view.shown, **_QUIET)
    _wire_amending(answerer, desk, tools, runs)
    keeping.after(desk.stop.click(on_stop, given, desk.chat, cancels=runs, **_QUIET), desk)
    return runs


def _wire_suggestions(answerer: Answerer, desk: Desk, tools: Tools, kept: Sequence[Any]) -> None:
    """Add questions to ask next after each run whose answer has been ``kept``."""

    def on_suggest(turns: tuple[Turn, ...], language: Language, scope: Scope, moves: Moves) -> Step:
        # Since the question, not since now: what moves the page on may have begun, and not ended.
        began = moves.asked
        if moves.count != began:
            return NOTHING
        step = suggest(answerer, turns, language, tools, scope.sources)
        return step if moves.count == began else NOTHING

    given = [desk.turns, desk.chosen, desk.scope, desk.moves]
    # Those of the answer before may still be looked for.
    together: dict[str, Any] = {"trigger_mode": "multiple", **_QUIET}
    for run in kept if tools.follow_up else ():
        keeping.after(run.then(on_suggest, given, desk.shown, **together), desk)


def _wire_amending(answerer: Answerer, desk: Desk, tools: Tools, runs: Sequence[Any]) -> None:
    """Let any question be put back into the box; what was asked after it is not lost."""

    def on_amend(
        event: gr.EventData,
        turns: tuple[Turn, ...],
        language: Language,
        moves: Moves,
        kept: str,
    ) -> list[Any]:
        moves.count += 1
        (number,) = numbers(event, 1)
        if not 0 < number <= len(turns):
            return [*NOTHING, gr.skip(), gr.skip()]
        shown = _before(answerer, turns, number, language, tools.feedback is not None)
        if number == len(turns):
            return [*shown, gr.skip(), gr.skip()]
        # The conversation as it was stays with the earlier ones.
        return [*shown, *keeping.left(kept, turns, language)]

    desk.view.bar.amend(
        on_amend,
        [desk.turns, desk.chosen, desk.moves, desk.past],
        [*desk.shown, desk.past, desk.earlier],
        cancels=runs,
        **_QUIET,
    ).then(None, None, None, js="() => document.querySelector('#question textarea')?.focus()")


def _before(
    answerer: Answerer, turns: tuple[Turn, ...], number: int, language: Language, rated: bool
) -> Step:
    """Return the conversation before the turn ``number``, from 1, whose question is in the box."""
    left = turns[: number - 1]
    messages = show_chat(left, language, rated=rated)
    return Step(turns[number - 1].question, messages, show_sources(answerer, left, language), left)
