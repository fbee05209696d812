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
from tui.store.database import StoreError, open_database
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
