"""The host of an exercise: its rooms, its guests, and the one loop that makes things durable before they are told."""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from simulator.commands import FinishDrill
from simulator.errors import JournalError
from simulator.journal import decode
from simulator.vocabulary import Mode
from tui.rooms.guest import Crowd, Guest, Tries
from tui.rooms.homework import Homework
from tui.rooms.past import Memory
from tui.rooms.protocol import Board, Clock, Open, People, Said, Told, write
from tui.rooms.room import HOST, Room, board_row
from tui.rooms.seat_view import Shown, Telling
from tui.rooms.tally import Tally
from tui.store.annotation import Annotations
from tui.store.database import Database, StoreError
from tui.store.register import Exercise, Register
from tui.store.rowbook import LEASE_MS, Rowbook
from tui.trust import check_goes_on

if TYPE_CHECKING:
    from tui.library import Content

LOG = logging.getLogger("warroom.rooms")
TICK_S = 0.1
CLOCK_EVERY_S = 1.0
TAKE_OVER_EVERY_S = 0.5
GATHER_TURNS = 3
"""What has arrived at once is read within so many turns of the loop."""
ANEW = "Finish it with the version that began it, or begin a new one: warroom host SCENARIO."
STORE_PATIENCE_S = 60.0
"""A database that restarts is waited for this long; then the host ends and says why."""


class Host:
    """One process that serves an exercise; several may share a store, each drill has one of them as its writer."""

    def __init__(
        self,
        database: Database,
        exercise: Exercise,
        content: Content,
        *,
        name: str,
        now: Callable[[], float] = time.monotonic,
        lease_ms: int = LEASE_MS,
        homework: Homework | None = None,
        pace: int = 0,
    ) -> None:
        """Serve an exercise of a store.

        Args:
            database: The store.
            exercise: Which one.
            content: Scenario and runbook that its drills are made of.
            name: This host's own id.
            now: Monotonic seconds.
            lease_ms: How long this host may be silent before another may take over.
            homework: The window, when each drill is one trainee's own.
            pace: Of each drill that this host takes up for the first time; 0 = the one that it had.
        """
        self.database, self.exercise, self.content, self.name, self.now = database, exercise, content, name, now
        self.homework, self.pace = homework, pace
        self.register, self.remarks = Register(database), Annotations(database)
        self.book = Rowbook(database, lease_ms=lease_ms)
        self.rooms: dict[int, Room] = {}
        self.guests, self.tries = Crowd(), Tries(now)
        self._tally = Tally(content, now)
        self.disclosed = exercise.disclosed
        self.names = self.register.names(exercise.id)
        self.memory = Memory()
        self.teams = 0
        self.dirty = asyncio.Event()
        self.door = asyncio.Lock()
        """One after the other: a code seats one person, also when their hello comes twice."""
        self.stopped = asyncio.Event()
        self._clocks: dict[int, tuple[int, int]] = {}
        self._boards_told_s = 0.0
        self.left_alone: dict[str, str] = {}
        """Drills that cannot be taken up here, each with what can be done."""
        self._storeless_since_s = now()

    # --- opening --------------------------------------------------------------------------------------------

    def open_drills(self, teams: int) -> None:
        """Begin a drill for each team, all with the exercise's seed."""
        from tui.library import header_for

        for team in range(1, teams + 1):
            drill = f"{self.exercise.id}-t{team}"
            base = header_for(self.content, drill=drill, seed=self.exercise.seed, mode=Mode.EXERCISE)
            header = msgspec.structs.replace(base, player=f"team-{team}")
            lease = self.book.create(header, exercise=self.exercise.id, team=team, holder=self.name)
            salt = self.register.drills(self.exercise.id)[-1].salt
            self.rooms[team] = Room.open_new(header, self.content.kit, lease, team=team, salt=salt, now=self.now)
        self.teams = teams

    def take_over_free(self) -> dict[int, Room]:
        """Take up every drill of the exercise that no host holds; returns them by team, not yet served.

        One that cannot be replayed here is given back for another host, said once, and left.

        Raises:
            StoreError: the store does not answer.
        """
        drills = self.register.drills(self.exercise.id)
        self.teams = len(drills)
        taken: dict[int, Room] = {}
        for ref in drills:
            if ref.id in self.left_alone or (ref.team in self.rooms and not self.rooms[ref.team].lost):
                continue
            lease = self.book.take_over(ref.id, self.name)
            if lease is None:
                continue
            try:
                raw, kit = self.book.read(ref.id), self.content.kit
                check_goes_on(decode(raw, name=ref.id).header, self.content, name=f"team {ref.team}", hint=ANEW)
                taken[ref.team] = Room.take_up(raw, kit, lease, team=ref.team, salt=ref.salt, now=self.now)
                self.stand_still(taken[ref.team])
                taken[ref.team].wait_for_people()
                if self.pace and ref.team not in self.rooms:
                    taken[ref.team].set_pace(self.pace, who=HOST, command_id=f"start-{lease.epoch}")
            except JournalError as error:
                self.book.release([lease])
                self.left_alone[ref.id] = error.hint or ""
                self._say(f"{ref.id} cannot be taken up here: {error}. {error.hint}".rstrip())
        return taken

    # --- the loops ------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Tick, commit and watch until stopped; a store that does not come back ends it.

        Raises:
            StoreError: the store is gone; what was acknowledged is in it.
        """
        loops = [asyncio.create_task(loop()) for loop in (self._tick, self._commit, self._watch, self._judge)]
        stop = asyncio.create_task(self.stopped.wait())
        await asyncio.wait([*loops, stop], return_when=asyncio.FIRST_COMPLETED)
        for task in (*loops, stop):
            task.cancel()
        results = await asyncio.gather(*loops, return_exceptions=True)
        for room in self.rooms.values():
            room.lose()
        for guest in self.guests:
            guest.dismiss()
        for result in results:
            if isinstance(result, Exception):
                raise result

    def _say(self, words: str) -> None:
        """Something that the person who runs this host should know."""
        LOG.warning(words)
        print(f"warroom: {words}", file=sys.stderr, flush=True)

    async def close(self) -> None:
        """Give the leases back, so that another host need not wait for them to run out."""
        await asyncio.to_thread(self.book.release, [room.lease for room in self.rooms.values()])

    async def _tick(self) -> None:
        told_s = 0.0
        while True:
            self._close_window()
            for room in self.rooms.values():
                room.tick()
                if room.dirty:
                    self.dirty.set()
            each_second = self.now() - told_s >= CLOCK_EVERY_S
            told_s = self.now() if each_second else told_s
            self._tell_clocks(all_of_them=each_second)
            if self.now() - self._boards_told_s >= CLOCK_EVERY_S:
                self.tell_boards()
            await asyncio.sleep(TICK_S)

    async def _judge(self) -> None:
        """Keep the points on the facilitators' board fresh."""
        while True:
            if self.guests.facilitators:
                await self._tally.judge_one(self.rooms.values())
            await asyncio.sleep(TICK_S)

    def _close_window(self) -> None:
        """The time for a homework is over: drills that are still open are judged as they are."""
        if self.homework is not None and self.homework.closed:
            for room in self.rooms.values():
                if not room.lost and not room.drill.over:
                    room.give(FinishDrill(), who=HOST, seat=None, command_id="window-closed")

    def stand_still(self, room: Room) -> None:
        """Nobody is there: the clock of a homework waits."""
        if self.homework is not None and not room.lost and not room.drill.over and not room.pace.paused:
            room.set_pace(0, who=HOST, command_id=f"away-{len(room.drill.entries)}")
            self.dirty.set()

    def came(self, guest: Guest) -> None:
        """A player or a facilitator is here: the clocks that waited for people go on."""
        for room in self.rooms.values():
            if guest.kind == "facilitator" or (guest.kind == "player" and guest.team == room.team):
                room.people_are_here()

    def left(self, guest: Guest) -> None:
        """Somebody has gone; a trainee's clock waits for them."""
        still_here = any(other.person == guest.person for other in self.guests.of(guest.team))
        if guest.kind == "player" and not still_here and guest.team in self.rooms:
            self.stand_still(self.rooms[guest.team])

    def open_to(self, guest: Guest) -> bool:
        """Whether somebody may read their team's whole journal."""
        room = self.rooms.get(guest.team)
        return self.disclosed or (self.homework is not None and room is not None and room.drill.over)

    def _tell_clocks(self, *, all_of_them: bool) -> None:
        """Each second, and at once when the pace has changed; never ahead of what is on the disk."""
        for room in self.rooms.values():
            moment = (room.drill.at_s, room.pace.multiplier)
            before = self._clocks.get(room.team, (-1, -1))
            if moment != before and (all_of_them or moment[1] != before[1]):
                self._clocks[room.team] = moment
                _tell_all(self.guests.of(room.team), Clock(at_s=moment[0], multiplier=moment[1]))

    def boards_changed(self) -> None:
        """A facilitator has changed something: the boards follow with the next tick, once for however many orders."""
        self._boards_told_s = -CLOCK_EVERY_S

    def tell_boards(self) -> None:
        """The board to every facilitator: each second, and when one of them has changed something."""
        self._boards_told_s = self.now()
        facilitators = self.guests.facilitators
        if facilitators:
            _tell_all(facilitators, self.board())

    async def _commit(self) -> None:
        """Group commit: what gathers while the disk works becomes durable together."""
        renew_every_s = self.book.lease_ms / 4_000
        renewed = self.now()
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(renew_every_s):
                    await self.dirty.wait()
            for _ in range(GATHER_TURNS):  # who asked at the same moment shares the sync
                await asyncio.sleep(0)
            self.dirty.clear()
            mine = [room for room in self.rooms.values() if not room.lost]
            busy = [room for room in mine if room.dirty]
            # Early, where lines are written anyway: who writes next need not wait for a renewal's own sync.
            stale = self.now() - renewed >= (renew_every_s / 2 if busy else renew_every_s)
            if not busy and not stale:
                continue
            batches = [room.collect() for room in busy]
            leases = [room.lease for room in mine] if stale else []
            renewed = self.now() if stale else renewed
            try:
                lost = await asyncio.to_thread(self.book.append, batches, leases)
            except StoreError as error:
                self._lose_all(mine, error)
            else:
                self._settle(mine, busy, lost)

    def _lose_all(self, mine: list[Room], error: StoreError) -> None:
        """The store failed, perhaps after it wrote: what stands in it counts, so every drill is taken up from there."""
        self._say(f"{error}; trying again for {STORE_PATIENCE_S:.0f} s")
        for room in mine:
            self._lose(room)
        self._storeless_since_s = self.now()

    def _settle(self, mine: list[Room], busy: list[Room], lost: frozenset[str]) -> None:
        for room in mine:
            if room.lease.drill in lost:
                self._say(f"{room.lease.drill} was taken over by another host")
                self._lose(room)
        for room in busy:
            if not room.lost:
                self._publish(room)

    def _lose(self, room: Room) -> None:
        room.lose()
        for guest in self.guests.of(room.team):
            guest.dismiss()

    def _publish(self, room: Room) -> None:
        """Tell everybody in a room what has happened, each what they may see; then answer who waits."""
        fresh = room.settle()
        head = room.sealed_head()
        for guest in self.guests.of(room.team):
            self.show(guest, guest.view.take(fresh), head)
        if room.drill.over and self.homework is not None:
            _tell_all(self.guests.of(room.team), Open())
        if room.drill.over and not self.disclosed and all(each.drill.over for each in self.rooms.values()):
            asyncio.get_running_loop().create_task(self.disclose())

    async def _watch(self) -> None:
        """Look for drills whose host is gone."""
        while True:
            await asyncio.sleep(TAKE_OVER_EVERY_S)
            if len(self.rooms) == self.teams and not any(room.lost for room in self.rooms.values()):
                continue
            try:
                taken = await asyncio.to_thread(self.take_over_free)
            except StoreError:
                if self.now() - self._storeless_since_s > STORE_PATIENCE_S:
                    raise
                continue
            self._storeless_since_s = self.now()
            self.rooms.update(taken)
            for guest in self.guests.facilitators:
                self.came(guest)
            for team in taken:
                self._say(f"took over team {team}")
                self.dirty.set()

    # --- telling --------------------------------------------------------------------------------------------

    def show(self, guest: Guest, shown: list[Shown], head: str) -> None:
        """Events that a guest may see, with the head that proves them."""
        if shown:
            guest.tell(Telling(shown, head))

    def tell_team(self, team: int, message: Told) -> None:
        """Something for everybody in a room; team 0 = every room."""
        guests = self.guests.of(team) if team else self.guests
        _tell_all([guest for guest in guests if guest.kind != "facilitator"], message)

    def tell_people(self, team: int) -> None:
        """Who is in a room: names, seats, whether they are there."""
        guests = self.guests.of(team)
        if guests:
            _tell_all(guests, self.people(team))

    def people(self, team: int) -> People:
        """Names for the ids of a room."""
        room = self.rooms.get(team)
        here = {guest.person: guest.kind for guest in self.guests.of(team)}
        seated = {person: seat.value for seat, person in room.drill.incident.seated.items()} if room else {}
        ids = {*here, *seated, *(room.drill.incident.team if room else ())}
        return People(
            people={
                one: {
                    "name": self.names.get(one, one),
                    "seat": seated.get(one, ""),
                    "here": one in here,
                    "kind": here.get(one, "player"),
                }
                for one in sorted(ids)
            }
        )

    def board(self) -> Board:
        """Every team of this host at a glance, with names for ids."""
        rows = [board_row(room) for _, room in sorted(self.rooms.items())]
        for row in rows:
            row["points"] = self._tally.points(self.rooms[row["team"]])
            row["people"] = self.people(row["team"]).people
            row["seats"] = {seat: self.names.get(person, person) for seat, person in row["seats"].items()}
        return Board(teams=rows)

    async def disclose(self) -> None:
        """Open the journals: the hot wash."""
        if not self.disclosed:
            self.disclosed = True
            await asyncio.to_thread(self.register.disclose, self.exercise.id)
            _tell_all(self.guests, Open())

    def say(self, guest: Guest, text: str, team: int) -> None:
        """A word outside the drill: players reach the facilitators, facilitators a team or all."""
        seat = guest.seat.value if guest.seat else ""
        whom = team if guest.kind == "facilitator" else guest.team
        said = Said(by=guest.name, person=guest.person, seat=seat, text=text, team=whom)
        self.memory.keep(said, self.rooms.values())
        if guest.kind == "facilitator":
            self.tell_team(team, said)
        _tell_all({*self.guests.facilitators, guest}, said)


def _tell_all(guests: Iterable[Guest], message: Told) -> None:
    """One message to several: written once."""
    frame = write(message)
    for guest in guests:
        guest.tell(frame)
