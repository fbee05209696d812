"""Events in words: one line for each thing that a seat in the war room may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scoring.duty import HOST
from simulator import events as e
from simulator.afterwards import AFTERWARDS
from simulator.clock import spell
from tui.names import Names, channel, label, offer, one_line, seat, severity

if TYPE_CHECKING:
    from simulator.journal import Entry
    from simulator.vocabulary import Seat

Teller = Callable[[Any, Names], str]

_TELL: dict[type, Teller] = {
    e.DrillStarted: lambda ev, n: f"The drill begins at {ev.home}",
    e.PageAcknowledged: lambda ev, n: "Page acknowledged",
    e.CustomerAcknowledged: lambda ev, n: f"Told {n.account(ev.account)} that it is seen",
    e.IncidentDeclared: lambda ev, n: f"{severity(ev.severity)} declared ({label(ev.incident_class)}): {ev.scope}",
    e.RecordUpdated: lambda ev, n: f"Record updated: {ev.status or ev.scope or 'impact start'}",
    e.SeverityChanged: lambda ev, n: f"Severity is now {severity(ev.severity)}: {ev.reason}",
    e.StoodDown: lambda ev, n: f"Stood down: {ev.reason}",
    e.RoleAssigned: lambda ev, n: f"{ev.seat.title}: {_named(n.person(ev.holder), ev.seat)}",
    e.RoleHandedOver: lambda ev, n: f"{ev.seat.title} handed over to {n.person(ev.holder)}",
    e.TeamPaged: lambda ev, n: f"Paging {ev.team}",
    e.PageAnswered: lambda ev, n: f"{n.with_title(ev.person)} joined ({ev.team})",
    e.PageUnanswered: lambda ev, n: f"{n.person(ev.person)} ({ev.team}) did not answer the page",
    e.TaskStarted: lambda ev, n: f"Started: {n.task(ev.task)} ({seat(ev.owner.value)}, {spell(ev.time_box_s)})",
    e.TaskStopped: lambda ev, n: f"Stopped: {n.task(ev.task)}: {ev.reason}",
    e.TaskFinished: lambda ev, n: f"{'Done' if ev.succeeded else 'Failed'}: {n.task(ev.task)}: {ev.result}",
    e.EntryLogged: lambda ev, n: " · ".join(part for part in (ev.action, n.owner(ev.owner), ev.result) if part),
    e.DecisionLogged: lambda ev, n: f"Decision: {ev.choice} ({ev.question}; approved by {n.decided(ev.approver)})",
    e.HypothesisRecorded: lambda ev, n: f"Hypothesis {ev.state.value}: {ev.hypothesis}",
    e.EvidenceAttached: lambda ev, n: f"Evidence: {ev.title} ({n.source(ev.source)})",
    e.MitigationMarked: lambda ev, n: f"Mitigated: {ev.note}",
    e.ResolutionMarked: lambda ev, n: f"Resolved: {ev.note}",
    e.IncidentReopened: lambda ev, n: f"Reopened: {ev.reason}",
    e.UpdatePosted: lambda ev, n: f"{channel(ev.channel.value).capitalize()}{_to(ev, n)}: {ev.text}",
    e.Replied: lambda ev, n: f"Answered: {ev.text}",
    e.BriefPosted: lambda ev, n: f"Executive brief: {ev.text}",
    e.CallScheduled: lambda ev, n: f"Call with {n.account(ev.account)} at {n.clock(ev.at_s)}: {ev.purpose}",
    e.CallHeld: lambda ev, n: f"Call held: {ev.notes}",
    e.CallMissed: lambda ev, n: "A promised call did not take place",
    e.AuthorityNotified: lambda ev, n: f"Notified {ev.authority.replace('-', ' ')}",
    e.CreditProposed: lambda ev, n: f"Proposed for {n.account(ev.account)}: {offer(ev)}, to {n.approver(ev.approver)}",
    e.CreditApproved: lambda ev, n: f"Approved: {n.credit(ev.proposal)}",
    e.CreditDecided: lambda ev, n: f"{'Approved' if ev.approved else 'Refused'}: {n.credit(ev.proposal)}: {ev.reason}",
    e.CreditGranted: lambda ev, n: f"Promised {n.credit(ev.proposal)}" + ("" if ev.approved else ", unapproved"),
    e.ConfirmationAsked: lambda ev, n: f"Asked {n.account(ev.account)} whether it works",
    e.ConfirmationRecorded: lambda ev, n: f"{n.account(ev.account)} confirmed",
    e.IncidentClosed: lambda ev, n: f"Closed: {ev.note}",
    e.PostmortemScheduled: lambda ev, n: f"Post-mortem in {ev.in_days} days",
    e.PostmortemSubmitted: lambda ev, n: "Post-mortem handed in",
    e.RemediationAdded: lambda ev, n: f"Action: {ev.action} ({n.owner(ev.owner)}, in {ev.due_in_days} days)",
    e.MilestonePlanned: lambda ev, n: f"Joint plan with {n.account(ev.account)}: {ev.milestone}",
    e.PaceChanged: lambda ev, n: f"Time runs ×{ev.multiplier}" if ev.multiplier else "Time is paused",
    e.AbsenceNoted: lambda ev, n: f"Nobody was here for {_span(ev.wall_s)} of the wall clock",
    e.AccommodationRecorded: lambda ev, n: f"The exam has {ev.extra_time_pct} % more time: {ev.reason}".rstrip(": "),
    e.HintTaken: lambda ev, n: f"A hint was asked for: {label(ev.about)}",
    e.FocusBegun: lambda ev, n: "The short drill begins here",
    e.FinishRequested: lambda ev, n: "The drill is finished by its player",
    e.SeatTaken: lambda ev, n: _sits(n.person(ev.person), ev.seat),
    e.SeatFreed: lambda ev, n: f"The seat {seat(ev.seat)} is free",
    e.CommandRefused: lambda ev, n: f"Refused: {ev.reason} {ev.remedy}",
    e.MessageArrived: lambda ev, n: n.mail(ev),
    e.TeamSpoke: lambda ev, n: f"{seat(ev.team)} told {n.account(ev.account)}: {ev.text}",
    e.ColleagueSaid: lambda ev, n: f"{n.person(ev.person) if ev.person else seat(ev.seat)}: {ev.text}",
    e.DraftOffered: lambda ev, n: f"{seat(ev.seat)} offers a draft: {ev.text}",
    e.FactLearned: lambda ev, n: f"Known: {ev.text}",
    e.PromiseMade: lambda ev, n: f"Promised: {n.promise(ev.promise)}",
    e.PromiseKept: lambda ev, n: f"Promise kept: {n.promise(ev.promise)}",
    e.PromiseBroken: lambda ev, n: f"Promise broken: {n.promise(ev.promise)}",
    e.SentimentChanged: lambda ev, n: f"{n.account(ev.account)} now at {ev.sentiment_milli // 1000}: {ev.reason}",
    e.AccountEscalated: lambda ev, n: f"{n.account(ev.account)} escalates: {ev.text}",
    e.PhaseEntered: lambda ev, n: f"First step that nobody has begun: {label(ev.phase.value)}",
    e.ActionReviewed: lambda ev, n: f"Day {ev.day}: action {ev.action} {'closed' if ev.closed else 'still open'}",
    e.FaultRecurred: lambda ev, n: f"Day {ev.day}: it happened again: {ev.text}",
    e.AccountSettled: lambda ev, n: f"After 90 days, {n.account(ev.account)}: {ev.outcome}",
    e.DrillEnded: lambda ev, n: f"The drill ends ({label(ev.reason)}){UNKNOWN if n.stopped_open else ''}",
    e.SignalsMeasured: lambda ev, n: "Signals measured",
    e.TicketsCounted: lambda ev, n: _tickets(sum(ev.counts.values()), ev.total),
}  # fmt: skip

UNKNOWN = " while the incident is open: what became of customers and actions after it cannot be known"
"""Why nothing is told of the ninety days."""

SILENT = (*e.HIDDEN, e.SignalsMeasured, e.PaceChanged, e.PhaseEntered, e.PromiseMade, e.PromiseKept, e.DrillStarted,
          e.SentimentChanged, e.CommandRefused, e.ColleagueSaid, e.FactLearned)  # fmt: skip
"""Events that the timeline pane leaves out: hidden ones, and what another pane shows better."""

SPOKEN = (e.UpdatePosted, e.Replied, e.BriefPosted)
"""What somebody said; in a team it counts who."""


def _named(person: str, role: Seat) -> str:
    """Who holds a role; at a table people are known by their seats, and one would read it twice."""
    return "named, at the table" if person == role.title else person


def _sits(person: str, taken: Seat) -> str:
    """Who sits down; at a table people are known by their seats."""
    if person == taken.title:
        return f"Somebody sits at {person}"
    return f"{person} {'take' if person == 'you' else 'takes'} the seat {seat(taken)}"


def _tickets(fresh: int, so_far: int) -> str:
    """How many tickets came; those of all the other customers are not counted one by one."""
    return f"Support: {fresh} new ticket{'' if fresh == 1 else 's'} from named accounts, {so_far} so far"


def _span(wall_s: int) -> str:
    return spell(wall_s) if wall_s else "a moment"


def narrate(entry: Entry, names: Names | None = None) -> str:
    """Say what one journal line means, in one line.

    Args:
        entry: The line; hidden kinds, and a future that nobody can know, give an empty text.
        names: Words for ids; without them ids stand as they are.
    """
    tell, names = _TELL.get(type(entry.event)), names or Names()
    if tell is None or (isinstance(entry.event, AFTERWARDS) and names.stopped_open):
        return ""
    if isinstance(entry.event, e.FinishRequested) and not names.plays(entry.who):
        return "The time for the drill is over" if entry.who == HOST else "The facilitator ends the drill"
    speaker = f"{seat(entry.seat)}, " if entry.seat and names.in_team and isinstance(entry.event, SPOKEN) else ""
    words = tell(entry.event, names)
    if isinstance(entry.event, e.FocusBegun) and entry.at_s:
        words += "; what came before was prepared by a simulated player"
    return one_line(f"{speaker}{words[:1].lower()}{words[1:]}" if speaker else words, 400)


def _to(ev: e.UpdatePosted, names: Names) -> str:
    return f" to {names.accounts(ev.accounts)}" if ev.accounts else ""
