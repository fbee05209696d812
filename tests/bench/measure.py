"""Interleaved rounds, medians, and figures as ratios to a floor.

A shared machine gets faster and slower while it measures. So every round measures each case once, the order is
turned around in every second round, and a ratio is the median of the ratios within the rounds.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

Case = Callable[[], float]
"""Measures once and returns seconds (or bytes) per unit."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table."""

    area: str
    name: str
    unit: str
    measured: float
    floor_name: str = ""
    floor: float | None = None
    ratio: float | None = None
    goal: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """`ok`, `over`, or nothing without a goal; a figure without a floor is itself held against the goal."""
        if self.goal is None:
            return ""
        judged = self.measured if self.ratio is None else self.ratio
        return "ok" if judged <= self.goal else "over"

    def to_json(self) -> dict[str, Any]:
        """The row as plain data."""
        return {**asdict(self), "verdict": self.verdict}


def rounds_of(cases: Mapping[str, Case], rounds: int) -> dict[str, list[float]]:
    """Measure every case once a round; one round before the first warms caches and does not count."""
    found: dict[str, list[float]] = {name: [] for name in cases}
    for number in range(rounds + 1):
        for name in list(cases)[:: -1 if number % 2 else 1]:
            gc.collect()
            value = cases[name]()
            if number:
                found[name].append(value)
    return found


def ratio(found: Mapping[str, list[float]], name: str, floor: str) -> float:
    """The median of the ratios within the rounds."""
    return median(value / least for value, least in zip(found[name], found[floor], strict=True))


def compare(
    area: str, found: Mapping[str, list[float]], name: str, floor: str, *, unit: str, scale: float,
    goal: float | None = None, note: str = "",
) -> Figure:  # fmt: skip
    """A figure of one case beside its floor; `scale` turns seconds into the unit shown."""
    return Figure(
        area, name, unit, median(found[name]) * scale, floor, median(found[floor]) * scale,
        ratio(found, name, floor), goal, note,
    )  # fmt: skip


def alone(
    area: str, found: Mapping[str, list[float]], name: str, *, unit: str, scale: float, note: str = "",
    goal: float | None = None,
) -> Figure:  # fmt: skip
    """A figure without a floor: shown, and judged only by a goal of its own, in the unit shown."""
    return Figure(area, name, unit, median(found[name]) * scale, goal=goal, note=note)
