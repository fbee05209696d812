"""One's own note after a drill: what went well (plus) and what to do otherwise next time (delta)."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from tui.drafts import Drafts
from tui.screens.page import BOX
from tui.widgets.entry import TextEntry

KEY = "debrief-note"


class NoteScreen(ModalScreen[None]):
    """Two texts, kept as they are written."""

    DEFAULT_CSS = "NoteScreen {" + BOX + "& TextArea { height: 6; background: $surface; } }"
    BINDINGS = [Binding("escape,ctrl+s", "back", "Back", show=False)]

    def __init__(self, drafts: Drafts) -> None:
        """Kept beside the drill."""
        super().__init__()
        self._drafts = drafts

    def compose(self) -> ComposeResult:
        """Plus, delta, keys."""
        kept = self._drafts.get(KEY) or {}
        with Vertical(id="box") as box:
            box.border_title = "Your note on this drill"
            for name, words in (("plus", "+ What went well"), ("delta", "△ What I will do otherwise next time")):
                yield Static(words, markup=False)
                yield TextEntry(str(kept.get(name, "")), compact=True, tab_behavior="focus", id=name)
            yield Static("tab the other text · esc or ctrl+s back, kept", id="hint", markup=False)

    @on(TextArea.Changed)
    def keep(self) -> None:
        """On disk at once."""
        self._drafts.keep(KEY, {area.id or "": area.text for area in self.query(TextArea)})

    def action_back(self) -> None:
        """Back to the debrief."""
        self.dismiss(None)
