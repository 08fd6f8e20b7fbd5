"""A report as one page that needs nothing else: no server, no network, no other file."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from html import escape
from importlib import resources
from string import Template

from evaluation import details, plots
from evaluation.metrics import Estimate
from evaluation.plots import Plot
from evaluation.report import Manifest, Report, as_json

ASSETS = resources.files("evaluation") / "assets"
HEADLINE = (
    "accuracy", "cited", "citation precision", "citation recall", "figure faithfulness",
    "leading figure", "refusal precision", "refusal recall", "false refusal", "recall@5",
)  # fmt: skip
MEANINGS = {
    "recall@1": "of the passages with evidence, the share that the search ranks first",
    "recall@3": "… among the first three",
    "recall@5": "… among the first five",
    "recall@10": "… among the first ten",
    "MRR": "one over the rank of the first passage with evidence, 0 beyond the tenth",
    "nDCG@10": "passages with evidence among the first ten, early ones counting more",
    "accuracy": "answerable cases answered with all that is expected, the others refused",
    "exact match": "the answer is the reference, word for word",
    "character F1": "characters that answer and reference share",
    "citation precision": "cited sentences that stand in the text that they cite",
    "citation recall": "sentences of answers whose citation holds evidence",
    "cited": "answered cases with at least one citation that holds evidence",
    "refusal precision": "refused cases that are unanswerable",
    "refusal recall": "unanswerable cases that were refused",
    "false refusal": "answerable cases that were refused; less is better",
    "figure faithfulness": "figures of answers that stand in the text they cite",
    "leading figure": "answers that begin with a figure, by the figures that are expected",
    "length": "characters of an answer",
}


def page(report: Report) -> str:
    """Return the page. All that comes from documents, cases and answers is text in it."""
    script, style = _asset("report.js"), _asset("report.css")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return Template(_asset("report.html")).substitute(
        digest=digest,
        style=style,
        script=script,
        about=_about(report.manifest),
        tiles="".join(_tiles(report)),
        manifest="".join(_rows(report.manifest)),
        plots="".join(map(_figure, plots.draw(report))),
        table=_table(report),
        meanings="".join(
            f"<dt>{escape(name)}</dt><dd>{escape(meaning)}</dd>"
            for name, meaning in MEANINGS.items()
        ),
        data=embedded(details.of(report.rows)),
    )


def embedded(data: object) -> str:
    """Return JSON that can stand in a script element: nothing in it ends that."""
    return as_json(data).replace("<", "\\u003c")


def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


def _about(made: Manifest) -> str:
    words = (
        f"{_count(made.cases, 'case')} of {made.file}" + (f" ({made.split})" if made.split else ""),
        f"{_count(made.documents, 'document')}, {_count(made.passages, 'passage')}",
        made.encoder.name,
        made.time.replace("T", " ").replace("+00:00", " UTC"),
    )
    return " · ".join(f"<span>{escape(part)}</span>" for part in words)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _tiles(report: Report) -> Iterator[str]:
    for name in HEADLINE:
        found = report.measures["all"].get(name)
        yield _tile(name, _number(name, found), _interval(name, found), _track(found))
    yield _tile("median time", f"{report.latency['p50']:.0f} ms",
                f"95 % below {report.latency['p95']:.0f} ms")  # fmt: skip


def _tile(name: str, value: str, note: str, track: str = "") -> str:
    return (
        f'<div class="tile" title="{escape(MEANINGS.get(name, ""))}"><h3>{escape(name)}</h3>'
        f"<p>{value}</p>{track}<small>{note}</small></div>"
    )


def _track(found: Estimate | None) -> str:
    """Return a line from 0 to 1 with the interval and the value on it."""
    if found is None:
        return ""
    low, width = 100 * found.low, 100 * max(0.01, found.high - found.low)
    return (
        f'<div class="track"><i style="left:{low:.1f}%;width:{width:.1f}%"></i>'
        f'<b style="left:{100 * found.value:.1f}%"></b></div>'
    )


def _number(name: str, found: Estimate | None) -> str:
    if found is None:
        return "–"
    return f"{found.value:.0f}" if name == "length" else f"{found.value:.3f}"


def _interval(name: str, found: Estimate | None) -> str:
    if found is None:
        return "no case says"
    form = ".0f" if name == "length" else ".3f"
    return f"{found.low:{form}} – {found.high:{form}} · {found.cases:,} cases"


def _rows(made: Manifest) -> Iterator[str]:
    rows = asdict(made)
    for group in ("encoder", "settings", "versions"):
        held = rows.pop(group).items()
        rows[group] = ", ".join(f"{key} {_setting(key, value)}" for key, value in held)
    rows["seconds"] = f"{made.seconds:.1f}"
    for name, value in rows.items():
        shown = str(value) or "–"
        yield f"<dt>{escape(name.replace('_', ' '))}</dt><dd>{escape(shown)}</dd>"


def _setting(name: str, value: object) -> str:
    if value is None:
        return "–"
    # Whether a prompt ends in a space matters.
    return repr(value) if name.endswith("_prompt") else str(value)


def _figure(plot: Plot) -> str:
    words = f"<b>{escape(plot.title)}</b><span>{escape(plot.note)}</span>"
    return f'<figure class="plot"><figcaption>{words}</figcaption>{plot.svg}</figure>'


def _table(report: Report) -> str:
    kinds = list(report.measures)
    counts = [_cases(report, kind) for kind in kinds]
    head = "".join(
        f'<th scope="col">{escape(kind or "no kind")}<small>{count:,}</small></th>'
        for kind, count in zip(kinds, counts, strict=True)
    )
    names: Sequence[str] = list(report.measures["all"])
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(_cell(name, report.measures[kind].get(name)) for kind in kinds)
        + "</tr>"
        for name in names
    )
    return f'<thead><tr><th scope="col">measure</th>{head}</tr></thead><tbody>{body}</tbody>'


def _cases(report: Report, kind: str) -> int:
    found = report.measures[kind].get("accuracy")
    return found.cases if found else 0


def _cell(name: str, found: Estimate | None) -> str:
    if found is None:
        return '<td class="none">–</td>'
    form = ".0f" if name == "length" else ".2f"
    between = f"{found.low:{form}}–{found.high:{form}}"
    title = _interval(name, found)
    return f'<td title="{title}">{_number(name, found)}<small>{between}</small></td>'
