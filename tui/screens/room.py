"""The war room: one key for each action; keys become forms, forms become commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding

from simulator.clock import hhmm
from tui.actions import ACTIONS
from tui.details import Prefill, detail
from tui.rows import Row
from tui.screens.panes import PanesScreen
from tui.view import View
from tui.widgets.keyline import KeyLine
from tui.widgets.lines import Lines

if TYPE_CHECKING:
    from tui.session import Session

NOT_IN_EXAMS = frozenset({"pause", "skip", "needs", "hint", "faster", "slower"})
EXAM_DUE = "An exam gives no hints and keeps its own time. The countdowns are in the second line."


class RoomScreen(PanesScreen):
    """The war room of a drill that runs."""

    BINDINGS = [
        *(Binding(action.key, f"do('{action.id}')", action.title, show=False) for action in ACTIONS),
        Binding("equals_sign", "do('faster')", "Faster", show=False),
    ]

    def __init__(self, session: Session, view: View) -> None:
        """The room at this second."""
        super().__init__(view)
        self.session: Session = session
        self.taken: set[str] = set()
        """Offers of the crew that have been taken up."""

    def foot(self) -> KeyLine:
        """The keys that matter most."""
        return KeyLine()

    def empty(self, name: str) -> str:
        """An exam says why its list of what is due is empty."""
        return EXAM_DUE if name == "due" and self.session.exam else super().empty(name)

    def rows(self, view: View, name: str) -> tuple[Row, ...]:
        """An exam gives no hints."""
        return () if name == "due" and self.session.exam else super().rows(view, name)

    def show(self, view: View) -> None:
        """Draw another view; keys of what is done make room for others."""
        super().show(view)
        for line in self.query(KeyLine):
            line.show(view.spent | self.useless)

    @property
    def useless(self) -> frozenset[str]:
        """Actions that have no use here, whatever one would write: no list offers them."""
        return NOT_IN_EXAMS if self.session.exam else frozenset()

    # --- keys -----------------------------------------------------------------------------------------------

    def action_do(self, action: str) -> None:
        """Begin an action: the clock's at once, the others in their form."""
        self._begin(action, self._known(action))

    def _begin(self, action: str, known: Prefill) -> None:
        from tui.screens import doing  # its forms load once the room stands: nobody waits for them at the door

        doing.begin(self, action, known)

    def _known(self, action: str) -> Prefill:
        """Fields that the row under the cursor gives."""
        lines = self.focused
        row = lines.chosen if isinstance(lines, Lines) else None
        page = detail(row.id, self.session.drill) if row is not None and row.id else None
        known = dict(page.offers).get(action, ()) if page else ()
        if action == "reply" and not known:
            return next((need.prefill for need in self.view.needs if need.action == "reply"), ())
        return known

    @on(Lines.Chosen)
    def open_row(self, event: Lines.Chosen) -> None:
        """Enter: show the whole of it, or go and do it."""
        from tui.screens import doing

        doing.open_row(self, event.row.id)

    def go(self, offer: tuple[str, Prefill] | None) -> None:
        """Do what a page offered."""
        if offer is not None:
            self._begin(*offer)

    def done(self, words: str | None) -> None:
        """A form was sent."""
        if words:
            self.say(f"✓ {words}")
        self.refresh_view()

    def say(self, words: str, at_s: int | None = None) -> None:
        """Say something, with when it was; now, where no second is given."""
        drill = self.session.drill
        self.tell(f"{hhmm(drill.scenario.start_utc_s + (drill.at_s if at_s is None else at_s))} {words}")

    def refresh_view(self) -> None:
        """Ask the app to draw what is known now."""
        self.app.call_later(self.app.run_action, "app.redraw")
