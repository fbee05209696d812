"""Texts and terms on their own: grade an update, a brief or a post-mortem, calculate a credit."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from tui.cli.drills import FORMAT, Form

grade_app = typer.Typer(
    help="Read a text with the eyes that judge drills.", no_args_is_help=True, rich_markup_mode=None
)
TEXT = typer.Argument(help="A text file, or - for standard input.")
AT = typer.Option(None, "--at", help="UTC stamp of the text, e.g. 2026-03-10T14:05:00Z; relative times count from it.")


@grade_app.command("update")
def grade_update(
    file: Path = TEXT,
    at: str | None = AT,
    final: bool | None = typer.Option(
        None,
        "--final/--open",
        help="Judge it as the closing update, or as one of a running incident; unset, it decides.",
    ),
    form: Form = FORMAT,
) -> None:
    """Read a customer update.

    Says what is there, what is missing, and which words decided it.
    """
    from tui.cli.grading import grade

    sys.exit(grade("update", file, at=at, final=final, as_json=form is Form.JSON))


@grade_app.command("brief")
def grade_brief(file: Path = TEXT, at: str | None = AT, form: Form = FORMAT) -> None:
    """Read an executive brief.

    Looks for impact, status, confidence, decisions asked and the next brief.
    """
    from tui.cli.grading import grade

    sys.exit(grade("brief", file, at=at, final=None, as_json=form is Form.JSON))


@grade_app.command("postmortem")
def grade_postmortem(file: Path = TEXT, at: str | None = AT, form: Form = FORMAT) -> None:
    """Read a post-mortem.

    Looks at sections, timeline, impact, factors, actions and blame.
    """
    from tui.cli.grading import grade

    sys.exit(grade("postmortem", file, at=at, final=None, as_json=form is Form.JSON))


def credit(
    fee: str = typer.Option(..., "--fee", help="Monthly fee of the affected product, e.g. 40000.00."),
    down_minutes: int = typer.Option(
        ..., "--down-minutes", min=0, help="Down minutes under the contract's definition."
    ),
    month: str = typer.Option(..., "--month", help="Calendar month in UTC, e.g. 2026-03."),
    sla: str = typer.Option("standard", "--sla", help="Schedule of the runbook, e.g. gold or standard."),
    goodwill: str | None = typer.Option(None, "--goodwill", help="A goodwill amount instead: who may approve it."),
    runbook: str = typer.Option("escalation", "--runbook", help="Id of a bundled runbook, or a path to a file."),
    form: Form = FORMAT,
) -> None:
    """Calculate a service credit.

    To the cent, with the rule's version, its inputs, and who may approve it.
    """
    from tui.cli.grading import quote_credit

    quote_credit(fee, down_minutes, month, sla=sla, goodwill=goodwill, runbook=runbook, as_json=form is Form.JSON)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.add_typer(grade_app, name="grade")
    app.command()(credit)
