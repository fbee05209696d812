"""The two lines that are always there: what time is it and what is due, how bad is it, who leads."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tui.rows import Tone
from tui.view import Countdown, Header

STYLES = {Tone.WARN: "bold $text-warning", Tone.CRITICAL: "bold $text-error", Tone.DIM: "$text-muted"}


class TopLine(Static):
    """Draws a header; it is updated each second without a new layout."""

    DEFAULT_CSS = """
    TopLine {
        dock: top; height: 3; padding: 0 1; background: $surface; color: $text;
        border-bottom: solid $surface-lighten-2; border-subtitle-color: $text; border-subtitle-align: right;
        &.-sev1 { border-bottom: solid $error; }
        &.-sev2 { border-bottom: solid $warning; }
        &.-sev3 { border-bottom: solid $primary; }
    }
    """

    def __init__(self, header: Header | None = None) -> None:
        """With a header, or empty until `show`."""
        super().__init__("")
        self.header = header
        self._drawn: tuple[Header, int] | None = None

    def on_mount(self) -> None:
        """Draw what was given."""
        self._draw()

    def on_resize(self) -> None:
        """Fit the title to the new width."""
        self._draw()

    def show(self, header: Header) -> None:
        """Draw another header."""
        self.header = header
        self._draw()

    def _draw(self) -> None:
        width = self.size.width - 2
        if self.header is None or width <= 0 or self._drawn == (self.header, width):
            return
        self._drawn = (self.header, width)
        for rank in (1, 2, 3):
            self.set_class(self.header.rank == rank, f"-sev{rank}")
        self.update(Content("\n").join([upper(self.header, width), lower(self.header, width)]), layout=False)


def upper(header: Header, width: int) -> Content:
    """Severity, title, clock, elapsed, pace and phase."""
    colour = {0: "bold", 1: "bold $text-error", 2: "bold $text-warning", 3: "bold $text-primary"}[header.rank]
    pace = "bold $text-warning" if header.pace == "PAUSED" else "bold"
    right = Content.assemble(
        (f"{header.clock} ", "bold"),
        (f"{header.elapsed} ", "$text-muted"),
        (f"{header.pace} ", pace),
        header.phase,
    )
    room = width - right.cell_length - len(header.severity) - 3
    title = header.title if len(header.title) <= room else header.title[: max(0, room - 1)].rstrip() + "…"
    return Content.assemble((header.severity, colour), f" {title:<{max(0, room)}}  ", right)


def lower(header: Header, width: int) -> Content:
    """Countdowns, leads, inbox and mood; what does not fit is left out from the right."""
    parts = [
        Content.assemble(("update ", "$text-muted"), clock(header.next_update)),
        Content.assemble(("brief ", "$text-muted"), clock(header.next_brief)),
        Content.assemble(("inbox ", "$text-muted"), (header.unread, "bold" if header.unread != "0" else "")),
        Content.assemble(("IC ", "$text-muted"), header.ic),
        Content.assemble(("Comms ", "$text-muted"), header.comms),
        Content.assemble(("mood ", "$text-muted"), header.mood),
    ]
    line = parts[0]
    for part in parts[1:]:
        if line.cell_length + 3 + part.cell_length > width:
            break
        line = Content.assemble(line, ("  │ " if width > 100 else " │ ", "$text-muted"), part)
    return line


def clock(due: Countdown) -> Content:
    """A countdown with its mark."""
    words = f"{due.text} {due.mark}".rstrip()
    return Content.styled(words, STYLES.get(due.tone, "bold"))
