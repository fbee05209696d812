"""Many drills: each figure has its n, bots stay apart, small groups stay hidden, a trend is found and none invented."""

from __future__ import annotations

from dataclasses import replace
from math import exp

import msgspec
import pytest

from scoring.trends import Measure, measure, person_trends, team_trend
from scoring.trends.figure import middle, slope
from scoring.trends.measure import _kept
from simulator import events as e
from simulator.clock import spell
from tests.scoring.plays import DATABASE, TRANSFER, content, reference, silent
from tests.scoring.reports.cases import journal_of


def of(player: str) -> Measure:
    play = reference(DATABASE) if player == "reference" else silent(DATABASE)
    material = content(DATABASE)
    return measure(journal_of(play), play.card, material.scenario.model, material.runbook.model)


def person(number: int, **changes: object) -> Measure:
    return msgspec.structs.replace(of("reference"), person=f"p{number}", mode="practice", drill=f"d{number}", **changes)


def figures(measures: list[Measure], **options: bool) -> dict[str, tuple[float | None, int]]:
    trend = team_trend(measures, **options)
    return {one.id: (one.value, one.n) for one in (*trend.team, *trend.leading, *trend.lagging)}


def test_the_reference_run_keeps_every_clock() -> None:
    found = of("reference")
    assert (found.updates.hit, found.briefs.hit) == (found.updates.of, found.briefs.of)
    assert found.declare_s is not None
    assert found.declare_s < 900
    assert (found.named_ic_and_comms, found.held_ic, found.recurred) == (True, True, False)
    assert found.credit_cents > 0
    assert 0 < found.affected_arr_cents <= found.company_arr_cents


def test_a_drill_that_was_left_with_its_incident_open_counts_neither_as_recurred_nor_as_not() -> None:
    """Given an outage that nobody touched, when somebody ended it, then what came after it counts nowhere."""
    play, material = silent(DATABASE), content(DATABASE)
    whole = journal_of(play)
    asked = msgspec.structs.replace(whole.entries[-1], event=e.FinishRequested())
    left = replace(whole, entries=(*whole.entries, asked))
    found = measure(left, play.card, material.scenario.model, material.runbook.model)
    assert of("silent").recurred is not None
    assert (found.recurred, found.actions.of) == (None, 0)


@pytest.mark.parametrize("scenario", [DATABASE, TRANSFER])
def test_the_time_to_acknowledge_is_the_longer_clock_of_the_scorecard(scenario: str) -> None:
    play, material = reference(scenario), content(scenario)
    found = measure(journal_of(play), play.card, material.scenario.model, material.runbook.model)
    assert found.acknowledge_s is not None
    actual = play.card.criterion("A2").judgement.actual
    assert spell(found.acknowledge_s) in actual
    assert found.acknowledge_s < 300


def test_silence_misses_every_update_that_was_due() -> None:
    found = of("silent")
    assert found.updates.hit == 0
    assert found.updates.of >= 7
    assert (found.declare_s, found.first_update_s, found.restore_s, found.postmortem_days) == (None, None, None, None)


def test_news_that_was_due_is_counted_by_the_clock() -> None:
    assert _kept([], 0, 36_000, 3_600) == _kept([], 0, 36_000, 3_600)
    assert (_kept([], 0, 36_000, 3_600).hit, _kept([], 0, 36_000, 3_600).of) == (0, 10)
    assert (_kept([3_000, 6_000], 0, 9_000, 3_600).hit, _kept([3_000, 6_000], 0, 9_000, 3_600).of) == (3, 3)


def test_fewer_than_five_people_are_hidden() -> None:
    four, five = [person(n) for n in range(4)], [person(n) for n in range(5)]
    assert team_trend(four * 3).hidden
    assert team_trend(four * 3).team == ()
    assert not team_trend(five).hidden


def test_bots_are_no_people() -> None:
    mixed = [of("reference"), of("silent"), *(person(n) for n in range(5))]
    trend = team_trend(mixed)
    assert (trend.people, trend.drills, trend.simulated_left_out) == (5, 5, 2)
    assert {one.person for one in person_trends(mixed)} == {"p0", "p1", "p2", "p3", "p4", "you (simulated)"}
    assert team_trend(mixed, simulated=True).drills == 2


def test_a_drill_that_was_left_counts_in_no_figure() -> None:
    """Given one finished drill and others left at their beginning, then every figure is that one drill's."""
    done, left = person(1, total_centi=4_320), person(1, total_centi=0, finished=False, declare_s=None, held_ic=False)
    (alone,), (trend,) = person_trends([done]), person_trends([done, left, left])
    assert trend.figures == alone.figures
    assert {one.id: (one.value, one.n) for one in trend.figures}["score"] == (43.2, 1)
    assert (trend.drills, trend.unfinished_left_out) == (1, 2)
    team = [person(n) for n in range(5)]
    assert figures([*team, left, left]) == figures(team)
    assert team_trend([*team, left]).unfinished_left_out == 1


def test_shares_are_of_what_was_due() -> None:
    drills = [person(n, declare_s=None if n == 0 else 900 if n == 1 else 899) for n in range(6)]
    drills.append(person(7, declare_due=False, declare_s=None))
    assert figures(drills)["declared_early"] == (66.7, 6)
    assert figures(drills)["named"] == (100.0, 7)


def test_every_figure_has_its_n() -> None:
    empty = team_trend([], simulated=True)
    assert all(one.value in (None, 0) and one.n == 0 for one in (*empty.team, *empty.leading, *empty.lagging))


@pytest.mark.parametrize("change", [-0.05, 0.0, 0.03])
def test_a_trend_of_known_size_is_found(change: float) -> None:
    wobble = (0.02, -0.01, -0.03, 0.02, 0.0)
    points = [("ab"[n % 2], (3_000 if n % 2 else 9_000) * exp(change * n + wobble[n % 5])) for n in range(40)]
    found = slope(points)
    true = (exp(10 * change) - 1) * 100
    assert found.low is not None
    assert found.high is not None
    assert found.low <= true <= found.high
    assert found.high - found.low < 8
    assert found.n == 40


def test_hard_cases_after_easy_ones_are_no_trend() -> None:
    points = [("easy", 1_000.0 + n % 3) for n in range(10)] + [("hard", 20_000.0 + n % 3) for n in range(10)]
    assert abs(slope(points).value or 0) < 1


def test_few_drills_claim_no_trend() -> None:
    found = slope([("a", 100.0)] * 7)
    assert (found.value, found.n) == (None, 7)


def test_an_interval_of_the_median_holds_the_middle() -> None:
    found = middle("x", "x", "min", range(101))
    assert (found.value, found.low, found.high) == (50, 40, 60)
    assert middle("x", "x", "min", [1, 2, 3]).low is None
