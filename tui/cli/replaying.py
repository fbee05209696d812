"""Shadow the reference: watch how it could have gone, and take over at any moment."""

from __future__ import annotations

import typer

from tui.cli.drills import SCENARIO, SEED


def shadow(scenario: str = SCENARIO, seed: int | None = SEED) -> None:
    """Watch the reference run of a variant that you have finished.

    Take over at any moment with `f`: a fork begins there, and it is yours.
    """
    from tui.cli.shadowing import watch_reference

    watch_reference(scenario, seed)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(shadow)
