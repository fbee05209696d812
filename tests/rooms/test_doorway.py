"""More connections come than the system allows open files: they are turned away, those inside notice nothing."""

from __future__ import annotations

import asyncio
import os
import resource
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from simulator.errors import ScenarioError
from tui.rooms import doorway as d


@pytest.fixture
def files() -> Iterator[int]:
    """The lowest number that a file opened now would get; what a process may open is put back afterwards."""
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = os.dup(0)
    os.close(free)
    yield free
    resource.setrlimit(resource.RLIMIT_NOFILE, limits)


def listening() -> socket.socket:
    return socket.create_server(("127.0.0.1", 0))


async def test_a_flood_of_connections_is_turned_away_and_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Given a server with room for one more file, when thirty knock, then all but the first hear a hang-up."""
    served: list[asyncio.StreamWriter] = []
    door = d.doorway(listening(), 100)
    address = door.getsockname()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served.append(writer)
        writer.write(b"in\n")
        await reader.read()
        writer.close()

    with ExitStack() as knocking:
        async with await asyncio.start_server(serve, sock=door):
            callers = [knocking.enter_context(socket.socket()) for _ in range(30)]
            with socket.socket() as probe:
                door.most_files = probe.fileno() + 1
            for caller in callers:
                caller.setblocking(False)
                await asyncio.get_running_loop().sock_connect(caller, address)
            heard = [await asyncio.get_running_loop().sock_recv(caller, 9) for caller in callers]
            knocking.close()
            await served[0].wait_closed()
    assert heard == [b"in\n", *[b""] * 29]
    assert len(served) == 1
    assert capsys.readouterr().err.count("connections are turned away") == 1


def test_the_system_is_asked_for_as_many_open_files_as_a_host_needs(files: int) -> None:
    """The soft limit of a shell is raised as far as the hard one lets it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files + 100, hard))
    wanted = files + 200
    with d.doorway(listening(), wanted - d.SPARE_FILES) as door:
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (wanted, hard)
        assert door.most_files == wanted - d.SPARE_FILES


def test_where_nobody_could_come_in_no_host_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(d, "_allow_files", lambda wanted: d.SPARE_FILES)
    with pytest.raises(ScenarioError, match=f"allows {d.SPARE_FILES} open files") as refused:
        d.doorway(listening(), 2_000)
    assert "ulimit -n 2064" in refused.value.hint
