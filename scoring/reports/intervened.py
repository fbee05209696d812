"""A facilitator's interventions in words, so that a report says which part of a drill was steered by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator import events as e
from simulator.clock import spell
from simulator.commands import ChangePace
from simulator.interventions import INTERVENTIONS
from simulator.journal import Entry

STEERED = e.INTERVENED[2:]
"""Every intervention but who sits where, which everybody may know."""
_ORDERS: tuple[type[Any], ...] = (*INTERVENTIONS, ChangePace)
UNNAMED = "The facilitator intervened"
"""What participants are told: that it was, not what was held back or changed."""


def _moved(by_s: int) -> str:
    return f"{spell(abs(by_s))} {'later' if by_s >= 0 else 'earlier'}"


_WORDS: dict[type, Callable[[Any], str]] = {
    e.InjectOrdered: lambda ev: f"inject {ev.inject} fired by hand",
    e.InjectHeld: lambda ev: f"inject {ev.inject} held back",
    e.InjectReleased: lambda ev: f"inject {ev.inject} released",
    e.InjectSkipped: lambda ev: f"inject {ev.inject} struck off",
    e.InjectShifted: lambda ev: f"inject {ev.inject} moved {_moved(ev.by_s)}",
    e.InjectsPostponed: lambda ev: f"all injects moved {_moved(ev.by_s)}",
    e.InjectEdited: lambda ev: f"inject {ev.inject} edited: {ev.subject}",
    e.InjectWritten: lambda ev: f"message of the facilitator's own, as {ev.sender} to {ev.seat.title}: {ev.subject}",
}


def intervention_words(event: object) -> str:
    """What a facilitator did; empty for any other event."""
    words = _WORDS.get(type(event))
    return f"Facilitator: {words(event)}" if words is not None else ""


def refused_order(entry: Entry) -> bool:
    """Whether a facilitator was refused something: it came to nothing, and the reason may name what is to come."""
    event = entry.event
    return isinstance(event, e.CommandRefused) and (not entry.seat or isinstance(event.command, _ORDERS))
