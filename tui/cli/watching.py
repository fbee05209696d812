"""Watching a drill again in the terminal, and playing on from a moment of it."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from simulator.errors import JournalError

if TYPE_CHECKING:
    from tui.film import Film


def watch(path: Path, *, scenario: str | None = None, why: str = "") -> None:
    """Show a drill's replay; where its viewer wants to, play on from a moment of it.

    Raises:
        WarroomError: the journal or its content cannot be used.
    """
    from tui.cli.playing import play_on
    from tui.screens.replay import run_replay

    at_s = run_replay(film_of(path, scenario), why=why)
    if at_s is not None:
        play_on(path, at_s, scenario=scenario)


def film_of(path: Path, scenario: str | None = None) -> Film:
    """A journal as a film.

    Raises:
        WarroomError: the journal or its content cannot be used.
    """
    from tui.cli.journals import read_journal
    from tui.film import Film
    from tui.library import content_of

    _, journal = read_journal(path)
    if not journal.entries:
        raise JournalError(f"{path}: nothing happened yet", hint="Play it first.")
    ask = f"warroom replay {quote(str(path))} --scenario FILE"
    content = content_of(journal.header, scenario, ask=ask)
    return Film(journal.header, journal.entries, content.scenario.model, content.runbook.model)
