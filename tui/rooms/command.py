"""Who commands a team, and to whom a message comes: command is handed over by name, whoever sits where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from simulator import events as e
from simulator.incident import Incident
from simulator.vocabulary import MessageKind, Seat

CHANGES = (e.SeatTaken, e.SeatFreed, e.RoleAssigned, e.RoleHandedOver)
"""After one of these somebody else may command, or read a seat's mail."""
PUBLIC_MEDIA = (MessageKind.ALERT, MessageKind.NEWS)
"""Every seat sees these; mails, chats, calls and tickets are for one."""


@dataclass(slots=True)
class Command:
    """Who was named for which role, and who sits at which seat; an `Incident` holds the same."""

    roles: dict[Seat, str] = field(default_factory=dict)
    seated: dict[Seat, str] = field(default_factory=dict)

    def take(self, event: e.SeatTaken | e.SeatFreed | e.RoleAssigned | e.RoleHandedOver) -> None:
        """Follow a change."""
        if isinstance(event, e.SeatTaken):
            self.seated[event.seat] = event.person
        elif isinstance(event, e.SeatFreed):
            self.seated.pop(event.seat, None)
        else:
            self.roles[event.seat] = event.holder


class Commanded(Protocol):
    """What tells who commands: a `Command`, or an `Incident`."""

    @property
    def roles(self) -> Mapping[Seat, str]:
        """Who was named for which role."""

    @property
    def seated(self) -> Mapping[Seat, str]:
        """Who sits at which seat."""


def commander(team: Commanded) -> str:
    """The player who was named Incident Commander, else whoever sits there; empty = nobody."""
    named = team.roles.get(Seat.IC, "")
    return named if named in team.seated.values() else team.seated.get(Seat.IC, "")


def commands(team: Commanded, seat: Seat | None, person: str) -> bool:
    """Whether somebody in a seat commands; while nobody does, the Incident Commander's seat stands for it."""
    who = commander(team)
    return seat is not None and (who == person if who else seat is Seat.IC)


def reaches(team: Commanded, seat: Seat | None, person: str, message: e.MessageArrived) -> bool:
    """For everybody, for this seat, or for whoever commands: their mail, and that of a seat where nobody sits."""
    own = seat is not None and seat is not Seat.IC and message.seat == seat.value
    commanders = message.seat == Seat.IC.value or message.seat not in {one.value for one in team.seated}
    return is_public(message) or own or (commanders and commands(team, seat, person))


def hand_on(incident: Incident, seat: Seat | None, person: str) -> None:
    """Take from a seat's incident the mail that waits for somebody else since command has changed."""
    for name, message in list(incident.messages.items()):
        if message.answered_s is None and not reaches(incident, seat, person, message.event):
            del incident.messages[name]


def is_public(message: e.MessageArrived) -> bool:
    """Whether a message is for the whole war room."""
    return message.credible_signal or message.medium in PUBLIC_MEDIA
