"""What a seat may see of a drill, decided before anything leaves the host.

A seat gets the events that everybody in the war room knows, the messages that are for it, and the refusals of its own
commands, numbered in its own order. What scenario and model hide is cut out of the events that remain.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

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
_HIDDEN: tuple[type[Any], ...] = (*e.HIDDEN, e.ActionReviewed, e.FaultRecurred, e.AccountSettled)
"""What nobody in a drill sees, and the epilogue, which belongs to the debrief."""
_encoder = msgspec.json.Encoder()


class Shown(msgspec.Struct, frozen=True, gc=False):
    """One event as it travels to one seat."""

    n: int
    at_s: int
    who: str
    seat: str
    id: str
    cause: int
    event: msgspec.Raw


class Telling(msgspec.Struct, frozen=True, tag_field="type", tag="events"):
    """The message `protocol.Events` as a host writes it: its events are bytes that all seats share."""

    events: list[Shown]
    sealed_head: str = ""


class Line(NamedTuple):
    """A line of the journal, made ready once for all who may see it."""

    entry: Entry
    event: Any
    """Without what nobody in a drill may see."""
    raw: msgspec.Raw | None
    """The same as JSON; None when the words differ from seat to seat."""


def ready(entries: Iterable[Entry]) -> list[Line]:
    """Lines of the journal that somebody in a drill may see, cut and written once."""
    lines = []
    for entry in entries:
        if isinstance(entry.event, _HIDDEN):
            continue
        cut = _CUTS.get(type(entry.event))
        event = entry.event if cut is None else cut(entry.event)
        lines.append(Line(entry, event, None if isinstance(event, e.PromiseMade) else _raw(event)))
    return lines


def _raw(event: Any) -> msgspec.Raw:
    return msgspec.Raw(_encoder.encode(event))


class SeatView:
    """One person's numbered view of one drill; fed with every ready line in order."""

    def __init__(self, seat: Seat | None, person: str) -> None:
        """For somebody in a seat; an observer (no seat) sees what everybody sees, and no private message."""
        self.seat, self.person = seat, person
        self._shown = array("I")
        """The journal lines that were shown, in order; a hundred seats keep four bytes of a line and no dictionary."""
        self._messages: set[str] = set()
        self._seated: set[str] = set()

    def take(self, lines: Iterable[Line]) -> list[Shown]:
        """Let lines pass; returns those that this seat may see, in its own numbering."""
        shown, numbers, person = [], self._shown, self.person
        for line in lines:
            entry = line.entry
            rule = _RULES.get(type(entry.event))
            if rule is not None and not rule(self, entry.who, entry.event):
                continue
            numbers.append(entry.n)
            name = entry.command_id if entry.who == person else ""
            raw = line.raw if line.raw is not None else self._in_own_numbers(line.event)
            cause = self.number_of(entry.cause) if entry.cause else 0
            shown.append(Shown(len(numbers), entry.at_s, entry.who, entry.seat, name, cause, raw))
        return shown

    @property
    def lines(self) -> list[int]:
        """For each event that was shown its line in the journal; for facilitators."""
        return list(self._shown)

    def has_message(self, message: str) -> bool:
        """Whether a message has come to this seat."""
        return message in self._messages

    def number_of(self, n: int) -> int:
        """The seat's own number of a journal line; 0 when it was not shown."""
        at = bisect_left(self._shown, n)
        return at + 1 if at < len(self._shown) and self._shown[at] == n else 0

    def _in_own_numbers(self, event: e.PromiseMade) -> msgspec.Raw:
        return _raw(msgspec.structs.replace(event, said_in=self.number_of(event.said_in)))

    def _seat_taken(self, who: str, event: e.SeatTaken) -> bool:
        self._seated.add(event.seat.value)
        return True

    def _seat_freed(self, who: str, event: e.SeatFreed) -> bool:
        self._seated.discard(event.seat.value)
        return True

    def _refusal(self, who: str, event: e.CommandRefused) -> bool:
        return who == self.person

    def _message(self, who: str, event: e.MessageArrived) -> bool:
        if self._is_for_me(event):
            self._messages.add(event.message)
            return True
        return False

    def _about_message(self, who: str, event: e.Replied | e.ConfirmationRecorded) -> bool:
        return event.message in self._messages

    def _is_for_me(self, event: e.MessageArrived) -> bool:
        """For everybody, for this seat, or for a seat that nobody sits at: then the Incident Commander has it."""
        if event.credible_signal or event.medium in PUBLIC_MEDIA:
            return True
        if self.seat is None:
            return False
        return event.seat == self.seat.value or (self.seat is Seat.IC and event.seat not in self._seated)


_RULES: dict[type, Callable[[SeatView, str, Any], bool]] = {
    e.SeatTaken: SeatView._seat_taken,
    e.SeatFreed: SeatView._seat_freed,
    e.CommandRefused: SeatView._refusal,
    e.MessageArrived: SeatView._message,
    e.Replied: SeatView._about_message,
    e.ConfirmationRecorded: SeatView._about_message,
}
"""What decides whether a seat sees an event of this kind; every other one that is not hidden is for all."""


def _with(**fields: Any) -> Callable[[Any], Any]:
    return lambda event: msgspec.structs.replace(event, **fields)


def _cut_brief(event: e.BriefPosted) -> e.BriefPosted:
    """The time of the next brief is no verdict: everybody's clock runs to it."""
    reading = msgspec.structs.replace(_UNREAD_BRIEF, next_refresh_utc_s=event.reading.next_refresh_utc_s)
    return msgspec.structs.replace(event, reading=reading)


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
    e.BriefPosted: _cut_brief,
    e.PostmortemSubmitted: _with(reading=_UNREAD_POSTMORTEM, cause_match_permille=0),
    e.RemediationAdded: _with(strength=""),
    e.ConfirmationRecorded: _with(genuine=False),
}
"""What is cut out of an event before it travels: verdicts of the reader, and what only the model knows."""


def entries_of(shown: Iterable[Shown]) -> list[Entry]:
    """Events as a client of that seat has them after they travelled."""
    return [from_wire(msgspec.json.decode(_encoder.encode(one))) for one in shown]


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
