"""The injects of a running drill as facilitators see them: the scripted ones, and those they wrote themselves."""

from __future__ import annotations

import re
from typing import Any

from scenarios.cue import cue_of
from simulator.commands import Command
from simulator.drill import Drill
from simulator.events import CommandRefused, InjectFired, InjectWritten, MessageArrived
from simulator.incident import Incident
from simulator.interventions import EditInject, Intervention, WriteInject
from simulator.scenario.inject import Inject

MONITORING = "monitoring"
"""Who machines' messages are from."""
WRITTEN = "written"
"""How the ids of injects begin that a facilitator wrote; a number of the journal follows."""
_LIKE_AN_ID = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
"""Somebody outside has a name: a capital letter, or a blank."""


def injects_of(drill: Drill) -> list[dict[str, Any]]:
    """The injects of a drill with their state, soonest first: when they came, else when they are due."""
    fired_s = {entry.event.inject: entry.at_s for entry in drill.entries if isinstance(entry.event, InjectFired)}
    rows = [
        _scripted(drill, inject, fired_s.get(inject.id))
        for inject in drill.scenario.injects
        if not inject.variants or drill.variant_id in inject.variants
    ]
    return sorted([*rows, *_written(drill)], key=_moment)


def _moment(row: dict[str, Any]) -> tuple[bool, int, str]:
    when_s = row["due_s"] if row["fired_s"] is None else row["fired_s"]
    return when_s is None, when_s or 0, row["id"]


def _scripted(drill: Drill, inject: Inject, fired_s: int | None) -> dict[str, Any]:
    message = drill.msel.lookup.inject_message.get(inject.id, "")
    return {
        "id": inject.id, "title": inject.title, "to": inject.to.value, "sender": inject.sender,
        "medium": inject.medium.value, "account": inject.account or "", "asks": inject.asks,
        "answer_within_s": inject.answer_within, "bank": inject.bank, "due_s": drill.msel.due_s.get(inject.id),
        "fired_s": fired_s, "answered_s": _answered_s(drill.incident, message), "written": False,
        "cue": cue_of(inject, drill.scenario),
        "expected_action": inject.expected_action or "", "objective": inject.objective or "",
        "state": _state(drill.incident, inject.id, bank=inject.bank),
        **dict(zip(("subject", "text"), drill.msel.words(inject.id), strict=True)),
    }  # fmt: skip


def _written(drill: Drill) -> list[dict[str, Any]]:
    """What facilitators wrote themselves: it went out when it was written."""
    wrote = {entry.n: entry for entry in drill.entries if isinstance(entry.event, InjectWritten)}
    arrived = {entry.cause: entry.event.message for entry in drill.entries
               if entry.cause in wrote and isinstance(entry.event, MessageArrived)}  # fmt: skip
    return [
        {
            "id": f"{WRITTEN}-{n}", "title": ev.subject, "to": ev.seat.value, "sender": ev.sender,
            "medium": ev.medium.value, "account": ev.account, "asks": ev.asks, "answer_within_s": ev.answer_within_s,
            "bank": False, "due_s": None, "fired_s": entry.at_s,
            "answered_s": _answered_s(drill.incident, arrived.get(n, "")), "written": True,
            "cue": "when it was written", "expected_action": "", "objective": "", "state": "fired",
            "subject": ev.subject, "text": ev.text,
        }
        for n, entry in wrote.items()
        if isinstance(ev := entry.event, InjectWritten)
    ]  # fmt: skip


def _answered_s(incident: Incident, message: str) -> int | None:
    known = incident.messages.get(message)
    return known.answered_s if known else None


def _state(incident: Incident, inject: str, *, bank: bool) -> str:
    for state, names in (("fired", incident.fired), ("skipped", incident.skipped), ("held", incident.held)):
        if inject in names:
            return state
    return "bank" if bank else "waiting"


def slip_of(command: Command | Intervention, drill: Drill) -> CommandRefused | None:
    """What no facilitator can have meant, told before it reaches the journal; the drill itself would take it."""
    if isinstance(command, WriteInject):
        return _stranger(command, drill)
    scripted = {inject.id for inject in drill.scenario.injects}
    if isinstance(command, EditInject) and command.inject in scripted:
        now = tuple(words.strip() for words in drill.msel.words(command.inject))
        if (command.subject.strip(), command.text.strip()) == now:
            return CommandRefused(command=command, reason="Those are its words already.", remedy="Change one of them.")
    return None


def _stranger(command: WriteInject, drill: Drill) -> CommandRefused | None:
    """A sender whom nobody knows, or a customer's contact who would write for another customer."""
    cast, accounts = drill.scenario.cast, drill.scenario.accounts
    if command.sender in cast:
        home = cast[command.sender].organisation
        if not command.account or command.account == home or home not in accounts:
            return None
        reason = f"{command.sender!r} belongs to {home!r} and would write for {command.account!r}."
        return CommandRefused(command=command, reason=reason, remedy=f"Name {home!r}, or no customer.")
    if command.sender == MONITORING or not _LIKE_AN_ID.fullmatch(command.sender):
        return None
    known = ", ".join((*sorted(cast), MONITORING))
    remedy = f"Known: {known}. Somebody outside is named in full, such as The Daily."
    return CommandRefused(command=command, reason=f"There is no persona {command.sender!r}.", remedy=remedy)
