"""A drill that somebody else ended: what was not due by then is left out; what was is judged as ever."""

import pytest

from scoring import Scorecard, judge
from scoring.table import render
from simulator import events as e
from simulator.vocabulary import CreditKind, Seat
from tests.scoring.builders import (
    SIGNAL_S,
    YOU,
    Story,
    declared,
    mail,
    minutes,
    named,
    quiet,
    runbook,
    scenario,
    started,
    story,
    update,
)
from tui.verdict import Verdict, score_rows

EARLY_S, LATE_S = SIGNAL_S + minutes(4), SIGNAL_S + minutes(140)


def card(told: Story) -> Scorecard:
    return judge(told.journal(), scenario(), runbook())


def ended(told: Story, at_s: int, *, team: bool, own: bool = False) -> Scorecard:
    """The drill's scorecard after its end by a facilitator, or by its own people."""
    seated = told.world(0, e.SeatTaken(seat=Seat.IC, person=YOU)) if team else told
    asked = seated.you(at_s, e.FinishRequested()) if own else seated.bot(at_s, e.FinishRequested())
    return card(asked.world(at_s, e.DrillEnded(reason="finished")))


def value(found: Scorecard, criterion: str) -> int | None:
    return found.criterion(criterion).judgement.value_permille


@pytest.mark.parametrize("team", [False, True])
def test_a_drill_that_a_facilitator_ends_at_once_charges_nothing(team: bool) -> None:
    found = ended(quiet(), EARLY_S, team=team)
    assert [one.id for one in found.criteria if one.judgement.value_permille is not None] == []
    assert found.gates == ()
    assert found.shortfalls == ("nothing was due when it was ended",)


def test_a_drill_that_others_end_when_little_was_due_has_no_total_and_no_band() -> None:
    """Given one deed and an end after four minutes, when it is judged, then nobody reads 100 of 100, or a band."""
    early = ended(quiet().you(EARLY_S - 60, named(Seat.IC, YOU)), EARLY_S, team=True)
    assert early.too_short
    assert early.to_json()["too_short"] is True
    assert "TOTAL none: too little was due when it was ended" in render(early)
    shown = "\n".join(row.plain for row in score_rows(Verdict(early.to_json())))
    assert "100" not in shown.partition("No pass")[0]
    assert "band" not in shown.partition("No pass")[0]
    for judged in (ended(quiet(), LATE_S, team=True), ended(quiet(), EARLY_S, team=True, own=True)):
        assert not judged.too_short
        assert "too_short" not in judged.to_json()


@pytest.mark.parametrize("team", [False, True])
def test_whoever_ends_their_own_drill_leaves_what_they_owed(team: bool) -> None:
    found = ended(quiet(), EARLY_S, team=team, own=True)
    assert [value(found, name) for name in ("A1", "B1", "C1", "D1", "F1", "G1")] == [0] * 6
    assert [gate.id for gate in found.gates] == ["G-2", "G-4"]


def test_what_was_due_when_the_drill_was_ended_is_charged() -> None:
    found = ended(quiet(), LATE_S, team=True)
    assert [value(found, name) for name in ("A1", "A2", "A3", "A4", "B1", "B2", "B3", "B4")] == [0] * 8
    assert [value(found, name) for name in ("C1", "C2", "C3", "C5", "C6", "C7", "C8", "D1", "E1")] == [0] * 9
    assert [value(found, name) for name in ("D2", "D3", "E2", "F1", "F2", "F3", "F4", "G1", "G7")] == [None] * 9


@pytest.mark.parametrize(
    ("criterion", "nothing_from"),
    [("A1", 60), ("A2", 45), ("B1", 35), ("B2", 45), ("C1", 120), ("C8", 120), ("D1", 120), ("E1", 60)],
)
def test_what_could_still_have_earned_points_at_the_end_is_not_charged(criterion: str, nothing_from: int) -> None:
    """Given full marks that are gone and half ones that are not, when somebody ends the drill, then it is left out."""
    assert value(ended(quiet(), SIGNAL_S + minutes(nothing_from) - 1, team=True), criterion) is None
    assert value(ended(quiet(), SIGNAL_S + minutes(nothing_from), team=True), criterion) == 0


def test_what_was_done_late_keeps_its_part_of_the_points() -> None:
    """Given a commander ten minutes late and one of two customers' people, then one is judged and one left out."""
    told = quiet().you(SIGNAL_S, declared()).you(SIGNAL_S + minutes(12), named(Seat.IC, YOU), named(Seat.CS, "eva"))
    found = ended(told, SIGNAL_S + minutes(30), team=True)
    assert 0 < (value(found, "B1") or 0) < 1_000
    assert value(found, "E1") is None
    assert value(ended(told, SIGNAL_S + minutes(61), team=True), "E1") == 0


def test_who_posts_without_a_comms_lead_can_still_name_one_until_nothing_is_left_to_earn() -> None:
    told = quiet().you(SIGNAL_S, declared()).you(SIGNAL_S + minutes(6), update("We act."))
    assert value(ended(told, SIGNAL_S + minutes(29), team=True), "B2") is None
    assert value(ended(told, SIGNAL_S + minutes(30), team=True), "B2") == 0


def test_what_was_done_early_is_judged_as_it_is() -> None:
    told = quiet().you(EARLY_S - 60, declared(), named(Seat.IC, YOU), started("burn"), update("We act."))
    found = ended(told, EARLY_S, team=True)
    assert [value(found, name) for name in ("A1", "A3", "B1", "C1", "C2")] == [1_000] * 5
    assert value(found, "B2") is None
    assert value(found, "B4") == 1_000


def test_a_question_whose_time_had_not_run_out_is_not_charged() -> None:
    asked = mail("buyer", "north", asks=True, message="m9", answer_within_s=3_600)
    told = story().world(minutes(60), asked)
    assert value(ended(told, minutes(70), team=True), "E5") is None
    assert value(ended(told, minutes(121), team=True), "E5") == 0
    own = ended(told, minutes(70), team=False, own=True).criterion("E5").judgement
    assert [quote.rule for quote in own.quotes] == ["open when you ended the drill"]


def test_a_log_owes_the_moments_of_half_an_hour_ago() -> None:
    told = quiet().you(minutes(10), declared())
    assert value(ended(told, minutes(39), team=True), "D2") is None
    assert ended(told, minutes(41), team=True).criterion("D2").judgement.actual.startswith("0 of 1 moments logged")


def test_decisions_and_credits_that_were_taken_count() -> None:
    switch = e.DecisionLogged(question="Switch over?", options=("yes", "no"), choice="yes",
                              why="It can be undone soon.", approver="boss")  # fmt: skip
    asked = e.CreditProposed(proposal="p", account="north", credit=CreditKind.SLA_CREDIT, amount_cents=1, days=0,
                             basis="contract", approver="cs_manager")  # fmt: skip
    told = quiet().you(minutes(10), switch, asked, e.CreditGranted(proposal="p", text="Yours.", approved=False))
    found = ended(told, minutes(11), team=True)
    assert [value(found, name) for name in ("D3", "E2", "E3")] == [1_000, 0, 0]


def test_a_pass_needs_what_was_not_due_too() -> None:
    told = quiet().you(SIGNAL_S + 60, e.PageAcknowledged(), declared(), named(Seat.IC, YOU), update("We act."))
    found = ended(told, EARLY_S, team=True)
    assert found.total >= runbook().pass_total
    assert not found.passed
