"""What the players tell customers of any world: common words where they are true, else the scenario's own."""

import inspect
import re

import pytest

from simulator import events as e
from simulator.bots import bank, picture
from simulator.bots.measures import measure
from simulator.bots.room import Room
from simulator.vocabulary import IncidentClass
from tests.bots.test_skilled import card, room, sight


def cold_store(*facts: tuple[str, str], asked: str = "") -> Room:
    """A room whose page speaks of a warm store, with facts (key and text) and perhaps a customer's question."""
    view = sight("Room 2 is above 4.5 °C and rising.", tasks=(card("ice", "Defrost the evaporator", "contain"),))
    if asked:
        other = sight(asked, account="fish").incident.messages["m0"]
        view.incident.messages["asked"] = other
    for number, (key, text) in enumerate(facts):
        share = text.split(" ")[0] if text[0].isdigit() else "12"
        fact = e.FactLearned(fact=f"f{number}", key=key, value=share, text=text)
        view.incident.facts[fact.fact] = 500, fact
    view.incident.record.incident_class = IncidentClass.AVAILABILITY
    return room(view)


def test_nobody_hears_that_saving_fails_where_nothing_is_saved() -> None:
    """Given a warm store, when a customer alone speaks of saving, then no symptom of another scenario is told."""
    there = cold_store(asked="Must I pay or save the pallets myself?")
    assert picture.symptom(there)[0] == "the service does not work as it should"


def test_a_symptom_that_the_page_names_is_told() -> None:
    assert picture.symptom(room(sight("Saving fails.", "No save goes through.")))[0] == "saving changes fails"


@pytest.mark.parametrize(
    ("told", "of"),
    [
        ("10 % of pallets wait.", "about 10 % of pallets"),
        ("35 % of all timetable queries fail.", "about 35 % of timetable queries"),
        ("22 % of today's invoices are wrong.", "about 22 % of today's invoices"),
        ("10 % of work in the store stands still.", "about 10 % of cases"),
        ("Twelve in a hundred wait.", "about 12 % of cases"),
    ],
)
def test_who_is_hurt_is_told_in_the_words_of_the_fact(told: str, of: str) -> None:
    assert picture.scope(cold_store(("scope_pct", told))) == of


def test_colleagues_read_the_fact_itself_where_no_symptom_fits() -> None:
    assert picture.scope_inside(cold_store(("scope_pct", "10 % of pallets wait."))).startswith("10 % of pallets wait")


@pytest.mark.parametrize(
    ("title", "kind", "now"),
    [
        ("Empty the scanners' cache", "contain", "emptying the scanners' cache"),
        ("Move the servers to the second supply", "contain", "moving the servers to the second supply"),
        ("Read the loggers of all pallets", "verify", "reading the loggers of all pallets"),
        (
            "Compare stored saves with confirmations",
            "verify",
            "comparing what is stored with what was confirmed to you",
        ),
        ("Switch writing to the standby", "fix", "moving to a standby system"),
        ("Pause the automatic retries", "contain", "stopping an automatic process that added to the problem"),
        ("Look at the evaporators", "diagnose", "examining the part of the system that fails"),
    ],
)
def test_work_is_told_in_common_words_only_where_both_deed_and_thing_are_those(title: str, kind: str, now: str) -> None:
    assert measure(cold_store(), card("t", title, kind))[0] == now


def test_work_of_a_break_in_is_never_told_in_the_words_of_the_board() -> None:
    there = cold_store()
    there.incident.record.incident_class = IncidentClass.SECURITY
    assert measure(there, card("t", "Pull the stolen laptop's cable", "contain"))[0] == "limiting the effect"


def test_one_customer_is_one() -> None:
    """No wording follows the scope with a verb, because it may be one customer or many."""
    assert not re.findall(r"\{[Ss]cope\} (?:remain|are|have|see|stay|feel|get)\b.*", inspect.getsource(bank))
