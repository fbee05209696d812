"""The commands and their help; each imports what it needs when it is called."""

from __future__ import annotations

import sys

import typer

from tui.cli import analysing, certifying, content, drills, examining, hosting, learning, replaying, reporting, texts

app = typer.Typer(
    name="warroom",
    help="Rehearse the incidents that cost companies their customers: play, be judged, prove the score.",
    no_args_is_help=False,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
drills.add_to(app)
content.add_to(app)
texts.add_to(app)
replaying.add_to(app)
analysing.add_to(app)
reporting.add_to(app)
hosting.add_to(app)
certifying.add_to(app)
examining.add_to(app)
learning.add_to(app)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        from scoring.version import judge_name
        from simulator.journal import ENGINE

        typer.echo(f"warroom {version('warroom')} ({ENGINE}, {judge_name()})")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def lobby(
    context: typer.Context,
    version: bool = typer.Option(
        False, "--version", help="Print the version, with engine and judge, and end.", callback=_version, is_eager=True
    ),
) -> None:
    """Rehearse the incidents that cost companies their customers: play, be judged, prove the score."""
    if context.invoked_subcommand is not None:
        return
    if sys.stdin.isatty() and sys.stdout.isatty():
        from tui.cli.lobbying import open_lobby

        open_lobby()
    else:
        typer.echo(context.get_help())
