"""What keeps a promise and what makes one that counts: acknowledgements, repetitions, explanations."""

from __future__ import annotations

import msgspec
import pytest

from scoring.criteria.c4 import fate
from simulator import events as e
from simulator.reading import Claim, SpokenPromise, UpdateReading
from simulator.vocabulary import Channel, CreditKind
from tests.scoring.builders import START_UTC_S, Story, claim, handed_in, postmortem_reading, reading, story, update

RECEIPT = "We have your report and are working on it. You will hear from us by 12:35 UTC."


def promise(name: str, said_in: int, due_s: int, account: str = "north", what: str = "update") -> e.PromiseMade:
    return e.PromiseMade(promise=name, what=what, channel="reply", account=account, due_s=due_s, said_in=said_in)


def last(told: Story) -> int:
    """The number of the latest line of the judged person."""
    return max(seen.n for seen in told.record().lines if seen.who)


def acknowledged(told: Story, at_s: int, text: str, due_s: int = 0, *, impact: bool = False) -> Story:
    """One customer gets an acknowledgement, perhaps with a time in it; the ledger takes it for news."""
    cut = text.find("You will hear")
    spoken = SpokenPromise(what="update", due_utc_s=START_UTC_S + due_s, start=cut, end=len(text), quote=text[cut:])
    features: dict[str, bool | int | None] = {"acknowledges": True, "states_action": True, "states_impact": impact}
    read = UpdateReading(reader="test", readable="yes", features=features, promises=(spoken,) if due_s else ())
    told = told.you(at_s, e.CustomerAcknowledged(account="north", text=text, reading=read))
    return told.world(at_s, promise(f"p{at_s}", last(told), due_s), cause=last(told)) if due_s else told


def ended(told: Story) -> Story:
    return told.world(20_000, e.DrillEnded(reason="finished"))


def kept(told: Story) -> str:
    return ended(told).judge("C4").actual


def mailed(told: Story, at_s: int, text: str) -> Story:
    return told.you(at_s, update(text, channel=Channel.CUSTOMER_MAIL, accounts=("north",)))


def broken() -> Story:
    """News promised to one customer for 12:20, and nothing came."""
    told = mailed(story(), 600, "Half of the logins fail.")
    return told.world(600, promise("p1", last(told), 1_200), cause=last(told))


def test_an_acknowledgement_without_content_keeps_nothing() -> None:
    assert kept(acknowledged(broken(), 1_100, "We have your report and are working on it.")) == "0 of 1 kept"
    assert kept(acknowledged(broken(), 1_100, "Logins fail for a fifth of you.", impact=True)) == "1 of 1 kept"


def test_a_call_keeps_what_its_customer_was_promised_although_an_empty_word_came_before() -> None:
    """Given news promised to one customer, when an empty receipt and then a call follow in time, then it is kept."""
    told = acknowledged(broken(), 900, "We have your report and are working on it.")
    for account, counted in (("south", "0 of 1 kept"), ("north", "1 of 1 kept")):
        call = e.CallScheduled(call="call1", account=account, at_s=1_200, purpose="where we stand")
        assert kept(told.you(950, call).you(1_200, e.CallHeld(call="call1", notes="All facts told."))) == counted


OFFER = e.CreditProposed(
    proposal="credit1", account="north", credit=CreditKind.GOODWILL, amount_cents=100, basis="", approver="cs_manager"
)
CREDIT = e.CreditGranted(proposal="credit1", text="As promised: a credit of 1 USD.", approved=True)
QUESTION = e.ConfirmationAsked(account="north", text="Logins work since 12:10 UTC. Do they for you?")


@pytest.mark.parametrize("message", [CREDIT, QUESTION])
def test_a_credit_and_a_question_are_news_to_their_customer_once(message: e.AnyEvent) -> None:
    """Given news promised to one customer, when one comes in time, then it is kept; the same again keeps nothing."""
    told = broken().you(700, OFFER)
    assert kept(told.you(1_100, message)) == "1 of 1 kept"
    assert kept(told.you(590, OFFER, message).you(1_100, message)) == "0 of 1 kept"


def test_cheap_promises_wash_out_no_broken_one() -> None:
    """Ten receipts that each promise news, all kept by one mail, are no ten promises that were kept."""
    told = broken()
    for minute in range(25, 35):
        told = acknowledged(told, 60 * minute, RECEIPT, due_s=2_100)
    assert kept(mailed(told, 2_200, "The change is undone.")) == "0 of 1 kept"
    assert kept(told).startswith("0 of "), "what they promised is owed all the same"


def test_a_promise_repeated_in_the_same_minutes_is_one() -> None:
    told = broken()
    for second in (620, 700, 890):
        told = mailed(told, second, f"Logins fail in {second} places.")
        told = told.world(second, promise(f"p{second}", last(told), 3_000), cause=last(told))
    assert kept(told) == "0 of 1 kept"
    assert kept(mailed(told, 2_900, "The change is undone.")) == "1 of 1 kept"
    later = mailed(told, 2_900, "The change is undone.")
    later = later.world(2_900, promise("p9", last(later), 4_000), cause=last(later))
    assert kept(later) == "1 of 2 kept"


CAUSE = claim("cause", "a cache setting that was too small")


def explained(account: str, *events: tuple[int, e.AnyEvent]) -> str:
    """A written explanation promised at the end, and what became of it; the ledger takes any post-mortem for it."""
    told = story().you(4_000, update("Logins work again."))
    told = told.world(4_000, promise("p1", last(told), 9_000, account, "rfo"), cause=last(told))
    for at_s, event in events:
        told = told.you(at_s, event)
        if isinstance(event, e.PostmortemSubmitted):
            told = told.world(at_s, e.PromiseKept(promise="p1"), cause=last(told))
    record = ended(told).record()
    (made,) = record.promises
    return fate(record, told.context("C4"), made).state


INTERNAL, ADDRESSED = handed_in(postmortem_reading(narrative_parts=0)), handed_in(postmortem_reading())


def letter(*claims: Claim) -> e.UpdatePosted:
    channel = Channel.CUSTOMER_MAIL
    return update("Dear customer.", channel=channel, accounts=("north",), read=reading(claims=claims))


@pytest.mark.parametrize(
    ("account", "event", "state"),
    [
        ("north", INTERNAL, "broken"),
        ("*", INTERNAL, "broken"),
        ("inside", INTERNAL, "kept"),
        ("north", ADDRESSED, "kept"),
        ("north", letter(CAUSE), "kept"),
        ("south", letter(CAUSE), "broken"),
        ("north", letter(), "broken"),
        ("north", letter(msgspec.structs.replace(CAUSE, hedged=True)), "broken"),
    ],
)
def test_a_written_explanation_for_customers_is_kept_by_what_is_addressed_to_them(
    account: str, event: e.AnyEvent, state: str
) -> None:
    assert explained(account, (8_000, event)) == state
