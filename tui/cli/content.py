"""Content: scenarios, runbooks, blank artifacts, and what is installed where."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from tui.cli import authoring
from tui.cli.drills import FORMAT, SCENARIO, Form

scenario_app = typer.Typer(
    help="List, show, write and check scenario files.", no_args_is_help=True, rich_markup_mode=None
)
runbook_app = typer.Typer(help="Show, write and check runbooks.", no_args_is_help=True, rich_markup_mode=None)


@scenario_app.command("list")
def list_scenarios(form: Form = FORMAT) -> None:
    """List the bundled scenarios."""
    import json

    from scenarios.catalog import load_scenario, scenario_ids
    from simulator.vocabulary import Severity

    rows = []
    for name in scenario_ids():
        model = load_scenario(name).model
        severity = next(iter(model.variants.values())).truth.severity.value
        rows.append(
            {
                "id": model.id,
                "title": model.title,
                "family": model.family,
                "severity": severity,
                "minutes": model.minutes,
            }
        )
    if form is Form.JSON:
        typer.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for row in rows:
        typer.echo(f"{row['id']:22} {Severity(str(row['severity'])).title:6} {row['minutes']:>3} min  {row['title']}")


@scenario_app.command("show")
def show_scenario(
    scenario: str = SCENARIO,
    facilitator: bool = typer.Option(
        False, "--facilitator", help="With the hidden truth, the MSEL and expected actions."
    ),
    reader: authoring.Reader = typer.Option(
        authoring.Reader.PARTICIPANTS, "--for", help="Who reads it; facilitator is the same as --facilitator."
    ),
) -> None:
    """Show a scenario as Markdown.

    Spoilers are for the facilitator alone.
    """
    from scenarios.catalog import load_scenario
    from scenarios.handout import handout
    from simulator.cast import canonical_names

    model = load_scenario(scenario).model
    typer.echo(
        handout(model, canonical_names(model), facilitator=facilitator or reader is authoring.Reader.FACILITATOR)
    )


@scenario_app.command("lint")
def lint_scenario(
    files: list[str] = typer.Argument(help="Ids of bundled scenarios, or paths."),
    runbook: str = typer.Option("escalation", "--runbook", help="Id of a bundled runbook, or a path to a file."),
    form: Form = FORMAT,
) -> None:
    """Check that scenarios are sound.

    Finds what can never happen, be done, be known or be won. Each finding has its line, why it matters and how
    to mend it. Exit 1 when something is found, 2 when a file cannot be played.
    """
    from tui.cli.checking import lint

    sys.exit(lint(files, kind="scenario", as_json=form is Form.JSON, runbook=runbook))


@scenario_app.command("schema")
def scenario_schema() -> None:
    """Print the JSON Schema of scenario files."""
    from scenarios.schema import schema_text

    typer.echo(schema_text("scenario"), nl=False)


@runbook_app.command("show")
def show_runbook(runbook: str = typer.Argument("escalation", help="Id or path.")) -> None:
    """Show a runbook's clocks, rubric and approval matrix as text."""
    from scenarios.catalog import load_runbook
    from scenarios.handout import runbook_text

    typer.echo(runbook_text(load_runbook(runbook).model))


@runbook_app.command("lint")
def lint_runbook(files: list[str] = typer.Argument(help="Ids or paths."), form: Form = FORMAT) -> None:
    """Check that runbooks are sound.

    Finds what no drill could be played or judged by, and what would judge nonsense. Each finding has its line, why
    it matters and how to mend it. Exit 1 when something is found, 2 when a drill would stop there.
    """
    from tui.cli.checking import lint

    sys.exit(lint(files, kind="runbook", as_json=form is Form.JSON))


@runbook_app.command("keep")
def keep(file: str = typer.Argument(help="A runbook's file, as it was when drills were played by it.")) -> None:
    """Hand in a runbook that drills from elsewhere were played by.

    They can then be judged, verified and played again here. Runbooks of drills that were played here are kept anyway.
    """
    from tui.runbooks import keep_runbook

    kept = keep_runbook(file)
    typer.echo(f"{file}: " + (f"kept as {kept}" if kept else "this is the bundled runbook, which is always there"))


@runbook_app.command("schema")
def runbook_schema() -> None:
    """Print the JSON Schema of runbook files."""
    from scenarios.schema import schema_text

    typer.echo(schema_text("runbook"), nl=False)


def template(name: str | None = typer.Argument(None, help="Which artifact; without it, their names.")) -> None:
    """Print one of the runbook's blank artifacts."""
    from importlib.resources import files

    folder = files("scenarios").joinpath("artifacts")
    known = sorted(path.name.removesuffix(".md") for path in folder.iterdir() if path.name.endswith(".md"))
    if name is None:
        typer.echo("\n".join(known))
    elif name in known:
        typer.echo(folder.joinpath(f"{name}.md").read_text(encoding="utf-8"), nl=False)
    else:
        typer.echo(f"warroom: there is no template {name!r}\n  Known: {', '.join(known)}.", err=True)
        raise typer.Exit(2)


def doctor() -> None:
    """Say what is installed, and where data lies."""
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from tui.folders import data_folder

    folder = data_folder()
    typer.echo(f"warroom    {version('warroom')} on Python {platform.python_version()}, {platform.system()}")
    for package in ("textual", "simpy", "pydantic", "msgspec", "faker", "lark"):
        try:
            typer.echo(f"{package:10} {version(package)}")
        except PackageNotFoundError:
            typer.echo(f"{package:10} missing: run `make setup`")
    typer.echo(f"data       {folder}" + ("" if Path(folder).exists() else " (made at the first drill)"))


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    authoring.add_to(scenario_app)
    runbook_app.command("new")(authoring.new_runbook)
    app.add_typer(scenario_app, name="scenario")
    app.add_typer(runbook_app, name="runbook")
    app.command()(template)
    app.command()(doctor)
