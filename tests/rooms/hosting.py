"""A real host in a process of its own, and plain WebSocket clients that know the protocol's document alone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from simulator.catch_up import prove_replay
from simulator.journal import decode
from tests.builders import TINY
from tests.rooms.forked import Forked
from tui.library import load_content
from tui.store.database import open_database
from tui.store.rowbook import Rowbook

ANSWER_WITHIN_S = 20
CLIENTS: list[Client] = []
"""Every client that was opened; `hang_up` closes them."""


class Client:
    """Speaks JSON over a WebSocket; keeps every frame that came."""

    def __init__(self, url: str, **hello: Any) -> None:
        """Connect and say hello."""
        self._open = ExitStack()
        self.socket: ClientConnection = self._open.enter_context(
            connect(url, max_size=None, max_queue=None, compression=None)
        )
        self.frames: list[str] = []
        self.sent = 0
        CLIENTS.append(self)
        if hello:
            self.send("hello", version=1, **hello)

    def send(self, message: str, /, **fields: Any) -> None:
        """One message."""
        self.socket.send(json.dumps({"type": message, **fields}))

    def hear(self) -> dict[str, Any]:
        """The next message."""
        frame = self.socket.recv(timeout=ANSWER_WITHIN_S)
        assert isinstance(frame, str)
        self.frames.append(frame)
        return dict(json.loads(frame))

    def wait_for(self, kind: str, **fields: Any) -> dict[str, Any]:
        """The next message of a kind with these fields."""
        while True:
            message = self.hear()
            if message["type"] == kind and all(message.get(name) == value for name, value in fields.items()):
                return message

    def act(self, kind: str, *, name: str = "", **fields: Any) -> dict[str, Any]:
        """Give a command and wait for its answer: `done` or `error`."""
        self.sent += 1
        name = name or f"a{self.sent}"
        self.send("act", id=name, command={"kind": kind, **fields})
        return self._answer(name)

    def steer(self, **fields: Any) -> dict[str, Any]:
        """Intervene and wait for the answer."""
        self.sent += 1
        name = f"f{self.sent}"
        self.send("steer", id=name, **fields)
        return self._answer(name)

    def _answer(self, name: str) -> dict[str, Any]:
        while True:
            message = self.hear()
            if message["type"] in ("done", "error") and message.get("id") in (name, ""):
                return message

    def drain(self) -> None:
        """Everything that was told so far: the host answers in order, also what it does not know."""
        self.sent += 1
        self.send("nothing_of_the_kind", id=f"d{self.sent}")
        try:
            self.wait_for("error", id=f"d{self.sent}")
        except ConnectionClosed:
            return

    def events(self) -> list[dict[str, Any]]:
        """Every event that came, in order."""
        told = [json.loads(frame) for frame in self.frames]
        return [event for message in told if message["type"] == "events" for event in message["events"]]

    def close(self) -> None:
        """Hang up."""
        self._open.close()


class HostProcess:
    """`warroom host` in a process of its own."""

    def __init__(self, folder: Path, *arguments: str, more: Mapping[str, str] = {}, fresh: bool = True) -> None:
        """Start it, with more in its environment, read where it listens; not fresh = a fork of what has loaded."""
        self.folder = folder
        self.environment = {
            **os.environ, "HOME": str(folder), "WARROOM_HOME": str(folder / "data"), "NO_COLOR": "1", **more,
        }  # fmt: skip
        words = [*arguments, "--format", "json"]
        self.process = (
            self._start("host", *words)
            if fresh
            else Forked(("host", *words), environment=self.environment, folder=folder, words=folder / "host.err")
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, (folder / "host.err").read_text()
        self.told: dict[str, Any] = json.loads(line)
        self.url: str = self.told["url"]
        self.exercise: str = self.told["exercise"]

    def _start(self, *arguments: str) -> subprocess.Popen[str]:
        with (self.folder / "host.err").open("ab") as words:
            return subprocess.Popen(
                [sys.executable, "-m", "tui", *arguments], env=self.environment, stdout=subprocess.PIPE, stderr=words,
                text=True, cwd=self.folder,
            )  # fmt: skip

    def code(self, kind: str, team: int | None = None, seat: str | None = None) -> str:
        """The join code of a seat, the facilitator or an observer."""
        return next(
            str(row["code"])
            for row in self.told["codes"]
            if (row["kind"], row.get("team"), row.get("seat")) == (kind, team, seat)
        )

    def player(self, seat: str, team: int = 1) -> Client:
        """Somebody who has just joined a seat."""
        client = Client(self.url, code=self.code("player", team, seat), name=f"{seat} of {team}")
        client.wait_for("welcome")
        return client

    def facilitator(self) -> Client:
        """The facilitator."""
        client = Client(self.url, code=self.code("facilitator"), name="Fay")
        client.wait_for("welcome")
        return client

    def journal(self, team: int = 1) -> bytes:
        """A team's journal, as it stands in the store."""
        database = open_database(f"sqlite:///{self.folder / 'data' / 'rooms.db'}")
        try:
            return Rowbook(database).read(f"{self.exercise}-t{team}")
        finally:
            database.close()

    def kill(self) -> None:
        """`kill -9`."""
        self.process.send_signal(signal.SIGKILL)
        self.stop()

    def stop(self) -> int:
        """Ask it to end; returns its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(timeout=20)
        finally:
            if self.process.stdout is not None:
                self.process.stdout.close()


@dataclass(frozen=True)
class Place:
    """A team of a host at which other teams play too."""

    host: HostProcess
    team: int

    def code(self, kind: str, seat: str | None = None) -> str:
        """A join code of this team."""
        return self.host.code(kind, None if kind == "facilitator" else self.team, seat)

    def player(self, seat: str) -> Client:
        """Somebody who has just joined a seat."""
        return self.host.player(seat, self.team)

    def journal(self) -> bytes:
        """The team's journal."""
        return self.host.journal(self.team)

    def run_on(self, facilitator: Client, until_s: int) -> None:
        """Skip from one thing that needs the team to the next, until a second; then the clock stands."""
        at_s = 0
        while at_s < until_s:
            assert facilitator.steer(team=self.team, skip=True)["refused"] == ""
            (at_s,) = (row["at_s"] for row in facilitator.wait_for("board")["teams"] if row["team"] == self.team)

    def prove(self) -> None:
        """The journal's chain holds, and its inputs played again give the same bytes."""
        raw = self.journal()
        assert prove_replay(decode(raw), raw, load_content(str(TINY)).kit) == ("ok", 0)


def hang_up() -> None:
    """Close every client that is open."""
    while CLIENTS:
        CLIENTS.pop().close()


@contextmanager
def hosting(folder: Path, *arguments: str, fresh: bool = False) -> Iterator[HostProcess]:
    """A host that ends with the block."""
    host = HostProcess(folder, *arguments, fresh=fresh)
    try:
        yield host
    finally:
        hang_up()
        host.stop()
