"""The same cases over a grid of settings."""

import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from chatbot.answer import Answerer
from evaluation import metrics
from evaluation.cases import Case
from evaluation.run import run
from index import build
from index.encode import Encoder
from index.search import Index, Weights
from index.store import Store

MEASURES = (
    "recall@1", "recall@5", "MRR", "accuracy", "citation recall", "refusal recall", "false refusal",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """One combination of settings."""

    encoder: str
    passage_size: int
    k: int
    lexical: float


@dataclass(frozen=True, slots=True)
class Scored:
    """A point and what its answers scored; None where a measure has no case."""

    point: Point
    scores: dict[str, float | None]

    def as_dict(self) -> dict[str, object]:
        """Return settings and scores side by side, for JSON."""
        return {**asdict(self.point), **self.scores}


def grid(
    encoders: Sequence[str], sizes: Sequence[int], ks: Sequence[int], lexical: Sequence[float]
) -> list[Point]:
    """Return all combinations; those that share a store come one after the other."""
    return [Point(*values) for values in itertools.product(encoders, sizes, ks, lexical)]


def sweep(
    store: Path,
    points: Sequence[Point],
    cases: Sequence[Case],
    load: Callable[[str], Encoder],
    progress: Callable[[], object] | None = None,
) -> list[Scored]:
    """Ask the cases with each point's settings, over the documents of ``store``.

    The store itself is left alone: its documents are cut and encoded again in a copy.
    """
    results: list[Scored] = []
    with tempfile.TemporaryDirectory() as folder:
        for (name, size), group in itertools.groupby(points, lambda p: (p.encoder, p.passage_size)):
            encoder = load(name)
            copy = Path(folder) / f"{len(results)}"
            shutil.copytree(store, copy)
            build.rebuild(copy, encoder, size)
            opened = Store.open(copy)
            for scored in _asked(opened, encoder, list(group), cases):
                results.append(scored)
                if progress:
                    progress()
            opened.close()
            shutil.rmtree(copy)
    return results


def _asked(
    store: Store, encoder: Encoder, points: Sequence[Point], cases: Sequence[Case]
) -> Iterator[Scored]:
    for point in points:
        index = Index(store, encoder, weights=replace(Weights(), lexical=point.lexical))
        results = run(Answerer(index, point.k), cases)
        found = {name: metrics.estimate(results, metrics.MEASURES[name]) for name in MEASURES}
        yield Scored(
            point, {name: None if e is None else round(e.value, 4) for name, e in found.items()}
        )
