"""One's own record: history with trend, or how far one's exams have come; read behind the screen."""

from __future__ import annotations

from typing import Protocol

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from tui.rows import Row, note
from tui.widgets.lines import Lines

TITLES = {"history": "History and trend", "certificate": "Certification"}
EMPTY = {
    "history": "Judging your drills …",
    "certificate": "Reading your exams …",
}
NOTHING = "No drill yet. When you have finished one, it stands here with its total."


class Look(Protocol):
    """Answers what a record shows; slow, so asked in a thread."""

    def history(self) -> tuple[Row, ...]:
        """One's drills."""
        ...

    def certificate(self) -> tuple[Row, ...]:
        """One's exams against what a certificate takes."""
        ...


class RecordScreen(Screen[str | None]):
    """Gives back the journal whose debrief somebody wants to read again, or None."""

    DEFAULT_CSS = """
    RecordScreen {
        & > #title { dock: top; height: 1; padding: 0 1; background: $surface; text-style: bold; }
        & > Lines { height: 1fr; }
        & > #keys { dock: bottom; height: 1; padding: 0 1; background: $surface; color: $text-muted; }
    }
    """
    BINDINGS = [Binding("escape,q", "back", "Back", show=False)]

    def __init__(self, kind: str, look: Look) -> None:
        """For `history` or `certificate`."""
        super().__init__()
        self._kind, self._look = kind, look

    def compose(self) -> ComposeResult:
        """Title, rows, keys."""
        yield Static(TITLES[self._kind], id="title", markup=False)
        yield Lines(empty=EMPTY[self._kind])
        yield Static("esc back", id="keys", markup=False)

    def on_mount(self) -> None:
        """Read."""
        lines = self.query_one(Lines)
        lines.show(())
        lines.focus()
        asks = self._look.history if self._kind == "history" else self._look.certificate
        self.run_worker(asks, name="look", thread=True, exit_on_error=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The rows are there, or why they are not."""
        if event.worker.name == "look" and event.state is WorkerState.SUCCESS:
            rows = event.worker.result or (note(NOTHING),)
            self.query_one(Lines).show(rows)
            keys = "↑ ↓ choose · enter its debrief · " if any(row.id for row in rows) else "↑ ↓ read on · "
            self.query_one("#keys", Static).update(f"{keys}esc back")
        elif event.worker.name == "look" and event.state is WorkerState.ERROR:
            self.query_one(Lines).show((note(f"This cannot be shown: {event.worker.error}"),))

    @on(Lines.Chosen)
    def open_drill(self, event: Lines.Chosen) -> None:
        """Enter on a drill."""
        self.dismiss(event.row.id.partition(":")[2])

    def action_back(self) -> None:
        """Back to the lobby."""
        self.dismiss(None)
