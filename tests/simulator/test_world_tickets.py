"""Tickets: they rise for 45 minutes, grow with silence, fall with good news, and have an end."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import fmean, pvariance
from typing import Any

import pytest

from simulator import commands as c
from simulator import events as e
from simulator.chance import Chance
from simulator.scenario import Scenario
from simulator.vocabulary import MessageKind
from tests.builders import PAGE, Story, new_drill, story, tiny, tiny_data

GOOD = "All saves fail since 14:01. We switch a flag back. No workaround yet."


def crowd(users: int, **changes: Any) -> Scenario:
    """The tiny scenario with so many users at each account."""
    accounts = {name: {**spec, "users": users} for name, spec in tiny_data()["accounts"].items()}
    return tiny(injects=[PAGE], accounts=accounts, **changes)


def counted(told: Story) -> dict[int, int]:
    """Tickets by the second at which they were counted."""
    return {
        entry.at_s: sum(entry.event.counts.values())
        for entry in told.drill.entries
        if isinstance(entry.event, e.TicketsCounted)
    }


def mean_total(tell: str | None, *, noises: int = 12, task: bool = False) -> float:
    """Tickets in two hours, over several drills."""
    totals = []
    for noise in range(1, noises + 1):
        told = story(crowd(3_000), noise=noise).at("3m")
        if task:
            told.contain()
        told.at("12m")
        if tell:
            told.tell(tell)
        totals.append(sum(told.at("2h").incident.tickets.values()))
    return fmean(totals)


@pytest.mark.parametrize("mean_milli", [300, 2_000, 9_000])
def test_counts_have_the_measured_mean_and_overdispersion(mean_milli: int) -> None:
    chance = Chance(5)
    drawn = [chance.gamma_poisson(mean_milli, 2_200, "a", "tickets", n) for n in range(8_000)]
    assert fmean(drawn) == pytest.approx(mean_milli / 1_000, rel=0.05)
    assert 1.7 <= pvariance(drawn) / fmean(drawn) <= 2.5


def test_the_peak_comes_three_quarters_of_an_hour_after_the_onset() -> None:
    sums: dict[int, int] = {}
    for noise in range(1, 16):
        for at_s, count in counted(story(crowd(3_000), noise=noise).at("3h")).items():
            sums[at_s // 900] = sums.get(at_s // 900, 0) + count
    peak = max(sums, key=lambda quarter: sums[quarter])
    assert peak in (3, 4)
    assert sums[1] < sums[2] < sums[peak]
    assert sums[peak] > 4 * sums[10]


def test_good_news_lowers_them_and_a_promise_not_kept_raises_them() -> None:
    silent, good, broken = mean_total(None), mean_total(GOOD), mean_total(f"{GOOD} Next update 14:20.")
    assert good < 0.7 * silent
    assert good < silent < broken or good < broken


def test_they_end_with_the_impact() -> None:
    assert mean_total(None, task=True) < 0.6 * mean_total(None)
    told = story(crowd(3_000)).at("3m").contain().at("3h")
    restored_s = told.incident.restored_s
    assert restored_s is not None
    assert max(counted(told)) <= restored_s + 5 * 900


def test_a_larger_share_of_failing_work_makes_more_of_them() -> None:
    totals = {"alpha": 0, "beta": 0}
    for noise in range(1, 10):
        for account, count in story(crowd(1_000), noise=noise).at("90m").incident.tickets.items():
            totals[account] += count
    assert totals["alpha"] > 2 * totals["beta"] > 0


def test_some_are_shown_as_their_users_wrote_them_and_support_speaks_up() -> None:
    told = story(crowd(3_000)).at("90m")
    shown = [m for m in told.events(e.MessageArrived) if m.medium is MessageKind.TICKET]
    assert shown
    assert not any(m.asks for m in shown)
    assert any("tickets so far" in event.text for event in told.events(e.ColleagueSaid))


def test_users_write_in_the_words_of_the_scenario_and_of_its_class() -> None:
    """Given late lab results, when users write, then some name them, and nobody speaks of pages that hang."""
    truth = tiny_data()["variants"]["flag"]["truth"]
    truth |= {
        "incident_class": "integration",
        "scope": [{"at": "0m", "pct": 24, "text": "24 % of lab results are late"}],
    }
    world = crowd(3_000, variants={"flag": {**tiny_data()["variants"]["flag"], "truth": truth}})
    told = [story(world, noise=noise).at("2h").events(e.MessageArrived) for noise in (1, 2, 3)]
    texts = [m.text for messages in told for m in messages if m.medium is MessageKind.TICKET]
    assert any("lab results are late" in text for text in texts)
    assert not any(re.search("error box|page turns|nothing goes through", text) for text in texts)


def test_a_drill_that_stood_down_gets_no_more() -> None:
    told = story(crowd(3_000)).at("20m")
    told.do(c.StandDown(reason="The probe was wrong"))
    before = dict(told.incident.tickets)
    assert told.at("3h").incident.tickets == before


class Counting(Chance):
    """Draws as usual, and counts how often it was asked."""

    asked = 0

    def bits(self, entity: str, purpose: str, occasion: int | str = 0) -> int:
        """One more."""
        self.asked += 1
        return super().bits(entity, purpose, occasion)


def absurd(accounts: int, days: int) -> Scenario:
    """Legal, and far beyond any real incident: each account has 200 users, of whom 20 write."""
    data = tiny_data()
    alpha = {**data["accounts"]["alpha"], "users": 200}
    beta = {**data["accounts"]["beta"], "users": 200}
    data["accounts"] = {"alpha": alpha, "beta": beta, **{f"a{n}": alpha for n in range(accounts - 2)}}
    data["faults"]["bad-flag"]["impact_pct"] = dict.fromkeys(data["accounts"], 60)
    data |= {"horizon": f"{days}d", "sample_every": "1h", "injects": [PAGE]}
    return Scenario.model_validate(data)


def run_to_the_end(scenario: Scenario) -> tuple[int, int, int]:
    """Lines of the journal, draws, and tickets of a drill that nobody plays."""
    drill = new_drill(scenario, noise=3)
    chance = Counting(3)
    drill.stage.chance = chance
    drill.advance_to(scenario.horizon + 1)
    assert drill.over
    return len(drill.entries), chance.asked, sum(drill.incident.tickets.values())


def test_ten_thousand_tickets_five_hundred_accounts_and_ninety_days_run_to_their_end() -> None:
    small, large = run_to_the_end(absurd(50, 9)), run_to_the_end(absurd(500, 90))
    assert 9_000 <= large[2] <= 10_000
    assert large[0] < 60_000
    assert large[1] / large[0] < 2 * small[1] / small[0]


def test_nobody_writes_twice() -> None:
    told = story(crowd(300, horizon="3h")).at("3h")
    assert all(count <= 30 for count in told.incident.tickets.values())
    assert all(later > earlier for earlier, later in pairwise(counted(told)))
