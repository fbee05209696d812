"""What has nothing to do with the incident earns nothing, in whatever form it stands; a paraphrase earns all."""

from __future__ import annotations

import pytest

from simulator import events as e
from simulator.reading import ActionRow
from tests.scoring.builders import Story, handed_in, postmortem_reading, story

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
