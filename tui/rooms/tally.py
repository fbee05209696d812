"""The score so far, for the facilitator's board: judged now and then, not at every line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.library import Content
    from tui.rooms.room import Room

EVERY_S = 5.0
"""Judging a journal takes some milliseconds; with twenty teams this keeps it at about a hundredth of a core."""


class Tally:
    """Points that each team has earned so far."""

    def __init__(self, content: Content, now: Callable[[], float]) -> None:
        """Nothing is judged yet."""
        self._content, self._now = content, now
        self._kept: dict[int, tuple[int, float, float]] = {}

    def points(self, room: Room) -> float:
        """Points of 100; what is still to come has earned nothing yet."""
        count, judged, points = self._kept.get(room.team, (-1, 0.0, 0.0))
        if count == room.durable or (count >= 0 and self._now() - judged < EVERY_S):
            return points
        from scoring import judge

        card = judge(room.journal(), self._content.scenario.model, self._content.runbook.model)
        points = float(card.to_json()["total"])
        self._kept[room.team] = (room.durable, self._now(), points)
        return points
