"""Names of people and companies, drawn by the drill's seed (the only module that imports Faker).

They go into event 1, so that a replay needs no Faker and no particular version of it.
"""

from __future__ import annotations

from collections.abc import Callable

from simulator.chance import Chance
from simulator.events import Company, DrillStarted, Person
from simulator.scenario import Scenario


def draw_cast(
    scenario: Scenario, variant: str, form_seed: int | None, chance: Chance, churn_base_ppm: int
) -> DrillStarted:
    """Event 1: everybody's name, and every account as it stands before it begins."""
    from faker import Faker

    faker = Faker("en_US")
    faker.seed_instance(chance.bits("cast", scenario.id, form_seed or 0))
    taken: set[str] = set()

    def fresh(make: Callable[[], str], given: str | None) -> str:
        name = given
        while name is None or (name in taken and given is None):
            name = make()
        taken.add(name)
        return name

    def full_name() -> str:
        """Without the titles that Faker's own full names may carry."""
        return f"{faker.first_name()} {faker.last_name()}"

    home = fresh(faker.company, scenario.home)
    companies = tuple(
        Company(
            account=name, name=fresh(faker.company, spec.name), tier=spec.tier, arr_cents=spec.arr,
            monthly_fee_cents=spec.monthly_fee, renewal_in_days=spec.renewal_in_days, sla=spec.sla,
            sentiment_milli=spec.sentiment * 1_000, churn_ppm=churn_base_ppm,
        )
        for name, spec in scenario.accounts.items()
    )  # fmt: skip
    people = tuple(
        Person(
            id=name, name=fresh(full_name, spec.name), title=spec.title, organisation=spec.organisation,
            team=spec.team or "", seats=tuple(seat.value for seat in spec.seats),
        )
        for name, spec in scenario.cast.items()
    )  # fmt: skip
    return DrillStarted(home=home, people=people, companies=companies, variant=variant)


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
