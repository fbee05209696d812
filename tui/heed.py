"""Which events call for the trainee, and in what words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from simulator import events as e

if TYPE_CHECKING:
    from simulator.journal import Entry

_HEED: dict[type, Callable[[Any], str]] = {
    e.MessageArrived: lambda ev: f"New message: {ev.subject}",
    e.TaskFinished: lambda ev: "A task ended" if ev.succeeded else "A task failed",
    e.PageAnswered: lambda ev: f"Somebody of {ev.team} joined",
    e.PageUnanswered: lambda ev: f"{ev.team} did not answer the page",
    e.AccountEscalated: lambda ev: "A customer escalates",
    e.PromiseBroken: lambda ev: "A promise is broken",
    e.CallMissed: lambda ev: "A call was missed",
    e.CreditDecided: lambda ev: "An approver has answered",
    e.TeamSpoke: lambda ev: "A colleague told a customer something",
    e.DraftOffered: lambda ev: "A draft is offered",
    e.FactLearned: lambda ev: "Something became known",
    e.DrillEnded: lambda ev: "The drill is over",
}


def needs_me(entry: Entry) -> str:
    """Why the trainee should look up; empty when there is no reason."""
    words = _HEED.get(type(entry.event))
    return words(entry.event) if words else ""
