"""A hint when somebody asks for one: what to do next, and how the runbook wants it. It knows what the room knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.clock import hhmm
from simulator.vocabulary import TaskKind, TaskState
from tui.actions import BY_ID
from tui.due import Need, needs

if TYPE_CHECKING:
    from simulator.incident import Incident
    from simulator.scenario import Scenario
    from tui.session import DrillLike

CRITERIA = {
    "acknowledge_page": ("A2",), "declare": ("A1", "A3", "A4"), "assign_role": ("B1", "B2", "B3"),
    "start_task": ("D1", "B4"), "log_entry": ("D2",), "post_update": ("C5", "C3", "C6"), "post_brief": ("C8",),
    "reply": ("E5",), "hold_call": ("C8",), "holding_line": ("C7",), "stop_task": ("B4",),
    "grant_credit": ("E2", "E3"), "mark_resolved": ("F1",), "close_incident": ("F2", "F3"),
    "schedule_postmortem": ("F4",), "submit_postmortem": ("G1", "G2", "G3"), "add_remediation": ("G5", "G6"),
}  # fmt: skip
"""Which criteria of the runbook speak about an action."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint."""

    need: Need
    text: str


def next_hint(drill: DrillLike) -> Hint:
    """The most pressing thing now, with what the runbook says to practise about it."""
    need = _pressing(drill)
    action = BY_ID[need.action]
    clock = hhmm(drill.scenario.start_utc_s + need.due_s)
    known = drill.runbook.criteria
    advice = [f"· {known[name].practise}" for name in CRITERIA.get(need.action, ()) if name in known]
    lines = [f"{need.text} (by {clock} UTC). The key is {action.shown_key}.", "", action.help]
    return Hint(need, "\n".join([*lines, "", *advice] if advice else lines))


def _pressing(drill: DrillLike) -> Need:
    """What waits, soonest first; then work that nobody has begun; then what has its time before the drill ends."""
    found = needs(drill.incident, drill.scenario, drill.runbook, drill.at_s)
    waiting = [need for need in found if need.waits]
    idle = _idle(drill.incident, drill.scenario, drill.at_s)
    coming = [need for need in found if not need.waits and need.due_s < drill.scenario.horizon]
    log = Need(drill.at_s, "Keep the timeline: log what was done", "log_entry")
    return next(iter((*waiting, *idle, *coming)), log)


def _idle(incident: Incident, scenario: Scenario, at_s: int) -> list[Need]:
    """One need while customers hurt and nobody works on it."""
    if not incident.declared or incident.mitigated_s is not None or incident.stood_down_s is not None:
        return []
    at_work = any(
        run.state is TaskState.RUNNING and scenario.tasks[run.task].kind is not TaskKind.DIAGNOSE
        for run in incident.tasks.values()
    )
    return [] if at_work else [Need(at_s, "Start what stops the harm", "start_task")]
