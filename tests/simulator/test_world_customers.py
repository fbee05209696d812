"""Customers: silence, promises, lies and money move them, and each in the right direction."""

from __future__ import annotations

from itertools import pairwise

import pytest

from simulator import commands as c
from simulator import events as e
from simulator.vocabulary import Channel, CreditKind, Seat
from simulator.world.customers import SHOWN_STEP_MILLI, churn_ppm
from tests.builders import PAGE, Story, inject, story, tiny, tiny_data

QUIET = tiny(injects=[PAGE])
ACCOUNTS = ("alpha", "beta")


def jump(told: Story, account: str, reason: str) -> int:
    """What one reason did to an account, in thousandths of a point; the minute's drift is below 150."""
    before = told.incident.accounts[account].start_milli
    for event in told.events(e.SentimentChanged):
        if event.account == account:
            if event.reason == reason:
                return event.sentiment_milli - before
            before = event.sentiment_milli
    raise AssertionError(f"{account} never felt: {reason}")


# --- silence ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("account", ACCOUNTS)
def test_each_quarter_of_an_hour_of_silence_after_the_grace_costs_more(account: str) -> None:
    moods = []
    for minute in (16, 31, 46, 61):
        told = story(QUIET).at(f"{minute}m").tell("We work on it.").at("80m")
        moods.append(told.mood(account))
    assert moods == sorted(moods, reverse=True)
    assert len(set(moods)) == len(moods)


@pytest.mark.parametrize("account", ACCOUNTS)
def test_silence_within_the_grace_is_free(account: str) -> None:
    moods = [story(QUIET).at(f"{m}m").tell("We work on it.").at("62m").mood(account) for m in (5, 10, 15)]
    assert max(moods) - min(moods) < SHOWN_STEP_MILLI


def test_who_hears_from_us_on_time_loses_less_than_who_does_not() -> None:
    kept = story(QUIET).at("10m").tell("We work on it.").at("68m").tell("We work on it.").at("120m")
    lapsed = story(QUIET).at("10m").tell("We work on it.").at("120m")
    assert kept.mood("alpha") > lapsed.mood("alpha")


def test_a_total_outage_hurts_more_than_a_partial_one() -> None:
    told = story(QUIET).at("14m").tell("We work on it.").at("60m")
    lost = {name: account.start_milli - account.sentiment_milli for name, account in told.incident.accounts.items()}
    assert lost["alpha"] > lost["beta"] > 0


def test_a_sev2_hurts_less_than_a_sev1() -> None:
    mild = tiny(injects=[PAGE], truth={"severity": "sev2"})
    assert story(mild).at("90m").mood("alpha") > story(QUIET).at("90m").mood("alpha")


def test_containment_ends_the_impact_and_the_loss() -> None:
    told = story(QUIET).at("3m").contain().at("19m")
    assert (told.incident.restored, told.incident.restored_s) == (False, None)
    told.at("25m")
    assert told.incident.restored_s is not None
    assert set(told.incident.impact_permille.values()) == {0}
    told.tell("All saves work.", final=True)
    after = {name: told.mood(name) for name in ACCOUNTS}
    assert {name: told.at("2h").mood(name) for name in ACCOUNTS} == after


def test_a_silence_after_the_repair_still_costs_until_the_last_word() -> None:
    silent = story(QUIET).at("3m").contain().at("90m")
    closed = story(QUIET).at("3m").contain().at("25m").tell("All saves work.", final=True).at("90m")
    assert silent.mood("alpha") < closed.mood("alpha")


# --- updates --------------------------------------------------------------------------------------------------------


def test_a_good_update_helps_more_than_an_empty_one() -> None:
    good = story(QUIET).at("20m").tell("Saves fail for all. We switch a flag back. Next step soon.")
    empty = story(QUIET).at("20m").tell("We work on it")
    assert good.mood("alpha") > empty.mood("alpha")


def test_updates_wear_off() -> None:
    told = story(QUIET).at("20m")
    gains = []
    for _ in range(4):
        before = told.mood("alpha")
        told.tell("Saves fail for all. We switch a flag back. Next step soon.")
        gains.append(told.mood("alpha") - before)
    assert gains == sorted(gains, reverse=True)
    assert gains[0] > gains[-1]


def test_nobody_is_happier_than_before_while_it_fails() -> None:
    told = story(QUIET).at("3m")
    for _ in range(9):
        told.tell("Saves fail for all. We switch a flag back. Next step soon.")
    assert all(told.mood(name) <= told.incident.accounts[name].start_milli for name in ACCOUNTS)


def test_mail_to_one_account_is_read_by_that_account_alone() -> None:
    told = story(QUIET).at("20m")
    before = told.mood("beta")
    mail = c.PostUpdate(channel=Channel.CUSTOMER_MAIL, text="One. Two. Three.", accounts=("alpha",))
    told.do(mail, seat=Seat.CS)
    assert told.mood("beta") == before
    assert told.incident.accounts["alpha"].reason == "an update"


@pytest.mark.parametrize("channel", [Channel.HOLDING_LINE, Channel.WAR_ROOM])
def test_customers_do_not_read_our_own_channels(channel: Channel) -> None:
    told = story(QUIET).at("20m")
    before = [told.mood(name) for name in ACCOUNTS]
    told.tell("One. Two. Three.", channel=channel)
    assert [told.mood(name) for name in ACCOUNTS] == before


def test_a_repair_that_is_claimed_and_not_there_is_deception() -> None:
    told = story(QUIET).at("20m").tell("Good news: it works again.")
    alpha = told.incident.accounts["alpha"]
    assert jump(told, "alpha", "we were told that it works; it does not") <= -20_000 + 150
    assert alpha.trust_permille == 600
    assert alpha.churn_ppm > 2 * alpha.base_ppm


def test_a_repair_that_is_there_is_no_deception() -> None:
    told = story(QUIET).at("3m").contain().at("25m").tell("Good news: it works again.")
    assert told.incident.accounts["alpha"].trust_permille == 1_000


def test_a_real_apology_soon_after_the_repair_helps_more_than_a_late_one() -> None:
    text = "All saves work and we are sorry."
    soon = story(QUIET).at("3m").contain().at("30m").tell(text, final=True)
    late = story(QUIET).at("3m").contain().at("170m").tell(text, final=True)
    assert jump(soon, "beta", "a real apology") > jump(late, "beta", "a real apology") > 0


# --- questions ------------------------------------------------------------------------------------------------------

ASKING = tiny(
    injects=[PAGE, inject("q", at="5m", account="alpha", sender="alpha-contact", asks=True, answer_within="20m")]
)


def test_a_question_wants_its_answer_in_time() -> None:
    told = story(ASKING).at("25m")
    assert told.events(e.SentimentChanged) == [
        ev for ev in told.events(e.SentimentChanged) if "question" not in ev.reason
    ]
    told.at("27m")
    assert jump(told, "alpha", "a direct question stayed unanswered") < -2_500


def test_an_answer_helps_and_is_counted_once() -> None:
    told = story(ASKING).at("20m")
    told.do(c.Reply(message="m2", text="A flag is being switched back."), seat=Seat.CS)
    told.do(c.Reply(message="m2", text="A flag is being switched back."), seat=Seat.CS)
    told.at("60m")
    reasons = [event.reason for event in told.events(e.SentimentChanged)]
    assert reasons.count("a direct question was answered") == 1
    assert "a direct question stayed unanswered" not in reasons


def test_a_colleague_left_waiting_costs_the_customer_nothing() -> None:
    about = inject("q", at="5m", account="alpha", sender="seller", asks=True, answer_within="20m")
    told = story(tiny(injects=[PAGE, about])).at("60m")
    assert all("question" not in event.reason for event in told.events(e.SentimentChanged))


def test_a_user_who_is_not_of_the_cast_speaks_for_their_company() -> None:
    ticket = inject("q", at="5m", account="alpha", sender="outside", asks=True, answer_within="20m")
    told = story(tiny(injects=[PAGE, ticket])).at("10m")
    told.do(c.Reply(message="m2", text="A flag is being switched back. Next update 14:40."), seat=Seat.CS)
    assert [promise.account for promise in told.incident.promises.values()] == ["alpha"]


def test_an_answer_is_not_judged_once_more_as_a_thin_update() -> None:
    """Given a short answer, when it answers the question, then its asker is better off than before."""
    told = story(ASKING).at("20m")
    told.do(c.Reply(message="m2", text="Yes, bookings can be taken at your desk"), seat=Seat.CS)
    reasons = [event.reason for event in told.events(e.SentimentChanged) if event.account == "alpha"]
    assert "a direct question was answered" in reasons
    assert "an update that says little" not in reasons


def test_a_demand_for_money_stays_open_until_something_is_said_of_it() -> None:
    """Given a claim by contract, when the answer is about something else, then it is made again and costs points."""
    claim = inject("q", at="5m", account="alpha", asks=True, answer_within="30m", sender="alpha-contact")
    told = story(tiny(injects=[PAGE, {**claim, "text": "We claim ten percent under the gold schedule."}])).at("20m")
    told.do(c.Reply(message="m2", text="A flag is being switched back. It helps by and by."), seat=Seat.CS)
    told.at("60m")
    again = [m for m in told.events(e.MessageArrived) if m.account == "alpha" and m.asks][1]
    assert "credit" in again.subject + again.text
    assert jump(told, "alpha", "a direct question stayed unanswered") < -2_500


def test_courtesies_leave_a_question_open() -> None:
    told = story(ASKING).at("20m")
    told.do(c.Reply(message="m2", text="Thank you so much, everybody here is doing their best."), seat=Seat.CS)
    told.at("60m")
    assert jump(told, "alpha", "a direct question stayed unanswered") < -2_500


# --- promises -------------------------------------------------------------------------------------------------------


def test_a_broken_promise_costs_more_than_a_kept_one_gains() -> None:
    kept = story(QUIET).at("3m").contain().tell("Saves fail. It is fixed by 14:30.").at("60m")
    broken = story(QUIET).at("3m").tell("Saves fail. It is fixed by 14:30.").at("60m")
    assert kept.moments(e.PromiseKept) == [kept.incident.restored_s]
    assert broken.moments(e.PromiseBroken) == [30 * 60 + 301]
    for account in ACCOUNTS:
        gain = jump(kept, account, "repaired when we said")
        loss = -jump(broken, account, "a promised repair did not come")
        assert loss > 3 * gain > 0


def test_a_missed_update_weighs_more_in_a_sev1() -> None:
    mild = tiny(injects=[PAGE], truth={"severity": "sev2"})
    losses = [
        jump(
            story(scenario).at("5m").tell("Saves fail. Next update 14:30.").at("45m"),
            "beta",
            "a promised update did not come",
        )
        for scenario in (QUIET, mild)
    ]
    assert losses[0] < losses[1] < 0


# --- calls ----------------------------------------------------------------------------------------------------------


def test_a_missed_call_costs_more_than_a_held_one_gains() -> None:
    call = c.ScheduleCall(account="alpha", at_s=2_400, purpose="Where we stand")
    held = story(QUIET).at("20m")
    held.do(call, seat=Seat.CS)
    held.at("39m").do(c.HoldCall(call="call1", notes="They understood."), seat=Seat.CS)
    missed = story(QUIET).at("20m")
    missed.do(call, seat=Seat.CS)
    missed.at("60m")
    assert missed.moments(e.CallMissed) == [2_400 + 600]
    assert -jump(missed, "alpha", "nobody came to the call") > jump(held, "alpha", "the call took place") > 0


# --- money ----------------------------------------------------------------------------------------------------------


def credited(approved: bool) -> Story:
    """A credit of the right size, told to the customer with or without waiting for the approver."""
    told = story(QUIET).at("20m")
    offer = c.ProposeCredit(
        account="alpha", credit=CreditKind.SLA_CREDIT, amount_cents=400_000, basis="30 minutes", approver="cs_manager"
    )
    told.do(offer, seat=Seat.CS)
    if approved:
        told.at("50m")
    told.do(c.GrantCredit(proposal="credit1", text="It is yours."), seat=Seat.CS)
    return told


def test_a_fair_credit_helps_and_an_unapproved_one_costs_more() -> None:
    gain = jump(credited(approved=True), "alpha", "a fair credit")
    loss = -jump(credited(approved=False), "alpha", "a credit was promised and taken back")
    assert loss > gain > 0


# --- false closure --------------------------------------------------------------------------------------------------


def closed(contained: bool) -> Story:
    told = story(QUIET).at("3m").declare()
    if contained:
        told.contain()
    told.at("30m").do(c.MarkResolved(note="Done."))
    told.do(c.CloseIncident(note="Done."))
    return told


def test_a_false_closure_is_punished() -> None:
    false, true = closed(contained=False), closed(contained=True)
    for name in ACCOUNTS:
        account = false.incident.accounts[name]
        assert account.reason == "the incident was closed while it still fails for us"
        assert account.trust_permille == 600
        assert account.churn_ppm > true.incident.accounts[name].churn_ppm
        assert true.mood(name) - account.sentiment_milli > 15_000


# --- escalation -----------------------------------------------------------------------------------------------------


def test_an_account_escalates_step_by_step_and_each_step_once() -> None:
    blow = {"effect": {"sentiment": {"alpha": -20}}}
    scenario = tiny(injects=[PAGE, *(inject(f"blow-{n}", at=f"{20 * n}m", **blow) for n in range(1, 5))])
    told = story(scenario).at("100m")
    escalations = [event for event in told.events(e.AccountEscalated) if event.account == "alpha"]
    assert [event.level for event in escalations] == [1, 2, 3]
    assert told.incident.accounts["alpha"].level == 3
    asked = [m for m in told.events(e.MessageArrived) if m.account == "alpha" and m.asks]
    assert len(asked) == 4, "one letter for each level, and their head of finance"
    assert all(message.text and "{" not in message.text for message in asked)


def test_a_fall_through_all_steps_at_once_escalates_all() -> None:
    scenario = tiny(injects=[PAGE, inject("scandal", at="20m", effect={"sentiment": {"alpha": -50, "beta": 1}})])
    told = story(scenario).at("21m")
    assert [event.level for event in told.events(e.AccountEscalated)] == [1, 2, 3]


def test_mood_stays_between_zero_and_a_hundred() -> None:
    blows = [inject(f"b{n}", at=f"{n}m", effect={"sentiment": {"alpha": -50, "beta": 50}}) for n in range(3, 8)]
    told = story(tiny(injects=[PAGE, *blows])).at("10m")
    assert told.mood("alpha") == 0
    assert told.mood("beta") <= 100_000


# --- churn ----------------------------------------------------------------------------------------------------------


def test_churn_rises_with_every_lost_point_and_with_deception() -> None:
    risks = [churn_ppm(80_000, drop, 40, 0) for drop in range(0, 60_000, 1_000)]
    assert risks[0] == pytest.approx(80_000, abs=1)
    assert all(later > earlier for earlier, later in pairwise(risks))
    assert churn_ppm(80_000, 10_000, 40, 600) > churn_ppm(80_000, 10_000, 40, 0)
    assert churn_ppm(80_000, 100_000, 40, 600) < 1_000_000


def test_a_close_relationship_forgives_more() -> None:
    def loss(relationship: str) -> int:
        accounts = tiny_data()["accounts"]
        accounts["alpha"]["relationship"] = relationship
        told = story(tiny(injects=[PAGE], accounts=accounts)).at("60m")
        return told.incident.accounts["alpha"].start_milli - told.mood("alpha")

    assert loss("high") < loss("normal") < loss("low")
