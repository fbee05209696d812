"""The score so far, for the facilitator's board: judged now and then, not at every line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
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
        """Points of 100, as last judged; what is still to come has earned nothing yet."""
        return self._of(room)[2]

    async def judge_one(self, rooms: Iterable[Room]) -> None:
        """Judge the room that has waited longest, when something happened in it and it waited long enough.

        One at a time, and beside the loop that serves: whoever waits for an answer does not wait for a judgement.
        """
        now_s = self._now()
        due = [room for room in rooms if self._of(room)[0] != room.durable and now_s - self._of(room)[1] >= EVERY_S]
        if not due:
            return
        from scoring import judge
        from scoring.scorecard import number

        room = min(due, key=lambda one: self._of(one)[1])
        journal, lines, rules = room.journal(), room.durable, self._content
        card = await asyncio.to_thread(judge, journal, rules.scenario.model, rules.runbook.model)
        self._kept[room.team] = (lines, now_s, float(number(card.total)))

    def _of(self, room: Room) -> tuple[int, float, float]:
        """Lines that were judged, when, and what they earned."""
        return self._kept.get(room.team, (-1, -EVERY_S, 0.0))
