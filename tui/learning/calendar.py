"""Dates for calendars (iCalendar, RFC 5545): drills, the scheduled post-mortem, and the twelve weeks of the rollout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from scoring.reports.plain import flat, plain
from simulator.errors import WarroomError

if TYPE_CHECKING:
    from icalendar import Event

_MAIL = re.compile(r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$")
ROLLOUT = (
    ("Stand up", "Read the runbook together (warroom runbook show); each future IC plays one drill."),
    ("Drill", "One drill a week and person, each time another family; debrief with warroom report."),
    ("Pilot on live incidents", "Use the artifacts live (warroom template); grade drafts (warroom grade)."),
    ("Instrument", "warroom team-report each fortnight, beside the same figures of live incidents."),
    ("Cross-functional SLAs", "Drills with CS, Sales, Legal and Security in their seats; agree who approves what."),
    ("Bake into rhythm", "One drill a month and person, a fresh seed each time; next quarter's drills are booked."),
)
"""The steps of docs/rollout.md, two weeks each."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """One entry of a calendar."""

    key: str
    """What it is; the same key is the same entry, so that importing again moves it instead of doubling it."""
    title: str
    words: str
    begins: datetime | date
    """A moment in UTC, or a day."""
    length: timedelta
    guests: tuple[str, ...] = ()
    """Mail addresses; whoever has guests names an organizer."""
    organizer: str = ""
    """The mail address that answers go to."""


def calendar_of(appointments: Sequence[Appointment], stamped: datetime) -> bytes:
    """The calendar's file.

    Args:
        appointments: Its entries.
        stamped: When the file is made.

    Raises:
        WarroomError: the library is missing, an address is none, or nobody invites the guests.
    """
    if find_spec("icalendar") is None:
        raise WarroomError("calendars need icalendar", hint="pip install 'warroom[exchange]'")
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//warroom//drills//EN")
    calendar.add("version", "2.0")
    # RFC 5546: an invitation is a request by an organizer; what is published has no guests.
    calendar.add("method", "REQUEST" if any(one.guests for one in appointments) else "PUBLISH")
    for appointment in appointments:
        calendar.add_component(_event(appointment, stamped))
    raw: bytes = calendar.to_ical()
    return raw


def _event(appointment: Appointment, stamped: datetime) -> Event:
    from icalendar import Event, vCalAddress

    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'warroom:{appointment.key}')}@warroom.invalid")
    event.add("dtstamp", stamped)
    event.add("summary", flat(appointment.title))
    event.add("description", plain(appointment.words))
    event.add("dtstart", appointment.begins)
    event.add("dtend", appointment.begins + appointment.length)
    if appointment.guests and not appointment.organizer:
        raise WarroomError("--invite: who invites?", hint="Say where answers go: --organizer MAIL.")
    if appointment.organizer:
        event.add("organizer", vCalAddress(f"mailto:{checked_mail(appointment.organizer)}"))
    for guest in appointment.guests:
        attendee = vCalAddress(f"mailto:{checked_mail(guest)}")
        attendee.params.update({"PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
        event.add("attendee", attendee)
    return event


def checked_mail(text: str) -> str:
    """A mail address as it was written.

    Raises:
        WarroomError: it is none.
    """
    if len(text) > 254 or _MAIL.match(text) is None:
        raise WarroomError(f"{flat(text)[:80]!r} is no mail address", hint="For example ada@example.org.")
    return text


def rollout(first: date) -> tuple[Appointment, ...]:
    """Twelve weeks from a Monday: one entry for each step, as whole days."""
    return tuple(
        Appointment(
            f"rollout:{first}:{number}", f"Escalation rollout, weeks {2 * number + 1}–{2 * number + 2}: {title}", words,
            first + timedelta(weeks=2 * number), timedelta(weeks=2),
        )
        for number, (title, words) in enumerate(ROLLOUT)
    )  # fmt: skip


def moment(text: str) -> datetime:
    """A moment like 2026-12-01T09:00Z or with an offset, in UTC.

    Raises:
        WarroomError: it is none, or has no zone.
    """
    hint = "Write it with its zone, e.g. 2026-12-01T09:00Z or 2026-12-01T10:00+01:00."
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise WarroomError(f"{text!r} is no moment", hint=hint) from None
    if found.tzinfo is None:
        raise WarroomError(f"{text!r} has no time zone", hint=hint)
    return found.astimezone(UTC)


def day(text: str) -> date:
    """A day like 2026-12-01.

    Raises:
        WarroomError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WarroomError(f"{text!r} is no day", hint="Write it as 2026-12-01.") from None
