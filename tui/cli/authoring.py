"""The authoring kit: begin a scenario, let bots play it, and carry its injects to a spreadsheet and back."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tui.cli.drills import FORMAT, RUNBOOK, SCENARIO, Bot, Form

if TYPE_CHECKING:
    from simulator.errors import WarroomError

EXIT_NOT_HERE = 3
EVERY_BOT = ",".join(bot.value for bot in Bot)


class Reader(StrEnum):
    """For whom a scenario is shown."""

    FACILITATOR = "facilitator"
    PARTICIPANTS = "participants"


class Starter(StrEnum):
    """What kind of incident a new scenario is about."""

    AVAILABILITY = "availability"
    SECURITY = "security"
    INTEGRATION = "integration"
    DATA = "data"


def new(
    name: str = typer.Argument(
        metavar="ID", help="The new scenario's id: a small letter, then small letters, digits, - and _."
    ),
    output: Path | None = typer.Option(None, "--output", "-o", help="Where to write it; ID.yaml when absent."),
    kind: Starter = typer.Option(Starter.AVAILABILITY, "--class", help="The incident's class."),
    force: bool = typer.Option(False, "--force", help="Overwrite without asking."),
) -> None:
    """Write a commented scenario to start from.

    It loads, lints clean and can be played; then make it yours.
    """
    from scenarios.starter import starter_text

    text = starter_text(kind.value, name)
    path = output or Path(f"{name}.yaml")
    write_new(path, text, force=force)
    typer.echo(f"{path}: edit it, then `warroom scenario lint {path}` and `warroom scenario dry-run {path}`", err=True)


def new_runbook(
    name: str = typer.Argument(metavar="ID", help="The new runbook's id: lower case, digits and hyphens."),
    output: Path | None = typer.Option(None, "--output", "-o", help="Where to write it; ID.yaml when absent."),
    force: bool = typer.Option(False, "--force", help="Overwrite without asking."),
) -> None:
    """Write the bundled runbook as a file of your own, to start from.

    It lints clean and judges as the bundled one does; then make it yours.
    """
    from scenarios.starter import runbook_starter

    text = runbook_starter(name)
    path = output or Path(f"{name}.yaml")
    write_new(path, text, force=force)
    typer.echo(f"{path}: edit it, then `warroom runbook lint {path}` and `--runbook {path}`", err=True)


def write_new(path: Path, text: str, *, force: bool) -> None:
    """Write a file to start from; one that is there is kept unless its owner says otherwise."""
    if path.exists() and not force and not (sys.stdin.isatty() and typer.confirm(f"{path} is there; overwrite it?")):
        typer.echo(
            f"warroom: {path}: there is a file already\n  Choose another name with -o, or give --force.", err=True
        )
        raise typer.Exit(2)
    _write(path, text.encode())


def dry_run(
    scenario: str = SCENARIO,
    seeds: int = typer.Option(3, "--seeds", min=1, max=1_000, help="Drills of each bot on each variant."),
    bots: str = typer.Option(EVERY_BOT, "--bots", help="Who plays, separated by commas."),
    workers: int = typer.Option(0, "--workers", min=0, max=64, help="Processes; 0 = one for each processor."),
    runbook: str = RUNBOOK,
    form: Form = FORMAT,
) -> None:
    """Let every bot play every variant.

    Says what fired, what could be earned and what nobody wins. Exit 1 on a flag.
    """
    import os

    from tui.cli.rehearsing import rehearse

    names = list(dict.fromkeys(bot.strip() for bot in bots.split(",") if bot.strip()))
    processes = workers or os.cpu_count() or 1
    sys.exit(rehearse(scenario, runbook=runbook, bots=names, seeds=seeds, workers=processes, as_json=form is Form.JSON))


def export_msel(
    scenario: str = SCENARIO,
    output: Path = typer.Option(..., "--output", "-o", help="A .csv or .xlsx file."),
    force: bool = typer.Option(False, "--force", help="Overwrite without asking."),
) -> None:
    """Write the list of injects (the MSEL) as a spreadsheet."""
    from scenarios.catalog import load_scenario
    from scenarios.msel import export_rows, write_sheet
    from scenarios.msel.sheet import MissingPartError

    if output.exists() and not force:
        typer.echo(f"warroom: {output}: there is a file already\n  Choose another name, or give --force.", err=True)
        raise typer.Exit(2)
    model = load_scenario(scenario).model
    try:
        sheet = write_sheet(export_rows(model), output.name)
    except MissingPartError as error:
        raise _not_here(error) from None
    _write(output, sheet)
    typer.echo(f"{output}: {len(model.injects)} injects", err=True)


def import_msel(
    sheet: Path = typer.Argument(help="A .csv or .xlsx file with one inject a row."),
    into: str = typer.Option(..., "--into", help="The scenario whose injects the sheet replaces: an id or a path."),
    output: Path = typer.Option(..., "--output", "-o", help="The new scenario file."),
    force: bool = typer.Option(False, "--force", help="Overwrite without asking."),
) -> None:
    """Read the injects of a spreadsheet into a scenario.

    The scenario's comments and all the rest stay as they are.
    """
    from scenarios.msel import import_sheet
    from scenarios.msel.sheet import MissingPartError

    if output.exists() and not force:
        typer.echo(f"warroom: {output}: there is a file already\n  Choose another name, or give --force.", err=True)
        raise typer.Exit(2)
    try:
        done = import_sheet(sheet, into)
    except MissingPartError as error:
        raise _not_here(error) from None
    _write(output, done.text.encode())
    for note in done.notes:
        typer.echo(f"warroom: {note}", err=True)
    typer.echo(f"{output}: {done.changed} changed, {done.added} added, {done.removed} removed", err=True)


def _not_here(error: WarroomError) -> typer.Exit:
    """Say which part is missing."""
    typer.echo(f"warroom: {error}\n  {error.hint}", err=True)
    return typer.Exit(EXIT_NOT_HERE)


def _write(path: Path, content: bytes) -> None:
    """Write a file.

    Raises:
        ScenarioError: it cannot be written.
    """
    from simulator.errors import ScenarioError
    from tui.folders import write_whole

    try:
        write_whole(path, content, force=True)
    except OSError as error:
        raise ScenarioError(f"{path}: {error.strerror}", hint="Choose another name or folder.") from None


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("new")(new)
    app.command("dry-run")(dry_run)
    app.command("export-msel")(export_msel)
    app.command("import-msel")(import_msel)
