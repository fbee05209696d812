"""What a seat sees, for the facilitator: its war room exactly, read-only; a note can be pinned to a line."""

from __future__ import annotations

from textual import on
from textual.binding import Binding
from textual.widgets import Static

from simulator.vocabulary import Seat
from tui.details import Detail, detail
from tui.names import names_of
from tui.rooms.facilitation import Facilitation
from tui.rooms.orders import BY_WORD
from tui.rooms.protocol import Seen
from tui.rooms.remote import RemoteDrill
from tui.screens.ask import Answer, AskScreen
from tui.screens.page import Page
from tui.screens.panes import PanesScreen
from tui.timeline import Timeline
from tui.view import View, build_view
from tui.widgets.lines import Lines

LOOK_EVERY_S = 2.0


class SeenScreen(PanesScreen):
    """One seat's war room; nothing here is done in its name."""

    BINDINGS = [
        Binding("n", "note", "Note on this line", show=False),
        Binding("q,escape", "leave", "Back", show=False),
    ]

    def __init__(self, facilitation: Facilitation, team: int, seat: str) -> None:
        """A seat; what it sees follows."""
        self.facilitation, self.team, self.seat = facilitation, team, seat
        self._seen: Seen | None = None
        facilitation.seen = None
        self.drill: RemoteDrill = facilitation.seat_drill(Seen(team=team, seat=seat, events=[]))
        super().__init__(self._view())

    def _view(self) -> View:
        drill = self.drill
        timeline = Timeline(names_of(drill))
        timeline.take(drill.entries)
        pace = int((self.facilitation.row(self.team) or {"multiplier": 0})["multiplier"])
        return build_view(drill.incident, drill.scenario, drill.runbook, drill.at_s, timeline=timeline,
                          multiplier=pace, player=drill.player)  # fmt: skip

    def foot(self) -> Static:
        """The keys of this view."""
        return Static("n note on this line   enter read   1 … 7 panes   esc back to the board", id="keys", markup=False)

    def on_mount(self) -> None:
        """Say whose eyes these are, and look again and again."""
        foot = self.query_one("#keys", Static)
        foot.styles.dock, foot.styles.height = "bottom", 1
        super().on_mount()
        self.tell(f"What {Seat(self.seat).title} of team {self.team} sees, read-only")
        self.set_interval(LOOK_EVERY_S, self.look)

    def look(self) -> None:
        """Ask again what the seat sees."""
        self.facilitation.order(["see", str(self.team), self.seat])

    def draw(self) -> None:
        """Show what is new."""
        seen = self.facilitation.seen
        if (
            not self.query("#facts")
            or seen is None
            or seen is self._seen
            or (seen.team, seen.seat) != (self.team, self.seat)
        ):
            return
        self._seen, self.drill = seen, self.facilitation.seat_drill(seen)
        self.show(self._view())

    def _line(self) -> int:
        """The journal's line under the cursor; 0 when the row is none."""
        row = self.focused.chosen if isinstance(self.focused, Lines) else None
        kind, _, name = row.id.partition(":") if row is not None else ("", "", "")
        if kind != "entry" or self._seen is None or not name.isdigit() or int(name) > len(self._seen.lines):
            return 0
        return self._seen.lines[int(name) - 1]

    def action_note(self) -> None:
        """A private note, pinned to this seat, and to the line under the cursor."""
        line, order = self._line(), BY_WORD["note"]
        values = {"team": str(self.team), "seat": self.seat, **({"event": str(line)} if line else {})}
        fields = [one for one in order.fields if one.name in ("text", "criterion")]
        options = {"criterion": self.facilitation.choices("criteria")}
        where = f"line {line} of the journal and to " if line else ""
        help_words = f"Pinned to {where}{Seat(self.seat).title}. Players never see it."

        def answered(answer: Answer | None) -> None:
            if answer is not None:
                self.facilitation.order(order.words({**values, **answer}), shown="Note kept")
                online = self.facilitation.link.online
                self.tell("The note is on its way" if online else "Kept here until the host is back")

        self.app.push_screen(AskScreen("Note", help_words, fields, options, {}), answered)

    @on(Lines.Chosen)
    def open_row(self, event: Lines.Chosen) -> None:
        """Enter: the whole of a row."""
        page = detail(event.row.id, self.drill) if not event.row.id.startswith("need") else None
        if page is not None:
            self.app.push_screen(Page(Detail(page.title, page.text)))

    def action_leave(self) -> None:
        """Back to the board."""
        self.app.pop_screen()
