"""What a guest may ask of the host, message by message; every answer that is no error is durable before it is given."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import structs

from simulator.commands import AssignRole, RecordConfirmation, Reply
from simulator.interventions import FreeSeat, Intervention, TakeSeat
from simulator.vocabulary import Seat
from tui.rooms import protocol as p
from tui.rooms.door import Refusal, room_of
from tui.rooms.guest import Guest
from tui.rooms.host import Host
from tui.rooms.injects import injects_of
from tui.rooms.parts import parts_of
from tui.rooms.past import order_words
from tui.rooms.remarks import slip_of
from tui.rooms.right import may, who_may
from tui.rooms.room import Answered, Room
from tui.rooms.seat_view import SeatView, Telling
from tui.store.remark import Annotation

if TYPE_CHECKING:
    from simulator.drill import Drill

LOG = logging.getLogger("warroom.rooms")
SAY_LENGTH = 4_000
PAGE_LINES = 200


async def receive(host: Host, guest: Guest, question: p.Question) -> None:
    """Answer one message.

    Raises:
        Refusal: it was not taken.
    """
    if isinstance(question, p.Hello):
        raise Refusal("out_of_order", "You are known already; hello comes once, and first.")
    name = getattr(question, "id", "x")
    if not 0 < len(name) <= p.ID_LENGTH or not name.isprintable():
        raise Refusal("bad_id", f"An id has 1 to {p.ID_LENGTH} printable characters.")
    await _ANSWERS[type(question)](host, guest, question)


async def _act(host: Host, guest: Guest, act: p.Act) -> None:
    if guest.kind != "player" or guest.seat is None:
        raise Refusal("not_a_player", "Observers and facilitators give no commands; a seat's code lets one play.")
    if act.seat and act.seat != guest.seat.value:
        raise Refusal("foreign_seat", f"You sit at {guest.seat.title}; nobody acts for another seat.")
    room = room_of(host, guest.team)
    incident = room.drill.incident
    if incident.seated.get(guest.seat) != guest.person and not room.drill.over:
        raise Refusal("no_seat", "Your seat was freed; ask the facilitator.")
    if not may(incident, guest.person, guest.seat, act.command):
        raise Refusal("not_yours", f"That is for {who_may(act.command, guest.seat)}.")
    if isinstance(act.command, Reply | RecordConfirmation) and not guest.view.has_message(act.command.message):
        raise Refusal("not_yours", "No such message has come to your seat; give the id of one that has.")
    answered = room.give(act.command, who=guest.person, seat=guest.seat, command_id=act.id)
    await _answer(host, guest, room, act.id, answered)


async def _answer(host: Host, guest: Guest, room: Room, name: str, answered: Answered) -> None:
    """Tell the result of a command, once it is on the disk."""
    host.dirty.set()
    if not await room.wait_durable():
        raise Refusal("not_here", "This drill goes on at another host; ask there, with the same id.")
    refused = answered.refused
    guest.tell(
        p.Done(
            id=name,
            n=guest.view.number_of(answered.n),
            refused=refused.reason if refused else "",
            remedy=refused.remedy if refused else "",
            again=answered.again,
        )
    )


def _need_facilitator(guest: Guest) -> None:
    if guest.kind != "facilitator":
        raise Refusal("not_a_facilitator", "That is the facilitator's. Ask them with a `say`.")


def _is_own_clock(host: Host, guest: Guest, steer: p.Steer) -> bool:
    """Somebody who plays alone controls their own clock, and nothing else that facilitators control."""
    clock = steer.pace is not None or steer.skip
    own = guest.kind == "player" and steer.team == guest.team and not (steer.finish or steer.bot or steer.intervention)
    return host.homework is not None and own and clock


async def _steer(host: Host, guest: Guest, steer: p.Steer) -> None:
    if not _is_own_clock(host, guest, steer):
        _need_facilitator(guest)
    wishes = (steer.intervention is not None, steer.pace is not None, steer.skip, steer.finish, bool(steer.bot))
    if sum(wishes) != 1:
        raise Refusal("malformed", "Exactly one of intervention, pace, skip, finish or bot.")
    if isinstance(steer.intervention, TakeSeat):
        seated = structs.replace(steer.intervention, person=_player(host, steer.intervention.person))
        steer = structs.replace(steer, intervention=seated)
    rooms = [room_of(host, steer.team)] if steer.team else [room for room in host.rooms.values() if not room.lost]
    answers = [_steer_one(room, guest, steer) for room in rooms]
    host.dirty.set()
    for room in rooms:
        if not await room.wait_durable():
            raise Refusal("not_here", "A drill went to another host; ask again with the same id.")
    refused = next((answer.refused for answer in answers if answer.refused is not None), None)
    again = bool(answers) and all(answer.again for answer in answers)
    reason, remedy = (refused.reason, refused.remedy) if refused else ("", "")
    await _follow_seats(host, steer.intervention, rooms, refused=bool(refused))
    guest.tell(p.Done(id=steer.id, refused=reason, remedy=remedy, again=again))
    _pass_on(host, guest, steer.team, zip(rooms, answers, strict=True))
    host.boards_changed()


def _pass_on(host: Host, guest: Guest, team: int, done: Iterable[tuple[Room, Answered]]) -> None:
    """The other facilitators hear of an order, once for all the teams that it went to."""
    for room, answer in done:
        if guest.kind == "facilitator" and answer.n and answer.refused is None and not answer.again:
            entry = room.drill.entries[answer.n - 1]
            words = order_words(entry, room.drill)
            line = {"at_s": entry.at_s, "team": team, "by": guest.name, "text": words, "said": False}
            for other in host.guests.facilitators:
                if other is not guest:
                    other.tell(p.Past(lines=[line], live=True))
            return


def _player(host: Host, word: str) -> str:
    """The id of somebody who has joined to play, by that or by a name that one person has.

    Raises:
        Refusal: nobody, or several.
    """
    watches = {guest.person for guest in host.guests if guest.kind != "player"}
    joined = {person: name for person, name in host.names.items() if person not in watches}
    found = [person for person, name in joined.items() if word in (person, name)]
    if len(found) != 1:
        known = ", ".join(f"{name} ({person})" for person, name in joined.items()) or "nobody yet"
        slip = "Several people have that name" if found else f"No {word!r} has joined with a player's code"
        raise Refusal("no_such_person", f"{slip}. Give a name or an id: {known}.")
    return found[0]


def _steer_one(room: Room, guest: Guest, steer: p.Steer) -> Answered:
    who, name = guest.person, steer.id
    if steer.pace is not None:
        return room.set_pace(steer.pace, who=who, command_id=name)
    if steer.skip:
        return room.skip(who=who, command_id=name)
    if steer.finish:
        from simulator.commands import FinishDrill

        return room.give(FinishDrill(), who=who, seat=None, command_id=name)
    if steer.bot:
        return room.give(_bot_for(room, steer.bot), who=who, seat=None, command_id=name)
    assert steer.intervention is not None  # noqa: S101  # the caller counted
    if isinstance(steer.intervention, TakeSeat):
        _stand_up(room, steer.intervention, who, name)
    return room.give(steer.intervention, who=who, seat=None, command_id=name)


def _stand_up(room: Room, taken: TakeSeat, who: str, name: str) -> None:
    """Somebody who is given a free seat leaves the one that they hold; when it is taken, they keep theirs."""
    seated = room.drill.incident.seated
    held = next((seat for seat, person in seated.items() if person == taken.person), None)
    if held is not None and taken.seat not in seated:
        room.give(FreeSeat(seat=held), who=who, seat=None, command_id=f"{name}.free")


def _bot_for(room: Room, name: str) -> AssignRole:
    """A role for the member of the cast who is trained for it: a bot drafts and reports in it.

    Raises:
        Refusal: no such seat, somebody sits there, or nobody of the cast can hold it.
    """
    if name not in set(Seat):
        raise Refusal("no_such_seat", f"Seats: {', '.join(Seat)}.")
    seat, incident = Seat(name), room.drill.incident
    if seat in incident.seated:
        raise Refusal("seat_taken", f"{seat.title} is taken by a person; free it first.")
    person = next((person.id for person in incident.people.values() if seat.value in person.seats), "")
    if not person:
        raise Refusal("no_bot", f"Nobody of this scenario's cast can hold {seat.title}.")
    return AssignRole(seat=seat, holder=person)


async def _follow_seats(host: Host, done: Intervention | None, rooms: list[Room], *, refused: bool) -> None:
    """After a seat was given or freed: its people see it, and their tokens open what they now hold."""
    if refused or not isinstance(done, TakeSeat | FreeSeat):
        return
    for room in rooms:
        if isinstance(done, TakeSeat):
            await asyncio.to_thread(host.register.reseat, done.person, done.seat)
        seated = set(room.drill.incident.seated.values())
        for guest in host.guests:
            moved = isinstance(done, TakeSeat) and guest.person == done.person and guest.seat is not done.seat
            gone = guest.kind == "player" and guest.team == room.team and guest.person not in seated
            if moved or gone:
                guest.tell(p.Error(code="reseated", text="Your seat has changed; come back to take it."))
                guest.dismiss()
        host.tell_people(room.team)


async def _remark(host: Host, guest: Guest, remark: p.Remark) -> None:
    if guest.kind == "player" or (guest.kind == "observer" and remark.kind != "note"):
        raise Refusal("not_yours", "Notes are for observers and facilitators, ratings for facilitators.")
    if guest.kind == "observer" and remark.team != guest.team:
        raise Refusal("not_yours", "You observe another team.")
    room = room_of(host, remark.team)
    if slip := slip_of(remark, room.drill.scenario, room.drill.runbook, room.durable):
        raise Refusal("malformed", slip)
    fields = {name: getattr(remark, name) for name in remark.__struct_fields__ if name != "team"}
    made = Annotation(by=guest.person, at_s=room.drill.at_s, **fields)
    kept = await asyncio.to_thread(host.remarks.add, room.lease.drill, made)
    guest.tell(p.Remarked(id=remark.id, n=kept.n))


async def _say(host: Host, guest: Guest, said: p.Say) -> None:
    if not 0 < len(said.text.strip()) <= SAY_LENGTH:
        raise Refusal("malformed", f"Say something, in at most {SAY_LENGTH} characters.")
    if guest.kind == "facilitator" and said.team:
        room_of(host, said.team)  # nobody would hear it elsewhere
    host.say(guest, said.text, said.team)


async def _look(host: Host, guest: Guest, look: p.Look) -> None:
    _need_facilitator(guest)
    if not look.team:
        guest.tell(host.board())
        return
    room = room_of(host, look.team)
    if not look.seat:
        guest.tell(await _msel(host, room))
        return
    if look.seat not in set(Seat):
        raise Refusal("no_such_seat", f"Seats: {', '.join(Seat)}.")
    seat = Seat(look.seat)
    view = SeatView(seat, room.drill.incident.seated.get(seat, ""))
    events = msgspec.json.decode(p.write(Telling(view.take(room.lines))))["events"]
    guest.tell(p.Seen(team=look.team, seat=look.seat, events=events, lines=view.lines))


async def _msel(host: Host, room: Room) -> p.Msel:
    """A team's injects, what it is rated on, and what was remarked."""
    kept = await asyncio.to_thread(host.remarks.read, room.lease.drill)
    shown = ("n", "kind", "at_s", "text", "event", "seat", "criterion", "objective", "rating", "value_permille")
    remarks = [{"by": host.names.get(one.by, one.by), **{name: getattr(one, name) for name in shown}} for one in kept]
    objectives = {name: objective.title for name, objective in room.drill.scenario.objectives.items()}
    cast, injects = _cast(room.drill), injects_of(room.drill)
    return p.Msel(team=room.team, injects=injects, objectives=objectives, cast=cast, remarks=remarks)


def _cast(drill: Drill) -> dict[str, str]:
    """Who can write, in words: name and title, and the company of a customer's people."""
    incident = drill.incident
    companies = {account: f", {state.name}" for account, state in incident.accounts.items()}
    return {
        name: f"{incident.people[name].name}, {member.title}{companies.get(member.organisation, '')}"
        for name, member in drill.scenario.cast.items()
        if name in incident.people
    }


async def _disclose(host: Host, guest: Guest, disclose: p.Disclose) -> None:
    _need_facilitator(guest)
    if running := [str(team) for team, room in sorted(host.rooms.items()) if not room.drill.over]:
        still = f"team{'s' * (len(running) > 1)} {', '.join(running)}"
        host.say(guest, f"The journals are open, with truth and score, while the drill of {still} still runs.", 0)
    await host.disclose()


async def _debrief(host: Host, guest: Guest, debrief: p.Debrief) -> None:
    if guest.kind != "facilitator" and not host.open_to(guest):
        raise Refusal("not_open", "The journal opens when every team has ended, or when the facilitator says so.")
    room = room_of(host, debrief.team if guest.kind == "facilitator" else guest.team)
    raw = await asyncio.to_thread(host.book.read, room.lease.drill)
    card, people = await asyncio.to_thread(_judged, host, room)
    lines = raw.decode().splitlines()
    for first in range(0, len(lines), PAGE_LINES):
        guest.tell(p.Page(lines=lines[first : first + PAGE_LINES], last=False))
    guest.tell(p.Page(lines=[], last=True, salt=room.salt, scorecard=card, people=people))


def _judged(host: Host, room: Room) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The team's scorecard, and for each of its people the criteria that their own lines decided."""
    from scoring import judge

    journal = room.journal()
    card = judge(journal, host.content.scenario.model, host.content.runbook.model).to_json()
    return card, parts_of(card, journal.entries, room.drill.incident.team)


async def _leave(host: Host, guest: Guest, leave: p.Leave) -> None:
    if guest.kind == "player" and guest.seat is not None:
        room = room_of(host, guest.team)
        if room.drill.incident.seated.get(guest.seat) == guest.person:
            free = FreeSeat(seat=guest.seat)
            room.give(free, who=guest.person, seat=None, command_id=f"leave-{len(room.drill.entries)}")
            host.dirty.set()
            await room.wait_durable()
        await asyncio.to_thread(host.register.dismiss, guest.person)
    guest.dismiss()


_ANSWERS: dict[type, Callable[[Host, Guest, Any], Awaitable[None]]] = {
    p.Act: _act, p.Steer: _steer, p.Remark: _remark, p.Say: _say, p.Look: _look, p.Disclose: _disclose,
    p.Debrief: _debrief, p.Leave: _leave,
}  # fmt: skip
