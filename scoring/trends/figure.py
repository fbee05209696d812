"""Figures over many drills: each with its n, and an interval where a trend is claimed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import exp, log, sqrt
from statistics import NormalDist, median

import msgspec

LEAST_FOR_TREND = 8
"""Fewer drills than this give an interval that says nothing."""
_Z = NormalDist().inv_cdf(0.975)


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One figure; never without its n."""

    id: str
    title: str
    unit: str
    value: float | None
    n: int
    """What it was counted over: drills, silences, moments or actions, as the title says."""
    low: float | None = None
    """Lower end of the 95 % interval, where one is given."""
    high: float | None = None
    note: str = ""


def share(name: str, title: str, hit: int, of: int) -> Figure:
    """A share in percent."""
    return Figure(id=name, title=title, unit="%", value=round(hit * 100 / of, 1) if of else None, n=of)


def middle(name: str, title: str, unit: str, values: Iterable[float], scale: float = 1, *, digits: int = 1) -> Figure:
    """A median with its distribution-free 95 % interval (order statistics) from n = 6 on."""
    found = sorted(values)
    n = len(found)
    low = high = None
    if n >= 6:
        # ranks of the binomial interval for the median, by the normal approximation
        rank = max(0, int((n - _Z * sqrt(n)) / 2))
        low, high = round(found[rank] / scale, digits), round(found[n - 1 - rank] / scale, digits)
    value = round(median(found) / scale, digits) if found else None
    return Figure(id=name, title=title, unit=unit, value=value, n=n, low=low, high=high)


def slope(points: Sequence[tuple[str, float]], per: int = 10) -> Figure:
    """The trend of a length of time over successive drills, in percent per ten drills.

    A straight line through the logarithms, with one level for each scenario, because a hard case after an easy one is
    no change of skill. The interval is Student's, by Cornish and Fisher's expansion.

    Args:
        points: Scenario and seconds, oldest first.
        per: How many drills the percentage is for.
    """
    title = f"Trend of the time to restore, per {per} drills"
    usable = [(place, name, log(value)) for place, (name, value) in enumerate(points) if value > 0]
    groups: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, name, value in usable:
        groups[name].append((place, value))
    free = len(usable) - len(groups) - 1
    pairs = [pair for group in groups.values() for pair in _centred(group)]
    spread = sum(x * x for x, _ in pairs)
    empty = Figure(id="mttr_trend", title=title, unit="%", value=None, n=len(usable),
                   note=f"needs {LEAST_FOR_TREND} restored drills, and a scenario played twice")  # fmt: skip
    if len(usable) < LEAST_FOR_TREND or free < 3 or not spread:
        return empty
    rise = sum(x * y for x, y in pairs) / spread
    error = sqrt(sum((y - rise * x) ** 2 for x, y in pairs) / free / spread)
    edge = _student(free) * error
    low, value, high = (round((exp(per * part) - 1) * 100, 1) for part in (rise - edge, rise, rise + edge))
    return msgspec.structs.replace(empty, value=value, low=low, high=high, note="negative = faster")


def _centred(group: list[tuple[int, float]]) -> list[tuple[float, float]]:
    x_mean, y_mean = sum(x for x, _ in group) / len(group), sum(y for _, y in group) / len(group)
    return [(x - x_mean, y - y_mean) for x, y in group]


def _student(free: int) -> float:
    """The 97.5 % quantile of Student's t (Abramowitz and Stegun 26.7.5); within 1 % from three degrees on."""
    z = _Z
    return (
        z
        + (z**3 + z) / (4 * free)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * free**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * free**3)
    )
