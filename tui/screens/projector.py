"""The projector's view of a table: the war room as everybody may see it, drawn from the journal as it grows."""

from __future__ import annotations

from collections.abc import Callable

from textual.binding import Binding
from textual.widgets import Static

from tui.film import Film
from tui.screens.attached import AttachedApp
from tui.screens.panes import PanesScreen

LOOK_EVERY_S = 1.0


class ProjectorScreen(PanesScreen):
    """Shows; nothing can be done here."""

    BINDINGS = [Binding("q,escape", "app.quit", "Leave", show=False)]

    def __init__(self, film: Film) -> None:
        """The room as it is now."""
        super().__init__(film.view(len(film.entries), film.end_s))

    def foot(self) -> Static:
        """What this is."""
        return Static("Projector: what the war room knows, without the truth   1 … 7 panes   q leave", markup=False)

    def on_mount(self) -> None:
        """The foot stays at the bottom."""
        foot = self.query("Static").last(Static)
        foot.styles.dock, foot.styles.height = "bottom", 1
        super().on_mount()


class ProjectorApp(AttachedApp[None]):
    """Follows one journal."""

    TITLE = "warroom"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding("ctrl+q", "quit", "Leave", show=False, priority=True)]

    def __init__(self, film: Film, again: Callable[[], Film | None]) -> None:
        """A film, and what gives a longer one (None: nothing has happened since)."""
        super().__init__()
        self.room, self._again = ProjectorScreen(film), again

    def on_mount(self) -> None:
        """Show it, and look again each second."""
        self.push_screen(self.room)
        self.set_interval(LOOK_EVERY_S, self.look)

    def look(self) -> None:
        """Draw what is new."""
        film = self._again()
        if film is not None:
            self.room.show(film.view(len(film.entries), film.end_s))
