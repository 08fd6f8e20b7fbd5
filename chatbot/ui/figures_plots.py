"""Percentages that can be compared, as horizontal bars: in the page, and as PNG or SVG files."""

import io
import threading
import unicodedata
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chatbot import figures, svg
from chatbot.listing import Listed

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST = 30
# Fewer are no comparison.
_LEAST = 2
_LONGEST = 34
_WIDTH, _BAR, _POINTS = 6.4, 0.34, 11.0
_FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans GB", "SimHei", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Noto Sans CJK JP",
    "Noto Serif CJK SC", "Arial Unicode MS", "DejaVu Sans",
)  # fmt: skip
# matplotlib's settings belong to the whole process.
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what is measured, and its value in per cent, below 0 for a fall."""

    words: str
    value: float


def kinds(rows: Sequence[Listed]) -> list[str]:
    """Return the comparisons that have at least two percentages, the most frequent first."""
    found: dict[str, int] = {}
    for row in rows:
        if _percentage(row):
            found[row.comparison] = found.get(row.comparison, 0) + 1
    kept = [kind for kind, count in found.items() if count >= _LEAST]
    return sorted(kept, key=lambda kind: -found[kind])


def bars(rows: Sequence[Listed], kind: str) -> list[Bar]:
    """Return the percentages of one comparison, the largest first; of many the 30 largest."""
    compared = [row for row in rows if _percentage(row) and row.comparison == kind]
    # What several bars would be called alike is told apart by its period.
    values: dict[str, set[float]] = {}
    for row in compared:
        values.setdefault(_named(row), set()).add(row.value)
    found = dict.fromkeys(
        Bar(
            _named(row, row.period if len(values[_named(row)]) > 1 else ""),
            -row.value if row.direction == "down" else row.value,
        )
        for row in compared
    )
    kept = sorted(found, key=lambda bar: -abs(bar.value))[:MOST]
    return sorted(kept, key=lambda bar: -bar.value)


def in_page(found: Sequence[Bar], title: str) -> str:
    """Return the plot as SVG in the colours and fonts of the page around it."""
    colours = (svg.INK, svg.QUIET, svg.LINE, svg.ACCENT, svg.BAD)
    text = _drawn(found, "", colours, "svg", {"svg.fonttype": "none"}).decode()
    return svg.inline(text, title, "figures")


def save(found: Sequence[Bar], title: str, path: Path) -> None:
    """Write the plot with its title, on white, as the suffix of ``path`` says (.png or .svg)."""
    colours = ("#1e293b", "#52607a", "#cbd5e1", "#1d4ed8", "#b3372e")
    kind = path.suffix.removeprefix(".")
    path.write_bytes(_drawn(found, title, colours, kind, {"svg.fonttype": "path"}))


def _drawn(
    found: Sequence[Bar], title: str, colours: Sequence[str], kind: str, given: dict[str, str]
) -> bytes:
    import matplotlib as mpl
    from matplotlib import font_manager

    ink, quiet, line, _, _ = colours
    known = {font.name for font in font_manager.fontManager.ttflist}
    style: dict[Any, Any] = {
        "font.family": [name for name in _FONTS if name in known] or ["sans-serif"],
        # A dollar sign in a document is a dollar sign.
        "text.parse_math": False, "svg.hashsalt": "briefing", "font.size": _POINTS,
        "text.color": ink, "xtick.color": line, "ytick.color": line, "xtick.labelcolor": quiet,
        "ytick.labelcolor": ink, "axes.edgecolor": line, "grid.color": line,
        "axes.unicode_minus": False, **given,
    }  # fmt: skip
    stream = io.BytesIO()
    with _LOCK, mpl.rc_context(style), warnings.catch_warnings():
        # The page's own font may have what the font that matplotlib measures with lacks.
        warnings.filterwarnings("ignore", "Glyph .* missing")
        figure = _figure(found, title, colours, filled=bool(title))
        stamp = {"Date": None} if kind == "svg" else None
        figure.savefig(stream, format=kind, dpi=200, metadata=stamp)
    return stream.getvalue()


def _figure(found: Sequence[Bar], title: str, colours: Sequence[str], filled: bool) -> "Figure":
    from matplotlib.figure import Figure

    _, _, _, accent, bad = colours
    top = 0.5 if title else 0.1
    height = _BAR * len(found) + 0.45 + top
    left = min(3.2, 0.25 + max(_columns(bar.words) for bar in found) * _POINTS / 72 * 0.52)
    figure = Figure(figsize=(_WIDTH, height), facecolor="white" if filled else "none")
    # Fixed margins: the page's font is not the one that matplotlib would measure.
    box = (left / _WIDTH, 0.4 / height, 1 - (left + 0.2) / _WIDTH, 1 - (0.45 + top) / height)
    axes = figure.add_axes(box, facecolor="none")
    values = [bar.value for bar in found]
    shades = [bad if value < 0 else accent for value in values]
    axes.barh(range(len(found)), values, 0.68, color=shades)
    low, high = min(0.0, *values), max(0.0, *values)
    room = 0.16 * ((high - low) or 1.0)
    axes.set(xlim=(low - room * (low < 0), high + room), ylim=(len(found) - 0.4, -0.6))
    axes.set_yticks(range(len(found)), [bar.words for bar in found])
    axes.tick_params(length=0)
    axes.grid(axis="x", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[:].set_visible(False)
    for at, value in enumerate(values):
        side, gap = ("left", 4) if value >= 0 else ("right", -4)
        axes.annotate(
            figures.plain(value), (value, at), (gap, 0), textcoords="offset points", ha=side,
            va="center",
        )  # fmt: skip
    if title:
        figure.text(0.02, 1 - 0.28 / height, title, size=13, weight="bold", va="center")
    return figure


def _percentage(row: Listed) -> bool:
    return row.unit == "%" and bool(row.comparison) and row.high is None


def _named(row: Listed, period: str = "") -> str:
    parts = [part for part in (row.subject, row.metric) if part]
    words = " ".join(" ".join(parts or [row.text]).split())
    period = f" {' '.join(period.split())}".rstrip()
    while _columns(words + period) > _LONGEST and words.rstrip("…"):
        words = f"{words.rstrip('…')[:-1]}…"
    return words + period


def _columns(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in words)
