"""The facilitator's screen as a program: it takes in what the host tells, and draws when something has changed."""

from __future__ import annotations

from textual.binding import Binding

from simulator.errors import WarroomError
from tui.rooms.facilitation import Facilitation
from tui.screens.attached import AttachedApp
from tui.screens.facilitate import FacilitateScreen
from tui.screens.page import Question
from tui.screens.seen import SeenScreen

TICKS_PER_S = 4


class FacilitateApp(AttachedApp[str]):
    """The facilitator's screen as a program."""

    TITLE = "warroom"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding("ctrl+q", "quit", "Leave at once", show=False, priority=True)]

    def __init__(self, facilitation: Facilitation) -> None:
        """An exercise that lets one in."""
        super().__init__()
        self.facilitation = facilitation
        self.board = FacilitateScreen(facilitation)
        self.failure: WarroomError | None = None
        self._state: object = None

    def on_mount(self) -> None:
        """Show it."""
        self.push_screen(self.board)
        self.set_interval(1 / TICKS_PER_S, self.tick)

    def ask_to_leave(self) -> None:
        """As q asks; over a question it stays with that."""
        if not isinstance(self.screen, Question):
            self.board.action_leave()

    def tick(self) -> None:
        """Take in what the host told; draw when something has changed."""
        f = self.facilitation
        heard = f.unread
        try:
            changed = f.tick()
        except WarroomError as failure:
            self.failure = failure
            self.exit("failed")
            return
        if f.unread > heard:
            self.bell()
        state = (f.link.online, f.link.queued)
        if changed or state != self._state:
            self._state = state
            self.board.draw()
            if isinstance(self.screen, SeenScreen):
                self.screen.draw()


def run_facilitate(facilitation: Facilitation) -> None:
    """Facilitate at the terminal until one leaves.

    Raises:
        WarroomError: the host does not let one in any more.
    """
    app = FacilitateApp(facilitation)
    app.run()
    if app.failure is not None:
        raise app.failure
