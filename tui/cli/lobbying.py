"""The lobby at the terminal: choose, play what was chosen, and come back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from simulator.vocabulary import Mode, Seat


def open_lobby() -> None:
    """List scenarios and unfinished drills; play what is chosen, then come back."""
    from scenarios.catalog import load_scenario, scenario_ids
    from tui.cli.playing import run_table
    from tui.cli.seating import sit_down, take_up
    from tui.screens.lobby import choose
    from tui.shelf import totals, waiting

    while True:
        scenarios = tuple(load_scenario(name).model for name in scenario_ids())
        done = {name: tuple(map(str, totals(name).practice)) for name in scenario_ids()}
        choice = choose(scenarios, [one.path for one in waiting()], done)
        if choice is None:
            return
        if isinstance(choice, Path):
            run_table(partial(take_up, choice), title=choice.stem)
        else:
            opens = partial(sit_down, choice, seed=None, mode=Mode.PRACTICE, seat=Seat.IC, pace=1)
            run_table(opens, title=choice)
