"""The bottom line: the keys that matter most, each of which can be clicked."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tui.actions import ACTIONS, Action
from tui.widgets.ground import Kept

LAST = ("pause", "skip", "needs", "menu", "help")
"""What stays longest, the last one before all."""
ORDER = ("acknowledge_page", "declare", "assign_role", "post_update", "reply", "start_task", "log_entry", "page_team")
"""What comes first when there is little room."""


class KeyLine(Kept, Static):
    """Fits as many keys as the width has room for; the last ones always stay."""

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; padding: 0 1; background: $surface; color: $text-muted; }
    """

    spent: frozenset[str] = frozenset()
    """Actions to leave out."""

    def on_mount(self) -> None:
        """Draw."""
        self._draw()

    def show(self, spent: frozenset[str]) -> None:
        """Leave out what has been done."""
        if spent != self.spent:
            self.spent = spent
            self._draw()

    def on_resize(self) -> None:
        """Fit to the new width."""
        self._draw()

    def _draw(self) -> None:
        if self.size.width > 2:
            self.update(fitting(self.size.width - 2, self.spent), layout=False)


def fitting(width: int, spent: frozenset[str] = frozenset()) -> Content:
    """The keys of the footer: as many as fit, and always those of the room, the help before all."""
    shown = [action for action in ACTIONS if action.footer and action.id not in spent]
    shown.sort(key=lambda action: ORDER.index(action.id) if action.id in ORDER else len(ORDER))
    last = [action for action in shown if action.id in LAST]
    room = width + 2 - sum(_cost(action) for action in last)
    while room < 0 and len(last) > 1:
        room += _cost(last.pop(0))
    first = []
    for action in shown:
        if action in last:
            continue
        room -= _cost(action)
        if room < 0:
            break
        first.append(action)
    return Content("  ").join([_key(action) for action in (*first, *last)])


def _cost(action: Action) -> int:
    return len(action.shown_key) + 1 + len(action.footer) + 2


def _key(action: Action) -> Content:
    return Content.from_markup(f"[@click=screen.do('{action.id}')][b $text]{action.shown_key}[/] {action.footer}[/]")
