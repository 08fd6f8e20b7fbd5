"""A conversation: asked step by step, and shown as messages and cited passages, all escaped."""

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Protocol

import gradio as gr

from chatbot.records import Answer, Citation
from chatbot.settings import Language
from chatbot.ui import sources
from chatbot.ui.labels import LABELS, Labels
from chatbot.ui.sources import Line, literal
from index.errors import UserError
from index.records import Document

# Seconds between two pieces of an answer: enough for the browser to draw the one before.
_PAUSE = 0.03
# A longer question is shown shortened; in the box it stays whole.
_MOST_QUESTION = 1000
Message = dict[str, str]


class Answerer(Protocol):
    """What the page asks: for an answer, and for the documents that it quotes."""

    def answer(self, question: str, history: Sequence[tuple[str, str]]) -> Answer:
        """Answer ``question``; ``history`` holds earlier (question, answer) pairs."""
        ...

    def document(self, source: str) -> Document:
        """Return the stored document ``source``."""
        ...

    def within(self, sources: Collection[str]) -> "Answerer":
        """Return what answers from these documents only."""
        ...


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer, or with the notice why there is none."""

    question: str
    answer: Answer | None = None
    notice: str = ""


class Step(NamedTuple):
    """What one step of an answer changes on the page; ``gr.skip()`` leaves a part as it is."""

    box: Any
    chat: list[Message] | Any
    panel: str | Any
    turns: tuple[Turn, ...] | Any


def ask(
    answerer: Answerer,
    question: str,
    turns: tuple[Turn, ...],
    language: Language,
    scope: Sequence[str] = (),
) -> Iterator[Step]:
    """Answer ``question`` in steps: the question alone, then the answer in growing pieces.

    With a ``scope`` only the documents of these sources are asked.
    A blank question changes nothing. A question that is refused as such goes back into the box
    and stays out of the history.
    """
    if not question or not question.strip():
        yield Step(gr.skip(), gr.skip(), gr.skip(), gr.skip())
        return
    labels = LABELS[language]
    earlier = show_chat(turns, language)
    asked = [*earlier, _message("user", _question(question))]
    searching = f'<p class="searching">{literal(labels.searching)}</p>'
    yield Step("", [*asked, _message("assistant", searching)], gr.skip(), gr.skip())
    try:
        asked_of = answerer.within(scope) if scope else answerer
        answer = asked_of.answer(question, history(turns))
        done = (*turns, Turn(question, answer))
        panel = show_sources(answerer, done, language)
    except UserError as error:
        done = (*turns, Turn(question, notice=str(error)))
        yield Step(question, show_chat(done, language), gr.skip(), done)
        return
    except Exception:
        failed = Turn(question, notice=labels.failed)
        yield Step(question, show_chat((*turns, failed), language), gr.skip(), gr.skip())
        raise
    lines = sources.lines(answer, len(done))
    total = sum(len(line.pieces) for line in lines)
    for count in range(1, total):
        reply = _message("assistant", _reply(answer, lines, labels, count))
        yield Step(gr.skip(), [*asked, reply], panel if count == 1 else gr.skip(), gr.skip())
        time.sleep(_PAUSE)
    yield Step(gr.skip(), show_chat(done, language), panel, done)


def history(turns: Sequence[Turn]) -> list[tuple[str, str]]:
    """Return the (question, answer) pairs of a conversation."""
    return [(turn.question, turn.answer.text) for turn in turns if turn.answer]


def show_chat(turns: Sequence[Turn], language: Language) -> list[Message]:
    """Return a conversation as the messages of a ``gr.Chatbot``, every word escaped."""
    labels = LABELS[language]
    messages = []
    for number, turn in enumerate(turns, 1):
        messages.append(_message("user", _question(turn.question)))
        if turn.answer:
            reply = _reply(turn.answer, sources.lines(turn.answer, number), labels)
        else:
            reply = _aside("notice", labels.notice, f"<p>{literal(turn.notice)}</p>")
        messages.append(_message("assistant", reply))
    return messages


def show_sources(answerer: Answerer, turns: Sequence[Turn], language: Language) -> str:
    """Return the panel: the citations of the latest answer, then those of earlier ones, folded."""
    labels = LABELS[language]
    cards = [
        (turn.answer, _cards(answerer, turn.answer, number, labels))
        for number, turn in enumerate(turns, 1)
        if turn.answer
    ]
    if not cards:
        return _section(labels.sources, f'<p class="none">{literal(labels.sources_empty)}</p>')
    (latest, shown), earlier = cards[-1], "".join(shown for _, shown in reversed(cards[:-1]))
    if not shown:
        shown = f'<p class="none">{literal(labels.sources_none)}</p>'
    if earlier:
        # A browser opens the fold by itself when a link leads into it.
        shown += (
            f'<details class="earlier"><summary>{literal(labels.earlier)}</summary>'
            f"{earlier}</details>"
        )
    nearest = latest.refused and latest.citations
    return _section(labels.nearest if nearest else labels.sources, shown)


def _cards(answerer: Answerer, answer: Answer, turn: int, labels: Labels) -> str:
    return "".join(
        sources.card(*_place(answerer, citation), turn, labels) for citation in answer.citations
    )


def _place(answerer: Answerer, citation: Citation) -> tuple[Citation, Document]:
    """Return a citation with its document; alone, if that was changed or removed since."""
    try:
        document = answerer.document(citation.source)
    except UserError:
        document = None
    if document and document.text[citation.start : citation.end] == citation.text:
        return citation, document
    alone = replace(citation, start=0, end=len(citation.text))
    return alone, Document(citation.source, citation.title, citation.text)


def _reply(answer: Answer, lines: Sequence[Line], labels: Labels, count: int | None = None) -> str:
    """Return the first ``count`` pieces of an answer as HTML on one line."""
    shown = ""
    for line in lines:
        pieces = line.pieces if count is None else line.pieces[:count]
        count = None if count is None else count - len(pieces)
        if pieces:
            kind = ' class="point"' if line.point else ""
            shown += f"<p{kind}>{''.join(pieces)}</p>"
    if answer.question_understood.strip() != answer.question.strip():
        understood = literal(labels.understood.format(answer.question_understood))
        shown = f'<p class="understood">{understood}</p>{shown}'
    if answer.refused:
        return _aside("refused", labels.refused, shown)
    return f'<div class="reply">{shown}</div>'


def _question(question: str) -> str:
    question = question.strip()
    if len(question) > _MOST_QUESTION:
        question = question[:_MOST_QUESTION] + "…"
    return f'<p class="asked">{literal(question)}</p>'


def _aside(kind: str, label: str, shown: str) -> str:
    return f'<div class="{kind}"><p class="label">{literal(label)}</p>{shown}</div>'


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}


def _section(heading: str, shown: str) -> str:
    heading = f'<h2 id="sources">{literal(heading)}</h2>'
    return f'<section aria-labelledby="sources">{heading}{shown}</section>'
