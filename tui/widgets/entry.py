"""What one writes into: a text of many lines and a single line. Whatever a key takes away, ctrl+z brings back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from textual import events
from textual.binding import Binding
from textual.document._document import Selection
from textual.document._edit import Edit
from textual.widgets import Input, TextArea


class Entry:
    """Lets the clock and the screen have their turn between two keys, however many wait: Textual takes all at once."""

    async def on_key(self) -> None:
        """Let the others go first; the key itself is for the classes below, which get it too."""
        await asyncio.sleep(0)


class TextEntry(Entry, TextArea):
    """A text of many lines.

    Textual (8.2.8) fits the scroll bar to a text that an undo or a redo has made shorter while the cursor still stands
    on a line that is gone, and ends the program over it. At the top of the text the cursor is always on a line.
    """

    def _undo_batch(self, edits: Sequence[Edit]) -> None:
        self._go_to_top(edits)
        super()._undo_batch(edits)

    def _redo_batch(self, edits: Sequence[Edit]) -> None:
        self._go_to_top(edits)
        super()._redo_batch(edits)

    def _go_to_top(self, edits: Sequence[Edit]) -> None:
        """Wait at the top; each edit knows where the cursor goes after it."""
        if edits:
            self.selection = Selection.cursor((0, 0))

    def put(self, text: str) -> None:
        """Put another text in place of this one, as one step that can be undone; the cursor stands at its beginning."""
        if text != self.text:
            self.history.checkpoint()
            self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)
            self.history.checkpoint()
            self.move_cursor((0, 0))


class LineEntry(Entry, Input):
    """A single line; pasted lines are put into it one after the other."""

    BINDINGS = [Binding("ctrl+z", "undo", "Undo", show=False)]

    def __init__(self, text: str = "", *, placeholder: str = "") -> None:
        """A line with its first text."""
        self._before: list[str] = []
        """What stood here before each step, the last one last: a run of letters is one step."""
        super().__init__(text, placeholder=placeholder, compact=True, select_on_focus=False)
        self._before.clear()

    def watch_value(self, old: str, new: str) -> None:
        """Remember what a step began with."""
        typed_on = len(new) == len(old) + 1 and new.startswith(old)
        if not typed_on or not self._before:
            self._before.append(old)

    def action_undo(self) -> None:
        """Bring back what stood here before the last step."""
        if self._before:
            *earlier, text = self._before
            self.value = text
            self.cursor_position = len(text)
            self._before = earlier  # the step back is no step of its own

    def _on_paste(self, event: events.Paste) -> None:
        """All lines, not the first alone, which may be an empty one."""
        super()._on_paste(events.Paste(" ".join(event.text.split())))
        event.stop()
        event.prevent_default()

    def put(self, text: str) -> None:
        """Put another text in place of this one."""
        self.value = text
