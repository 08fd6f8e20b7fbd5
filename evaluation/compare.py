"""Two runs of the same cases: what differs, how surely, and which cases flipped."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.metrics import MEASURES, RESAMPLES, SEED, Ratio
from evaluation.run import Result


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure in both runs; ``low`` to ``high`` is the 95 % interval of second less first."""

    measure: str
    first: float
    second: float
    low: float
    high: float

    @property
    def is_sure(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Differences over the cases that both runs asked; what only one asked; what flipped."""

    cases: int
    differences: tuple[Difference, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    mended: tuple[tuple[Result, Result], ...]
    broken: tuple[tuple[Result, Result], ...]


def compare(first: Sequence[Result], second: Sequence[Result]) -> Comparison:
    """Pair the results by case id and compare them.

    The interval resamples cases, the same ones for both runs: what is hard in a case is hard for
    both, so the difference is surer than two intervals side by side would make it look.
    """
    theirs = {result.case.id: result for result in second}
    ours = {result.case.id: result for result in first}
    pairs = [(result, theirs[result.case.id]) for result in first if result.case.id in theirs]
    found = [_difference(name, ratio, pairs) for name, ratio in MEASURES.items()]
    return Comparison(
        cases=len(pairs),
        differences=tuple(one for one in found if one is not None),
        only_first=tuple(name for name in ours if name not in theirs),
        only_second=tuple(name for name in theirs if name not in ours),
        mended=tuple(pair for pair in pairs if pair[1].right and not pair[0].right),
        broken=tuple(pair for pair in pairs if pair[0].right and not pair[1].right),
    )


def _difference(
    name: str, ratio: Ratio, pairs: Sequence[tuple[Result, Result]]
) -> Difference | None:
    table = np.array([[ratio(one), ratio(other)] for one, other in pairs], np.float64)
    table = table.reshape(-1, 2, 2)
    if not len(table) or not table[:, 0, 1].any() or not table[:, 1, 1].any():
        return None
    chosen = np.random.default_rng(SEED).integers(0, len(table), (RESAMPLES, len(table)))
    sums = table[chosen].sum(axis=1)
    whole = sums[:, :, 1]
    usable = (whole > 0).all(axis=1)
    values = sums[usable, :, 0] / whole[usable]
    low, high = np.percentile(values[:, 1] - values[:, 0], [2.5, 97.5])
    part = table.sum(axis=0)
    first, second = part[:, 0] / part[:, 1]
    return Difference(name, float(first), float(second), float(low), float(high))
