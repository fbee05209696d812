"""What the crew offers: drafts and proposals of the bots in the other seats, waiting for a person's go."""

from __future__ import annotations

from typing import Any

from simulator.clock import hhmm
from simulator.commands import Base, PostUpdate, StartTask, kind_of
from simulator.incident import Incident
from simulator.vocabulary import Channel, Seat
from tui.actions import BY_ID
from tui.details import Prefill
from tui.names import one_line, seat
from tui.rows import Row, Tone

SHOWN_MOST = 30
OFFERERS = (Seat.COMMS_LEAD, Seat.TECH_LEAD, Seat.SCRIBE)
"""The seats whose bots draft, propose and report."""


def offer_rows(incident: Incident, taken: set[str]) -> tuple[Row, ...]:
    """Offers that nobody has taken up yet and that still make sense, the newest first."""
    newest = {o.command.channel: name for name, o in incident.drafts.items() if isinstance(o.command, PostUpdate)}
    waiting = [
        (name, offer)
        for name, offer in incident.drafts.items()
        if name not in taken and not _is_overtaken(incident, name, offer.command, newest)
    ]
    return tuple(
        Row(f"offer:{name}", ((f"{seat(offer.seat)}: ", Tone.ACCENT),), one_line(offer.text, 300), lines=3)
        for name, offer in reversed(waiting[-SHOWN_MOST:])
    )


def _is_overtaken(incident: Incident, name: str, command: Base, newest: dict[Channel, str]) -> bool:
    """Whether the task was given out since, or another post was sent or drafted."""
    if isinstance(command, StartTask):
        return command.task in incident.tasks
    if not isinstance(command, PostUpdate):
        return False
    posted_s = incident.last_external_s if command.channel.is_external else None
    sent = posted_s is not None and posted_s > incident.drafted_s.get(name, posted_s)
    return sent or newest[command.channel] != name or incident.resolved_s is not None


def why_no_offer(incident: Incident) -> str:
    """Why nothing is offered: who would offer something is not named yet, or has nothing new."""
    missing = [one.title for one in OFFERERS if one not in incident.roles]
    if not missing:
        return "Nothing is offered now. Your crew drafts, proposes and reports when something is due or has happened."
    return f"Nothing is offered. Who would draft, propose or report is not named yet: {', '.join(missing)}."


def action_of(command: Base) -> str:
    """The action whose form holds this command."""
    if getattr(command, "channel", None) is Channel.HOLDING_LINE:
        return "holding_line"
    return kind_of(command)


def prefill_of(command: Base, start_utc_s: int) -> Prefill:
    """The command's fields as a form shows them."""
    known = {field.name for field in BY_ID[action_of(command)].fields}
    fields = {name: getattr(command, name) for name in command.__struct_fields__ if name in known}
    return tuple((name, _shown(name, value, start_utc_s)) for name, value in fields.items() if value not in (None, ()))


def _shown(name: str, value: Any, start_utc_s: int) -> str:
    if name == "happened_at_s":
        return hhmm(start_utc_s + value)
    if name.endswith("_s"):
        return f"{value // 60}m"
    return str(value.value if hasattr(value, "value") else value)
