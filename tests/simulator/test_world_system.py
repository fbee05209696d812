"""The failing system: levels in straight lines, signals a minute late, impact as it is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.catalog import load_scenario
from simulator import events as e
from simulator.scenario.world import Fault
from simulator.world.system import Level, first_level
from tests.builders import PAGE, Story, story, tiny, tiny_data


def with_fault(**changes: Any) -> Story:
    """A story whose one fault is changed."""
    faults = tiny_data()["faults"]
    faults["bad-flag"].update(changes)
    return story(tiny(injects=[PAGE], faults=faults))


def impacts(told: Story) -> list[tuple[int, int, bool]]:
    """When alpha's failing share changed, to what, and whether all is well."""
    return [
        (entry.at_s, entry.event.accounts_permille["alpha"], entry.event.restored)
        for entry in told.drill.entries
        if isinstance(entry.event, e.ImpactChanged)
    ]


def test_a_fault_rises_in_a_straight_line() -> None:
    level = first_level(Fault(title="x", starts="1m", rises="100s"))
    assert [level.at(s) for s in (0, 60, 85, 110, 160, 10_000)] == [0, 0, 250, 500, 1_000, 1_000]


def test_a_fault_without_a_rise_is_there_at_once() -> None:
    level = first_level(Fault(title="x", starts="1m"))
    assert (level.at(60), level.at(61)) == (0, 1_000)


def test_a_new_line_leaves_the_past_as_it_was() -> None:
    level = Level(0, 1_000, 0, 100).then(50, 0, 10)
    assert [level.at(s) for s in (25, 49, 50, 55, 60, 500)] == [250, 490, 500, 250, 0, 0]


@given(st.integers(0, 3_000), st.integers(0, 500), st.integers(0, 3_000), st.integers(0, 1_500))
def test_a_level_stays_between_its_ends(end: int, over_s: int, at_s: int, look_s: int) -> None:
    level = Level(0, 1_000, 0, 600).then(at_s, end, over_s)
    assert 0 <= level.at(look_s) <= max(1_000, end)
    assert level.at(at_s + max(over_s, 1)) == end


def test_monitoring_shows_what_was_a_minute_ago() -> None:
    told = with_fault(starts="5m", rises="0s").at("8m")
    shown = {at_s: values["error_pct"] for at_s, values in told.incident.signal_history}
    assert shown[300] < 1_000
    assert shown[360] < 1_000
    assert shown[420] > 19_000
    assert impacts(told)[0][:2] == (360, 1_000)


def test_a_fault_can_fade_by_itself() -> None:
    told = with_fault(fades_after="10m").at("30m")
    assert impacts(told)[-1] == (720, 0, True)
    assert told.incident.restored_s == 720


def test_a_false_alarm_never_hurts_anybody() -> None:
    told = with_fault(impact_pct={}).at("1h")
    assert [told.mood(name) for name in ("alpha", "beta")] == [80_000, 70_000]
    assert impacts(told) == []
    assert told.incident.restored_s is None


def test_shares_of_two_faults_add_up_to_all_at_most() -> None:
    data = tiny_data()
    data["faults"]["second"] = {**data["faults"]["bad-flag"], "impact_pct": {"alpha": 50, "beta": 50}}
    data["variants"]["flag"]["faults"] = ["bad-flag", "second"]
    told = story(tiny(injects=[PAGE], faults=data["faults"], variants=data["variants"])).at("10m")
    assert told.incident.impact_permille == {"alpha": 1_000, "beta": 800}


def test_signals_are_measured_at_their_interval_and_never_below_zero() -> None:
    signals = {"error_pct": {"title": "Errors", "baseline": 0, "warn": 2, "critical": 8, "noise": 5}}
    told = story(tiny(injects=[PAGE], sample_every="30s", signals=signals)).at("10m")
    assert told.moments(e.SignalsMeasured) == list(range(0, 600, 30))
    assert all(values["error_pct"] >= 0 for _, values in told.incident.signal_history)


@pytest.mark.parametrize("sample_every", ["20s", "60s", "300s"])
def test_how_often_we_look_does_not_change_what_happens_to_customers(sample_every: str) -> None:
    told = story(tiny(injects=[PAGE], sample_every=sample_every)).at("60m")
    usual = story(tiny(injects=[PAGE])).at("60m")
    assert told.mood("alpha") == pytest.approx(usual.mood("alpha"), abs=1_500)


@pytest.mark.parametrize("variant", ["pool-misconfig", "runaway-report", "dropped-index"])
def test_the_pager_says_nothing_that_the_curve_beside_it_denies(variant: str) -> None:
    # given the page that names a latency
    scenario = load_scenario("db-failover").model
    told = story(scenario.model_copy(update={"variants": {variant: scenario.variants[variant]}})).at("3m1s")
    [page] = told.events(e.MessageArrived)
    assert "above 500 ms" in page.subject
    # then the signal stands above it at that very minute
    assert told.incident.signals["read_latency_ms"] > 500_000
