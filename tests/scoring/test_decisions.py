"""D3: a decision has a reason on the matter, somebody who took it, and a row from when it was still to be taken."""

from __future__ import annotations

import pytest

from simulator import events as e
from simulator.vocabulary import CreditKind, Seat
from tests.scoring.builders import Story, minutes, named, started, story

REASONS = (
    "Reversible.",
    "The copy is current, we have checked it twice.",
    "Every minute costs our customers orders.",
    "Legal wants it, and so does the contract.",
    "I would rather wait, but the disk is full by four.",
    "Nothing else has helped so far, and it is safe.",
    "If we are wrong we go back within a quarter of an hour.",
    "Cheaper than a week of repairs.",
    "Ops say that the standby holds everything.",
    "It hurts fewer people than a restart.",
)
NO_REASONS = (
    "My horoscope said that Tuesday would be lucky.",
    "It is the best option that we have and everybody in the room agreed with it.",
    "Because it is better.",
    "We feel better with it.",
    "Why not, let us see what happens.",
    "x",
)


def decided(why: str = REASONS[0], approver: str = "exec_sponsor") -> e.DecisionLogged:
    return e.DecisionLogged(question="Switch over?", options=("now", "later"), choice="now", why=why, approver=approver)


def seated() -> Story:
    return story().you(300, named(Seat.EXEC_SPONSOR, "boss"))


@pytest.mark.parametrize("why", REASONS)
def test_a_reason_in_anybodys_words_is_one(why: str) -> None:
    assert seated().you(600, decided(why)).value("D3") == 1_000


@pytest.mark.parametrize("why", NO_REASONS)
def test_a_reason_that_would_suit_any_decision_is_none(why: str) -> None:
    assert seated().you(600, decided(why)).value("D3") == 500


def test_nobody_approves_from_an_empty_seat() -> None:
    assert story().you(600, decided()).value("D3") == 300
    assert story().you(600, decided(approver="boss")).value("D3") == 1_000, "the person who may"
    assert story().you(600, decided()).you(660, named(Seat.EXEC_SPONSOR, "boss")).value("D3") == 1_000


@pytest.mark.parametrize(
    ("at_s", "value"),
    [(minutes(5), 1_000), (minutes(11), 1_000), (minutes(70), 1_000), (minutes(71), 500)],
)
def test_a_decision_is_on_file_within_an_hour_of_a_deed_that_cannot_be_undone(at_s: int, value: int) -> None:
    told = story().you(240, named(Seat.EXEC_SPONSOR, "boss")).you(minutes(10), started("switch"))
    assert told.you(at_s, decided()).value("D3") == value


def test_what_was_left_undone_may_be_written_down_until_the_close() -> None:
    closed = e.IncidentClosed(note="Done.")
    assert seated().you(minutes(200), decided()).you(minutes(210), closed).value("D3") == 1_000
    late = seated().you(minutes(200), closed).you(minutes(210), decided())
    assert late.value("D3") == 500
    assert "a row by 15:20 UTC" in late.judge("D3").quotes[0].rule


def test_work_that_can_be_undone_and_another_credit_set_no_time() -> None:
    asked = e.CreditProposed(
        proposal="p", account="north", credit=CreditKind.SLA_CREDIT, amount_cents=1, days=0, basis="contract",
        approver="cs_manager",
    )  # fmt: skip
    told = seated().you(
        minutes(10), started("undo"), asked, e.CreditGranted(proposal="p", text="Yours.", approved=True)
    )
    assert told.you(minutes(200), decided()).value("D3") == 1_000
