"""What a higher or lower threshold of the confidence would refuse."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluation.run import Result


@dataclass(frozen=True, slots=True)
class TradeOff:
    """What each threshold of the confidence would refuse, from refusing nothing to everything.

    ``false`` are shares of the answerable cases, ``right`` of the others; ``at`` is what the run
    refused of both.
    """

    false: NDArray[np.float64]
    right: NDArray[np.float64]
    at: tuple[float, float]


def trade_off(results: Sequence[Result]) -> TradeOff | None:
    """Return the curve; None unless there are cases of both sorts."""
    rows = [row for row in results if not row.error]
    sure = np.array([row.answer.confidence for row in rows])
    refused = np.array([row.answer.refused for row in rows], bool)
    answerable = np.array([row.case.answerable for row in rows], bool)
    if answerable.all() or not answerable.any():
        return None
    below = np.array([sure < threshold for threshold in [*np.unique(sure), np.inf]])
    return TradeOff(
        below[:, answerable].mean(axis=1),
        below[:, ~answerable].mean(axis=1),
        (float(refused[answerable].mean()), float(refused[~answerable].mean())),
    )
