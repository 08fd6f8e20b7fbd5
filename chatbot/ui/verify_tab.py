"""The verify tab: a draft held against the briefings, each verdict with its place."""

import time
from collections.abc import Iterator
from functools import partial
from importlib import resources
from typing import Any

import gradio as gr

from chatbot.live import Live
from chatbot.settings import Language
from chatbot.ui import reading, verify_layout
from chatbot.ui import verify_view as view
from chatbot.ui.faults import said
from chatbot.ui.shelf_view import fault
from chatbot.ui.tabs import Frame, Scope, Tab
from chatbot.ui.verify_labels import LABELS
from chatbot.ui.verify_layout import Parts
from chatbot.ui.verify_work import Checked, Drafts, Known
from index.errors import UserError
from index.words.glossary import Glossary

_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# A long draft keeps a processor busy; questions go on meanwhile.
_FEW: dict[str, Any] = {"concurrency_limit": 2, "concurrency_id": "verify", **_QUIET}
_EVERY_SECONDS = 0.4


def verify(live: Live, glossary: Glossary | None = None) -> Tab:
    """Return the tab that checks drafts against the store behind ``live``."""
    style = resources.files("chatbot") / "assets" / "verify.css"
    return Tab(
        names={language: labels.tab for language, labels in LABELS.items()},
        build=partial(_build, Drafts(live, glossary)),
        style=style.read_text(encoding="utf-8"),
    )


def _build(drafts: Drafts, frame: Frame, language: Language) -> None:
    parts = verify_layout.components(LABELS[language])
    _wire_check(drafts, frame, parts)
    _wire_places(drafts, frame, parts)


def _wire_check(drafts: Drafts, frame: Frame, parts: Parts) -> None:
    def on_check(draft: str | None, scope: Scope, language: Language) -> Iterator[list[Any]]:
        labels = LABELS[language]
        cleared = [(0, 0), view.waiting(labels)]
        if refused := view.refusal(draft or "", labels):
            yield [fault(labels.fault, [refused]), Known(), *cleared]
            return
        try:
            for shown, known in _steps(drafts, draft or "", scope, language):
                yield [shown, known, *cleared]
        except UserError as error:
            yield [fault(labels.fault, [said(error, language)]), Known(), *cleared]
        except Exception:
            yield [fault(labels.fault, [labels.failed]), Known(), *cleared]
            raise

    parts.check.click(
        on_check, [parts.draft, frame.scope, frame.chosen],
        [parts.claims, parts.checked, parts.at, parts.place], trigger_mode="once", **_FEW,
    )  # fmt: skip


def _steps(
    drafts: Drafts, draft: str, scope: Scope, language: Language
) -> Iterator[tuple[str, Known]]:
    """Yield the sentences checked so far, now and then and at the end."""
    found: list[Checked] = []
    shown_at = time.monotonic()
    for total, one in drafts.checked(draft, scope.sources):
        found.append(one)
        if time.monotonic() - shown_at >= _EVERY_SECONDS and len(found) < total:
            known = Known(tuple(found), scope.titles)
            running = view.progress(len(found), total, LABELS[language])
            yield view.listed(known, language, running), known
            shown_at = time.monotonic()
    known = Known(tuple(found), scope.titles)
    yield view.listed(known, language), known


def _wire_places(drafts: Drafts, frame: Frame, parts: Parts) -> None:
    def opened(known: Known, at: tuple[int, int], language: Language) -> str:
        number, place = at
        if not 0 < number <= len(known.checked):
            return view.waiting(LABELS[language])
        try:
            found = drafts.place(known.checked[number - 1], place)
        except UserError:
            found = None
        return view.opened(f"{number}-{place}", found, language)

    def on_select(known: Known, language: Language, event: gr.EventData) -> list[Any]:
        number, place = reading.numbers(event, 2)
        return [(number, place), opened(known, (number, place), language)]

    def on_language(known: Known, at: tuple[int, int], language: Language) -> list[Any]:
        labels = LABELS[language]
        return [
            gr.Textbox(label=labels.draft, placeholder=labels.draft_hint),
            labels.check,
            view.limit(labels),
            view.listed(known, language) if known.checked else "",
            opened(known, at, language),
        ]

    parts.claims.select(on_select, [parts.checked, frame.chosen], [parts.at, parts.place], **_QUIET)
    frame.chosen.change(
        on_language, [parts.checked, parts.at, frame.chosen],
        [parts.draft, parts.check, parts.limit, parts.claims, parts.place], **_QUIET,
    )  # fmt: skip
