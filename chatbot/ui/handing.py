"""What a reader takes away and gives back: exported conversations, verdicts and comments."""

import tempfile
from pathlib import Path
from typing import Any

import gradio as gr

from chatbot import export, feedback
from chatbot.settings import Language
from chatbot.ui import keeping
from chatbot.ui.desk import Desk
from chatbot.ui.phrases import PHRASES
from chatbot.ui.reading import told
from chatbot.ui.replies import show_chat
from chatbot.ui.turns import Moves, Tools, Turn, Verdict, history

_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# The link of the hidden button is there a moment after its value.
_DOWNLOAD = """() => setTimeout(() => document.querySelector("#export-file")?.click(), 300)"""

_FOCUS = "() => document.querySelector('#comment textarea')?.focus()"


def wire(desk: Desk, tools: Tools) -> None:
    """Connect the export buttons and, where there is a file for it, the verdicts."""

    def on_markdown(turns: tuple[Turn, ...], language: Language) -> Any:  # noqa: ANN401
        return _file("md", export.markdown(_answered(turns), language).encode(), turns)

    def on_word(turns: tuple[Turn, ...], language: Language) -> Any:  # noqa: ANN401
        return _file("docx", export.word(_answered(turns), language), turns)

    given = [desk.turns, desk.chosen]
    for button, made in ((desk.markdown, on_markdown), (desk.word, on_word)):
        button.click(made, given, desk.file, **_QUIET).success(None, None, None, js=_DOWNLOAD)
    if tools.feedback:
        _wire_verdicts(desk, tools.feedback)


def rate(
    path: Path, turns: tuple[Turn, ...], number: int, verdict: Verdict, comment: str = ""
) -> tuple[Turn, ...]:
    """Write down a verdict on the turn ``number``, from 1, and return the turns with it."""
    turn = turns[number - 1]
    if not turn.answer or not verdict:
        return turns
    feedback.add(path, verdict, comment, turn.answer, history(turns[: number - 1]))
    rated = Turn(turn.question, turn.answer, turn.notice, turn.suggestions, verdict)
    return (*turns[: number - 1], rated, *turns[number:])


def _wire_verdicts(desk: Desk, path: Path) -> None:
    def on_rate(
        event: gr.EventData, turns: tuple[Turn, ...], language: Language, moves: Moves
    ) -> tuple[Any, ...]:
        moves.count += 1
        of = told(event)
        number = int(of[0]) if of and of[0].isascii() and of[0].isdigit() else 0
        if len(of) != 2 or of[1] not in ("up", "down") or not 0 < number <= len(turns):
            return (gr.skip(),) * 5
        done = rate(path, turns, number, "up" if of[1] == "up" else "down")
        return done, show_chat(done, language, rated=True), number, gr.Row(visible=True), ""

    def on_comment(
        comment: str, number: int, turns: tuple[Turn, ...], language: Language
    ) -> tuple[Any, ...]:
        if comment.strip() and 0 < number <= len(turns):
            rate(path, turns, number, turns[number - 1].verdict, comment)
            gr.Info(PHRASES[language].thanks, duration=4, title=PHRASES[language].comment)
        return gr.Row(visible=False), "", 0

    form = [desk.opinion, desk.comment, desk.rated]
    rating = desk.view.bar.rate(
        on_rate,
        [desk.turns, desk.chosen, desk.moves],
        [desk.turns, desk.chat, desk.rated, desk.opinion, desk.comment],
        **_QUIET,
    )
    rating.then(None, None, None, js=_FOCUS)
    keeping.after(rating, desk)
    gr.on(
        [desk.comment.submit, desk.send_comment.click],
        on_comment,
        [desk.comment, desk.rated, desk.turns, desk.chosen],
        form,
        **_QUIET,
    )
    desk.no_comment.click(lambda: (gr.Row(visible=False), "", 0), None, form, **_QUIET)


def _answered(turns: tuple[Turn, ...]) -> list[Any]:
    return [(turn.question, turn.answer) for turn in turns if turn.answer]


def _file(suffix: str, data: bytes, turns: tuple[Turn, ...]) -> Any:  # noqa: ANN401
    if not _answered(turns):
        # The button is not shown then; whoever asks all the same gets nothing.
        raise gr.Error("", visible=False, print_exception=False)
    path = Path(tempfile.mkdtemp(prefix="briefing-")) / f"briefing.{suffix}"
    path.write_bytes(data)
    return gr.DownloadButton(value=str(path))
