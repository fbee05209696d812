"""The promise ledger: made by what was said, kept by what the same readers see, broken by the clock."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulator import commands as c
from simulator import events as e
from simulator.vocabulary import Channel, CreditKind, Seat
from tests.builders import PAGE, Story, inject, story, tiny

QUIET = tiny(injects=[PAGE])
GRACE_S = 300


def ledger(told: Story) -> list[tuple[str, str, str]]:
    """Kind, readers and state of every promise."""
    return [(p.what, p.account, p.state) for p in told.incident.promises.values()]


def test_a_promised_update_is_kept_by_the_next_one() -> None:
    told = story(QUIET).at("5m").tell("Next update 14:30.").at("30m").tell("Still at it.")
    assert ledger(told) == [("update", "*", "kept")]
    assert told.incident.promises["p1"].due_s == 1_800


@pytest.mark.parametrize(
    ("late_s", "state"), [(0, "kept"), (GRACE_S, "kept"), (GRACE_S + 1, "kept"), (GRACE_S + 2, "broken")]
)
def test_a_promise_has_five_minutes_of_grace(late_s: int, state: str) -> None:
    told = story(QUIET).at("5m").tell("Next update 14:30.").at(f"{1_800 + late_s}s").tell("Still at it.")
    assert ledger(told) == [("update", "*", state)]


def test_a_broken_promise_is_noted_by_itself() -> None:
    told = story(QUIET).at("5m").tell("Next update 14:30.").at("60m")
    assert told.moments(e.PromiseBroken) == [1_800 + GRACE_S + 1]


def test_each_update_makes_its_own_promise() -> None:
    told = story(QUIET).at("5m").tell("Next update 14:30.").at("29m").tell("Next update 15:00.").at("2h")
    assert ledger(told) == [("update", "*", "kept"), ("update", "*", "broken")]


def test_a_mail_to_one_account_does_not_keep_a_promise_to_another() -> None:
    told = story(QUIET).at("5m")
    for account in ("alpha", "beta"):
        told.do(
            c.PostUpdate(channel=Channel.CUSTOMER_MAIL, text="Next update 14:30.", accounts=(account,)), seat=Seat.CS
        )
    told.at("20m").do(c.PostUpdate(channel=Channel.CUSTOMER_MAIL, text="News.", accounts=("alpha",)), seat=Seat.CS)
    told.at("1h")
    assert ledger(told) == [("update", "alpha", "kept"), ("update", "beta", "broken")]


@pytest.mark.parametrize(
    ("posted_s", "state"), [(301, "open"), (1_049, "open"), (1_050, "kept"), (1_800 + GRACE_S, "kept")]
)
def test_the_status_page_keeps_a_word_given_to_one_customer_in_the_last_half_of_its_time(
    posted_s: int, state: str
) -> None:
    """Given news promised to one account at 14:05 for 14:30, when the page tells everybody, then its time counts."""
    told = story(QUIET).at("5m")
    told.do(c.PostUpdate(channel=Channel.CUSTOMER_MAIL, text="Next update 14:30.", accounts=("alpha",)), seat=Seat.CS)
    told.at(f"{posted_s}s").tell("News.")
    assert ledger(told) == [("update", "alpha", state)]


def test_the_closing_post_keeps_what_everybody_outside_was_promised() -> None:
    """However soon it comes: nothing is left to be told."""
    told = story(QUIET).at("5m")
    told.do(c.PostUpdate(channel=Channel.CUSTOMER_MAIL, text="Next update 14:30.", accounts=("alpha",)), seat=Seat.CS)
    told.at("6m").do(c.PostUpdate(channel=Channel.STATUS_PAGE, text="False alarm; nothing was wrong.", final=True))
    assert ledger(told) == [("update", "alpha", "kept")]


def test_a_word_given_to_one_customer_is_broken_by_a_post_that_came_too_soon_alone() -> None:
    """Given a personal promise, when only an early post follows, then nobody answered it."""
    told = story(QUIET).at("3m").contain().at("5m")
    told.do(c.PostUpdate(channel=Channel.CUSTOMER_MAIL, text="Next update 14:50.", accounts=("alpha",)), seat=Seat.CS)
    told.at("6m").tell("News.").at("1h")
    assert ledger(told) == [("update", "alpha", "broken")]


def test_a_message_to_the_customer_keeps_the_word_given_to_them_at_any_time() -> None:
    """Given a personal promise, when the same account gets a mail seconds later, then it is kept."""
    told = story(QUIET).at("5m")
    for text in ("Next update 14:30.", "Your changes are stored."):
        told.do(c.PostUpdate(channel=Channel.CUSTOMER_MAIL, text=text, accounts=("alpha",)), seat=Seat.CS)
    assert ledger(told) == [("update", "alpha", "kept")]


def with_a_credit(told: Story, account: str) -> None:
    """A credit is proposed, and the account is told."""
    told.do(
        c.ProposeCredit(account=account, credit=CreditKind.GOODWILL, amount_cents=100, basis="", approver="cs_manager")
    )
    told.do(c.GrantCredit(proposal="credit1", text="As promised: a credit of 1 USD."), seat=Seat.CS)


def with_a_question(told: Story, account: str) -> None:
    """The account is asked whether it works."""
    told.do(c.AskConfirmation(account=account, text="It works since 14:10. For you too?"), seat=Seat.CS)


@pytest.mark.parametrize("message", [with_a_credit, with_a_question])
@pytest.mark.parametrize(("account", "state"), [("alpha", "kept"), ("beta", "broken")])
def test_a_credit_and_a_question_keep_the_word_given_to_their_customer(
    message: Callable[[Story, str], None], account: str, state: str
) -> None:
    """Given news promised to alpha for 14:30, when one comes in time, then its own reader was told."""
    told = story(QUIET).at("5m")
    told.do(c.PostUpdate(channel=Channel.CUSTOMER_MAIL, text="Next update 14:30.", accounts=("alpha",)), seat=Seat.CS)
    message(told.at("25m"), account)
    told.at("1h")
    assert ledger(told) == [("update", "alpha", state)]


@pytest.mark.parametrize("message", [with_a_credit, with_a_question])
def test_a_credit_and_a_question_break_the_silence(message: Callable[[Story, str], None]) -> None:
    """Given a customer who fails, when it gets one of these, then half an hour later silence costs nothing."""
    told = story(QUIET).at("10m")
    message(told, "alpha")
    told.at("40m")
    reasons = {x.account: x.reason for x in told.events(e.SentimentChanged) if "silence" in x.reason}
    assert reasons == {"beta": "silence"}


def test_colleagues_and_customers_have_ledgers_of_their_own() -> None:
    told = (
        story(QUIET)
        .at("5m")
        .tell("Next update 14:30.", channel=Channel.HOLDING_LINE)
        .at("6m")
        .tell("Next update 14:40.")
    )
    assert ledger(told) == [("update", "inside", "open"), ("update", "*", "open")]
    told.at("20m").tell("Say this.", channel=Channel.HOLDING_LINE)
    assert ledger(told) == [("update", "inside", "kept"), ("update", "*", "open")]


@pytest.mark.parametrize(("posted_s", "state"), [(1_049, "open"), (1_050, "kept"), (1_800 + GRACE_S, "kept")])
def test_the_status_page_keeps_what_a_holding_line_said_in_the_last_half_of_its_time(posted_s: int, state: str) -> None:
    """Given colleagues who were told at 14:05 of news by 14:30, when the page has it, then they have read it too."""
    told = story(QUIET).at("5m").tell("Next update 14:30, on the status page.", channel=Channel.HOLDING_LINE)
    told.at(f"{posted_s}s").tell("News.")
    assert ledger(told) == [("update", "inside", state)]


def test_what_is_said_in_the_war_room_promises_nothing() -> None:
    assert ledger(story(QUIET).at("5m").tell("Next update 14:30.", channel=Channel.WAR_ROOM)) == []


def test_an_answer_promises_to_its_account_and_keeps_what_was_promised_to_it() -> None:
    asks = inject("q", at="3m", account="beta", sender="beta-contact", asks=True)
    told = story(tiny(injects=[PAGE, asks])).at("5m")
    told.do(c.AcknowledgeCustomer(account="beta", text="Seen. Next update 14:20."), seat=Seat.CS)
    told.at("10m").do(c.Reply(message="m2", text="Next update 14:40."), seat=Seat.CS)
    assert ledger(told) == [("update", "beta", "kept"), ("update", "beta", "open")]


def test_a_promised_fix_is_kept_by_the_repair() -> None:
    told = story(QUIET).at("3m").contain().tell("It is fixed by 14:30.").at("1h")
    assert ledger(told) == [("fix", "*", "kept")]


def test_a_promised_report_is_kept_by_the_post_mortem() -> None:
    told = story(QUIET).at("3m").contain().declare().at("25m").tell("You get a report by 15:00.")
    told.do(c.MarkResolved(note="Quiet."))
    told.at("40m").do(c.SubmitPostmortem(text="A flag."))
    assert ledger(told) == [("rfo", "*", "kept")]


def test_a_call_is_a_promise_with_a_window() -> None:
    told = story(QUIET).at("5m")
    for at_s in (1_800, 3_600):
        told.do(c.ScheduleCall(account="alpha", at_s=at_s, purpose="Where we stand"), seat=Seat.CS)
    told.at("25m").do(c.HoldCall(call="call1", notes="Fine."), seat=Seat.CS)
    told.at("2h")
    assert ledger(told) == [("call", "alpha", "kept"), ("call", "alpha", "broken")]
    assert told.moments(e.CallMissed) == [3_600 + 600]


def test_a_call_keeps_what_its_customer_was_promised_and_nobody_else() -> None:
    """Given news promised to two accounts for 14:30, when there is a call with one at that time, then it has heard."""
    told = story(QUIET).at("5m")
    for account in ("alpha", "beta"):
        mail = c.PostUpdate(channel=Channel.CUSTOMER_MAIL, text="Next update 14:30.", accounts=(account,))
        told.do(mail, seat=Seat.CS)
    told.do(c.ScheduleCall(account="alpha", at_s=1_800, purpose="Where we stand"), seat=Seat.CS)
    told.at("30m").do(c.HoldCall(call="call1", notes="They know all that we know."), seat=Seat.CS)
    told.at("1h")
    assert ledger(told) == [("update", "alpha", "kept"), ("update", "beta", "broken"), ("call", "alpha", "kept")]


def test_the_last_word_closes_the_ledger_of_updates() -> None:
    told = (
        story(QUIET)
        .at("3m")
        .contain()
        .tell("Next update 14:50.")
        .at("30m")
        .tell("All saves work.", final=True)
        .at("2h")
    )
    assert ledger(told) == [("update", "*", "kept")]


def test_no_promise_breaks_after_the_end() -> None:
    told = story(QUIET).at("5m").tell("Next update 14:30.")
    told.do(c.FinishDrill())
    told.at("2h")
    assert told.events(e.PromiseBroken) == []
