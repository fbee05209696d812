"""The reference run of a form, for those who have finished its variant."""

from __future__ import annotations

import sys

from simulator.errors import ScenarioError
from simulator.harmless import flat


def finished_variants(scenario: str) -> frozenset[str]:
    """The variants of a scenario that one has played to the end, alone or in a team whose debrief one has read."""
    from simulator.errors import WarroomError
    from simulator.events import DrillStarted
    from tui.cli.journals import read_journal
    from tui.folders import drills_folder, journals_in
    from tui.shelf import first_line

    found = set()
    for path in journals_in(drills_folder()):
        try:
            played = first_line(path).get("scenario")
            if not isinstance(played, dict) or played.get("id") != scenario:
                continue
            _, journal = read_journal(path)
        except (WarroomError, OSError) as error:
            print(flat(f"warroom: left out: {error}"), file=sys.stderr)
            continue
        first = journal.entries[0].event if journal.entries else None
        if journal.finished and isinstance(first, DrillStarted):
            found.add(first.variant)
    return frozenset(found)


def watch_reference(scenario: str, seed: int | None) -> None:
    """Watch the reference run of a variant that one has finished.

    Raises:
        WarroomError: the variant is not finished, or there is no terminal.
    """
    from simulator.variants import choose_variant
    from tui.cli.reference import reference_of
    from tui.cli.watching import watch
    from tui.library import load_content

    content = load_content(scenario)
    model = content.scenario.model
    if choose_variant(model, seed) not in finished_variants(model.id):
        raise ScenarioError(
            "you have not finished this variant yet, so its reference run would give it away",
            hint=f"Play it to its end first: warroom play {scenario}{f' --seed {seed}' if seed else ''}. "
            "A team's drill counts once you have read its debrief on this machine.",
        )
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ScenarioError("watching needs a terminal", hint="Print it instead: warroom run … --bot reference.")
    watch(reference_of(content, seed), why="The reference run, by a simulated player: f takes over here")
