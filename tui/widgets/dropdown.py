"""A list that drops down, ready to take its first entry; typing opens it too, and tab takes what it stands on."""

from __future__ import annotations

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding
from textual.widgets import OptionList, Select


class Dropdown(Select[str]):
    """Opens with the cursor on the first thing to choose, not on the empty line above it: Enter twice chooses."""

    DEFAULT_CSS = "Dropdown > SelectOverlay.-textual-compact { border: round $accent !important; }"
    BINDINGS = [
        Binding("tab", "take(1)", "Take and go on", show=False),
        Binding("shift+tab", "take(-1)", "Take and go back", show=False),
    ]

    def action_show_overlay(self) -> None:
        """Open."""
        super().action_show_overlay()
        if self.is_blank():
            self.query_one(OptionList).action_cursor_down()

    def on_key(self, event: events.Key) -> None:
        """A letter on the closed list opens it and is the first of what is looked for."""
        if self.expanded or not event.is_printable or event.key == "space":
            return
        event.stop()
        self.action_show_overlay()
        letter = events.Key(event.key, event.character)
        self.app.call_later(self.query_one(OptionList).post_message, letter)  # behind the focus, which the app moves

    def action_take(self, step: int) -> None:
        """Choose what the open list stands on, and go to the next field; a closed one is left as it is."""
        at = self.query_one(OptionList).highlighted
        if not self.expanded or at is None:
            raise SkipAction
        self.value = self._options[at][1]
        if step > 0:
            self.screen.focus_next()  # the open list is the last of this widget's own
        else:
            self.screen.set_focus(self)
            self.screen.focus_previous()
