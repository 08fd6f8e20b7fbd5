"""A heat-map of a sweep: one panel for each encoder and k, passage size against lexical weight."""

import io
from collections.abc import Sequence

from evaluation.sweep import Scored


def draw(scored: Sequence[Scored], measure: str) -> str:
    """Return an SVG picture of ``measure``; a grid point without a value stays empty."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams["svg.fonttype"] = "none"
    panels = sorted({(row.point.encoder, row.point.k) for row in scored})
    sizes = sorted({row.point.passage_size for row in scored})
    weights = sorted({row.point.lexical for row in scored})
    values = {
        (row.point.encoder, row.point.k, row.point.passage_size, row.point.lexical): row.scores[
            measure
        ]
        for row in scored
    }
    known = [value for value in values.values() if value is not None] or [0.0]
    figure = Figure(figsize=(3.2 * len(panels) + 0.6, 0.5 * len(sizes) + 1.8), layout="constrained")
    for number, (encoder, k) in enumerate(panels, 1):
        axes = figure.add_subplot(1, len(panels), number)
        table = [
            [float("nan") if (v := values.get((encoder, k, s, w))) is None else v for w in weights]
            for s in sizes
        ]
        axes.imshow(table, vmin=min(known), vmax=max(known), cmap="Blues", aspect="auto")
        axes.set_title(f"{encoder}, k = {k}", fontsize=9)
        axes.set_xticks(range(len(weights)), [f"{w:g}" for w in weights])
        axes.set_yticks(range(len(sizes)), [str(s) for s in sizes])
        axes.set_xlabel("lexical weight")
        axes.set_ylabel("passage size")
        for y, line in enumerate(table):
            for x, value in enumerate(line):
                axes.text(x, y, f"{value:.3f}", ha="center", va="center", fontsize=8)
    figure.suptitle(measure, fontsize=10)
    stream = io.StringIO()
    figure.savefig(stream, format="svg", metadata={"Date": None})
    return stream.getvalue()
