"""The UTC timeline: key moments, each with action, owner and result, written down soon after they happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import msgspec

from simulator import commands as c
from simulator.bots import picture
from simulator.bots.phrase import listing
from simulator.bots.player import TaskCard
from simulator.bots.room import Room, Wish
from simulator.bots.work import brief
from simulator.events import CallScheduled, DecisionLogged, FactLearned
from simulator.states import Credit, Message, TaskRun
from simulator.vocabulary import IncidentClass, Seat, Severity, TaskState

NAMED_FIRST = (Seat.COMMS_LEAD, Seat.TECH_LEAD, Seat.SCRIBE)
Words = tuple[str, str, str]
"""Action, owner, result."""


class Moment(msgspec.Struct, frozen=True):
    """One thing that belongs into the timeline."""

    key: str
    at_s: int
    words: Callable[[], Words]
    """Written only when the row is."""


def moments(room: Room) -> Iterator[Moment]:
    """Everything that has happened so far and that a reader of the timeline will look for."""
    yield from room.recall(("opening", room.incident.page_acknowledged_s), lambda: tuple(_opening(room)))
    yield from _declaration(room)
    yield from _work(room)
    yield from _learning(room)
    yield from _speech(room)
    yield from _ending(room)


def _opening(room: Room) -> Iterator[Moment]:
    incident = room.incident
    alerts = [m for m in incident.messages.values() if m.event.medium == "alert"]
    if incident.page_acknowledged_s is not None:
        subject = alerts[0].event.subject if alerts else "first signal"
        words = f"Page acknowledged: {subject}", "ic", "On-call looks at who is affected"
        yield Moment("page", incident.page_acknowledged_s, lambda: words)
    for alert in alerts[1:6]:
        yield Moment(f"alert-{alert.id}", alert.at_s, partial(_alert, alert))
    first = next((m for m in incident.messages.values() if room.is_customer(m) and not m.event.confirms), None)
    if first is not None:
        yield Moment("report", first.at_s, partial(_report, room, first))


def _alert(alert: Message) -> Words:
    return f"Alert: {alert.event.subject}", "monitoring", brief(alert.event.text)


def _report(room: Room, first: Message) -> Words:
    account = room.incident.accounts.get(first.event.account)
    name = account.name if account else "a customer"
    return f"First report by a customer, {name}: {first.event.subject}", "cs", "Passed to the war room"


def _declaration(room: Room) -> Iterator[Moment]:
    incident = room.incident
    record = incident.record
    if record.declared_s is not None and record.severity is not None and record.incident_class is not None:
        yield Moment("declared", record.declared_s, partial(_declared, room, record.severity, record.incident_class))
    if incident.roles.keys() >= set(NAMED_FIRST):
        yield Moment("roles", incident.role_since[Seat.SCRIBE], partial(_roles, room))


def _declared(room: Room, severity: Severity, kind: IncidentClass) -> Words:
    began = room.utc(picture.start_s(room))
    return (
        f"{severity.title} declared, class {kind.value}",
        "ic",
        f"War room and record open; impact since {began}",
    )


def _roles(room: Room) -> Words:
    names = [f"{seat.title} {room.name_of(seat, 'you')}" for seat in NAMED_FIRST]
    return f"Roles named: {listing(names)}", "ic", "One commander, named owners"


def _work(room: Room) -> Iterator[Moment]:
    for run in room.incident.tasks.values():
        card = room.cards.get(run.task)
        if card is None:
            continue
        if run.state in (TaskState.DONE, TaskState.FAILED):
            yield Moment(f"end-{run.task}-{run.started_s}", run.ended_s, partial(_ended, run, card))
        elif card.kind in ("contain", "fix"):
            yield Moment(f"begin-{run.task}-{run.started_s}", run.started_s, partial(_begun, run, card))


def _ended(run: TaskRun, card: TaskCard) -> Words:
    verdict = "Finished" if run.state is TaskState.DONE else "Did not work"
    return f"{verdict}: {card.title}", run.owner, brief(run.result)


def _begun(run: TaskRun, card: TaskCard) -> Words:
    return f"Started: {card.title}", run.owner, f"Time-box {run.time_box_s // 60} minutes"


def _learning(room: Room) -> Iterator[Moment]:
    for name, (at_s, fact) in room.incident.facts.items():
        if fact.key in _HEADS:
            yield Moment(f"fact-{name}", at_s, partial(_fact, fact))
    for at_s, decision in room.incident.decisions:
        yield Moment(f"decision-{at_s}-{decision.choice[:20]}", at_s, partial(_decision, decision))


def _fact(fact: FactLearned) -> Words:
    return f"Learned: {fact.text}", "tech_lead", _HEADS[fact.key]


def _decision(decision: DecisionLogged) -> Words:
    return f"Decided: {decision.choice}", "ic", f"Approved by {decision.approver.replace('_', ' ')}"


_HEADS = {
    "cause": "Cause established so far",
    "data_loss": "State of the data established",
    "security": "Security question looked at",
    "restored": "Recovery seen",
    "scope_pct": "Extent measured",
    "start": "Beginning of the impact established",
}


def _speech(room: Room) -> Iterator[Moment]:
    incident = room.incident
    posts = incident.external_posts
    if posts:
        yield Moment("first-update", posts[0].at_s, lambda: _FIRST_UPDATE)
    if incident.last_holding_s is not None:
        yield Moment("first-line", incident.last_holding_s, lambda: _FIRST_LINE)
    if incident.briefs:
        yield Moment("first-brief", incident.briefs[0].at_s, lambda: _FIRST_BRIEF)
    for call, (event, state) in incident.calls.items():
        if state == "held":
            yield Moment(f"call-{call}", event.at_s, partial(_call, room, event))
    for account in incident.accounts.values():
        if account.level:
            words = f"{account.name} escalates", "cs", "Answered by a named person"
            yield Moment(f"level-{account.account}-{account.level}", room.now, lambda words=words: words)  # type: ignore[misc]


_FIRST_UPDATE = "First external update, on the status page", "comms_lead", "Next update time stated"
_FIRST_LINE = "Holding line sent to Sales, Support and CS", "comms_lead", "One story for all teams"
_FIRST_BRIEF = "First executive brief sent", "ic", "Impact, status, confidence, decisions, refresh"


def _call(room: Room, event: CallScheduled) -> Words:
    return f"Call held with {room.incident.accounts[event.account].name}", "exec_sponsor", event.purpose


def _ending(room: Room) -> Iterator[Moment]:
    incident = room.incident
    for key, at_s, words in (
        ("mitigated", incident.mitigated_s, _MITIGATED),
        ("resolved", incident.resolved_s, _RESOLVED),
        ("closed", incident.closed_s, _CLOSED),
        ("stood-down", incident.stood_down_s, _STOOD_DOWN),
    ):
        if at_s is not None:
            yield Moment(key, at_s, lambda words=words: words)  # type: ignore[misc]
    for credit in incident.credits.values():
        if credit.state in ("approved", "granted"):
            yield Moment(f"credit-{credit.id}", credit.asked_s, partial(_credit, room, credit))


_MITIGATED = "Mitigated: measurements are back in their normal range", "ic", "Monitoring window begins"
_RESOLVED = "Resolved after the monitoring window", "ic", "Evidence attached; confirmations are asked for"
_CLOSED = "Incident closed", "ic", "Confirmations on file, post-mortem dated"
_STOOD_DOWN = "Stood down: no incident", "ic", "Checked with an independent measurement"


def _credit(room: Room, credit: Credit) -> Words:
    company = room.incident.accounts[credit.event.account].name
    return f"Credit for {company}: approved", "cs", credit.event.basis


def rows(room: Room) -> Iterator[Wish]:
    """A row for each moment that the scribe catches; what ends after the stand-down belongs to no incident."""
    down_s, settled = room.incident.stood_down_s, room.memory.settled
    for moment in moments(room):
        if moment.key in settled or (down_s is not None and moment.at_s > down_s):
            continue
        key = f"log-{moment.key}"
        if room.served(key) or not room.nerve.logs(moment.key):
            settled.add(moment.key)
            continue
        yield Wish(key, partial(_row, room, moment), Seat.SCRIBE, rank=4, pause_s=room.nerve.skill.reaction_s)


def _row(room: Room, moment: Moment) -> c.Command:
    action, owner, result = moment.words()
    return c.LogEntry(action=action, owner=owner, result=result, happened_at_s=min(moment.at_s, room.now))


DUTIES = (rows,)
