"""Rows of a log and decisions in other words of the trade, at the minute of the deed; and rows that stay worthless."""

from __future__ import annotations

import pytest

from scoring.jargon import NEAR_S
from scoring.moments import Moment, Row, match
from simulator import events as e
from simulator.scenario.truth import KeyMoment
from simulator.vocabulary import Seat
from tests.scoring.builders import Story, declared, finished, minutes, named, started, story

AT_S = 1_200
DEEDS = {
    "Failover finished": ("Switch writing to the replica", "failover"),
    "Flag rolled back": ("Switch the connection-pool flag back to its former value", "rolled back"),
    "Sessions drained": ("Close the half-open sessions on the primary in small batches", "closed in batches"),
    "Data reconciled": ("Compare acknowledged saves with what is stored", "confirmed save"),
    "Cause understood": ("Look at sessions, locks and connections on the primary", "pool"),
    "Run stopped": ("Stop the invoice run and keep back what has not left", "run stopped"),
}


def moment(title: str) -> Moment:
    """The end of one of the deeds above."""
    deed, word = DEEDS[title]
    return Moment("it", KeyMoment(title=title, event="task_finished", words=(word,)), 9, AT_S, deed)


def act(event: str, title: str, **where: str) -> Moment:
    """A moment that is an act of its own."""
    return Moment("it", KeyMoment(title=title, event=event, where=where, words=(title,)), 9, AT_S, "")


MITIGATED, DECLARED = act("mitigation_marked", "Mitigated"), act("incident_declared", "Declared")
CLOSED, BRIEF = act("incident_closed", "Closed"), act("brief_posted", "First executive brief")
RESOLVED, COMMS = act("resolution_marked", "Resolved"), act("role_assigned", "Comms Lead named", seat="comms_lead")
MEANT = (
    (moment("Failover finished"), "Standby promoted, takes all writes"),
    (moment("Failover finished"), "Cut over to the secondary"),
    (moment("Failover finished"), "DB moved to the standby"),
    (moment("Flag rolled back"), "Undid the pool setting on every app server"),
    (moment("Flag rolled back"), "Config change reverted on every app server"),
    (moment("Sessions drained"), "Drain finished"),
    (moment("Sessions drained"), "Cleared stuck connections from the primary"),
    (moment("Data reconciled"), "Data audit finished, nothing lost"),
    (moment("Cause understood"), "Root cause found"),
    (moment("Run stopped"), "Halted the invoices"),
    (DECLARED, "Called a SEV-1 (availability), hurting since 14:01 UTC"),
    (DECLARED, "SEV-1 raised"),
    (COMMS, "Michael has comms"),
    (BRIEF, "Mailed the C-level the first situation report"),
    (MITIGATED, "Customers can save again"),
    (RESOLVED, "Fully recovered, watch ended"),
    (CLOSED, "Ticket shut"),
)
HOLLOW = (
    (moment("Failover finished"), "Coffee moved to the kitchen"),
    (moment("Failover finished"), "Looked at it again"),
    (moment("Failover finished"), "Promoted, reverted, drained, audited, halted, rotated"),
    (moment("Flag rolled back"), "Back from lunch"),
    (moment("Sessions drained"), "Window closed, it was cold"),
    (moment("Data reconciled"), "Calendar checked"),
    (moment("Cause understood"), "A chair found"),
    (moment("Run stopped"), "Rain stopped"),
    (DECLARED, "Something was said"),
    (COMMS, "Comms was quiet"),
    (BRIEF, "Executives are in the building"),
    (MITIGATED, "Still watching"),
    (RESOLVED, "Customers asked"),
    (CLOSED, "Nothing else"),
)


@pytest.mark.parametrize(("meant", "said"), MEANT)
def test_a_row_at_the_minute_of_the_deed_may_use_other_words_of_the_trade(meant: Moment, said: str) -> None:
    """Given the same row some minutes off, when it is matched, then it names nothing."""
    near, off = Row(1, AT_S + NEAR_S, said), Row(1, AT_S + NEAR_S + 1, said)
    assert match([meant], [near], 300) == {"it": near}
    assert match([meant], [off], 300) == {}


@pytest.mark.parametrize(("meant", "said"), HOLLOW)
def test_a_row_without_the_deed_is_worth_nothing_at_any_minute(meant: Moment, said: str) -> None:
    assert match([meant], [Row(1, AT_S, said)], 300) == {}


def test_a_row_that_names_its_moment_is_not_taken_by_another_of_that_minute() -> None:
    """Given one row for two moments, when one is named and one only meant, then it is the named one's."""
    named_, meant = moment("Data reconciled"), moment("Failover finished")
    both = [Moment("other", meant.spec, 8, AT_S, meant.deed), named_]
    [row] = [Row(1, AT_S, "Every confirmed save is on the standby that we cut over to")]
    assert match(both, [row], 300) == {"it": row}


def logged(action: str) -> e.EntryLogged:
    return e.EntryLogged(action=action, owner="Olga", result="It stands in the bridge")


def test_the_advice_says_that_a_row_stands_there_but_was_not_understood() -> None:
    told = story().you(600, declared())
    assert "not read in it" not in told.judge("D2").advice
    judged = told.you(660, logged("Off we go")).judge("D2")
    assert judged.advice.startswith("A row stands at 12:11 UTC, “Off we go”, but “Declared” was not read in it. Log it")
    assert "not read in it" not in told.you(1_200, logged("Off we go")).judge("D2").advice


def decided(question: str) -> e.DecisionLogged:
    why = "The lag is gone, so nothing would be lost."
    return e.DecisionLogged(question=question, options=("now", "later"), choice="now", why=why, approver="exec_sponsor")


def switched(at_s: int, question: str) -> Story:
    """A decision a minute before or long before the work that it was on."""
    told = story().you(300, named(Seat.EXEC_SPONSOR, "boss")).you(at_s, decided(question))
    return told.you(minutes(120), started("switch")).world(minutes(130), finished("switch"))


@pytest.mark.parametrize(
    ("at_s", "question", "value"),
    [
        (minutes(119), "Cut over to the standby?", 1_000),
        (minutes(119), "Failover?", 1_000),
        (minutes(20), "Cut over to the standby?", 0),
        (minutes(119), "Order pizza?", 0),
    ],
)
def test_a_decision_may_use_other_words_of_the_trade_soon_before_its_deed(at_s: int, question: str, value: int) -> None:
    assert switched(at_s, question).value("D3") == value
