"""Responders: pages that are answered or not, and tasks that work, fail, do nothing or are called off."""

from __future__ import annotations

from typing import Any

import pytest

from simulator import commands as c
from simulator import events as e
from simulator.scenario import Scenario
from simulator.vocabulary import Seat, TaskState
from tests.builders import PAGE, Story, story, tiny, tiny_data

QUIET = tiny(injects=[PAGE])


def with_task(task: str, **changes: Any) -> Scenario:
    """The tiny scenario with one task changed."""
    tasks = tiny_data()["tasks"]
    tasks[task].update(changes)
    return tiny(injects=[PAGE], tasks=tasks)


def crewed(scenario: Scenario = QUIET, *, noise: int = 0) -> Story:
    """An engineer is in the room at 10 minutes."""
    told = story(scenario, noise=noise).at("3m")
    told.do(c.PageTeam(team="platform"))
    return told.at("10m")


def result(told: Story) -> e.TaskFinished:
    """The last report of a task."""
    return told.events(e.TaskFinished)[-1]


# --- pages --------------------------------------------------------------------------------------------------------


def test_a_page_is_answered_after_the_usual_time() -> None:
    told = crewed()
    assert told.moments(e.PageAnswered) == [3 * 60 + 3 * 60]
    assert told.incident.present == {"engineer"}


def test_a_second_page_brings_the_next_person() -> None:
    told = crewed()
    told.do(c.PageTeam(team="platform"))
    told.at("20m")
    assert told.incident.present == {"engineer", "second-engineer"}


def test_paging_a_team_that_is_here_is_answered_by_one_of_them() -> None:
    told = crewed()
    for minute in (10, 20):
        told.at(f"{minute}m").do(c.PageTeam(team="platform"))
    told.at("22m")
    assert [event.person for event in told.events(e.PageAnswered)] == ["engineer", "second-engineer", "engineer"]


def unanswered(noise: int) -> Story:
    told = story(QUIET, noise=noise).at("3m")
    told.do(c.PageTeam(team="platform"))
    return told.at("9m")


def test_some_pages_stay_unanswered_and_that_is_said_after_five_minutes() -> None:
    stories = [unanswered(noise) for noise in range(1, 60)]
    silent = [told for told in stories if told.events(e.PageUnanswered)]
    assert 5 < len(silent) < 40
    assert {tuple(told.moments(e.PageUnanswered)) for told in silent} == {(180 + 300,)}
    assert all(not told.incident.present for told in silent)


def test_after_an_unanswered_page_the_next_person_is_called() -> None:
    told = next(told for noise in range(1, 60) if (told := unanswered(noise)).events(e.PageUnanswered))
    assert "platform" not in told.incident.paged
    told.do(c.PageTeam(team="platform"))
    told.at("20m")
    assert told.events(e.PageUnanswered)[0].person == "engineer"
    called = {event.person for event in told.events(e.PageUnanswered)[1:]}
    assert called | {event.person for event in told.events(e.PageAnswered)} == {"second-engineer"}


def test_at_night_people_take_longer() -> None:
    night = tiny(injects=[PAGE], start_utc="2026-03-10T02:00:00Z")

    def silent(scenario: Scenario) -> int:
        count = 0
        for noise in range(1, 80):
            told = story(scenario, noise=noise).at("3m")
            told.do(c.PageTeam(team="platform"))
            count += bool(told.at("9m").events(e.PageUnanswered))
        return count

    # The clock of a drill is its header's; the world reads the scenario's start.
    assert silent(night) > silent(QUIET)


# --- tasks --------------------------------------------------------------------------------------------------------


def test_the_right_task_takes_its_time_and_ends_the_fault() -> None:
    told = crewed()
    told.run_task("roll-back")
    told.at("25m")
    assert told.moments(e.TaskFinished) == [600 + 600]
    assert result(told) == e.TaskFinished(task="roll-back", succeeded=True, result="The flag is back at its old value.")
    assert told.incident.restored_s is not None
    assert told.incident.signals["error_pct"] < 500


def test_the_wrong_task_does_nothing_and_says_so() -> None:
    told = crewed()
    told.run_task("restart")
    told.at("40m")
    assert result(told).result == "The workers are back; the errors stayed."
    assert not told.incident.restored
    assert told.incident.signals["error_pct"] > 19_000


def test_rolling_back_what_is_rolled_back_changes_nothing() -> None:
    tasks = tiny_data()["tasks"]
    tasks["again"] = {**tasks["roll-back"], "no_effect": "Nothing moved."}
    told = crewed(tiny(injects=[PAGE], tasks=tasks))
    told.run_task("roll-back")
    told.at("25m").run_task("again")
    told.at("40m")
    assert result(told).result == "Nothing moved."


def test_a_step_that_came_too_early_can_be_given_again() -> None:
    drain = {**tiny_data()["tasks"]["roll-back"], "no_effect": "They fill up again."}
    drain["effects"] = [{**drain["effects"][0], "when": "done(restart)"}]
    told = crewed(tiny(injects=[PAGE], tasks={**tiny_data()["tasks"], "drain": drain}))
    told.run_task("drain")
    told.at("25m").run_task("restart")
    assert told.incident.tasks["drain"].result == "They fill up again."
    told.at("45m")
    assert told.run_task("drain").refused is None
    told.at("60m")
    assert told.incident.restored_s is not None
    assert told.run_task("look").refused is None
    told.at("75m")
    refused = told.run_task("look").refused
    assert refused is not None
    assert refused.reason.startswith("That task is done already.")


def test_a_task_can_make_it_worse() -> None:
    worse = with_task("restart", effects=[{"fault": "bad-flag", "to_pct": 150}])
    told = crewed(worse)
    told.run_task("restart")
    told.at("30m")
    assert told.incident.signals["error_pct"] > 29_000
    assert told.incident.impact_permille["beta"] == 450


def test_a_diagnosis_leaves_evidence() -> None:
    told = crewed()
    told.run_task("look")
    told.at("20m")
    assert result(told).evidence == "Flag audit trail"


def test_a_task_that_fails_can_be_tried_again() -> None:
    told = crewed(with_task("roll-back", success_pct=0))
    told.run_task("roll-back")
    told.at("25m")
    assert not result(told).succeeded
    assert told.incident.tasks["roll-back"].state is TaskState.FAILED
    assert told.run_task("roll-back").refused is None


def test_a_task_that_is_called_off_has_no_effect() -> None:
    told = crewed()
    told.run_task("roll-back")
    told.at("15m").do(c.StopTask(task="roll-back", reason="Too slow."))
    told.at("60m")
    assert told.events(e.TaskFinished) == []
    assert not told.incident.restored


def test_a_task_that_is_called_off_and_begun_again_ends_once() -> None:
    told = crewed()
    told.run_task("roll-back")
    told.at("15m").do(c.StopTask(task="roll-back", reason="Wait."))
    told.run_task("roll-back")
    told.at("60m")
    assert told.moments(e.TaskFinished) == [900 + 600]


def test_a_commander_who_does_it_alone_takes_half_as_long_again() -> None:
    told = crewed()
    told.run_task("look", owner=Seat.IC)
    told.at("30m")
    assert told.moments(e.TaskFinished) == [600 + 360]


def test_engineers_are_optimistic() -> None:
    told = crewed()
    started = told.run_task("roll-back").entries[0].event
    assert isinstance(started, e.TaskStarted)
    assert started.eta_s == 420


@pytest.mark.parametrize("spread", ["tight", "wide"])
def test_durations_vary_around_their_median(spread: str) -> None:
    scenario = with_task("look", spread=spread)
    ends = []
    for noise in range(1, 60):
        told = crewed(scenario, noise=noise)
        if told.incident.present and told.run_task("look").refused is None:
            ends += told.at("3h").moments(e.TaskFinished)
    durations = sorted(end - 600 for end in ends)
    assert len(durations) > 30
    assert durations[len(durations) // 2] == pytest.approx(240, rel=0.35)
    assert (durations[-1] > 600) is (spread == "wide")


def test_a_crowd_is_slower() -> None:
    tasks = {f"look-{n}": tiny_data()["tasks"]["look"] for n in range(10)}
    tasks["roll-back"] = tiny_data()["tasks"]["roll-back"]
    cast = tiny_data()["cast"] | {f"hand-{n}": {"title": "Engineer", "team": "platform"} for n in range(10)}
    scenario = tiny_data() | {"tasks": tasks, "cast": cast, "injects": [PAGE]}
    scenario["variants"]["flag"]["truth"]["facts"] = {}
    scenario["variants"]["flag"]["reference"] = []
    told = story(Scenario.model_validate(scenario)).at("3m")
    for _ in range(11):
        told.do(c.PageTeam(team="platform"))
        told.drill.advance_to(told.drill.at_s + 200)
    begun_s = told.drill.at_s
    for n in range(10):
        assert told.run_task(f"look-{n}").refused is None
    told.at("3h")
    assert [at_s - begun_s for at_s in told.moments(e.TaskFinished)] == [240] * 7 + [258, 276, 294]


def test_an_executive_who_is_not_shielded_delays_every_running_task() -> None:
    told = crewed()
    told.run_task("roll-back")
    told.at("15m")
    told.drill.responders.interrupt()
    told.at("60m")
    assert told.moments(e.TaskFinished) == [1_200 + 30]
