"""A run in steps, so that the tab can show how far it is."""

import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from chatbot.answer import Answerer
from chatbot.live import Live
from chatbot.settings import Language, Settings
from chatbot.ui.sources import literal
from evaluation import chosen, run
from evaluation.report import Manifest, Report
from evaluation.ui.labels import LABELS, Labels
from evaluation.ui.runs import Runs
from index.errors import UserError

# Seconds between two looks at the progress.
_PAUSE = 0.2
# Of a file with many faults the first are shown.
_MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Step:
    """What a run tells: a notice as HTML and, when it is over and kept, the name it has there."""

    notice: str
    kept: str = ""


@dataclass(frozen=True)
class Subject:
    """What is measured: what the page asks, and its settings."""

    settings: Settings
    live: Live

    @property
    def answerer(self) -> Answerer:
        """The quoting answerer over the store as it is now; one run keeps to one of them."""
        return self.live.now.quoting()

    @property
    def runs(self) -> Runs:
        """The runs that are kept."""
        return Runs(self.settings.home / "runs")


def perform(
    subject: Subject, file: Path, split: str, language: Language
) -> Generator[Step, None, None]:
    """Ask the cases of ``file`` and keep the report. A bad file ends in a notice that says why."""
    labels = LABELS[language]
    yield Step(told(labels.reading))
    try:
        yield from _perform(subject, file, split, labels)
    except UserError as error:
        yield Step(_refusal(error, file, labels))
    except Exception:
        yield Step(fault(labels.failed))
        raise


def _perform(subject: Subject, file: Path, split: str, labels: Labels) -> Iterator[Step]:
    answerer = subject.answerer
    try:
        cases = chosen.load(file, split, chosen.texts(answerer.index))
    except UserError as error:
        hint = labels.other_documents if file == chosen.BUNDLED else ""
        yield Step(_refusal(error, file, labels, hint))
        return
    subject.runs.prepare()
    made = Manifest.of(answerer.index, subject.settings, None, file, len(cases), split)
    results = []
    started = shown = time.perf_counter()
    yield Step(_progress(0, len(cases), 0.0, labels))
    for result in run.each(answerer, cases):
        results.append(result)
        now = time.perf_counter()
        if now - shown >= _PAUSE:
            shown = now
            yield Step(_progress(len(results), len(cases), now - started, labels))
    seconds = round(time.perf_counter() - started, 1)
    yield Step(told(labels.measuring))
    name = subject.runs.keep(Report.of(results, replace(made, seconds=seconds)))
    yield Step(told(labels.done.format(f"{len(cases):,}", f"{seconds:.0f}")), name)


def told(words: str) -> str:
    """Return a quiet notice."""
    return f'<p class="told" role="status">{literal(words)}</p>' if words else ""


def fault(message: str, heading: str = "", hint: str = "") -> str:
    """Return a notice of something that went wrong; a message of several lines is a list."""
    first, *lines = message.splitlines() or [""]
    shown = "".join(f"<li>{literal(line.strip())}</li>" for line in lines[:_MOST_LINES])
    if (more := len(lines) - _MOST_LINES) > 0:
        shown += f"<li>… {more:,}</li>"
    return (
        '<div class="fault" role="alert">'
        + (f"<h3>{literal(heading)}</h3>" if heading else "")
        + f"<p>{literal(first)}</p>"
        + (f'<ul tabindex="0">{shown}</ul>' if shown else "")
        + (f"<p>{literal(hint)}</p>" if hint else "")
        + "</div>"
    )


def _refusal(error: UserError, file: Path, labels: Labels, hint: str = "") -> str:
    """Return the notice of a bad file; an uploaded one lies in a folder that nobody named."""
    return fault(str(error).replace(str(file), file.name), labels.fault, hint)


def _progress(done: int, total: int, seconds: float, labels: Labels) -> str:
    words = labels.progress.format(f"{done:,}", f"{total:,}")
    if done:
        words += " · " + labels.left.format(f"{seconds / done * (total - done):.0f}")
    return (
        f'<div class="progress"><progress max="{total}" value="{done}" '
        f'aria-label="{literal(labels.progress.format(done, total))}"></progress>'
        f"<span>{literal(words)}</span></div>"
    )
