"""Pressure: executives, approvers, Legal, outsiders, tired engineers; handled well or badly, each has an effect."""

from __future__ import annotations

from typing import Any

import pytest

from simulator import commands as c
from simulator import events as e
from simulator.scenario import Scenario
from simulator.vocabulary import Channel, CreditKind, InterruptKind, MessageKind, Seat, Severity, TaskState
from tests.builders import PAGE, Story, inject, story, tiny, tiny_data

QUIET = tiny(injects=[PAGE])
GOOD = "All saves fail since 14:01. We switch a flag back. No workaround yet."
SWOOP = inject("swoop", at="12m", medium="chat", sender="boss", asks=True, answer_within="20m", interrupt="demands_eta")


def with_people(**people: dict[str, Any]) -> dict[str, Any]:
    """The tiny cast with more people."""
    return {**tiny_data()["cast"], **people}


def with_task(task: str, **changes: Any) -> dict[str, Any]:
    """The tiny tasks with one of them changed."""
    tasks: dict[str, Any] = tiny_data()["tasks"]
    tasks[task].update(changes)
    return tasks


def swooped(answer: str | None) -> Story:
    """An executive asks at 12 minutes while a task of an hour runs."""
    cast = with_people(boss={"title": "Chief executive"})
    told = story(tiny(injects=[PAGE, SWOOP], cast=cast, tasks=with_task("roll-back", median="60m"))).at("3m")
    told.do(c.PageTeam(team="platform"))
    told.at("10m").run_task("roll-back")
    told.at("14m")
    if answer:
        message = next(m for m in told.events(e.MessageArrived) if m.interrupt is not InterruptKind.NONE)
        told.do(c.Reply(message=message.message, text=answer))
    return told.at("2h30m")


def test_an_executive_without_an_answer_goes_to_the_engineers_and_the_work_takes_longer() -> None:
    shielded, ignored = swooped("No time yet. Decide on the credit, please."), swooped(None)
    assert shielded.moments(e.TaskFinished)[0] == 600 + 3_600
    assert ignored.moments(e.TaskFinished)[0] > 600 + 3_600
    assert any(event.person == "boss" for event in ignored.events(e.ColleagueSaid))


def test_an_executive_who_gets_a_repair_time_repeats_it_to_the_dearest_customer() -> None:
    told = swooped("It is fixed by 14:40.")
    repeated = [event for event in told.events(e.TeamSpoke) if event.team == "exec_sponsor"]
    assert [(event.account, event.value) for event in repeated] == [("alpha", "14:40")]
    assert any(change.reason.startswith("a time that a colleague") for change in told.events(e.SentimentChanged))
    assert not any(event.team == "exec_sponsor" for event in swooped("No time yet.").events(e.TeamSpoke))


def test_calling_it_less_severe_while_it_lasts_is_resented() -> None:
    told = story(QUIET).at("5m").declare().at("20m")
    before = told.mood("alpha")
    told.do(c.ChangeSeverity(severity=Severity.SEV3, reason="Let us not frighten people"))
    assert told.mood("alpha") <= before - 2_000
    raised = story(QUIET).at("5m").declare().at("20m")
    raised.do(c.ChangeSeverity(severity=Severity.SEV3, reason="Wrong"))
    low = raised.mood("alpha")
    raised.do(c.ChangeSeverity(severity=Severity.SEV1, reason="Right"))
    assert raised.mood("alpha") == low


# --- approvers ------------------------------------------------------------------------------------------------


def test_too_much_goodwill_is_answered_with_a_sum_that_would_be_signed() -> None:
    right = {"beta": {"credit": "goodwill", "least": 10, "most": 50, "approver": "cs_manager"}}
    told = story(tiny(injects=[PAGE], truth={"credit": right})).at("20m")
    told.do(c.ProposeCredit(account="beta", credit=CreditKind.GOODWILL, amount_cents=12_000, basis="", approver="cfo"))
    [decided] = told.at("3h").events(e.CreditDecided)
    assert (decided.approved, decided.counter_cents) == (False, 6_000)
    assert "60" in decided.reason


# --- outsiders ------------------------------------------------------------------------------------------------


def angry(answer: bool) -> Story:
    """Both accounts have gone over our head, and the press calls."""
    blow = inject("blow", at="20m", effect={"sentiment": {"alpha": -45, "beta": -45}})
    told = story(tiny(injects=[PAGE, blow])).at("10m").tell(GOOD).at("45m")
    calls = [m for m in told.events(e.MessageArrived) if m.sender == "A journalist"]
    assert len(calls) == 1
    if answer:
        told.do(c.Reply(message=calls[0].message, text="We confirm that saves fail. Customers are informed."))
    return told.at("2h30m")


def test_the_press_prints_what_it_was_told_or_that_it_was_told_nothing() -> None:
    told, mute = angry(answer=True), angry(answer=False)
    [fair], [harsh] = ([m for m in s.events(e.MessageArrived) if m.medium is MessageKind.NEWS] for s in (told, mute))
    assert fair.text != harsh.text
    reasons = [change.reason for change in mute.events(e.SentimentChanged)]
    assert "what they read in the news" in reasons
    assert "what they read in the news" not in [change.reason for change in told.events(e.SentimentChanged)]


@pytest.mark.parametrize(
    "notified",
    ["data-protection-authority", "The Data Protection Authority", "DPA", "Our DPA's desk", "BaFin", "Standpa", ""],
)
def test_a_regulator_asks_only_whoever_did_not_notify(notified: str) -> None:
    """People write its name as they say it, in any spelling or by its initials; another authority is not the same."""
    duty = [{"authority": "data-protection-authority", "within": "30m", "note": "From awareness"}]
    told = story(tiny(injects=[PAGE], truth={"legal": duty, "incident_class": "security"})).at("20m")
    if notified:
        told.do(c.NotifyAuthority(authority=notified, text="We became aware at 14:02."))
    asked = [m for m in told.at("3h").events(e.MessageArrived) if m.seat == "legal"]
    assert bool(asked) is (notified in ("BaFin", "Standpa", ""))


# --- Legal ----------------------------------------------------------------------------------------------------


def counselled(first: str = "10m", text: str = "") -> Story:
    """A security drill with Legal in the room from five minutes on, perhaps with a statement soon after."""
    truth = {"incident_class": "security", "restricted": ["build log"]}
    cast = with_people(counsel={"title": "General counsel", "seats": ["legal"]})
    told = story(tiny(injects=[PAGE], cast=cast, truth=truth)).at("5m")
    told.do(c.AssignRole(seat=Seat.LEGAL, holder="counsel"))
    return told.at(first).tell(text) if text else told.at(first)


def from_legal(told: Story) -> list[str]:
    """What Legal wrote, after its rule."""
    return [m.text for m in told.events(e.MessageArrived) if m.sender == "counsel"][1:]


def test_legal_says_its_rule_and_notices_what_it_has_not_seen() -> None:
    told = counselled()
    assert len([m for m in told.events(e.MessageArrived) if m.sender == "counsel"]) == 1
    told.tell(GOOD).at("20m")
    assert len(from_legal(told)) == 1
    assert "14:10" in from_legal(told)[0]


def test_nobody_is_blamed_for_what_went_out_before_legal_told_its_rule() -> None:
    told = counselled(first="6m", text=GOOD).at("20m")
    assert from_legal(told) == []
    told.tell(GOOD).at("30m")
    assert len(from_legal(told)) == 1


def test_legal_is_content_with_what_stood_in_the_war_room_first() -> None:
    told = counselled()
    told.tell(GOOD, channel=Channel.WAR_ROOM).tell(GOOD).at("20m")
    assert from_legal(told) == []


def test_a_logged_approval_of_legal_counts_too() -> None:
    told = counselled()
    told.do(c.LogDecision(question="Send?", options=("yes", "no"), choice="Send", why="Facts only", approver="legal"))
    told.tell(GOOD).at("20m")
    assert from_legal(told) == []


def test_legal_finds_the_restricted_word() -> None:
    told = counselled()
    told.tell("Keys stood in a build log.").at("20m")
    assert "build log" in from_legal(told)[0]


def test_an_outage_has_no_such_rule() -> None:
    cast = with_people(counsel={"title": "General counsel", "seats": ["legal"]})
    told = story(tiny(injects=[PAGE], cast=cast)).at("5m")
    told.do(c.AssignRole(seat=Seat.LEGAL, holder="counsel"))
    assert not [m for m in told.tell(GOOD).at("30m").events(e.MessageArrived) if m.sender == "counsel"]


# --- engineers ------------------------------------------------------------------------------------------------


def crewed(scenario: Scenario, *, noise: int = 0) -> Story:
    """An engineer is in the room at 10 minutes."""
    told = story(scenario, noise=noise).at("3m")
    told.do(c.PageTeam(team="platform"))
    return told.at("10m")


def test_a_check_reports_what_is_and_not_what_it_hopes() -> None:
    check = with_task("look", kind="verify", holds="not active(bad-flag)", not_yet="It still fails.")
    told = crewed(tiny(injects=[PAGE], tasks=check))
    told.run_task("look")
    told.at("20m")
    early = told.events(e.TaskFinished)[-1]
    assert (early.succeeded, early.result, early.evidence) == (False, "It still fails.", "")
    told.run_task("roll-back")
    told.at("40m")
    assert told.incident.tasks["look"].state is TaskState.FAILED
    assert told.run_task("look").refused is None
    told.at("50m")
    late = told.events(e.TaskFinished)[-1]
    assert (late.succeeded, late.evidence) == (True, "Flag audit trail")


def begun_at(time: str, *, relieve: bool) -> int:
    """How long a task of four minutes takes that begins so late."""
    told = crewed(tiny(injects=[PAGE], horizon="30h"))
    if relieve:
        told.at("6h30m").do(c.PageTeam(team="platform"))
    told.at(time)
    begun_s = told.drill.at_s
    told.run_task("look")
    told.drill.advance_to(begun_s + 1_800)
    return told.moments(e.TaskFinished)[-1] - begun_s


def test_tired_engineers_are_slower_and_relief_helps() -> None:
    assert begun_at("7h", relieve=False) == 240
    assert begun_at("12h", relieve=False) > 240
    assert begun_at("25h", relieve=False) == 360
    assert begun_at("12h", relieve=True) == 240


def long_work(relieve: bool) -> int:
    """When a task of fourteen hours is done."""
    told = crewed(tiny(injects=[PAGE], horizon="30h", tasks=with_task("roll-back", median="14h")))
    told.run_task("roll-back")
    if relieve:
        told.at("6h30m").do(c.PageTeam(team="platform"))
    return told.at("29h").moments(e.TaskFinished)[0]


def test_work_is_lost_when_a_shift_ends_and_nobody_hands_over() -> None:
    relieved_s, lost_s = long_work(relieve=True), long_work(relieve=False)
    assert relieved_s < 600 + 15 * 3_600
    assert lost_s >= relieved_s + 9_000


def test_what_engineers_say_varies_around_its_optimistic_median() -> None:
    said = []
    for noise in range(1, 60):
        told = story(QUIET, noise=noise)
        true_s, said_s = told.drill.responders.estimate_s("look")
        said.append(said_s / true_s)
    assert 0.5 < sorted(said)[len(said) // 2] < 0.9
    assert max(said) > 1


def test_the_first_guess_is_wrong_more_often_than_right() -> None:
    cast = with_people(lead={"title": "Principal engineer", "seats": ["tech_lead"]})
    tasks = with_task("restart", effects=[])
    right = wrong = 0
    for noise in range(1, 80):
        told = story(tiny(injects=[PAGE], cast=cast, tasks=tasks), noise=noise).at("5m")
        told.do(c.AssignRole(seat=Seat.TECH_LEAD, holder="lead"))
        guesses = [
            event.text for event in told.at("10m").events(e.ColleagueSaid) if "further than anything" in event.text
        ]
        assert len(guesses) == 1
        right += "Switch the flag back" in guesses[0]
        wrong += "Switch the flag back" not in guesses[0]
    assert wrong > right > 0
