"""The fold: given events, what the war room knows; nothing else changes it."""

from __future__ import annotations

from typing import Any

import pytest

from simulator import commands as c
from simulator import events as e
from simulator.incident import _HANDLERS, Incident
from simulator.journal import Entry, decode
from simulator.reading import BriefReading, PostmortemReading, UpdateReading
from simulator.vocabulary import Channel, HypothesisState, IncidentClass, MessageKind, Phase, Seat, Severity, TaskState
from tests.builders import finished, played

READING = UpdateReading(reader="plain", readable="yes", features={})
STARTED = e.DrillStarted(
    home="Example Works",
    people=(e.Person(id="eva", name="Eva", title="Engineer", organisation="home", team="platform"),),
    companies=(
        e.Company(account="alpha", name="Alpha", tier="standard", arr_cents=100, monthly_fee_cents=10,
                  renewal_in_days=9, sla="none", sentiment_milli=80_000, churn_ppm=80_000),
    ),
    variant="flag",
)  # fmt: skip


def fold(*events: tuple[int, e.AnyEvent]) -> Incident:
    """An incident after these events, each with its second."""
    incident = Incident()
    for number, (at_s, event) in enumerate([(0, STARTED), *events], 1):
        incident.apply(Entry(number, at_s, "you", "ic", "", 0, event))
    return incident


def update(channel: Channel = Channel.STATUS_PAGE, **fields: Any) -> e.UpdatePosted:
    return e.UpdatePosted(channel=channel, text="All saves fail.", update="u1", reading=READING, **fields)


def message(name: str = "m1", **fields: Any) -> e.MessageArrived:
    return e.MessageArrived(
        message=name, medium=MessageKind.MAIL, sender="alpha-contact", subject="?", text="?", **fields
    )


DECLARED = e.IncidentDeclared(
    severity=Severity.SEV1, incident_class=IncidentClass.AVAILABILITY, scope="All", incident="INC-1", impact_start_s=60
)


def started(task: str = "roll-back") -> e.TaskStarted:
    return e.TaskStarted(task=task, owner=Seat.TECH_LEAD, time_box_s=900, eta_s=420)


# --- the fold is all there is -----------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [None, 3])
def test_the_journal_alone_gives_what_the_drill_knew(seed: int | None) -> None:
    drill = played(seed=seed)
    incident = Incident()
    for entry in decode(finished(seed)[2]).entries:
        incident.apply(entry)
    assert vars(incident) == vars(drill.incident)


def test_every_event_is_folded_or_known_to_change_nothing() -> None:
    silent = {kind.__name__ for kind in e.EVENTS.values() if kind not in _HANDLERS}
    assert silent == {
        "AbsenceNoted", "AccountSettled", "ActionReviewed", "CommandRefused",
        "FaultRecurred", "FinishRequested", "InjectEdited", "InjectOrdered", "InjectShifted", "InjectWritten",
        "InjectsPostponed",
    }  # fmt: skip


# --- record and roles -------------------------------------------------------------------------------------------


def test_a_new_drill_knows_its_people_and_accounts() -> None:
    incident = fold()
    assert (incident.home, incident.variant, incident.declared) == ("Example Works", "flag", False)
    assert set(incident.people) == {"eva"}
    alpha = incident.accounts["alpha"]
    assert (alpha.sentiment_milli, alpha.start_milli, alpha.churn_ppm, alpha.history) == (
        80_000,
        80_000,
        80_000,
        [(0, 80_000)],
    )


def test_the_record_keeps_what_a_correction_leaves_out() -> None:
    incident = fold(
        (300, DECLARED),
        (400, e.RecordUpdated(scope="Half")),
        (500, e.SeverityChanged(severity=Severity.SEV2, reason="")),
    )
    record = incident.record
    assert (record.scope, record.status, record.impact_start_s, record.declared_s) == ("Half", "investigating", 60, 300)
    assert record.severity is Severity.SEV2
    corrected = fold((300, DECLARED), (400, e.RecordUpdated(status="fixing", impact_start_s=90))).record
    assert (corrected.scope, corrected.status, corrected.impact_start_s) == ("All", "fixing", 90)


def test_the_first_moment_counts() -> None:
    incident = fold(
        (120, message(credible_signal=True)), (130, e.PageAcknowledged()), (140, message("m2", credible_signal=True)),
        (150, e.PageAcknowledged()),
    )  # fmt: skip
    assert (incident.first_signal_s, incident.page_acknowledged_s) == (120, 130)
    assert incident.first_at_s["message_arrived"] == 120
    assert incident.last_at_s == 150


def test_a_seat_has_its_latest_holder() -> None:
    incident = fold(
        (10, e.RoleAssigned(seat=Seat.IC, holder="you")), (90, e.RoleHandedOver(seat=Seat.IC, holder="eva", note=""))
    )
    assert (incident.roles, incident.role_since) == ({Seat.IC: "eva"}, {Seat.IC: 90})


def test_a_page_rings_until_it_is_answered_or_not() -> None:
    paged = (10, e.TeamPaged(team="platform"))
    assert fold(paged).paged == {"platform": 10}
    answered = fold(paged, (70, e.PageAnswered(team="platform", person="eva")))
    assert (answered.paged, answered.present) == ({}, {"eva"})
    unanswered = fold(paged, (310, e.PageUnanswered(team="platform", person="eva")))
    assert (unanswered.paged, unanswered.present) == ({}, set())


# --- tasks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("end", "state", "result"),
    [
        (e.TaskFinished(task="roll-back", succeeded=True, result="Back."), TaskState.DONE, "Back."),
        (e.TaskFinished(task="roll-back", succeeded=False, result="No."), TaskState.FAILED, "No."),
        (e.TaskStopped(task="roll-back", reason="Slow."), TaskState.STOPPED, "Slow."),
    ],
)
def test_a_task_ends_in_one_state(end: e.AnyEvent, state: TaskState, result: str) -> None:
    run = fold((100, started()), (700, end)).tasks["roll-back"]
    assert (run.state, run.result, run.started_s, run.ended_s, run.eta_s) == (state, result, 100, 700, 420)


def test_a_task_that_is_tried_again_runs_anew() -> None:
    failed = e.TaskFinished(task="roll-back", succeeded=False, result="No.")
    run = fold((100, started()), (700, failed), (800, started())).tasks["roll-back"]
    assert (run.state, run.started_s, run.result) == (TaskState.RUNNING, 800, "")


# --- words ----------------------------------------------------------------------------------------------------------


def test_what_customers_heard_and_what_colleagues_heard_are_told_apart() -> None:
    incident = fold(
        (90, message()), (100, update()), (200, update(Channel.HOLDING_LINE)), (300, update(Channel.WAR_ROOM)),
        (400, update(Channel.CUSTOMER_MAIL)), (500, e.Replied(message="m1", text="Yes.", reading=READING)),
    )  # fmt: skip
    assert [post.at_s for post in incident.external_posts] == [100, 400]
    assert (incident.last_external_s, incident.last_holding_s) == (400, 200)
    assert [row.text for row in incident.channel] == ["All saves fail."]
    assert incident.messages["m1"].answered_s == 500
    assert len(incident.posts) == 5


def test_nothing_said_is_nothing_heard() -> None:
    assert (fold().last_external_s, fold().last_holding_s) == (None, None)


def test_the_channel_shows_colleagues_and_facts() -> None:
    fact = e.FactLearned(fact="cause", key="cause", value="flag", text="It is the flag.")
    incident = fold((10, e.ColleagueSaid(person="eva", seat="tech_lead", text="Look!")), (20, fact))
    assert [(row.who, row.text, row.kind) for row in incident.channel] == [
        ("eva", "Look!", "said"),
        ("facts", "It is the flag.", "fact"),
    ]
    assert incident.facts["cause"] == (20, fact)


# --- accounts and money -----------------------------------------------------------------------------------------------


def test_a_mood_remembers_where_it_came_from() -> None:
    fall = e.SentimentChanged(
        account="alpha", sentiment_milli=70_000, trust_permille=900, churn_ppm=90_000, reason="silence"
    )
    rise = e.SentimentChanged(
        account="alpha", sentiment_milli=72_000, trust_permille=900, churn_ppm=88_000, reason="an update"
    )
    alpha = fold((100, fall), (200, rise)).accounts["alpha"]
    assert (alpha.sentiment_milli, alpha.previous_milli, alpha.reason) == (72_000, 70_000, "an update")
    assert alpha.history == [(0, 80_000), (100, 70_000), (200, 72_000)]


def test_an_escalation_never_goes_down() -> None:
    levels = [(at_s, e.AccountEscalated(account="alpha", level=level, text="")) for at_s, level in ((1, 2), (2, 1))]
    assert fold(*levels).accounts["alpha"].level == 2


def test_a_confirmation_once_genuine_stays() -> None:
    genuine = e.ConfirmationRecorded(account="alpha", message="m1", genuine=True)
    doubtful = e.ConfirmationRecorded(account="alpha", message="m2", genuine=False)
    assert not fold((1, doubtful)).accounts["alpha"].confirmed
    assert fold((1, genuine), (2, doubtful)).accounts["alpha"].confirmed


OFFER = e.CreditProposed(account="alpha", credit="goodwill", basis="", approver="cfo", proposal="credit1")  # type: ignore[arg-type]
GRANT = e.CreditGranted(proposal="credit1", text="Yours.", approved=False)


@pytest.mark.parametrize(
    ("events", "state", "reason"),
    [
        ([], "asked", ""),
        ([e.CreditDecided(proposal="credit1", approved=True, reason="Approved.")], "approved", "Approved."),
        ([e.CreditDecided(proposal="credit1", approved=False, reason="No.")], "refused", "No."),
        ([e.CreditApproved(proposal="credit1")], "approved", ""),
        ([GRANT], "granted", ""),
        ([GRANT, e.CreditDecided(proposal="credit1", approved=False, reason="No.")], "granted", "No."),
    ],
)
def test_a_credit_goes_its_way(events: list[e.AnyEvent], state: str, reason: str) -> None:
    credit = fold((10, OFFER), *((20, event) for event in events)).credits["credit1"]
    assert (credit.state, credit.reason, credit.asked_s) == (state, reason, 10)


def test_promises_and_calls_end_in_one_state() -> None:
    made = [
        (1, e.PromiseMade(promise=p, what="update", channel="reply", account="alpha", due_s=9, said_in=1))
        for p in ("p1", "p2", "p3")
    ]
    calls = [(1, e.CallScheduled(account="alpha", at_s=9, purpose="", call=name)) for name in ("c1", "c2", "c3")]
    incident = fold(
        *made, *calls, (2, e.PromiseKept(promise="p1")), (3, e.PromiseBroken(promise="p2")),
        (4, e.CallHeld(call="c1", notes="")), (5, e.CallMissed(call="c2")),
    )  # fmt: skip
    assert [promise.state for promise in incident.promises.values()] == ["kept", "broken", "open"]
    assert [state for _, state in incident.calls.values()] == ["held", "missed", "scheduled"]


def test_a_hypothesis_moves_on() -> None:
    states = [
        (at_s, e.HypothesisRecorded(hypothesis="flag", state=state))
        for at_s, state in ((1, HypothesisState.OPEN), (9, HypothesisState.CONFIRMED))
    ]
    assert fold(*states).hypotheses == {"flag": (9, HypothesisState.CONFIRMED, "")}


# --- restoring --------------------------------------------------------------------------------------------------------


def test_a_restore_is_the_end_of_an_impact() -> None:
    def impact(share: int) -> e.ImpactChanged:
        return e.ImpactChanged(accounts_permille={"alpha": share}, restored=not share)

    assert fold((0, impact(0))).restored_s is None
    incident = fold((60, impact(500)), (600, impact(0)), (660, impact(0)))
    assert (incident.restored, incident.restored_s, incident.impact_permille) == (True, 600, {"alpha": 0})
    assert fold((60, impact(500)), (600, impact(0)), (900, impact(100)), (990, impact(0))).restored_s == 990


# --- phases -----------------------------------------------------------------------------------------------------------

ROLES = [e.RoleAssigned(seat=seat, holder="you") for seat in (Seat.IC, Seat.COMMS_LEAD)]
REPORT = PostmortemReading(reader="p", readable="yes", features={})
FLOW: list[tuple[list[e.AnyEvent], Phase]] = [
    ([], Phase.DECLARE),
    ([DECLARED], Phase.ROLES),
    ([*ROLES], Phase.CONTAIN),
    ([started()], Phase.COMMUNICATE),
    ([update()], Phase.FIX),
    ([e.MitigationMarked(note="")], Phase.RESOLVE),
    ([e.ResolutionMarked(note=""), e.IncidentClosed(note="")], Phase.POSTMORTEM),
    ([e.PostmortemSubmitted(text="", reading=REPORT, cause_match_permille=0)], Phase.REMEDIATE),
    ([e.RemediationAdded(action="A", owner="", due_in_days=1, strength="weak")], Phase.REMEDIATE),
]  # fmt: skip


def test_the_phases_follow_the_flow() -> None:
    events: list[tuple[int, e.AnyEvent]] = []
    for number, (step, phase) in enumerate(FLOW):
        events += [(number, event) for event in step]
        assert fold(*events).derive_phase() == (phase, False)


def test_what_is_reopened_is_open_again_until_it_is_marked_anew() -> None:
    """The flow goes back to the repair, and a second mark counts from its own moment."""
    before = [(number, event) for number, (step, _) in enumerate(FLOW[:6]) for event in step]
    marks = [(20, e.ResolutionMarked(note="Over.")), (30, e.IncidentReopened(reason="Saves fail."))]
    again = fold(*before, *marks)
    assert (again.mitigated_s, again.resolved_s, again.derive_phase()[0]) == (None, None, Phase.FIX)
    assert fold(*before, *marks, (40, e.ResolutionMarked(note="Now."))).resolved_s == 40


def test_a_step_ahead_of_its_turn_is_seen() -> None:
    assert fold((1, update())).derive_phase() == (Phase.DECLARE, True)
    assert fold((1, DECLARED), (2, started())).derive_phase() == (Phase.ROLES, True)


def test_one_role_is_not_enough() -> None:
    assert fold((1, DECLARED), (2, ROLES[0])).derive_phase()[0] is Phase.ROLES


def test_the_drill_marks_each_phase_that_is_entered() -> None:
    phases = [entry.event for entry in finished()[1] if isinstance(entry.event, e.PhaseEntered)]
    assert phases[0] == e.PhaseEntered(phase=Phase.ROLES, out_of_order=False)


def test_collected_things_keep_their_moment() -> None:
    brief = e.BriefPosted(text="Down.", reading=BriefReading(reader="p", readable="yes"))
    row = e.EntryLogged(action="A", owner="", result="")
    incident = fold(
        (1, brief), (2, row), (3, e.PostmortemScheduled(in_days=2, invitees=())), (4, e.PaceChanged(multiplier=60)),
        (5, e.InjectFired(inject="page")), (6, e.StoodDown(reason="")),
        (7, e.DraftOffered(draft="d1", seat="cs", command=c.AcknowledgePage(), text="")),
        (8, e.DrillEnded(reason="finished")),
    )  # fmt: skip
    assert [brief.at_s for brief in incident.briefs] == [1]
    assert incident.log == [(2, row)]
    assert (incident.postmortem_days, incident.multiplier, incident.fired) == (2, 60, {"page"})
    assert (incident.stood_down_s, incident.ended_s, set(incident.drafts)) == (6, 8, {"d1"})
