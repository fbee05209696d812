"""A drill that has been played, at any of its moments: the fold up to a line, found from the nearest checkpoint."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, is_dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from simulator.clock import hhmm
from simulator.incident import Incident
from tui.names import Names
from tui.timeline import timeline_row
from tui.view import View, build_view

if TYPE_CHECKING:
    from simulator.journal import Entry, Header
    from simulator.reading import Reader
    from simulator.runbook import Runbook
    from simulator.scenario import Scenario
    from tui.rows import Row

CHECKPOINT_LINES = 250
"""A step back folds at most so many lines again."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reel:
    """The timeline's rows up to a moment."""

    rows: tuple[Row, ...]


@dataclass(slots=True)
class Moment:
    """One moment of a played drill, in the shape of a drill that screens can read and nobody can change."""

    header: Header
    scenario: Scenario
    runbook: Runbook
    incident: Incident
    entries: list[Entry]
    player: str
    at_s: int
    reader: Reader | None = None
    over: bool = True


class Film:
    """All moments of one journal, each as the war room showed it."""

    def __init__(self, header: Header, entries: Sequence[Entry], scenario: Scenario, runbook: Runbook) -> None:
        """Take a journal; nothing is folded yet.

        Args:
            header: The journal's header.
            entries: Its lines, at least the first.
            scenario: The one that it was played with.
            runbook: For cadences and countdowns.
        """
        self.header, self.entries = header, tuple(entries)
        self.scenario, self.runbook, self.player = scenario, runbook, header.player
        self._times = [entry.at_s for entry in self.entries]
        self._now, self._n = Incident(), 0
        self._checkpoints: dict[int, Incident] = {0: Incident()}
        last = self.incident_at(len(self.entries))
        self.names = Names(last, scenario, header.player, runbook.approver_titles)
        told = [(entry.n, row) for entry in self.entries if (row := timeline_row(entry, self.names)) is not None]
        self._row_lines, self._rows = [n for n, _ in told], tuple(row for _, row in told)

    @property
    def end_s(self) -> int:
        """Second of the last line."""
        return self._times[-1]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The whole timeline."""
        return self._rows

    def line_at(self, at_s: int) -> int:
        """How many lines there were when a second was over."""
        return max(1, bisect_right(self._times, at_s))

    def incident_at(self, n: int) -> Incident:
        """What the war room knew after `n` lines: read it, do not keep it."""
        if n < self._n:
            start = max(line for line in self._checkpoints if line <= n)
            self._now, self._n = branch(self._checkpoints[start]), start
        for entry in self.entries[self._n : n]:
            self._now.apply(entry)
            if entry.n % CHECKPOINT_LINES == 0 and entry.n not in self._checkpoints:
                self._checkpoints[entry.n] = branch(self._now)
        self._n = n
        return self._now

    def moment(self, n: int, at_s: int) -> Moment:
        """The room after `n` lines, at a second."""
        known = list(self.entries[:n])
        return Moment(self.header, self.scenario, self.runbook, self.incident_at(n), known, self.player, at_s)

    def view(self, n: int, at_s: int, *, multiplier: int = 0) -> View:
        """What the war room showed after `n` lines, at a second."""
        reel = Reel(self._rows[: bisect_right(self._row_lines, n)])
        return build_view(
            self.incident_at(n), self.scenario, self.runbook, at_s,
            timeline=reel, multiplier=multiplier, player=self.player,
        )  # fmt: skip

    def clock(self, at_s: int) -> str:
        """The UTC clock at a second."""
        return hhmm(self.scenario.start_utc_s + at_s)

    def next_of(self, kinds: frozenset[type], n: int, step: int) -> int | None:
        """The line of one of these kinds that comes next (`step` 1) or came before (-1); None when there is none."""
        line = n + step
        while 1 <= line <= len(self.entries):
            if type(self.entries[line - 1].event) in kinds:
                return line
            line += step
        return None


def branch(value: T) -> T:
    """A copy that can be changed alone; what is frozen is shared."""
    held: Any = value
    made: Any = held
    if isinstance(held, dict):
        made = {key: branch(one) for key, one in held.items()}
    elif isinstance(held, list):
        made = [branch(one) for one in held]
    elif isinstance(held, set):
        made = set(held)
    elif is_dataclass(held) and not isinstance(held, type) and not held.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        made = copy(held)
        for name in held.__dataclass_fields__:
            setattr(made, name, branch(getattr(held, name)))
    return made  # type: ignore[no-any-return]
