"""A false alarm of any scenario: the players know it by what the room learned, stand down, and break nothing."""

import pytest

from simulator import events as e
from simulator.bots.agenda import board
from simulator.bots.allclear import false_alarm
from simulator.bots.closing import stand_down
from simulator.bots.room import Room
from simulator.states import TaskRun
from simulator.vocabulary import IncidentClass, TaskState
from tests.bots.test_skilled import card, room, sight

RECOUNT = card("recount", "Go through the racks by hand", "verify")
RESTORE = card("restore", "Put the racks back as they were", "fix", reversible=False, risk="What came today is gone.")
FOUND = "Each rack holds what its label says. The list was printed a day early."


def warehouse(*facts: tuple[str, str], learned_s: int = 500, account: str = "") -> Room:
    """A room whose racks were gone through by hand, and what it learned then: key and value of each fact."""
    view = sight("The list misses 4211 crates.", tasks=(RECOUNT, RESTORE), account=account)
    view.incident.tasks["recount"] = TaskRun("recount", TaskState.DONE, ended_s=500, result=FOUND)
    for number, (key, value) in enumerate(facts):
        fact = e.FactLearned(fact=f"f{number}", key=key, value=value, text="As it is.")
        view.incident.facts[fact.fact] = learned_s, fact
    return room(view)


def test_what_a_check_taught_explains_the_alarm_in_any_words() -> None:
    """Given no word of the bundled scenarios, when a count by hand teaches that nobody is hurt, then it is over."""
    there = warehouse(("scope_pct", "0"), ("cause", "wrong day"))
    assert false_alarm(there) == FOUND
    assert [wish.key for wish in stand_down(there)] == ["stand-down"]
    assert board(there).wanted == []


def test_a_customer_who_has_the_same_wrong_report_keeps_no_alarm_alive() -> None:
    there = warehouse(("scope_pct", "0"), account="harbor")
    assert there.voiced == ()
    there.__dict__["voiced"] = ("harbor",)
    assert false_alarm(there) == FOUND


@pytest.mark.parametrize(
    ("facts", "learned_s"),
    [
        ((("cause", "wrong day"),), 500),
        ((("scope_pct", "0"), ("scope_pct", "4")), 500),
        ((("scope_pct", "0"), ("data_loss", "some")), 500),
        ((("scope_pct", "0"), ("restored", "yes")), 500),
        ((("security", "none"),), 500),
        ((("scope_pct", "0"),), 90),
    ],
)
def test_no_all_clear(facts: tuple[tuple[str, str], ...], learned_s: int) -> None:
    """Nobody said that none is hurt, something says otherwise, or it was known before the check."""
    assert false_alarm(warehouse(*facts, learned_s=learned_s)) == ""


def test_zero_after_a_step_that_worked_is_a_repair_and_no_false_alarm() -> None:
    there = warehouse(("scope_pct", "0"))
    run = TaskRun("restore", TaskState.DONE, started_s=100, ended_s=400, result="Back.")
    there.incident.tasks["restore"] = run
    again = Room(there.sight, there.memory, there.nerve, there.writer)
    assert false_alarm(again) == ""
    run.moved = False
    again.memory.recalled.clear()
    assert false_alarm(again) == FOUND


def test_a_security_alarm_is_explained_by_its_own_fact() -> None:
    there = warehouse(("security", "none"))
    there.incident.record.incident_class = IncidentClass.SECURITY
    assert false_alarm(there) == FOUND


def test_nothing_is_missing_is_no_alarm() -> None:
    there = warehouse()
    there.cards["recount"] = card("recount", "Make a second count", "verify")
    there.incident.tasks["recount"].result = "Both agree. Nothing is missing."
    assert false_alarm(Room(there.sight, there.memory, there.nerve, there.writer)) == "Both agree. Nothing is missing."
