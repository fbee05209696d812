"""The values, at this moment, of the names that conditions of scenario files may use."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulator import events as e
from simulator.journal import Entry
from simulator.triggers import Condition, join
from simulator.vocabulary import Seat, TaskState
from simulator.world.stage import Stage
from simulator.world.system import System

Test = Callable[["Lookup"], bool]


class Lookup:
    """Answers conditions from the fold and the hidden system."""

    def __init__(
        self, stage: Stage, system: System, inject_message: dict[str, str], conditions: dict[str, Condition]
    ) -> None:
        """Bind to one drill.

        Args:
            stage: The drill's ground.
            system: Where signals and active faults are read.
            inject_message: Maps an inject to the message that it became.
            conditions: Every condition of the scenario by its text.
        """
        self.stage = stage
        self.system = system
        self.inject_message = inject_message
        self.conditions = conditions

    def holds(self, text: str) -> bool:
        """Whether a condition holds now."""
        return self.conditions[text].holds(self)

    def __call__(self, name: str, argument: str | None) -> bool | int | str:
        """The value of a name: bool, thousandths for numbers, seconds for durations, or a word."""
        if argument is not None:
            return _FUNCTIONS[name](self, argument)
        value = _NAMES.get(name)
        return self.system.signals_milli(self.stage.now)[name] if value is None else value(self)


def _names(condition: Condition) -> set[str]:
    """The names in a condition, without the arguments of functions."""
    return {name.partition("(")[0] for name in condition.names}


def _lasts(term: Condition) -> bool:
    """True when only certain events change what the term says."""
    return _names(term) <= _CHANGED_BY.keys()


class Watch:
    """Things that wait for their conditions, asked every minute.

    Of a condition's terms, those that only certain events change are asked anew when one of these has come: while
    one of them denies, the condition is left alone, and while all hold, only its other terms are asked.
    """

    def __init__(self, lookup: Lookup, waiting: Mapping[str, str]) -> None:
        """Wait for `waiting`: the condition of each name, in the order in which they are to come due."""
        self.lookup = lookup
        self._waiting = dict(waiting)
        self._lasting: dict[str, Test] = {}
        self._fleeting: dict[str, Test] = {}
        self._open: dict[str, Test] | None = None
        terms: list[Condition] = []
        for name, text in waiting.items():
            lasting = [term for term in lookup.conditions[text].terms if _lasts(term)]
            self._lasting[name] = join(lasting)
            self._fleeting[name] = join(term for term in lookup.conditions[text].terms if not _lasts(term))
            terms += lasting
        for kind in {kind for term in terms for name in _names(term) for kind in _CHANGED_BY[name]}:
            lookup.stage.on(kind, self._stir)

    def due(self) -> list[str]:
        """The names whose conditions hold now; each comes once."""
        lookup = self.lookup
        if self._open is None:
            self._open = {name: self._fleeting[name] for name in self._waiting if self._lasting[name](lookup)}
        due = [name for name, holds in self._open.items() if holds(lookup)]
        for name in due:
            del self._waiting[name], self._open[name]
        return due

    def _stir(self, entry: Entry, event: e.AnyEvent) -> None:
        self._open = None


def _since(lookup: Lookup, moment_s: int | None) -> int:
    first_s = lookup.stage.incident.first_signal_s
    start_s = moment_s if moment_s is not None else first_s
    return 0 if start_s is None else lookup.stage.now - start_s


def _answered(lookup: Lookup, inject: str) -> bool:
    message = lookup.stage.incident.messages.get(lookup.inject_message.get(inject, ""))
    return message is not None and message.answered_s is not None


def _task_is(*states: TaskState) -> Callable[[Lookup, str], bool]:
    def test(lookup: Lookup, task: str) -> bool:
        run = lookup.stage.incident.tasks.get(task)
        return run is not None and run.state in states

    return test


_NAMES: dict[str, Callable[[Lookup], bool | int | str]] = {
    "declared": lambda k: k.stage.incident.declared,
    "stood_down": lambda k: k.stage.incident.stood_down_s is not None,
    "mitigated": lambda k: k.stage.incident.mitigated_s is not None,
    "resolved": lambda k: k.stage.incident.resolved_s is not None,
    "closed": lambda k: k.stage.incident.closed_s is not None,
    "restored": lambda k: k.stage.incident.restored,
    "postmortem_scheduled": lambda k: k.stage.incident.postmortem_days is not None,
    "postmortem_submitted": lambda k: k.stage.incident.postmortem is not None,
    "holding_line_out": lambda k: k.stage.incident.last_holding_s is not None,
    "severity": lambda k: 1_000 * k.stage.incident.record.severity.rank if k.stage.incident.record.severity else 0,
    "updates": lambda k: 1_000 * len(k.stage.incident.external_posts),
    "briefs": lambda k: 1_000 * len(k.stage.incident.briefs),
    "promises_broken": lambda k: 1_000 * sum(p.state == "broken" for p in k.stage.incident.promises.values()),
    "elapsed": lambda k: k.stage.now,
    "since_update": lambda k: _since(k, k.stage.incident.last_external_s),
    "since_holding_line": lambda k: _since(k, k.stage.incident.last_holding_s),
    "since_brief": lambda k: _since(k, k.stage.incident.briefs[-1].at_s if k.stage.incident.briefs else None),
    "phase": lambda k: k.stage.incident.phase.value,
}
_FUNCTIONS: dict[str, Callable[[Lookup, str], bool | int | str]] = {
    "done": _task_is(TaskState.DONE),
    "running": _task_is(TaskState.RUNNING),
    "fired": lambda k, inject: inject in k.stage.incident.fired,
    "answered": _answered,
    "held": lambda k, seat: Seat(seat) in k.stage.incident.roles,
    "sentiment": lambda k, account: k.stage.incident.accounts[account].sentiment_milli,
    "active": lambda k, fault: k.system.active(fault),
}
_TASK_EVENTS: tuple[type[e.AnyEvent], ...] = (e.TaskStarted, e.TaskStopped, e.TaskFinished)
_CHANGED_BY: dict[str, tuple[type[e.AnyEvent], ...]] = {
    "declared": (e.IncidentDeclared,),
    "stood_down": (e.StoodDown,),
    "mitigated": (e.MitigationMarked, e.IncidentReopened),
    "resolved": (e.ResolutionMarked, e.IncidentReopened),
    "closed": (e.IncidentClosed,),
    "restored": (e.ImpactChanged,),
    "postmortem_scheduled": (e.PostmortemScheduled,),
    "postmortem_submitted": (e.PostmortemSubmitted,),
    "holding_line_out": (e.UpdatePosted,),
    "severity": (e.IncidentDeclared, e.SeverityChanged),
    "updates": (e.UpdatePosted,),
    "briefs": (e.BriefPosted,),
    "promises_broken": (e.PromiseBroken,),
    "phase": (e.PhaseEntered,),
    "done": _TASK_EVENTS,
    "running": _TASK_EVENTS,
    "fired": (e.InjectFired,),
    "answered": (e.Replied,),
    "held": (e.RoleAssigned, e.RoleHandedOver),
}
"""Names whose value only these events change; the others follow the clock, the system or the customers' moods."""
