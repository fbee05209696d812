"""A and B: declaring, acknowledging, naming people, commanding."""

from __future__ import annotations

import pytest

from simulator import events as e
from simulator.vocabulary import InterruptKind, Seat, Severity
from tests.scoring.builders import (
    SIGNAL_S,
    Story,
    declared,
    finished,
    impact,
    mail,
    minutes,
    named,
    quiet,
    reading,
    silence,
    started,
    story,
)


@pytest.mark.parametrize(
    ("after_s", "value"), [(0, 1_000), (900, 1_000), (901, 999), (minutes(37.5), 500), (3_599, 0), (3_600, 0)]
)
def test_declaring_is_full_marks_up_to_fifteen_minutes_and_nothing_from_sixty(after_s: int, value: int) -> None:
    assert story().you(SIGNAL_S + after_s, declared()).value("A1") == value


def test_declaring_before_any_visible_signal_earns_nothing() -> None:
    assert story().you(SIGNAL_S - 60, declared()).value("A1") == 0


def test_never_declaring_earns_nothing() -> None:
    assert story().value("A1") == 0


def test_a_bots_declaration_earns_the_trainee_nothing() -> None:
    assert story().bot(SIGNAL_S + 60, declared()).value("A1") == 0


def _false_alarm(*, checked: bool, down_s: int) -> Story:
    told = quiet("alarm")
    if checked:
        told = told.you(SIGNAL_S + 60, started("check")).world(SIGNAL_S + 360, finished("check"))
    return told.you(down_s, e.StoodDown(reason="The probes show nothing."))


@pytest.mark.parametrize("criterion", ["A1", "A3", "A4"])
def test_standing_down_a_checked_false_alarm_is_full_marks(criterion: str) -> None:
    assert _false_alarm(checked=True, down_s=minutes(12)).value(criterion) == 1_000


@pytest.mark.parametrize("criterion", ["A1", "A3", "A4"])
def test_standing_down_without_looking_earns_nothing(criterion: str) -> None:
    assert _false_alarm(checked=False, down_s=minutes(12)).value(criterion) == 0


@pytest.mark.parametrize(("after_s", "value"), [(3_600, 1_000), (5_400, 500), (7_200, 0)])
def test_a_false_alarm_may_be_looked_at_for_an_hour(after_s: int, value: int) -> None:
    assert _false_alarm(checked=True, down_s=SIGNAL_S + after_s).value("A1") == value


def test_a_false_alarm_names_the_clock_that_it_is_judged_by() -> None:
    late = _false_alarm(checked=True, down_s=SIGNAL_S + minutes(90)).judge("A1")
    assert late.target == "stood down after a look, within 1 h; nothing from 2 h on"
    assert late.advice.startswith("Look, and stand down by 13:03 UTC")
    assert quiet("alarm").judge("A1").actual == "never stood down after a look"
    early = quiet("alarm").you(SIGNAL_S + minutes(20), declared()).judge("A1")
    assert early.target == story().judge("A1").target == "within 15 min; nothing from 1 h on"


def test_standing_down_a_real_incident_earns_nothing() -> None:
    told = story().you(minutes(4), started("check")).world(minutes(9), finished("check"))
    assert told.you(minutes(12), e.StoodDown(reason="Nothing.")).value("A1") == 0


def _acknowledged(page_s: int, customer_s: int, read: object = None) -> Story:
    told = story().world(SIGNAL_S + 60, mail("buyer", "north", asks=True))
    told = told.you(SIGNAL_S + page_s, e.PageAcknowledged())
    words = e.CustomerAcknowledged(account="north", text="We have it.", reading=read or reading())  # type: ignore[arg-type]
    return told.you(SIGNAL_S + 60 + customer_s, words)


@pytest.mark.parametrize(
    ("page_s", "customer_s", "value"),
    [(900, 900, 1_000), (60, minutes(30), 500), (minutes(30), 60, 500), (60, 2_700, 0)],
)
def test_the_worse_of_the_two_acknowledgements_counts(page_s: int, customer_s: int, value: int) -> None:
    assert _acknowledged(page_s, customer_s).value("A2") == value


def test_empty_words_acknowledge_no_customer() -> None:
    assert _acknowledged(60, 60, silence()).value("A2") == 0


def test_the_page_alone_counts_while_no_customer_has_written() -> None:
    told = story().you(SIGNAL_S + 60, e.PageAcknowledged())
    assert told.you(minutes(60), e.ResolutionMarked(note="Quiet.")).value("A2") == 1_000


def test_leaving_before_a_customer_writes_acknowledges_nobody() -> None:
    assert story().you(SIGNAL_S + 60, e.PageAcknowledged()).value("A2") == 0


def test_a_mail_to_another_account_acknowledges_nobody() -> None:
    told = story().world(SIGNAL_S, mail("buyer", "north")).you(SIGNAL_S + 60, e.PageAcknowledged())
    told = told.you(SIGNAL_S + 60, e.CustomerAcknowledged(account="south", text="We know.", reading=reading()))
    assert told.value("A2") == 0


@pytest.mark.parametrize(("severity", "value"), [(Severity.SEV1, 1_000), (Severity.SEV2, 300), (Severity.SEV3, 0)])
def test_a_lower_severity_than_the_right_one_loses(severity: Severity, value: int) -> None:
    assert story().you(600, declared(severity)).value("A3") == value


def test_one_severity_higher_is_right() -> None:
    assert quiet("alarm").you(600, declared(Severity.SEV2)).value("A3") == 1_000


def lowered(at_s: int, to: Severity, told: Story) -> Story:
    """SEV-1, and less of it later."""
    return told.you(600, declared(Severity.SEV1)).you(at_s, e.SeverityChanged(severity=to, reason="We feel better now"))


@pytest.mark.parametrize(("to", "value"), [(Severity.SEV2, 300), (Severity.SEV3, 0)])
def test_a_severity_lowered_while_it_hurts_as_before_counts_as_declared(to: Severity, value: int) -> None:
    judged = lowered(1_200, to, story()).judge("A3")
    assert (judged.value_permille, judged.actual) == (value, f"declared SEV-1, lowered to {to.title}")


def test_lowering_it_as_it_gets_better_or_by_mistake_is_free() -> None:
    back = e.SeverityChanged(severity=Severity.SEV1, reason="Wrong key")
    assert lowered(1_200, Severity.SEV3, story()).you(1_500, back).value("A3") == 1_000
    assert lowered(1_200, Severity.SEV3, story().world(1_100, impact(80))).value("A3") == 1_000
    assert lowered(4_000, Severity.SEV3, story()).value("A3") == 1_000
    assert lowered(3_400, Severity.SEV3, story()).value("A3") == 1_000
    assert lowered(1_200, Severity.SEV1, story()).value("A3") == 1_000
    calm = quiet("alarm").you(600, declared(Severity.SEV2))
    assert calm.you(1_200, e.SeverityChanged(severity=Severity.SEV3, reason="Only a gauge")).value("A3") == 1_000


def test_a_record_needs_all_six_fields_in_twenty_minutes() -> None:
    team = (named(Seat.IC, "you"), named(Seat.COMMS_LEAD, "writer"))
    assert story().you(600, declared(), *team).value("A4") == 1_000
    assert story().you(SIGNAL_S + 1_200, declared(), *team).value("A4") == 1_000
    assert story().you(SIGNAL_S + 1_201, declared(), *team).value("A4") == 0
    assert story().you(600, declared(scope="[scope] TBD", impact_start_s=None), *team).value("A4") == 332


def test_a_record_may_be_completed_before_the_deadline() -> None:
    team = (named(Seat.IC, "you"), named(Seat.COMMS_LEAD, "writer"))
    told = story().you(600, declared(impact_start_s=None, scope="errors"), *team)
    done = e.RecordUpdated(scope="20 % of users in all regions cannot log in", impact_start_s=60)
    assert told.you(900, done).value("A4") == 1_000


@pytest.mark.parametrize(("after_s", "value"), [(300, 1_000), (minutes(12.5), 500), (1_200, 0)])
def test_the_commanders_clock_runs_from_the_declaration(after_s: int, value: int) -> None:
    assert story().you(600, declared()).you(600 + after_s, named(Seat.IC, "you")).value("B1") == value


def test_a_late_declaration_does_not_delay_the_commanders_clock() -> None:
    assert story().you(minutes(60), declared(), named(Seat.IC, "you")).value("B1") == 0


def test_naming_the_commander_before_declaring_is_full_marks() -> None:
    assert story().you(300, named(Seat.IC, "you")).you(600, declared()).value("B1") == 1_000


@pytest.mark.parametrize(("after_s", "value"), [(600, 1_000), (1_200, 500), (1_800, 0)])
def test_the_comms_lead_has_ten_minutes(after_s: int, value: int) -> None:
    told = story().you(600, declared(), named(Seat.IC, "you"))
    assert told.you(600 + after_s, named(Seat.COMMS_LEAD, "writer")).value("B2") == value


def test_one_person_in_both_seats_is_no_comms_lead() -> None:
    assert story().you(600, declared(), named(Seat.IC, "you"), named(Seat.COMMS_LEAD, "you")).value("B2") == 0


def test_the_clock_runs_until_two_people_hold_the_two_seats() -> None:
    told = story().you(600, declared(), named(Seat.IC, "you"), named(Seat.COMMS_LEAD, "you"))
    assert told.you(1_800, named(Seat.COMMS_LEAD, "writer")).value("B2") == 500


def test_command_that_goes_to_the_writer_costs_the_time_from_then_on() -> None:
    """Given two people until minute 40 of 60, when one takes both seats, then what they had been apart still counts."""
    apart = story().you(600, declared(), named(Seat.IC, "you"), named(Seat.COMMS_LEAD, "writer"))
    told = apart.you(2_400, e.RoleHandedOver(seat=Seat.IC, holder="writer", note="You have it."))
    found = told.judge("B2")
    assert found.value_permille == 600
    assert found.actual.endswith("; from 12:40 UTC on one person commanded and wrote")
    assert found.advice.startswith("At 12:40 UTC, give the seat that is left to somebody else")
    assert told.you(2_400, named(Seat.COMMS_LEAD, "notes")).value("B2") == 1_000
    assert told.you(3_000, named(Seat.COMMS_LEAD, "notes")).value("B2") == 800


TEAM = (
    named(Seat.TECH_LEAD, "tech"),
    named(Seat.SCRIBE, "notes"),
    named(Seat.EXEC_SPONSOR, "boss"),
    named(Seat.CS, "csm"),
)


def test_the_class_sets_the_seats() -> None:
    assert story().you(600, declared(), *TEAM).value("B3") == 1_000
    assert story("breach").you(600, declared(), *TEAM).value("B3") == 666


def test_seats_filled_after_twenty_minutes_do_not_count() -> None:
    assert story().you(600, declared()).you(600 + 1_201, *TEAM).value("B3") == 0


def test_nobody_holds_a_seat_without_training() -> None:
    assert story().you(600, declared(), named(Seat.EXEC_SPONSOR, "notes"), *TEAM[:2]).value("B3") == 500


def test_one_person_cannot_hold_every_seat() -> None:
    everything = tuple(named(seat, "you") for seat in (Seat.TECH_LEAD, Seat.SCRIBE, Seat.EXEC_SPONSOR, Seat.CS))
    assert story().you(600, declared(), *everything).value("B3") == 500


def _tasks(*events: e.TaskStarted) -> Story:
    return story().you(600, declared(), named(Seat.IC, "you"), named(Seat.TECH_LEAD, "tech")).you(700, *events)


def test_clean_tasks_are_full_marks() -> None:
    assert _tasks(started("undo"), started("look")).value("B4") == 1_000


def test_no_task_is_no_hygiene() -> None:
    assert _tasks().value("B4") == 0


@pytest.mark.parametrize(
    "sloppy", [started("undo", Seat.IC), started("undo", time_box_s=0), started("undo", time_box_s=minutes(241))]
)
def test_a_task_of_the_commander_or_without_a_time_box_is_not_clean(sloppy: e.TaskStarted) -> None:
    assert _tasks(sloppy).value("B4") == 0


def test_the_commander_cannot_hide_behind_another_seat() -> None:
    told = story().you(600, named(Seat.IC, "you"), named(Seat.TECH_LEAD, "you"))
    assert told.you(700, started("undo", Seat.TECH_LEAD)).value("B4") == 0


@pytest.mark.parametrize(("changes", "value"), [(3, 1_000), (5, 500), (20, 0)])
def test_a_severity_that_flaps_is_no_command(changes: int, value: int) -> None:
    told = _tasks(started("undo"))
    for n in range(changes):
        level = (Severity.SEV2, Severity.SEV1)[n % 2]
        told = told.you(2_700 + n * 300, e.SeverityChanged(severity=level, reason="New look"))
    assert told.value("B4") == value
    assert ("half an hour" in told.judge("B4").advice) is (value < 1_000)


def test_command_that_goes_round_every_two_minutes_is_none() -> None:
    told = _tasks(started("undo"))
    for n in range(6):
        told = told.you(
            3_000 + n * 120, e.RoleHandedOver(seat=Seat.IC, holder=("boss", "you")[n % 2], note="Your turn")
        )
    assert told.value("B4") == 250
    slow = _tasks(started("undo")).you(4_000, e.RoleHandedOver(seat=Seat.IC, holder="boss", note="Shift ends"))
    assert slow.value("B4") == 1_000


@pytest.mark.parametrize(("answer_s", "value"), [(1_800, 1_000), (1_801, 666)])
def test_an_executive_is_met_within_half_an_hour(answer_s: int, value: int) -> None:
    told = _tasks(started("undo")).world(900, mail("ceo", asks=True, interrupt=InterruptKind.DEMANDS_ETA))
    told = told.you(900 + answer_s, e.Replied(message="m-ceo", text="No time yet.", reading=reading()))
    assert told.value("B4") == value


def test_a_severity_is_called_as_everywhere_else() -> None:
    judgement = quiet().you(600, declared(Severity.SEV3)).judge("A3")
    assert judgement.target == "SEV-1 or one higher"
    assert judgement.actual == "declared SEV-3"
    assert judgement.advice.startswith("The facts spoke for SEV-1: ")
    assert "SEV1" not in quiet().judge("A3").advice
