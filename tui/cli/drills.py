"""Drills: play, run, score, verify, replay, fork."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path

import typer

from tui.cli.begun import check_begun
from tui.cli.seating import BUNDLED_RUNBOOK


class Form(StrEnum):
    """How output is written."""

    TEXT = "text"
    JSON = "json"


class Bot(StrEnum):
    """The simulated players."""

    REFERENCE = "reference"
    SILENT = "silent"
    NOVICE = "novice"
    AVERAGE = "average"
    EXPERT = "expert"


class PlayMode(StrEnum):
    """What a drill at the keyboard counts for."""

    PRACTICE = "practice"
    EXAM = "exam"


def complete_scenario(incomplete: str) -> list[str]:
    """Scenario ids for the shell's completion."""
    from scenarios.catalog import scenario_ids

    return [name for name in scenario_ids() if name.startswith(incomplete)]


SCENARIO = typer.Argument(help="Id of a bundled scenario, or a path to a file.", autocompletion=complete_scenario)
JOURNAL = typer.Argument(help="A drill's journal (JSON Lines).")
RUNBOOK = typer.Option(BUNDLED_RUNBOOK, "--runbook", help="Id of a bundled runbook, or a path to a file.")
FORMAT = typer.Option(Form.TEXT, "--format", help="text for people, json for programs.")
SCENARIO_FILE = typer.Option(
    None, "--scenario", help="The scenario's file, when it is an own one that lies elsewhere now."
)
SCENARIO_FILES = typer.Option(
    [], "--scenario", help="The file of an own scenario, for the drills that it fits; may be given many times."
)
SEED = typer.Option(None, "--seed", min=1, help="Draws variant, names and chances; without it the canonical run.")


def play(
    context: typer.Context,
    scenario: str = typer.Argument(
        "", help="Id of a bundled scenario, or a path; without it the lobby.", autocompletion=complete_scenario
    ),
    seat: str | None = typer.Option(
        None, "--seat", help="The seat you begin in: ic, comms-lead, ...; default: your setting."
    ),
    seed: int | None = SEED,
    pace: int | None = typer.Option(
        None, "--pace", min=1, max=600, help="Drill seconds per second at the start; default: your setting."
    ),
    mode: PlayMode = typer.Option(
        PlayMode.PRACTICE, "--mode", help="practice gives findings while you write; exam none."
    ),
    resume: Path | None = typer.Option(None, "--resume", help="Go on with this unfinished journal."),
    focus: str | None = typer.Option(
        None, "--focus", help="Play one thing alone, 3 to 5 minutes: first15, update or close; or tour."
    ),
    extra_time: int = typer.Option(
        0, "--extra-time", min=0, max=300, help="More time in an exam, in percent: an accommodation, journalled."
    ),
    plain: bool = typer.Option(False, "--plain", help="Lines and prompts, for screen readers; the clock waits."),
    runbook: str = RUNBOOK,
) -> None:
    """Play a drill in the terminal.

    Close it whenever you like: it goes on where you left. Without a scenario the lobby opens.
    """
    if not (scenario or plain or focus or resume or runbook != BUNDLED_RUNBOOK):
        from tui.cli.lobbying import open_lobby

        open_lobby()
        return
    if resume is not None:
        check_begun(context, "seat", "seed", "pace", "mode", "focus", "extra_time")
    if plain:
        from tui.cli.speaking import play_plain

        play_plain(scenario, seat=seat or "ic", seed=seed, mode=mode.value, resume=resume, focus=focus, runbook=runbook)
        return
    from tui.cli.playing import play_drill

    play_drill(
        scenario, seat=seat, seed=seed, pace=pace, mode=mode.value, resume=resume, focus=focus,
        extra_time_pct=extra_time, runbook=runbook,
    )  # fmt: skip


def list_commands(wanted: bool) -> None:
    """Print every command that a file may give, instead of running anything."""
    if wanted:
        from tui.cli.running import command_list

        typer.echo(command_list())
        raise typer.Exit


def run(
    scenario: str = SCENARIO,
    bot: str | None = typer.Option(
        None,
        "--bot",
        help="Who plays, all simulated: reference, silent, novice, average, expert; spammer, overpromiser, hero, "
        "debater, late; or your own as MODULE:CLASS.",
    ),
    commands: Path | None = typer.Option(
        None,
        "--commands",
        help="Timed commands (YAML or JSON Lines) instead of a bot, e.g. commands: [{at: 4m, do: acknowledge_page}].",
    ),
    listed: bool = typer.Option(
        False,
        "--list-commands",
        callback=list_commands,
        is_eager=True,
        help="Print every command that such a file may give, with its fields, and stop.",
    ),
    seed: int | None = SEED,
    output: Path = typer.Option(
        ..., "-o", "--output", help="Where the journal goes; an existing file is not overwritten."
    ),
    runbook: str = RUNBOOK,
) -> None:
    """Run a drill without a person.

    A bot or a file of timed commands plays as fast as it can; the journal's mode is `simulated`. Exit 1 when a command
    of the file was refused, or its time never came.
    """
    from tui.cli.running import run_headless

    sys.exit(run_headless(scenario, bot=bot, commands=commands, seed=seed, output=output, runbook=runbook))


def score(
    journal: Path = JOURNAL,
    runbook: str | None = typer.Option(None, "--runbook", help="Judge by another runbook than the journal names."),
    scenario: str | None = SCENARIO_FILE,
    form: Form = FORMAT,
) -> None:
    """Judge a drill against the runbook.

    Every point comes with its evidence. Exit 1 when the drill fell short of a pass.
    """
    from tui.cli.judging import score_journal

    sys.exit(score_journal(journal, runbook=runbook, scenario=scenario, as_json=form is Form.JSON))


def verify(
    file: Path = typer.Argument(help="A drill's journal; or a certificate: its bundle, badge (JSON) or token (JWT)."),
    scenario: str | None = SCENARIO_FILE,
    scorecard: Path | None = typer.Option(None, "--scorecard", help="A scorecard (JSON) to recompute and compare."),
    replay: bool = typer.Option(True, "--replay/--no-replay", help="Play the inputs again and compare every byte."),
    issuer: Path | None = typer.Option(
        None, "--issuer", help="The issuer's document, had from the issuer; without it your own keys."
    ),
    contexts: Path | None = typer.Option(None, "--contexts", help="Folder with the published JSON-LD contexts."),
    at: str | None = typer.Option(None, "--at", help="Check dates as of this UTC moment, e.g. 2027-01-31T09:00:00Z."),
    form: Form = FORMAT,
) -> None:
    """Prove a journal or a certificate, offline.

    A journal: chain, replay and score. A certificate: signatures, issuer, dates, status, journals, and the same of each
    drill. Each is reported apart. Exit 0 all proved, 1 broken or unfinished, 3 not all checkable here.
    """
    from simulator.errors import WarroomError
    from tui.cli.journals import check_whole, is_certificate
    from tui.cli.judging import verify_journal

    check_whole(file)
    if is_certificate(file):
        from tui.cli.proving import verify_certificate

        sys.exit(
            verify_certificate(
                file, scenario=scenario, issuer=issuer, contexts=contexts, at=at, with_replay=replay,
                as_json=form is Form.JSON,
            )
        )  # fmt: skip
    for option, given in (("--issuer", issuer), ("--contexts", contexts), ("--at", at)):
        if given is not None:
            raise WarroomError(f"{file}: {option} goes with a certificate", hint=f"Leave {option} out for a journal.")
    sys.exit(
        verify_journal(file, scenario=scenario, scorecard=scorecard, with_replay=replay, as_json=form is Form.JSON)
    )


def replay(
    journal: Path = JOURNAL,
    scenario: str | None = SCENARIO_FILE,
    until: str | None = typer.Option(None, "--until", help="Stop at this drill time, e.g. 00:14:00."),
    form: Form = FORMAT,
) -> None:
    """Watch a drill again.

    Scrub, jump, look with a customer's eyes, fork and play on.

    Without a terminal, or with --until or --format json: print it line by line in UTC, what the war room could see.
    """
    if until is None and form is Form.TEXT and sys.stdin.isatty() and sys.stdout.isatty():
        from tui.cli.watching import watch

        watch(journal, scenario=scenario)
        return
    from tui.cli.judging import print_replay

    print_replay(journal, scenario=scenario, until=until, as_json=form is Form.JSON)


def fork(
    journal: Path = JOURNAL,
    at: str = typer.Option(..., "--at", help="Drill time to leave at, e.g. 00:14:00."),
    output: Path | None = typer.Option(None, "-o", "--output", help="Where the fork goes; default: the drills folder."),
    scenario: str | None = SCENARIO_FILE,
) -> None:
    """Begin a new drill as this one began.

    Up to a moment; play on from there with `warroom play --resume FILE`. A fork is never certified.
    """
    from tui.cli.judging import fork_journal

    fork_journal(journal, at=at, output=output, scenario=scenario)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for command in (play, run, score, verify, replay, fork):
        app.command()(command)
