"""Names of people and companies, drawn by the drill's seed (the only module that imports Faker).

They go into event 1, so that a replay needs no Faker and no particular version of it. Loading Faker takes longer than
all else that begins a drill; the names of the canonical run, which most people play first, are therefore kept from
start to start (see `simulator.cache`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Literal

from simulator import cache as cached
from simulator.chance import Chance
from simulator.events import Company, DrillStarted, Person
from simulator.scenario import Scenario

if TYPE_CHECKING:
    from faker import Faker

Wanted = tuple[Literal["company", "person"], str | None]
"""What needs a name, and the one that the scenario gives it."""


@cache
def faker_version() -> str:
    """Which Faker draws the names; asking the installation takes longer than drawing them."""
    return version("faker")


def draw_cast(
    scenario: Scenario, variant: str, form_seed: int | None, chance: Chance, churn_base_ppm: int
) -> DrillStarted:
    """Event 1: everybody's name, and every account as it is before the drill begins."""
    wanted: list[Wanted] = [("company", scenario.home)]
    wanted += [("company", spec.name) for spec in scenario.accounts.values()]
    wanted += [("person", spec.name) for spec in scenario.cast.values()]
    bits = chance.bits("cast", scenario.id, form_seed or 0)
    names = iter(_names(wanted, bits) if form_seed is None else _drawn(wanted, bits))
    home = next(names)
    companies = tuple(
        Company(
            account=name, name=next(names), tier=spec.tier, arr_cents=spec.arr,
            monthly_fee_cents=spec.monthly_fee, renewal_in_days=spec.renewal_in_days, sla=spec.sla,
            sentiment_milli=spec.sentiment * 1_000, churn_ppm=churn_base_ppm,
        )
        for name, spec in scenario.accounts.items()
    )  # fmt: skip
    people = tuple(
        Person(
            id=name, name=next(names), title=spec.title, organisation=spec.organisation,
            team=spec.team or "", seats=tuple(seat.value for seat in spec.seats),
        )
        for name, spec in scenario.cast.items()
    )  # fmt: skip
    return DrillStarted(home=home, people=people, companies=companies, variant=variant)


def _names(wanted: list[Wanted], bits: int) -> list[str]:
    """What `_drawn` gives, kept from an earlier start or for the next one."""
    return cached.listed("names", (faker_version(), bits, wanted), str, len(wanted), lambda: _drawn(wanted, bits))


@cache
def _faker() -> Faker:
    """One for all drills of this process: making it takes longer than drawing, and seeding it again resets it fully."""
    from faker import Faker

    return Faker("en_US")


def _drawn(wanted: list[Wanted], bits: int) -> list[str]:
    """A name for each, in order; no drawn one twice."""
    faker = _faker()
    faker.seed_instance(bits)
    names: list[str] = []
    taken: set[str] = set()

    def full_name() -> str:
        """Without the titles that Faker's own full names may carry."""
        return f"{faker.first_name()} {faker.last_name()}"

    makes: dict[str, Callable[[], str]] = {"company": faker.company, "person": full_name}
    for kind, given in wanted:
        name = given or makes[kind]()
        while name in taken and not given:
            name = makes[kind]()
        names.append(name)
        taken.add(name)
    return names


def canonical_names(scenario: Scenario) -> dict[str, str]:
    """The names of the run without a seed, for hand-outs."""
    return names_of(draw_cast(scenario, next(iter(scenario.variants)), None, Chance(0), 0))


def names_of(started: DrillStarted) -> dict[str, str]:
    """What `{name}` placeholders stand for: `{home}`, account ids, cast ids and `{cast_id.first}`."""
    names = {"home": started.home}
    for company in started.companies:
        names[_key(company.account)] = company.name
    for person in started.people:
        names[_key(person.id)] = person.name
        names[f"{_key(person.id)}.first"] = person.name.split()[0]
    return names


def _key(name: str) -> str:
    """Placeholders have underscores where ids have hyphens."""
    return name.replace("-", "_")
