"""What a seat may see of a drill, decided before anything leaves the host.

A seat gets the events that everybody in the war room knows, the messages that are for it, and the refusals of its own
commands, numbered in its own order. What scenario and model hide is cut out of the events that remain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from simulator import events as e
from simulator.journal import Entry
from simulator.reading.result import BriefReading, PostmortemReading, UpdateReading
from simulator.vocabulary import InterruptKind, MessageKind, Seat

PUBLIC_MEDIA = (MessageKind.ALERT, MessageKind.NEWS)
"""Every seat sees these; mails, chats, calls and tickets are for one."""
_UNREAD_UPDATE = UpdateReading(reader="", readable="yes", features={})
_UNREAD_BRIEF = BriefReading(reader="", readable="yes", impact=False, status=False, word_count=0)
_UNREAD_POSTMORTEM = PostmortemReading(reader="", readable="yes", features={}, actions=())
_AFTER: tuple[type[Any], ...] = (e.ActionReviewed, e.FaultRecurred, e.AccountSettled)
"""The epilogue; it belongs to the debrief."""


class SeatView:
    """One person's numbered view of one drill; fed with every line of the journal in order."""

    def __init__(self, seat: Seat | None, person: str) -> None:
        """For somebody in a seat; an observer (no seat) sees what everybody sees, and no private message."""
        self.seat, self.person = seat, person
        self.events: list[Entry] = []
        """What has been shown, in the seat's own numbering."""
        self._numbers: dict[int, int] = {}
        self._messages: set[str] = set()
        self._seated: set[str] = set()

    def take(self, entries: Sequence[Entry]) -> list[Entry]:
        """Let lines of the journal pass; returns those that may be seen, renumbered and cut."""
        return [shown for entry in entries if (shown := self._pass(entry)) is not None]

    @property
    def lines(self) -> list[int]:
        """For each event that was shown its line in the journal; for facilitators."""
        return list(self._numbers)

    def number_of(self, n: int) -> int:
        """The seat's own number of a journal line; 0 when it was not shown."""
        return self._numbers.get(n, 0)

    def _pass(self, entry: Entry) -> Entry | None:
        event = entry.event
        if isinstance(event, e.SeatTaken):
            self._seated.add(event.seat.value)
        elif isinstance(event, e.SeatFreed):
            self._seated.discard(event.seat.value)
        if not self._may_see(entry):
            return None
        number = len(self.events) + 1
        self._numbers[entry.n] = number
        own = entry.who == self.person
        shown = Entry(
            number, entry.at_s, entry.who, entry.seat, entry.command_id if own else "",
            self.number_of(entry.cause), self._cut(event),
        )  # fmt: skip
        self.events.append(shown)
        return shown

    def _may_see(self, entry: Entry) -> bool:
        event = entry.event
        if isinstance(event, (*e.HIDDEN, *_AFTER)):
            return False
        if isinstance(event, e.CommandRefused):
            return entry.who == self.person
        if isinstance(event, e.MessageArrived):
            if self._is_for_me(event):
                self._messages.add(event.message)
                return True
            return False
        if isinstance(event, e.Replied | e.ConfirmationRecorded):
            return event.message in self._messages
        return True

    def _is_for_me(self, event: e.MessageArrived) -> bool:
        """For everybody, for this seat, or for a seat that nobody sits at: then the Incident Commander has it."""
        if event.credible_signal or event.medium in PUBLIC_MEDIA:
            return True
        if self.seat is None:
            return False
        return event.seat == self.seat.value or (self.seat is Seat.IC and event.seat not in self._seated)

    def _cut(self, event: Any) -> Any:
        cut = _CUTS.get(type(event))
        if cut is not None:
            event = cut(event)
        if isinstance(event, e.PromiseMade):
            return msgspec.structs.replace(event, said_in=self.number_of(event.said_in))
        return event


def _with(**fields: Any) -> Callable[[Any], Any]:
    return lambda event: msgspec.structs.replace(event, **fields)


def _cut_cast(event: e.DrillStarted) -> e.DrillStarted:
    """Which variant it is, and the model's odds that a customer leaves, are for the debrief."""
    companies = tuple(msgspec.structs.replace(company, churn_ppm=0) for company in event.companies)
    return msgspec.structs.replace(event, variant="", companies=companies)


_CUTS: dict[type, Callable[[Any], Any]] = {
    e.DrillStarted: _cut_cast,
    e.MessageArrived: _with(interrupt=InterruptKind.NONE, confirms=False),
    e.TeamSpoke: _with(key="", value="", contradicts=False),
    e.SentimentChanged: _with(trust_permille=1_000, churn_ppm=0),
    e.UpdatePosted: _with(reading=_UNREAD_UPDATE),
    e.Replied: _with(reading=_UNREAD_UPDATE),
    e.CustomerAcknowledged: _with(reading=_UNREAD_UPDATE),
    e.BriefPosted: _with(reading=_UNREAD_BRIEF),
    e.PostmortemSubmitted: _with(reading=_UNREAD_POSTMORTEM, cause_match_permille=0),
    e.RemediationAdded: _with(strength=""),
    e.ConfirmationRecorded: _with(genuine=False),
}
"""What is cut out of an event before it travels: verdicts of the reader, and what only the model knows."""


def to_wire(entry: Entry) -> dict[str, Any]:
    """An event as it travels."""
    return {
        "n": entry.n, "at_s": entry.at_s, "who": entry.who, "seat": entry.seat, "id": entry.command_id,
        "cause": entry.cause, "event": msgspec.to_builtins(entry.event),
    }  # fmt: skip


def from_wire(data: dict[str, Any]) -> Entry:
    """An event as a client folds it.

    Raises:
        ValueError: it is none that this version knows.
    """
    event = data.get("event")
    kind = e.EVENTS.get(str(event.get("kind"))) if isinstance(event, dict) else None
    if kind is None:
        raise ValueError("an event of another version")
    return Entry(
        int(data["n"]), int(data["at_s"]), str(data["who"]), str(data["seat"]), str(data["id"]), int(data["cause"]),
        msgspec.convert(event, kind),
    )  # fmt: skip
