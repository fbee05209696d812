"""One team's drill on a host: its single writer, its clock, and the lines that wait for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from simulator.catch_up import catch_up
from simulator.commands import ChangePace, Command, NoteAbsence
from simulator.drill import Drill, Kit
from simulator.events import CommandRefused, DrillEnded
from simulator.interventions import Intervention
from simulator.journal import Chain, Entry, Header, Journal, decode
from simulator.vocabulary import SKIP_MULTIPLIER, Seat
from tui.due import needs
from tui.heed import needs_me
from tui.pace import Pace, speed_left
from tui.phase import shown_phase
from tui.rooms.injects import slip_of
from tui.rooms.seat_view import Line, ready
from tui.session import SKIP_STEP_S, stop_s
from tui.store.rowbook import Batch, Lease

HOST = "host"
"""Who the host's own inputs are from."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a command."""

    n: int = 0
    """The journal line that stands for it; 0 = none."""
    refused: CommandRefused | None = None
    again: bool = False


class Room:
    """A drill, its pace and its place in the store."""

    def __init__(self, drill: Drill, lease: Lease, *, team: int, salt: str, now: Callable[[], float]) -> None:
        """Use `open_new` or `take_up` instead."""
        self.drill, self.lease, self.team, self.salt = drill, lease, team, salt
        self.lost = False
        """True once another host has the drill: nothing is written or answered any more."""
        self.durable = 0
        """How many entries are on the disk."""
        self.pace = Pace(now, at_s=drill.at_s, speed=speed_left(drill.entries), paused=True)
        self._chain = Chain(drill.header)
        self.taken = 0
        """How many entries have been handed to the store."""
        self.lines: list[Line] = []
        """What may be told of the entries on the disk."""
        self.waits = False
        """True from a takeover until somebody is here: the clock stands, whatever pace the journal has."""
        self._done: dict[tuple[str, str], int] = {}
        self._indexed = 0
        self._waiting: list[tuple[int, asyncio.Future[bool]]] = []

    @classmethod
    def open_new(
        cls, header: Header, kit: Kit, lease: Lease, *, team: int, salt: str, now: Callable[[], float]
    ) -> Room:
        """A drill at second 0 that waits for the facilitator's start; only its header is in the store."""
        room = cls(Drill(header, kit), lease, team=team, salt=salt, now=now)
        room.give(ChangePace(multiplier=0), who=HOST, seat=None, command_id="opened")
        return room

    @classmethod
    def take_up(cls, raw: bytes, kit: Kit, lease: Lease, *, team: int, salt: str, now: Callable[[], float]) -> Room:
        """A drill continued from the end of its journal; time away is written down and costs nobody anything.

        Raises:
            JournalError: the journal is broken, or was made by other content.
        """
        journal = decode(raw, name=lease.drill)
        drill, _ = catch_up(journal, kit)
        room = cls(drill, lease, team=team, salt=salt, now=now)
        room.durable = room.taken = len(journal.entries)
        room.lines = ready(journal.entries)
        room._chain.head = journal.head
        if not drill.over:
            if drill.incident.multiplier:
                room.pace.change(drill.incident.multiplier)
            room.give(
                NoteAbsence(wall_s=lease.away_ms // 1_000), who=HOST, seat=None, command_id=f"taken-over-{lease.epoch}"
            )
        return room

    # --- time -----------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Bring the world to the second that it is now."""
        if self.lost or self.drill.over or self.waits:
            return
        at_s = self.pace.at_s()
        absent_s = self.pace.take_absence_s()
        if absent_s:
            absence = NoteAbsence(wall_s=absent_s)
            self.give(absence, who=HOST, seat=None, command_id=f"stood-{len(self.drill.entries)}")
        self.drill.advance_to(at_s)
        self._stand_still_when_over()

    def _stand_still_when_over(self) -> None:
        if self.drill.over:
            self.pace.change(0)

    def set_pace(self, multiplier: int, *, who: str, command_id: str) -> Answered:
        """Change the speed (0 pauses); the journal records it."""
        self.tick()
        known = (who, command_id) in self._index()
        answered = self.give(ChangePace(multiplier=multiplier), who=who, seat=None, command_id=command_id)
        if answered.refused is None and not known and not self.drill.over and not self.waits:
            self.pace.change(multiplier)
        return answered

    def wait_for_people(self) -> None:
        """Stop the clock until `people_are_here`: those who were here lost their host and could not see the drill."""
        if not self.drill.over and not self.pace.paused:
            self.pace.change(0)
            self.waits = True

    def people_are_here(self) -> None:
        """Go on at the journal's pace; nobody looked at the clock meanwhile, so the next tick notes how long."""
        if self.waits:
            self.waits = False
            self.pace.change(self.drill.incident.multiplier)

    def skip(self, *, who: str, command_id: str) -> Answered:
        """Run on until something needs the team; every seat's clock jumps with the drill's."""
        before = self.pace.multiplier
        self.tick()
        answered = self.give(ChangePace(multiplier=SKIP_MULTIPLIER), who=who, seat=None, command_id=command_id)
        if answered.again or answered.refused is not None:
            return answered
        self._run_on()
        self.pace.jump_to(self.drill.at_s)
        self.give(ChangePace(multiplier=before), who=who, seat=None, command_id=f"{command_id}.end")
        return answered

    def _run_on(self) -> None:
        drill = self.drill
        start_s = drill.at_s
        while not drill.over:
            entries = drill.advance_to(drill.at_s + SKIP_STEP_S)
            coming = needs(drill.incident, drill.scenario, drill.runbook, start_s)
            due = any((at_s := stop_s(need, start_s)) is not None and at_s <= drill.at_s for need in coming)
            if due or any(needs_me(entry) for entry in entries):
                return

    # --- commands -------------------------------------------------------------------------------------------

    def give(self, command: Command | Intervention, *, who: str, seat: Seat | None, command_id: str) -> Answered:
        """Apply a command at the second that it is now; it is safe once `wait_durable` says so."""
        known = self._index().get((who, command_id))
        if known is not None:
            event = self.drill.entries[known - 1].event
            return Answered(known, event if isinstance(event, CommandRefused) else None, again=True)
        if not self.drill.over and (senseless := slip_of(command, self.drill)) is not None:
            return Answered(refused=senseless)
        if not self.drill.over and not self.pace.paused:
            self.drill.advance_to(self.pace.at_s())
        outcome = self.drill.submit(command, who=who, seat=seat, command_id=command_id)
        self._stand_still_when_over()
        if not outcome.entries and outcome.refused is None:
            return Answered(refused=CommandRefused(command=command, reason="The drill is over.", remedy="Read on."))
        return Answered(outcome.entries[0].n if outcome.entries else 0, outcome.refused)

    def _index(self) -> dict[tuple[str, str], int]:
        """Journal lines by sender and command id, grown as the journal grows."""
        for entry in self.drill.entries[self._indexed :]:
            if entry.command_id:
                self._done[entry.who, entry.command_id] = entry.n
        self._indexed = len(self.drill.entries)
        return self._done

    # --- the disk -------------------------------------------------------------------------------------------

    @property
    def dirty(self) -> bool:
        """True while lines wait for the disk."""
        return not self.lost and self.taken < len(self.drill.entries)

    def collect(self) -> Batch:
        """The lines that wait, ready for the store; they are asked for once."""
        entries = self.drill.entries[self.taken :]
        lines = [self._chain.line(entry) for entry in entries]
        first = self.taken + 1
        self.taken += len(entries)
        if entries and isinstance(entries[-1].event, DrillEnded):
            lines.append(self._chain.seal(self.taken))
        return Batch(self.lease, first, tuple(lines))

    def settle(self) -> list[Line]:
        """What was collected is on the disk: returns what may be told now; who waits goes on after that."""
        fresh = ready(self.drill.entries[self.durable : self.taken])
        self.lines += fresh
        self.durable = self.taken
        answered = [future for count, future in self._waiting if count <= self.durable]
        self._waiting = [(count, future) for count, future in self._waiting if count > self.durable]
        for future in answered:
            if not future.done():
                future.set_result(True)
        return fresh

    def lose(self) -> None:
        """Another host has the drill, or the store is gone: nobody who waits gets an answer from here."""
        self.lost = True
        for _, future in self._waiting:
            if not future.done():
                future.set_result(False)
        self._waiting = []

    async def wait_durable(self) -> bool:
        """Return when all that has happened so far is on the disk; False when this host lost the drill."""
        count = len(self.drill.entries)
        if self.lost or count <= self.durable:
            return not self.lost
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((count, future))
        return await future

    # --- what may be said about it --------------------------------------------------------------------------

    @property
    def shown(self) -> list[Entry]:
        """Every entry that is on the disk."""
        return self.drill.entries[: self.durable]

    def sealed_head(self) -> str:
        """The journal's head, hidden behind the salt: it gives nothing away, and later proves what stood here."""
        return seal_head(self.salt, self._chain.head)

    def journal(self) -> Journal:
        """What is on the disk, as a value for the judge."""
        return Journal(self.drill.header, tuple(self.shown), "", self.drill.over)


def seal_head(salt: str, head: str) -> str:
    """What a client keeps of a head."""
    return sha256(f"{salt}:{head}".encode()).hexdigest()


def heads_of(raw: bytes, salt: str) -> frozenset[str]:
    """Every sealed head that a journal can prove; a client looks its own up in it."""
    return frozenset(seal_head(salt, sha256(line).hexdigest()) for line in raw.splitlines())


def board_row(room: Room) -> dict[str, Any]:
    """One team at a glance; for facilitators alone."""
    drill = room.drill
    incident = drill.incident
    waiting = needs(incident, drill.scenario, drill.runbook, drill.at_s)
    moods = [account.sentiment_milli for account in incident.accounts.values()]
    return {
        "team": room.team, "at_s": drill.at_s, "multiplier": room.pace.multiplier, "over": drill.over,
        "phase": shown_phase(incident, drill.scenario).value, "declared": incident.declared,
        "severity": incident.record.severity.value if incident.record.severity else "",
        "overdue": [need.text for need in waiting if need.due_s < drill.at_s],
        "next_due_s": waiting[0].due_s if waiting else None,
        "sentiment_worst_milli": min(moods, default=0), "sentiment_mean_milli": sum(moods) // max(1, len(moods)),
        "unanswered": sum(m.event.asks and m.answered_s is None for m in incident.messages.values()),
        "seats": {seat.value: person for seat, person in incident.seated.items()}, "here": not room.lost,
        "bots": {seat.value: incident.people[who].name for seat, who in incident.roles.items()
                 if seat not in incident.seated and who in drill.scenario.cast and who in incident.people},
    }  # fmt: skip
