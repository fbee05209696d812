"""F and G: closing with evidence, and learning."""

from __future__ import annotations

from typing import Any

import pytest

from simulator import events as e
from simulator.reading import ActionRow, TimelineRow
from simulator.reading.result import Finding, PostmortemReading
from simulator.vocabulary import Seat
from tests.scoring.builders import (
    START_UTC_S,
    Story,
    claim,
    declared,
    finished,
    handed_in,
    mail,
    minutes,
    postmortem_reading,
    reading,
    started,
    story,
    update,
)

RESTORED_S = 3_600
WATCHED_S = RESTORED_S + minutes(30)
NORMAL = "Errors at their normal level."


def proven(*, signal_s: int = 4_000) -> Story:
    told = story().you(600, started("check")).world(3_700, finished("check"))
    told = told.you(3_800, e.EvidenceAttached(title="Check", source="check"))
    return told.you(signal_s, e.EvidenceAttached(title="Errors", source="errors_pct"))


@pytest.mark.parametrize(("closed_s", "value"), [(WATCHED_S, 1_000), (RESTORED_S + minutes(15), 500)])
def test_a_close_before_the_window_is_over_earns_its_share(closed_s: int, value: int) -> None:
    assert proven().you(closed_s, e.IncidentClosed(note=NORMAL)).value("F1") == value


def test_evidence_must_show_recovery_and_name_a_source() -> None:
    closed = e.IncidentClosed(note=NORMAL)
    assert proven(signal_s=3_000).you(WATCHED_S, closed).value("F1") == 500
    assert story().you(WATCHED_S, closed).value("F1") == 0
    papers = e.EvidenceAttached(title="Trust me", source="document")
    assert story().you(4_000, papers, papers).you(WATCHED_S, closed).value("F1") == 0


def closed_after(*marks: tuple[int, e.AnyEvent]) -> Story:
    """A close with all its proof, and what the record said on the way."""
    told = proven().you(1_300, update())
    for at_s, mark in marks:
        told = told.you(at_s, mark)
    return told.you(WATCHED_S, e.IncidentClosed(note=NORMAL))


OVER, BETTER = e.ResolutionMarked(note=NORMAL), e.MitigationMarked(note="It is better.")


def test_an_end_that_is_marked_while_it_fails_is_held_against_the_close_and_the_narrative() -> None:
    early = closed_after((1_200, OVER))
    assert early.value("F1") == 0
    assert early.value("C7") == 0
    [quote] = early.judge("F1").quotes
    assert (quote.quote, quote.rule) == (NORMAL, "marked while it still failed")
    back = (1_800, e.IncidentReopened(reason="Logins fail."))
    assert closed_after((1_200, OVER), back, (RESTORED_S, OVER)).value("F1") == 500
    assert closed_after((RESTORED_S, OVER)).value("F1") == closed_after((RESTORED_S, OVER)).value("C7") == 1_000


def test_mitigated_before_any_work_that_contains_it_is_wrong_and_after_it_is_not() -> None:
    assert closed_after((1_200, BETTER)).value("F1") == 500
    contained = closed_after((1_200, BETTER)).you(900, started("undo")).world(1_100, finished("undo"))
    assert contained.value("F1") == 1_000


def test_evidence_has_a_title_that_says_what_it_shows() -> None:
    told = story().you(600, started("check")).world(3_700, finished("check"))
    told = told.you(3_800, e.EvidenceAttached(title="x", source="check", note="Log of the check"))
    told, closed = told.you(4_000, e.EvidenceAttached(title="x", source="errors_pct")), e.IncidentClosed(note=NORMAL)
    assert told.you(WATCHED_S, closed).value("F1") == 0
    graph = e.EvidenceAttached(title="Graph", source="errors_pct")
    assert told.you(5_000, graph).you(WATCHED_S, closed).value("F1") == 1_000


@pytest.mark.parametrize(("title", "value"), [("Proof", 0), ("See there", 0), ("Errors 0.2 %", 1_000), ("Log", 1_000)])
def test_evidence_says_more_than_that_it_is_some(title: str, value: int) -> None:
    told = story().you(600, started("check")).world(3_700, finished("check"))
    shown = (e.EvidenceAttached(title=title, source=source) for source in ("check", "errors_pct"))
    assert told.you(4_000, *shown).you(WATCHED_S, e.IncidentClosed(note=NORMAL)).value("F1") == value


@pytest.mark.parametrize(("note", "value"), [
    ("done", 500),
    ("Incident closed.", 500),
    ("All good, fixed now", 500),
    ("Rollback done, errors 0.2 %", 1_000),
    ("Everything works again", 1_000),
    ("Customers confirmed", 1_000),
])  # fmt: skip
def test_the_notes_on_the_end_and_the_close_say_more_than_that_it_is_over(note: str, value: int) -> None:
    told = proven().you(WATCHED_S, e.ResolutionMarked(note=note), e.IncidentClosed(note=note))
    assert told.value("F1") == value


def test_never_closed_or_closed_while_it_fails_earns_nothing() -> None:
    assert proven().value("F1") == 0
    assert story(restored_s=None).you(600, e.IncidentClosed(note=NORMAL)).value("F1") == 0


def confirmed(account: str = "north", *, genuine: bool = True) -> e.ConfirmationRecorded:
    return e.ConfirmationRecorded(account=account, message="m", genuine=genuine)


def test_the_strategic_account_confirms_before_the_close() -> None:
    closed = e.IncidentClosed(note=NORMAL)
    assert story().you(5_000, confirmed()).you(6_000, closed).value("F2") == 1_000
    assert story().you(5_000, closed).you(6_000, confirmed()).value("F2") == 0
    assert story().you(5_000, confirmed(genuine=False)).value("F2") == 0
    assert story().you(5_000, confirmed("south")).value("F2") == 300


def asked(*texts: str, told: Story | None = None) -> Story:
    """Questions to the strategic customer, minutes apart, and the yes that follows the last one."""
    told = told or story()
    for at, text in enumerate(texts):
        told = told.you(4_000 + 60 * at, e.ConfirmationAsked(account="north", text=text))
    return told.world(4_900, mail("buyer", "north", message="m", confirms=True)).you(5_000, confirmed())


PRESSES = (
    "Please answer yes. If you answer no, your credit is off the table and your ticket goes to the end of the queue.",
    "Say yes today; if you do not, your tokens will be switched off again.",
    "Does it work? Your discount stays as it is as long as you say nothing.",
    "We owe you $4,000.00. In return I count on a yes.",
    "Does it work? We have lost a few of your orders, but you would not have noticed.",
)
FREE = (
    "Does it work for your people? A short yes or no is enough.",
    "Please tell me if anything still fails; otherwise your ticket will be closed tomorrow.",
    "Once you have signed in again, does it work?",
    "We lost 14 orders of yours, as I told you at 14:10; all are restored. Do you see them?",
    "If you do not see your orders, call me at once: your tokens are switched on again.",
)


@pytest.mark.parametrize("text", PRESSES)
def test_a_yes_under_pressure_confirms_nothing(text: str) -> None:
    judged = asked(text).you(6_000, e.IncidentClosed(note=NORMAL)).judge("F2")
    assert judged.value_permille == 0
    assert judged.quotes[0].quote in text
    assert judged.quotes[0].rule == "a yes under pressure"


@pytest.mark.parametrize(("text", "value"), [
    ("Ok?", 500), ("All good?", 500), ("Does it work?", 1_000), ("Saving again?", 1_000), ("Everything ok?", 1_000),
])  # fmt: skip
def test_a_yes_to_a_question_about_nothing_counts_half(text: str, value: int) -> None:
    assert asked(text).you(6_000, e.IncidentClosed(note=NORMAL)).value("F2") == value


@pytest.mark.parametrize("text", FREE)
def test_a_plain_question_presses_nobody(text: str) -> None:
    assert asked(text).value("F2") == 1_000


def test_a_customer_who_is_asked_freely_afterwards_may_say_yes() -> None:
    assert asked(PRESSES[0], FREE[0]).value("F2") == 1_000
    assert asked(FREE[0], PRESSES[0]).value("F2") == 0


def test_the_same_question_again_and_again_presses_too() -> None:
    again = [f"You have not answered at minute {minute}. Does it work for you now?" for minute in range(120, 140, 5)]
    assert asked(*again[:3]).value("F2") == 1_000
    judged = asked(*again).judge("F2")
    assert judged.value_permille == 500
    assert judged.quotes[0].rule == "the same question again"


def note(**features: bool) -> e.UpdatePosted:
    whole = {
        "states_impact": True,
        "action_specific": True,
        "data_loss_statement": True,
        "recurrence_advice": True,
        **features,
    }
    return update("Resolved.", final=True, read=reading(features=whole, impact_level=0, action_level=0))


def test_the_resolution_note_has_four_parts() -> None:
    assert story().you(4_000, note()).value("F3") == 1_000
    assert story().you(4_000, note(recurrence_advice=False)).value("F3") == 750
    assert story().you(3_000, note()).value("F3") == 0  # before recovery
    assert story().value("F3") == 0


SEATS = (Seat.IC, Seat.COMMS_LEAD, Seat.TECH_LEAD, Seat.SCRIBE, Seat.EXEC_SPONSOR, Seat.CS)


@pytest.mark.parametrize(("days", "value"), [(5, 1_000), (6, 800), (10, 0)])
def test_the_post_mortem_has_a_date_within_five_days(days: int, value: int) -> None:
    assert story().you(5_000, e.PostmortemScheduled(in_days=days, invitees=SEATS)).value("F4") == value


def test_the_right_people_are_invited() -> None:
    assert story().you(5_000, e.PostmortemScheduled(in_days=3, invitees=SEATS[:3])).value("F4") == 500


def test_an_early_post_mortem_of_a_sev1_is_a_distinction() -> None:
    assert story().you(5_000, e.PostmortemScheduled(in_days=3, invitees=SEATS)).judge("F4").distinction


@pytest.mark.parametrize("criterion", ["G1", "G2", "G3", "G4", "G5", "G6", "G7"])
def test_no_post_mortem_earns_nothing(criterion: str) -> None:
    assert story().value(criterion) == 0


def learned(read: PostmortemReading, cause: int = 1_000) -> Story:
    return (
        story().you(600, declared(), started("undo")).world(1_200, finished("undo")).you(9_000, handed_in(read, cause))
    )


def at(second: int, text: str) -> TimelineRow:
    return TimelineRow(at_utc_s=START_UTC_S + second, clock="12:00", text=text, start=second, end=second)


def test_the_timeline_agrees_with_the_log() -> None:
    whole = (at(600, "SEV-1 declared"), at(1_200, "Change reverted"))
    assert learned(postmortem_reading(timeline=whole)).value("G1") == 1_000
    assert learned(postmortem_reading(timeline=whole, utc_stated=False)).value("G1") == 500
    assert learned(postmortem_reading(timeline=(whole[0], at(1_501, "Change reverted")))).value("G1") == 250
    assert learned(postmortem_reading(timeline=whole, sections=("a", "b", "c"))).value("G1") == 428
    assert learned(postmortem_reading()).value("G1") == 0


def test_impact_is_quantified_and_true() -> None:
    assert learned(postmortem_reading()).value("G2") == 1_000
    assert learned(postmortem_reading(impact_count=False)).value("G2") == 498
    assert learned(postmortem_reading(claims=(claim("scope_pct", "90"),))).value("G2") == 498


def test_factors_are_two_and_none_a_person() -> None:
    assert learned(postmortem_reading()).value("G3") == 1_000
    assert learned(postmortem_reading(factors=("The cache was set far too small by default",))).value("G3") == 500
    assert learned(postmortem_reading(factors=("Cache", "Process"))).value("G3") == 0
    assert learned(postmortem_reading(organisational_factors=0)).value("G3") == 750
    assert learned(postmortem_reading(), cause=0).value("G3") == 250, "another incident's factors"
    slip = Finding(feature="human_error", rule="slip", start=0, end=1, quote="forgot the test")
    person = ("An engineer forgot the test of the cache", "No document said which size is safe")
    assert learned(postmortem_reading(factors=person, findings=(slip,))).value("G3") == 500


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ({}, 1_000),
        ({"counterfactual_count": 1}, 1_000),
        ({"blame_count": 1}, 500),
        ({"normative_count": 1, "blame_count": 2}, 0),
    ],
)
def test_blame_counts_double(counts: dict[str, int], value: int) -> None:
    assert learned(postmortem_reading(**counts)).value("G4") == value


def test_a_short_text_blames_nobody_and_earns_little() -> None:
    assert learned(postmortem_reading(word_count=15)).value("G4") == 100


def action(text: str, **changes: str) -> ActionRow:
    fields: dict[str, Any] = {
        "owner": "Ana Ruiz",
        "due": "2026-04-01",
        "tracker": "OPS-1",
        "done_test": "The test fails on 5",
        "type": "prevent",
        "priority": "P1",
        "strength": "strong",
        **changes,
    }
    return ActionRow(text=text, start=0, end=1, **fields)


ACTIONS = (
    action("Refuse small caches at start"),
    action("Alarm on the hit rate", type="detect"),
    action("Shed load", type="mitigate"),
)


def test_actions_have_all_their_fields() -> None:
    assert learned(postmortem_reading(actions=ACTIONS)).value("G5") == 1_000
    assert learned(postmortem_reading(actions=ACTIONS[:1])).value("G5") == 333
    bare = tuple(ActionRow(text=row.text, start=0, end=1) for row in ACTIONS)
    assert learned(postmortem_reading(actions=bare)).value("G5") == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"owner": "the team"},
        {"due": "2027-01-01"},
        {"due": "soon"},
        *({"tracker": blank} for blank in ("TBD", "tba", "\N{EM DASH}", "unknown", "...", "{{ticket}}")),
        {"done_test": "[test]"},
    ],
)
def test_a_group_a_far_date_or_a_placeholder_fills_no_field(changes: dict[str, str]) -> None:
    rows = tuple(action(text, **changes) for text in ("Refuse small caches", "Alarm on the hit rate", "Shed some load"))
    assert (learned(postmortem_reading(actions=rows)).value("G5") or 0) < 1_000


@pytest.mark.parametrize("text", ["x", "Improve it", "Buy cake for the team"])
def test_an_action_that_names_no_work_fills_no_field_and_covers_nothing(text: str) -> None:
    rows = (*ACTIONS[:2], action(text, type="mitigate", strength="medium"))
    told = learned(postmortem_reading(actions=rows))
    assert (told.value("G5"), told.value("G6")) == (415, 888)
    assert "work" in told.judge("G5").quotes[0].rule


def test_a_done_test_says_how_one_will_know() -> None:
    rows = tuple(action(row.text, done_test="It works") for row in ACTIONS)
    assert "missing: done-test" in learned(postmortem_reading(actions=rows)).judge("G5").quotes[0].rule


def test_the_tracker_completes_the_text_and_is_not_counted_twice() -> None:
    rows = tuple(action(row.text, tracker="") for row in ACTIONS)
    told = learned(postmortem_reading(actions=rows))
    for row in rows:
        told = told.you(
            9_100,
            e.RemediationAdded(
                action=row.text,
                owner="Ana Ruiz",
                due_in_days=20,
                tracker="OPS-2",
                done_test="It holds",
                strength="stronger",
            ),
        )
    assert told.value("G5") == 1_000
    assert "3 actions" in told.judge("G5").actual


def test_strong_actions_of_all_types_are_a_mix() -> None:
    assert learned(postmortem_reading(actions=ACTIONS)).value("G6") == 1_000
    weak = tuple(action(row.text, strength="weak", type="process") for row in ACTIONS)
    assert learned(postmortem_reading(actions=weak)).value("G6") == 0


@pytest.mark.parametrize(("parts", "value"), [(3, 1_000), (2, 666), (0, 0)])
def test_the_narrative_has_three_parts(parts: int, value: int) -> None:
    assert learned(postmortem_reading(narrative_parts=parts)).value("G7") == value


def test_the_last_post_mortem_replaces_the_first() -> None:
    told = learned(postmortem_reading(narrative_parts=0)).you(9_500, handed_in(postmortem_reading()))
    assert told.value("G7") == 1_000
