"""What happened: past tense, immutable. An event that a command caused carries the command's own fields.

Event kinds are the snake form of the class name. Sentiment is in thousandths of a point, shares in
thousandths (permille) or millionths (ppm), money in cents, time in drill seconds: no floats anywhere.
"""

from __future__ import annotations

from typing import get_args

import msgspec

from simulator import commands as c
from simulator.reading.result import BriefReading, PostmortemReading, UpdateReading
from simulator.vocabulary import InterruptKind, MessageKind, Phase


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag=c._snake, forbid_unknown_fields=True):
    """Common shape of the world's own events."""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One person of the cast."""

    id: str
    name: str
    title: str
    organisation: str
    """`home` for our own company, else an account id or an outside body."""
    team: str = ""
    seats: tuple[str, ...] = ()
    """Seats this person is trained to hold."""


class Company(msgspec.Struct, frozen=True, kw_only=True):
    """One customer account as the drill begins."""

    account: str
    name: str
    tier: str
    arr_cents: int
    monthly_fee_cents: int
    renewal_in_days: int
    sla: str
    sentiment_milli: int
    churn_ppm: int


# --- the drill begins ---------------------------------------------------------------------------------------


class DrillStarted(Event, kw_only=True):
    """Event 1: the cast, so that a replay needs no name generator."""

    home: str
    people: tuple[Person, ...]
    companies: tuple[Company, ...]
    variant: str


# --- facts caused by commands -------------------------------------------------------------------------------


class PageAcknowledged(c.AcknowledgePage, kw_only=True):
    """Somebody has the page."""


class CustomerAcknowledged(c.AcknowledgeCustomer, kw_only=True):
    """A customer's report is seen."""

    reading: UpdateReading


class IncidentDeclared(c.Declare, kw_only=True):
    """The incident record is open."""

    incident: str


class RecordUpdated(c.UpdateRecord, kw_only=True):
    """The incident record changed."""


class SeverityChanged(c.ChangeSeverity, kw_only=True):
    """The severity changed."""


class StoodDown(c.StandDown, kw_only=True):
    """No incident, says the IC."""


class RoleAssigned(c.AssignRole, kw_only=True):
    """A seat has a holder."""


class RoleHandedOver(c.HandOver, kw_only=True):
    """A seat passed on."""


class TeamPaged(c.PageTeam, kw_only=True):
    """A team's on-call person is being called."""


class TaskStarted(c.StartTask, kw_only=True):
    """A task is running."""

    eta_s: int
    """What the engineer says: optimistic, as engineers are."""


class TaskStopped(c.StopTask, kw_only=True):
    """A task was called off."""


class EntryLogged(c.LogEntry, kw_only=True):
    """A row of the UTC timeline log."""


class DecisionLogged(c.LogDecision, kw_only=True):
    """A decision is written down."""


class HypothesisRecorded(c.RecordHypothesis, kw_only=True):
    """A hypothesis changed state."""


class EvidenceAttached(c.AttachEvidence, kw_only=True):
    """Evidence is on file."""

    shows: str = ""
    """What the world measured at that moment (empty for a described document)."""


class MitigationMarked(c.MarkMitigated, kw_only=True):
    """The team says: mitigated."""


class ResolutionMarked(c.MarkResolved, kw_only=True):
    """The team says: resolved."""


class UpdatePosted(c.PostUpdate, kw_only=True):
    """An update is out."""

    update: str
    reading: UpdateReading


class Replied(c.Reply, kw_only=True):
    """A message is answered."""

    reading: UpdateReading


class BriefPosted(c.PostBrief, kw_only=True):
    """The executive brief is out."""

    reading: BriefReading


class CallScheduled(c.ScheduleCall, kw_only=True):
    """A call is offered and in the diary."""

    call: str


class CallHeld(c.HoldCall, kw_only=True):
    """The call took place."""


class AuthorityNotified(c.NotifyAuthority, kw_only=True):
    """A legal notification went out."""


class CreditProposed(c.ProposeCredit, kw_only=True):
    """An approver is asked."""

    proposal: str


class CreditApproved(c.ApproveCredit, kw_only=True):
    """A proposal is approved by the seat that may."""


class CreditGranted(c.GrantCredit, kw_only=True):
    """The customer has been told."""

    approved: bool
    """False: promised before, or without, approval."""


class ConfirmationAsked(c.AskConfirmation, kw_only=True):
    """A customer is asked to confirm."""


class ConfirmationRecorded(c.RecordConfirmation, kw_only=True):
    """A confirmation is on file."""

    genuine: bool
    """True when the named message really holds that customer's yes."""


class IncidentClosed(c.CloseIncident, kw_only=True):
    """The record is closed."""


class PostmortemScheduled(c.SchedulePostmortem, kw_only=True):
    """The post-mortem has a date."""


class PostmortemSubmitted(c.SubmitPostmortem, kw_only=True):
    """The post-mortem is handed in."""

    reading: PostmortemReading
    cause_match_permille: int
    """How well its text states the true cause."""


class RemediationAdded(c.AddRemediation, kw_only=True):
    """An action is in the tracker."""

    strength: str
    """`stronger`, `intermediate` or `weaker` (RCA2 action hierarchy), as the reader found it."""


class MilestonePlanned(c.PlanMilestone, kw_only=True):
    """A milestone of the Mutual Action Plan."""


class PaceChanged(c.ChangePace, kw_only=True):
    """Time runs at another speed."""


class AbsenceNoted(c.NoteAbsence, kw_only=True):
    """The drill stood still for this long."""


class FinishRequested(c.FinishDrill, kw_only=True):
    """The player ended the drill."""


class CommandRefused(Event, kw_only=True):
    """A well-formed, authorised command that made no sense now."""

    command: c.Command
    reason: str
    remedy: str


# --- the world's own facts ----------------------------------------------------------------------------------


class SignalsMeasured(Event, kw_only=True):
    """A sample of every signal that monitoring shows, in thousandths of its unit."""

    values_milli: dict[str, int]


class ImpactChanged(Event, kw_only=True):
    """Hidden truth: the share of each account's work that fails now."""

    accounts_permille: dict[str, int]
    restored: bool


class InjectFired(Event, kw_only=True):
    """Hidden: an inject of the MSEL was delivered."""

    inject: str


class MessageArrived(Event, kw_only=True):
    """A mail, chat, call, alert, ticket or news item reached a seat."""

    message: str
    medium: MessageKind
    sender: str
    """A person id of the cast, `monitoring`, or an outside name."""
    account: str = ""
    seat: str = "ic"
    subject: str
    text: str
    asks: bool = False
    """True when it wants an answer."""
    answer_within_s: int = 0
    interrupt: InterruptKind = InterruptKind.NONE
    credible_signal: bool = False
    """True for the first sign of the incident that the trainee can see."""
    confirms: bool = False
    """True when a customer says: it works for us."""


class TeamSpoke(Event, kw_only=True):
    """A colleague told a customer something on their own account (a competing narrative)."""

    team: str
    person: str
    account: str
    text: str
    key: str
    """What it claims, in the fact keys of `simulator.scenario.truth.Fact`."""
    value: str
    contradicts: bool
    """True when it differs from what the war room knew at that moment."""


class ColleagueSaid(Event, kw_only=True):
    """A line in the war-room channel by another seat."""

    person: str
    seat: str
    text: str


class DraftOffered(Event, kw_only=True):
    """A bot's draft, waiting for a person's go."""

    draft: str
    seat: str
    command: c.Command
    text: str


class PageAnswered(Event, kw_only=True):
    """The paged person is in the war room."""

    team: str
    person: str


class PageUnanswered(Event, kw_only=True):
    """Nobody picked up; page somebody else or try again."""

    team: str
    person: str


class TaskFinished(Event, kw_only=True):
    """A task ended by itself."""

    task: str
    succeeded: bool
    result: str
    evidence: str = ""


class FactLearned(Event, kw_only=True):
    """Something became known in the war room."""

    fact: str
    key: str
    value: str
    text: str


class PromiseMade(Event, kw_only=True):
    """Something with a time in it was said."""

    promise: str
    what: str
    channel: str
    account: str
    due_s: int
    said_in: int
    """Event number of the message that made it."""


class PromiseKept(Event, kw_only=True):
    """It was done in time."""

    promise: str


class PromiseBroken(Event, kw_only=True):
    """Its time passed."""

    promise: str


class SentimentChanged(Event, kw_only=True):
    """How an account feels now, and why."""

    account: str
    sentiment_milli: int
    trust_permille: int
    churn_ppm: int
    reason: str


class AccountEscalated(Event, kw_only=True):
    """An account goes over the team's head."""

    account: str
    level: int
    """1 manager, 2 executive, 3 threatens to leave."""
    text: str


class CreditDecided(Event, kw_only=True):
    """The approver's answer."""

    proposal: str
    approved: bool
    reason: str


class CallMissed(Event, kw_only=True):
    """A promised call did not take place."""

    call: str


class PhaseEntered(Event, kw_only=True):
    """The escalation flow moved on (derived from events; out of order is shown)."""

    phase: Phase
    out_of_order: bool = False




# --- the epilogue -------------------------------------------------------------------------------------------


class ActionReviewed(Event, kw_only=True):
    """At +30, +60 or +90 days: is the remediation action closed?"""

    day: int
    action: int
    """Which remediation action, counted from 1."""
    closed: bool


class FaultRecurred(Event, kw_only=True):
    """The same cause struck again."""

    day: int
    text: str


class AccountSettled(Event, kw_only=True):
    """At +90 days: what became of the account."""

    account: str
    sentiment_milli: int
    churn_ppm: int
    churned: bool
    outcome: str
    credit_cents: int
    arr_at_risk_cents: int


class DrillEnded(Event, kw_only=True):
    """The last line of a finished journal."""

    reason: str
    """`finished`, `stood_down` or `horizon`."""


CAUSED = (
    PageAcknowledged, CustomerAcknowledged, IncidentDeclared, RecordUpdated, SeverityChanged, StoodDown, RoleAssigned,
    RoleHandedOver, TeamPaged, TaskStarted, TaskStopped, EntryLogged, DecisionLogged, HypothesisRecorded,
    EvidenceAttached, MitigationMarked, ResolutionMarked, UpdatePosted, Replied, BriefPosted, CallScheduled, CallHeld,
    AuthorityNotified, CreditProposed, CreditApproved, CreditGranted, ConfirmationAsked, ConfirmationRecorded,
    IncidentClosed, PostmortemScheduled, PostmortemSubmitted, RemediationAdded, MilestonePlanned, PaceChanged,
    AbsenceNoted, FinishRequested,
)  # fmt: skip
"""Events that stand for an accepted command; each is the command plus what came of it."""

OWN = (
    DrillStarted, CommandRefused, SignalsMeasured, ImpactChanged, InjectFired, MessageArrived, TeamSpoke,
    ColleagueSaid, DraftOffered, PageAnswered, PageUnanswered, TaskFinished, FactLearned, PromiseMade, PromiseKept,
    PromiseBroken, SentimentChanged, AccountEscalated, CreditDecided, CallMissed, PhaseEntered, ActionReviewed,
    FaultRecurred, AccountSettled, DrillEnded,
)  # fmt: skip
"""Events of the world."""

HIDDEN = (ImpactChanged, InjectFired)
"""Events that no player's seat may see before the debrief."""

AnyEvent = Event | c.Base
EVENTS: dict[str, type[Event] | type[c.Base]] = {c.kind_of(kind): kind for kind in (*CAUSED, *OWN)}
"""Every event type by its kind."""

_COMMAND_OF = {kind: kind.__mro__[1] for kind in CAUSED}
assert set(get_args(c.Command)) == set(_COMMAND_OF.values())  # noqa: S101  # every command has its event


def command_of(event: AnyEvent) -> c.Command:
    """The command that an event stands for: its fields without what came of it."""
    if isinstance(event, CommandRefused):
        return event.command
    command = _COMMAND_OF[type(event)]
    return command(**{name: getattr(event, name) for name in command.__struct_fields__})  # type: ignore[return-value]
