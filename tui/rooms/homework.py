"""Homework: each trainee plays a drill of their own on one host, at their own pace, in a window of days.

The clock of a drill runs while its trainee is there and lets it; it stands while they are away. Whoever has ended
their drill has its debrief at once. When the window closes, what is still open ends and is judged as it stands.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from simulator.clock import DAY_S, parse_stamp
from simulator.errors import ScenarioError


@dataclass(frozen=True, slots=True)
class Homework:
    """The window of an exercise that everybody plays alone."""

    until_utc_s: int | None = None
    """When it closes, in Unix seconds; None = when the host ends."""
    wall: Callable[[], float] = time.time

    @property
    def closed(self) -> bool:
        """True once nobody plays any more."""
        return self.until_utc_s is not None and self.wall() >= self.until_utc_s


def window_until(words: str) -> int | None:
    """When a window closes: a day (its end, UTC) or a UTC time; empty = never.

    Raises:
        ScenarioError: it is neither.
    """
    if not words:
        return None
    try:
        return parse_stamp(words) if "T" in words else parse_stamp(f"{words}T00:00:00Z") + DAY_S
    except ValueError:
        hint = "Give a day such as 2026-03-20, or a UTC time such as 2026-03-20T18:00:00Z."
        raise ScenarioError(f"{words!r} is no day and no time", hint=hint) from None
