"""The phase that the screen shows: whoever only looks has contained nothing yet.

The journal's own phase moves on with the first task of any kind, and stays as it is so that old journals replay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.states import PHASES, phase_of
from simulator.vocabulary import Phase, TaskKind

if TYPE_CHECKING:
    from simulator.incident import Incident
    from simulator.scenario import Scenario

ACTS = (TaskKind.CONTAIN, TaskKind.FIX)
"""Work that can make an end of it; a diagnosis cannot."""
_CONTAIN = PHASES.index(Phase.CONTAIN)


def shown_phase(incident: Incident, scenario: Scenario) -> tuple[Phase, bool]:
    """The first phase whose mark is open, and whether a later mark was reached before it."""
    done = incident.steps_done()
    acted = incident.mitigated_s is not None or any(scenario.tasks[name].kind in ACTS for name in incident.tasks)
    return phase_of((*done[:_CONTAIN], acted, *done[_CONTAIN + 1 :]))
