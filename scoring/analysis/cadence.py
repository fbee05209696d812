"""A simulated player that updates customers as often as the runbook at hand asks.

The skilled players know one policy by heart: an hour in a SEV-1, two hours otherwise. This one takes the longest
silence from a runbook. Their other clocks (briefs, the internal line, hand-over) stay as their own policy has them.
"""

from __future__ import annotations

from simulator.bots.room import Room, Wish
from simulator.bots.skill import Skill
from simulator.bots.skilled import Skilled
from simulator.runbook import Cadence


class Dutiful(Skilled):
    """A skilled player with the cadence of a runbook."""

    def __init__(self, skill: Skill, seed: int, cadence: Cadence) -> None:
        """Bind a skill, a seed and the cadence to keep."""
        super().__init__(skill, seed)
        self.cadence = cadence

    def _due(self, room: Room) -> list[Wish]:
        room.cadence_s = self.cadence.for_incident(room.severity, room.incident_class)
        return super()._due(room)
