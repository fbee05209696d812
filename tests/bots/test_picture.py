"""What the players tell customers of any world: common words where they are true, else the scenario's own."""

import inspect
import re
from dataclasses import replace

import pytest

from simulator import events as e
from simulator.bots import bank, picture
from simulator.bots.measures import measure
from simulator.bots.player import Gauge
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
    ("told", "what"),
    [
        ("10 % of pallets wait.", "pallets wait for about 10 % of cases"),
        ("35 % of all timetable queries fail.", "timetable queries fail for about 35 % of cases"),
        ("22 % of today's invoices are wrong.", "today's invoices are wrong for about 22 % of cases"),
        ("31 % of wages were booked twice.", "wages are booked twice for about 31 % of cases"),
        ("10 % of work in the store stands still.", "work in the store stands still for about 10 % of cases"),
        ("9 % of users see nothing.", "the service does not work as it should for about 9 % of users"),
        ("Twelve in a hundred wait.", "the service does not work as it should for about 12 % of cases"),
    ],
)
def test_what_goes_wrong_and_for_how_many_is_told_in_the_words_of_the_fact(told: str, what: str) -> None:
    there = cold_store(("scope_pct", told))
    assert f"{picture.symptom(there)[0]} for {picture.scope(there)}" == what


def test_the_record_holds_the_fact_itself() -> None:
    facts = ("scope_pct", "10 % of pallets wait, at all docks."), ("regions", "Seen in all regions.")
    assert picture.scope_inside(cold_store(*facts)) == "10 % of pallets wait in all regions"
    assert picture.scope_inside(cold_store(("scope_pct", "10 % of users see nothing."))) == "10 % of users see nothing"


def late_results(
    *facts: tuple[str, str],
    kind: IncidentClass = IncidentClass.AVAILABILITY,
    title: str = "Late lab results",
    to: int = 24,
) -> Room:
    """A room whose page names a gauge of the laboratory, beside one of the network that is hot too."""
    gauges = {"a": Gauge("Page latency", "ms"), "late": Gauge(title, "%")}
    view = replace(sight(f"PAGE: {title} beyond 8 %"), alarmed=dict.fromkeys(gauges, True), gauges=gauges)
    for key, text in facts:
        view.incident.facts[key] = 500, e.FactLearned(fact=key, key=key, value="24", text=text)
    view.incident.record.incident_class = kind
    there = room(view)
    for value in (10, to):
        view.incident.signals = {"a": 1_900, "late": value}
        there.memory.watch(view)
    return there


def test_late_results_are_not_told_as_slow_pages() -> None:
    """Given a page about late lab results, when pages are slow beside it, then customers hear of lab results."""
    assert picture.symptom(late_results()) == ("lab results are late", "lab results were late")


def test_what_falls_is_no_harm_in_the_words_of_its_gauge() -> None:
    assert picture.effect(late_results(title="Results delivered", to=1)) is None


def test_what_a_colleague_has_measured_comes_before_the_gauge() -> None:
    measured = late_results(("scope_pct", "24 % of blood counts reach the wards late because of the release."))
    assert picture.symptom(measured)[1] == "blood counts reached the wards late"


def test_an_attack_is_not_told_in_the_words_of_its_examination() -> None:
    assert picture.symptom(late_results(kind=IncidentClass.SECURITY))[0].startswith("we see activity")


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
