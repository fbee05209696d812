"""Sits somebody down at a drill: a new one, or one that was begun before."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from simulator.vocabulary import Mode, Seat

if TYPE_CHECKING:
    from simulator.journal import Header, Journal
    from simulator.logbook import Logbook
    from tui.library import Content
    from tui.seen import Seen
    from tui.session import Session

BUNDLED_RUNBOOK = "escalation"


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


def check_runbook(runbook: str, *, scenario: str, focus: str | None, resume: Path | None) -> None:
    """Say what is wrong with a wish for a runbook of one's own, before the screen is taken.

    Raises:
        WarroomError: it does not load, or there is no new, whole drill to be played by it.
    """
    if runbook == BUNDLED_RUNBOOK:
        return
    from scenarios.catalog import load_runbook  # heavy, like all content: a plain drill does not wait for it
    from simulator.errors import ScenarioError

    if resume is not None:
        raise ScenarioError("a drill goes on by the runbook that it was begun by", hint="Leave --runbook out.")
    if focus is not None:
        raise ScenarioError("one thing alone is played by the bundled runbook", hint="Leave --runbook or --focus out.")
    if not scenario:
        raise ScenarioError("which scenario is to be played by it?", hint="Name one: warroom scenario list.")
    load_runbook(runbook)


def sit_down(
    scenario: str, *, seed: int | None, mode: Mode, seat: Seat, pace: int, extra_time_pct: int = 0,
    runbook: str = BUNDLED_RUNBOOK,
) -> Table:  # fmt: skip
    """Begin a new drill; a runbook of one's own is kept as it is now."""
    from simulator.commands import RecordAccommodation
    from simulator.drill import Drill
    from simulator.logbook import Logbook
    from tui.folders import new_drill_path
    from tui.library import header_for, load_content
    from tui.runbooks import keep_runbook

    content = load_content(scenario, runbook)
    keep_runbook(runbook)
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
        WarroomError: journal or content cannot be used, it is an examiner's exam, or it is a team's drill and one wants
            to play `alone`.
    """
    from simulator.logbook import Logbook
    from tui.cli.journals import check_file

    check_file(path)
    left_s = path.stat().st_mtime
    return _go_on(path, scenario, Logbook.resume(path, check=partial(_check_own, path, alone)), left_s)


def take_up_exam(path: Path, scenario: str | None, seen: Seen | None) -> Table:
    """Go on with an examiner's exam.

    Args:
        path: Its journal.
        scenario: The scenario's file, when it is not a bundled one.
        seen: What this host saw of it; None where another host will judge it, and a proctor watches.

    Raises:
        WarroomError: journal or content cannot be used, or it is not the journal that this host saw.
    """
    from simulator.logbook import Logbook
    from tui.seen import WatchedDisk

    if seen is None:
        left_s = path.stat().st_mtime
        return _go_on(path, scenario, Logbook.resume(path), left_s)
    left_s = seen.left_utc_s if seen.known else time.time()
    return _go_on(path, scenario, Logbook.resume(path, disk=WatchedDisk(seen), check=seen.check), left_s)


def is_examiners(header: Header) -> bool:
    """Whether an examiner handed a drill out: an exam of somebody with a dossier."""
    from tui.library import PLAYER

    return header.mode is Mode.EXAM and header.player != PLAYER


def _check_own(path: Path, alone: bool, journal: Journal) -> None:
    from simulator.errors import JournalError

    if alone and journal.header.mode is Mode.EXERCISE:
        hint = f"It goes on at a table: warroom table --resume {quote(str(path))}"
        raise JournalError(f"{path}: a team plays this drill", hint=hint)
    if is_examiners(journal.header):
        hint = "Go on with: warroom certify exam on the examiner's host, warroom certify sit FORM elsewhere."
        raise JournalError(f"{path}: an examiner holds this exam", hint=hint)


def _go_on(path: Path, scenario: str | None, taken: tuple[Logbook, Journal, int], left_s: float) -> Table:
    """A table on a journal that was taken up."""
    from simulator.catch_up import catch_up
    from simulator.errors import WarroomError
    from tui.library import content_of
    from tui.origin import named_file
    from tui.pace import speed_left
    from tui.trust import check_goes_on

    logbook, journal, torn_bytes = taken
    verb = "table" if journal.header.mode is Mode.EXERCISE else "play"
    ask = f"warroom {verb} FILE --resume {quote(str(path))}"
    try:
        content = content_of(journal.header, named_file(scenario or "", journal.header), ask=ask)
        check_goes_on(journal.header, content, name=str(path), hint=_another_way(path, journal))
    except WarroomError:
        logbook.close()
        raise
    drill, unwritten = catch_up(journal, content.kit)
    logbook.write(unwritten)
    if torn_bytes:
        print(f"warroom: {path}: a torn last line of {torn_bytes} bytes was cut", file=sys.stderr)
    table = table_of(drill, logbook, content, path, _seat_begun(journal), speed_left(drill.entries))
    table.fresh = False
    table.session.away_s = lambda: int(time.time() - left_s)
    return table


def _seat_begun(journal: Journal) -> Seat:
    """The seat that the drill was begun in."""
    own = (one.seat for one in journal.entries if one.who == journal.header.player and one.seat)
    return Seat(next(own, Seat.IC))


def _another_way(path: Path, journal: Journal) -> str:
    """What to do with a drill that cannot go on, because another version began it."""
    header = journal.header
    if is_examiners(header):
        void = f"warroom certify void {header.player} {header.scenario.id} --reason WHY"
        return f"It can only be void, and a new one held: {void}; or finish it with the version that began it."
    at_s = journal.entries[-1].at_s if journal.entries else 0
    copy = f"warroom fork {quote(str(path))} --at {at_s // 3600:02}:{at_s // 60 % 60:02}:{at_s % 60:02}"
    return f"Go on in a copy that this version plays from its beginning: {copy}; or begin a new drill."


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
