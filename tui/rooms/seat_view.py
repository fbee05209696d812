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
from simulator.vocabulary import InterruptKind, Seat
from tui.rooms.command import CHANGES, Command, is_public, reaches

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
        """The journal lines that were shown, in order; a hundred seats keep four bytes of a line and no dictionary.
        For mail that was passed on stands the line that passed it on."""
        self._passed_on: dict[int, int] = {}
        """Own numbers of mail that was passed on, by its line in the journal."""
        self._messages: set[str] = set()
        self._mail: dict[str, list[Line]] = {}
        """Each message that is for one seat, whichever that is, with what was answered: it goes where command goes."""
        self._command = Command()

    def take(self, lines: Iterable[Line]) -> list[Shown]:
        """Let lines pass; returns those that this seat may see, in its own numbering."""
        shown = []
        for line in lines:
            entry = line.entry
            rule = _RULES.get(type(entry.event))
            if rule is not None and not rule(self, line):
                continue
            shown.append(self._show(line, entry.n))
            if isinstance(entry.event, CHANGES):
                shown += self._pass_on(entry.n)
        return shown

    def _show(self, line: Line, at: int) -> Shown:
        """Number a line; `at` is the line of the journal with which it is shown."""
        self._shown.append(at)
        entry = line.entry
        name = entry.command_id if entry.who == self.person else ""
        raw = line.raw if line.raw is not None else self._in_own_numbers(line.event)
        cause = self.number_of(entry.cause) if entry.cause else 0
        return Shown(len(self._shown), entry.at_s, entry.who, entry.seat, name, cause, raw)

    def _pass_on(self, at: int) -> list[Shown]:
        """After command has changed: mail that is now for this seat comes; what waits for somebody else has gone."""
        shown = []
        for message, lines in self._mail.items():
            if self._is_for_me(lines[0].event):
                fresh = () if message in self._messages else lines
                self._messages.add(message)
                for line in fresh:
                    shown.append(self._show(line, at))
                    self._passed_on[line.entry.n] = len(self._shown)
            elif not any(isinstance(line.event, e.Replied) for line in lines):
                self._messages.discard(message)
        return shown

    @property
    def lines(self) -> list[int]:
        """For each event that was shown its line in the journal; for facilitators."""
        lines = list(self._shown)
        for line, number in self._passed_on.items():
            lines[number - 1] = line
        return lines

    def has_message(self, message: str) -> bool:
        """Whether a message has come to this seat."""
        return message in self._messages

    def number_of(self, n: int) -> int:
        """The seat's own number of a journal line; 0 when it was not shown."""
        if n in self._passed_on:
            return self._passed_on[n]
        at = bisect_left(self._shown, n)
        return at + 1 if at < len(self._shown) and self._shown[at] == n else 0

    def _in_own_numbers(self, event: e.PromiseMade) -> msgspec.Raw:
        return _raw(msgspec.structs.replace(event, said_in=self.number_of(event.said_in)))

    def _change(self, line: Line) -> bool:
        self._command.take(line.event)
        return True

    def _refusal(self, line: Line) -> bool:
        return line.entry.who == self.person

    def _message(self, line: Line) -> bool:
        event: e.MessageArrived = line.event
        if not is_public(event):
            self._mail[event.message] = [line]
        if self._is_for_me(event):
            self._messages.add(event.message)
        return event.message in self._messages

    def _about_message(self, line: Line) -> bool:
        event: e.Replied | e.ConfirmationRecorded = line.event
        if event.message in self._mail:
            self._mail[event.message].append(line)
        return event.message in self._messages

    def _is_for_me(self, event: e.MessageArrived) -> bool:
        return reaches(self._command, self.seat, self.person, event)


_RULES: dict[type, Callable[[SeatView, Line], bool]] = {
    **dict.fromkeys(CHANGES, SeatView._change),
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
