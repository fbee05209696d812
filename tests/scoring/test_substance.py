"""What has nothing to do with the incident earns nothing, in whatever form it stands; a paraphrase earns all."""

from __future__ import annotations

from typing import Any

import pytest

from scenarios.catalog import load_scenario, scenario_ids
from scoring.duty import Context
from scoring.substance import is_about
from simulator import events as e
from simulator.reading import ActionRow
from simulator.vocabulary import Seat
from tests.scoring.builders import Story, declared, handed_in, named, postmortem_reading, runbook, story

WORK = (
    "Make the program say no to tiny caches",
    "A canary before every rollout",
    "Page somebody when nobody can log in",
    "Write down which values are safe",
    "Give the setting to one owner",
    "Try the size on the test stand first",
    "Stop the rollout by itself when log-ins fail",
    "Let the support desk see the hit rate",
    "Rehearse the way back twice a year",
    "Ask for a second pair of eyes on configuration",
)
NO_WORK = (
    "Watch the football final with the team",
    "Buy coffee and cakes for the office",
    "Have a meeting about the matter",
    "Try harder next time",
)


def row(text: str, done_test: str = "A cache of 5 is refused") -> ActionRow:
    return ActionRow(
        text=text, owner="Ana Ruiz", due="2026-04-01", tracker="OPS-1", done_test=done_test, type="prevent",
        priority="P1", strength="medium", start=0, end=1,
    )  # fmt: skip


def with_actions(*rows: ActionRow) -> Story:
    return story().you(9_000, handed_in(postmortem_reading(actions=rows)))


@pytest.mark.parametrize("text", WORK)
def test_an_action_in_anybodys_words_earns_its_fields(text: str) -> None:
    assert with_actions(row(text), row("Alarm on misses"), row("Shed load")).value("G5") == 1_000


@pytest.mark.parametrize("text", NO_WORK)
def test_an_action_about_something_else_earns_none_though_all_its_fields_are_full(text: str) -> None:
    told = with_actions(row(text), row(f"{text}, again and again"), row(f"{text}, but without me"))
    assert told.value("G5") == told.value("G6") == 0


def test_an_action_may_speak_of_a_factor_in_a_trade_that_nobody_knows() -> None:
    rows = (row("Knead the dough longer"), row("Warm the dough"), row("Weigh the dough"))
    assert with_actions(*rows).value("G5") == 0
    factors = ("The dough of four bakeries rose too little", "No document says how long it takes")
    told = story().you(9_000, handed_in(postmortem_reading(actions=rows, factors=factors)))
    assert told.value("G5") == 1_000


@pytest.mark.parametrize("done_test", ["The match was watched", "The cakes were eaten", "The meeting was held"])
def test_a_test_that_shows_nothing_is_none(done_test: str) -> None:
    rows = tuple(row(text, done_test) for text in WORK[:3])
    assert "done-test" in with_actions(*rows).judge("G5").quotes[0].rule


def test_cakes_in_the_tracker_are_no_follow_up() -> None:
    cake = e.RemediationAdded(
        action="Buy cake for the team", owner="Ana Ruiz", due_in_days=20, tracker="OPS-1", done_test="Eaten by 5",
        strength="strong",
    )  # fmt: skip
    assert story().you(9_000, handed_in(postmortem_reading(actions=()))).you(9_100, cake).value("G5") == 0


SCOPES = (
    "Nobody in Europe gets in any more",
    "One fifth of people see an error page",
    "Sign-in, all regions, since the morning",
    "Patients cannot book an appointment online",
    "Clerks in three shops ring up sales on paper",
    "Everything that needs a password",
    "About 1 in 5 of those who try",
    "Northern buyers wait a minute for each page",
    "A few large customers; small ones are fine",
    "We only know of two tickets so far",
)
STATUSES = ("investigating", "red", "Open", "we look for the cause", "not contained", "SEV-1, war room open", "ongoing")


def recorded(**changes: Any) -> int | None:
    """A record with its two other fields, worth a third less where one of the six is empty."""
    team = (named(Seat.IC, "you"), named(Seat.COMMS_LEAD, "writer"))
    return story().you(600, declared(**changes), *team).value("A4")


@pytest.mark.parametrize("scope", SCOPES)
def test_a_scope_in_customers_words_is_one(scope: str) -> None:
    assert recorded(scope=scope) == 1_000


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_says_how_it_stands_in_any_tools_words(status: str) -> None:
    assert recorded(status=status) == 1_000


@pytest.mark.parametrize("changes", [{"scope": "Banana apple orange pear, and a long walk"}, {"status": "banana"}])
def test_a_record_of_fruit_is_not_filled_in(changes: dict[str, str]) -> None:
    assert recorded(**changes) == 666


@pytest.mark.parametrize("scenario", scenario_ids())
def test_no_bundled_scenario_is_about_cakes(scenario: str) -> None:
    """Their worlds hold many words; none of them may be what is said of everything."""
    model = load_scenario(scenario).model
    for variant in model.variants.values():
        context = Context(model, variant, runbook(), runbook().criteria["G5"])
        assert [text for text in NO_WORK if is_about(context, text)] == []
        assert is_about(context, variant.truth.cause)
