"""The two lines that are always there: what time is it and what is due, how bad is it, who leads."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from simulator.cells import column
from tui.rows import Span, Tone
from tui.view import Countdown, Header
from tui.widgets.ground import Kept
from tui.widgets.legible import legible

COMPONENTS: dict[Tone, str] = {tone: f"topline--{tone.value}" for tone in Tone if tone is not Tone.PLAIN}
RANK_TONES = {0: Tone.STRONG, 1: Tone.CRITICAL, 2: Tone.WARN, 3: Tone.ACCENT}


class TopLine(Kept, Widget):
    """Draws a header; each second only the cells that have changed."""

    COMPONENT_CLASSES = set(COMPONENTS.values())
    DEFAULT_CSS = """
    TopLine {
        dock: top; height: 3; padding: 0 1; background: $surface; color: $text;
        border-bottom: solid $surface-lighten-2; border-subtitle-color: $text; border-subtitle-align: right;
        &.-sev1 { border-bottom: solid $error; }
        &.-sev2 { border-bottom: solid $warning; }
        &.-sev3 { border-bottom: solid $primary; }
        & > .topline--dim { color: $text-muted; }
        & > .topline--good { color: $text-success; }
        & > .topline--warn { color: $text-warning; text-style: bold; }
        & > .topline--critical { color: $text-error; text-style: bold; }
        & > .topline--accent { color: $text-primary; text-style: bold; }
        & > .topline--strong { text-style: bold; }
    }
    """

    def __init__(self, header: Header | None = None) -> None:
        """With a header, or empty until `show`."""
        super().__init__()
        self.header = header
        self._lines: list[tuple[Span, ...]] = [(), ()]
        self._styles: dict[Tone, Style] = {}
        self._drawn: list[list[tuple[str, Tone]]] = []
        """The cells of both lines as they were drawn last; none when all is to be drawn."""

    def on_mount(self) -> None:
        """Wear the severity's colour."""
        self._lay_out()

    def on_resize(self) -> None:
        """Fit the words to the new width."""
        self._lay_out()
        self._drawn = []
        self.refresh()

    def show(self, header: Header) -> None:
        """Draw another header."""
        if header == self.header:
            return
        self.header = header
        before, self._drawn = self._drawn, []
        self._lay_out()
        for y, line in enumerate(self._lines):
            old, new = before[y] if before else [], _cells(line)
            self._drawn.append(new)
            if len(old) != len(new):
                self.refresh(Region(0, y, self.size.width, 1))
            elif changed := [x for x, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]:
                self.refresh(Region(changed[0], y, changed[-1] - changed[0] + 1, 1))

    def _lay_out(self) -> None:
        width = self.content_region.width
        if self.header is not None and width > 0:
            self._lines = [upper(self.header, width), lower(self.header, width)]
            for rank in (1, 2, 3):
                self.set_class(self.header.rank == rank, f"-sev{rank}")

    def render_line(self, y: int) -> Strip:
        """One of the two lines."""
        line = self._lines[y] if y < len(self._lines) else ()
        segments = [Segment(text, self._style(tone)) for text, tone in line]
        return Strip(segments).adjust_cell_length(self.content_region.width, self._style(Tone.PLAIN))

    def _style(self, tone: Tone) -> Style:
        if tone not in self._styles:
            base, name = self.rich_style, COMPONENTS.get(tone)
            self._styles[tone] = legible(base + self.get_visual_style(name).rich_style) if name else base
        return self._styles[tone]

    def notify_style_update(self) -> None:
        """Look colours up anew: finding them takes longer than drawing both lines with them."""
        super().notify_style_update()
        self._styles = {}


def _cells(line: tuple[Span, ...]) -> list[tuple[str, Tone]]:
    """Each cell with its tone."""
    cells: list[tuple[str, Tone]] = []
    for text, tone in line:
        if text.isascii():
            cells += [(letter, tone) for letter in text]
        else:
            cells += [(letter, tone) for letter in text for _ in range(cell_len(letter))]
    return cells


def upper(header: Header, width: int) -> tuple[Span, ...]:
    """Severity, title, clock, elapsed, pace and phase."""
    right: tuple[Span, ...] = (
        (f"{header.clock} ", Tone.STRONG),
        (f"{header.elapsed} ", Tone.DIM),
        (f"{header.pace} ", Tone.WARN if header.pace == "PAUSED" else Tone.STRONG),
        (header.phase, Tone.PLAIN),
    )
    room = max(0, width - sum(cell_len(text) for text, _ in right) - len(header.severity) - 3)
    title = column(header.title, room) if room else ""
    return ((header.severity, RANK_TONES[header.rank]), (f" {title}  ", Tone.PLAIN), *right)


def lower(header: Header, width: int) -> tuple[Span, ...]:
    """Countdowns, what waits for an answer, leads and mood; what does not fit is left out from the right."""
    parts: list[tuple[Span, Span]] = [
        (("update ", Tone.DIM), clock(header.next_update)),
        (("brief ", Tone.DIM), clock(header.next_brief)),
        (("to answer ", Tone.DIM), (header.unread, Tone.PLAIN if header.unread == "0" else Tone.STRONG)),
        (("IC ", Tone.DIM), (header.ic, Tone.PLAIN)),
        (("mood ", Tone.DIM), (header.mood, Tone.PLAIN)),
        (("Comms ", Tone.DIM), (header.comms, Tone.PLAIN)),
    ]
    between = "  │ " if width > 100 else " │ "
    line: list[Span] = list(parts[0])
    used = sum(cell_len(text) for text, _ in line)
    for part in parts[1:]:
        used += cell_len(between) + sum(cell_len(text) for text, _ in part)
        if used > width:
            break
        line += [(between, Tone.DIM), *part]
    return tuple(line)


def clock(due: Countdown) -> Span:
    """A countdown with its mark."""
    return f"{due.text} {due.mark}".rstrip(), Tone.STRONG if due.tone is Tone.PLAIN else due.tone
