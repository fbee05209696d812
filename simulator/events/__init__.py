"""What happened: past tense, immutable. An event that a command caused carries the command's own fields.

Event kinds are the snake form of the class name. Sentiment is in thousandths of a point, shares in
thousandths (permille) or millionths (ppm), money in cents, time in drill seconds: no floats anywhere.
"""

from __future__ import annotations

from typing import Any, cast, get_args

from simulator import commands as c
from simulator import interventions as i
from simulator.events.caused import (
    AbsenceNoted,
    AccommodationRecorded,
    AuthorityNotified,
    BriefPosted,
    CallHeld,
    CallScheduled,
    ConfirmationAsked,
    ConfirmationRecorded,
    CreditApproved,
    CreditGranted,
    CreditProposed,
    CustomerAcknowledged,
    DecisionLogged,
    EntryLogged,
    EvidenceAttached,
    FinishRequested,
    FocusBegun,
    HintTaken,
    HypothesisRecorded,
    IncidentClosed,
    IncidentDeclared,
    IncidentReopened,
    MilestonePlanned,
    MitigationMarked,
    PaceChanged,
    PageAcknowledged,
    PostmortemScheduled,
    PostmortemSubmitted,
    RecordUpdated,
    RemediationAdded,
    Replied,
    ResolutionMarked,
    RoleAssigned,
    RoleHandedOver,
    SeverityChanged,
    StoodDown,
    TaskStarted,
    TaskStopped,
    TeamPaged,
    UpdatePosted,
)
from simulator.events.intervened import (
    InjectEdited,
    InjectHeld,
    InjectOrdered,
    InjectReleased,
    InjectShifted,
    InjectSkipped,
    InjectsPostponed,
    InjectWritten,
    SeatFreed,
    SeatTaken,
)
from simulator.events.world import (
    AccountEscalated,
    AccountSettled,
    ActionReviewed,
    CallMissed,
    ColleagueSaid,
    CommandRefused,
    Company,
    CreditDecided,
    DraftOffered,
    DrillEnded,
    DrillStarted,
    Event,
    FactLearned,
    FaultRecurred,
    ImpactChanged,
    InjectFired,
    MessageArrived,
    PageAnswered,
    PageUnanswered,
    Person,
    PhaseEntered,
    PromiseBroken,
    PromiseKept,
    PromiseMade,
    SentimentChanged,
    SignalsMeasured,
    TaskFinished,
    TeamSpoke,
    TicketsCounted,
)

CAUSED = (
    PageAcknowledged, CustomerAcknowledged, IncidentDeclared, RecordUpdated, SeverityChanged, StoodDown, RoleAssigned,
    RoleHandedOver, TeamPaged, TaskStarted, TaskStopped, EntryLogged, DecisionLogged, HypothesisRecorded,
    EvidenceAttached, MitigationMarked, ResolutionMarked, UpdatePosted, Replied, BriefPosted, CallScheduled, CallHeld,
    AuthorityNotified, CreditProposed, CreditApproved, CreditGranted, ConfirmationAsked, ConfirmationRecorded,
    IncidentClosed, PostmortemScheduled, PostmortemSubmitted, RemediationAdded, MilestonePlanned, PaceChanged,
    AbsenceNoted, AccommodationRecorded, HintTaken, FocusBegun, FinishRequested,
    IncidentReopened,
)  # fmt: skip
"""Events that stand for an accepted command; each is the command plus what came of it."""

INTERVENED = (
    SeatTaken, SeatFreed, InjectOrdered, InjectHeld, InjectReleased, InjectSkipped, InjectShifted, InjectsPostponed,
    InjectEdited, InjectWritten,
)  # fmt: skip
"""Events that stand for a facilitator's intervention."""

OWN = (
    DrillStarted, CommandRefused, SignalsMeasured, ImpactChanged, InjectFired, MessageArrived, TicketsCounted,
    TeamSpoke,
    ColleagueSaid, DraftOffered, PageAnswered, PageUnanswered, TaskFinished, FactLearned, PromiseMade, PromiseKept,
    PromiseBroken, SentimentChanged, AccountEscalated, CreditDecided, CallMissed, PhaseEntered, ActionReviewed,
    FaultRecurred, AccountSettled, DrillEnded,
)  # fmt: skip
"""Events of the world."""

HIDDEN = (ImpactChanged, InjectFired, *INTERVENED[2:])
"""Events that no player's seat may see before the debrief."""

AnyEvent = Event | c.Base
_ALL: tuple[type[Any], ...] = (*CAUSED, *INTERVENED, *OWN)
EVENTS: dict[str, type[Any]] = {c.kind_of(kind): kind for kind in _ALL}
"""Every event type by its kind."""

_COMMAND_OF: dict[type[Any], type[Any]] = {kind: kind.__mro__[1] for kind in (*CAUSED, *INTERVENED)}
assert {*get_args(c.Command), *i.INTERVENTIONS} == set(_COMMAND_OF.values())  # noqa: S101  # every command has its event


def command_of(event: AnyEvent) -> c.Command:
    """The command that an event stands for: its fields without those that tell its outcome.

    A facilitator's interventions come back too, though their type names seats' commands alone: most callers want those.
    """
    if isinstance(event, CommandRefused):
        return cast("c.Command", event.command)
    command = _COMMAND_OF[type(event)]
    fields = {name: getattr(event, name) for name in command.__struct_fields__}
    return command(**fields)  # type: ignore[no-any-return]


__all__ = [
    "CAUSED",
    "EVENTS",
    "HIDDEN",
    "INTERVENED",
    "OWN",
    "AbsenceNoted",
    "AccommodationRecorded",
    "AccountEscalated",
    "AccountSettled",
    "ActionReviewed",
    "AnyEvent",
    "AuthorityNotified",
    "BriefPosted",
    "CallHeld",
    "CallMissed",
    "CallScheduled",
    "ColleagueSaid",
    "CommandRefused",
    "Company",
    "ConfirmationAsked",
    "ConfirmationRecorded",
    "CreditApproved",
    "CreditDecided",
    "CreditGranted",
    "CreditProposed",
    "CustomerAcknowledged",
    "DecisionLogged",
    "DraftOffered",
    "DrillEnded",
    "DrillStarted",
    "EntryLogged",
    "Event",
    "EvidenceAttached",
    "FactLearned",
    "FaultRecurred",
    "FinishRequested",
    "FocusBegun",
    "HintTaken",
    "HypothesisRecorded",
    "ImpactChanged",
    "IncidentClosed",
    "IncidentDeclared",
    "IncidentReopened",
    "InjectEdited",
    "InjectFired",
    "InjectHeld",
    "InjectOrdered",
    "InjectReleased",
    "InjectShifted",
    "InjectSkipped",
    "InjectWritten",
    "InjectsPostponed",
    "MessageArrived",
    "MilestonePlanned",
    "MitigationMarked",
    "PaceChanged",
    "PageAcknowledged",
    "PageAnswered",
    "PageUnanswered",
    "Person",
    "PhaseEntered",
    "PostmortemScheduled",
    "PostmortemSubmitted",
    "PromiseBroken",
    "PromiseKept",
    "PromiseMade",
    "RecordUpdated",
    "RemediationAdded",
    "Replied",
    "ResolutionMarked",
    "RoleAssigned",
    "RoleHandedOver",
    "SeatFreed",
    "SeatTaken",
    "SentimentChanged",
    "SeverityChanged",
    "SignalsMeasured",
    "StoodDown",
    "TaskFinished",
    "TaskStarted",
    "TaskStopped",
    "TeamPaged",
    "TeamSpoke",
    "TicketsCounted",
    "UpdatePosted",
    "command_of",
]
