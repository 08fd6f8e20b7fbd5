"""Keep what was reached: the bundled test cases against a committed baseline."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from evaluation import metrics
from evaluation.run import Result

BASELINE = resources.files("evaluation") / "data" / "baseline.json"
# What may not get worse: more is better in these, less in the last.
GUARDED = (
    "accuracy", "citation precision", "citation recall", "refusal recall", "figure faithfulness",
)  # fmt: skip
GUARDED_BELOW = ("false refusal",)
# A case or two of 150 may flip for no reason of ours; figures may not.
TOLERANCE = 0.02
TOLERANCES = {"figure faithfulness": 0.0, "citation precision": 0.0}


@dataclass(frozen=True, slots=True)
class Check:
    """One guarded measure: what it was, what it is, and whether that will do."""

    measure: str
    baseline: float
    found: float
    tolerance: float
    passed: bool


def check(results: Sequence[Result], baseline: dict[str, float]) -> list[Check]:
    """Return one check a guarded measure."""
    checks = []
    for name in (*GUARDED, *GUARDED_BELOW):
        found, tolerance = _value(results, name), TOLERANCES.get(name, TOLERANCE)
        worse = baseline[name] - found if name in GUARDED else found - baseline[name]
        passed = worse <= tolerance + 1e-9
        checks.append(Check(name, baseline[name], found, tolerance, passed))
    return checks


def measured(results: Sequence[Result]) -> dict[str, float]:
    """Return what a baseline holds, for ``--update``."""
    return {name: round(_value(results, name), 4) for name in (*GUARDED, *GUARDED_BELOW)}


def baseline() -> dict[str, float]:
    """Return the committed baseline."""
    found: dict[str, float] = json.loads(BASELINE.read_text(encoding="utf-8"))
    return found


def _value(results: Sequence[Result], name: str) -> float:
    found = metrics.estimate(results, metrics.MEASURES[name])
    return 0.0 if found is None else found.value
