"""Learning systems: statements for a learning record store, calendars, rosters."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path

import typer

from tui.cli.drills import SCENARIO, SCENARIO_FILE, SCENARIO_FILES

calendar_app = typer.Typer(help="Dates for calendars (.ics).", no_args_is_help=True)
OUT = typer.Option(None, "-o", "--output", help="A file instead of standard output; an existing file stays.")
GUESTS = typer.Option([], "--invite", help="A mail address; may be repeated. Needs --organizer.")
ORGANIZER = typer.Option("", "--organizer", help="The mail address that invites; answers go there.")


class Sheet(StrEnum):
    """How a list of people is written."""

    CSV = "csv"
    JSON = "json"


class XapiVersion(StrEnum):
    """Versions of the specification."""

    OLD = "1.0.3"
    NEW = "2.0.0"


def xapi(
    journals: list[Path] = typer.Argument(help="Drills' journals (JSON Lines)."),
    output: Path | None = OUT,
    lrs: str = typer.Option(
        "", "--lrs", help="Send them to this learning record store; $WARROOM_LRS_AUTH holds KEY:SECRET."
    ),
    version: XapiVersion = typer.Option(XapiVersion.OLD, "--xapi", help="Version of the specification."),
    criteria: bool = typer.Option(False, "--criteria", help="A statement for each criterion too."),
    home: str = typer.Option(
        "https://warroom.invalid", "--home", help="Address of your organisation, below which all ids lie."
    ),
    at: str | None = typer.Option(
        None, "--at", help="When the drills were over, e.g. 2026-12-01T09:00Z; else the time of the journal's file."
    ),
    simulated: bool = typer.Option(False, "--simulated", help="Take bots' drills too; they say so."),
    person: str = typer.Option("", "--person", help="Id of who played them: a drill alone does not say it."),
    scenario: list[str] = SCENARIO_FILES,
) -> None:
    """Write a drill's result as xAPI statements.

    Or send them to a learning record store. People appear under their ids: an exam names its candidate, a drill alone
    needs --person, a team is a group of its own. Sending twice makes no second record. Exit 1: a drill was left out.
    """
    from tui.cli.sharing import share_statements

    sys.exit(
        share_statements(
            journals, output, lrs, version=version.value, criteria=criteria, home=home, at=at, simulated=simulated,
            scenarios=scenario, person=person,
        )
    )  # fmt: skip


@calendar_app.command("drill")
def drill(
    scenario: str = SCENARIO,
    at: str = typer.Option(..., "--at", help="When it begins, with its zone: 2026-12-01T09:00Z."),
    minutes: int = typer.Option(
        0, "--minutes", min=0, max=1440, help="How long; without it the scenario's own length."
    ),
    guests: list[str] = GUESTS,
    organizer: str = ORGANIZER,
    output: Path | None = OUT,
) -> None:
    """Write the date of a drill.

    It tells nothing that the list of scenarios does not.
    """
    from tui.cli.sharing import drill_date

    drill_date(scenario, at, minutes, guests, organizer, output)


@calendar_app.command("postmortem")
def postmortem(
    journal: Path = typer.Argument(help="A drill in which a post-mortem was scheduled."),
    on: str | None = typer.Option(
        None, "--on", help="Day of the incident, 2026-12-01; else the day of the journal's file."
    ),
    time: str = typer.Option("10:00", "--time", help="Time of day in UTC."),
    guests: list[str] = GUESTS,
    organizer: str = ORGANIZER,
    output: Path | None = OUT,
    scenario: str | None = SCENARIO_FILE,
) -> None:
    """Write the post-mortem that a drill scheduled."""
    from tui.cli.sharing import postmortem_date

    postmortem_date(journal, on, time, guests, organizer, output, scenario)


@calendar_app.command("rollout")
def rollout(
    first: str = typer.Option(..., "--from", help="First day of the first week, e.g. 2026-12-07."),
    output: Path | None = OUT,
) -> None:
    """Write the twelve weeks of docs/rollout.md."""
    from tui.cli.sharing import rollout_dates

    rollout_dates(first, output)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(xapi)
    app.add_typer(calendar_app, name="calendar")
