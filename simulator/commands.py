"""What a seat may ask for: imperative, frozen, plain data. `simulator.rules` decides what comes of it.

Each command is a msgspec struct whose `kind` is the snake form of its name; the same words stand in YAML
command files, on the wire and in the journal. Times are drill seconds, money is whole cents.
"""

from __future__ import annotations

from typing import get_args

import msgspec

from simulator.vocabulary import Channel, CreditKind, HypothesisState, IncidentClass, Seat, Severity


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


class Base(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag=_snake, forbid_unknown_fields=True):
    """Common shape of commands: frozen, keyword-only, unknown keys refused."""


# --- declare & triage -------------------------------------------------------------------------------------


class AcknowledgePage(Base, kw_only=True, frozen=True):
    """Tell the pager that somebody has it (the first half of time-to-acknowledge)."""


class AcknowledgeCustomer(Base, kw_only=True, frozen=True):
    """Tell one customer, in a line, that their report is seen (the second half of time-to-acknowledge)."""

    account: str
    text: str


class Declare(Base, kw_only=True, frozen=True):
    """Open the incident record."""

    severity: Severity
    incident_class: IncidentClass
    scope: str
    """Who and what is affected, in customer terms."""
    status: str = "investigating"
    impact_start_s: int | None = None
    """When the impact began, which is not when it was noticed."""


class UpdateRecord(Base, kw_only=True, frozen=True):
    """Complete or correct the incident record."""

    scope: str | None = None
    status: str | None = None
    impact_start_s: int | None = None


class ChangeSeverity(Base, kw_only=True, frozen=True):
    """Raise or lower the severity."""

    severity: Severity
    reason: str


class StandDown(Base, kw_only=True, frozen=True):
    """Declare that there is no incident, with what was checked."""

    reason: str


# --- roles --------------------------------------------------------------------------------------------------


class AssignRole(Base, kw_only=True, frozen=True):
    """Name who holds a seat; naming a person who did not answer a page is refused."""

    seat: Seat
    holder: str
    """A person of the cast, or `you`; in a team exercise the id of somebody who is there."""


class HandOver(Base, kw_only=True, frozen=True):
    """Pass a seat on, with what the next person must know."""

    seat: Seat
    holder: str
    note: str


class PageTeam(Base, kw_only=True, frozen=True):
    """Call a team's on-call person into the war room."""

    team: str


# --- contain, fix & track -----------------------------------------------------------------------------------


class StartTask(Base, kw_only=True, frozen=True):
    """Give a piece of technical work to a seat, with a time-box."""

    task: str
    owner: Seat
    time_box_s: int


class StopTask(Base, kw_only=True, frozen=True):
    """Call a running task off."""

    task: str
    reason: str


class LogEntry(Base, kw_only=True, frozen=True):
    """Write one row of the UTC timeline log."""

    action: str
    owner: str
    result: str
    happened_at_s: int | None = None
    """Drill second of what is logged; absent = now."""


class LogDecision(Base, kw_only=True, frozen=True):
    """Write down a decision: options, choice, why, and who approved it."""

    question: str
    options: tuple[str, ...]
    choice: str
    why: str
    approver: str


class RecordHypothesis(Base, kw_only=True, frozen=True):
    """Open a hypothesis, or move an open one to confirmed or refuted."""

    hypothesis: str
    """A short name; the same name again updates its state."""
    state: HypothesisState
    why: str = ""


class AttachEvidence(Base, kw_only=True, frozen=True):
    """Attach what proves a statement: a signal, a task's output, or a described document."""

    title: str
    source: str
    """A signal id, a task id, or `document`."""
    note: str = ""


class MarkMitigated(Base, kw_only=True, frozen=True):
    """State that customers no longer feel it, though the cause may stand."""

    note: str


class MarkResolved(Base, kw_only=True, frozen=True):
    """State that the incident is resolved: evidence over a monitoring window."""

    note: str


class Reopen(Base, kw_only=True, frozen=True):
    """Take back that it is mitigated or resolved: it was marked too early, or it came back."""

    reason: str


# --- communicate --------------------------------------------------------------------------------------------


class PostUpdate(Base, kw_only=True, frozen=True):
    """Publish an update; external ones are read by customers, the others by colleagues."""

    channel: Channel
    text: str
    accounts: tuple[str, ...] = ()
    """For `customer_mail`: to whom; empty = every account."""
    final: bool = False
    """True for the resolution note."""


class Reply(Base, kw_only=True, frozen=True):
    """Answer one message of the inbox."""

    message: str
    text: str


class PostBrief(Base, kw_only=True, frozen=True):
    """Publish the one-page executive brief."""

    text: str


class ScheduleCall(Base, kw_only=True, frozen=True):
    """Offer a call to an account."""

    account: str
    at_s: int
    purpose: str


class HoldCall(Base, kw_only=True, frozen=True):
    """Hold a scheduled call (from ten minutes before to ten minutes after its time)."""

    call: str
    notes: str


class NotifyAuthority(Base, kw_only=True, frozen=True):
    """Send a legal notification (regulator, data-protection authority)."""

    authority: str
    text: str


# --- protect the account ------------------------------------------------------------------------------------


class ProposeCredit(Base, kw_only=True, frozen=True):
    """Ask an approver for a credit or an extension for one account."""

    account: str
    credit: CreditKind
    amount_cents: int = 0
    days: int = 0
    basis: str
    approver: str
    """The approver's title in the approval matrix, e.g. `vp_cs`."""


class ApproveCredit(Base, kw_only=True, frozen=True):
    """Approve a proposal in the approver's place, when the approver's seat is yours."""

    proposal: str


class GrantCredit(Base, kw_only=True, frozen=True):
    """Tell the customer: this is the promise."""

    proposal: str
    text: str


# --- close & learn ------------------------------------------------------------------------------------------


class AskConfirmation(Base, kw_only=True, frozen=True):
    """Ask one customer to confirm that it works for them."""

    account: str
    text: str


class RecordConfirmation(Base, kw_only=True, frozen=True):
    """Record a customer's confirmation, naming the message that holds it."""

    account: str
    message: str


class CloseIncident(Base, kw_only=True, frozen=True):
    """Close the record."""

    note: str


class SchedulePostmortem(Base, kw_only=True, frozen=True):
    """Put a date on the post-mortem."""

    in_days: int
    invitees: tuple[Seat, ...]


class SubmitPostmortem(Base, kw_only=True, frozen=True):
    """Hand in the post-mortem as text; a later one replaces an earlier one."""

    text: str


class AddRemediation(Base, kw_only=True, frozen=True):
    """Add one remediation action to the tracker."""

    action: str
    owner: str
    due_in_days: int
    tracker: str = ""
    done_test: str = ""
    addresses: str = ""
    """The contributing factor it removes, in words."""


class PlanMilestone(Base, kw_only=True, frozen=True):
    """Add a milestone of the Mutual Action Plan with a customer."""

    account: str
    milestone: str
    owner: str
    customer_owner: str
    due_in_days: int


# --- the drill itself ---------------------------------------------------------------------------------------


class ChangePace(Base, kw_only=True, frozen=True):
    """Set how many drill seconds pass per second of the clock on the wall; 0 pauses."""

    multiplier: int


class NoteAbsence(Base, kw_only=True, frozen=True):
    """Record that the drill stood still while nobody was there (a crash, a closed laptop)."""

    wall_s: int


class RecordAccommodation(Base, kw_only=True, frozen=True):
    """Give somebody more time on the wall for the whole of an exam; said before its clock starts."""

    extra_time_pct: int
    """50 = one and a half times as long."""
    reason: str = ""


class TakeHint(Base, kw_only=True, frozen=True):
    """Ask what to do next; practice only, and reports count it."""

    about: str
    """The action that the hint is about, e.g. `declare`."""


class BeginFocus(Base, kw_only=True, frozen=True):
    """A short drill of one thing begins here; what came before was prepared by a simulated player."""

    focus: str


class FinishDrill(Base, kw_only=True, frozen=True):
    """End the drill; the epilogue then runs to +90 days."""


Command = (
    AcknowledgePage
    | AcknowledgeCustomer
    | Declare
    | UpdateRecord
    | ChangeSeverity
    | StandDown
    | AssignRole
    | HandOver
    | PageTeam
    | StartTask
    | StopTask
    | LogEntry
    | LogDecision
    | RecordHypothesis
    | AttachEvidence
    | MarkMitigated
    | MarkResolved
    | Reopen
    | PostUpdate
    | Reply
    | PostBrief
    | ScheduleCall
    | HoldCall
    | NotifyAuthority
    | ProposeCredit
    | ApproveCredit
    | GrantCredit
    | AskConfirmation
    | RecordConfirmation
    | CloseIncident
    | SchedulePostmortem
    | SubmitPostmortem
    | AddRemediation
    | PlanMilestone
    | ChangePace
    | NoteAbsence
    | RecordAccommodation
    | TakeHint
    | BeginFocus
    | FinishDrill
)
COMMANDS: tuple[type[Base], ...] = get_args(Command)
"""Every command type."""


def kind_of(record: type[msgspec.Struct] | msgspec.Struct) -> str:
    """The snake name of a command or event in files and journals, e.g. `post_update`."""
    return str((record if isinstance(record, type) else type(record)).__struct_config__.tag)
