"""What a benchmark run measured, for people and for programs."""

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from evaluation.corpus import Indexing
from evaluation.metrics import RESAMPLES, Estimate

_SEED = 20260421


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures of one run, in the order in which they are shown.

    Of the ``of`` questions in the data ``asked`` were chosen; one that could not be asked scores 0
    and has no time in ``seconds``. A measure is None where no question says anything about it.
    """

    data: str
    settings: dict[str, Any]
    asked: int
    of: int
    measures: dict[str, Estimate | None]
    indexing: Indexing
    seconds: tuple[float, ...]
    rows: tuple[dict[str, Any], ...]

    def lines(self) -> Iterator[str]:
        """Yield the lines of a table."""
        yield (
            f"{self.data}: {self.asked:,} of {self.of:,} questions over "
            f"{self.indexing.documents:,} documents, {self.indexing.passages:,} passages"
        )
        yield f"{'':28}{'value':>8}   {'95 % interval':15}{'questions':>10}"
        for name, found in self.measures.items():
            if found:
                interval = f"{found.low:.3f} – {found.high:.3f}"
                yield f"{name:28}{found.value:8.3f}   {interval:15}{found.cases:10,}"
        if faults := self.asked - len(self.seconds):
            yield f"{faults:,} questions could not be asked (empty or too long) and score 0"
        yield self._indexing()
        times = self.latency()
        yield f"question: median {times['p50']:.1f} ms, 95th percentile {times['p95']:.1f} ms"

    def latency(self) -> dict[str, float]:
        """Return the median and the 95th percentile of the questions' times, in milliseconds."""
        times = [1000 * seconds for seconds in self.seconds] or [0.0]
        p50, p95 = np.percentile(times, [50, 95])
        return {"p50": round(float(p50), 2), "p95": round(float(p95), 2)}

    def as_dict(self) -> dict[str, Any]:
        """Return everything, for JSON."""
        made = self.indexing
        speed = {} if made.seconds is None else {
            "characters_per_second": round(made.characters / made.seconds, 1),
            "documents_per_second": round(made.documents / made.seconds, 2),
        }  # fmt: skip
        return {
            "data": self.data,
            "settings": self.settings,
            "machine": f"{platform.machine()}, {os.cpu_count()} processors",
            "questions": {"asked": self.asked, "of": self.of},
            "measures": {
                name: None if found is None else asdict(found)
                for name, found in self.measures.items()
            },
            "indexing": {**asdict(made), **speed},
            "latency_ms": self.latency(),
            "rows": list(self.rows),
        }

    def _indexing(self) -> str:
        made = self.indexing
        if made.seconds is None:
            return f"indexing: {made.characters:,} characters; not timed, as it was interrupted"
        return (
            f"indexing: {made.characters / made.seconds:,.0f} characters/s, "
            f"{made.documents / made.seconds:,.1f} documents/s "
            f"({made.characters:,} characters in {made.seconds:,.1f} s)"
        )


def mean(values: Sequence[float]) -> Estimate | None:
    """Return the mean with its 95 % bootstrap interval over questions; None without values.

    The interval is the 2.5 to 97.5 percentile of 1,000 resamples (Efron 1979).
    """
    if not values:
        return None
    each = np.array(values, np.float64)
    chance = np.random.default_rng(_SEED)
    # A resample at a time: a benchmark can have 100,000 questions.
    means = [each[chance.integers(0, len(each), len(each))].mean() for _ in range(RESAMPLES)]
    low, high = np.percentile(means, [2.5, 97.5])
    return Estimate(float(each.mean()), float(low), float(high), len(each))


def means(rows: Sequence[Mapping[str, float]], names: Mapping[str, str]) -> dict[str, Any]:
    """Return the mean of each of ``names``, a key of ``rows`` each, under the name it maps to."""
    return {shown: mean([row[name] for row in rows]) for name, shown in names.items()}
