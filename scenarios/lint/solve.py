"""Can a condition ever hold? Decided by trying the values on both sides of every limit it names.

A condition compares names with fixed values, so its truth changes only at those values: trying each, its neighbours
and the ends of a name's range covers every case. Names that exclude each other (`closed` without `resolved`) are
kept consistent. Conditions with more cases than `MOST_CASES` count as possible: the lint then stays silent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from simulator.conditions import COUNTS, FLAGS, SPANS
from simulator.terms import milli, seconds
from simulator.triggers import Condition
from simulator.vocabulary import Phase

MOST_CASES = 60_000
_LITERAL = re.compile(r"(?<![\w.-])(?:((?:\d+[dhms])+)|(-?\d+(?:\.\d{1,3})?))(?![\w.])")
_IMPLIED = (
    ("closed", "resolved"), ("closed", "declared"), ("resolved", "declared"), ("mitigated", "declared"),
)  # fmt: skip
Value = bool | int | str


@dataclass(frozen=True, slots=True)
class Range:
    """Least and most value of a number, in thousandths or seconds."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Possible:
    """What the names of conditions can be in one variant."""

    horizon_s: int
    signals: Mapping[str, Range]
    tasks: frozenset[str]
    """Tasks that can be done."""
    injects: frozenset[str]
    """Injects that can fire."""
    faults: frozenset[str]
    """Faults that can be active."""

    def values(self, key: str, limits: Iterable[int]) -> Sequence[Value]:
        """Every value of `name` or `function(argument)` that is worth trying."""
        name, _, argument = key.removesuffix(")").partition("(")
        if argument and name != "sentiment":
            return self._flag(name, argument)
        if name in FLAGS:
            return (False, True)
        if name == "phase":
            return tuple(phase.value for phase in Phase)
        if name == "severity":
            return (0, 1_000, 2_000, 3_000)
        if name in COUNTS:
            return sorted(
                {0, 1_000, *(max(0, 1_000 * (limit // 1_000 + near)) for limit in limits for near in (-1, 0, 1))}
            )
        span = self._span(name)
        near = {value for limit in limits for value in (limit - 1, limit, limit + 1)}
        return sorted({span.least, span.most, *(value for value in near if span.least <= value <= span.most)})

    def _span(self, name: str) -> Range:
        if name in SPANS:
            return Range(0, self.horizon_s - 1)
        return Range(0, 100_000) if name == "sentiment" else self.signals.get(name, Range(0, 0))

    def _flag(self, name: str, argument: str) -> Sequence[bool]:
        can = {"done": self.tasks, "running": self.tasks, "fired": self.injects, "answered": self.injects,
               "active": self.faults}.get(name)  # fmt: skip
        return (False, True) if can is None or argument in can else (False,)


@dataclass(frozen=True, slots=True)
class Wish:
    """A condition, and whether it should hold."""

    condition: Condition
    holds: bool = True


def satisfiable(wishes: Sequence[Wish], possible: Possible, fixed: Mapping[str, Value] | None = None) -> bool:
    """Whether there is a moment at which every wish comes true.

    Args:
        wishes: Conditions with the outcome that is wanted.
        possible: What the names can be.
        fixed: Names whose value is known at that moment, e.g. `elapsed`.
    """
    keys = sorted({key for wish in wishes for key in wish.condition.names})
    limits = {kind: _limits(wishes, kind) for kind in (True, False)}
    known = fixed or {}
    spaces = [(known[k],) if k in known else possible.values(k, limits[k in SPANS]) for k in keys]
    if prod(len(space) for space in spaces) > MOST_CASES:
        return True
    return any(_come_true(wishes, dict(zip(keys, case, strict=True))) for case in product(*spaces))


def _come_true(wishes: Sequence[Wish], case: Mapping[str, Value]) -> bool:
    if not _consistent(case):
        return False
    lookup = _lookup(case)
    return all(wish.condition.holds(lookup) is wish.holds for wish in wishes)


def _lookup(case: Mapping[str, Value]) -> Callable[[str, str | None], Value]:
    return lambda name, argument: case[name if argument is None else f"{name}({argument})"]


def _consistent(case: Mapping[str, Value]) -> bool:
    if any(case.get(one) is True and case.get(other) is False for one, other in _IMPLIED):
        return False
    if "severity" in case and "declared" in case and bool(case["severity"]) is not case["declared"]:
        return False
    elapsed_s = case.get("elapsed")
    if elapsed_s is not None and any(int(case[span]) > int(elapsed_s) for span in SPANS if span in case):
        return False
    return not any(_excluded(key, case) for key, value in case.items() if value is True)


def _excluded(key: str, case: Mapping[str, Value]) -> bool:
    """Done excludes running; an answer needs the message."""
    name, _, argument = key.partition("(")
    if name == "done":
        return case.get(f"running({argument}") is True
    return name == "answered" and case.get(f"fired({argument}") is False


def _limits(wishes: Sequence[Wish], durations: bool) -> set[int]:
    """The fixed durations (seconds) or numbers (thousandths) that the conditions name."""
    found = [match for wish in wishes for match in _LITERAL.finditer(wish.condition.text)]
    if durations:
        return {seconds(match[1], 1) for match in found if match[1]}
    return {milli(match[2], 1) for match in found if match[2]}
