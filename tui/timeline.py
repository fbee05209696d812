"""The timeline pane: rows of what happened, in UTC, grown line by line with the journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulator import events as e
from tui.names import Names
from tui.narrate import SILENT, narrate
from tui.rows import Row, Tone

if TYPE_CHECKING:
    from simulator.journal import Entry

MARKS: dict[type, tuple[str, Tone]] = {
    e.EntryLogged: ("✎", Tone.STRONG),
    e.DecisionLogged: ("✎", Tone.STRONG),
    e.UpdatePosted: ("»", Tone.ACCENT),
    e.BriefPosted: ("»", Tone.ACCENT),
    e.Replied: ("»", Tone.ACCENT),
    e.MessageArrived: ("«", Tone.PLAIN),
    e.TeamSpoke: ("!", Tone.WARN),
    e.AccountEscalated: ("!", Tone.CRITICAL),
    e.PromiseBroken: ("!", Tone.CRITICAL),
    e.CallMissed: ("!", Tone.CRITICAL),
    e.PageUnanswered: ("!", Tone.WARN),
}
"""`✎` is in the log, `»` went out, `«` came in, `!` went wrong, `·` happened."""


class Timeline:
    """Rows in the order of the journal, the newest last."""

    def __init__(self, names: Names) -> None:
        """An empty timeline."""
        self._names = names
        self._rows: list[Row] = []
        self._shown: tuple[Row, ...] | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, oldest first."""
        if self._shown is None:
            self._shown = tuple(self._rows)
        return self._shown

    def take(self, entries: Sequence[Entry]) -> None:
        """Add what has happened."""
        for entry in entries:
            if (row := timeline_row(entry, self._names)) is not None:
                self._rows.append(row)
                self._shown = None


def timeline_row(entry: Entry, names: Names) -> Row | None:
    """The row of one line; None for what another pane shows, or nobody may see."""
    words = "" if isinstance(entry.event, SILENT) else narrate(entry, names)
    return _row(entry, words, names) if words else None


def _row(entry: Entry, words: str, names: Names) -> Row:
    event = entry.event
    at_s = entry.at_s
    if isinstance(event, e.EntryLogged) and event.happened_at_s is not None:
        at_s = event.happened_at_s
    mark, tone = MARKS.get(type(event), ("·", Tone.DIM))
    text_tone = Tone.PLAIN if tone in (Tone.DIM, Tone.ACCENT) else tone
    return Row(f"entry:{entry.n}", ((f"{names.clock(at_s)} ", Tone.DIM), (f"{mark} ", tone)), words, text_tone)
