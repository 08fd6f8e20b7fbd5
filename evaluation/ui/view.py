"""What the tab shows of the kept runs: which one is open, which one it is compared with."""

from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from chatbot.settings import Language
from chatbot.ui.sources import literal
from evaluation.report import Report
from evaluation.ui import listing, show, steps, versus
from evaluation.ui.labels import LABELS, Labels
from evaluation.ui.steps import Subject
from index.errors import UserError

# The choice of every kind; a kind is told apart by the sign before it, for it can be "".
EVERY = "every"
_OF = "="
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Look:
    """The names of the run that is open and of the one that it is compared with, or ""."""

    opened: str = ""
    compared: str = ""

    def after(self, act: str, run: str) -> "Look":
        """Return what is looked at after ``act`` (open or compare) on a run of the list."""
        if act == "open":
            return Look(run)
        return replace(self, compared="" if run == self.compared else run)


def page(subject: Subject, look: Look, which: str, kind: str, language: Language) -> list[Any]:
    """Return the look, the list of runs, comparison, result, filters, kinds and cases.

    A run that can no longer be read is told in place of its result.
    """
    labels, runs = LABELS[language], subject.runs
    try:
        report = runs.open(look.opened) if look.opened else None
        other = runs.open(look.compared) if look.compared else None
    except UserError as error:
        return _closed(subject, steps.fault(str(error)), language)
    if report is None:
        return _closed(subject, f'<p class="quiet">{literal(labels.result_none)}</p>', language)
    return [
        look,
        show.kept(runs, look.opened, look.compared, language),
        _comparison(look, report, other, language),
        show.result(report, language),
        gr.Row(visible=True),
        gr.Dropdown(kinds(report, labels), label=labels.kind, value=kind),
        _cases(subject, report, which, kind, language),
    ]


def cases(subject: Subject, opened: str, which: str, kind: str, language: Language) -> str:
    """Return the list of the cases that the filters leave."""
    try:
        return _cases(subject, subject.runs.open(opened), which, kind, language)
    except UserError as error:
        return steps.fault(str(error))


def kinds(report: Report, labels: Labels) -> Choices:
    """Return the choices of a kind."""
    found = listing.kinds(report.rows)
    return [(labels.every_kind, EVERY), *((kind or labels.no_kind, _OF + kind) for kind in found)]


def heading(labels: Labels) -> str:
    """Return the heading above the form."""
    return f"<h2>{literal(labels.new_run)}</h2>"


def sources(labels: Labels) -> Choices:
    """Return the choices of a case file."""
    return [(labels.bundled, "bundled"), (labels.own, "own")]


def splits(labels: Labels) -> Choices:
    """Return the choices of a split."""
    return [(labels.all, ""), ("dev", "dev"), ("test", "test")]


def whiches(labels: Labels) -> Choices:
    """Return the choices of which cases are listed."""
    return [(labels.only_failed, "failed"), (labels.all, "all")]


def _closed(subject: Subject, words: str, language: Language) -> list[Any]:
    listed = show.kept(subject.runs, "", "", language)
    return [Look(), listed, "", words, gr.Row(visible=False), gr.skip(), ""]


def _cases(subject: Subject, report: Report, which: str, kind: str, language: Language) -> str:
    only = None if kind == EVERY else kind.removeprefix(_OF)
    return listing.listed(subject.answerer, report.rows, which, only, language)


def _comparison(look: Look, report: Report, other: Report | None, language: Language) -> str:
    """Return the comparison, the earlier run first."""
    if other is None:
        return ""
    first, second = sorted((report, other), key=lambda one: one.manifest.time)
    return versus.shown(first, second, language)
