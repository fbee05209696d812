"""The parts of a scenario that a player may know, named one by one: what is not named here never travels."""

from __future__ import annotations

from typing import Any

from simulator.scenario import Scenario
from simulator.scenario.people import Account
from simulator.scenario.world import Signal, Task
from simulator.vocabulary import Seat, TaskKind

_TOP = ("format", "id", "version", "title", "family", "summary", "briefing", "difficulty", "minutes", "start_utc",
        "horizon", "sample_every", "home")  # fmt: skip
_SIGNAL = ("title", "unit", "baseline", "warn", "critical")
_TASK = ("title", "kind", "team", "owner", "requires", "reversible", "risk")
_ACCOUNT = ("name", "tier", "arr", "monthly_fee", "renewal_in_days", "sla", "open_opportunity")


def open_parts(scenario: Scenario) -> dict[str, Any]:
    """What the war room's screens need of a scenario, without truth, faults, injects, effects and results."""
    top = {name: getattr(scenario, name) for name in _TOP}
    return {
        **top,
        "signals": {name: _fields(signal, _SIGNAL) for name, signal in scenario.signals.items()},
        "tasks": {name: _fields(task, _TASK) for name, task in scenario.tasks.items()},
        "accounts": {name: _fields(account, _ACCOUNT) for name, account in scenario.accounts.items()},
    }


def _fields(part: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(part, name) for name in names}


def scenario_from(parts: dict[str, Any]) -> Scenario:
    """A scenario that holds the open parts and nothing else; it can be shown, not played."""
    tasks = {name: Task.model_construct(**_task(task)) for name, task in parts["tasks"].items()}
    hidden: dict[str, Any] = {"faults": {}, "cast": {}, "variants": {}, "objectives": {}, "injects": ()}
    return Scenario.model_construct(
        **{name: parts[name] for name in _TOP},
        **hidden,
        signals={name: Signal.model_construct(**signal) for name, signal in parts["signals"].items()},
        accounts={name: Account.model_construct(**account) for name, account in parts["accounts"].items()},
        tasks=tasks,
    )


def _task(task: dict[str, Any]) -> dict[str, Any]:
    hidden = {"median": 0, "result": ""}
    typed = {"kind": TaskKind(task["kind"]), "owner": Seat(task["owner"]), "requires": tuple(task["requires"])}
    return {**task, **typed, **hidden}
