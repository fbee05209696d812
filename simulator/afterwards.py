"""Whether the ninety days after a drill can be told: its world stands still once somebody has ended it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator import events as e

if TYPE_CHECKING:
    from simulator.incident import Incident

AFTERWARDS = (e.ActionReviewed, e.FaultRecurred, e.AccountSettled)
"""The lines of the ninety days."""
STOPPED = (
    "The drill was ended while the incident was open, and the simulation stopped there: what became of customers and "
    "actions in the ninety days after it cannot be known."
)


def stopped_open(incident: Incident) -> bool:
    """Whether a drill was ended before anybody had resolved the incident, or stood it down."""
    settled = (incident.resolved_s, incident.closed_s, incident.stood_down_s) != (None, None, None)
    return "finish_requested" in incident.first_at_s and not settled
