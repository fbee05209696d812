"""The fold: what everybody in the war room knows, computed from events alone.

`Incident.apply` takes one entry after the other; nothing else changes an incident. The screen, the rules, the
triggers and the customers read it; the scorer reads the journal itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from simulator import events as e
from simulator.journal import Entry
from simulator.states import AccountState, Credit, Message, Posted, Promise, RecordState, Row, TaskRun, phase_of
from simulator.vocabulary import Channel, HypothesisState, Phase, Seat, TaskState

MOVES_PHASE = frozenset((
    e.IncidentDeclared, e.RoleAssigned, e.RoleHandedOver, e.TaskStarted, e.UpdatePosted, e.MitigationMarked,
    e.ResolutionMarked, e.IncidentClosed, e.PostmortemSubmitted, e.RemediationAdded, e.IncidentReopened,
))  # fmt: skip
"""The events that `Incident.steps_done` looks at: no other one moves the phase."""


@dataclass
class Incident:
    """Everything that the war room knows at this second."""

    home: str = ""
    variant: str = ""
    people: dict[str, e.Person] = field(default_factory=dict)
    record: RecordState = field(default_factory=RecordState)
    roles: dict[Seat, str] = field(default_factory=dict)
    role_since: dict[Seat, int] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    paged: dict[str, int] = field(default_factory=dict)
    tasks: dict[str, TaskRun] = field(default_factory=dict)
    signals: dict[str, int] = field(default_factory=dict)
    signal_history: list[tuple[int, dict[str, int]]] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    tickets: dict[str, int] = field(default_factory=dict)
    """How many tickets each account has opened."""
    posts: list[Posted] = field(default_factory=list)
    external_posts: list[Posted] = field(default_factory=list)
    last_holding_s: int | None = None
    briefs: list[Posted] = field(default_factory=list)
    promises: dict[str, Promise] = field(default_factory=dict)
    accounts: dict[str, AccountState] = field(default_factory=dict)
    facts: dict[str, tuple[int, e.FactLearned]] = field(default_factory=dict)
    hypotheses: dict[str, tuple[int, HypothesisState, str]] = field(default_factory=dict)
    decisions: list[tuple[int, e.DecisionLogged]] = field(default_factory=list)
    evidence: list[tuple[int, e.EvidenceAttached]] = field(default_factory=list)
    log: list[tuple[int, e.EntryLogged]] = field(default_factory=list)
    calls: dict[str, tuple[e.CallScheduled, str]] = field(default_factory=dict)
    credits: dict[str, Credit] = field(default_factory=dict)
    remediation: list[tuple[int, e.RemediationAdded]] = field(default_factory=list)
    milestones: list[tuple[int, e.MilestonePlanned]] = field(default_factory=list)
    drafts: dict[str, e.DraftOffered] = field(default_factory=dict)
    drafted_s: dict[str, int] = field(default_factory=dict)
    channel: list[Row] = field(default_factory=list)
    fired: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    """Injects that the facilitator keeps back."""
    skipped: set[str] = field(default_factory=set)
    seated: dict[Seat, str] = field(default_factory=dict)
    """Who sits at which seat's keyboard in a team drill; `roles` says who was named."""
    team: set[str] = field(default_factory=set)
    """Everybody who has ever sat at a keyboard of this drill."""
    page_acknowledged_s: int | None = None
    first_signal_s: int | None = None
    mitigated_s: int | None = None
    resolved_s: int | None = None
    closed_s: int | None = None
    stood_down_s: int | None = None
    ended_s: int | None = None
    restored: bool = True
    restored_s: int | None = None
    impact_permille: dict[str, int] = field(default_factory=dict)
    notified: set[str] = field(default_factory=set)
    """Authorities that were told."""
    postmortem: e.PostmortemSubmitted | None = None
    postmortem_days: int | None = None
    phase: Phase = Phase.DECLARE
    multiplier: int = 1
    extra_time_pct: int = 0
    hints: int = 0
    focus: str = ""
    """Which focal drill this is; empty for a whole one."""
    first_at_s: dict[str, int] = field(default_factory=dict)
    last_at_s: int = 0

    # --- queries --------------------------------------------------------------------------------------------

    @property
    def declared(self) -> bool:
        """True once the record is open."""
        return self.record.declared_s is not None

    @property
    def last_external_s(self) -> int | None:
        """When customers last heard from us."""
        return self.external_posts[-1].at_s if self.external_posts else None

    def steps_done(self) -> tuple[bool, ...]:
        """For each phase of the flow, whether its mark has been reached."""
        return (
            self.declared,
            {Seat.IC, Seat.COMMS_LEAD} <= self.roles.keys(),
            "task_started" in self.first_at_s,
            self.last_external_s is not None,
            self.mitigated_s is not None or self.resolved_s is not None,
            self.resolved_s is not None and self.closed_s is not None,
            self.postmortem is not None,
            bool(self.remediation),
        )

    def derive_phase(self) -> tuple[Phase, bool]:
        """The first phase whose mark is open, and whether a later mark was reached before it."""
        return phase_of(self.steps_done())

    # --- the fold -------------------------------------------------------------------------------------------

    def apply(self, entry: Entry) -> None:
        """Take in one event."""
        event = entry.event
        kind, fold = _FOLDS[type(event)]
        self.last_at_s = entry.at_s
        if kind not in self.first_at_s:
            self.first_at_s[kind] = entry.at_s
        if fold is not None:
            fold(self, entry, event)


def _started(i: Incident, entry: Entry, ev: e.DrillStarted) -> None:
    i.home, i.variant = ev.home, ev.variant
    i.people = {p.id: p for p in ev.people}
    i.accounts = {
        co.account: AccountState(
            account=co.account, name=co.name, tier=co.tier, sentiment_milli=co.sentiment_milli,
            start_milli=co.sentiment_milli, previous_milli=co.sentiment_milli, churn_ppm=co.churn_ppm,
            base_ppm=co.churn_ppm, history=[(entry.at_s, co.sentiment_milli)],
        )
        for co in ev.companies
    }  # fmt: skip


def _page(i: Incident, entry: Entry, ev: e.PageAcknowledged) -> None:
    i.page_acknowledged_s = i.page_acknowledged_s if i.page_acknowledged_s is not None else entry.at_s


def _declared(i: Incident, entry: Entry, ev: e.IncidentDeclared) -> None:
    i.record = RecordState(
        ev.incident, ev.severity, ev.incident_class, ev.scope, ev.status, ev.impact_start_s, entry.at_s
    )


def _record(i: Incident, entry: Entry, ev: e.RecordUpdated) -> None:
    i.record.scope = ev.scope if ev.scope is not None else i.record.scope
    i.record.status = ev.status if ev.status is not None else i.record.status
    if ev.impact_start_s is not None:
        i.record.impact_start_s = ev.impact_start_s


def _severity(i: Incident, entry: Entry, ev: e.SeverityChanged) -> None:
    i.record.severity = ev.severity


def _role(i: Incident, entry: Entry, ev: e.RoleAssigned | e.RoleHandedOver) -> None:
    i.roles[ev.seat] = ev.holder
    i.role_since[ev.seat] = entry.at_s


def _paged(i: Incident, entry: Entry, ev: e.TeamPaged) -> None:
    i.paged[ev.team] = entry.at_s


def _answered_page(i: Incident, entry: Entry, ev: e.PageAnswered) -> None:
    i.present.add(ev.person)
    i.paged.pop(ev.team, None)


def _unanswered_page(i: Incident, entry: Entry, ev: e.PageUnanswered) -> None:
    i.paged.pop(ev.team, None)


def _task_started(i: Incident, entry: Entry, ev: e.TaskStarted) -> None:
    i.tasks[ev.task] = TaskRun(ev.task, TaskState.RUNNING, ev.owner.value, entry.at_s, ev.time_box_s, ev.eta_s)


def _task_stopped(i: Incident, entry: Entry, ev: e.TaskStopped) -> None:
    run = i.tasks[ev.task]
    run.state, run.ended_s, run.result = TaskState.STOPPED, entry.at_s, ev.reason


def _task_finished(i: Incident, entry: Entry, ev: e.TaskFinished) -> None:
    run = i.tasks[ev.task]
    run.state = TaskState.DONE if ev.succeeded else TaskState.FAILED
    run.ended_s, run.result, run.moved = entry.at_s, ev.result, ev.moved


def _signals(i: Incident, entry: Entry, ev: e.SignalsMeasured) -> None:
    i.signals = ev.values_milli
    i.signal_history.append((entry.at_s, ev.values_milli))


def _impact(i: Incident, entry: Entry, ev: e.ImpactChanged) -> None:
    if ev.restored and not i.restored:
        i.restored_s = entry.at_s
    i.restored, i.impact_permille = ev.restored, ev.accounts_permille


def _message(i: Incident, entry: Entry, ev: e.MessageArrived) -> None:
    i.messages[ev.message] = Message(ev.message, entry.at_s, ev)
    if ev.credible_signal and i.first_signal_s is None:
        i.first_signal_s = entry.at_s


def _tickets(i: Incident, entry: Entry, ev: e.TicketsCounted) -> None:
    for account, count in ev.counts.items():
        i.tickets[account] = i.tickets.get(account, 0) + count


def _posted(i: Incident, entry: Entry, ev: Any) -> None:
    i.posts.append(Posted(entry.n, entry.at_s, entry.who, entry.seat, ev))
    if isinstance(ev, e.Replied):
        i.messages[ev.message].answered_s = entry.at_s
    if isinstance(ev, e.CreditGranted):
        i.credits[ev.proposal].state = "granted"
    if isinstance(ev, e.UpdatePosted):
        _post_in(i, entry, ev)


def _post_in(i: Incident, entry: Entry, ev: e.UpdatePosted) -> None:
    if ev.channel.is_external:
        i.external_posts.append(i.posts[-1])
    elif ev.channel is Channel.HOLDING_LINE:
        i.last_holding_s = entry.at_s
    elif ev.channel is Channel.WAR_ROOM:
        i.channel.append(Row(entry.n, entry.at_s, entry.seat or entry.who, ev.text, "said"))


def _brief(i: Incident, entry: Entry, ev: e.BriefPosted) -> None:
    i.briefs.append(Posted(entry.n, entry.at_s, entry.who, entry.seat, ev))


def _said(i: Incident, entry: Entry, ev: e.ColleagueSaid) -> None:
    i.channel.append(Row(entry.n, entry.at_s, ev.person or ev.seat, ev.text, "said"))


def _promise(i: Incident, entry: Entry, ev: e.PromiseMade) -> None:
    i.promises[ev.promise] = Promise.of(ev, entry.n, entry.at_s)


def _promise_ends(i: Incident, entry: Entry, ev: e.PromiseKept | e.PromiseBroken) -> None:
    i.promises[ev.promise].end(ev, entry.cause, entry.at_s)


def _sentiment(i: Incident, entry: Entry, ev: e.SentimentChanged) -> None:
    account = i.accounts[ev.account]
    account.previous_milli, account.sentiment_milli = account.sentiment_milli, ev.sentiment_milli
    account.trust_permille, account.churn_ppm, account.reason = ev.trust_permille, ev.churn_ppm, ev.reason
    account.history.append((entry.at_s, ev.sentiment_milli))


def _escalated(i: Incident, entry: Entry, ev: e.AccountEscalated) -> None:
    i.accounts[ev.account].level = max(i.accounts[ev.account].level, ev.level)


def _hypothesis(i: Incident, entry: Entry, ev: e.HypothesisRecorded) -> None:
    i.hypotheses[ev.hypothesis] = (entry.at_s, ev.state, ev.why)


def _call(i: Incident, entry: Entry, ev: e.CallScheduled) -> None:
    i.calls[ev.call] = (ev, "scheduled")


def _call_ends(i: Incident, entry: Entry, ev: e.CallHeld | e.CallMissed) -> None:
    scheduled, _ = i.calls[ev.call]
    i.calls[ev.call] = (scheduled, "held" if isinstance(ev, e.CallHeld) else "missed")


def _proposed(i: Incident, entry: Entry, ev: e.CreditProposed) -> None:
    i.credits[ev.proposal] = Credit(ev.proposal, ev, entry.at_s)


def _decided(i: Incident, entry: Entry, ev: e.CreditDecided | e.CreditApproved) -> None:
    credit = i.credits[ev.proposal]
    approved = isinstance(ev, e.CreditApproved) or ev.approved
    if credit.state != "granted":
        credit.state = "approved" if approved else "refused"
    credit.reason = "" if isinstance(ev, e.CreditApproved) else ev.reason


def _confirmed(i: Incident, entry: Entry, ev: e.ConfirmationRecorded) -> None:
    i.accounts[ev.account].confirmed = i.accounts[ev.account].confirmed or ev.genuine


def _notified(i: Incident, entry: Entry, ev: e.AuthorityNotified) -> None:
    i.notified.add(ev.authority)


def _pm_scheduled(i: Incident, entry: Entry, ev: e.PostmortemScheduled) -> None:
    i.postmortem_days = ev.in_days


def _pm_submitted(i: Incident, entry: Entry, ev: e.PostmortemSubmitted) -> None:
    i.postmortem = ev


def _phase(i: Incident, entry: Entry, ev: e.PhaseEntered) -> None:
    i.phase = ev.phase


def _hint(i: Incident, entry: Entry, ev: e.HintTaken) -> None:
    i.hints += 1


def _fired(i: Incident, entry: Entry, ev: e.InjectFired) -> None:
    i.fired.add(ev.inject)


def _sat_down(i: Incident, entry: Entry, ev: e.SeatTaken) -> None:
    i.seated[ev.seat] = ev.person
    i.team.add(ev.person)
    i.people.setdefault(ev.person, e.Person(id=ev.person, name=ev.person, title=ev.seat.title, organisation="home"))


def _stood_up(i: Incident, entry: Entry, ev: e.SeatFreed) -> None:
    i.seated.pop(ev.seat, None)


def _held(i: Incident, entry: Entry, ev: e.InjectHeld) -> None:
    i.held.add(ev.inject)


def _released(i: Incident, entry: Entry, ev: e.InjectReleased) -> None:
    i.held.discard(ev.inject)


def _skipped(i: Incident, entry: Entry, ev: e.InjectSkipped) -> None:
    i.skipped.add(ev.inject)


def _marker(*names: str, takes_back: bool = False) -> Callable[[Incident, Entry, Any], None]:
    def mark(i: Incident, entry: Entry, ev: Any) -> None:
        for name in names:
            setattr(i, name, None if takes_back else entry.at_s)

    return mark


def _copied(name: str) -> Callable[[Incident, Entry, Any], None]:
    def copy(i: Incident, entry: Entry, ev: Any) -> None:
        setattr(i, name, getattr(ev, name))

    return copy


def _collect(name: str) -> Callable[[Incident, Entry, Any], None]:
    def collect(i: Incident, entry: Entry, ev: Any) -> None:
        getattr(i, name).append((entry.at_s, ev))

    return collect


def _fact(i: Incident, entry: Entry, ev: e.FactLearned) -> None:
    i.facts[ev.fact] = (entry.at_s, ev)
    i.channel.append(Row(entry.n, entry.at_s, "facts", ev.text, "fact"))


def _draft(i: Incident, entry: Entry, ev: e.DraftOffered) -> None:
    i.drafts[ev.draft], i.drafted_s[ev.draft] = ev, entry.at_s


_HANDLERS: dict[type, Callable[[Incident, Entry, Any], None]] = {
    e.DrillStarted: _started, e.PageAcknowledged: _page, e.IncidentDeclared: _declared, e.RecordUpdated: _record,
    e.SeverityChanged: _severity, e.RoleAssigned: _role, e.RoleHandedOver: _role, e.TeamPaged: _paged,
    e.PageAnswered: _answered_page, e.PageUnanswered: _unanswered_page, e.TaskStarted: _task_started,
    e.TaskStopped: _task_stopped, e.TaskFinished: _task_finished, e.SignalsMeasured: _signals,
    e.ImpactChanged: _impact, e.MessageArrived: _message, e.TicketsCounted: _tickets,
    e.AuthorityNotified: _notified, e.UpdatePosted: _posted, e.Replied: _posted,
    e.TeamSpoke: _posted, e.CreditGranted: _posted, e.CustomerAcknowledged: _posted, e.ConfirmationAsked: _posted,
    e.BriefPosted: _brief, e.ColleagueSaid: _said, e.SentimentChanged: _sentiment,
    e.PromiseMade: _promise, e.PromiseKept: _promise_ends, e.PromiseBroken: _promise_ends,
    e.AccountEscalated: _escalated, e.HypothesisRecorded: _hypothesis, e.CallScheduled: _call, e.CallHeld: _call_ends,
    e.CallMissed: _call_ends, e.CreditProposed: _proposed, e.CreditDecided: _decided, e.CreditApproved: _decided,
    e.ConfirmationRecorded: _confirmed, e.PostmortemScheduled: _pm_scheduled, e.PostmortemSubmitted: _pm_submitted,
    e.PhaseEntered: _phase, e.PaceChanged: _copied("multiplier"), e.FocusBegun: _copied("focus"), e.HintTaken: _hint,
    e.AccommodationRecorded: _copied("extra_time_pct"),
    e.InjectFired: _fired, e.FactLearned: _fact, e.DraftOffered: _draft,
    e.SeatTaken: _sat_down, e.SeatFreed: _stood_up, e.InjectHeld: _held, e.InjectReleased: _released,
    e.InjectSkipped: _skipped, e.IncidentReopened: _marker("mitigated_s", "resolved_s", takes_back=True),
    e.MitigationMarked: _marker("mitigated_s"), e.ResolutionMarked: _marker("resolved_s"),
    e.IncidentClosed: _marker("closed_s"), e.StoodDown: _marker("stood_down_s"), e.DrillEnded: _marker("ended_s"),
    e.EntryLogged: _collect("log"), e.DecisionLogged: _collect("decisions"), e.EvidenceAttached: _collect("evidence"),
    e.RemediationAdded: _collect("remediation"), e.MilestonePlanned: _collect("milestones"),
}  # fmt: skip
_FOLDS = {event: (kind, _HANDLERS.get(event)) for kind, event in e.EVENTS.items()}
"""For every type of event its kind, and what it does to the incident."""
