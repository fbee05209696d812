"""The tour: what to press next in a tiny drill, told from what has happened so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.vocabulary import Seat, TaskState

if TYPE_CHECKING:
    from simulator.incident import Incident
    from tui.session import DrillLike

SCENARIO = "first-tour"
"""Id of the tour's own scenario."""


def tour_goal(drill: DrillLike) -> str:
    """The next step, with its key."""
    incident = drill.incident
    posted = incident.last_external_s is not None
    steps = (
        (incident.first_signal_s is not None,
         "1 of 9  Time runs by itself. Press > to run on until something needs you."),
        (incident.page_acknowledged_s is not None,
         "2 of 9  The pager rings. Press k: you have it."),
        (incident.declared,
         "3 of 9  Most saves fail, see Signals: SEV-1, availability. Press d, ctrl+s sends."),
        (Seat.IC in incident.roles,
         "4 of 9  Somebody must command. Press a: Incident Commander, You."),
        (_called(incident),
         "5 of 9  Somebody must mend it. Press p and call the platform team, ctrl+s."),
        (_at_work(incident), _start_or_wait(incident)),
        (posted,
         "7 of 9  Customers wait. Press u, replace each ‹blank› in your own words, ctrl+s."),
        (_contained(incident),
         "8 of 9  n always shows what is due, o all you can do. > until the task is done."),
        (incident.mitigated_s is not None,
         "9 of 9  Failed saves fall back to normal. Press m and say what shows it."),
    )  # fmt: skip
    return next((words for done, words in steps if not done), "Done. The debrief comes next.")


def tour_is_over(incident: Incident, began_s: int, at_s: int) -> bool:
    """Once it is mitigated; after a while in any case."""
    return incident.mitigated_s is not None or at_s >= began_s + 2 * 3_600


def _called(incident: Incident) -> bool:
    return bool(incident.paged) or _is_there(incident) or _at_work(incident)


def _is_there(incident: Incident) -> bool:
    """True once an engineer has answered the page and is free."""
    return "page_answered" in incident.first_at_s


def _start_or_wait(incident: Incident) -> str:
    if not _is_there(incident):
        return "6 of 9  It takes them some minutes. Press > until they have joined."
    return "6 of 9  They are here. Press t: “Switch the flag back”, ctrl+s."


def _at_work(incident: Incident) -> bool:
    return any(run.state in (TaskState.RUNNING, TaskState.DONE) for run in incident.tasks.values())


def _contained(incident: Incident) -> bool:
    return any(run.state is TaskState.DONE for run in incident.tasks.values())
