"""The small protocol between a drill and whoever plays it: `observe(sight) -> acts`.

A player is asked every drill minute, and again in the same second as long as it acts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from simulator.commands import Command
from simulator.credit import ApprovalMatrix, SlaSchedule
from simulator.drill import Drill
from simulator.errors import JournalError
from simulator.events import CommandRefused
from simulator.incident import Incident
from simulator.vocabulary import Seat
from simulator.world.stage import HEARTBEAT_S


@dataclass(frozen=True, slots=True)
class Act:
    """One command, and the seat it is given for."""

    seat: Seat
    command: Command


@dataclass(frozen=True, slots=True)
class TaskCard:
    """What the board shows of a task before it is started."""

    task: str
    title: str
    kind: str
    team: str
    owner: Seat
    reversible: bool
    risk: str
    requires: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gauge:
    """How the screen names a signal."""

    title: str
    unit: str


@dataclass(frozen=True, slots=True)
class Contract:
    """An account's contract, as customer success has it on file."""

    monthly_fee_cents: int
    arr_cents: int
    renewal_in_days: int
    schedule: SlaSchedule | None
    """The availability schedule, if the contract has one."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a seat sees: the open part of the fold. No truth, no rubric, no scenario id."""

    at_s: int
    start_utc_s: int
    incident: Incident
    """Read only; its hidden fields (`impact_permille`, `restored`, `fired`, `variant`) are blank."""
    tasks: tuple[TaskCard, ...]
    critical: dict[str, bool]
    """For every signal, whether it is beyond its critical threshold now."""
    alarmed: dict[str, bool]
    """For every signal, whether it is beyond its warning threshold now."""
    gauges: dict[str, Gauge] = field(default_factory=dict)
    """Title and unit of every signal, as the screen shows them."""
    contracts: dict[str, Contract] = field(default_factory=dict)
    """What customer success can read about each account."""
    approvals: ApprovalMatrix | None = None
    """The runbook's approval matrix, which hangs on the wall."""


class Player(Protocol):
    """Anything that can play; write your own, or plug a model in."""

    def observe(self, sight: Sight) -> Sequence[Act]:
        """Look at the room and say what to do now."""
        ...

    def wakes_at(self, now_s: int) -> int | None:
        """A second before the next minute at which it wants to look, if any."""
        ...

    def refused(self, act: Act, refusal: CommandRefused) -> None:
        """Hear that a command made no sense."""
        ...


class _Veiled(Incident):
    """An incident whose hidden fields read as if nothing were known."""

    def __init__(self, true: Incident) -> None:
        self.__dict__.update(true.__dict__)
        self.restored, self.restored_s, self.impact_permille = True, None, {}
        self.fired, self.variant = set(), ""


def look(drill: Drill) -> Sight:
    """What any seat in the room sees now; for many looks make one `Window`."""
    return Window(drill).look()


class Window:
    """Where a player looks into the room from; what hangs on the wall is read once."""

    def __init__(self, drill: Drill) -> None:
        """Bind to a drill."""
        scenario, runbook = drill.scenario, drill.kit.runbook
        self._drill, self._approvals, self._start_utc_s = drill, runbook.approvals, scenario.start_utc_s
        self._tasks = tuple(
            TaskCard(
                name, task.title, task.kind.value, task.team, task.owner, task.reversible, task.risk or "",
                task.requires,
            )
            for name, task in scenario.tasks.items()
        )  # fmt: skip
        self._contracts = {
            name: Contract(spec.monthly_fee, spec.arr, spec.renewal_in_days, runbook.slas.get(spec.sla))
            for name, spec in scenario.accounts.items()
        }
        self._gauges = {name: Gauge(spec.title, spec.unit) for name, spec in scenario.signals.items()}
        self._measured: dict[str, int] | None = None
        self._critical: dict[str, bool] = {}
        self._alarmed: dict[str, bool] = {}

    def look(self) -> Sight:
        """What any seat in the room sees now."""
        incident = self._drill.incident
        if incident.signals is not self._measured:
            self._measured = incident.signals
            self._read_signals(incident.signals)
        return Sight(
            at_s=self._drill.at_s, start_utc_s=self._start_utc_s, incident=_Veiled(incident),
            tasks=self._tasks, critical=self._critical, alarmed=self._alarmed, gauges=self._gauges,
            contracts=self._contracts, approvals=self._approvals,
        )  # fmt: skip

    def _read_signals(self, values: dict[str, int]) -> None:
        """Hold a new sample against the thresholds; signals that are not measured yet stand at their baseline."""
        self._critical, self._alarmed = {}, {}
        for name, spec in self._drill.scenario.signals.items():
            value, low_is_bad = values.get(name, spec.baseline), spec.critical < spec.warn
            self._critical[name] = value <= spec.critical if low_is_bad else value >= spec.critical
            self._alarmed[name] = value <= spec.warn if low_is_bad else value >= spec.warn


def play(drill: Drill, player: Player, *, until_s: int | None = None) -> None:
    """Let a player play until the drill ends (or until `until_s`), as fast as it goes.

    Raises:
        JournalError: the drill does not end although its horizon has passed (a defect, never the player's fault).
    """
    limit_s = drill.scenario.horizon + HEARTBEAT_S if until_s is None else until_s
    number, window = 0, Window(drill)
    while not drill.over:
        acts = player.observe(window.look())
        for act in acts:
            number += 1
            outcome = drill.submit(act.command, who=drill.player, seat=act.seat, command_id=f"c{number}")
            if outcome.refused is not None:
                player.refused(act, outcome.refused)
            if drill.incident.ended_s is not None:
                return
        if acts:
            continue
        if drill.at_s >= limit_s:
            if until_s is None:
                raise JournalError("the drill went past its horizon")
            return
        beat_s = min((drill.at_s // HEARTBEAT_S + 1) * HEARTBEAT_S, limit_s)
        wake_s = player.wakes_at(drill.at_s)
        drill.advance_to(min(beat_s, wake_s) if wake_s is not None and wake_s > drill.at_s else beat_s)


class Silent:
    """Does nothing at all."""

    def observe(self, sight: Sight) -> Sequence[Act]:
        """Nothing."""
        return ()

    def wakes_at(self, now_s: int) -> int | None:
        """Never."""
        return None

    def refused(self, act: Act, refusal: CommandRefused) -> None:
        """Never happens."""
