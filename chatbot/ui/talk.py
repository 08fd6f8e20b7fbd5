"""A question asked step by step, and the panel of cited passages beside the conversation."""

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import gradio as gr

from chatbot import export
from chatbot.records import Answer, Citation
from chatbot.settings import Language
from chatbot.ui import replies, sources
from chatbot.ui.faults import said
from chatbot.ui.labels import LABELS, Labels
from chatbot.ui.phrases import PHRASES
from chatbot.ui.replies import Message, show_chat
from chatbot.ui.sources import literal, verbatim
from chatbot.ui.turns import Answerer as Answerer
from chatbot.ui.turns import Tools, Turn, growing, history
from index.errors import UserError
from index.records import Document

# Seconds between two pieces of an answer: enough for the browser to draw the one before.
_PAUSE = 0.03


class Step(NamedTuple):
    """What one step of an answer changes on the page; ``gr.skip()`` leaves a part as it is."""

    box: Any
    chat: list[Message] | Any
    panel: str | Any
    turns: tuple[Turn, ...] | Any


# What leaves the page as it is.
NOTHING = Step(gr.skip(), gr.skip(), gr.skip(), gr.skip())


def ask(
    answerer: Answerer,
    question: str,
    turns: tuple[Turn, ...],
    language: Language,
    tools: Tools | None = None,
    scope: Collection[str] = (),
) -> Iterator[Step]:
    """Answer ``question`` in steps: the question alone, then the answer in growing pieces.

    With a ``scope`` only the documents of these sources are asked.
    A blank question changes nothing. A question that is refused as such goes back into the box
    and stays out of the history.
    """
    tools = tools or Tools()
    rated = tools.feedback is not None
    if not question or not question.strip():
        yield NOTHING
        return
    earlier = show_chat(turns, language, rated=rated, busy=True)
    asked = [*earlier, replies.message("user", replies.asked(question))]
    # Should it be stopped, this is what is left of it.
    yield Step("", [*asked, replies.searching(language)], gr.skip(), (*turns, Turn(question)))
    try:
        asked_of = _within(answerer, scope)
        written = 0
        for answer in growing(asked_of, question, history(turns)):
            lines = sources.lines(answer, len(turns) + 1)
            count = sum(len(line.pieces) for line in lines)
            # A model's sentences are shown as they come, and between them one can stop.
            if answer.checks and count > written:
                shown = replies.message("assistant", replies.reply(answer, lines, count))
                yield Step(gr.skip(), [*asked, shown], gr.skip(), gr.skip())
                written = count
            elif answer.checks:
                yield Step(gr.skip(), gr.skip(), gr.skip(), gr.skip())
        done = (*turns, Turn(question, answer))
        panel = show_sources(answerer, done, language)
    except UserError as error:
        done = (*turns, Turn(question, notice=said(error, language)))
        yield Step(question, show_chat(done, language, rated=rated), gr.skip(), done)
        return
    except Exception:
        done = (*turns, Turn(question, notice=LABELS[language].failed))
        yield Step(question, show_chat(done, language, rated=rated), gr.skip(), done)
        raise
    lines = sources.lines(answer, len(done))
    total = sum(len(line.pieces) for line in lines)
    for count in range(written + 1, total):
        shown = replies.message("assistant", replies.reply(answer, lines, count))
        first = count == written + 1
        yield Step(gr.skip(), [*asked, shown], panel if first else gr.skip(), gr.skip())
        time.sleep(_PAUSE)
    yield Step(gr.skip(), show_chat(done, language, rated=rated), panel, done)


def suggest(
    answerer: Answerer,
    turns: tuple[Turn, ...],
    language: Language,
    tools: Tools,
    scope: Collection[str] = (),
) -> Step:
    """Return the conversation with questions to ask next; where there are none it stays."""
    latest = turns[-1] if turns else Turn("")
    if not tools.follow_up or not latest.answer or latest.suggestions:
        return NOTHING
    asked = [turn.question for turn in turns]
    try:
        found = tuple(tools.follow_up(_within(answerer, scope), latest.answer, asked))
    except UserError:
        return NOTHING
    done = (*turns[:-1], replace(latest, suggestions=found))
    shown = show_chat(done, language, rated=tools.feedback is not None)
    return Step(gr.skip(), shown, gr.skip(), done)


def _within(answerer: Answerer, scope: Collection[str]) -> Answerer:
    return answerer.within(scope) if scope else answerer


def show_sources(answerer: Answerer, turns: Sequence[Turn], language: Language) -> str:
    """Return the panel: the citations of the latest answer, then those of earlier ones, folded."""
    labels = LABELS[language]
    cards = [
        (turn.answer, _cards(answerer, turn.answer, number, labels, language))
        for number, turn in enumerate(turns, 1)
        if turn.answer
    ]
    if not cards:
        return _section(labels.sources, f'<p class="none">{literal(labels.sources_empty)}</p>')
    (latest, shown), earlier = cards[-1], "".join(shown for _, shown in reversed(cards[:-1]))
    if not latest.citations:
        shown = f'<p class="none">{literal(labels.sources_none)}</p>{shown}'
    if earlier:
        # A browser opens the fold by itself when a link leads into it.
        shown += (
            f'<details class="earlier"><summary>{literal(labels.earlier)}</summary>'
            f"{earlier}</details>"
        )
    nearest = latest.refused and latest.citations
    return _section(labels.nearest if nearest else labels.sources, shown)


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


def _cards(
    answerer: Answerer, answer: Answer, turn: int, labels: Labels, language: Language
) -> str:
    """Return the cards of an answer's citations, and its words for the clipboard, unseen."""
    phrases = PHRASES[language]
    shown = "".join(
        sources.card(*_place(answerer, citation), turn, labels, phrases.open_document)
        for citation in answer.citations
    )
    return f'{shown}<pre id="words-{turn}" hidden>{verbatim(export.plain(answer))}</pre>'


def _section(heading: str, shown: str) -> str:
    heading = f'<h2 id="sources">{literal(heading)}</h2>'
    return f'<section aria-labelledby="sources">{heading}{shown}</section>'
