"""Which seat may give which command. Whoever commands may give all; a role that was assigned adds its own."""

from __future__ import annotations

from simulator import commands as c
from simulator.incident import Incident
from simulator.vocabulary import Channel, Seat
from tui.actions import Action
from tui.rooms.command import commands

HOST_ONLY = (c.ChangePace, c.NoteAbsence, c.RecordAccommodation, c.TakeHint, c.BeginFocus)
"""The clock belongs to the facilitator."""
_EVERYBODY: tuple[type[c.Base], ...] = (c.AcknowledgePage, c.LogEntry, c.AttachEvidence, c.RecordHypothesis)
_CUSTOMER = (c.AcknowledgeCustomer, c.Reply, c.ScheduleCall, c.HoldCall, c.AskConfirmation, c.RecordConfirmation)
_RIGHTS: dict[Seat, tuple[type[c.Base], ...]] = {
    Seat.COMMS_LEAD: (*_CUSTOMER, c.PostUpdate, c.PostBrief),
    Seat.TECH_LEAD: (c.PageTeam, c.StartTask, c.StopTask, c.MarkMitigated, c.AddRemediation, c.Reply),
    Seat.SCRIBE: (c.LogDecision, c.SchedulePostmortem, c.SubmitPostmortem, c.AddRemediation, c.UpdateRecord, c.Reply),
    Seat.EXEC_SPONSOR: (c.ApproveCredit, c.LogDecision, *_CUSTOMER),
    Seat.CS: (*_CUSTOMER, c.ProposeCredit, c.GrantCredit, c.PlanMilestone),
    Seat.SALES: (*_CUSTOMER, c.ProposeCredit, c.GrantCredit, c.PlanMilestone),
    Seat.SUPPORT: _CUSTOMER,
    Seat.LEGAL: (c.NotifyAuthority, c.Reply, c.LogDecision),
    Seat.SECURITY: (c.PageTeam, c.StartTask, c.StopTask, c.NotifyAuthority, c.Reply),
}


def rights_of(seat: Seat) -> tuple[type[c.Base], ...]:
    """The commands that are a seat's own; the Incident Commander may give all."""
    return (*_EVERYBODY, *_RIGHTS.get(seat, ()))


def may(incident: Incident, person: str, seat: Seat, command: c.Command) -> bool:
    """Whether somebody in a seat may give a command now."""
    if isinstance(command, c.PostUpdate) and command.channel is Channel.WAR_ROOM:
        return True
    return _may_give(incident, person, seat, type(command))


def _may_give(incident: Incident, person: str, seat: Seat, kind: type[c.Base]) -> bool:
    """Whether somebody may give commands of a kind, whatever they contain."""
    if issubclass(kind, HOST_ONLY):
        return False
    held = {seat, *(role for role, holder in incident.roles.items() if holder == person)}
    if commands(incident, seat, person) or issubclass(kind, _EVERYBODY):
        return True
    return any(issubclass(kind, _RIGHTS.get(role, ())) for role in held)


def why_not(incident: Incident, person: str, seat: Seat, action: Action) -> str:
    """Why somebody in a seat need not begin an action: it would be refused, whatever they write; empty = begin."""
    kind = action.command
    if kind is None or action.id == "say" or _may_give(incident, person, seat, kind):
        return ""
    return f"“{action.title}” is for: {_whose(kind, seat)}."


def who_may(command: c.Command, seat: Seat) -> str:
    """The seats whose command it is, for an answer that helps somebody who sits at one."""
    return _whose(type(command), seat)


def _whose(kind: type[c.Base], asks: Seat) -> str:
    if issubclass(kind, HOST_ONLY):
        return "the facilitator"
    seats = [seat for seat, kinds in _RIGHTS.items() if issubclass(kind, kinds)]
    commands = "whoever commands now" if asks is Seat.IC else Seat.IC.title
    return ", ".join((commands, *(seat.title for seat in seats)))
