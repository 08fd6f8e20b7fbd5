"""Hold two figures against each other."""

from typing import Protocol

from chatbot.figures import units


class Measured(Protocol):
    """Anything with a value in a unit; ``high`` is the end of a range, else None."""

    @property
    def value(self) -> float:
        """The value in the unit, the lower end of a range."""

    @property
    def high(self) -> float | None:
        """The upper end of a range."""

    @property
    def unit(self) -> str:
        """The unit, by any of its names."""


def close(one: float, other: float) -> bool:
    """Tell whether two numbers are the same but for the error of doubles; nothing is rounded."""
    return abs(one - other) <= 1e-9 * max(1.0, abs(one), abs(other))


def same(one: Measured, other: Measured) -> bool:
    """Tell whether two figures are equal: 495.8万个 and 4,958,000个, not 3% and 3个百分点."""
    if units.name(one.unit) != units.name(other.unit) or not close(one.value, other.value):
        return False
    if one.high is None or other.high is None:
        return one.high is other.high
    return close(one.high, other.high)
