"""What leaves the room: reports, artifacts, regrades, records over many drills."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path

import typer

from tui.cli.drills import FORMAT, SCENARIO_FILE, SCENARIO_FILES, Form


class For(StrEnum):
    """Whom a report is for."""

    PARTICIPANTS = "participants"
    FACILITATORS = "facilitators"


class Sheet(StrEnum):
    """How a record over many drills is written."""

    TEXT = "text"
    HTML = "html"
    CSV = "csv"
    JSON = "json"


FOLDER = typer.Argument(None, help="A folder of drills' journals; without it, the drills in your data directory.")
SHEET = typer.Option(Sheet.TEXT, "--format", help="text for people, html for a page, csv for a sheet, json.")


def report(
    journal: Path = typer.Argument(help="A drill's journal (JSON Lines), or a hosted drill's id."),
    output: Path | None = typer.Option(
        None, "-o", "--output", help="x.html, x.pdf, x.md or x.json; the ending decides. An existing file stays."
    ),
    edition: For = typer.Option(
        For.PARTICIPANTS, "--for", help="facilitators: with what the scenario hid; participants: without."
    ),
    artifacts: Path | None = typer.Option(
        None, "--artifacts", help="Also write the runbook's artifacts (record, log, updates, ...) into this folder."
    ),
    runbook: str | None = typer.Option(None, "--runbook", help="Judge by another runbook than the journal names."),
    scenario: str | None = SCENARIO_FILE,
    held: str | None = typer.Option(None, "--on", help="Day of the debrief (YYYY-MM-DD): dates of the plan count on."),
    owner: str = typer.Option("", "--owner", help="Who owns the plan's training; without it, the seat."),
    what_if: bool = typer.Option(
        False, "--what-if", help="Also say what decisions were worth; plays the drill again a hundred times or so."
    ),
    store: str | None = typer.Option(None, "--store", help="Where a hosted drill is; default: your own store."),
    force: bool = typer.Option(False, "--force", help="Overwrite existing files."),
) -> None:
    """Write a drill's report and its artifacts.

    One HTML file without network or scripts, a PDF, Markdown or JSON.
    """
    from tui.cli.debriefing import write_report

    sys.exit(
        write_report(
            journal, output, edition=edition.value, artifacts=artifacts, runbook=runbook, scenario=scenario,
            held=held, owner=owner, what_if=what_if, force=force, store=store,
        )
    )  # fmt: skip


def regrade(
    journals: list[Path] = typer.Argument(help="Drills' journals (JSON Lines)."),
    runbook: str = typer.Option(..., "--runbook", help="The other runbook: an id or a path to a file."),
    scenario: list[str] = SCENARIO_FILES,
    form: Form = FORMAT,
) -> None:
    """Judge old drills by another runbook, old beside new.

    Nothing is overwritten. Exit 2 when a journal cannot be judged; the others are shown.
    """
    from tui.cli.debriefing import regrade_journals

    sys.exit(regrade_journals(journals, runbook=runbook, scenarios=scenario, as_json=form is Form.JSON))


def history(
    folder: Path | None = FOLDER,
    person: str | None = typer.Option(None, "--person", help="Only this person's id."),
    scenario: list[str] = SCENARIO_FILES,
    form: Sheet = SHEET,
    output: Path | None = typer.Option(None, "-o", "--output", help="A file instead of standard output."),
) -> None:
    """Look back over drills, person by person.

    IC cadence kept, timeline completeness, post-mortem timeliness, action closure.
    """
    from tui.cli.trending import print_history

    print_history(folder, person=person, scenarios=scenario, form=form.value, output=output)


def team_report(
    folder: Path | None = FOLDER,
    simulated: bool = typer.Option(False, "--simulated", help="Look at bots' drills; the report says so."),
    scenario: list[str] = SCENARIO_FILES,
    form: Sheet = SHEET,
    output: Path | None = typer.Option(None, "-o", "--output", help="A file instead of standard output."),
) -> None:
    """Sum up a team's drills by the runbook's metrics.

    Nobody is named; fewer than five people are hidden. Exit 3 then.
    """
    from tui.cli.trending import print_team

    sys.exit(print_team(folder, simulated=simulated, scenarios=scenario, form=form.value, output=output))


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(report)
    app.command()(regrade)
    app.command()(history)
    app.command("team-report")(team_report)
