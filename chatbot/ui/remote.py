"""The page's answers for programs: ``/ask`` of Gradio's HTTP API."""

from typing import Any

import gradio as gr
from gradio.events import api

from chatbot.serving import told
from chatbot.serving.access import Access
from chatbot.ui.turns import Answerer
from index.errors import UserError

_ABOUT = (
    "Answer a question from the indexed briefings. history holds earlier [question, answer] pairs. "
    "Returns what `briefing ask --json` prints, each citation with a link, and answer_text: the "
    "answer with its numbered sources."
)


def add(answerer: Answerer, access: Access) -> None:
    """Add the endpoint to the blocks that are being built."""

    def ask(
        question: str,
        history: list[list[str]] | None = None,
        request: gr.Request = None,  # type: ignore[assignment]
    ) -> dict[str, Any]:
        pairs = _pairs(history or [])
        try:
            answer = answerer.answer(_words(question), pairs)
        except UserError as error:
            raise gr.Error(str(error), print_exception=False) from error
        assert request.request
        address = access.address(request.request.scope["scheme"], request.request.headers)
        return {**told.data(answer, address), "answer_text": told.text(answer)}

    api(ask, api_name="ask", api_description=_ABOUT, concurrency_limit=4)


def _words(question: object) -> str:
    if not isinstance(question, str):
        raise gr.Error(
            f"question must be text, found {type(question).__name__}", print_exception=False
        )
    return question


def _pairs(history: object) -> list[tuple[str, str]]:
    if isinstance(history, list) and all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair)
        for pair in history
    ):
        return [(asked, answered) for asked, answered in history]
    raise gr.Error("history must be a list of [question, answer] pairs", print_exception=False)
