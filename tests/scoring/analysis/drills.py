"""Finished simulated drills to ask questions of, with planted decisions where a test needs one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from scoring.analysis.course import Step, Walk, steps_of
from scoring.analysis.trial import Trial, player_of, start
from simulator.bots.player import play
from simulator.drill import Drill, Kit
from simulator.journal import Journal
from tests.remembering import remembering
from tui.cli.calibrating import setup_of


@cache
def finished(scenario: str, player: str, seed: int | None) -> Journal:
    """The journal of one simulated drill."""
    trial = Trial(scenario=scenario, player=player, form_seed=seed, noise_seed=seed or 0)
    drill = start(trial, setup_of_cached(scenario))
    play(drill, player_of(trial, drill))
    return drill.journal()


@cache
def setup_of_cached(scenario: str):  # type: ignore[no-untyped-def]  # a Setup, loaded once for all tests
    setup = setup_of(scenario, "escalation")
    return replace(setup, kit=replace(setup.kit, reader=remembering()))


def kit_of(scenario: str) -> Kit:
    """The content of a scenario under the house runbook."""
    return setup_of_cached(scenario).kit  # type: ignore[no-any-return]


def played_with(journal: Journal, kit: Kit, steps: tuple[Step, ...]) -> Journal:
    """The drill with another course, as a finished journal of its own."""
    drill = Drill(journal.header, kit, started=journal.entries[0].event)  # type: ignore[arg-type]
    Walk(drill, steps).to_end()
    return drill.journal()


def course(journal: Journal) -> tuple[Step, ...]:
    """The commands of a drill as steps."""
    return steps_of(journal)
