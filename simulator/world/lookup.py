"""The names that conditions of scenario files may use, and their values at this moment."""

from __future__ import annotations

from collections.abc import Callable

from simulator.scenario import Scenario
from simulator.triggers import Condition, Kind, Signature, Vocabulary, compile_condition
from simulator.vocabulary import Phase, Seat, TaskState
from simulator.world.stage import Stage
from simulator.world.system import System

FLAGS = (
    "declared", "stood_down", "mitigated", "resolved", "closed", "restored", "postmortem_scheduled",
    "postmortem_submitted", "holding_line_out",
)  # fmt: skip
COUNTS = ("severity", "updates", "briefs", "promises_broken")
SPANS = ("elapsed", "since_update", "since_holding_line", "since_brief")


def vocabulary(scenario: Scenario) -> Vocabulary:
    """Every name that a condition of this scenario may use."""
    names = {**dict.fromkeys(FLAGS, Kind.BOOL), **dict.fromkeys((*COUNTS, *scenario.signals), Kind.NUMBER),
             **dict.fromkeys(SPANS, Kind.DURATION), "phase": Kind.TEXT}  # fmt: skip
    tasks, injects = frozenset(scenario.tasks), frozenset(inject.id for inject in scenario.injects)
    functions = {
        "done": Signature(Kind.BOOL, tasks),
        "running": Signature(Kind.BOOL, tasks),
        "fired": Signature(Kind.BOOL, injects),
        "answered": Signature(Kind.BOOL, injects),
        "held": Signature(Kind.BOOL, frozenset(seat.value for seat in Seat)),
        "sentiment": Signature(Kind.NUMBER, frozenset(scenario.accounts)),
        "active": Signature(Kind.BOOL, frozenset(scenario.faults)),
    }
    return Vocabulary(names, functions, {"phase": frozenset(phase.value for phase in Phase)})


def compile_all(scenario: Scenario) -> dict[str, Condition]:
    """Compile every condition text of a scenario once.

    Raises:
        TriggerError: a text does not parse or names something unknown.
    """
    words = vocabulary(scenario)
    return {text: compile_condition(text, words) for text in set(condition_texts(scenario))}


def condition_texts(scenario: Scenario) -> list[str]:
    """Every condition that a scenario holds."""
    texts = [effect.when for task in scenario.tasks.values() for effect in task.effects]
    for inject in scenario.injects:
        texts += [inject.when, inject.unless, inject.missing.condition if inject.missing else None]
    for variant in scenario.variants.values():
        texts += [fact.when for fact in variant.truth.facts.values()]
        texts += [step.when for step in variant.reference]
    return [text for text in texts if text]


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
