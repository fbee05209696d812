"""Runs a tabletop from one keyboard, writes its cards, and follows it on a projector."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from simulator.errors import JournalError, ScenarioError
from simulator.vocabulary import Mode, Seat
from tui.tabletop.keyboard import TABLE_HELP, Keyboard, TableSession, seat_named

MOST_SEATS = tuple(Seat)


def seats_of(words: str) -> tuple[Seat, ...]:
    """Seats by their names, e.g. `ic,comms-lead`; empty = all.

    Raises:
        ScenarioError: there is no such seat.
    """
    found = []
    for word in filter(None, (one.strip() for one in words.split(","))):
        seat = seat_named(word)
        if seat is None:
            known = ", ".join(one.value.replace("_", "-") for one in Seat)
            raise ScenarioError(f"there is no seat {word!r}", hint=f"Known: {known}.")
        found.append(seat)
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

    content = load_content(scenario)
    drill = Drill(header_for(content, drill="cards", seed=seed, mode=Mode.PRACTICE), content.kit)
    for path in write_cards(folder, drill, briefing_text(drill)):
        print(path)


def run_tabletop(scenario: str, *, seed: int | None, seats: str, resume: Path | None) -> None:
    """Play a table by standard input and output; the journal stays in the drills folder.

    Raises:
        WarroomError: content or journal cannot be used, or there is no such seat.
    """
    from tui.cli.playing import _say_goodbye
    from tui.cli.seating import sit_down, take_up
    from tui.screens.briefing import briefing_text

    wanted = seats_of(seats)
    if resume is not None:
        table = take_up(resume, scenario or None)
    elif scenario:
        table = sit_down(scenario, seed=seed, mode=Mode.PRACTICE, seat=Seat.IC, pace=1)
    else:
        raise ScenarioError("which scenario?", hint="For example: warroom table db-failover.")
    drill: Any = table.session.drill
    session = TableSession(drill, table.session.pace, table.logbook.write, drafts=table.session.drafts)
    table.session = session
    try:
        print(f"{table.content.scenario.model.title}\n\n{briefing_text(drill)}\n")
        session.set_pace(0)
        if table.fresh:
            session.seat_everybody(wanted)
        print(f"Projector, in a second window: warroom table --projector {table.path}\n\n{TABLE_HELP}\n")
        if Keyboard(session, input, print, lambda: tuple(_injects(drill))).run() == "finished":
            _debrief(table)
        else:
            print(f"The table waits. Go on with: warroom table --resume {table.path}")
    finally:
        table.logbook.close()
    _say_goodbye(table)


def _injects(drill: Any) -> Iterable[str]:
    from simulator.clock import hhmm
    from tui.rooms.room import injects_of

    for row in injects_of(drill):
        when = hhmm(drill.scenario.start_utc_s + row["due_s"]) if row["due_s"] is not None else "no time yet"
        yield f"{row['state']}: {row['id']}, {when}, to {Seat(row['to']).title}: {row['title']}"


def _debrief(table: Any) -> None:
    """The team's score, then each seat's part."""
    from scoring import judge
    from tui.plain import spoken
    from tui.rooms.chart import result_rows
    from tui.rooms.facilitation import Result
    from tui.rooms.tally import parts_of

    drill = table.session.drill
    journal = drill.journal()
    card = judge(journal, table.content.scenario.model, table.content.runbook.model).to_json()
    lines = table.path.read_bytes().decode().splitlines()
    result = Result(1, lines, card, parts_of(card, journal.entries, drill.incident.team), complete=True)
    print("\nDebrief")
    for row in result_rows(result, {}):
        print(spoken(row.plain))


def project(path: Path, *, scenario: str) -> None:
    """Follow a table's journal on the projector until one leaves.

    Raises:
        WarroomError: the journal or its content cannot be read.
    """
    from tui.cli.journals import read_journal
    from tui.film import Film
    from tui.library import content_of
    from tui.screens.projector import ProjectorApp

    _, journal = read_journal(path)
    content = content_of(journal.header, scenario if scenario and Path(scenario).is_file() else None)
    size = path.stat().st_size
    seen = [size]

    def film() -> Film:
        _, now = read_journal(path)
        return Film(now.header, now.entries, content.scenario.model, content.runbook.model)

    def again() -> Film | None:
        with suppress(JournalError, OSError):  # a line that is being written is whole at the next look
            if (size := path.stat().st_size) != seen[0]:
                longer = film()
                seen[0] = size
                return longer
        return None

    ProjectorApp(film(), again).run()
