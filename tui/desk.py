"""What one person has before them: the session's drill as views, made anew only when something has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.names import names_of
from tui.timeline import Timeline
from tui.view import Header, View, build_header, build_view, later

if TYPE_CHECKING:
    from simulator.journal import Entry
    from tui.session import Session


class Desk:
    """Listens to a session and words what it says."""

    def __init__(self, session: Session) -> None:
        """Sit down: everything that has happened so far is on the timeline."""
        drill = session.drill
        self.session = session
        self.names = names_of(drill)
        self.timeline = Timeline(self.names)
        self.timeline.take(drill.entries)
        self._stale, self._minute = True, -1
        self._moment: tuple[int, int, int, str] = (-1, 0, 0, "")
        self._header: Header | None = None
        session.subscribe(self._hear)

    def _hear(self, entries: Sequence[Entry]) -> None:
        """New lines are on disk: they may be shown."""
        self.timeline.take(entries)
        self._stale = True

    def mark(self) -> None:
        """Something was done: make a view at the next look."""
        self._stale = True

    def tick(self) -> View | None:
        """Run the world to this second; a view when the panes have changed."""
        self.session.tick()
        minute = self.session.drill.at_s // 60
        if not self._stale and minute == self._minute:
            return None
        self._stale, self._minute = False, minute
        return self.view()

    def view(self) -> View:
        """Everything that the war room shows."""
        drill = self.session.drill
        view = build_view(
            drill.incident,
            drill.scenario,
            drill.runbook,
            drill.at_s,
            timeline=self.timeline,
            multiplier=self.session.pace.multiplier,
            player=drill.player,
        )
        status = self.session.status
        return replace(view, header=replace(view.header, pace=status)) if status else view

    def header(self) -> Header:
        """The top lines alone, made anew when the second or the pace has changed."""
        drill = self.session.drill
        status = self.session.status
        moment = (drill.at_s, self.session.pace.multiplier, len(drill.entries), status)
        if self._header is not None and moment == self._moment:
            return self._header
        before, self._moment = self._moment, moment
        if self._header is not None and before[1:] == moment[1:]:
            self._header = later(self._header, drill.incident, drill.scenario, drill.runbook, drill.at_s)
            return self._header
        self._header = build_header(
            drill.incident,
            drill.scenario,
            drill.runbook,
            drill.at_s,
            multiplier=self.session.pace.multiplier,
            player=drill.player,
        )
        if status:
            self._header = replace(self._header, pace=status)
        return self._header
