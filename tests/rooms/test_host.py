"""A host whose store fails for a moment: nothing that was answered is lost, and the room goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from simulator.commands import LogEntry
from simulator.journal import decode
from simulator.vocabulary import Seat
from tests.builders import TINY
from tui.library import load_content
from tui.rooms.host import Host
from tui.store.database import Database, StoreError, open_database
from tui.store.register import Register
from tui.store.rowbook import Batch, Lease, Rowbook

WITHIN_S = 20.0


class BreakingBook(Rowbook):
    """Breaks when asked to: before it writes, or after, when nobody can know."""

    breaks = ""

    def append(self, batches: Sequence[Batch], renew: Sequence[Lease] = ()) -> frozenset[str]:
        how, self.breaks = self.breaks, ""
        lost = super().append(batches, renew) if how != "before" else frozenset[str]()
        if how:
            raise StoreError("the line was cut")
        return lost


class CountingBook(Rowbook):
    """Remembers whose lines were written together."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.together: list[set[str]] = []

    def append(self, batches: Sequence[Batch], renew: Sequence[Lease] = ()) -> frozenset[str]:
        if batches:
            self.together.append({batch.lease.drill for batch in batches})
        return super().append(batches, renew)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(WITHIN_S):
        while not holds():
            await asyncio.sleep(0.01)


async def test_a_store_that_fails_for_a_moment_loses_and_doubles_nothing(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'rooms.db'}")
    register = Register(database)
    exercise = register.exercise(register.add_exercise(str(TINY), None))
    host = Host(database, exercise, load_content(str(TINY)), name="a")
    host.book = book = BreakingBook(database)
    host.open_drills(1)
    running = asyncio.create_task(host.run())
    answers = []
    for name, how in (("k1", ""), ("k2", "before"), ("k3", "after"), ("k4", "")):
        room = host.rooms[1]
        book.breaks = how
        act = LogEntry(action=name, owner="me", result="")
        while True:  # as a client does: until it is answered
            room.give(act, who="p", seat=Seat.SCRIBE, command_id=name)
            host.dirty.set()
            if answered := await room.wait_durable():
                break
            await until(lambda room=room: host.rooms[1] is not room)  # type: ignore[misc]
            room = host.rooms[1]
        answers.append(answered)
    host.stopped.set()
    await running
    journal = decode(book.read(f"{exercise.id}-t1"))
    assert [entry.command_id for entry in journal.entries if entry.who == "p"] == ["k1", "k2", "k3", "k4"]
    database.close()


async def test_teams_that_write_at_the_same_moment_share_one_sync(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'rooms.db'}")
    register = Register(database)
    exercise = register.exercise(register.add_exercise(str(TINY), None))
    host = Host(database, exercise, load_content(str(TINY)), name="a")
    host.book = book = CountingBook(database)
    host.open_drills(3)
    running = asyncio.create_task(host.run())
    await until(lambda: not any(room.dirty for room in host.rooms.values()))
    await asyncio.gather(*(room.wait_durable() for room in host.rooms.values()))
    book.together.clear()

    async def act(team: int) -> bool:
        for _ in range(team - 1):  # a later message is read a turn of the loop later
            await asyncio.sleep(0)
        row = LogEntry(action="Looked", owner="me", result="")
        host.rooms[team].give(row, who="p", seat=Seat.SCRIBE, command_id="k")
        host.dirty.set()
        return await host.rooms[team].wait_durable()

    assert all(await asyncio.gather(*(act(team) for team in host.rooms)))
    assert book.together == [{f"{exercise.id}-t{team}" for team in (1, 2, 3)}]
    host.stopped.set()
    await running
    database.close()
