"""What words were worth in incidents in which some words have to stay inside: counterfactuals keep that rule too."""

from __future__ import annotations

from dataclasses import replace

from msgspec import structs

from scoring.analysis.course import Step
from scoring.analysis.decisions.scene import is_external
from scoring.analysis.whatif import WhatIf, World, examine
from scoring.analysis.whatif_text import consequences
from simulator import commands as c
from simulator.clock import HOUR_S
from simulator.journal import Journal
from tests.scoring.analysis.drills import finished, kit_of, played_with


def reference() -> World:
    """Wrong data, played as the scenario's author has it: the declaration names four customers that were hit."""
    return World(finished("data-corruption", "reference", None), kit_of("data-corruption"))


def posts(world: World) -> list[Step]:
    return [step for step in world.scene.given(c.PostUpdate) if is_external(step)]


def retold(step: Step, more: str) -> Step:
    """The post with further words, read anew."""
    text = getattr(step.command, "text", "")
    return replace(step, command=structs.replace(step.command, text=f"{text} {more}"), recorded=None)


def examined(world: World, steps: tuple[Step, ...]) -> tuple[WhatIf, Journal]:
    """What the decisions of this other course were worth."""
    journal = played_with(world.journal, world.kit, steps)
    return examine(journal, world.kit, noise=0), journal


def test_a_late_first_update_costs_though_the_declaration_names_who_was_hit() -> None:
    """Given customers' names in the declaration, when a plain update comes in time, then it names none: no G-3."""
    world = reference()
    late = [step for step in posts(world) if step.at_s < 2 * HOUR_S]
    result, _ = examined(world, world.scene.without(*late))
    sooner = result.cost[0]
    assert sooner.decision.id == "update-sooner"
    assert sooner.other.gates == ()
    assert sooner.change.total_centi > 500
    assert "plain updates from 10 min after it on" in sooner.decision.instead


def test_a_post_that_named_who_was_hit_cost_most_and_the_same_post_without_the_name_saves_it() -> None:
    """Given two customers named in one post and two in another, when it is examined, then that stands first."""
    world = reference()
    names = [company.name for company in world.scene.record.companies.values()]
    said = f"Hit are {names[0]}, {names[1]} and {names[2]}."
    first, second, *_ = posts(world)
    result, _ = examined(world, world.scene.swapped(retold(first, said), retold(second, said)))
    assert result.taken.gates == ("G-3",)
    leak = result.cost[0]
    assert leak.decision.did.startswith(f"You wrote “{names[0]}” at ")
    assert leak.decision.did.endswith("and 2 more like it.")
    assert leak.decision.instead == "the same texts without them"
    assert leak.other.gates == ()
    assert "gate G-3 is no longer violated" in consequences(leak, result.taken)


def test_a_password_in_a_post_is_taken_out_of_it_and_nothing_else() -> None:
    world = World(finished("db-failover", "reference", None), kit_of("db-failover"))
    result, _ = examined(world, world.scene.swapped(retold(posts(world)[0], "The password is Tr4verse9.")))
    assert result.taken.gates == ("G-3",)
    assert result.cost[0].decision.id == "leak"
    assert result.cost[0].other.gates == ()
