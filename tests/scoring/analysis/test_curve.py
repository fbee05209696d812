"""A player's drills against a population of their own kind."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scoring.analysis.curve import LEAST, Result, curve, render


def people(*totals: float, simulated: bool = False) -> list[Result]:
    return [Result("db-failover", total, simulated) for total in totals]


def test_a_percentile_comes_with_its_n() -> None:
    [point] = curve(people(75), people(*range(50, 100, 5)))
    assert (point.percentile, point.n) == (55, 10)
    assert "n = 10" in render([point])


def test_people_are_never_compared_with_simulated_agents() -> None:
    [point] = curve(people(75), people(*range(100), simulated=True))
    assert (point.percentile, point.n) == (None, 0)
    assert f"it takes {LEAST}" in render([point])


def test_change_is_against_the_last_drill_of_the_same_scenario() -> None:
    mine = [Result("a", 50, False), Result("b", 90, False), Result("a", 58.5, False)]
    assert [(p.attempt, p.change) for p in curve(mine, [])] == [(1, None), (1, None), (2, 8.5)]


@given(st.lists(st.floats(0, 100), min_size=LEAST, max_size=40), st.floats(0, 99), st.floats(0.001, 1))
def test_a_better_score_never_stands_lower(others: list[float], total: float, more: float) -> None:
    low, high = (curve(people(score), people(*others))[0].percentile for score in (total, total + more))
    assert low is not None
    assert high is not None
    assert 0 <= low <= high <= 100
