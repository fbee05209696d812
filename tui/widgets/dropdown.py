"""A list that drops down, ready to take its first entry."""

from __future__ import annotations

from textual.widgets import OptionList, Select


class Dropdown(Select[str]):
    """Opens with the cursor on the first thing to choose, not on the empty line above it: Enter twice chooses."""

    def action_show_overlay(self) -> None:
        """Open."""
        super().action_show_overlay()
        if self.is_blank():
            self.query_one(OptionList).action_cursor_down()
