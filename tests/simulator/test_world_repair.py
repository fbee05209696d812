"""Work that other work undoes or overtakes: it can be given again, and its report says what is so by then."""

from __future__ import annotations

import pytest

from scenarios.catalog import load_scenario
from simulator import commands as c
from simulator import events as e
from simulator.vocabulary import Seat
from tests.builders import PAGE, Story, story, tiny, tiny_data


def saves_down() -> Story:
    """The outage of the database, with both teams in the room at ten minutes."""
    told = story(load_scenario("db-failover").model).at("3m")
    for team in ("database", "platform"):
        told.do(c.PageTeam(team=team))
    told.at("7m")
    for team in ("database", "platform"):
        told.do(c.PageTeam(team=team))
    return told.at("12m")


def done(told: Story, task: str, until: str) -> str:
    """Give a task and read its report."""
    assert told.do(c.StartTask(task=task, owner=Seat.TECH_LEAD, time_box_s=1_800)).refused is None
    told.at(until)
    report = told.events(e.TaskFinished)[-1]
    assert report.task == task
    return report.result


def test_work_that_was_undone_can_be_given_again_when_its_author_says_so() -> None:
    # given a service that was brought back, and lost again by other work
    tasks = tiny_data()["tasks"]
    tasks["roll-back"]["repeatable"] = True
    tasks["restart"]["effects"] = [{"fault": "bad-flag", "to_pct": 150}]
    told = story(tiny(injects=[PAGE], tasks=tasks)).at("3m")
    told.do(c.PageTeam(team="platform"))
    told.at("10m")
    done(told, "roll-back", "25m")
    done(told, "restart", "45m")
    assert not told.incident.restored
    # when the same work is given again
    assert done(told, "roll-back", "60m") == "The flag is back at its old value."
    # then it works as it did at first
    assert told.incident.restored


def test_a_report_tells_the_case_that_it_finds() -> None:
    tasks = tiny_data()["tasks"]
    tasks["look"]["reports"] = [
        {"when": "done(roll-back)", "text": "The flag is old again; the new one went live at 14:00."}
    ]
    for before, words in ((False, "The new flag went live at 14:00 UTC."), (True, "The flag is old again; the new")):
        told = story(tiny(injects=[PAGE], tasks=tasks)).at("3m")
        told.do(c.PageTeam(team="platform"))
        told.at("10m")
        if before:
            done(told, "roll-back", "25m")
        assert done(told, "look", "40m").startswith(words)


def test_an_early_switch_to_the_replica_can_still_be_repaired() -> None:
    # given a switch before the flag is back: the new primary clogs too
    told = saves_down()
    assert "clogging as the old primary did" in done(told, "failover-replica", "25m")
    assert not told.incident.restored
    # when the flag is switched back and the sessions are closed
    done(told, "rollback-flag", "35m")
    assert "on the new primary are closed" in done(told, "drain-sessions", "50m")
    told.at("60m")
    # then only what the lagging replica lost is missing, a late look says what was, and that can be mended too
    assert 5_000 < told.incident.signals["write_error_pct"] < 7_000
    assert done(told, "inspect-primary", "80m").startswith("The sessions on the new primary are healthy.")
    done(told, "reconcile-writes", "5h")
    assert told.incident.restored


def test_a_late_look_at_the_primary_does_not_report_sessions_that_were_closed() -> None:
    told = saves_down()
    done(told, "rollback-flag", "25m")
    assert "damaged" in done(told, "drain-sessions", "45m")
    assert done(told, "inspect-primary", "70m").startswith("No half-open sessions are left.")


@pytest.mark.parametrize("task", ["restart-app-servers", "raise-connection-limit"])
def test_no_gauge_passes_its_end(task: str) -> None:
    told = saves_down()
    done(told, task, "25m")
    told.at("60m")
    measured = [event.values_milli["primary_cpu_pct"] for event in told.events(e.SignalsMeasured)]
    assert max(measured) == 100_000
