"""How an exam keeps time: the scenario's plan, ×1 while a form is open, a jump over quiet stretches, and a last minute.

Everything is read from the journal's changes of pace, so that an exam which was interrupted goes on with the minutes
that it had left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from simulator.events import PaceChanged
from simulator.scenario.model import EXAM_WALL_S

if TYPE_CHECKING:
    from simulator.journal import Entry
    from simulator.scenario import Scenario
    from tui.due import Need

QUIET_S = 45
"""So long on the wall nobody presses a key and nothing waits: then time jumps (a guess at how long people read)."""
WARN_LEFT_S = 600
"""The minutes that are left are marked from here on."""

AWAY = "Leaving stops its clock, and the journal notes for how long you were away."


def stretched(now: Callable[[], float], extra_pct: int) -> Callable[[], float]:
    """The clock on the wall as somebody with more time has it: everything takes that much longer."""
    return now if not extra_pct else lambda: now() * 100 / (100 + extra_pct)


class ExamClock:
    """What is spent of an exam's time on the wall, and when its time may jump."""

    def __init__(self, scenario: Scenario, entries: Iterable[Entry]) -> None:
        """Read what is spent already.

        Args:
            scenario: Its plan is the same for everybody.
            entries: The journal so far.
        """
        self._scenario = scenario
        self._spent_s, self._since_s, self._multiplier = 0.0, 0, 1
        self.hear(entries)

    def hear(self, entries: Iterable[Entry]) -> None:
        """Take in changes of pace."""
        for entry in entries:
            if isinstance(entry.event, PaceChanged):
                self._spent_s = self.spent_s(entry.at_s)
                self._since_s, self._multiplier = entry.at_s, entry.event.multiplier

    def spent_s(self, at_s: int) -> float:
        """Seconds on the wall up to a drill second; time in which nobody was there is not among them."""
        if not self._multiplier:
            return self._spent_s
        return self._spent_s + (at_s - self._since_s) / self._multiplier

    def left_s(self, at_s: int) -> int:
        """Seconds on the wall that are left."""
        return max(0, int(EXAM_WALL_S - self.spent_s(at_s)))

    def planned(self, at_s: int, *, composing: bool) -> int:
        """The speed now: the scenario's plan, ×1 while a form is open."""
        if composing:
            return 1
        return next((step.multiplier for step in self._scenario.pace_plan if at_s < step.until), 1)

    def may_jump(self, at_s: int, quiet_s: float, needs: Iterable[Need], ahead_s: int) -> bool:
        """Whether the time up to the next due event is jumped over.

        Args:
            at_s: The drill second.
            quiet_s: For how long, on the wall, nobody has pressed a key.
            needs: What waits for the trainee, or will.
            ahead_s: What is due within so many seconds waits already.
        """
        if quiet_s < QUIET_S or self.planned(at_s, composing=False) == 1:
            return False
        return not any(need.waits or need.due_s - at_s <= ahead_s for need in needs)


def on_the_wall(seconds: int, extra_pct: int) -> int:
    """Seconds of somebody's stretched clock as seconds of the clock on the wall."""
    return seconds * (100 + extra_pct) // 100


def shown(multiplier: int, left_s: int) -> str:
    """The pace as the clock's line shows it, with the minutes that are left on the wall."""
    mark = " ▲" if left_s <= WARN_LEFT_S else ""
    return f"×{multiplier} {-(-left_s // 60)}m left{mark}"
