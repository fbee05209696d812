"""The failing system of a scenario: signals, faults, and the tasks that responders can be given."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.clock import DurationS
from simulator.scenario.base import Condition, Id, Milli, Percent, Strict, Text, Title
from simulator.vocabulary import Seat, TaskKind


class Signal(Strict):
    """A measured quantity of the system, e.g. `write_error_pct`; its key is its name in conditions."""

    title: Title
    unit: Annotated[str, Field(max_length=24)] = ""
    baseline: Milli = 0
    """Its value when all is well, in its unit."""
    warn: Milli
    """From here on the screen shows it as a warning."""
    critical: Milli
    """From here on the screen shows it as critical (below `warn` when low is bad)."""
    noise: Milli = 0
    """Random wobble to either side, in its unit."""
    most: Milli | None = None
    """The highest value that monitoring can show, e.g. 100 for a share of a machine."""


class Fault(Strict):
    """One hidden thing that is wrong; its level runs from 0 to 100 % (more when a task makes it worse)."""

    title: Title
    starts: DurationS = 0
    """When it begins, after the drill's start."""
    rises: DurationS = 0
    """How long it takes to full level, in a straight line."""
    fades_after: DurationS | None = None
    """When set, it goes away by itself this long after its start."""
    signals: dict[Id, Milli] = Field(default_factory=dict, max_length=40)
    """How far each signal moves at full level (negative = falls)."""
    impact_pct: dict[Id, Percent] = Field(default_factory=dict, max_length=500)
    """Share of each account's work that fails at full level."""


class Effect(Strict):
    """What a finished task does to a fault."""

    fault: Id
    to_pct: Annotated[int, Field(ge=0, le=300)]
    """The level that the fault moves to."""
    over: DurationS = 0
    """How long that takes, in a straight line."""
    when: Condition | None = None
    """Only when this holds as the task ends, e.g. `replica_lag_s < 30`."""


class Report(Strict):
    """What the engineer reports in a certain case."""

    when: Condition
    """The case, as the task ends and before its effects move anything."""
    text: Text
    """The report."""


class Task(Strict):
    """A piece of technical work."""

    title: Title
    kind: TaskKind
    team: Id
    """The team whose hands it needs; somebody of it must have answered a page or hold a seat."""
    owner: Seat = Seat.TECH_LEAD
    """The seat that would sensibly own it."""
    median: DurationS
    """Median duration (lognormal)."""
    spread: Literal["tight", "normal", "wide"] = "normal"
    """Standard deviation of the logarithm: 0.2, 0.5 or 1.1 (domain.md §6.1; the narrower ones are guesses)."""
    success_pct: Percent = 100
    requires: tuple[Id, ...] = ()
    """Tasks that must be done before."""
    reversible: bool = True
    repeatable: bool = False
    """True for work that can be given again after it has worked, because other work may undo it."""
    risk: Text | None = None
    """What a careful engineer would warn of; shown before the task is started."""
    effects: tuple[Effect, ...] = Field(default=(), max_length=20)
    result: Text
    """What the engineer reports when it has worked."""
    reports: tuple[Report, ...] = Field(default=(), max_length=10)
    """Reports for cases, instead of `result` and `no_effect`; the first whose case it is counts."""
    no_effect: Text = "Done, but nothing changed."
    """What the engineer reports when no effect applied; the task can then be given again."""
    holds: Condition | None = None
    """What must be true as the task ends for `result` to be reported, e.g. `not active(stuck_primary)`; for checks."""
    not_yet: Text = "Checked: it is not so yet. Ask again when the work it looks at is done."
    """What the engineer reports when `holds` is not true; the task can then be given again."""
    evidence: Text | None = None
    """What it leaves behind that proves something."""
    destroys_evidence: bool = False
    """True for work that wipes what an investigator would need (unless evidence was taken before)."""
