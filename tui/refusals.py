"""Refusals in the words of the screen: titles for ids, keys for what would help, and what is under way already."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator import rules
from simulator.commands import CloseIncident, Command, MarkMitigated, MarkResolved, Reopen, StandDown, StartTask
from simulator.errors import CommandRefused as Refused
from simulator.events import CommandRefused
from simulator.vocabulary import TaskState
from tui.actions import BY_ID
from tui.choices import nothing_for

if TYPE_CHECKING:
    from tui.actions import Action
    from tui.session import DrillLike

KEYS = {
    "Mark it as resolved first.": "mark_resolved",
    "Declare the incident first.": "declare",
    "Assign the seat first.": "assign_role",
    "Stop it first.": "stop_task",
    "Schedule another one.": "schedule_call",
}
"""Remedies of the rules, and the action that each one means."""
_STATES: dict[str, Command] = {
    "mark_mitigated": MarkMitigated(note=""), "mark_resolved": MarkResolved(note=""), "reopen": Reopen(reason="-"),
    "close_incident": CloseIncident(note=""), "stand_down": StandDown(reason="-"),
}  # fmt: skip
"""Actions that the state of the incident allows or not, whatever one writes."""


def too_early(action: Action, drill: DrillLike) -> str:
    """Why a form could not be sent now, whatever stood in it: before anybody writes it. Empty when it could."""
    if (nothing := nothing_for(action, drill)) or action.id not in _STATES:
        return nothing
    command = _STATES[action.id]
    try:
        rules.check(rules.Setting(drill.incident, drill.scenario, drill.runbook, drill.at_s, drill.player), command)
    except Refused as refused:
        return refusal(CommandRefused(command=command, reason=str(refused), remedy=refused.hint or ""), drill)
    return ""


def refusal(refused: CommandRefused, drill: DrillLike) -> str:
    """Why a command was refused, and what would make it possible here."""
    remedy = refused.remedy
    if isinstance(refused.command, StartTask):
        remedy = _under_way(refused.command, drill) or remedy
    if refused.remedy in KEYS:
        action = BY_ID[KEYS[refused.remedy]]
        remedy = f"{remedy} ({action.shown_key}: {action.title})"
    words = _titled(f"{refused.reason} {remedy}".strip(), drill)
    return words[:1].upper() + words[1:]


def _under_way(command: StartTask, drill: DrillLike) -> str:
    """What would help has begun already: only waiting is left."""
    task, runs = drill.scenario.tasks.get(command.task), drill.incident.tasks
    if task is None:
        return ""
    first = next((name for name in task.requires if name not in runs or runs[name].state is not TaskState.DONE), "")
    if first:
        return "It is running: wait for its end." if first in runs and runs[first].state is TaskState.RUNNING else ""
    return "They are being called: wait for their answer." if task.team in drill.incident.paged else ""


def _titled(words: str, drill: DrillLike) -> str:
    """Tasks by the names shown on the screen."""
    for name, task in sorted(drill.scenario.tasks.items(), key=lambda item: -len(item[0])):
        words = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", f"“{task.title}”", words)
    return words
