"""What a table's projector may show: an observer's view of the journal, cut before anything is drawn.

The journal beside the keyboard holds the truth and every seat's mail. The whole room looks at the projector, so it
gets what an observer of a hosted exercise gets: the same cuts (`SeatView`), the same open parts of the scenario.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import JournalError
from simulator.journal import Journal, decode
from tui.film import Film
from tui.rooms.open_scenario import open_parts, scenario_from
from tui.rooms.seat_view import SeatView, entries_of, ready

if TYPE_CHECKING:
    from tui.library import Content


def film_for_everybody(journal: Journal, content: Content) -> Film:
    """A table's journal as far as everybody in the room may know it."""
    entries = entries_of(SeatView(None, "").take(ready(journal.entries)))
    parts = scenario_from(open_parts(content.scenario.model))
    return Film(journal.header, entries, parts, content.runbook.model)


class Projection:
    """Follows one table's journal file."""

    def __init__(self, path: Path, *, scenario: str = "") -> None:
        """Read what there is.

        Args:
            path: The journal; somebody else may be writing it.
            scenario: The scenario's own file, when it is none of the bundled ones.

        Raises:
            WarroomError: the journal or its content cannot be read.
        """
        from tui.library import content_of
        from tui.origin import named_file

        self.path = path
        self._size = -1
        journal = self._read()
        self._content = content_of(journal.header, named_file(scenario, journal.header))
        self.film = film_for_everybody(journal, self._content)

    def _read(self) -> Journal:
        """The lines that are whole: the table may be writing the next one."""
        try:
            raw = self.path.read_bytes()
        except OSError as error:
            hint = "The table prints its projector's command line at the start."
            raise JournalError(f"{self.path}: {error.strerror}", hint=hint) from None
        self._size = len(raw)
        return decode(raw[: raw.rfind(b"\n") + 1], name=str(self.path))

    def look(self) -> Film | None:
        """What has grown since the last look; None when nothing has."""
        with suppress(JournalError, OSError):  # the file is away for a moment; the room keeps what it sees
            if self.path.stat().st_size != self._size:
                self.film = film_for_everybody(self._read(), self._content)
                return self.film
        return None
