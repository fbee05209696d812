"""The door of a host: who comes with a code or a token, which seat they get, and what they are told first."""

from __future__ import annotations

import asyncio
import re

from simulator.events import SeatTaken
from simulator.interventions import TakeSeat
from simulator.journal import ENGINE
from simulator.vocabulary import Seat
from tui.rooms import protocol as p
from tui.rooms.guest import Bucket, Guest, Wire
from tui.rooms.host import Host
from tui.rooms.open_scenario import open_parts
from tui.rooms.room import Room
from tui.store.register import Pass

NAME_LENGTH = 60
OWN_TOKEN = re.compile(r"[A-Za-z0-9_-]{22,128}")
"""A token that a client made: at least 128 bits, as base64 writes them."""


class Refusal(Exception):  # noqa: N818 - an answer, not a fault
    """A message that is not taken."""

    def __init__(self, code: str, text: str) -> None:
        """Keep the code for programs and the words for people."""
        super().__init__(text)
        self.code = code


def other_version() -> Refusal:
    """What a client of another version is told, whether or not its hello can be read."""
    return Refusal("version", f"This host speaks version {p.VERSION} of the protocol.")


async def admit(host: Host, hello: p.Hello, wire: Wire, address: str) -> tuple[Guest, str]:
    """Check a pass, seat a player, and make a guest; returns the guest and a token when a code was used.

    Raises:
        Refusal: wrong version, no such pass or one for another program, too many tries, the seat is taken, or its drill
            is elsewhere. Then nothing has changed.
    """
    if hello.version != p.VERSION:
        raise other_version()
    async with host.door:
        found = await _pass_of(host, hello, address)
        if hello.kinds and found.kind not in hello.kinds:
            raise Refusal("wrong_kind", f"That code is for {'an' if found.kind == 'observer' else 'a'} {found.kind}.")
        token, person = "", found.person or ""
        name = " ".join(hello.name.split())[:NAME_LENGTH]
        if found.team is not None:
            room_of(host, found.team)
        if not person:
            _check_free(host, found.team, found.seat)
            name = name or (found.seat.title if found.seat else found.kind)
            person, token = await asyncio.to_thread(host.register.admit, found, name, token=_own(hello.token))
            host.names[person] = name
        elif name and name != host.names.get(person):
            await asyncio.to_thread(host.register.rename, person, name)
            host.names[person] = name
    guest = Guest(
        wire, kind=found.kind, team=found.team or 0, seat=found.seat, person=person,
        name=host.names.get(person, person), bucket=Bucket(host.now),
    )  # fmt: skip
    if not token:
        _check_held(host, guest)
    await _sit(host, guest)
    return guest, token


async def _pass_of(host: Host, hello: p.Hello, address: str) -> Pass:
    """What somebody may do: what their token opens, else what their code does.

    Raises:
        Refusal: neither opens anything here.
    """
    known = await asyncio.to_thread(host.register.find_pass, hello.token) if hello.token else None
    found = known or (await asyncio.to_thread(host.register.find_pass, hello.code) if hello.code else None)
    if found is None or found.exercise != host.exercise.id or (known is None) == (found.person is not None):
        if host.tries.blocked(address):  # only now: others at the same address have right ones, which nobody guesses
            raise Refusal("too_many_tries", "That opens nothing here, and too many did not: wait a minute.")
        host.tries.note(address)
        raise Refusal("no_such_pass", "That code or token opens nothing here. Ask the facilitator for a seat's code.")
    return found


def _own(token: str) -> str:
    """The token that somebody brought beside a code, so that an answer that gets lost locks nobody out.

    Raises:
        Refusal: others could guess it.
    """
    if token and not OWN_TOKEN.fullmatch(token):
        raise Refusal("weak_token", "A token of your own has 22 to 128 letters, digits, - or _, drawn at random.")
    return token


def _check_free(host: Host, team: int | None, seat: Seat | None) -> None:
    if seat is not None and team is not None and seat in room_of(host, team).drill.incident.seated:
        raise Refusal("seat_taken", f"{seat.title} is taken; its holder or the facilitator can free it.")


def _check_held(host: Host, guest: Guest) -> None:
    """Whoever comes back must still hold their seat: one that was freed is not taken again by a client that stayed.

    Somebody whose host died before they sat down has no seat yet, and takes it now.
    """
    if guest.kind == "player" and guest.seat is not None:
        drill = room_of(host, guest.team).drill
        if drill.incident.seated.get(guest.seat) == guest.person or drill.over:
            return
        if any(isinstance(entry.event, SeatTaken) and entry.event.person == guest.person for entry in drill.entries):
            raise Refusal("no_seat", f"{guest.seat.title} was freed or given to somebody else.")


async def _sit(host: Host, guest: Guest) -> None:
    """Write down that a player sits at their seat; somebody who comes back finds it still theirs."""
    if guest.kind != "player" or guest.seat is None:
        return
    room = room_of(host, guest.team)
    holder = room.drill.incident.seated.get(guest.seat)
    if holder == guest.person or room.drill.over:
        return
    number = len(room.drill.entries)
    answered = room.give(
        TakeSeat(seat=guest.seat, person=guest.person),
        who="host",
        seat=None,
        command_id=f"seat-{guest.person}-{number}",
    )
    host.dirty.set()
    if not await room.wait_durable():
        raise Refusal("not_here", "Another host has this drill now; come back in a moment.")
    if answered.refused is not None:
        raise Refusal("seat_taken", f"{answered.refused.reason} {answered.refused.remedy}")


def room_of(host: Host, team: int) -> Room:
    """The room of a team, where this host has it.

    Raises:
        Refusal: another host has it, or there is no such team.
    """
    room = host.rooms.get(team)
    if room is None or room.lost:
        if 1 <= team <= host.teams:
            raise Refusal("not_here", "Another host has this drill now; come back in a moment.")
        raise Refusal("no_such_team", f"Teams are numbered 1 to {host.teams}.")
    return room


def greet(host: Host, guest: Guest, token: str, since: int) -> None:
    """The first answer: what is open about the scenario, and all that has happened, or what came after `since`."""
    host.came(guest)
    room = host.rooms.get(guest.team)
    scenario, runbook = host.content.scenario.model, host.content.runbook
    guest.tell(
        p.Welcome(
            version=p.VERSION, engine=ENGINE, kind=guest.kind, exercise=host.exercise.id, teams=host.teams,
            team=guest.team, seat=guest.seat.value if guest.seat else "", person=guest.person, token=token,
            name=guest.name, mode="exercise", scenario=open_parts(scenario), runbook=runbook.model.id,
            runbook_digest=runbook.digest, at_s=room.drill.at_s if room else 0,
            multiplier=room.pace.multiplier if room else 0,
            over=bool(room and room.drill.over), alone=host.homework is not None,
        )
    )  # fmt: skip
    if room is not None:
        host.show(guest, guest.view.take(room.lines)[max(0, since) :], room.sealed_head())
    host.guests.add(guest)
    if room is not None:
        host.tell_people(guest.team)
    if guest.kind == "facilitator":
        guest.tell(host.board())
        guest.tell(host.memory.past(host.rooms.values(), host.names))
    if host.open_to(guest):
        guest.tell(p.Open())
