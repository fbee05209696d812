"""The war room of a focal drill: what to do stands in a line of its own, and so does the time that is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Static

from tui.focus import Focus, focus_of
from tui.screens.room import RoomScreen
from tui.view import View

if TYPE_CHECKING:
    from tui.session import Session


class GuidedScreen(RoomScreen):
    """A war room that says what this short drill is about."""

    DEFAULT_CSS = """
    GuidedScreen {
        & > #goal {
            height: auto; max-height: 2; padding: 0 1; background: $accent 30%; color: $text; text-style: bold;
        }
    }
    """

    def __init__(self, session: Session, view: View, focus: Focus) -> None:
        """The room, and the focal drill that it is for."""
        super().__init__(session, view)
        self._focus = focus
        self._goal = ""

    def head(self) -> ComposeResult:
        """What to do, under the clock."""
        yield Static("", id="goal", markup=False)

    def show(self, view: View) -> None:
        """Draw another view, and the goal when it has moved on."""
        super().show(view)
        goal = self._focus.goal(self.session.drill)
        for line in self.query("#goal").results(Static):
            if goal != self._goal:
                self._goal = goal
                line.update(f"▸ {goal}")


def room_for(session: Session, view: View) -> RoomScreen:
    """The war room of a drill: a seat's in a team, or one's own, whole or focal."""
    if session.place:
        from tui.screens.seat import SeatScreen

        return SeatScreen(session, view)
    focus = focus_of(session.drill.incident)
    return RoomScreen(session, view) if focus is None else GuidedScreen(session, view, focus)
