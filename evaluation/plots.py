"""The plots of a report, as SVG that takes its fonts and colours from the page around it."""

import io
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from chatbot import svg
from chatbot.svg import ACCENT, BAD, INK, LINE, QUIET
from evaluation.report import Report
from evaluation.tradeoff import trade_off

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDTH, _HEIGHT = 5.2, 3.7
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none", "svg.hashsalt": "briefing", "font.size": 12.5, "text.parse_math": False,
    "axes.spines.top": False, "axes.spines.right": False, "axes.axisbelow": True,
    "axes.edgecolor": LINE, "axes.labelcolor": QUIET, "axes.grid": True, "grid.color": LINE,
    "grid.linewidth": 0.6, "text.color": INK, "xtick.color": LINE, "ytick.color": LINE,
    "xtick.labelcolor": QUIET, "ytick.labelcolor": QUIET,
}  # fmt: skip
_DASHED = (0, (4, 3))
_LONGEST_KIND = 14


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture with its title and what to see in it; ``svg`` can stand in a page as it is."""

    title: str
    note: str
    svg: str


def draw(report: Report) -> list[Plot]:
    """Return all plots, in the order in which they are shown."""
    import matplotlib as mpl

    with mpl.rc_context(_STYLE), warnings.catch_warnings():
        # The font that matplotlib measures with may lack what the page's font has.
        warnings.filterwarnings("ignore", "Glyph .* missing")
        each = (_kinds, _refusals, _recall, _lengths, _times)
        return [plot(report) for plot in each]


def _kinds(report: Report) -> Plot:
    rows = [(kind, row["accuracy"]) for kind, row in report.measures.items() if kind != "all"]
    found = [(_short(kind or "no kind"), one) for kind, one in rows if one]
    axes = _axes(height=max(_HEIGHT, 0.32 * len(found) + 0.8), left=1.95)
    for y, (_, one) in enumerate(found):
        axes.plot([one.low, one.high], [y, y], color=ACCENT, alpha=0.35, lw=5)
        axes.plot([one.value], [y], "o", color=ACCENT, ms=6)
    if whole := report.measures["all"]["accuracy"]:
        axes.axvline(whole.value, color=QUIET, lw=1, ls=_DASHED)
    axes.set_yticks(range(len(found)), [f"{kind} ({one.cases})" for kind, one in found])
    axes.set(xlim=(-0.02, 1.02), ylim=(len(found) - 0.4, -0.6), xlabel="accuracy")
    return _plot(axes, "Accuracy per kind", "with 95 % intervals; the dashed line is all cases")


def _refusals(report: Report) -> Plot:
    note = "needs answerable and unanswerable cases"
    axes = _axes()
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.05))
    axes.set(xlabel="answerable, but refused", ylabel="unanswerable and refused")
    if curve := trade_off(report.rows):
        across, up = np.array([0, *curve.false]), np.array([0, *curve.right])
        x, y = curve.at
        axes.plot([0, 1], [0, 1], color=LINE, lw=1)
        axes.step(across, up, where="post", color=ACCENT, lw=2)
        axes.plot([x], [y], "o", color=BAD, ms=8)
        words = f"this run: {y:.0%}, {x:.0%} falsely"
        axes.annotate(words, (x, y), (x + 0.05, y - 0.07), va="top")
        note = (
            f"each point a threshold; area under the curve {np.sum(np.diff(across) * up[:-1]):.3f}"
        )
    return _plot(axes, "Refusals at other thresholds", note)


def _recall(report: Report) -> Plot:
    each = [(k, report.measures["all"].get(f"recall@{k}")) for k in (1, 3, 5, 10)]
    found = [(k, one) for k, one in each if one]
    axes = _axes()
    axes.set(xlabel="k", ylabel="recall", xlim=(-0.1, 10.9), ylim=(0, 1.02))
    axes.set_xticks([1, 3, 5, 10])
    if found:
        ks = [k for k, _ in found]
        lows, highs = [one.low for _, one in found], [one.high for _, one in found]
        axes.fill_between(ks, lows, highs, color=ACCENT, alpha=0.18, lw=0)
        axes.plot(ks, [one.value for _, one in found], "o-", color=ACCENT, lw=2, ms=6)
        bottom = max(0.0, np.floor(10 * min(lows) - 1) / 10)
        axes.set_ylim(bottom, 1.02)
        for k, one in found:
            below = one.low - 0.02 * (1 - bottom)
            axes.text(k, below, f"{one.value:.3f}", ha="center", va="top")
    note = "evidence among the first k, with 95 % intervals" if found else "no case has evidence"
    return _plot(axes, "Recall of the search", note)


def _lengths(report: Report) -> Plot:
    lengths = [len(row.answer.text) for row in report.rows if not row.error] or [0]
    axes = _axes()
    _histogram(axes, lengths, np.linspace(0, max(1, *lengths) * 1.001, 25))
    _marks(axes, {f"median {np.median(lengths):.0f}": float(np.median(lengths))})
    axes.set_xlabel("characters")
    return _plot(axes, "Length of the answers", "refusals with what they quote among them")


def _times(report: Report) -> Plot:
    times = [max(0.1, 1000 * row.answer.seconds) for row in report.rows if not row.error] or [1.0]
    axes = _axes()
    axes.set_xscale("log")
    _histogram(axes, times, np.geomspace(0.9 * min(times), 1.1 * max(times), 25))
    low, high = axes.get_xlim()
    ticks = [n * 10.0**e for e in range(-1, 7) for n in (1, 2, 5) if low <= n * 10**e <= high]
    axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.set_xticks([], minor=True)
    middle, late = (float(value) for value in np.percentile(times, [50, 95]))
    _marks(axes, {f"median {middle:.0f} ms": middle, f"95 % below {late:.0f} ms": late})
    axes.set_xlabel("milliseconds")
    return _plot(axes, "Time of an answer", "on a logarithmic scale")


def _histogram(axes: "Axes", values: Sequence[float], edges: NDArray[np.float64]) -> None:
    from matplotlib.ticker import MaxNLocator

    counts, _ = np.histogram(values, edges)
    axes.bar(edges[:-1], counts, 0.92 * np.diff(edges), align="edge", color=ACCENT, alpha=0.75)
    axes.set_ylim(0, 1.3 * max(1, counts.max()))
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.set_ylabel("cases")


def _marks(axes: "Axes", marks: dict[str, float]) -> None:
    """Mark values on the x axis, each label a line lower than the one before."""
    for n, (words, value) in enumerate(marks.items()):
        axes.axvline(value, color=BAD, lw=1.2, ls=_DASHED)
        across = axes.transAxes.inverted().transform(axes.transData.transform((value, 0)))[0]
        side, gap = ("right", -5) if across > 0.6 else ("left", 5)
        axes.annotate(
            words, (value, 0.98 - 0.1 * n), (gap, 0), xycoords=("data", "axes fraction"),
            textcoords="offset points", ha=side, va="top",
        )  # fmt: skip


def _short(kind: str) -> str:
    return kind if len(kind) <= _LONGEST_KIND else f"{kind[: _LONGEST_KIND - 1]}…"


def _axes(height: float = _HEIGHT, left: float = 0.85) -> "Axes":
    """Return empty axes; ``left`` is the room for the labels, in inches."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(_WIDTH, height), facecolor="none")
    # Fixed margins: the page's font is not the one that matplotlib would measure.
    box = (left / _WIDTH, 0.68 / height, 1 - (left + 0.14) / _WIDTH, 1 - 0.8 / height)
    return figure.add_axes(box, facecolor="none")


def _plot(axes: "Axes", title: str, note: str) -> Plot:
    """Return the picture without what only a file of its own needs."""
    stream = io.StringIO()
    axes.figure.figure.savefig(stream, format="svg", metadata={"Date": None})
    prefix = re.sub(r"\W+", "-", title.lower())
    return Plot(title, note, svg.inline(stream.getvalue(), f"{title}: {note}", prefix))
