"""Plays a drill in the terminal: a new one, or an unfinished one that goes on; and the lobby."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.errors import ScenarioError
from simulator.vocabulary import Mode, Seat

if TYPE_CHECKING:
    from simulator.logbook import Logbook
    from tui.library import Content
    from tui.session import Session
    from tui.verdict import Comparison, Verdict

SEAL_BYTES = 4_096
"""Enough of a file's end to hold its last line."""
LONG_ABSENCE_S = 5
"""A shorter break is not worth a line."""


@dataclass(slots=True)
class Table:
    """Everything that one drill at the keyboard needs; the logbook must be closed."""

    session: Session
    logbook: Logbook
    content: Content
    path: Path


def play_drill(scenario: str, *, seat: str, seed: int | None, pace: int, mode: str, resume: Path | None) -> None:
    """Play one drill; its journal stays in the drills folder.

    Raises:
        WarroomError: content or journal cannot be used, no such seat, or there is no terminal.
    """
    if seat not in set(Seat):
        raise ScenarioError(f"there is no seat {seat!r}", hint=f"Known: {', '.join(Seat)}.")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ScenarioError(
            "play needs a terminal",
            hint="For a run without one: warroom run SCENARIO --bot NAME -o DRILL.jsonl.",
        )
    if resume is not None:
        run_table(lambda: take_up(resume, scenario), title=scenario)
    else:
        run_table(lambda: sit_down(scenario, seed=seed, mode=Mode(mode), seat=Seat(seat), pace=pace), title=scenario)


def sit_down(scenario: str, *, seed: int | None, mode: Mode, seat: Seat, pace: int) -> Table:
    """Begin a new drill."""
    from simulator.drill import Drill
    from simulator.logbook import Logbook
    from tui.library import header_for, load_content, new_drill_path

    content = load_content(scenario)
    path = new_drill_path(content.scenario.model.id)
    attempt = int(path.stem.rsplit("-", 1)[1])
    header = header_for(content, drill=path.stem, seed=seed, mode=mode, attempt=attempt)
    drill = Drill(header, content.kit)
    logbook = Logbook.create(path, header)
    logbook.write(drill.entries)
    return _table(drill, logbook, content, path, seat, pace)


def take_up(path: Path, scenario: str | None = None) -> Table:
    """Go on with an unfinished drill; what a crash tore off is said on stderr."""
    from simulator.catch_up import catch_up
    from simulator.logbook import Logbook
    from tui.library import content_of

    away_s = int(time.time() - path.stat().st_mtime) if path.exists() else 0
    logbook, journal, torn_bytes = Logbook.resume(path)
    own_file = scenario if scenario and Path(scenario).is_file() else None
    content = content_of(journal.header, own_file)
    drill, unwritten = catch_up(journal, content.kit)
    logbook.write(unwritten)
    if torn_bytes:
        print(f"warroom: {path}: a torn last line of {torn_bytes} bytes was cut", file=sys.stderr)
    table = _table(drill, logbook, content, path, Seat.IC, max(1, drill.incident.multiplier))
    if away_s > LONG_ABSENCE_S:
        table.session.note_absence(away_s)
    return table


def _table(drill: object, logbook: Logbook, content: Content, path: Path, seat: Seat, pace: int) -> Table:
    from tui.drafts import Drafts
    from tui.pace import Pace
    from tui.session import Session

    clock = Pace(time.monotonic, at_s=drill.at_s, speed=pace)  # type: ignore[attr-defined]
    drafts = Drafts(path.with_suffix(".drafts.json"))
    session = Session(drill, clock, logbook.write, seat=seat, drafts=drafts)  # type: ignore[arg-type]
    return Table(session, logbook, content, path)


def run_table(opens: Callable[[], Table], *, title: str) -> None:
    """Open the war room on a drill, and say at the end where its journal lies.

    Args:
        opens: Begins or takes up the drill; called behind the briefing, so that the first frame does not wait.
        title: What stands above the briefing meanwhile.
    """
    from tui.app import run_play

    tables: list[Table] = []

    def session() -> Session:
        tables.append(opens())
        return tables[0].session

    ended = ""
    try:
        ended = run_play(session, lambda: _verdict(tables[0]), title=title)
    finally:
        for table in tables:
            table.logbook.close()
    for table in tables:
        _say_goodbye(table)
    if ended.startswith("fork:"):
        play_on(tables[0].path, int(ended.removeprefix("fork:")))


def play_on(path: Path, at_s: int, *, scenario: str | None = None) -> None:
    """Fork a drill at a second and go on with the fork."""
    from tui.cli.judging import fork_journal, read_journal
    from tui.library import new_drill_path

    _, journal = read_journal(path)
    target = new_drill_path(journal.header.scenario.id)
    fork_journal(path, at=f"{at_s}s", output=target, scenario=scenario)
    run_table(partial(take_up, target, scenario), title=target.stem)


def _verdict(table: Table) -> Verdict:
    """The scorecard, and where the proof lies."""
    from scoring import judge
    from tui.verdict import Verdict

    drill: Any = table.session.drill
    card = judge(drill.journal(), table.content.scenario.model, table.content.runbook.model).to_json()
    table.path.with_suffix(".score").write_text(f"{card['total']:.0f}\n", encoding="utf-8")
    seal = f"Your journal: {table.path}. Prove it with: warroom verify {table.path}"
    return Verdict(card, seal, partial(_compared, table))


def _compared(table: Table) -> Comparison:
    """The reference run of the same form, judged; and one's own totals so far."""
    from tui.cli.reference import judged_reference
    from tui.verdict import Comparison

    header = table.session.drill.header
    return Comparison(judged_reference(table.content, header.form_seed), totals(header.scenario.id))


def _say_goodbye(table: Table) -> None:
    drill = table.session.drill
    if drill.over:
        print(f"Your drill: {table.path}\n  warroom score {table.path}\n  warroom verify {table.path}")
    else:
        again = f"warroom play {drill.header.scenario.id} --resume {table.path}"
        print(f"Your drill is kept: {table.path}\n  Go on with: {again}")


def unfinished() -> tuple[Path, ...]:
    """Journals of the drills folder that have no seal yet, newest first."""
    from tui.library import drills_folder

    folder = drills_folder()
    found = [path for path in folder.glob("*.jsonl") if not _is_sealed(path)] if folder.is_dir() else []
    return tuple(sorted(found, key=lambda path: path.stat().st_mtime, reverse=True))


def _is_sealed(path: Path) -> bool:
    from simulator.journal import ends_with_seal

    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - SEAL_BYTES))
        return ends_with_seal(stream.read())


def totals(scenario: str) -> tuple[str, ...]:
    """Totals of one's finished drills of a scenario, oldest first, as kept beside their journals at the debrief."""
    from tui.library import drills_folder

    kept = sorted(drills_folder().glob(f"{scenario}-*.score"), key=lambda path: path.stat().st_mtime)
    return tuple(path.read_text(encoding="utf-8").strip() for path in kept)


def open_lobby() -> None:
    """List scenarios and unfinished drills; play what is chosen, then come back."""
    from scenarios.catalog import load_scenario, scenario_ids
    from tui.app import run_lobby

    while True:
        scenarios = tuple(load_scenario(name).model for name in scenario_ids())
        choice = run_lobby(scenarios, unfinished(), {name: totals(name) for name in scenario_ids()})
        if choice is None:
            return
        if isinstance(choice, Path):
            run_table(partial(take_up, choice), title=choice.stem)
        else:
            opens = partial(sit_down, choice, seed=None, mode=Mode.PRACTICE, seat=Seat.IC, pace=1)
            run_table(opens, title=choice)
