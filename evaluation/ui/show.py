"""Kept runs, and the measures and plots of one of them, as HTML. All words in it are escaped."""

from collections.abc import Sequence
from datetime import datetime

from chatbot.settings import Language
from chatbot.ui.sources import literal
from evaluation import plots
from evaluation.html import MEANINGS
from evaluation.metrics import MEASURES, Estimate
from evaluation.report import Manifest, Report
from evaluation.ui import words
from evaluation.ui.labels import LABELS, Labels
from evaluation.ui.runs import Kept, Runs

SHOWN = (
    "accuracy", "recall@5", "cited", "citation precision", "citation recall", "refusal recall",
    "false refusal", "figure faithfulness", "leading figure",
)  # fmt: skip


def kept(runs: Runs, opened: str, compared: str, language: Language) -> str:
    """Return the list of kept runs, each with its buttons, and what could not be read."""
    labels = LABELS[language]
    found, faults = runs.listed()
    items = "".join(_item(one, opened, compared, labels) for one in found)
    shown = f'<ul class="runs">{items}</ul>' if items else _quiet(labels.kept_none)
    if faults:
        lines = "".join(f"<li>{literal(line)}</li>" for line in faults)
        shown += f'<div class="skipped"><p>{literal(labels.unreadable)}</p><ul>{lines}</ul></div>'
    if found:
        shown += _quiet(labels.kept_where.format(runs.folder))
    return f"<section><h2>{literal(labels.kept)}</h2>{shown}</section>"


def result(report: Report, language: Language) -> str:
    """Return the measures per kind, with their intervals, and the plots."""
    labels = LABELS[language]
    rest = [name for name in MEASURES if name not in SHOWN]
    meanings = "".join(
        f"<dt>{literal(words.measure(name, language))}</dt>"
        f"<dd>{literal(words.meaning(name, language))}</dd>"
        for name in MEANINGS
    )
    pictures = "".join(
        '<figure class="plot"><figcaption>'
        f"<b>{literal(words.caption(plot.title, language))}</b>"
        f"<span>{literal(words.caption(plot.note, language))}</span></figcaption>"
        f"{words.picture(plot.svg, language)}</figure>"
        for plot in plots.draw(report)
    )
    times = labels.median.format(*(f"{report.latency[name]:.0f}" for name in ("p50", "p95")))
    return (
        f"<section><h2>{literal(about(report.manifest, labels))}</h2>"
        f'{_headline(report, language)}<p class="quiet">{literal(times)}</p>'
        f"<h3>{literal(labels.table)}</h3>{table(report, SHOWN, language)}"
        f"<details><summary>{literal(labels.more_measures)}</summary>"
        f"{table(report, rest, language)}</details>"
        f"<details><summary>{literal(labels.meanings)}</summary><dl>{meanings}</dl></details>"
        f'<h3>{literal(labels.plots)}</h3><div class="plots">{pictures}</div>'
        f"<h3>{literal(labels.list)}</h3></section>"
    )


def table(report: Report, names: Sequence[str], language: Language) -> str:
    """Return a table with a row a kind and a column a measure."""
    labels = LABELS[language]
    head = "".join(
        f'<th scope="col" title="{literal(words.meaning(name, language))}">'
        f"{literal(words.measure(name, language))}</th>"
        for name in names
    )
    rows = ""
    for kind, row in report.measures.items():
        whole = row.get("accuracy")
        shown = labels.all if kind == "all" else kind or labels.no_kind
        rows += (
            f'<tr><th scope="row">{literal(shown)}</th><td>{whole.cases if whole else 0:,}</td>'
            + "".join(_cell(name, row.get(name)) for name in names)
            + "</tr>"
        )
    corner = f'<th scope="col">{literal(labels.kind)}</th>'
    count = f'<th scope="col">{literal(labels.count)}</th>'
    return scroll(
        f"<thead><tr>{corner}{count}{head}</tr></thead><tbody>{rows}</tbody>", labels.table
    )


def scroll(rows: str, name: str) -> str:
    """Return a table that scrolls sideways by itself where it is too wide."""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{literal(name)}">'
        f"<table>{rows}</table></div>"
    )


def about(made: Manifest | Kept, labels: Labels) -> str:
    """Return what a run is known by: its time, file, split and number of cases."""
    split = made.split or labels.all
    return f"{moment(made.time)} · {made.file} · {split} · {labels.cases.format(f'{made.cases:,}')}"


def moment(time: str) -> str:
    """Return a time in UTC as that of this machine; what is none, as it is."""
    try:
        return datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return time


def _item(one: Kept, opened: str, compared: str, labels: Labels) -> str:
    name = about(one, labels)
    value = f"{one.accuracy.value:.3f}" if one.accuracy else "–"
    is_open = one.name == opened
    label = labels.opened if is_open else labels.open
    buttons = _button("open", one, label, name, pressed=is_open)
    if opened and not is_open:
        is_compared = one.name == compared
        label = labels.compared if is_compared else labels.compare
        buttons += _button("compare", one, label, name, pressed=is_compared)
    time, _, rest = name.partition(" · ")
    return (
        f'<li class="{"opened" if is_open else ""}"><p><b>{literal(time)}</b>'
        f'<span class="value">{value}</span></p>'
        f'<p class="quiet">{literal(rest)}</p><p class="buttons">{buttons}</p></li>'
    )


def _button(act: str, one: Kept, label: str, name: str, *, pressed: bool) -> str:
    return (
        f'<button type="button" data-act="{act}" data-run="{literal(one.name)}" '
        f'aria-pressed="{str(pressed).lower()}" aria-label="{literal(f"{label}: {name}")}">'
        f"{literal(label)}</button>"
    )


def _headline(report: Report, language: Language) -> str:
    """Return the four measures that say most, each with its interval as a line from 0 to 1."""
    tiles = ""
    for name in ("accuracy", "citation recall", "refusal recall", "false refusal"):
        found = report.measures.get("all", {}).get(name)
        value, between, track = number(name, found), "–", ""
        if found:
            between = interval(name, found)
            left, width = 100 * found.low, 100 * max(0.01, found.high - found.low)
            track = (
                f'<div class="track"><i style="left:{left:.1f}%;width:{width:.1f}%"></i>'
                f'<b style="left:{100 * found.value:.1f}%"></b></div>'
            )
        tiles += (
            f'<div class="tile" title="{literal(words.meaning(name, language))}">'
            f"<h3>{literal(words.measure(name, language))}</h3>"
            f"<p>{value}</p>{track}<small>{between}</small></div>"
        )
    return f'<div class="tiles">{tiles}</div>'


def number(name: str, found: Estimate | None) -> str:
    """Return a value as it is shown."""
    if found is None:
        return "–"
    return f"{found.value:.0f}" if name == "length" else f"{found.value:.3f}"


def interval(name: str, found: Estimate) -> str:
    """Return an interval as it is shown."""
    form = ".0f" if name == "length" else ".2f"
    return f"{found.low:{form}}–{found.high:{form}}"


def _cell(name: str, found: Estimate | None) -> str:
    if found is None:
        return '<td class="quiet">–</td>'
    return f"<td>{number(name, found)}<small>{interval(name, found)}</small></td>"


def _quiet(text: str) -> str:
    return f'<p class="quiet">{literal(text)}</p>'
