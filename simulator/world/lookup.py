"""The values, at this moment, of the names that conditions of scenario files may use."""

from __future__ import annotations

from collections.abc import Callable

from simulator.conditions import compile_all
from simulator.vocabulary import Seat, TaskState
from simulator.world.stage import Stage
from simulator.world.system import System

class Lookup:
    """Answers conditions from the fold and the hidden system."""

    def __init__(self, stage: Stage, system: System, inject_message: dict[str, str]) -> None:
        """Bind to one drill; `inject_message` maps an inject to the message that it became."""
        self.stage = stage
        self.system = system
        self.inject_message = inject_message
        self.conditions = compile_all(stage.scenario)

    def holds(self, text: str) -> bool:
        """Whether a condition holds now."""
        return self.conditions[text].holds(self)

    def __call__(self, name: str, argument: str | None) -> bool | int | str:
        """The value of a name: bool, thousandths for numbers, seconds for durations, or a word."""
        if argument is not None:
            return _FUNCTIONS[name](self, argument)
        if name in self.stage.scenario.signals:
            return self.system.signal_milli(name, self.stage.now)
        return _NAMES[name](self)


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
