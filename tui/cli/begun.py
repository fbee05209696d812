"""What was chosen when a drill was begun stays as it is when it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import ScenarioError

if TYPE_CHECKING:
    import typer


def check_begun(context: typer.Context, *names: str) -> None:
    """Refuse choices of a beginning beside `--resume`, instead of leaving them aside in silence.

    Args:
        context: Of the command at hand.
        names: Its parameters that are chosen at the beginning only.

    Raises:
        ScenarioError: one of them was given on the command line.
    """
    source = context.get_parameter_source
    given = [f"--{name.replace('_', '-')}" for name in names if getattr(source(name), "name", "") == "COMMANDLINE"]
    if given:
        words = " and ".join(given)
        raise ScenarioError(f"what goes on keeps the {words} that it was begun with", hint=f"Leave {words} out.")
