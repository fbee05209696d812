"""The UTC timeline: key moments, each with action, owner and result, written down soon after they happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator import commands as c
from simulator.bots import picture
from simulator.bots.compose import short_severity
from simulator.bots.phrase import listing
from simulator.bots.room import Room, Wish
from simulator.bots.work import brief
from simulator.states import TaskRun
from simulator.vocabulary import Seat, TaskState


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that belongs into the timeline."""

    key: str
    at_s: int
    action: str
    owner: str
    result: str


def moments(room: Room) -> Iterator[Moment]:
    """Everything that has happened so far and that a reader of the timeline will look for."""
    yield from _opening(room)
    yield from _work(room)
    yield from _speech(room)
    yield from _ending(room)


def _opening(room: Room) -> Iterator[Moment]:
    incident = room.incident
    alerts = [m for m in incident.messages.values() if m.event.medium == "alert"]
    if incident.page_acknowledged_s is not None:
        subject = alerts[0].event.subject if alerts else "first signal"
        yield Moment(
            "page",
            incident.page_acknowledged_s,
            f"Page acknowledged: {subject}",
            "ic",
            "On-call looks at who is affected",
        )
    for alert in alerts[1:6]:
        yield Moment(
            f"alert-{alert.id}", alert.at_s, f"Alert: {alert.event.subject}", "monitoring", brief(alert.event.text)
        )
    first = next((m for m in incident.messages.values() if room.is_customer(m) and not m.event.confirms), None)
    if first is not None:
        name = incident.accounts[first.event.account].name if first.event.account in incident.accounts else "a customer"
        yield Moment(
            "report",
            first.at_s,
            f"First report by a customer, {name}: {first.event.subject}",
            "cs",
            "Passed to the war room",
        )
    yield from _declaration(room)


def _declaration(room: Room) -> Iterator[Moment]:
    incident = room.incident
    record = incident.record
    if record.declared_s is not None and record.severity is not None and record.incident_class is not None:
        began = room.utc(picture.start_s(room))
        yield Moment(
            "declared",
            record.declared_s,
            f"{short_severity(record.severity)} declared, class {record.incident_class.value}",
            "ic",
            f"War room and record open; impact since {began}",
        )
    if {Seat.COMMS_LEAD, Seat.TECH_LEAD, Seat.SCRIBE} <= incident.roles.keys():
        names = [f"{seat.title} {room.name_of(seat, 'you')}" for seat in (Seat.COMMS_LEAD, Seat.TECH_LEAD, Seat.SCRIBE)]
        yield Moment(
            "roles",
            incident.role_since[Seat.SCRIBE],
            f"Roles named: {listing(names)}",
            "ic",
            "One commander, named owners",
        )


def _work(room: Room) -> Iterator[Moment]:
    incident = room.incident
    for run in incident.tasks.values():
        card = room.cards.get(run.task)
        if card is None:
            continue
        if run.state in (TaskState.DONE, TaskState.FAILED):
            verdict = "Finished" if run.state is TaskState.DONE else "Did not work"
            yield Moment(
                f"end-{run.task}-{run.started_s}", run.ended_s, f"{verdict}: {card.title}", run.owner, brief(run.result)
            )
        elif card.kind in ("contain", "fix"):
            yield Moment(
                f"begin-{run.task}-{run.started_s}", run.started_s, f"Started: {card.title}", run.owner, _box(run)
            )
    for name, (at_s, fact) in incident.facts.items():
        if fact.key in ("cause", "data_loss", "security", "restored", "scope_pct", "start"):
            yield Moment(f"fact-{name}", at_s, f"Learned: {fact.text}", "tech_lead", _HEADS[fact.key])
    for at_s, decision in incident.decisions:
        yield Moment(
            f"decision-{at_s}-{decision.choice[:20]}",
            at_s,
            f"Decided: {decision.choice}",
            "ic",
            f"Approved by {decision.approver.replace('_', ' ')}",
        )


_HEADS = {
    "cause": "Cause established so far",
    "data_loss": "State of the data established",
    "security": "Security question looked at",
    "restored": "Recovery seen",
    "scope_pct": "Extent measured",
    "start": "Beginning of the impact established",
}


def _box(run: TaskRun) -> str:
    return f"Time-box {run.time_box_s // 60} minutes"


def _speech(room: Room) -> Iterator[Moment]:
    incident = room.incident
    posts = incident.external_posts
    if posts:
        yield Moment(
            "first-update",
            posts[0].at_s,
            "First external update, on the status page",
            "comms_lead",
            "Next update time stated",
        )
    if incident.last_holding_s is not None:
        yield Moment(
            "first-line",
            incident.last_holding_s,
            "Holding line sent to Sales, Support and CS",
            "comms_lead",
            "One story for all teams",
        )
    if incident.briefs:
        yield Moment(
            "first-brief",
            incident.briefs[0].at_s,
            "First executive brief sent",
            "ic",
            "Impact, status, confidence, decisions, refresh",
        )
    for call, (event, state) in incident.calls.items():
        if state == "held":
            company = incident.accounts[event.account].name
            yield Moment(f"call-{call}", event.at_s, f"Call held with {company}", "exec_sponsor", event.purpose)
    for account in incident.accounts.values():
        if account.level:
            yield Moment(
                f"level-{account.account}-{account.level}",
                room.now,
                f"{account.name} escalates",
                "cs",
                "Answered by a named person",
            )


def _ending(room: Room) -> Iterator[Moment]:
    incident = room.incident
    if incident.mitigated_s is not None:
        yield Moment(
            "mitigated",
            incident.mitigated_s,
            "Mitigated: measurements are back in their normal range",
            "ic",
            "Monitoring window begins",
        )
    if incident.resolved_s is not None:
        yield Moment(
            "resolved",
            incident.resolved_s,
            "Resolved after the monitoring window",
            "ic",
            "Evidence attached; confirmations are asked for",
        )
    if incident.closed_s is not None:
        yield Moment("closed", incident.closed_s, "Incident closed", "ic", "Confirmations on file, post-mortem dated")
    if incident.stood_down_s is not None:
        yield Moment(
            "stood-down",
            incident.stood_down_s,
            "Stood down: no incident",
            "ic",
            "Checked with an independent measurement",
        )
    for credit in incident.credits.values():
        if credit.state in ("approved", "granted"):
            company = incident.accounts[credit.event.account].name
            yield Moment(
                f"credit-{credit.id}", credit.asked_s, f"Credit for {company}: approved", "cs", credit.event.basis
            )


def rows(room: Room) -> Iterator[Wish]:
    """A row for each moment that the scribe catches."""
    for moment in moments(room):
        key = f"log-{moment.key}"
        if not room.served(key) and room.nerve.logs(moment.key):
            yield Wish(
                key,
                lambda moment=moment: c.LogEntry(  # type: ignore[misc]
                    action=moment.action,
                    owner=moment.owner,
                    result=moment.result,
                    happened_at_s=min(moment.at_s, room.now),
                ),
                Seat.SCRIBE,
                rank=4,
                pause_s=room.nerve.skill.reaction_s,
            )


DUTIES = (rows,)
