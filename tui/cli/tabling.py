"""Runs a tabletop from one keyboard, writes its cards, and follows it on a projector."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

from simulator.errors import ScenarioError
from simulator.vocabulary import Mode, Seat
from tui.seats import seat_of
from tui.tabletop.keyboard import Keyboard
from tui.tabletop.session import TableSession

if TYPE_CHECKING:
    from simulator.journal import Journal
    from tui.cli.seating import Table
    from tui.library import Content
    from tui.tabletop.assessing import Assessor

MOST_SEATS = tuple(Seat)
_COLUMN = re.compile(r"  ( *|\S.*?  +)(?=\S)|- ")
"""Up to where a line's second column, or its words after an indent, begin: the rest of it hangs there."""


def seats_of(words: str) -> tuple[Seat, ...]:
    """Seats by their names, e.g. `ic,comms-lead`; empty = all.

    Raises:
        ScenarioError: there is no such seat.
    """
    found = [seat_of(word) for word in words.split(",") if word.strip()]
    return tuple(dict.fromkeys(found)) or MOST_SEATS


def print_cards(scenario: str, folder: Path, *, seed: int | None) -> None:
    """Write role cards and inject cards of a form.

    Raises:
        WarroomError: the scenario cannot be used, or the folder not written.
    """
    from simulator.drill import Drill
    from tui.library import header_for, load_content
    from tui.screens.briefing import briefing_text
    from tui.tabletop.cards import write_cards

    if not scenario:
        raise ScenarioError("which scenario?", hint="For example: warroom table db-failover --cards FOLDER.")
    content = load_content(scenario)
    drill = Drill(header_for(content, drill="cards", seed=seed, mode=Mode.PRACTICE), content.kit)
    for path in write_cards(folder, drill, briefing_text(drill)):
        print(path)


def run_tabletop(
    scenario: str, *, seed: int | None, seats: str, resume: Path | None, runbook: str = "escalation"
) -> None:
    """Play a table by standard input and output; the journal stays in the drills folder.

    Raises:
        WarroomError: content or journal cannot be used, or there is no such seat.
    """
    from tui.cli.seating import check_runbook
    from tui.screens.briefing import briefing_text
    from tui.tabletop.assessing import Assessor
    from tui.tabletop.remarks import RemarkFile

    check_runbook(runbook, scenario=scenario, focus=None, resume=resume)
    say = _printer()
    wanted = seats_of(seats)
    if resume is not None and (finished := _finished(resume)) is not None:
        _wash_again(resume, finished, scenario, say)
        return
    table = _lay(scenario, seed=seed, resume=resume, runbook=runbook)
    drill: Any = table.session.drill
    session = TableSession(drill, table.session.pace, table.logbook.write, drafts=table.session.drafts)
    table.session = session
    try:
        assessor = Assessor(session.drill, RemarkFile(table.path), say)
        say(f"{table.content.scenario.model.title}\n\n{briefing_text(drill)}\n")
        session.set_pace(0)
        if table.fresh:
            session.seat_everybody(wanted)
        projector = f"warroom table --projector {quote(str(table.path))}"
        say(f"The room's view, in a second window for the projector: {projector}\n")
        with suppress(KeyboardInterrupt):
            Keyboard(session, input, say, assessor).run()
        if drill.over:
            _debrief(session, table.content, assessor, say)
    finally:
        table.logbook.close()
    _say_goodbye(table.path, say, over=drill.over)


def _finished(path: Path) -> Journal | None:
    """A table's journal when its drill is over.

    Raises:
        JournalError: missing or broken.
    """
    from simulator.journal import decode, ends_with_seal
    from tui.cli.journals import read_bytes

    raw = read_bytes(path)
    return decode(raw, name=str(path)) if ends_with_seal(raw) else None


def _wash_again(path: Path, journal: Journal, scenario: str, say: Callable[[str], None]) -> None:
    """The debrief of a drill that is over, with room for later remarks."""
    from simulator.catch_up import catch_up
    from tui.library import content_of
    from tui.origin import named_file
    from tui.pace import Pace
    from tui.tabletop.assessing import Assessor
    from tui.tabletop.remarks import RemarkFile

    content = content_of(journal.header, named_file(scenario, journal.header))
    drill, _ = catch_up(journal, content.kit)
    session = TableSession(drill, Pace(time.monotonic, at_s=drill.at_s), lambda entries: None)
    _debrief(session, content, Assessor(session.drill, RemarkFile(path), say), say)
    _say_goodbye(path, say, over=True)


def _lay(scenario: str, *, seed: int | None, resume: Path | None, runbook: str) -> Table:
    """A new table, or one that waited.

    Raises:
        WarroomError: no such scenario or journal, or that journal is one person's.
    """
    from tui.cli.seating import sit_down, take_up

    if resume is None:
        if not scenario:
            raise ScenarioError("which scenario?", hint="For example: warroom table db-failover.")
        return sit_down(scenario, seed=seed, mode=Mode.EXERCISE, seat=Seat.IC, pace=1, runbook=runbook)
    table = take_up(resume, scenario or None, alone=False)
    drill: Any = table.session.drill
    if drill.header.mode is not Mode.EXERCISE:
        table.logbook.close()
        hint = f"Try: warroom play --resume {quote(str(resume))}"
        raise ScenarioError(f"{resume}: nobody sits at a table there", hint=hint)
    table.fresh = not drill.incident.seated  # a team's drill, forked before anybody sat down
    return table


def _printer() -> Callable[[str], None]:
    """Prints; on a terminal, lines break between words and the keyboard knows its earlier lines."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return print
    with suppress(ImportError):
        import readline  # noqa: F401  # `input` edits with it from now on

    def say(text: str) -> None:
        for line in text.split("\n"):
            width = max(20, shutil.get_terminal_size().columns - 1)
            second = _COLUMN.match(line)
            indent = " " * (second.end() if second else 0)
            print("\n".join(textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=False)) or "")

    return say


def _debrief(session: TableSession, content: Content, assessor: Assessor, say: Callable[[str], None]) -> None:
    """The team's score, each seat's part, and time for the assessors' last words."""
    from scoring import judge
    from tui.plain import spoken
    from tui.tabletop.debrief import debrief_lines
    from tui.tabletop.hotwash import HotWash

    drill: Any = session.drill
    journal = drill.journal()
    card = judge(journal, content.scenario.model, content.runbook.model).to_json()

    def read_out() -> None:
        for line in debrief_lines(card, journal.entries, assessor):
            say("\n" * line.startswith("\n") + spoken(line.lstrip("\n")))

    read_out()
    with suppress(KeyboardInterrupt):
        HotWash(session, input, say, assessor, read_out).run()


def _say_goodbye(path: Path, say: Callable[[str], None], *, over: bool) -> None:
    """Where everything lies, and how to go on."""
    from tui.tabletop.remarks import remarks_of

    if not over:
        say(f"The table waits at {path}\n  Go on with: warroom table --resume {quote(str(path))}")
        return
    say(f"The table's journal: {path}")
    if remarks_of(path).exists():
        say(f"The assessors' remarks: {remarks_of(path)}")
    typed_path = quote(str(path))
    say(f"  warroom report {typed_path} -o debrief.html --for facilitators\n  warroom verify {typed_path}")


def project(path: Path, *, scenario: str) -> None:
    """Follow a table's journal on the projector until one leaves.

    Raises:
        WarroomError: the journal or its content cannot be read, or there is no terminal.
    """
    from tui.screens.projector import ProjectorApp
    from tui.tabletop.projection import Projection

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ScenarioError("the projector needs a terminal", hint="Open a second window on the projector's screen.")
    projection = Projection(path, scenario=scenario)
    ProjectorApp(projection.film, projection.look).run()
