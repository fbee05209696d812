"""Plays a drill in lines and prompts, and reads the debrief out."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import ScenarioError
from simulator.vocabulary import Mode
from tui.seats import seat_of

if TYPE_CHECKING:
    from tui.cli.seating import Table

EXIT_INTERRUPTED = 130


def play_plain(
    scenario: str, *, seat: str, seed: int | None, mode: str, resume: Path | None, focus: str | None = None,
    runbook: str = "escalation",
) -> None:  # fmt: skip
    """Play by standard input and output; the journal stays in the drills folder.

    Raises:
        WarroomError: content or journal cannot be used, no such seat, or an exam is asked for.
    """
    from scenarios.catalog import TOUR, scenario_ids
    from tui.cli.seating import check_runbook, last_played, sit_down, take_up

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a name's letter that the terminal lacks is no reason to stop
    if mode == Mode.EXAM:
        raise ScenarioError(
            "an exam keeps its own time, and lines and prompts stop the clock", hint="Leave --mode or --plain out."
        )
    place = seat_of(seat)
    check_runbook(runbook, scenario=scenario, focus=focus, resume=resume)
    if resume is not None:
        table = take_up(resume, scenario or None)
    elif focus is not None:
        from tui.cli.focusing import sit_down_to

        table = sit_down_to(TOUR if focus == "tour" else scenario or last_played(), focus, seed=seed)
    elif not scenario:
        raise ScenarioError("which scenario?", hint=f"Say its name: warroom play {scenario_ids()[0]} --plain.")
    else:
        table = sit_down(scenario, seed=seed, mode=Mode.PRACTICE, seat=place, pace=1, runbook=runbook)
    _talk(table)


def _talk(table: Table) -> None:
    """Play it, and read the debrief out; a drill in which nothing was done leaves nothing behind."""
    from tui.cli.playing import _say_goodbye, _verdict
    from tui.plain import Plain, spoken
    from tui.screens.briefing import briefing_text
    from tui.verdict import criterion_rows, score_rows

    session = table.session
    stopped = False
    try:
        print(f"{table.content.scenario.model.title}\n\n{briefing_text(session.drill)}\n")
        session.set_pace(0)
        at_first = len(session.drill.entries)
        if Plain(session, input, print).run() == "finished":
            verdict = _verdict(table)
            print("\nDebrief")
            for row in (*score_rows(verdict), *criterion_rows(verdict, lost_only=True)):
                print(spoken(row.plain))
    except KeyboardInterrupt:
        stopped = True
        print()
    finally:
        table.logbook.close()
    if table.fresh and len(session.drill.entries) == at_first:
        table.path.unlink(missing_ok=True)
    else:
        _say_goodbye(table)
    if stopped:
        sys.exit(EXIT_INTERRUPTED)
