"""Which events call for the trainee, and in what words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from simulator import events as e
from tui.actions import BY_ID
from tui.names import Names, seat
from tui.narrate import narrate

if TYPE_CHECKING:
    from simulator.journal import Entry

_TOLD = (e.TaskFinished, e.PageAnswered, e.PageUnanswered, e.AccountEscalated, e.CallMissed, e.CreditDecided,
         e.TeamSpoke, e.FactLearned, e.PromiseBroken)  # fmt: skip
"""What the timeline's words say best."""
_OTHERS: dict[type, Callable[[Any], str]] = {
    e.MessageArrived: lambda ev: f"New message: {ev.subject}",
    e.DraftOffered: lambda ev: f"{seat(ev.seat)} has a draft for you. {_where()}",
    e.DrillEnded: lambda ev: "The drill is over",
}


def needs_me(entry: Entry, names: Names | None = None) -> str:
    """Why the trainee should look up; empty when there is no reason.

    Args:
        entry: What has happened.
        names: Words for ids; without them ids stand as they are.
    """
    if isinstance(entry.event, _TOLD):
        return narrate(entry, names)
    words = _OTHERS.get(type(entry.event))
    return words(entry.event) if words else ""


def _where() -> str:
    """The key behind which drafts wait."""
    offers = BY_ID["offers"]
    return f"{offers.shown_key}: {offers.title}"
