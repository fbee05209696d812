"""Plays a drill in the terminal: a new one, one thing of it, or an unfinished one that goes on."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from shlex import quote
from threading import Timer
from typing import TYPE_CHECKING, Any

from simulator.errors import ScenarioError
from simulator.vocabulary import Mode
from tui.cli.seating import Table, check_runbook, earlier_drill, is_examiners, last_played, sit_down, take_up
from tui.seats import seat_of

if TYPE_CHECKING:
    from simulator.journal import Header
    from simulator.reading import Reader
    from tui.session import Session
    from tui.verdict import Verdict

SETTLED_S = 2.0
"""After this long the war room stands, even if the briefing was skipped. Engineering judgement."""


def play_drill(
    scenario: str,
    *,
    seat: str | None = None,
    seed: int | None = None,
    pace: int | None = None,
    mode: str = Mode.PRACTICE.value,
    resume: Path | None = None,
    focus: str | None = None,
    extra_time_pct: int = 0,
    runbook: str = "escalation",
) -> None:
    """Play one drill; its journal stays in the drills folder.

    Args:
        scenario: Id of a bundled scenario, or a path.
        seat: The seat to begin in; None takes the one from the settings.
        seed: Draws the form; None = the canonical one.
        pace: Drill seconds per second at the start; None takes the settings'.
        mode: `practice` or `exam`.
        resume: Go on with this journal.
        focus: Play this focal drill alone.
        extra_time_pct: More time on the wall in an exam, as an accommodation.
        runbook: The policy to play and be judged by.

    Raises:
        WarroomError: content or journal cannot be used, no such seat, or there is no terminal.
    """
    from tui.folders import settings_path
    from tui.settings import load_settings

    own = load_settings(settings_path())
    place = seat_of(seat or own.seat)
    check_runbook(runbook, scenario=scenario, focus=focus, resume=resume)
    _check_mode(mode, pace=pace, focus=focus, extra_time_pct=extra_time_pct)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise _no_terminal(scenario, mode, resume, focus)
    if resume is not None:
        run_table(lambda: take_up(resume, scenario or None), title=scenario or resume.stem)
    elif focus is not None:
        from scenarios.catalog import TOUR  # heavy, like all content: a plain drill does not wait for it

        run_focus(TOUR if focus == "tour" else scenario or last_played(), focus, seed=seed)
    else:
        opens = partial(
            sit_down, scenario, seed=seed, mode=Mode(mode), seat=place, pace=pace or own.pace,
            extra_time_pct=extra_time_pct, runbook=runbook,
        )  # fmt: skip
        run_table(opens, title=scenario, earlier=partial(earlier_drill, scenario, mode))


def _no_terminal(scenario: str, mode: str, resume: Path | None, focus: str | None) -> ScenarioError:
    """What to do without a terminal.

    Raises:
        WarroomError: what is asked for is not there anyway.
    """
    from scenarios.catalog import load_scenario
    from tui.cli.focusing import focus_named
    from tui.cli.journals import check_file

    if focus is not None:
        focus_named(focus)
    if resume is not None:
        check_file(resume)
    elif scenario:
        load_scenario(scenario)
    if mode == Mode.EXAM:
        return ScenarioError("an exam needs a terminal", hint="Practise without one: warroom play SCENARIO --plain.")
    what = f"--resume {quote(str(resume))}" if resume is not None else scenario or "SCENARIO"
    return ScenarioError(
        "play needs a terminal",
        hint=f"In lines and prompts: warroom play {what} --plain. A simulated player: warroom run SCENARIO --bot NAME "
        "-o DRILL.jsonl.",
    )


def _check_mode(mode: str, *, pace: int | None, focus: str | None, extra_time_pct: int) -> None:
    """An exam is the same for everybody, but for more time; practice has pauses instead."""
    if mode == Mode.EXAM and (pace is not None or focus is not None):
        raise ScenarioError("an exam runs at the scenario's own pace, and whole", hint="Leave --pace and --focus out.")
    if mode != Mode.EXAM and extra_time_pct:
        raise ScenarioError("extra time is for exams; practice can be paused", hint="Add --mode exam, or leave it out.")


def run_focus(scenario: str, focus: str, *, seed: int | None = None) -> None:
    """Play a focal drill."""
    from tui.cli.focusing import focus_named, sit_down_to

    run_table(partial(sit_down_to, scenario, focus, seed=seed), title=focus_named(focus).title)


def run_table(opens: Callable[[], Table], *, title: str, earlier: Callable[[], Path | None] | None = None) -> None:
    """Open the war room on a drill, and say at the end where its journal lies.

    Args:
        opens: Begins or takes up the drill; called behind the briefing, so that the first frame does not wait.
        title: What stands above the briefing meanwhile.
        earlier: Finds an unfinished drill of the same scenario, which the briefing offers to go on with.
    """
    gc.disable()  # until all is loaded hardly anything is garbage, and looking for it takes a quarter of the time
    from tui.app import run_play
    from tui.screens.attached import BrokenOffError

    tables: list[Table] = []
    settled: list[Timer] = []

    def session() -> Session:
        tables.append(opens())
        settled.append(_settle(tables[0].content.kit.reader))
        return tables[0].session

    ended = ""
    try:
        ended = run_play(session, lambda: _verdict(tables[0]), title=title, earlier=earlier)
        _leave(tables)
    except BrokenOffError:
        _leave(tables)
        raise
    finally:
        for timer in settled:
            timer.cancel()
        gc.enable()
        for table in tables:
            table.logbook.close()
            _clear_up(table)
    if tables:
        go_on(ended, tables[0].path, tables[0].session.drill.header)


def _leave(tables: Sequence[Table]) -> None:
    for table in tables:
        table.session.leave()


def _settle(reader: Reader) -> Timer:
    """Load what the first form needs while the briefing is read; who is in a hurry gets the war room first."""

    def load() -> None:
        import_module("tui.screens.doing")
        reader.prepare()
        gc.freeze()  # what is loaded stays: no later search for garbage, in the middle of a key, goes through it
        gc.enable()

    timer = Timer(SETTLED_S, load)
    timer.daemon = True
    timer.start()
    return timer


def _clear_up(table: Table) -> None:
    """A drill whose clock never started leaves nothing behind; of another one is said where it lies."""
    if table.fresh and not table.session.begun:
        table.path.unlink(missing_ok=True)
    else:
        _say_goodbye(table)


def go_on(ended: str, path: Path, header: Header) -> None:
    """What comes after a drill or its debrief: a fork, a focal drill, the drill that waited, or nothing."""
    kind, _, what = ended.partition(":")
    if kind == "earlier":
        run_table(partial(take_up, Path(what)), title=Path(what).stem)
    elif kind == "fork":
        play_on(path, int(what))
    elif kind == "focus":
        from tui.origin import source_of

        run_focus(source_of(header), what)


def play_on(path: Path, at_s: int, *, scenario: str | None = None) -> None:
    """Fork a drill at a second and go on with the fork."""
    from tui.cli.journals import read_journal
    from tui.cli.judging import fork_journal
    from tui.folders import new_drill_path

    _, journal = read_journal(path)
    target = new_drill_path(journal.header.scenario.id)
    fork_journal(path, at=f"{at_s}s", output=target, scenario=scenario)
    if journal.header.mode is Mode.EXERCISE:
        return  # nobody plays a team's drill alone; what to type is said
    run_table(partial(take_up, target, scenario), title=target.stem)


def _verdict(table: Table) -> Verdict:
    """The scorecard, and where the proof lies; the total of a whole drill is kept for the lobby."""
    from tui.cli.verdicts import verdict_on
    from tui.shelf import keep_total

    drill: Any = table.session.drill
    verdict = verdict_on(drill.journal(), drill.incident, table.content, table.path)
    if not drill.incident.focus:
        keep_total(table.path, verdict.card["total"])
    return verdict


def _say_goodbye(table: Table) -> None:
    path, drill = quote(str(table.path)), table.session.drill
    if drill.over:
        print(f"Your drill: {table.path}\n  warroom score {path}\n  warroom verify {path}")
        if not drill.incident.focus:
            print(f"  warroom report {path} -o {quote(table.path.stem)}.html")
    elif is_examiners(drill.header):
        print(f"The exam is kept: {table.path}")
    else:
        print(f"Your drill is kept: {table.path}\n  Go on with: warroom play --resume {path}")
