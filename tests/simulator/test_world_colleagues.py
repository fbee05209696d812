"""Colleagues: approvers, confirming customers, learned facts, teams without a line, executives without a brief."""

from __future__ import annotations

from typing import Any

import pytest

from simulator import commands as c
from simulator import events as e
from simulator.vocabulary import Channel, CreditKind, InterruptKind, Seat
from tests.builders import PAGE, Story, story, tiny

QUIET = tiny(injects=[PAGE])


# --- approvers ------------------------------------------------------------------------------------------------------


def decision(**offer: Any) -> e.CreditDecided:
    """What the approver of an offer to alpha says."""
    told = story(QUIET).at("20m")
    fields = {"account": "alpha", "credit": CreditKind.GOODWILL, "basis": "the outage", **offer}
    outcome = told.do(c.ProposeCredit(**fields), seat=Seat.CS)
    assert outcome.refused is None, outcome.refused
    told.at("2h")
    (decided,) = told.events(e.CreditDecided)
    assert told.incident.credits["credit1"].state == ("approved" if decided.approved else "refused")
    assert told.incident.credits["credit1"].reason == decided.reason
    return decided


@pytest.mark.parametrize(
    ("amount_cents", "approver", "right"),
    [
        (200_000, "cs_manager", None),
        (200_001, "cs_manager", "VP Customer Success"),
        (1_000_000, "cs_manager", "VP Customer Success"),
        (1_000_000, "vp_cs", None),
        (1_000_000, "cfo", None),
        (9_000_000, "vp_cs", "Chief financial officer"),
    ],
)
def test_the_wrong_approver_refuses_and_names_the_right_one(
    amount_cents: int, approver: str, right: str | None
) -> None:
    decided = decision(amount_cents=amount_cents, approver=approver)
    assert decided.approved is (right is None)
    assert decided.reason == ("Approved." if right is None else f"Not mine to approve: this needs {right}.")


@pytest.mark.parametrize(
    ("days", "approver", "approved"), [(31, "vp_cs", True), (32, "vp_cs", False), (32, "cfo", True)]
)
def test_an_extension_has_its_own_approver(days: int, approver: str, approved: bool) -> None:
    assert decision(credit=CreditKind.TERM_EXTENSION, days=days, approver=approver).approved is approved


@pytest.mark.parametrize(
    ("account", "amount_cents", "word"),
    [
        ("alpha", 400_000, "Approved."),
        ("alpha", 399_999, "schedule"),
        ("alpha", 400_001, "schedule"),
        ("beta", 1, "no service level"),
    ],
)
def test_a_contractual_credit_is_exact_or_refused(account: str, amount_cents: int, word: str) -> None:
    decided = decision(account=account, credit=CreditKind.SLA_CREDIT, amount_cents=amount_cents, approver="cs_manager")
    assert word in decided.reason


def test_an_approver_takes_time() -> None:
    told = story(QUIET).at("20m")
    told.do(
        c.ProposeCredit(account="beta", credit=CreditKind.GOODWILL, amount_cents=100, basis="", approver="cs_manager")
    )
    told.at("3h")
    assert told.moments(e.CreditDecided) == [1_200 + 900 * 3 // 2], "nobody has shown them a brief"


def test_an_approver_who_has_read_a_brief_is_quicker() -> None:
    told = story(QUIET).at("20m")
    told.do(c.PostBrief(text="Down; a flag is being switched back."))
    told.do(
        c.ProposeCredit(account="beta", credit=CreditKind.GOODWILL, amount_cents=100, basis="", approver="cs_manager")
    )
    assert told.at("3h").moments(e.CreditDecided) == [1_200 + 900]


# --- confirmations --------------------------------------------------------------------------------------------------


def asked_at(told: Story, time: str) -> e.MessageArrived:
    """What alpha answers to the question at a time."""
    told.at(time).do(c.AskConfirmation(account="alpha", text="Does it work for you?"), seat=Seat.CS)
    told.drill.advance_to(told.drill.at_s + 2_400)
    return next(m for m in reversed(told.events(e.MessageArrived)) if m.account == "alpha" and not m.asks)


def test_a_customer_confirms_after_ten_quiet_minutes() -> None:
    told = story(QUIET).at("3m").contain()
    answer = asked_at(told, "30m")
    assert answer.confirms
    told.do(c.RecordConfirmation(account="alpha", message=answer.message))
    assert told.incident.accounts["alpha"].confirmed


def test_a_customer_who_still_fails_does_not_confirm() -> None:
    answer = asked_at(story(QUIET), "20m")
    assert not answer.confirms


@pytest.mark.parametrize(("quiet_s", "confirms"), [(599, False), (600, True)])
def test_the_quiet_minutes_are_counted_when_the_customer_answers(quiet_s: int, confirms: bool) -> None:
    restored_s = story(QUIET).at("3m").contain().at("30m").incident.restored_s
    assert restored_s is not None
    wait_s = 20 * 60
    asked_s = restored_s + quiet_s - wait_s
    told = story(QUIET).at("3m").contain()
    told.drill.advance_to(asked_s)
    told.do(c.AskConfirmation(account="alpha", text="Does it work for you?"))
    told.drill.advance_to(asked_s + wait_s + 1)
    assert told.events(e.MessageArrived)[-1].confirms is confirms


def test_a_confirmation_that_no_message_holds_is_not_genuine() -> None:
    told = story(QUIET).at("20m")
    told.do(c.RecordConfirmation(account="alpha", message="m1"))
    assert told.events(e.ConfirmationRecorded) == [e.ConfirmationRecorded(account="alpha", message="m1", genuine=False)]
    assert not told.incident.accounts["alpha"].confirmed


def test_one_customer_cannot_confirm_for_another() -> None:
    told = story(QUIET).at("3m").contain()
    answer = asked_at(told, "30m")
    told.do(c.RecordConfirmation(account="beta", message=answer.message))
    assert not told.incident.accounts["beta"].confirmed


# --- facts ----------------------------------------------------------------------------------------------------------


def test_a_fact_is_learned_once_and_only_when_its_condition_holds() -> None:
    told = story(QUIET).at("3m")
    told.do(c.PageTeam(team="platform"))
    told.at("10m").run_task("look")
    told.at("13m")
    assert told.events(e.FactLearned) == []
    told.at("60m")
    assert told.moments(e.FactLearned) == [told.moments(e.TaskFinished)[0]]
    assert told.incident.facts["cause"][1].value == "flag"


# --- teams without a line -------------------------------------------------------------------------------------------


def spoken(line_every_s: int | None) -> list[e.TeamSpoke]:
    """What teams told customers in eight drills of three hours."""
    found: list[e.TeamSpoke] = []
    for noise in range(1, 9):
        told = story(QUIET, noise=noise)
        for at_s in range(300, 10_000, line_every_s or 10_000):
            told.drill.advance_to(at_s)
            if line_every_s:
                told.tell("Say only this: all saves fail.", channel=Channel.HOLDING_LINE)
        found += told.at("3h").events(e.TeamSpoke)
    return found


def test_without_a_holding_line_teams_tell_their_own_story() -> None:
    held, silent = spoken(1_500), spoken(None)
    assert len(silent) > 2 * len(held)
    assert any(event.contradicts for event in silent)
    assert not any(event.contradicts for event in held)
    assert all("{" not in event.text and event.text for event in silent)


def test_two_stories_cost_trust_once_the_customer_has_heard_one() -> None:
    for noise in range(1, 30):
        told = story(QUIET, noise=noise).at("5m").tell("Saves fail.").at("3h")
        wrong = [event for event in told.events(e.TeamSpoke) if event.contradicts]
        if wrong:
            assert told.incident.accounts[wrong[0].account].trust_permille == 1_000 - 100 * sum(
                event.account == wrong[0].account for event in wrong
            )
            return
    pytest.fail("no team contradicted us in thirty drills")


# --- executives -----------------------------------------------------------------------------------------------------


def interrupts(brief_every: int | None) -> list[int]:
    moments: list[int] = []
    for noise in range(1, 9):
        told = story(QUIET, noise=noise).at("5m").declare()
        for minute in range(30, 180, brief_every or 1_000):
            told.at(f"{minute}m")
            if brief_every:
                told.do(c.PostBrief(text="Down; a flag is being switched back."))
        told.at("3h")
        moments += [
            entry.at_s
            for entry in told.drill.entries
            if isinstance(entry.event, e.MessageArrived) and entry.event.interrupt is not InterruptKind.NONE
        ]
    return moments


def test_executives_ask_when_they_have_not_heard_in_time() -> None:
    moments = interrupts(None)
    assert len(moments) > 8
    assert min(moments) > 120 + 3_600


def test_executives_who_are_briefed_leave_us_alone() -> None:
    assert interrupts(60) == []
