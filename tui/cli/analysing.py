"""`whatif` and `calibrate`: what decisions were worth, and how far scores of many simulated drills can be trusted."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from simulator.harmless import flat
from tui.cli.drills import FORMAT, SCENARIO_FILE, SCENARIO_FILES, Form
from tui.cli.progress import Bar

if TYPE_CHECKING:
    from scenarios.catalog import Loaded
    from simulator.scenario import Scenario
    from tui.reports import Case

JOURNAL = typer.Argument(help="A finished drill's journal.", metavar="DRILL")


def whatif(
    journal: Path = JOURNAL,
    noise: int = typer.Option(8, "--noise", min=0, max=200, help="Noise seeds for each decision that is shown."),
    at: str | None = typer.Option(
        None, "--at", help="Also: the best that the expert player finds from here, 00:14:00."
    ),
    scenario: str | None = SCENARIO_FILE,
    form: Form = FORMAT,
) -> None:
    """Say what each decision was worth.

    Plays the drill again without each of them, in the same world, and ranks what cost and what saved most.
    """
    from scoring.analysis.handover import RUNS, best_from, check_moment
    from scoring.analysis.whatif import World, examine
    from scoring.analysis.whatif_text import render, to_json
    from tui.cli.journals import read_journal
    from tui.cli.judging import parse_moment_s
    from tui.library import world_of

    _, read = read_journal(journal)
    at_s = None if at is None else parse_moment_s(at)
    if at_s is not None:
        check_moment(read, at_s)
    kit = world_of(read.header, scenario)
    result = examine(read, kit, noise=noise, progress=Bar("courses"))
    best = None
    if at_s is not None:
        bar = Bar("hand-overs")
        best = best_from(World(read, kit), at_s, progress=lambda done: bar(done, RUNS))
    if form is Form.JSON:
        print(json.dumps(to_json(result, read, best), indent=2, ensure_ascii=False))
    else:
        print(render(result, read, best))


def calibrate(
    scenarios: list[str] = typer.Argument(help="Ids of bundled scenarios, or paths to files.", metavar="SCENARIO"),
    players: str = typer.Option(
        "-1.5:1.5:20", "--players", help="Levels (novice,average,expert), or a grid of abilities FROM:TO:COUNT."
    ),
    drills: int = typer.Option(
        200,
        "--drills",
        min=4,
        max=1_000_000,
        help="Drills per scenario, rounded up: every player plays the same forms, two at least.",
    ),
    workers: int = typer.Option(0, "--workers", min=0, max=512, help="Processes; 0 = one for each processor."),
    scheduler: str | None = typer.Option(None, "--scheduler", help="A Dask scheduler instead, e.g. tcp://HOST:8786."),
    output: Path | None = typer.Option(None, "-o", "--output", help="Write the figures as JSON here."),
    resume: Path | None = typer.Option(
        None, "--resume", help="Keep finished drills in this file and go on from it; default beside the output."
    ),
    runbook: list[str] = typer.Option(
        [], "--runbook", help="Rules to play and judge by; given twice, the two are compared on the same seeds."
    ),
    form: Form = FORMAT,
) -> None:
    """Measure how hard forms are and how noisy scores are.

    Simulated agents play; what comes out says nothing about people.
    """
    from tui.cli.calibrating import run_calibration

    run_calibration(
        scenarios, players=players, drills=drills, workers=workers, scheduler=scheduler, output=output, resume=resume,
        runbooks=runbook, as_json=form is Form.JSON, bar=Bar,
    )  # fmt: skip


def curve(
    drills: list[Path] = typer.Argument(help="One player's journals, oldest first.", metavar="DRILL"),
    among: list[Path] = typer.Option([], "--among", help="A journal of the population; may be given many times."),
    scenario: list[str] = SCENARIO_FILES,
    form: Form = FORMAT,
) -> None:
    """Place one player's drills among others of the same kind.

    People among people, simulated agents among simulated agents; a percentile only from ten drills on, and with n.
    """
    from dataclasses import asdict

    from scenarios.catalog import load_scenario
    from scoring.analysis.curve import Result, render
    from scoring.analysis.curve import curve as place

    bar, given = Bar("drills judged"), [load_scenario(name) for name in scenario]
    mine, others = _once(drills), _once(among)
    results = [Result.of(_judged(path, given).card) for path in _counted([*mine, *others], bar)]
    points = place(results[: len(mine)], results[len(mine) :])
    if form is Form.JSON:
        print(json.dumps([asdict(point) for point in points], indent=2, ensure_ascii=False))
    else:
        print(render(points))


def _counted(paths: list[Path], bar: Bar) -> Iterator[Path]:
    for done, path in enumerate(paths, 1):
        yield path
        bar(done, len(paths))


def _once(paths: Sequence[Path]) -> list[Path]:
    """Each drill once; a copy is named on stderr."""
    from tui.cli.journals import read_journal
    from tui.copies import copies_in, mark_of, repeated

    copies = copies_in(Path(), {str(path): mark_of(*read_journal(path)) for path in paths})
    for copy, of in copies.items():
        print(flat(f"warroom: left out: {repeated(copy, of)}"), file=sys.stderr)
    return [path for path in dict.fromkeys(paths) if str(path) not in copies]


def _judged(path: Path, given: Sequence[Loaded[Scenario]]) -> Case:
    """One drill that is over and is what was played, judged."""
    from tui.cli.journals import read_journal
    from tui.reports import open_one
    from tui.trust import check_over, check_sound

    raw, journal = read_journal(path)
    check_over(journal, name=str(path))
    case = open_one(path, journal, given)
    check_sound(raw, journal, name=str(path), given=given)
    return case


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for command in (whatif, calibrate, curve):
        app.command()(command)
