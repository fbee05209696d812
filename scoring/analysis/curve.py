"""A learning curve: one player's drills in order, against a population of their own kind.

People are compared with people and simulated agents with simulated agents, never across. A percentile always comes
with the number of drills behind it, and from fewer than `LEAST` there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scoring.scorecard import Scorecard
from simulator.vocabulary import Mode

LEAST = 10
"""A percentile among fewer drills than this would be read as more than it is."""


@dataclass(frozen=True, slots=True)
class Result:
    """One judged drill, as far as a curve needs it."""

    scenario: str
    total: float
    simulated: bool

    @classmethod
    def of(cls, card: Scorecard) -> Result:
        """The result of one scorecard."""
        return cls(card.scenario, float(card.total), card.mode == Mode.SIMULATED)


@dataclass(frozen=True, slots=True)
class Point:
    """One drill of the curve."""

    attempt: int
    """Which drill of this player on this scenario, from 1."""
    scenario: str
    total: float
    change: float | None
    """Against this player's drill before it on the same scenario."""
    percentile: int | None
    """Share of the population's drills of this scenario and kind that scored lower, ties by half; None = too few."""
    n: int
    """Drills of the population behind the percentile."""


def curve(mine: Sequence[Result], population: Iterable[Result]) -> tuple[Point, ...]:
    """The player's drills, oldest first, each placed among the population's drills of its scenario and kind."""
    totals: dict[tuple[str, bool], list[float]] = {}
    for one in population:
        totals.setdefault((one.scenario, one.simulated), []).append(one.total)
    before: dict[str, list[float]] = {}
    points = []
    for one in mine:
        earlier, others = before.setdefault(one.scenario, []), totals.get((one.scenario, one.simulated), [])
        change = one.total - earlier[-1] if earlier else None
        earlier.append(one.total)
        points.append(Point(len(earlier), one.scenario, one.total, change, _percentile(one.total, others), len(others)))
    return tuple(points)


def _percentile(total: float, others: Sequence[float]) -> int | None:
    if len(others) < LEAST:
        return None
    below = sum((other < total) + 0.5 * (other == total) for other in others)
    return round(100 * below / len(others))


def render(points: Sequence[Point]) -> str:
    """The curve as text, one line a drill."""
    lines = [f"{'scenario':<24}{'drill':>6}{'score':>8}{'change':>8}  among drills of the same kind"]
    for point in points:
        change = "" if point.change is None else f"{point.change:+.1f}"
        place = f"{point.percentile} % score lower (n = {point.n})" if point.percentile is not None else _too_few(point)
        lines.append(f"{point.scenario:<24}{point.attempt:>6}{point.total:>8.1f}{change:>8}  {place}")
    return "\n".join(lines)


def _too_few(point: Point) -> str:
    return f"no percentile from n = {point.n}; it takes {LEAST}"
