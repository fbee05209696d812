"""A list that drops down, ready to take its first entry; typing opens it too, and tab takes what it stands on."""

from __future__ import annotations

import re

from textual import events
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList, Select
from textual.widgets._select import SelectCurrent, SelectOverlay


class Options(SelectOverlay):
    """The open list; what is typed looks for the beginning of a word, and what is not found chooses nothing."""

    def _find_search_match(self, query: str) -> int | None:
        """The option in which a word begins so, the earlier in its line the better; without one none is marked."""
        wanted = re.compile(rf"(?<!\w){re.escape(query)}", re.IGNORECASE)
        texts = enumerate(option.prompt for option in self._options)
        hits = [(hit.start(), index) for index, text in texts if isinstance(text, str) and (hit := wanted.search(text))]
        if not hits:
            self.highlighted = None  # else what was typed before it went astray would be taken
        return min(hits)[1] if hits else None


class Dropdown(Select[str]):
    """Opens with the cursor on the first thing to choose, not on the empty line above it: Enter twice chooses."""

    DEFAULT_CSS = "Dropdown > SelectOverlay.-textual-compact { border: round $accent !important; }"
    BINDINGS = [
        Binding("tab", "take(1)", "Take and go on", show=False),
        Binding("shift+tab", "take(-1)", "Take and go back", show=False),
    ]

    def compose(self) -> ComposeResult:
        """As Textual's, with a list that is looked through by words."""
        yield SelectCurrent(self.prompt)
        yield Options().data_bind(compact=Select.compact)

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

    def take(self) -> None:
        """Close an open list, and take the entry under its cursor."""
        at = self.query_one(OptionList).highlighted if self.expanded else None
        if at is not None:
            self.value = self._options[at][1]
        if self.expanded:
            self.expanded = False
            self.focus()

    def action_take(self, step: int) -> None:
        """Choose the entry under an open list's cursor and go to the next field; a closed list stays as it is."""
        at = self.query_one(OptionList).highlighted
        if not self.expanded or at is None:
            raise SkipAction
        self.value = self._options[at][1]
        if step > 0:
            self.screen.focus_next()  # the open list is the last of this widget's own
        else:
            self.screen.set_focus(self)
            self.screen.focus_previous()
