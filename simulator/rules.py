"""What makes sense now: one small check for each command that can be refused.

A command that makes no sense raises `CommandRefused` with the reason and, as its hint, what would make it
possible. One that is merely bad play passes: it will cost points.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simulator import commands as c
from simulator.clock import spell
from simulator.errors import CommandRefused
from simulator.incident import Incident
from simulator.interventions import INTERVENTIONS, Intervention
from simulator.runbook import Runbook
from simulator.scenario import Scenario
from simulator.steering import check_intervention
from simulator.vocabulary import CreditKind, Seat, TaskState

CALL_WINDOW_S = 600
"""A call counts as held from ten minutes before to ten minutes after its time."""
MOST_EXTRA_PCT = 300
TEXT_LIMIT = 60_000
"""Longest text of a command, in characters."""
NUMBER_LIMITS = {"_s": 366 * 86_400, "days": 3_660, "_cents": 10**12}
"""How far from zero a command's numbers may lie, by how their names end; no calendar or ledger shows more."""
NUMBER_LIMIT = 10**9
"""The same for every other number."""


@dataclass(slots=True)
class Setting:
    """What a check may look at."""

    incident: Incident
    scenario: Scenario
    runbook: Runbook
    at_s: int
    player: str


def check(setting: Setting, command: c.Command | Intervention) -> None:
    """Refuse a command that makes no sense now.

    Raises:
        CommandRefused: with the reason, and what would make it possible as `.hint`.
    """
    if setting.incident.ended_s is not None:
        raise CommandRefused("The drill is over.", hint="Start another one, or fork this one to play on from a moment.")
    check_values(command)
    if isinstance(command, INTERVENTIONS):
        check_intervention(setting.incident, setting.scenario, command)
    rule = _RULES.get(type(command))
    if rule is not None:
        rule(setting, command)


def check_values(command: c.Command | Intervention) -> None:
    """Refuse what makes sense at no moment of any drill, by the command's own values alone.

    Raises:
        CommandRefused: with the reason, and what would make it possible as `.hint`.
    """
    for name in command.__struct_fields__:
        _check_size(name, getattr(command, name))
    match command:
        case c.StartTask():
            _need(command.time_box_s > 0, "The time-box must be longer than nothing.", "Give minutes, e.g. 15m.")
        case c.ProposeCredit():
            asked = command.days if command.credit is CreditKind.TERM_EXTENSION else command.amount_cents
            _need(asked > 0, "The offer is empty.", "Give an amount or days.")
        case c.SchedulePostmortem():
            _need(0 <= command.in_days <= 365, "That is no date within a year.", "Give days from now, e.g. 3.")
        case c.AddRemediation():
            _need(0 <= command.due_in_days <= 3_650, "That is no due date.", "Give days from now, e.g. 14.")
        case _:
            pass


def _check_size(name: str, value: object) -> None:
    """Whatever a command says, people and their calendars must be able to read it."""
    if isinstance(value, str) and len(value) > TEXT_LIMIT:
        raise CommandRefused(f"{name} is longer than {TEXT_LIMIT:,} characters.", hint="Shorten the text.")
    if isinstance(value, int):
        limit = next((most for end, most in NUMBER_LIMITS.items() if name.endswith(end)), NUMBER_LIMIT)
        if abs(value) > limit:
            raise CommandRefused(f"{name} is out of range.", hint=f"Give a number between -{limit} and {limit}.")


def _need(condition: object, reason: str, hint: str) -> None:
    if not condition:
        raise CommandRefused(reason, hint=hint)


def _text(value: str, what: str) -> None:
    _need(value.strip(), f"The {what} is empty.", f"Write the {what}.")


def _one_of(value: str, known: Any, what: str) -> None:
    _need(value in known, f"There is no {what} {value!r}.", f"Known: {', '.join(sorted(known)) or 'none yet'}.")


def _need_declared(s: Setting) -> None:
    _need(s.incident.declared, "Nothing is declared yet.", "Declare the incident first.")


def _acknowledge_page(s: Setting, command: c.AcknowledgePage) -> None:
    _need(s.incident.first_signal_s is not None, "No page has come in yet.", "Wait for a signal.")
    _need(s.incident.page_acknowledged_s is None, "The page is acknowledged already.", "Go on to declare.")


def _acknowledge_customer(s: Setting, command: c.AcknowledgeCustomer) -> None:
    _one_of(command.account, s.incident.accounts, "account")
    _text(command.text, "message")


def _declare(s: Setting, command: c.Declare) -> None:
    _need(not s.incident.declared, "An incident is declared already.", "Change its severity or its record instead.")
    _text(command.scope, "scope")
    _check_past(s, command.impact_start_s)


def _check_past(s: Setting, moment_s: int | None) -> None:
    _need(moment_s is None or moment_s <= s.at_s, "That moment lies in the future.", "Give a time up to now.")


def _update_record(s: Setting, command: c.UpdateRecord) -> None:
    _need_declared(s)
    _check_past(s, command.impact_start_s)


def _change_severity(s: Setting, command: c.ChangeSeverity) -> None:
    _need_declared(s)
    _need(command.severity != s.incident.record.severity, "That is the severity already.", "Choose another one.")


def _stand_down(s: Setting, command: c.StandDown) -> None:
    _text(command.reason, "reason")
    _need(s.incident.stood_down_s is None, "You have stood down already.", "Finish the drill.")


def _role(s: Setting, command: c.AssignRole | c.HandOver) -> None:
    _one_of(
        command.holder, {s.player, *(p.id for p in s.incident.people.values() if p.organisation == "home")}, "person"
    )
    _need(s.incident.roles.get(command.seat) != command.holder, "They hold that seat already.", "Nothing to do.")


def _hand_over(s: Setting, command: c.HandOver) -> None:
    _role(s, command)
    _need(command.seat in s.incident.roles, f"Nobody holds {command.seat.title}.", "Assign the seat first.")


def _page_team(s: Setting, command: c.PageTeam) -> None:
    _one_of(command.team, {p.team for p in s.incident.people.values() if p.team}, "team")
    _need(command.team not in s.incident.paged, f"{command.team} is being paged already.", "Give them a moment.")


def _start_task(s: Setting, command: c.StartTask) -> None:
    _one_of(command.task, s.scenario.tasks, "task")
    task, run = s.scenario.tasks[command.task], s.incident.tasks.get(command.task)
    _need(run is None or run.state is not TaskState.RUNNING, "That task is running already.", "Stop it first.")
    done = run is not None and run.state is TaskState.DONE and run.moved
    _need(not done or task.repeatable, "That task is done already.", "Choose another task.")
    missing = [t for t in task.requires if t not in s.incident.tasks or s.incident.tasks[t].state is not TaskState.DONE]
    _need(not missing, f"It needs {', '.join(missing)} first.", f"Start {missing[0] if missing else ''}.")
    hands = free_hands(s, task.team)
    _need(hands, f"Nobody of {task.team} is free.", f"Page {task.team}, or wait for a task of theirs to end.")


def free_hands(s: Setting, team: str) -> int:
    """How many people of a team are in the war room and not on a task."""
    seated = set(s.incident.roles.values())
    there = sum(p.team == team and (p.id in s.incident.present or p.id in seated) for p in s.incident.people.values())
    busy = sum(
        r.state is TaskState.RUNNING and s.scenario.tasks[r.task].team == team for r in s.incident.tasks.values()
    )
    return there - busy


def _stop_task(s: Setting, command: c.StopTask) -> None:
    run = s.incident.tasks.get(command.task)
    _need(run is not None and run.state is TaskState.RUNNING, "That task is not running.", "See the tasks board.")


def _log_entry(s: Setting, command: c.LogEntry) -> None:
    _text(command.action, "action")
    _check_past(s, command.happened_at_s)


def _decision(s: Setting, command: c.LogDecision) -> None:
    _text(command.question, "question")
    _text(command.choice, "choice")


def _hypothesis(s: Setting, command: c.RecordHypothesis) -> None:
    _text(command.hypothesis, "hypothesis")


def _evidence(s: Setting, command: c.AttachEvidence) -> None:
    _text(command.title, "title")
    done = {r.task for r in s.incident.tasks.values() if r.state in (TaskState.DONE, TaskState.FAILED)}
    _one_of(command.source, {*s.scenario.signals, *done, "document"}, "source")


def _mitigated(s: Setting, command: c.MarkMitigated) -> None:
    _need_declared(s)
    _need(
        s.incident.mitigated_s is None,
        "It is marked as mitigated already.",
        "Go on to watch and resolve, or reopen it.",
    )


def _resolved(s: Setting, command: c.MarkResolved) -> None:
    _need_declared(s)
    _need(
        s.incident.resolved_s is None, "It is marked as resolved already.", "Go on to confirm and close, or reopen it."
    )


def _reopen(s: Setting, command: c.Reopen) -> None:
    _need_declared(s)
    _text(command.reason, "reason")
    _need(s.incident.closed_s is None, "It is closed already.", "Say in the post-mortem what was wrong.")
    over = s.incident.mitigated_s is not None or s.incident.resolved_s is not None
    _need(over, "It is open.", "Go on with the work.")


def _post_update(s: Setting, command: c.PostUpdate) -> None:
    _text(command.text, "text")
    for account in command.accounts:
        _one_of(account, s.incident.accounts, "account")


def _reply(s: Setting, command: c.Reply) -> None:
    _one_of(command.message, s.incident.messages, "message")
    _text(command.text, "answer")


def _brief(s: Setting, command: c.PostBrief) -> None:
    _text(command.text, "brief")


def _schedule_call(s: Setting, command: c.ScheduleCall) -> None:
    _one_of(command.account, s.incident.accounts, "account")
    _need(command.at_s > s.at_s, "That time has passed.", "Offer a time to come.")


def _hold_call(s: Setting, command: c.HoldCall) -> None:
    _one_of(command.call, s.incident.calls, "call")
    scheduled, state = s.incident.calls[command.call]
    _need(state == "scheduled", f"That call was {state} already.", "Schedule another one.")
    wait_s = scheduled.at_s - CALL_WINDOW_S - s.at_s
    _need(wait_s <= 0, f"The call is due in {spell(wait_s + CALL_WINDOW_S)}.", "Hold it from ten minutes before.")
    _need(s.at_s <= scheduled.at_s + CALL_WINDOW_S, "The call's time has passed.", "Schedule another one.")


def _notify(s: Setting, command: c.NotifyAuthority) -> None:
    _text(command.authority, "authority")
    _text(command.text, "notification")


def _propose(s: Setting, command: c.ProposeCredit) -> None:
    _one_of(command.account, s.incident.accounts, "account")
    _one_of(command.approver, s.runbook.approver_titles, "approver")


def _proposal(s: Setting, command: c.ApproveCredit | c.GrantCredit) -> None:
    _one_of(command.proposal, s.incident.credits, "proposal")
    state = s.incident.credits[command.proposal].state
    _need(state != "granted", "The customer has been told already.", "Nothing to do.")


def _approve(s: Setting, command: c.ApproveCredit) -> None:
    _proposal(s, command)
    approver = s.incident.credits[command.proposal].event.approver
    _need(
        approver == Seat.EXEC_SPONSOR and s.incident.roles.get(Seat.EXEC_SPONSOR) in {s.player, *s.incident.team},
        f"That is for {s.runbook.approver_titles[approver]} to approve.",
        "Wait for their answer.",
    )


def _confirmation(s: Setting, command: c.AskConfirmation) -> None:
    _one_of(command.account, s.incident.accounts, "account")
    _text(command.text, "question")


def _record_confirmation(s: Setting, command: c.RecordConfirmation) -> None:
    _one_of(command.account, s.incident.accounts, "account")
    _one_of(command.message, s.incident.messages, "message")


def _close(s: Setting, command: c.CloseIncident) -> None:
    _need_declared(s)
    _need(s.incident.closed_s is None, "It is closed already.", "Go on to the post-mortem.")
    _need(s.incident.resolved_s is not None, "Resolved and closed are two states.", "Mark it as resolved first.")


def _postmortem(s: Setting, command: c.SubmitPostmortem) -> None:
    _text(command.text, "post-mortem")
    ready = s.incident.resolved_s is not None or s.incident.stood_down_s is not None
    _need(ready, "The incident is still open.", "Resolve it, or stand down, before you hand in the post-mortem.")


def _remediation(s: Setting, command: c.AddRemediation) -> None:
    _text(command.action, "action")


def _milestone(s: Setting, command: c.PlanMilestone) -> None:
    _one_of(command.account, s.incident.accounts, "account")
    _text(command.milestone, "milestone")


def _pace(s: Setting, command: c.ChangePace) -> None:
    _need(0 <= command.multiplier <= 600, "The pace goes from 0 (pause) to 600.", "Choose a pace in that range.")


def _absence(s: Setting, command: c.NoteAbsence) -> None:
    _need(command.wall_s >= 0, "An absence cannot be negative.", "Check the machine's clock.")


def _accommodation(s: Setting, command: c.RecordAccommodation) -> None:
    _need(1 <= command.extra_time_pct <= MOST_EXTRA_PCT, "That is no extra time.", f"Give 1 to {MOST_EXTRA_PCT} %.")
    _need(s.at_s == 0 and not s.incident.extra_time_pct, "The clock has started.", "Record it before an exam begins.")


def _hint(s: Setting, command: c.TakeHint) -> None:
    _text(command.about, "subject")


def _focus(s: Setting, command: c.BeginFocus) -> None:
    _text(command.focus, "focus")
    _need(not s.incident.focus, "This is a focal drill already.", "Begin another one from the lobby.")


_RULES: dict[type[c.Base], Callable[[Setting, Any], None]] = {
    c.AcknowledgePage: _acknowledge_page, c.AcknowledgeCustomer: _acknowledge_customer, c.Declare: _declare,
    c.UpdateRecord: _update_record, c.ChangeSeverity: _change_severity, c.StandDown: _stand_down, c.AssignRole: _role,
    c.HandOver: _hand_over, c.PageTeam: _page_team, c.StartTask: _start_task, c.StopTask: _stop_task,
    c.LogEntry: _log_entry, c.LogDecision: _decision, c.RecordHypothesis: _hypothesis, c.AttachEvidence: _evidence,
    c.MarkMitigated: _mitigated, c.MarkResolved: _resolved, c.PostUpdate: _post_update, c.Reply: _reply,
    c.PostBrief: _brief, c.ScheduleCall: _schedule_call, c.HoldCall: _hold_call, c.NotifyAuthority: _notify,
    c.ProposeCredit: _propose, c.ApproveCredit: _approve, c.GrantCredit: _proposal, c.AskConfirmation: _confirmation,
    c.RecordConfirmation: _record_confirmation, c.CloseIncident: _close,
    c.SubmitPostmortem: _postmortem, c.AddRemediation: _remediation, c.PlanMilestone: _milestone,
    c.ChangePace: _pace, c.NoteAbsence: _absence, c.TakeHint: _hint, c.Reopen: _reopen,
    c.RecordAccommodation: _accommodation, c.BeginFocus: _focus,
}  # fmt: skip
