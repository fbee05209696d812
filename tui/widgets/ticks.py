"""Things to tick, one a line: `[x]` chosen, `[ ]` not; readable without colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip


class Ticks(ScrollView, can_focus=True):
    """A short list of options; space or a click ticks one."""

    BINDINGS = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("space,enter", "tick", "Tick", show=False),
    ]
    DEFAULT_CSS = "Ticks { height: auto; overflow-x: hidden; scrollbar-size-vertical: 1; }"

    @dataclass
    class Changed(Message):
        """Another choice."""

        ticks: Ticks
        """The list."""

    def __init__(self, options: Sequence[tuple[str, str]], chosen: Sequence[str] = ()) -> None:
        """A list of (label, value), some of them ticked."""
        super().__init__()
        self.options = tuple(options)
        self._chosen = {value for _, value in options} & set(chosen)
        self.cursor = 0
        self.virtual_size = Size(10, max(1, len(self.options)))

    @property
    def chosen(self) -> list[str]:
        """The ticked values, in the order of the list."""
        return [value for _, value in self.options if value in self._chosen]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line for each option."""
        return max(1, len(self.options))

    def render_line(self, y: int) -> Strip:
        """One option."""
        line = y + self.scroll_offset.y
        if line >= len(self.options):
            return Strip.blank(self.size.width, self.rich_style)
        label, value = self.options[line]
        mark = "[x] " if value in self._chosen else "[ ] "
        cursor = Style(reverse=True) if self.has_focus and line == self.cursor else Style()
        return Strip([Segment(mark + label, self.rich_style + cursor)]).adjust_cell_length(
            self.size.width, self.rich_style
        )

    def action_move(self, step: int) -> None:
        """Up or down."""
        self.cursor = max(0, min(len(self.options) - 1, self.cursor + step))
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)
        self.refresh()

    def action_tick(self) -> None:
        """Tick, or take the tick away."""
        if self.options:
            self._chosen ^= {self.options[self.cursor][1]}
            self.refresh()
            self.post_message(self.Changed(self))

    def on_click(self, event: events.Click) -> None:
        """Tick what is clicked."""
        line = event.y + self.scroll_offset.y
        if line < len(self.options):
            self.cursor = line
            self.action_tick()

    def on_focus(self) -> None:
        """The cursor shows."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor hides."""
        self.refresh()
