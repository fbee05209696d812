"""The two servers of the room figures, each a process of its own: a host with its rooms, and bare asyncio TCP.

Both tell their address as one line of JSON and then answer the words on their standard input, a line each.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import struct
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from simulator.commands import LogEntry
from simulator.vocabulary import Seat
from tests.builders import TINY
from tui.library import load_content
from tui.rooms.host import Host
from tui.rooms.room import Room
from tui.rooms.server import make_ready, open_socket, serve
from tui.store.database import open_database
from tui.store.register import Register

LENGTH = struct.Struct(">I")


def usage() -> dict[str, Any]:
    """Processor seconds so far, and resident memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    own = resource.getrusage(resource.RUSAGE_SELF)
    return {"cpu_s": own.ru_utime + own.ru_stime, "rss": pages * os.sysconf("SC_PAGE_SIZE")}


# --- bare TCP --------------------------------------------------------------------------------------------------


class RawServer(asyncio.Protocol):
    """Frames of a length and its bytes; what comes in goes back out."""

    everyone: set[asyncio.Transport] = set()
    blob = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """One more."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.everyone.add(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """One less."""
        self.everyone.discard(self.transport)

    def data_received(self, data: bytes) -> None:
        """`?` asks for the blob; everything else is an echo."""
        self.transport.write(LENGTH.pack(len(self.blob)) + self.blob if data == b"?" else data)


async def raw() -> None:
    """Serve bare TCP; `send SIZE` fans a frame out, `blob SIZE` makes what `?` gets."""
    server = await asyncio.get_running_loop().create_server(RawServer, "127.0.0.1", 0, backlog=2_000)

    async def obey(word: str, size: int) -> dict[str, Any]:
        marks = []
        if word == "send":
            marks.append(time.monotonic())
            frame = LENGTH.pack(size) + b"x" * size
            for transport in RawServer.everyone:
                transport.write(frame)
        elif word == "blob":
            RawServer.blob = b"x" * size
        return {"marks": marks, **usage()}

    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    await listen(obey)


# --- a host ----------------------------------------------------------------------------------------------------


class MarkedHost(Host):
    """A host that notes when it begins to tell what is on the disk, and what telling costs."""

    marks: list[float] = []
    telling_s = 0.0
    """Processor seconds from durable lines to the last send, so far."""

    def _settle(self, mine: list[Room], busy: list[Room], lost: frozenset[str]) -> None:
        if busy:
            self.marks.append(time.monotonic())
        started_s = time.thread_time()
        super()._settle(mine, busy, lost)
        self.telling_s += time.thread_time() - started_s


async def host(folder: str, teams: int, filled: int) -> None:
    """Serve rooms; the first one begins with so many log rows."""
    database = open_database(f"sqlite:///{folder}/rooms.db")
    register = Register(database)
    exercise = register.exercise(register.add_exercise(str(TINY), None))
    served = MarkedHost(database, exercise, load_content(str(TINY)), name="bench")
    served.open_drills(teams)
    for number in range(filled):
        row = LogEntry(action=f"Row {number}", owner="me", result="As expected.")
        served.rooms[1].give(row, who="p", seat=Seat.IC, command_id=f"row-{number}")
    codes = {"facilitator": register.add_code(exercise.id, "facilitator")}
    for team in range(1, teams + 1):
        for seat in Seat:
            codes[f"{team} {seat}"] = register.add_code(exercise.id, "player", team=team, seat=seat)
    listening = open_socket("127.0.0.1", 0)

    async def obey(word: str, size: int) -> dict[str, Any]:
        marks, served.marks[:] = list(served.marks), []
        return {"marks": marks, "telling_s": served.telling_s, **usage()}

    print(json.dumps({"port": listening.getsockname()[1], "codes": codes}), flush=True)
    make_ready(served)
    serving = asyncio.create_task(serve(served, listening))
    await listen(obey)
    served.stopped.set()
    await serving


async def listen(obey: Callable[[str, int], Awaitable[dict[str, Any]]]) -> None:
    """Obey the lines of the standard input until it ends."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        word, _, size = line.decode().strip().partition(" ")
        print(json.dumps(await obey(word, int(size or 0))), flush=True)


if __name__ == "__main__":
    asyncio.run(raw() if sys.argv[1] == "raw" else host(sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
