"""Events that stand for an accepted command: the command's own fields, plus what came of it."""

from __future__ import annotations

from simulator import commands as c
from simulator.reading.result import BriefReading, PostmortemReading, UpdateReading


class PageAcknowledged(c.AcknowledgePage, kw_only=True, frozen=True):
    """Somebody has the page."""


class CustomerAcknowledged(c.AcknowledgeCustomer, kw_only=True, frozen=True):
    """A customer's report is seen."""

    reading: UpdateReading


class IncidentDeclared(c.Declare, kw_only=True, frozen=True):
    """The incident record is open."""

    incident: str


class RecordUpdated(c.UpdateRecord, kw_only=True, frozen=True):
    """The incident record changed."""


class SeverityChanged(c.ChangeSeverity, kw_only=True, frozen=True):
    """The severity changed."""


class StoodDown(c.StandDown, kw_only=True, frozen=True):
    """No incident, says the IC."""


class RoleAssigned(c.AssignRole, kw_only=True, frozen=True):
    """A seat has a holder."""


class RoleHandedOver(c.HandOver, kw_only=True, frozen=True):
    """A seat passed on."""


class TeamPaged(c.PageTeam, kw_only=True, frozen=True):
    """A team's on-call person is being called."""


class TaskStarted(c.StartTask, kw_only=True, frozen=True):
    """A task is running."""

    eta_s: int
    """What the engineer says: optimistic, as engineers are."""


class TaskStopped(c.StopTask, kw_only=True, frozen=True):
    """A task was called off."""


class EntryLogged(c.LogEntry, kw_only=True, frozen=True):
    """A row of the UTC timeline log."""


class DecisionLogged(c.LogDecision, kw_only=True, frozen=True):
    """A decision is written down."""


class HypothesisRecorded(c.RecordHypothesis, kw_only=True, frozen=True):
    """A hypothesis changed state."""


class EvidenceAttached(c.AttachEvidence, kw_only=True, frozen=True):
    """Evidence is on file."""

    shows: str = ""
    """What the world measured at that moment (empty for a described document)."""


class MitigationMarked(c.MarkMitigated, kw_only=True, frozen=True):
    """The team says: mitigated."""


class ResolutionMarked(c.MarkResolved, kw_only=True, frozen=True):
    """The team says: resolved."""


class IncidentReopened(c.Reopen, kw_only=True, frozen=True):
    """The team says: it is not over."""


class UpdatePosted(c.PostUpdate, kw_only=True, frozen=True):
    """An update is out."""

    update: str
    reading: UpdateReading


class Replied(c.Reply, kw_only=True, frozen=True):
    """A message is answered."""

    reading: UpdateReading


class BriefPosted(c.PostBrief, kw_only=True, frozen=True):
    """The executive brief is out."""

    reading: BriefReading


class CallScheduled(c.ScheduleCall, kw_only=True, frozen=True):
    """A call is offered and in the diary."""

    call: str


class CallHeld(c.HoldCall, kw_only=True, frozen=True):
    """The call took place."""


class AuthorityNotified(c.NotifyAuthority, kw_only=True, frozen=True):
    """A legal notification went out."""


class CreditProposed(c.ProposeCredit, kw_only=True, frozen=True):
    """An approver is asked."""

    proposal: str


class CreditApproved(c.ApproveCredit, kw_only=True, frozen=True):
    """A proposal is approved by the seat that may."""


class CreditGranted(c.GrantCredit, kw_only=True, frozen=True):
    """The customer has been told."""

    approved: bool
    """False: promised before, or without, approval."""


class ConfirmationAsked(c.AskConfirmation, kw_only=True, frozen=True):
    """A customer is asked to confirm."""


class ConfirmationRecorded(c.RecordConfirmation, kw_only=True, frozen=True):
    """A confirmation is on file."""

    genuine: bool
    """True when the named message really holds that customer's yes."""


class IncidentClosed(c.CloseIncident, kw_only=True, frozen=True):
    """The record is closed."""


class PostmortemScheduled(c.SchedulePostmortem, kw_only=True, frozen=True):
    """The post-mortem has a date."""


class PostmortemSubmitted(c.SubmitPostmortem, kw_only=True, frozen=True):
    """The post-mortem is handed in."""

    reading: PostmortemReading
    cause_match_permille: int
    """How well its text states the true cause."""


class RemediationAdded(c.AddRemediation, kw_only=True, frozen=True):
    """An action is in the tracker."""

    strength: str
    """`strong`, `medium` or `weak` (after the RCA2 action hierarchy), as the reader found it."""


class MilestonePlanned(c.PlanMilestone, kw_only=True, frozen=True):
    """A milestone of the Mutual Action Plan."""


class PaceChanged(c.ChangePace, kw_only=True, frozen=True):
    """Time runs at another speed."""


class AbsenceNoted(c.NoteAbsence, kw_only=True, frozen=True):
    """The drill stood still for this long."""


class AccommodationRecorded(c.RecordAccommodation, kw_only=True, frozen=True):
    """The exam runs slower on the wall."""


class HintTaken(c.TakeHint, kw_only=True, frozen=True):
    """A hint was given."""


class FocusBegun(c.BeginFocus, kw_only=True, frozen=True):
    """From here on it is the trainee's."""


class FinishRequested(c.FinishDrill, kw_only=True, frozen=True):
    """The player ended the drill."""
