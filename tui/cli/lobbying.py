"""The lobby at the terminal: choose, play what was chosen, and come back."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import WarroomError
from simulator.vocabulary import Mode, Seat
from tui.folders import drills_folder, settings_path
from tui.settings import Settings, load_settings, save_settings

if TYPE_CHECKING:
    from tui.lobby import Hall
    from tui.record import Played
    from tui.rows import Row


def open_lobby() -> None:
    """Show the lobby; play what is chosen, then come back.

    Raises:
        WarroomError: there is no terminal, or a bundled scenario cannot be read.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        hint = "Lines and prompts instead: warroom play SCENARIO --plain. Scenarios: warroom scenario list."
        raise WarroomError("the lobby needs a terminal", hint=hint)
    from tui.screens.lobby import LobbyApp

    word = kind = ""
    while True:
        own = load_settings(settings_path())
        begins_at = "history:" if kind == "debrief" and not word else ""
        choice = LobbyApp(partial(hall_of, word), Record(), own, begins_at).run()
        if not choice:
            return
        kind, _, name = choice.partition(":")
        if kind == "failed":
            raise WarroomError(name)
        try:
            word = ""
            _play(kind, name, load_settings(settings_path()))
        except WarroomError as error:
            word = f"✗ {error}" + (f". {error.hint}" if error.hint else "")


def _play(kind: str, name: str, own: Settings) -> None:
    """Do what was chosen."""
    from tui.cli.playing import run_focus, run_table
    from tui.cli.seating import earlier_drill, last_played, sit_down, take_up

    if kind == "play":
        opens = partial(sit_down, name, seed=_next_form(name), mode=Mode.PRACTICE, seat=Seat(own.seat), pace=own.pace)
        run_table(opens, title=name, earlier=partial(earlier_drill, name, Mode.PRACTICE.value))
    elif kind == "resume":
        run_table(partial(take_up, Path(name)), title=Path(name).stem)
    elif kind == "exam":
        scenario, _, pct = name.partition(":")
        opens = partial(
            sit_down,
            scenario,
            seed=_next_form(scenario),
            mode=Mode.EXAM,
            seat=Seat(own.seat),
            pace=1,
            extra_time_pct=int(pct),
        )
        run_table(opens, title=scenario, earlier=partial(earlier_drill, scenario, Mode.EXAM.value))
    elif kind == "focus":
        focus, _, scenario = name.partition(":")
        run_focus(scenario or last_played(), focus)
    elif kind == "tour":
        take_tour()
    else:
        _look_back(kind, name)


def _look_back(kind: str, name: str) -> None:
    """Read a debrief again, watch the reference, or put a drill away."""
    from tui.cli.shadowing import watch_reference
    from tui.cli.watching import read_debrief
    from tui.shelf import put_away

    if kind == "debrief":
        read_debrief(Path(name))
    elif kind == "reference":
        watch_reference(name, _last_form(name))
    elif kind == "away":
        try:
            put_away(Path(name))
        except OSError as error:
            raise WarroomError(f"{name}: {error.strerror}", hint="It stays on the list.") from None


def _next_form(scenario: str) -> int | None:
    """The canonical form at first, then another one each time."""
    from tui.shelf import totals

    so_far = totals(scenario)
    return len(so_far.practice) + len(so_far.exam) or None


def _last_form(scenario: str) -> int | None:
    """The form that one finished last; the canonical one when there is none."""
    from tui.cli.journals import read_journal
    from tui.shelf import OWN_MODES, finished

    found = [path for mode in OWN_MODES for path in finished(scenario, mode)]
    newest = max(found, key=lambda path: path.stat().st_mtime, default=None)
    return read_journal(newest)[1].header.form_seed if newest is not None else None


def take_tour() -> None:
    """Play the tour, and remember that it was taken."""
    from contextlib import suppress

    from scenarios.catalog import TOUR
    from tui.cli.playing import run_focus

    with suppress(OSError):
        save_settings(settings_path(), replace(load_settings(settings_path()), toured=True))
    run_focus(TOUR, "tour", seed=None)


def hall_of(word: str = "") -> Hall:
    """Everything that the lobby offers.

    Raises:
        WarroomError: a bundled scenario cannot be read.
    """
    from scenarios.catalog import TOUR, load_scenario, scenario_ids
    from tui.focus import FOCI
    from tui.lobby import Hall, offer_of, short_of, unfinished_of
    from tui.shelf import count_finished, totals, waiting

    models = [load_scenario(name).model for name in scenario_ids()]
    titles = {TOUR: "The tour", **{one.id: one.title for one in models}}
    offers = tuple(offer_of(one, totals(one.id)) for one in models)
    return Hall(
        offers=offers,
        unfinished=tuple(unfinished_of(one, titles) for one in waiting()),
        shorts=tuple(short_of(one) for one in FOCI.values()),
        settings=load_settings(settings_path()),
        played=count_finished(),
        word=word,
    )


class Record:
    """Reads one's own record when the lobby asks."""

    def history(self) -> tuple[Row, ...]:
        """Drills with totals and trend."""
        from scoring.trends.person import individual
        from tui.record import history_rows

        played = _played()
        own = [one.measure for one in played if not one.fork]
        return history_rows(played, individual(own), _titles())

    def certificate(self) -> tuple[Row, ...]:
        """Exams against the rules."""
        from scoring.certificates.standing import Rules
        from tui.record import Wanted, progress_rows

        rules = Rules()
        wanted = Wanted(rules.least_drills, rules.least_families, rules.least_per_family, rules.least_unseen)
        exams = [one.measure for one in _played() if one.measure.mode == Mode.EXAM and one.measure.finished]
        return progress_rows([*exams], wanted, _standings())


def _titles() -> dict[str, str]:
    from scenarios.catalog import load_scenario, scenario_ids

    return {name: load_scenario(name).model.title for name in scenario_ids()}


def _played() -> list[Played]:
    """One's own drills in the drills folder; those that bots played or others sat are left out."""
    from tui.library import PLAYER
    from tui.measures import measures_of
    from tui.record import Played
    from tui.shelf import OWN_MODES, is_fork

    folder = drills_folder()
    if not folder.is_dir():
        return []
    found, _ = measures_of(folder, lambda done, of: None)
    own = [one for one in found if one.mode in OWN_MODES and one.person == PLAYER and one.finished]
    paths = [folder / f"{one.drill}.jsonl" for one in own]
    return [Played(str(path), one, is_fork(path)) for path, one in zip(paths, own, strict=True)]


def _standings() -> list[tuple[str, tuple[str, ...]]]:
    """What is wanting for each candidate of the examiner's folder on this machine, where there is one."""
    from scoring.certificates.standing import rules_of, standing_of
    from tui.cli.exams import examiner_of
    from tui.cli.marks import marks_of

    examiner = examiner_of(None)
    if not examiner.exists:
        return []
    found = []
    for person in examiner.people():
        try:
            ledger, marks = examiner.ledger(person), marks_of(examiner, person)
            standing = standing_of(marks.facts, ledger, rules_of(ledger))
            found.append((ledger.name, (*marks.unmarked, *standing.wanting)))
        except WarroomError as error:  # one dossier that cannot be read does not hide the others
            found.append((person, (str(error),)))
    return found
