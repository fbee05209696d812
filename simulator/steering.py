"""What a facilitator's intervention needs to make sense; refused ones say what would make them possible."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator import interventions as i
from simulator.commands import Base
from simulator.errors import CommandRefused
from simulator.incident import Incident
from simulator.scenario import Scenario

SHIFT_MOST_S = 7 * 86_400
"""An inject is moved by at most a week at a time."""


def check_intervention(incident: Incident, scenario: Scenario, command: Any) -> None:
    """Refuse an intervention that makes no sense now.

    Raises:
        CommandRefused: with the reason and what would make it possible.
    """
    if hasattr(command, "inject"):
        _check_inject(incident, scenario, command)
    rule = _RULES.get(type(command))
    if rule is not None:
        rule(incident, command)


def _need(condition: object, reason: str, hint: str) -> None:
    if not condition:
        raise CommandRefused(reason, hint=hint)


def _check_inject(incident: Incident, scenario: Scenario, command: Any) -> None:
    known = {i.id for i in scenario.injects if not i.variants or incident.variant in i.variants}
    _need(command.inject in known, f"There is no inject {command.inject!r}.", f"Known: {', '.join(sorted(known))}.")
    _need(command.inject not in incident.fired, "That inject has been delivered.", "Write a new one instead.")
    _need(command.inject not in incident.skipped, "That inject has been skipped.", "Write a new one instead.")


def _shift(incident: Incident, command: i.ShiftInject | i.PostponeInjects) -> None:
    _need(0 < abs(command.by_s) <= SHIFT_MOST_S, "Give a time of up to a week.", "For example 300 for five minutes.")


def _take(incident: Incident, command: i.TakeSeat) -> None:
    holder = incident.seated.get(command.seat)
    _need(holder is None, f"{command.seat.title} is taken.", "Free the seat first.")
    stranger = command.person and command.person not in incident.people
    _need(stranger or command.person in incident.team, "A member of the cast holds a role.", "Give a person's id.")
    _need(command.person not in incident.seated.values(), "They hold another seat.", "Free that seat first.")


def _free(incident: Incident, command: i.FreeSeat) -> None:
    _need(command.seat in incident.seated, f"Nobody sits at {command.seat.title}.", "Nothing to do.")


def _release(incident: Incident, command: i.ReleaseInject) -> None:
    _need(command.inject in incident.held, "That inject is not held.", "Nothing to do.")


def _hold(incident: Incident, command: i.HoldInject) -> None:
    _need(command.inject not in incident.held, "That inject is held already.", "Release it to let it go.")


def _words(incident: Incident, command: i.EditInject | i.WriteInject) -> None:
    _need(command.subject.strip() and command.text.strip(), "There are no words.", "Write a subject and a text.")
    if isinstance(command, i.WriteInject):
        known = command.account == "" or command.account in incident.accounts
        _need(known, f"There is no account {command.account!r}.", f"Known: {', '.join(sorted(incident.accounts))}.")
        _need(command.sender.strip(), "Nobody sends it.", "Name a member of the cast, or somebody outside.")
        _need(command.answer_within_s >= 0, "An answer cannot be due before it is asked.", "Give seconds, e.g. 900.")


_RULES: dict[type[Base], Callable[[Incident, Any], None]] = {
    i.TakeSeat: _take, i.FreeSeat: _free, i.HoldInject: _hold, i.ReleaseInject: _release, i.ShiftInject: _shift,
    i.PostponeInjects: _shift, i.EditInject: _words, i.WriteInject: _words,
}  # fmt: skip
