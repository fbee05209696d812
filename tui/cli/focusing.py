"""Sets up a focal drill: a simulated player brings the room to the moment, then it is the trainee's."""

from __future__ import annotations

from itertools import count, islice
from typing import TYPE_CHECKING

from simulator.errors import ScenarioError
from simulator.vocabulary import Mode, Seat

if TYPE_CHECKING:
    from simulator.drill import Drill
    from simulator.journal import Entry
    from tui.cli.seating import Table
    from tui.focus import Focus
    from tui.library import Content

FORMS_TRIED = 24
"""A form may have no such moment: a false alarm has no close."""


def sit_down_to(scenario: str, focus_id: str, *, seed: int | None = None) -> Table:
    """Begin a focal drill; without a seed the next form that one has not practised on.

    Raises:
        ScenarioError: there is no such focal drill, or this form has no such moment.
    """
    from simulator.commands import BeginFocus
    from simulator.drill import Drill, feed
    from simulator.logbook import Logbook
    from tui.cli.seating import table_of
    from tui.focus import HOUSE
    from tui.folders import new_drill_path
    from tui.library import header_for, load_content

    focus = focus_named(focus_id)
    content = load_content(scenario)
    path = new_drill_path(content.scenario.model.id, focus=True)
    number = int(path.stem.rsplit("-", 1)[1])
    form, at_s, before = _moment(content, focus, seed, number)
    header = header_for(content, drill=path.stem, seed=form, mode=Mode.PRACTICE, attempt=number)
    drill = Drill(header, content.kit)
    feed(drill, [_by(HOUSE, one) for one in before])
    drill.advance_to(at_s)
    _begin(drill, BeginFocus(focus=focus.id))
    logbook = Logbook.create(path, header)
    logbook.write(drill.entries)
    return table_of(drill, logbook, content, path, Seat.IC, focus.speed)


def focus_named(name: str) -> Focus:
    """A focal drill by its id.

    Raises:
        ScenarioError: there is none of that name.
    """
    from tui.focus import FOCI, TOUR

    known = {**FOCI, TOUR.id: TOUR}
    if name not in known:
        raise ScenarioError(f"there is no short drill {name!r}", hint=f"Known: {', '.join(known)}.")
    return known[name]


def _begin(drill: Drill, command: object) -> None:
    number = sum(1 for entry in drill.entries if entry.command_id) + 1
    drill.submit(command, who=drill.player, seat=Seat.IC, command_id=f"c{number}")  # type: ignore[arg-type]


def _by(who: str, entry: Entry) -> Entry:
    """An input as somebody else's."""
    from msgspec import structs

    return structs.replace(entry, who=who)


def _moment(content: Content, focus: Focus, seed: int | None, number: int) -> tuple[int | None, int, list[Entry]]:
    """A form that has the moment: its seed, the moment, and the reference player's inputs up to it."""
    from tui.cli.journals import read_journal
    from tui.cli.reference import reference_of
    from tui.focus import FOCI

    if focus.begins(()) == 0:
        return (seed if seed is not None or focus.id not in FOCI else number), 0, []
    for form in [seed] if seed is not None else islice(count(number), FORMS_TRIED):
        _, journal = read_journal(reference_of(content, form))
        at_s = focus.begins(journal.entries)
        if at_s is not None:
            return form, at_s, [one for one in journal.entries if one.command_id and one.at_s <= at_s]
    raise ScenarioError(
        f"{content.scenario.model.id}: this form has no moment for “{focus.title}”", hint="Give another --seed."
    )
