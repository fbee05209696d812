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
         "1 of 8  Time runs by itself. Press > to run on until something needs you."),
        (incident.page_acknowledged_s is not None,
         "2 of 8  The pager rings. Press k: you have it."),
        (incident.declared,
         "3 of 8  See Signals: most saves fail, so SEV-1, availability. Press d, fill in, ctrl+s."),
        (Seat.IC in incident.roles,
         "4 of 8  Somebody must command. Press a: Incident Commander, You."),
        (_at_work(incident),
         "5 of 8  Stop the harm. p pages the platform team, > waits, t starts “Switch the flag back”."),
        (posted,
         "6 of 8  Customers wait. Press u, replace each ‹blank› in your own words, ctrl+s."),
        (_contained(incident),
         "7 of 8  n always shows what is due, o everything you can do. Press > until the task is done."),
        (incident.mitigated_s is not None,
         "8 of 8  Failed saves are back to normal. Press m and say what shows it."),
    )  # fmt: skip
    return next((words for done, words in steps if not done), "Done. The debrief comes next.")


def tour_is_over(incident: Incident, began_s: int, at_s: int) -> bool:
    """Once it is mitigated; after a while in any case."""
    return incident.mitigated_s is not None or at_s >= began_s + 2 * 3_600


def _at_work(incident: Incident) -> bool:
    return any(run.state in (TaskState.RUNNING, TaskState.DONE) for run in incident.tasks.values())


def _contained(incident: Incident) -> bool:
    return any(run.state is TaskState.DONE for run in incident.tasks.values())
