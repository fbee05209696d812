"""The first screen: who you are and what you must know. The engine loads behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from simulator.vocabulary import Seat

if TYPE_CHECKING:
    from pathlib import Path

    from tui.focus import Focus
    from tui.session import DrillLike, Session

KEYS = "[@click=screen.start][b $text]enter[/] $start[/]    [@click=screen.leave][b $text]q[/] leave[/]    ↑ ↓ read on"
ROOM = "In the war room: ? shows every key, n what is due, H a hint, > runs on until something needs you."
EARLIER = "    [@click=screen.resume][b $text]r[/] the unfinished drill[/]"


def _moment(drill: DrillLike) -> str:
    """What time it is, and how far in."""
    from simulator.clock import hhmm, spell

    return f"It is {hhmm(drill.scenario.start_utc_s + drill.at_s)} UTC, {spell(drill.at_s)}"


def _focal(drill: DrillLike, focus: Focus, began_s: int) -> str:
    """What this short drill is about, and how the room came to where it is."""
    from simulator.clock import hhmm

    led = ""
    if began_s:
        until = "so far" if drill.at_s == began_s else f"until {hhmm(drill.scenario.start_utc_s + began_s)}"
        led = f", and a simulated player has led it {until}"
    so_far = f" {_moment(drill)} into the incident{led}." if drill.at_s else ""
    return f"{focus.title}, about {focus.minutes} minutes: {focus.words}.{so_far}\n\n▸ {focus.goal(drill)}"


def _how(session: Session) -> str:
    """What to know about the room before the clock starts."""
    if session.place:
        return f"{session.place}. {session.custom}"
    return (_exam(session.drill.incident.extra_time_pct) if session.exam else ROOM) + _seated(session)


def _exam(extra_pct: int) -> str:
    """How an exam keeps time."""
    from tui.exam import AWAY  # here, off the first frame

    words = (
        f"This is an exam of at most {90 * (100 + extra_pct) // 100} minutes on the wall. It keeps its own time: ×1 "
        "while you write, faster where little happens, and on to the next due event when nothing waits for you. There "
        f"is no pause and there are no hints. {AWAY}"
    )
    return words + (f" You have {extra_pct} % more time; the journal says so." if extra_pct else "")


def _seated(session: Session) -> str:
    """Where one sits alone, said by whoever chose another seat than the briefing speaks to."""
    seat = session.seat
    if seat is Seat.IC:
        return ""
    return (
        f"\n\nYou begin at the seat {seat.title}, as you have chosen; the briefing speaks to the Incident Commander. "
        f"What you do is logged under {seat.title} until you name yourself to another role."
    )


def _as_it_was(drill: DrillLike) -> str:
    """The briefing; later on it is said to be of the beginning, when nothing had rung yet."""
    from simulator.clock import hhmm

    text = briefing_text(drill).strip()
    return f"The briefing, as it was at {hhmm(drill.scenario.start_utc_s)} UTC:\n\n{text}" if drill.at_s else text


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


def sheet_of(session: Session) -> tuple[str, str]:
    """What the sheet says, and what Enter does."""
    from tui.focus import focus_of  # here, off the first frame

    drill, text = session.drill, _as_it_was(session.drill)
    focus, began_s = focus_of(drill.incident), drill.incident.first_at_s.get("focus_begun", 0)
    back = drill.at_s > began_s
    if focus is not None:
        return f"{_focal(drill, focus, began_s)}\n\n{text}", "go on" if back else "start the clock"
    if session.place:
        return f"{_how(session)}\n\n{text}", "go in"
    if back:
        kept = "all that you did is kept, and the clock goes on at the last thing that happened"
        return f"You are back. {_moment(drill)} into the drill; {kept}.\n\n{text}", "go on"
    parts = (_how(session), text) if session.exam else (text, _how(session))
    return "\n\n".join(parts), "start the clock"


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
        Binding("r", "resume", "Go on with the other", show=False),
        Binding("q,escape", "leave", "Leave", show=False),
    ]

    def __init__(self, title: str, opening: str) -> None:
        """With the title that is known before anything is loaded, and what is being done meanwhile."""
        super().__init__()
        self._title, self._opening = title, opening
        self.earlier: Path | None = None
        """An unfinished drill of the same scenario, to go on with instead."""
        self._ready = False

    def compose(self) -> ComposeResult:
        """A sheet."""
        with Vertical(id="sheet") as sheet:
            sheet.border_title = self._title
            with VerticalScroll():
                yield Static(self._opening, id="text", markup=False)
                yield Static("", id="earlier", markup=False)
            yield Static("q leave", id="keys")

    def show(self, session: Session) -> None:
        """The drill is ready."""
        drill = session.drill
        self.query_one("#sheet", Vertical).border_title = drill.scenario.title
        text, start = sheet_of(session)
        self.query_one("#text", Static).update(text)
        keys = KEYS
        if self.earlier is not None:
            keys = KEYS.replace("    ↑", f"{EARLIER}    ↑")
            self.query_one("#earlier", Static).update(
                f"A drill of this scenario waits, unfinished: {self.earlier.stem}."
            )
        self.query_one("#keys", Static).update(Content.from_markup(keys, start=start))
        self._ready = True

    def action_start(self) -> None:
        """Into the war room."""
        if self._ready:
            self._ready = False
            self.app.call_later(self.app.run_action, "app.enter_room")

    def action_resume(self) -> None:
        """Go on with the drill that waits."""
        if self._ready and self.earlier is not None:
            self.app.exit(f"earlier:{self.earlier}")

    def action_leave(self) -> None:
        """Leave before it begins."""
        self.app.exit("left")
