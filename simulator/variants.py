"""Which form of a scenario a seed draws; asked also where no drill is played."""

from __future__ import annotations

from simulator.chance import Chance
from simulator.errors import ScenarioError
from simulator.scenario import Scenario


def choose_variant(scenario: Scenario, form_seed: int | None) -> str:
    """The variant that a form seed draws; without a seed the first, canonical one."""
    ids = list(scenario.variants)
    total = sum(variant.weight for variant in scenario.variants.values())
    if form_seed is None or total == 0:
        return ids[0]
    ticket = Chance(form_seed).below(total, scenario.id, "variant")
    for name, variant in scenario.variants.items():
        ticket -= variant.weight
        if ticket < 0:
            return name
    raise ScenarioError("the variants' weights do not add up")
