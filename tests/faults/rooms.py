"""A team room whose host and players are killed, whose network is cut and whose clock is set, over and over."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from simulator.catch_up import prove_replay
from simulator.chance import Chance
from simulator.journal import decode
from tests.builders import TINY
from tests.faults import clock
from tests.faults.clock import SetClock
from tests.faults.proxy import Proxy
from tests.faults.voyage import Lost
from tests.rooms.hosting import HostProcess
from tui.library import load_content
from tui.store.database import open_database
from tui.store.rowbook import Rowbook

COMMANDS = 40
CUTS = 4
KINDS = ("client", "host", "network", "clock")
WAIT_S = 60.0
MET: Counter[str] = Counter()
"""How many cuts of each kind there were, for the report."""


class PlayerProcess:
    """A player in a process of its own, and what it says is safe."""

    def __init__(
        self, folder: Path, code: str, urls: Iterable[str], acknowledged: list[str], *, more: Mapping[str, str] = {}
    ) -> None:
        """Start playing from the first command on."""
        self.acknowledged = acknowledged
        self.more = threading.Condition()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.room_player", code, str(folder / "ticket"), str(COMMANDS), *urls],
            stdout=subprocess.PIPE, text=True, env={**os.environ, **more},
        )  # fmt: skip
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self.more:
                self.acknowledged.append(line.strip())
                self.more.notify_all()

    def wait_for(self, count: int) -> None:
        """Until so many distinct commands are acknowledged.

        Raises:
            Lost: the room does not go on.
        """
        with self.more:
            if not self.more.wait_for(lambda: len(set(self.acknowledged)) >= count, timeout=WAIT_S):
                raise Lost(f"the room does not go on: {len(set(self.acknowledged))} of {count} commands")

    def kill(self) -> None:
        """`kill -9`; what it said before counts."""
        self.process.kill()
        self.end()

    def end(self) -> int:
        """Wait for it to leave."""
        code = self.process.wait(timeout=WAIT_S)
        self._ear.join(timeout=5)
        if self.process.stdout is not None:
            self.process.stdout.close()
        return code


def run_loop(folder: Path, loop: int) -> int:
    """One drill with cuts of all kinds; returns how many it met.

    Raises:
        Lost: an acknowledged command was lost or doubled, the journal does not prove, or the room stood still.
    """
    home = folder / f"room-{loop}"
    home.mkdir()
    draws, proxy, acknowledged = Chance(loop), Proxy(), list[str]()
    wall = SetClock(home / "clock")
    host = HostProcess(home, str(TINY), "--port", "0", "--pace", "30", more=wall.environment)
    try:
        proxy.target = ("127.0.0.1", _port(host))
        code, url = host.code("player", 1, "scribe"), f"ws://127.0.0.1:{proxy.port}/ws"
        player = PlayerProcess(home, code, [url], acknowledged, more=wall.environment)
        for cut in range(CUTS):
            after = len(set(acknowledged)) + draws.below(COMMANDS // CUTS, "room", "after", cut)
            player.wait_for(min(after, COMMANDS - 1))
            kind = KINDS[draws.below(len(KINDS), "room", "kind", cut)]
            MET[kind] += 1
            if kind == "network":
                proxy.cut()
            elif kind == "clock":
                wall.move(clock.STEPS_S[draws.below(len(clock.STEPS_S), "room", "step", cut)])
            elif kind == "client":
                player.kill()
                player = PlayerProcess(home, code, [url], acknowledged, more=wall.environment)
            else:
                host.kill()
                proxy.cut()
                host = HostProcess(home, "--resume", host.exercise, "--port", "0", more=wall.environment)
                proxy.target = ("127.0.0.1", _port(host))
        player.wait_for(COMMANDS)
        if player.end():
            raise Lost("the player went away by itself")
    finally:
        proxy.close()
        host.stop()
    check_room(f"sqlite:///{home / 'data' / 'rooms.db'}", f"{host.exercise}-t1", acknowledged)
    return CUTS


def report() -> str:
    """The cuts so far in words."""
    words = ", ".join(f"{count} {kind}" for kind, count in sorted(MET.items()))
    return words if clock.library() else f"{words}; the clock stayed right: {clock.LEFT_OUT}"


def _port(host: HostProcess) -> int:
    return int(host.url.rsplit(":", 1)[1].partition("/")[0])


def check_room(store: str, drill: str, acknowledged: Iterable[str]) -> None:
    """The journal in the store proves, and holds each acknowledged command exactly once.

    Raises:
        Lost: it does not.
    """
    database = open_database(store)
    raw = Rowbook(database).read(drill)
    database.close()
    journal = decode(raw, name=drill)
    ids = [entry.command_id for entry in journal.entries if entry.command_id.startswith("k")]
    lost, doubled = sorted(set(acknowledged) - set(ids)), sorted({name for name in ids if ids.count(name) > 1})
    for words, names in (("acknowledged and lost", lost), ("done twice", doubled)):
        if names:
            raise Lost(f"{words}: {', '.join(names)}")
    state, line = prove_replay(journal, raw, load_content(str(TINY)).kit)
    if state != "ok":
        raise Lost(f"the replay differs in line {line}")
