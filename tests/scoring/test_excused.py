"""What a false alarm excuses nobody from: their word, true statements, a writer, and Legal and Security."""

from __future__ import annotations

import pytest

from scoring import Scorecard, judge
from scoring.criteria import CRITERIA
from scoring.scorecard import number
from simulator import events as e
from simulator.vocabulary import IncidentClass, Seat
from tests.scoring.builders import (
    Story,
    claim,
    declared,
    mail,
    minutes,
    named,
    quiet,
    reading,
    runbook,
    scenario,
    update,
)

REACHED = {"A1", "B4", "D2"}


def card(told: Story) -> Scorecard:
    """The scorecard of a false alarm about security that excuses all but three criteria."""
    alarm = scenario().variants["alarm"]
    truth = alarm.truth.model_copy(update={"incident_class": IncidentClass.SECURITY})
    excused = tuple(name for name in CRITERIA if name not in REACHED)
    alarm = alarm.model_copy(update={"truth": truth, "not_reached": excused})
    changed = scenario().model_copy(update={"variants": {**scenario().variants, "alarm": alarm}})
    return judge(told.journal(), changed, runbook())


def alarm(down_s: int = minutes(75)) -> Story:
    """Declared after ten minutes, looked at, and stood down."""
    told = quiet("alarm").you(minutes(10), declared())
    looked = e.EvidenceAttached(title="Trace of both tokens", source="")
    return told.you(down_s, looked, e.StoodDown(reason="Each token is used from one place")).world(
        minutes(200), e.DrillEnded(reason="finished")
    )


def scored(told: Story) -> dict[str, int]:
    """The values of what is scored although it is excused."""
    found = {one.id: one.judgement.value_permille for one in card(told).criteria}
    return {name: value for name, value in found.items() if value is not None and name not in REACHED}


def answered(told: Story, *, kept: bool, what: str = "update", account: str = "north") -> Story:
    """A customer is promised news within half an hour, and gets them or does not."""
    asked = told.world(minutes(12), mail("buyer", "north", asks=True, message="m9"))
    reply = e.Replied(message="m9", text="You hear from me by then.", reading=reading())
    promised = asked.you(minutes(14), reply)
    line = next(seen.n for seen in promised.record().lines if isinstance(seen.event, e.Replied))
    made = e.PromiseMade(promise="p", what=what, channel="reply", account=account, due_s=minutes(40), said_in=line)
    promised = promised.world(minutes(14), made)
    again = e.Replied(message="m9", text="It was your own gateway.", reading=reading())
    if kept:
        return promised.you(minutes(39), again).world(minutes(39), e.PromiseKept(promise="p"))
    return promised.world(minutes(45), e.PromiseBroken(promise="p"))


def staffed(told: Story) -> Story:
    return told.you(minutes(11), named(Seat.LEGAL, "counsel"), named(Seat.SECURITY, "secops"))


def test_a_broken_promise_is_charged_and_a_kept_one_is_not_scored() -> None:
    told = staffed(alarm())
    assert scored(answered(told, kept=False)) == {"C4": 0}
    assert scored(answered(told, kept=True)) == {}
    assert scored(answered(told, kept=False, what="fix")) == scored(answered(told, kept=False, account="inside")) == {}


def test_harm_weighs_what_its_criterion_weighs_and_sets_no_least_share() -> None:
    found = card(answered(staffed(alarm()), kept=False))
    told = next(domain for domain in found.domains if domain.id == "C")
    assert (number(told.points), number(told.of)) == (0, 4)
    assert not any("domain C" in one for one in found.shortfalls)


@pytest.mark.parametrize(("down_min", "found"), [(29, {}), (75, {"B3": 0})])
def test_legal_and_security_are_due_while_nobody_knows_that_it_is_false(down_min: int, found: dict[str, int]) -> None:
    assert scored(alarm(minutes(down_min))) == found


def test_one_of_two_seats_is_half() -> None:
    assert scored(alarm().you(minutes(11), named(Seat.LEGAL, "counsel"))) == {"B3": 500}


@pytest.mark.parametrize(("post_min", "found"), [(30, {"B2": 0}), (76, {})])
def test_who_posts_while_it_stands_owes_a_comms_lead(post_min: int, found: dict[str, int]) -> None:
    told = staffed(alarm()).you(minutes(post_min), update("We look into unusual sign-ins."))
    assert scored(told) == found
    assert scored(told.you(minutes(12), named(Seat.IC, "you"), named(Seat.COMMS_LEAD, "writer"))) == {}


def test_a_false_statement_counts_though_nothing_else_of_the_story_does() -> None:
    false = reading(claims=(claim("data_loss", "yes"),))
    told = staffed(alarm()).you(minutes(76), update("Some records are lost.", read=false))
    assert scored(told) == {"C7": 0}
