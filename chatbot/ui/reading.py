"""The document view beside the conversation: what opens it, steps through it and closes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib import resources
from typing import Any

import gradio as gr
from gradio.events import Dependency

from chatbot.checked import checks
from chatbot.records import Citation
from chatbot.settings import Language
from chatbot.ui import reader, remembered
from chatbot.ui.labels import LABELS
from chatbot.ui.phrases import PHRASES
from chatbot.ui.reader import Span
from chatbot.ui.turns import Answerer, Turn
from index.errors import UserError
from index.records import Document


@dataclass(frozen=True, slots=True)
class Place:
    """What the view shows: a citation of a turn (both from 1), or a span that a link named.

    A span that is empty, at 0, is a whole document.
    ``key`` tells which document with which marks stands in the page.
    """

    turn: int = 0
    number: int = 0
    source: str = ""
    start: int = 0
    end: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """The components of the document view; ``bar`` also carries the events of the page's script."""

    bar: gr.HTML
    text: gr.HTML
    place: gr.State

    @property
    def shown(self) -> list[Any]:
        """What a handler that returns a view's state fills."""
        return [self.bar, self.text, self.place]


# The bar and the document as HTML, or gr.skip(), and the place.
Shown = tuple[Any, Any, Place | None]
CLOSED: Shown = ("", "", None)


def layout() -> View:
    """Make the components; they show nothing until a citation is opened."""
    script = resources.files("chatbot") / "assets" / "desk.js"
    with gr.Column(elem_id="reader"):
        bar = gr.HTML(
            "", js_on_load=script.read_text(encoding="utf-8"), elem_id="reader-bar", padding=False
        )
        text = gr.HTML("", js_on_load=None, elem_id="reader-text", padding=False)
    return View(bar, text, gr.State(None))


def wire(
    opened: Dependency, answerer: Answerer, view: View, turns: gr.State, chosen: gr.Radio
) -> None:
    """Open the view on a click on a citation, a card's button, or by a link's query."""
    given = [turns, view.place, chosen]

    def on_source(
        event: gr.EventData, turns: tuple[Turn, ...], place: Place | None, language: Language
    ) -> Shown:
        turn, number = numbers(event, 2)
        return show(answerer, turns, Place(turn, number, key=_key(place)), language)

    def on_step(
        event: gr.EventData, turns: tuple[Turn, ...], place: Place | None, language: Language
    ) -> Shown:
        on = told(event) == ["on"]
        return show(answerer, turns, step(turns, place, 1 if on else -1), language)

    def on_language(turns: tuple[Turn, ...], place: Place | None, language: Language) -> Shown:
        return show(answerer, turns, place, language)

    def on_load(language: Language, request: gr.Request) -> Shown:
        return show(answerer, (), linked(request.query_params), language)

    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    view.bar.source(on_source, given, view.shown, **quiet)
    view.bar.step(on_step, given, view.shown, **quiet)
    view.bar.close(lambda: CLOSED, None, view.shown, **quiet)
    chosen.change(on_language, given, view.shown, **remembered.IN_TURN, **quiet)
    opened.then(on_load, chosen, view.shown, **remembered.IN_TURN, **quiet)


def show(
    answerer: Answerer, turns: Sequence[Turn], place: Place | None, language: Language
) -> Shown:
    """Return the view at a place; ``gr.skip()`` for a document that is shown already."""
    labels, phrases = LABELS[language], PHRASES[language]
    if place is None:
        return CLOSED
    cited = _citations(turns, place.turn)
    current = next((one for one in cited if one.number == place.number), None)
    source = current.source if current else place.source
    try:
        if current is None and place.turn:
            return CLOSED
        document = answerer.document(source)
        if current and document.text[current.start : current.end] != current.text:
            # It was indexed anew since, with other words.
            return reader.gone(phrases), "", replace(place, key="")
        answer = turns[place.turn - 1].answer if current else None
        looked_up = checks(answer, answerer.document) if answer else ()
    except UserError:
        return reader.gone(phrases), "", replace(place, key="")
    spans = [Span(one.number, one.start, one.end) for one in cited if one.source == source]
    if not current:
        spans = [_within(document, place)]
        if spans[0].start >= spans[0].end and (place.start, place.end) != (0, 0):
            return reader.gone(phrases), "", replace(place, key="")
    key = sha256(repr((source, spans, language)).encode("utf-8", "replace")).hexdigest()[:16]
    bar = reader.bar(
        document,
        spans,
        place.number,
        looked_up,
        key,
        labels,
        phrases,
        of=(cited.index(current) + 1, len(cited)) if current else None,
    )
    text = gr.skip() if key == place.key else reader.article(document, spans, key, labels)
    return bar, text, replace(place, key=key)


def step(turns: Sequence[Turn], place: Place | None, by: int) -> Place | None:
    """Return the place ``by`` citations further in the same answer; the first and last stay."""
    cited = [one.number for one in _citations(turns, place.turn)] if place else []
    if not place or place.number not in cited:
        return place
    at = min(max(cited.index(place.number) + by, 0), len(cited) - 1)
    return replace(place, number=cited[at])


def linked(query: Mapping[str, str]) -> Place | None:
    """Return the place that a link's query names; None where it names none."""
    source, ends = query.get("source", ""), []
    if source and not query.keys() & {"start", "end"}:
        return Place(source=source)
    for name in ("start", "end"):
        value = query.get(name, "")
        # int() would take other digits, and thousands of them.
        ends.append(int(value) if value.isascii() and value.isdigit() and len(value) < 10 else -1)
    if not source:
        return None
    return Place(source=source, start=ends[0], end=ends[1])


def told(event: gr.EventData) -> list[str]:
    """Return what the page's script sent with an event: data, so only texts are taken."""
    of = event._data.get("of") if isinstance(event._data, dict) else None
    return [part for part in of if isinstance(part, str)] if isinstance(of, list) else []


def numbers(event: gr.EventData, count: int) -> list[int]:
    """Return ``count`` numbers that an event carries; 0 for what is none."""
    found = [int(part) if part.isascii() and part.isdigit() and len(part) < 10 else 0
             for part in told(event)]  # fmt: skip
    return (found + [0] * count)[:count]


def _citations(turns: Sequence[Turn], turn: int) -> tuple[Citation, ...]:
    answer = turns[turn - 1].answer if 0 < turn <= len(turns) else None
    return answer.citations if answer else ()


def _within(document: Document, place: Place) -> Span:
    """Return a link's span as far as it lies in the document."""
    length = len(document.text)
    start = min(max(place.start, 0), length)
    return Span(0, start, min(max(place.end, 0), length))


def _key(place: Place | None) -> str:
    return place.key if place else ""
