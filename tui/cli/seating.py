"""Sits somebody down at a drill: a new one, or one that was begun before."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from simulator.vocabulary import Mode, Seat

if TYPE_CHECKING:
    from simulator.logbook import Logbook
    from tui.library import Content
    from tui.session import Session


@dataclass(slots=True)
class Table:
    """Everything that one drill at the keyboard needs; the logbook must be closed."""

    session: Session
    logbook: Logbook
    content: Content
    path: Path
    fresh: bool = True
    """False for a drill that was begun before."""


def earlier_drill(scenario: str, mode: str) -> Path | None:
    """One's newest unfinished drill of a scenario, as it is now, in a mode, if there is one.

    Raises:
        WarroomError: there is no such scenario, or its file cannot be used.
    """
    from scenarios.catalog import load_scenario
    from tui.shelf import waiting

    digest = load_scenario(scenario).digest
    found = (one.path for one in waiting() if (one.digest, one.mode) == (digest, mode) and not one.focus)
    return next(found, None)


def last_played() -> str:
    """The bundled scenario that one played last, else the first."""
    from scenarios.catalog import scenario_ids
    from tui.folders import drills_folder, journals_in

    known = scenario_ids()
    found = sorted(journals_in(drills_folder()), key=lambda path: -path.stat().st_mtime)
    return next((name for path in found if (name := path.stem.rpartition("-")[0]) in known), known[0])


def sit_down(scenario: str, *, seed: int | None, mode: Mode, seat: Seat, pace: int, extra_time_pct: int = 0) -> Table:
    """Begin a new drill."""
    from simulator.commands import RecordAccommodation
    from simulator.drill import Drill
    from simulator.logbook import Logbook
    from tui.folders import new_drill_path
    from tui.library import header_for, load_content

    content = load_content(scenario)
    path = new_drill_path(content.scenario.model.id)
    attempt = int(path.stem.rsplit("-", 1)[1])
    header = header_for(content, drill=path.stem, seed=seed, mode=mode, attempt=attempt)
    drill = Drill(header, content.kit)
    if extra_time_pct:
        said = RecordAccommodation(extra_time_pct=extra_time_pct, reason="asked for at the start")
        drill.submit(said, who=drill.player, seat=seat, command_id="c1")
    logbook = Logbook.create(path, header)
    logbook.write(drill.entries)
    return table_of(drill, logbook, content, path, seat, pace)


def take_up(path: Path, scenario: str | None = None, *, alone: bool = True) -> Table:
    """Go on with an unfinished drill; what a crash tore off is said on stderr.

    Raises:
        WarroomError: journal or content cannot be used, or it is a team's drill and one wants to play `alone`.
    """
    from simulator.catch_up import catch_up
    from simulator.errors import JournalError, WarroomError
    from simulator.logbook import Logbook
    from tui.library import content_of
    from tui.origin import named_file

    left_s = path.stat().st_mtime if path.exists() else time.time()
    logbook, journal, torn_bytes = Logbook.resume(path)
    if alone and journal.header.mode is Mode.EXERCISE:
        logbook.close()
        hint = f"It goes on at a table: warroom table --resume {quote(str(path))}"
        raise JournalError(f"{path}: a team plays this drill", hint=hint)
    ask = f"warroom {'play' if alone else 'table'} FILE --resume {quote(str(path))}"
    try:
        content = content_of(journal.header, named_file(scenario or "", journal.header), ask=ask)
    except WarroomError:
        logbook.close()
        raise
    drill, unwritten = catch_up(journal, content.kit)
    logbook.write(unwritten)
    if torn_bytes:
        print(f"warroom: {path}: a torn last line of {torn_bytes} bytes was cut", file=sys.stderr)
    table = table_of(drill, logbook, content, path, Seat.IC, max(1, drill.incident.multiplier))
    table.fresh = False
    table.session.away_s = lambda: int(time.time() - left_s)
    return table


def table_of(drill: object, logbook: Logbook, content: Content, path: Path, seat: Seat, pace: int) -> Table:
    """Everything around a drill, new or taken up; where its scenario lies is remembered from now on."""
    from tui.drafts import Drafts
    from tui.exam import stretched
    from tui.origin import remember
    from tui.pace import Pace
    from tui.session import Session

    remember(content.scenario)
    now = stretched(time.monotonic, drill.incident.extra_time_pct)  # type: ignore[attr-defined]
    clock = Pace(now, at_s=drill.at_s, speed=pace)  # type: ignore[attr-defined]
    drafts = Drafts(path.with_suffix(".drafts.json"))
    session = Session(drill, clock, logbook.write, seat=seat, drafts=drafts)  # type: ignore[arg-type]
    return Table(session, logbook, content, path)
