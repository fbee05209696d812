"""Every key, from the same source as the keys themselves."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.actions import ACTIONS
from tui.rows import Row, Tone, heading
from tui.screens.page import BOX, Go
from tui.view import Header
from tui.widgets.lines import Lines
from tui.widgets.topline import TopLine

WHOLE = 6
"""Lines enough for any help: a list of keys is there to be read."""
MOVING = (
    ("1 … 7", "Go to a pane; again for the next one of its group"),
    ("tab", "Next pane"),
    ("↑ ↓", "Move within a pane; enter opens what is under the cursor"),
    ("ctrl+p", "Palette: type what you want to do"),
    ("ctrl+c", "Copy what is marked in a text; with nothing marked, leave: it asks first"),
    ("ctrl+q", "Leave at once; the drill is saved"),
)


def help_rows(leave_out: frozenset[str] = frozenset()) -> tuple[Row, ...]:
    """All keys, grouped as the escalation flows, but for actions that have no use here."""
    rows: list[Row] = []
    for group in dict.fromkeys(action.group for action in ACTIONS if action.id not in leave_out):
        rows.append(heading(group.value))
        for action in ACTIONS:
            if action.group is group and action.id not in leave_out:
                head = ((f"  {action.shown_key:<7}", Tone.STRONG), (f"{action.title:<30} ", Tone.PLAIN))
                rows.append(Row(action.id, head, action.help, Tone.DIM, lines=WHOLE))
    rows.append(heading("Moving"))
    rows += [Row("", ((f"  {key:<7}", Tone.STRONG),), words, lines=WHOLE) for key, words in MOVING]
    return tuple(rows)


class HelpScreen(ModalScreen[Go | None]):
    """All keys in one list; Enter does it."""

    DEFAULT_CSS = (
        "HelpScreen {" + BOX + "& Lines { height: 1fr; border: none; padding: 0; } & > #box { height: 1fr; } }"
    )
    BINDINGS = [Binding("escape,q,question_mark", "back", "Back", show=False)]

    def __init__(
        self, header: Header | None = None, first: tuple[Row, ...] = (), *, leave_out: frozenset[str] = frozenset()
    ) -> None:
        """With the clock above, a room's own rows before all others, and without what has no use in it."""
        super().__init__()
        self._header, self._rows = header, (*first, *help_rows(leave_out))

    def compose(self) -> ComposeResult:
        """Clock, keys."""
        if self._header is not None:
            yield TopLine(self._header)
        with Vertical(id="box") as box:
            box.border_title = "All keys"
            yield Lines()
            yield Static("↑ ↓ move · enter do it · esc back", id="hint")

    def on_mount(self) -> None:
        """Fill in."""
        lines = self.query_one(Lines)
        lines.show(self._rows)
        lines.focus()

    @on(Lines.Chosen)
    def do_it(self, event: Lines.Chosen) -> None:
        """Go and do the chosen one."""
        self.dismiss((event.row.id, ()))

    def action_back(self) -> None:
        """Back."""
        self.dismiss(None)
