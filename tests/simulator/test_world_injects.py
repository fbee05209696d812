"""Injects: each kind of trigger fires when it should, once, and not when something speaks against it."""

from __future__ import annotations

from typing import Any

import pytest

from simulator import commands as c
from simulator import events as e
from simulator.vocabulary import Seat
from tests.builders import PAGE, Story, inject, story, tiny, tiny_data


def told_with(*injects: dict[str, Any], noise: int = 0, **changes: Any) -> Story:
    return story(tiny(injects=[PAGE, *injects], **changes), noise=noise)


def fired(told: Story) -> list[tuple[int, str]]:
    """When each inject but the page fired."""
    return [
        (entry.at_s, entry.event.inject)
        for entry in told.drill.entries
        if isinstance(entry.event, e.InjectFired) and entry.event.inject != "page"
    ]


def test_at_its_time() -> None:
    told = told_with(inject("later", at="20m"), inject("sooner", at="10m")).at("3h")
    assert fired(told) == [(600, "sooner"), (1_200, "later")]


def test_at_the_same_time_in_the_order_of_the_file() -> None:
    told = told_with(inject("b", at="10m"), inject("a", at="10m")).at("11m")
    assert fired(told) == [(600, "b"), (600, "a")]


def test_an_inject_is_a_message_with_its_names_filled_in() -> None:
    told = told_with(
        inject(
            "note",
            at="10m",
            subject="Dear {home}",
            text="{beta} asks for {engineer.first}.",
            to="cs",
            asks=True,
            answer_within="30m",
            account="beta",
            sender="beta-contact",
        )
    ).at("11m")
    message = told.events(e.MessageArrived)[-1]
    assert (message.subject, message.text) == ("Dear Example Works", "Beta Bakery asks for Eva.")
    assert (message.sender, message.account, message.seat, message.answer_within_s) == (
        "beta-contact",
        "beta",
        "cs",
        1_800,
    )
    assert message.asks


def test_the_first_credible_signal_starts_the_clocks() -> None:
    assert told_with().at("10m").incident.first_signal_s == 120


# --- after --------------------------------------------------------------------------------------------------------


def test_after_an_event_with_its_delay() -> None:
    told = told_with(inject("echo", after={"event": "incident_declared", "delay": "7m"})).at("5m").declare().at("30m")
    assert fired(told) == [(300 + 420, "echo")]


def test_after_an_event_the_first_time_only() -> None:
    told = (
        told_with(inject("echo", after={"event": "update_posted"}))
        .at("5m")
        .tell("One.")
        .at("9m")
        .tell("Two.")
        .at("20m")
    )
    assert fired(told) == [(300, "echo")]


def test_without_its_event_it_never_fires() -> None:
    assert fired(told_with(inject("echo", after={"event": "incident_declared"})).at("3h")) == []


def test_after_a_task() -> None:
    told = told_with(
        inject("wrong", after={"task": "restart"}), inject("right", after={"task": "roll-back", "delay": "2m"})
    )
    told.at("3m").contain().at("30m")
    assert fired(told) == [(told.moments(e.TaskFinished)[0] + 120, "right")]


def test_after_another_inject_even_in_a_chain() -> None:
    chain = [inject("third", after={"inject": "second", "delay": "1m"}), inject("second", after={"inject": "first"})]
    assert fired(told_with(*chain, inject("first", at="10m")).at("20m")) == [
        (600, "first"),
        (600, "second"),
        (660, "third"),
    ]


# --- when, unless, missing ------------------------------------------------------------------------------------------


def test_when_a_condition_holds_within_a_minute_and_once() -> None:
    told = told_with(inject("posted", when="updates >= 1")).at("10m").tell("One.").at("20m").tell("Two.").at("30m")
    assert fired(told) == [(600, "posted")]
    assert fired(told_with(inject("posted", when="updates >= 1")).at("601s").tell("One.").at("30m")) == [
        (660, "posted")
    ]


def test_when_a_signal_crosses_a_value() -> None:
    ((at_s, _),) = fired(told_with(inject("high", when="error_pct >= 10")).at("10m"))
    assert 60 < at_s <= 240


def test_when_an_account_crosses_a_value() -> None:
    told = told_with(inject("sad", when="sentiment(alpha) < 75")).at("2h")
    ((at_s, _),) = fired(told)
    below = next(s for s, milli in told.incident.accounts["alpha"].history if milli < 75_000)
    assert below <= at_s <= below + 60


@pytest.mark.parametrize(("briefed", "expected"), [(True, []), (False, [(600, "asks")])])
def test_unless_something_was_done(briefed: bool, expected: list[tuple[int, str]]) -> None:
    told = told_with(inject("asks", at="10m", unless="briefs > 0")).at("5m")
    if briefed:
        told.do(c.PostBrief(text="Down."))
    assert fired(told.at("20m")) == expected


@pytest.mark.parametrize(("posted_at", "expected"), [("9m", []), ("10m", []), ("601s", [(600, "gap")])])
def test_missing_by_a_time(posted_at: str, expected: list[tuple[int, str]]) -> None:
    told = told_with(inject("gap", missing={"condition": "updates >= 1", "by": "10m"})).at(posted_at).tell("One.")
    assert fired(told.at("20m")) == expected


def test_missing_and_unless_together() -> None:
    gap = inject("gap", missing={"condition": "updates >= 1", "by": "10m"}, unless="declared")
    assert fired(told_with(gap).at("5m").declare().at("20m")) == []


# --- chance, bank, variants -------------------------------------------------------------------------------------------


def test_chance_fires_about_as_often_as_it_says() -> None:
    maybe = inject("maybe", at="3m", chance_pct=30)
    count = sum(bool(fired(told_with(maybe, noise=noise).at("4m"))) for noise in range(1, 201))
    assert 40 <= count <= 80


def test_the_draw_of_one_inject_does_not_move_another() -> None:
    maybe, other = inject("maybe", at="10m", chance_pct=50), inject("other", at="9m", chance_pct=50)
    alone = ["maybe" in told_with(maybe, noise=noise).at("11m").incident.fired for noise in range(30)]
    beside = ["maybe" in told_with(other, maybe, noise=noise).at("11m").incident.fired for noise in range(30)]
    assert alone == beside
    assert set(alone) == {True, False}


def test_a_banked_inject_stays_in_the_bank() -> None:
    assert fired(told_with(inject("surprise", bank=True)).at("3h")) == []


def test_an_inject_of_another_variant_stays_away() -> None:
    data = tiny_data()
    data["variants"]["other"] = data["variants"]["flag"]
    told = told_with(
        inject("here", at="3m", variants=["flag"]),
        inject("there", at="3m", variants=["other"]),
        variants=data["variants"],
    )
    assert fired(told.at("10m")) == [(180, "here")]


def test_of_several_wordings_the_seed_picks_one() -> None:
    words = {
        told_with(inject("n", at="3m", text=["Yes.", "No."]), noise=n).at("4m").events(e.MessageArrived)[-1].text
        for n in range(20)
    }
    assert words == {"Yes.", "No."}


# --- effects ----------------------------------------------------------------------------------------------------------


def test_an_inject_can_make_the_fault_worse() -> None:
    told = told_with(inject("surge", at="10m", effect={"fault": "bad-flag", "to_pct": 200})).at("9m")
    before = told.incident.impact_permille["beta"]
    assert told.at("15m").incident.impact_permille["beta"] == 2 * before


def test_an_inject_can_change_how_an_account_feels() -> None:
    with_news = told_with(inject("news", at="10m", effect={"sentiment": {"beta": -10}})).at("11m")
    without = told_with().at("11m")
    assert without.mood("beta") - with_news.mood("beta") >= 9_000
    assert with_news.incident.accounts["beta"].reason == "what they heard elsewhere"
    assert with_news.mood("alpha") == without.mood("alpha")


def test_nothing_fires_after_the_end() -> None:
    told = told_with(inject("late", at="20m")).at("10m")
    told.do(c.FinishDrill(), seat=Seat.IC)
    told.at("30m")
    assert fired(told) == []
    assert isinstance(told.drill.entries[-1].event, e.DrillEnded)
