"""The lobby: scenarios to play, drills to go on with, short drills, and one's own things. One list; Enter opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from tui.rows import Row, Tone
from tui.screens.attached import AttachedApp
from tui.settings import THEMES, Settings
from tui.widgets.lines import Lines

if TYPE_CHECKING:
    from tui.lobby import Hall
    from tui.screens.record import Look

SLOGAN = "Rehearse the incidents that cost companies their customers."
EXTRA_PCT = (0, 25, 50, 100)
"""More time on the wall that an exam is offered with."""


class Choice(Lines):
    """A list that says where its cursor is."""

    class Moved(Message):
        """The cursor is on another row."""

    def _settle(self, *, scroll: bool) -> None:
        super()._settle(scroll=scroll)
        self.post_message(self.Moved())

    def _go(self, index: int, step: int, beyond: int = 0) -> None:
        super()._go(index, step, beyond)
        self.post_message(self.Moved())


class LobbyScreen(Screen[None]):
    """Loads behind its first frame; every row has a key, and every key a row."""

    DEFAULT_CSS = """
    LobbyScreen {
        & > #title { dock: top; height: 1; padding: 0 1; background: $surface; }
        & > #word { height: auto; max-height: 3; padding: 0 1; color: $text-error; display: none; }
        & > Choice { height: 1fr; }
        & > #about { height: 4; padding: 0 2; color: $text-muted; }
        & > #keys { dock: bottom; height: 1; padding: 0 1; background: $surface; color: $text-muted; }
    }
    """
    BINDINGS = [
        Binding("q", "leave", "Leave", show=False),
        Binding("x", "exam", "Sit an exam", show=False),
        Binding("d", "short", "One thing of it", show=False),
        Binding("w", "reference", "Watch the reference", show=False),
        Binding("z", "put_away", "Put away", show=False),
        *(
            Binding(key, f"open('{name}:')", name.capitalize(), show=False)
            for key, name in (("t", "tour"), ("h", "history"), ("c", "certificate"), ("s", "settings"))
        ),
    ]

    def __init__(self, loads: Callable[[], Hall], look: Look, begins_at: str = "") -> None:
        """What loads the lobby, and what answers history and certification.

        Args:
            loads: Reads scenarios and folders; called in a thread, behind the first frame.
            look: Reads one's own record; called in a thread when somebody wants to see it.
            begins_at: The row that is opened at once, such as `history:`.
        """
        super().__init__()
        self._loads, self._look, self._begins_at = loads, look, begins_at
        self._told_at = ""
        """The row that was chosen when something was said."""
        self.hall: Hall | None = None

    def compose(self) -> ComposeResult:
        """Title, list, more about a row, keys."""
        yield Static(f"[b]warroom[/b]  {SLOGAN}", id="title")
        yield Static("", id="word", markup=False)
        yield Choice("Lobby", empty="Reading the scenarios …")
        yield Static("", id="about", markup=False)
        yield Static("q leave", id="keys", markup=False)

    def on_mount(self) -> None:
        """Read everything behind the first frame."""
        self.query_one(Choice).show(())
        self.query_one(Choice).focus()
        self.run_worker(self._loads, name="hall", thread=True, exit_on_error=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The hall is read."""
        if event.worker.name != "hall" or event.state not in (WorkerState.SUCCESS, WorkerState.ERROR):
            return
        if event.state is WorkerState.ERROR or event.worker.result is None:
            self.app.exit(f"failed:{event.worker.error}")
            return
        self.show(event.worker.result)
        if self._begins_at:
            self.action_open(self._begins_at)

    def show(self, hall: Hall) -> None:
        """Fill in, with the cursor on what one most likely wants."""
        from tui.lobby import hall_rows

        fresh, self.hall = self.hall is None, hall
        lines = self.query_one(Choice)
        rows = hall_rows(hall)
        lines.show(rows)
        if fresh:
            lines.cursor = next((n for n, row in enumerate(rows) if row.id.startswith(("resume:", "play:"))), 0)
            lines.refresh()
        if hall.word:
            self.say(hall.word)
        self.moved()

    def say(self, words: str) -> None:
        """Say why something is not possible, until one has gone to another row."""
        self._told_at = self._row()
        word = self.query_one("#word", Static)
        word.display = bool(words)
        word.update(words)

    @on(Choice.Moved)
    def moved(self) -> None:
        """More about the row, and its keys."""
        if self.hall is None:
            return
        from tui.lobby import KEYS, about

        row = self._row()
        if row != self._told_at:
            self.say("")
        self.query_one("#about", Static).update(about(self.hall, row), layout=False)
        keys = KEYS.get(row.partition(":")[0], "enter open")
        self.query_one("#keys", Static).update(f"{keys} · q leave", layout=False)

    def on_screen_suspend(self) -> None:
        """Another screen is on top, which shows its own keys."""
        self.query_one("#keys", Static).update("", layout=False)

    def on_screen_resume(self) -> None:
        """The lobby's own keys hold again."""
        self.moved()

    def _row(self) -> str:
        chosen = self.query_one(Choice).chosen
        return chosen.id if chosen is not None else ""

    def _of(self, kind: str) -> str:
        """The name of the row under the cursor when it is of a kind; else what to do first is said."""
        found, _, name = self._row().partition(":")
        if found == kind:
            return name
        self.say({"play": "Choose a scenario first.", "resume": "Choose a drill that waits first."}[kind])
        return ""

    # --- what can be done -----------------------------------------------------------------------------------

    @on(Lines.Chosen)
    def choose(self, event: Lines.Chosen) -> None:
        """Enter."""
        self.action_open(event.row.id)

    def action_open(self, row: str) -> None:
        """Leave with the choice, or open a screen of one's own things."""
        if self.hall is None:
            return
        kind = row.partition(":")[0]
        if kind == "settings":
            from tui.screens.settings import SettingsScreen

            self.app.push_screen(SettingsScreen(self.hall.settings), self._keep)
        elif kind in ("history", "certificate"):
            from tui.screens.record import RecordScreen

            self.app.push_screen(RecordScreen(kind, self._look), self._look_back)
        else:
            self.app.exit(row)

    def _look_back(self, path: str | None) -> None:
        if path:
            self.app.exit(f"debrief:{path}")

    def _keep(self, settings: Settings | None) -> None:
        """Settings were changed."""
        from dataclasses import replace

        if settings is not None and self.hall is not None:
            self.show(replace(self.hall, settings=settings, word=""))

    def action_exam(self) -> None:
        """Ask for how much time, then leave for the exam."""
        from tui.screens.page import Chooser

        if name := self._of("play"):
            rows = tuple(_time_row(name, pct) for pct in EXTRA_PCT)
            chooser = Chooser("Exam: no hints, no pause, its own pace", lambda _: rows, typing=False)
            self.app.push_screen(chooser, lambda row: self.app.exit(row) if row else None)

    def action_short(self) -> None:
        """One thing of the scenario under the cursor."""
        from tui.screens.page import Chooser

        if (name := self._of("play")) and self.hall is not None:
            rows = tuple(
                Row(f"focus:{one.id}:{name}", ((f"{one.title}, {one.minutes} min: ", Tone.STRONG),), one.words)
                for one in self.hall.shorts
            )
            chooser = Chooser("One thing, in a few minutes", lambda _: rows, typing=False)
            self.app.push_screen(chooser, lambda row: self.app.exit(row) if row else None)

    def action_reference(self) -> None:
        """Watch how it could have gone."""
        if name := self._of("play"):
            self.app.exit(f"reference:{name}")

    def action_put_away(self) -> None:
        """Ask, then take a drill off the list."""
        from tui.screens.page import Question

        if name := self._of("resume"):
            text = "It leaves this list and stays in the folder “put-away” beside your drills."
            question = Question("Put this drill away", text, yes="put it away", no="keep it")
            self.app.push_screen(question, lambda yes: self.app.exit(f"away:{name}") if yes else None)

    def action_leave(self) -> None:
        """Leave without a choice."""
        self.app.exit(None)


def _time_row(name: str, pct: int) -> Row:
    """An exam with more time or the usual time; says what the journal will record."""
    minutes = 90 * (100 + pct) // 100
    words = "an accommodation; the journal says so" if pct else "the same for everybody"
    return Row(f"exam:{name}:{pct}", ((f"{'Usual time' if not pct else f'{pct} % more time'}: ", Tone.STRONG),),
               f"at most {minutes} minutes on the wall, {words}")  # fmt: skip


class LobbyApp(AttachedApp[str]):
    """The lobby as a program of its own: it starts fast and gives back the chosen row's id."""

    TITLE = "warroom"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding("ctrl+q", "quit", "Leave at once", show=False, priority=True)]

    def __init__(
        self, loads: Callable[[], Hall], look: Look, settings: Settings | None = None, begins_at: str = ""
    ) -> None:
        """What loads it; see `LobbyScreen`."""
        super().__init__()
        self._lobby = LobbyScreen(loads, look, begins_at)
        theme = THEMES.get((settings or Settings()).theme)
        if theme is not None:
            self.theme = theme

    def on_mount(self) -> None:
        """Show the list."""
        self.push_screen(self._lobby)
