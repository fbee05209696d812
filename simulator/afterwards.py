"""What a drill's ninety days do not tell: the world stands still from the second at which somebody ends the drill."""

from __future__ import annotations

from collections.abc import Iterable

from simulator import events as e

STOPPED = (
    "The drill was ended while the incident was open, and the simulation stopped there: what customers would have gone "
    "through later is in none of these lines."
)
_SETTLES = (e.ResolutionMarked, e.StoodDown, e.IncidentClosed)


def stopped_open(events: Iterable[e.AnyEvent]) -> bool:
    """Whether a drill was ended before anybody had resolved the incident, or stood it down."""
    settled = asked = False
    for event in events:
        settled = isinstance(event, _SETTLES) or (settled and not isinstance(event, e.IncidentReopened))
        asked = asked or isinstance(event, e.FinishRequested)
    return asked and not settled
