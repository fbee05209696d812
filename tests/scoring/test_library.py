"""Every bundled form can be played and won: its reference run passes, silence does not, and chance changes little."""

from __future__ import annotations

import os
import re

import msgspec
import pytest

from scenarios.catalog import read_scenario, scenario_ids
from scoring import judge
from simulator import events as e
from simulator.bots.player import Player, Silent, play
from simulator.bots.script import ScriptPlayer
from simulator.clock import MINUTE_S
from simulator.drill import Drill
from simulator.journal import Journal
from simulator.scenario import Scenario
from simulator.variants import choose_variant
from simulator.vocabulary import Mode
from tests.scoring.plays import Play, content
from tui.library import header_for

MOST_INJECTS = 15
"""Scripted events within any ninety minutes: more than that nobody can play."""
SEEDS = (4, 9) if os.environ.get("WARROOM_STATISTICS") else (4,)  # `make validate` plays both
"""Noise seeds besides the canonical one."""


def model(scenario: str) -> Scenario:
    """The checked scenario."""
    return content(scenario).scenario.model


def names_in(scenario: str) -> list[str]:
    """The variants of a scenario by the look of its file: which tests there are must not cost that all are loaded."""
    text = read_scenario(scenario)[0].decode()
    [variants] = re.findall(r"^variants:.*\n((?:(?:[ #].*)?\n)+)", text, re.MULTILINE)
    return re.findall(r"^  ([\w-]+):", variants, re.MULTILINE)


FORMS = [(scenario, variant) for scenario in scenario_ids() for variant in names_in(scenario)]


def form_seed(scenario: str, variant: str) -> int | None:
    """The smallest seed that draws a variant; None for the canonical one."""
    if variant == next(iter(model(scenario).variants)):
        return None
    return next(seed for seed in range(1, 10_000) if choose_variant(model(scenario), seed) == variant)


def played(scenario: str, variant: str, noise_seed: int, player: Player | None = None) -> Play:
    """Play one form under one noise seed, by its reference run unless somebody else plays, and judge it."""
    material = content(scenario)
    header = header_for(material, drill=scenario, seed=None, mode=Mode.SIMULATED)
    header = msgspec.structs.replace(header, form_seed=form_seed(scenario, variant), noise_seed=noise_seed)
    drill = Drill(header, material.kit)
    writer = ScriptPlayer(drill.variant.reference, drill)
    play(drill, player or writer)
    card = judge(
        Journal(drill.header, tuple(drill.entries), head="", sealed=False),
        material.scenario.model,
        material.runbook.model,
    )
    refused = tuple(f"{at_s}: {step.command}: {refusal.reason}" for at_s, step, refusal in writer.refusals)
    return Play(drill, card, refused, len(writer.pending))


@pytest.mark.parametrize("scenario", scenario_ids())
def test_a_family_has_four_causes_and_a_false_alarm(scenario: str) -> None:
    """At least four forms with different causes, exactly one of them to be stood down."""
    variants = model(scenario).variants
    assert [variant for name, variant in FORMS if name == scenario] == list(variants)
    assert len(variants) >= 4
    assert len({variant.truth.cause for variant in variants.values()}) == len(variants)
    assert sum(variant.truth.false_alarm for variant in variants.values()) == 1


@pytest.mark.parametrize("scenario", scenario_ids())
def test_no_two_forms_are_won_by_the_same_work(scenario: str) -> None:
    """Each reference run starts a set of tasks of its own."""
    work = [
        frozenset(getattr(step.command, "task", "") for step in variant.reference)
        for variant in model(scenario).variants.values()
    ]
    assert len(set(work)) == len(work)


def wins(run: Play) -> None:
    """At least 95 points, band P, no gate; nothing refused, nothing left over, nothing unscored without excuse."""
    assert run.card.total >= 95, {k: v for k, v in run.values.items() if v is not None and v < 1000}
    assert run.card.band == "P"
    assert run.card.gates == ()
    assert run.refusals == ()
    assert run.left_over == 0
    assert {name for name, value in run.values.items() if value is None} == set(run.drill.variant.not_reached)


def stands_down_from_a_false_alarm(run: Play) -> None:
    """And a real one is never stood down."""
    assert bool(run.events(e.StoodDown)) == run.drill.variant.truth.false_alarm


def is_not_asked_too_much_at_once(run: Play) -> None:
    """At most fifteen injects in any ninety minutes of a well-played drill."""
    moments = [at_s for at_s, _ in run.timed(e.InjectFired)]
    assert moments
    assert max(sum(0 <= later - at_s < 90 * MINUTE_S for later in moments) for at_s in moments) <= MOST_INJECTS


@pytest.mark.parametrize(("scenario", "variant"), FORMS)
def test_the_reference_run_wins_and_is_not_asked_too_much(scenario: str, variant: str) -> None:
    """In the canonical noise; one play for all questions."""
    run = played(scenario, variant, 0)
    wins(run)
    stands_down_from_a_false_alarm(run)
    is_not_asked_too_much_at_once(run)


@pytest.mark.parametrize(("scenario", "variant"), FORMS)
def test_silence_loses(scenario: str, variant: str) -> None:
    """Whoever does nothing earns next to nothing."""
    card = played(scenario, variant, 0, Silent()).card
    assert card.total <= 5
    assert card.band == "U"


@pytest.mark.parametrize("noise_seed", SEEDS)
@pytest.mark.parametrize(("scenario", "variant"), FORMS)
def test_the_reference_run_stands_up_to_chance(scenario: str, variant: str, noise_seed: int) -> None:
    """Other durations and arrivals cost it no gate and hardly a point."""
    run = played(scenario, variant, noise_seed)
    assert run.card.gates == ()
    assert run.card.total >= 95


def test_a_text_that_looks_back_names_the_moment() -> None:
    """The timeline of a post-mortem holds the time at which a key moment came about, whatever the noise."""
    run = played("data-corruption", "double-conversion", 4)
    declared_s = run.moment(e.IncidentDeclared)
    hour, minute = divmod((run.drill.scenario.start_utc_s + declared_s) // 60 % 1_440, 60)
    [handed_in] = run.events(e.PostmortemSubmitted)
    assert f"| {hour:02}:{minute:02} | SEV-1 declared" in handed_in.text
