"""Bringing a drill back to where its journal stands: after a crash, for a replay, for a proof."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.drill import Drill, Kit, replay
from simulator.errors import JournalError
from simulator.journal import Entry, Journal, encode
from simulator.reading.held import is_held


def catch_up(journal: Journal, kit: Kit, *, afresh: bool = False) -> tuple[Drill, tuple[Entry, ...]]:
    """Replay a journal up to its last line; `afresh` as in `replay`.

    Returns:
        The drill, and the entries that the world made after the journal's last line within the same second
        (what a crash kept from the disk).

    Raises:
        JournalError: the replay gives other lines; the journal was made by other content or another engine.
    """
    drill = replay(journal, kit, afresh=afresh)
    while len(drill.entries) < len(journal.entries) and not drill.over:
        drill.advance_to(drill.at_s + 1)
    difference = first_difference(journal, drill)
    if difference:
        raise JournalError(
            f"line {difference}: playing the inputs again gives another line",
            line=difference,
            hint="This journal needs the warroom version and scenario that wrote it.",
        )
    return drill, tuple(drill.entries[len(journal.entries) :])


def first_difference(journal: Journal, drill: Drill) -> int:
    """The first line of the file (header = 1) at which a replay differs; 0 = the same bytes."""
    replayed = drill.entries[: len(journal.entries)]
    if tuple(replayed) == journal.entries:
        return 0
    for index, entry in enumerate(journal.entries):
        if index >= len(replayed) or replayed[index] != entry:
            return index + 2
    return 0


@dataclass(frozen=True, slots=True)
class Proof:
    """What `verify` found, each part on its own: `ok`, `broken` or `not checked`."""

    chain: str
    replayed: str
    score: str
    line: int = 0
    words: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 all proved, 1 broken or unfinished, 3 intact but not checkable here."""
        states = (self.chain, self.replayed, self.score)
        if "broken" in states or "unfinished" in states:
            return 1
        return 3 if "not checked" in states else 0


def prove_replay(journal: Journal, raw: bytes, kit: Kit, *, afresh: bool = False) -> tuple[str, int]:
    """Play the inputs again and compare bytes: (`ok`, 0) or (`broken`, line); `afresh` as in `replay`."""
    drill = replay(journal, kit, afresh=afresh)
    while len(drill.entries) < len(journal.entries) and not drill.over:
        drill.advance_to(drill.at_s + 1)
    again = encode(journal.header, drill.entries)
    if again == raw:
        return "ok", 0
    return "broken", first_difference(journal, drill) or _first_other_line(raw, again)


def first_misquote(journal: Journal) -> int:
    """The first line of the file whose recorded reading quotes what its text does not say; 0 = there is none."""
    for number, entry in enumerate(journal.entries, 2):
        reading = getattr(entry.event, "reading", None)
        if reading is not None and not is_held(reading, getattr(entry.event, "text", "")):
            return number
    return 0


def _first_other_line(raw: bytes, again: bytes) -> int:
    """The first line that differs; where one is the beginning of the other, the last of the shorter."""
    lines, others = raw.split(b"\n"), again.split(b"\n")
    pairs = enumerate(zip(lines, others, strict=False), 1)
    return next((number for number, (line, other) in pairs if line != other), min(len(lines), len(others)))
