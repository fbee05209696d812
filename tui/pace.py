"""How fast drill time runs: the clock on the wall in, drill seconds out. Nothing here draws or waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from simulator.vocabulary import SKIP_MULTIPLIER

if TYPE_CHECKING:
    from simulator.journal import Entry

LADDER = (1, 2, 4, 8, 15, 30, 60, 120, 300, 600)
"""Speeds that the keys step through, in drill seconds per second."""
ABSENCE_S = 5
"""A longer gap between two looks at the clock means that nobody was there (a stopped process, a closed lid)."""


class Pace:
    """Maps an injected monotonic clock to drill seconds.

    Time while paused, and time while nobody looked, never counts as elapsed. A change of speed keeps the
    fraction of a second that has passed, so the drill clock neither jumps nor loses time.
    """

    def __init__(self, now: Callable[[], float], *, at_s: int = 0, speed: int = 1, paused: bool = True) -> None:
        """Start at a drill second.

        Args:
            now: Monotonic seconds of the wall.
            at_s: Drill second to begin at.
            speed: Drill seconds per second once it runs (1 to 600).
            paused: Whether it stands still at first.
        """
        self._now = now
        self._at = float(at_s)
        self._seen = now()
        self._speed = _checked(speed)
        self._paused = paused
        self._absent = 0.0

    @property
    def now(self) -> Callable[[], float]:
        """The clock on the wall."""
        return self._now

    @property
    def paused(self) -> bool:
        """True while drill time stands still."""
        return self._paused

    @property
    def speed(self) -> int:
        """The chosen speed; kept while paused."""
        return self._speed

    @property
    def multiplier(self) -> int:
        """Drill seconds per second right now; 0 while paused."""
        return 0 if self._paused else self._speed

    def at_s(self) -> int:
        """The drill second that it is now."""
        now = self._now()
        gap = max(0.0, now - self._seen)
        self._seen = now
        if gap > ABSENCE_S:
            self._absent += gap
        elif not self._paused:
            self._at += gap * self._speed
        return int(self._at)

    def take_absence_s(self) -> int:
        """Whole wall seconds during which nobody looked, handed out once."""
        absent, self._absent = int(self._absent), 0.0
        return absent

    def change(self, multiplier: int) -> None:
        """Run at another speed from now on; 0 pauses and keeps the chosen speed."""
        self.at_s()
        if multiplier == 0:
            self._paused = True
        else:
            self._speed, self._paused = _checked(multiplier), False

    def jump_to(self, at_s: int) -> None:
        """Go on from a drill second; used after skipping and at the end of a drill."""
        self.at_s()
        self._at = max(self._at, float(at_s))

    def set_to(self, at_s: int) -> None:
        """Go on from the second that another clock shows, also back."""
        self.at_s()
        self._at = float(at_s)

    def faster(self) -> int:
        """The next speed up the ladder."""
        return next((step for step in LADDER if step > self._speed), LADDER[-1])

    def slower(self) -> int:
        """The next speed down the ladder."""
        return next((step for step in reversed(LADDER) if step < self._speed), LADDER[0])


def speed_left(entries: Iterable[Entry]) -> int:
    """The speed to go on with where a journal ends: the last that somebody chose; neither a skip nor a pause is one."""
    from simulator.events import PaceChanged

    chosen = [entry.event.multiplier for entry in entries if isinstance(entry.event, PaceChanged)]
    return next((speed for speed in reversed(chosen) if speed not in (0, SKIP_MULTIPLIER)), 1)


def _checked(speed: int) -> int:
    if not LADDER[0] <= speed <= LADDER[-1]:
        raise ValueError(f"a speed from {LADDER[0]} to {LADDER[-1]}, not {speed}")
    return speed
