"""One drill that may die at any moment: the script it plays, how it goes on, and what must hold at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from simulator import commands as c
from simulator.catch_up import catch_up, prove_replay
from simulator.chance import Chance
from simulator.drill import Drill, Kit
from simulator.events import command_of
from simulator.journal import Header, Journal, decode
from simulator.logbook import DISK, Disk, Logbook
from simulator.vocabulary import Seat
from tests.builders import PLAYER, finished, header, kit

Acknowledge = Callable[[str], None]
MOST_DEATHS = 4
FILLER_EVERY_S = 70
"""A line for the timeline log this often, so that there is always something under way."""


class Lost(Exception):  # noqa: N818 - what happened, not what went wrong in the code
    """What a crash must never do."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command of the script."""

    at_s: int
    seat: Seat
    command: c.Command
    id: str


@lru_cache(maxsize=1)
def content() -> Kit:
    """What every drill of the loops is made of."""
    return kit()


@lru_cache(maxsize=1)
def script() -> tuple[Step, ...]:
    """The reference run, a log row every 70 seconds, and now and then something that is refused."""
    steps = [
        Step(entry.at_s, Seat(entry.seat), command_of(entry.event), entry.command_id)
        for entry in finished()[1]
        if entry.command_id
    ]
    end_s = steps[-1].at_s
    for number, at_s in enumerate(range(30, end_s, FILLER_EVERY_S)):
        row = c.LogEntry(action=f"Row {number} \N{EN DASH} still at it", owner="engineer", result="")
        steps.append(Step(at_s, Seat.SCRIBE, row, f"row{number}"))
        if number % 9 == 4:
            steps.append(Step(at_s, Seat.IC, c.StartTask(task="pray", owner=Seat.IC, time_box_s=60), f"no{number}"))
    return tuple(sorted(steps, key=lambda step: step.at_s))


def header_of(loop: int) -> Header:
    """Loops differ in their cast and their noise."""
    return header(seed=loop, drill=f"faults-{loop}")


def sail(path: Path, loop: int, acknowledge: Acknowledge, disk: Disk = DISK) -> None:
    """Begin the drill or go on with it, play the script, and acknowledge each command once it is durable.

    After a crash every command is given again from the first one on, as a careful client does that never got its
    answer: those that the journal holds must be done once.
    """
    found = _resumed(path, disk) if _has_header(path) else _begun(path, loop, disk)
    if found is None:
        return
    book, drill = found
    draws = Chance(loop)
    with book:
        for step in script():
            while drill.at_s < step.at_s and not drill.over:
                stride_s = 1 + draws.below(90, "stride", step.id, drill.at_s)
                book.write(drill.advance_to(min(step.at_s, drill.at_s + stride_s)))
            outcome = drill.submit(step.command, who=PLAYER, seat=step.seat, command_id=step.id)
            book.write(outcome.entries)
            if outcome.entries or outcome.refused is None:
                acknowledge(step.id)


def _has_header(path: Path) -> bool:
    return path.exists() and b"\n" in path.read_bytes()


def _begun(path: Path, loop: int, disk: Disk) -> tuple[Logbook, Drill]:
    """A new drill; a file without even a header holds nothing that anybody was told."""
    path.unlink(missing_ok=True)
    book = Logbook.create(path, header_of(loop), disk=disk)
    drill = Drill(header_of(loop), content())
    book.write(drill.entries)
    return book, drill


def _resumed(path: Path, disk: Disk) -> tuple[Logbook, Drill] | None:
    """The drill where its journal stands; None when it is finished."""
    if decode_whole(path).sealed:
        return None
    book, journal, _ = Logbook.resume(path, disk=disk)
    drill, missing = catch_up(journal, content())
    book.write(missing)
    absence = c.NoteAbsence(wall_s=60)
    book.write(drill.submit(absence, who=PLAYER, seat=Seat.IC, command_id=f"back{len(drill.entries)}").entries)
    return book, drill


def decode_whole(path: Path) -> Journal:
    """The journal without a torn last line."""
    raw = path.read_bytes()
    return decode(raw[: raw.rfind(b"\n") + 1], name=path.name)


def check_wreck(path: Path, acknowledged: set[str]) -> None:
    """Right after a death: everything that was acknowledged is in the file.

    It must be looked for here, because the next life gives every command again.

    Raises:
        Lost: something is missing.
    """
    entries = decode_whole(path).entries if _has_header(path) else ()
    lost = acknowledged - {entry.command_id for entry in entries}
    if lost:
        raise Lost(f"acknowledged and lost: {', '.join(sorted(lost))}")


def check_landfall(path: Path, acknowledged: Iterable[str]) -> None:
    """The drill is finished, proved, and holds each acknowledged command exactly once.

    Raises:
        Lost: it does not.
    """
    raw = path.read_bytes()
    journal = decode(raw, name=path.name)
    if not journal.sealed:
        raise Lost("the drill has no seal")
    ids = [entry.command_id for entry in journal.entries if entry.command_id]
    doubled = sorted({name for name in ids if ids.count(name) > 1})
    lost = sorted(set(acknowledged) - set(ids))
    never = sorted({step.id for step in script()} - set(ids))
    for words, names in (("done twice", doubled), ("acknowledged and lost", lost), ("never done", never)):
        if names:
            raise Lost(f"{words}: {', '.join(names)}")
    state, line = prove_replay(journal, raw, content())
    if state != "ok":
        raise Lost(f"the replay differs in line {line}")
