"""After the close: actions close or rot, the fault strikes again or not, accounts stay or go."""

from __future__ import annotations

from typing import Any

from simulator import commands as c
from simulator import events as e
from simulator.afterwards import stopped_open
from simulator.incident import Incident
from simulator.journal import Entry
from simulator.vocabulary import CreditKind, Seat
from tests.builders import PAGE, Story, story, tiny

QUIET = tiny(injects=[PAGE])
GOOD = c.AddRemediation(
    action="Automate a check of the pool size before a flag goes live", owner="engineer", due_in_days=14,
    tracker="OPS-1", done_test="A flag with a small pool is refused.", addresses="the flag",
)  # fmt: skip
BAD = c.AddRemediation(action="Be more careful", owner="", due_in_days=80)


def ended(*actions: c.AddRemediation, noise: int = 0, **changes: Any) -> Story:
    """A contained drill with these actions, finished at 40 minutes."""
    told = story(tiny(injects=[PAGE], **changes), noise=noise).at("3m").contain().at("40m")
    for action in actions:
        told.do(action)
    told.do(c.FinishDrill())
    return told


def test_the_last_line_is_the_end_and_each_account_is_settled_before() -> None:
    told = ended()
    kinds = [type(entry.event) for entry in told.drill.entries[-3:]]
    assert kinds == [e.AccountSettled, e.AccountSettled, e.DrillEnded]
    assert {entry.at_s for entry in told.drill.entries[-3:]} == {2_400}


def closed_share(action: c.AddRemediation) -> float:
    closed = sum(any(review.closed for review in ended(action, noise=n).events(e.ActionReviewed)) for n in range(1, 41))
    return closed / 40


def test_actions_with_owner_date_and_test_get_closed_and_the_others_rot() -> None:
    assert closed_share(GOOD) > 0.85
    assert closed_share(BAD) < 0.5


def test_a_strong_action_gets_closed_more_often_than_a_weak_one() -> None:
    def closed_in_time(action: str) -> int:
        added = c.AddRemediation(action=action, owner="engineer", due_in_days=14)
        reviews = [ended(added, noise=noise).events(e.ActionReviewed)[0] for noise in range(1, 41)]
        return sum(review.closed for review in reviews)

    assert closed_in_time("Automate the check") > closed_in_time("Remind everybody of the check")


def test_an_action_is_reviewed_until_it_is_closed_and_not_before_it_is_due() -> None:
    for noise in range(1, 20):
        reviews = ended(BAD, GOOD, noise=noise).events(e.ActionReviewed)
        for number in (1, 2):
            of_action = [review for review in reviews if review.action == number]
            assert [review.closed for review in of_action[:-1]] == [False] * (len(of_action) - 1)
        assert min((review.day for review in reviews if review.action == 1), default=90) == 90


def test_two_equal_actions_are_reviewed_each() -> None:
    for noise in range(1, 20):
        reviews = ended(GOOD, GOOD, noise=noise).events(e.ActionReviewed)
        assert {review.action for review in reviews if review.day == 30} == {1, 2}


def recurrences(*actions: c.AddRemediation, **changes: Any) -> int:
    return sum(bool(ended(*actions, noise=noise, **changes).events(e.FaultRecurred)) for noise in range(1, 31))


def test_a_cause_that_no_closed_action_removes_may_strike_again() -> None:
    unaddressed = c.AddRemediation(action="Write a better runbook page", owner="engineer", due_in_days=7)
    assert recurrences(unaddressed) > 10
    assert recurrences(GOOD) < 5


def test_a_false_alarm_cannot_strike_again() -> None:
    assert recurrences(truth={"false_alarm": True}) == 0


def test_a_recurrence_doubles_the_risk() -> None:
    stories = [ended(noise=noise) for noise in range(1, 31)]
    for told in stories:
        factor = 2 if told.events(e.FaultRecurred) else 1
        for settled in told.events(e.AccountSettled):
            assert settled.churn_ppm == factor * told.incident.accounts[settled.account].churn_ppm


def settled(told: Story, account: str) -> e.AccountSettled:
    return next(event for event in told.events(e.AccountSettled) if event.account == account)


def test_a_silent_drill_puts_money_at_risk_and_holds_the_deal() -> None:
    silent = story(QUIET).at("3h").at("4h")
    calm = ended()
    assert silent.drill.over
    assert settled(silent, "alpha").arr_at_risk_cents > 2 * settled(calm, "alpha").arr_at_risk_cents
    assert settled(silent, "alpha").churn_ppm >= 2 * 80_000
    assert settled(silent, "alpha").outcome.startswith("stays, asks for other offers; deal on hold")
    assert settled(calm, "alpha").outcome == "expansion continued: A second region"
    assert settled(calm, "beta").outcome == "stays"


def test_who_has_confirmed_recovers_part_of_what_was_lost() -> None:
    told = story(QUIET).at("3m").contain().at("40m")
    told.do(c.AskConfirmation(account="alpha", text="Does it work?"), seat=Seat.CS)
    told.at("70m").do(c.RecordConfirmation(account="alpha", message=told.events(e.MessageArrived)[-1].message))
    told.do(c.FinishDrill())
    for name in ("alpha", "beta"):
        account = told.incident.accounts[name]
        lost = account.start_milli - account.sentiment_milli
        assert settled(told, name).sentiment_milli == account.sentiment_milli + (lost // 2 if name == "alpha" else 0)


def test_credits_are_counted_once_they_are_granted() -> None:
    told = story(QUIET).at("3m").contain().at("30m")
    for kind, cents, days in (
        (CreditKind.GOODWILL, 150_000, 0),
        (CreditKind.TERM_EXTENSION, 0, 10),
        (CreditKind.GOODWILL, 10, 0),
    ):
        told.do(
            c.ProposeCredit(account="alpha", credit=kind, amount_cents=cents, days=days, basis="", approver="vp_cs")
        )
    told.at("60m")
    for proposal in ("credit1", "credit2"):
        told.do(c.GrantCredit(proposal=proposal, text="It is yours."))
    told.do(c.FinishDrill())
    assert (settled(told, "alpha").credit_cents, settled(told, "beta").credit_cents) == (150_000, 0)


def test_customers_leave_more_often_after_a_lie() -> None:
    def left(lie: bool) -> int:
        count = 0
        for noise in range(1, 61):
            told = story(QUIET, noise=noise).at("20m")
            if lie:
                told.tell("it works again")
            count += sum(event.churned for event in told.at("4h").events(e.AccountSettled))
        return count

    assert left(lie=True) > left(lie=False)


def test_who_leaves_without_a_grievance_leaves_for_reasons_of_their_own() -> None:
    """Given many silent drills and many good ones, when accounts leave, then the debrief says which it was."""
    own = "left for reasons of its own, as some do every year"
    for good, why in ((True, own), (False, "left over how this went")):
        drills = (ended(noise=n) if good else story(QUIET, noise=n).at("4h") for n in range(1, 61))
        gone = [one for told in drills for one in told.events(e.AccountSettled) if one.churned]
        assert gone
        assert why in {one.outcome for one in gone}
        assert own not in {one.outcome for one in gone} or good


def test_whoever_ends_a_drill_with_its_incident_open_is_told_that_the_world_stopped_there() -> None:
    """Given an incident, when it was resolved nothing stopped; when it was reopened, or only contained, it did."""
    resolved, reopened, asked = e.ResolutionMarked(note="x"), e.IncidentReopened(reason="x"), e.FinishRequested()

    def stopped(*events: e.AnyEvent) -> bool:
        incident = Incident()
        for n, event in enumerate(events, 1):
            incident.apply(Entry(n, 60, "", "", "", 0, event))
        return stopped_open(incident)

    assert not stopped(resolved, asked)
    assert not stopped(resolved, reopened)
    assert stopped(resolved, reopened, asked)
    assert stopped_open(ended().drill.incident)
