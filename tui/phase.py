"""The phase that the screen shows: whoever only looks, or has only begun, has contained nothing yet.

The journal's own phase moves on with the first task of any kind, and stays as it is so that old journals replay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.states import PHASES, TaskRun, phase_of
from simulator.vocabulary import Phase, TaskKind, TaskState

if TYPE_CHECKING:
    from simulator.incident import Incident
    from simulator.scenario import Scenario

ACTS = (TaskKind.CONTAIN, TaskKind.FIX)
"""Work that can make an end of it; a diagnosis cannot."""
_CONTAIN = PHASES.index(Phase.CONTAIN)


def shown_phase(incident: Incident, scenario: Scenario) -> Phase:
    """The first phase that is not complete; steps ahead of their turn, such as an early update, do no harm."""
    done = incident.steps_done()
    acted = incident.mitigated_s is not None or any(_took(run, scenario) for run in incident.tasks.values())
    return phase_of((*done[:_CONTAIN], acted, *done[_CONTAIN + 1 :]))[0]


def _took(run: TaskRun, scenario: Scenario) -> bool:
    """Whether it was work that can make an end of it, has ended well and has changed something."""
    return scenario.tasks[run.task].kind in ACTS and run.state is TaskState.DONE and run.moved
