"""The world's own events: what nobody commanded."""

from __future__ import annotations

import msgspec

from simulator import commands as c
from simulator import interventions as i
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


class DrillStarted(Event, kw_only=True, frozen=True):
    """Event 1: the cast, so that a replay needs no name generator."""

    home: str
    people: tuple[Person, ...]
    companies: tuple[Company, ...]
    variant: str


class CommandRefused(Event, kw_only=True, frozen=True):
    """A well-formed, authorised command that made no sense now."""

    command: c.Command | i.Intervention
    reason: str
    remedy: str


# --- the world's own facts ----------------------------------------------------------------------------------


class SignalsMeasured(Event, kw_only=True, frozen=True):
    """A sample of every signal that monitoring shows, in thousandths of its unit."""

    values_milli: dict[str, int]


class ImpactChanged(Event, kw_only=True, frozen=True):
    """Hidden truth: the share of each account's work that fails now."""

    accounts_permille: dict[str, int]
    restored: bool


class InjectFired(Event, kw_only=True, frozen=True):
    """Hidden: an inject of the MSEL was delivered."""

    inject: str


class MessageArrived(Event, kw_only=True, frozen=True):
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


class TicketsCounted(Event, kw_only=True, frozen=True):
    """What reached support in the last quarter of an hour, by account; only where anything came."""

    counts: dict[str, int]
    total: int
    """All tickets of the drill so far."""


class TeamSpoke(Event, kw_only=True, frozen=True):
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


class ColleagueSaid(Event, kw_only=True, frozen=True):
    """A line in the war-room channel by another seat."""

    person: str
    seat: str
    text: str


class DraftOffered(Event, kw_only=True, frozen=True):
    """A bot's draft, waiting for a person's go."""

    draft: str
    seat: str
    command: c.Command
    text: str


class PageAnswered(Event, kw_only=True, frozen=True):
    """The paged person is in the war room."""

    team: str
    person: str


class PageUnanswered(Event, kw_only=True, frozen=True):
    """Nobody picked up; page somebody else or try again."""

    team: str
    person: str


class TaskFinished(Event, kw_only=True, frozen=True):
    """A task ended by itself."""

    task: str
    succeeded: bool
    result: str
    evidence: str = ""
    moved: bool = True
    """False when it was done and nothing that it was to change has changed."""


class FactLearned(Event, kw_only=True, frozen=True):
    """Something became known in the war room."""

    fact: str
    key: str
    value: str
    text: str


class PromiseMade(Event, kw_only=True, frozen=True):
    """Something with a time in it was said."""

    promise: str
    what: str
    channel: str
    account: str
    due_s: int
    said_in: int
    """Event number of the message that made it."""


class PromiseKept(Event, kw_only=True, frozen=True):
    """It was done in time."""

    promise: str


class PromiseBroken(Event, kw_only=True, frozen=True):
    """Its time passed."""

    promise: str


class SentimentChanged(Event, kw_only=True, frozen=True):
    """How an account feels now, and why."""

    account: str
    sentiment_milli: int
    trust_permille: int
    churn_ppm: int
    reason: str


class AccountEscalated(Event, kw_only=True, frozen=True):
    """An account goes over the team's head."""

    account: str
    level: int
    """1 manager, 2 executive, 3 threatens to leave."""
    text: str


class CreditDecided(Event, kw_only=True, frozen=True):
    """The approver's answer."""

    proposal: str
    approved: bool
    reason: str
    counter_cents: int = 0
    """What the approver would sign instead; 0 = nothing named."""


class CallMissed(Event, kw_only=True, frozen=True):
    """A promised call did not take place."""

    call: str


class PhaseEntered(Event, kw_only=True, frozen=True):
    """The escalation flow moved on (derived from events; out of order is shown)."""

    phase: Phase
    out_of_order: bool = False


# --- the epilogue -------------------------------------------------------------------------------------------


class ActionReviewed(Event, kw_only=True, frozen=True):
    """At +30, +60 or +90 days: is the remediation action closed?"""

    day: int
    action: int
    """Which remediation action, counted from 1."""
    closed: bool


class FaultRecurred(Event, kw_only=True, frozen=True):
    """The same cause struck again."""

    day: int
    text: str


class AccountSettled(Event, kw_only=True, frozen=True):
    """At +90 days: what became of the account."""

    account: str
    sentiment_milli: int
    churn_ppm: int
    churned: bool
    outcome: str
    credit_cents: int
    arr_at_risk_cents: int


class DrillEnded(Event, kw_only=True, frozen=True):
    """The last line of a finished journal."""

    reason: str
    """`finished`, `stood_down` or `horizon`."""
