"""Looking back at a drill in the terminal: its replay and its debrief, and playing on from a moment of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, cast

from simulator.errors import JournalError

if TYPE_CHECKING:
    from simulator.journal import Journal
    from tui.film import Film
    from tui.library import Content
    from tui.session import DrillLike
    from tui.verdict import Verdict


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


def read_debrief(path: Path) -> None:
    """Open the debrief of a finished drill again; where its reader wants to, play on from a moment of it.

    Raises:
        WarroomError: the journal or its content cannot be used, or the drill is not over.
    """
    from tui.cli.journals import read_journal
    from tui.cli.playing import go_on
    from tui.drafts import Drafts
    from tui.library import content_of
    from tui.screens.debrief import run_debrief
    from tui.trust import check_over

    raw, journal = read_journal(path)
    check_over(journal, name=str(path))
    content = content_of(journal.header, ask=f"warroom score {quote(str(path))} --scenario FILE")
    film = _film(journal, content)
    moment = cast("DrillLike", film.moment(len(film.entries), film.end_s))
    drafts = Drafts(path.with_suffix(".drafts.json"))
    ended = run_debrief(moment, film.rows, lambda: _judged_again(raw, journal, content, film, path), drafts)
    go_on(ended, path, journal.header)


def _judged_again(raw: bytes, journal: Journal, content: Content, film: Film, path: Path) -> Verdict:
    """The verdict on what a file holds, which is proved first.

    Raises:
        JournalError: the journal's inputs give other events.
    """
    from tui.cli.verdicts import verdict_on
    from tui.trust import UNPROVED, why_unproved

    why = why_unproved(raw, journal, name=str(path))
    verdict = verdict_on(journal, film.incident_at(len(film.entries)), content, path)
    return replace(verdict, remarks=(*verdict.remarks, f"This is {UNPROVED}: {why}.")) if why else verdict


def film_of(path: Path, scenario: str | None = None) -> Film:
    """A journal as a film.

    Raises:
        WarroomError: the journal or its content cannot be used.
    """
    from tui.cli.journals import read_journal
    from tui.library import content_of

    _, journal = read_journal(path)
    if not journal.entries:
        raise JournalError(f"{path}: nothing happened yet", hint="Play it first.")
    ask = f"warroom replay {quote(str(path))} --scenario FILE"
    return _film(journal, content_of(journal.header, scenario, ask=ask))


def _film(journal: Journal, content: Content) -> Film:
    from tui.film import Film

    return Film(journal.header, journal.entries, content.scenario.model, content.runbook.model)
