"""Settings: one row each; ← → or Enter turn them, and they are kept at once."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.folders import settings_path
from tui.rows import Row, Tone
from tui.screens.page import BOX
from tui.settings import CHOICES, THEMES, TITLES, Settings, save_settings
from tui.widgets.lines import Lines


def setting_rows(settings: Settings) -> tuple[Row, ...]:
    """Each setting with its value."""
    return tuple(
        Row(name, ((f"{TITLES[name]:<20} ", Tone.PLAIN), ("‹ ", Tone.DIM)), f"{settings.words(name)} ›", Tone.STRONG)
        for name in CHOICES
    )


class SettingsScreen(ModalScreen[Settings]):
    """Gives back the settings as they are when one leaves."""

    DEFAULT_CSS = "SettingsScreen {" + BOX + "& Lines { height: auto; border: none; padding: 0; } }"
    BINDINGS = [
        Binding("right", "turn(1)", "Next value", show=False),
        Binding("left", "turn(-1)", "Value before", show=False),
        Binding("escape,q", "back", "Back", show=False),
    ]

    def __init__(self, settings: Settings) -> None:
        """As they are now."""
        super().__init__()
        self.settings = settings

    def compose(self) -> ComposeResult:
        """The list and its keys."""
        with Vertical(id="box") as box:
            box.border_title = "Settings"
            yield Lines()
            yield Static("", id="hint", markup=False)

    def on_mount(self) -> None:
        """Fill in."""
        self.query_one(Lines).focus()
        self._show("↑ ↓ choose · ← → change · esc back, kept")

    def _show(self, words: str) -> None:
        lines = self.query_one(Lines)
        cursor = lines.cursor
        lines.styles.height = len(CHOICES)
        lines.show(setting_rows(self.settings))
        lines.cursor = cursor
        self.query_one("#hint", Static).update(words)

    @on(Lines.Chosen)
    def turn_on(self) -> None:
        """Enter: the next value."""
        self.action_turn(1)

    def action_turn(self, step: int) -> None:
        """Another value, kept at once."""
        chosen = self.query_one(Lines).chosen
        if chosen is None:
            return
        self.settings = self.settings.turned(chosen.id, step)
        self.app.theme = THEMES.get(self.settings.theme, "textual-dark")
        try:
            save_settings(settings_path(), self.settings)
        except OSError as error:
            self._show(f"Not kept: {settings_path()}: {error.strerror}. It holds until you leave.")
        else:
            self._show("↑ ↓ choose · ← → change · esc back, kept")

    def action_back(self) -> None:
        """Back to the lobby."""
        self.dismiss(self.settings)
