"""Shifts of a long incident: when the command is to pass on, and what the next one must know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.clock import spell
from simulator.vocabulary import IncidentClass, Seat, Severity, TaskState
from tui.names import names_of
from tui.promised import standings

if TYPE_CHECKING:
    from simulator.incident import Incident
    from simulator.runbook import Runbook
    from tui.due import Need
    from tui.session import DrillLike

SHIFT_S = 3 * 3_600
"""Used when the runbook's criterion B4 names no time."""
MOST_LISTED = 4


def shift_ends_s(incident: Incident, runbook: Runbook) -> int | None:
    """The drill second by which the command is to pass on; None while there is nothing to pass on."""
    since_s = incident.role_since.get(Seat.IC)
    over = incident.resolved_s is not None or incident.stood_down_s is not None
    return None if since_s is None or not incident.declared or over else since_s + _length_s(incident, runbook)


def _length_s(incident: Incident, runbook: Runbook) -> int:
    """How long one person commands: shorter in a SEV-1 and where somebody broke in."""
    record = incident.record
    hard = record.severity is Severity.SEV1 or record.incident_class is IncidentClass.SECURITY
    spec = runbook.criteria.get("B4")
    minutes = spec.numbers.get("handover_min" if hard else "handover_wide_min") if spec else None
    return minutes * 60 if minutes else SHIFT_S


def handover_note(drill: DrillLike, waiting: tuple[Need, ...]) -> str:
    """What the room knows, in the order in which the next one needs it; what needs judgement is left blank.

    Args:
        drill: The drill.
        waiting: What is due, soonest first.
    """
    incident, names = drill.incident, names_of(drill)
    at_work = [
        f"{names.task(run.task)} ({spell(max(0, run.started_s + run.time_box_s - drill.at_s))} left)"
        for run in incident.tasks.values()
        if run.state is TaskState.RUNNING
    ]
    stands = standings(incident, drill.runbook)
    owed = [
        f"{names.promised(one)} by {names.clock(one.due_s)} UTC{' (broken)' if stands[one.id].unheard else ''}"
        for one in sorted(incident.promises.values(), key=lambda one: one.due_s)
        if stands[one.id].owed
    ]
    others = (one for one in waiting if one.action not in ("hand_over", "finish_drill"))
    due = [f"{one.text} by {names.clock(one.due_s)} UTC" for one in others]
    return "\n".join(
        (
            f"State: {incident.record.scope.rstrip('.') or '‹who is affected›'}. ‹What we believe, and why.›",
            f"At work: {_listed(at_work)}.",
            f"Promised: {_listed(owed)}.",
            f"Due next: {_listed(due)}.",
            "Open decisions: ‹which, and who decides; or none›.",
        )
    )


def _listed(parts: list[str]) -> str:
    if not parts:
        return "nothing"
    more = f"; and {len(parts) - MOST_LISTED} more" if len(parts) > MOST_LISTED else ""
    return "; ".join(dict.fromkeys(parts[:MOST_LISTED])) + more
