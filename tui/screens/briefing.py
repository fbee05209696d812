"""The first screen: who you are and what you must know. The engine loads behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

if TYPE_CHECKING:
    from tui.session import DrillLike, Session

KEYS = (
    "[@click=screen.start][b $text]enter[/] $start[/]     [@click=screen.leave][b $text]q[/] leave[/]     ↑ ↓ read on"
)


def briefing_text(drill: DrillLike) -> str:
    """The scenario's briefing with the drill's names in it."""
    from simulator.placeholder import fill

    incident = drill.incident
    names = {"home": incident.home}
    for account, state in incident.accounts.items():
        names[account.replace("-", "_")] = state.name
    for person in incident.people.values():
        key = person.id.replace("-", "_")
        names[key], names[f"{key}.first"] = person.name, person.name.split()[0]
    return reflow(fill(drill.scenario.briefing, names))


def reflow(text: str) -> str:
    """Paragraphs as one line each, so that the screen can wrap them; list items stay apart."""
    paragraphs = []
    for block in text.strip().split("\n\n"):
        lines: list[str] = []
        for line in block.splitlines():
            if lines and not line.startswith(("- ", "* ", "  ")):
                lines[-1] += f" {line.strip()}"
            else:
                lines.append(line.strip())
        paragraphs.append("\n".join(lines))
    return "\n\n".join(paragraphs)


class BriefingScreen(Screen[None]):
    """Shows the briefing as soon as it is known; Enter starts the clock."""

    DEFAULT_CSS = """
    BriefingScreen {
        align: center middle;
        & > #sheet {
            width: 84; max-width: 100%; height: auto; max-height: 100%; padding: 0 2;
            border: round $accent; border-title-style: bold;
        }
        & VerticalScroll { height: auto; max-height: 100%; margin: 0 0 1 0; }
        & #keys { dock: bottom; height: 1; color: $text-muted; }
    }
    """
    BINDINGS = [
        Binding("enter", "start", "Start", show=False),
        Binding("q,escape", "leave", "Leave", show=False),
    ]

    def __init__(self, title: str) -> None:
        """With the title that is known before anything is loaded."""
        super().__init__()
        self._title = title
        self._ready = False

    def compose(self) -> ComposeResult:
        """A sheet."""
        with Vertical(id="sheet") as sheet:
            sheet.border_title = self._title
            with VerticalScroll():
                yield Static("Setting up the drill …", id="text", markup=False)
            yield Static("q leave", id="keys")

    def show(self, session: Session) -> None:
        """The drill is ready."""
        drill = session.drill
        self.query_one("#sheet", Vertical).border_title = drill.scenario.title
        text = briefing_text(drill).strip()
        start = "start the clock"
        if drill.at_s:
            from simulator.clock import hhmm, spell

            clock = hhmm(drill.scenario.start_utc_s + drill.at_s)
            text = f"You are back. It is {clock} UTC, {spell(drill.at_s)} into the drill; nothing was lost.\n\n{text}"
            start = "go on"
        elif not session.exam:
            text += "\n\nIn the war room: ? shows every key, n what is due, > runs on until something needs you."
        self.query_one("#text", Static).update(text)
        self.query_one("#keys", Static).update(Content.from_markup(KEYS, start=start))
        self._ready = True

    def action_start(self) -> None:
        """Into the war room."""
        if self._ready:
            self._ready = False
            self.app.call_later(self.app.run_action, "app.enter_room")

    def action_leave(self) -> None:
        """Leave before it begins."""
        self.app.exit("left")
