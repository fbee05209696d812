"""Two hosts on one PostgreSQL: the writer is killed, or stopped beyond its lease and woken again, mid-drill."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

from simulator.chance import Chance
from tests.builders import TINY
from tests.faults import postgres
from tests.faults.rooms import COMMANDS, PlayerProcess, check_room
from tests.faults.voyage import Lost
from tests.rooms.hosting import HostProcess

WITHIN_S = 10.0
"""A takeover may take this long."""
STOPS = 2


def run_loop(folder: Path, loop: int) -> int:
    """One drill whose writer is once killed and once frozen and thawed; returns the stops survived.

    Raises:
        Lost: a takeover took too long, two hosts wrote, or something acknowledged was lost or doubled.
    """
    with postgres.server() as store:
        return _run(folder, loop, store)


def _run(folder: Path, loop: int, store: str) -> int:
    homes = [folder / f"takeover-{loop}-{name}" for name in ("a", "b")]
    for home in homes:
        home.mkdir()
    first = HostProcess(homes[0], str(TINY), "--port", "0", "--pace", "30", "--store", store)
    hosts = [first]
    frozen: HostProcess | None = None
    try:
        hosts.append(HostProcess(homes[1], "--resume", first.exercise, "--port", "0", "--store", store))
        acknowledged: list[str] = []
        player = PlayerProcess(folder, first.code("player", 1, "scribe"), [host.url for host in hosts], acknowledged)
        draws = Chance(loop)
        player.wait_for(draws.below(COMMANDS // 3, "takeover", "first"))
        writer, other = hosts
        writer.process.send_signal(signal.SIGSTOP)
        frozen = writer
        TOOK_S.append(_expect(lambda: serves(other), "a frozen host's drill was not taken over"))
        player.wait_for(min(COMMANDS - 5, len(set(acknowledged)) + 3))
        writer.process.send_signal(signal.SIGCONT)
        frozen = None
        _expect(lambda: not serves(writer), "a woken host still thinks that it may write")
        player.wait_for(min(COMMANDS - 3, len(set(acknowledged)) + 2))
        other.kill()
        TOOK_S.append(_expect(lambda: serves(writer), "a killed host's drill was not taken over"))
        player.wait_for(COMMANDS)
        if player.end():
            raise Lost("the player went away by itself")
    finally:
        if frozen is not None:
            frozen.process.send_signal(signal.SIGCONT)
        for host in hosts:
            host.stop()
        (folder / "ticket").unlink(missing_ok=True)
    check_room(store, f"{first.exercise}-t1", acknowledged)
    return STOPS


def serves(host: HostProcess) -> bool:
    """Whether a host holds the drill, by its own word."""
    address = host.url.replace("ws://", "http://").replace("/ws", "/health")
    try:
        with urlopen(address, timeout=2) as answer:  # noqa: S310  # our own host
            return bool(json.load(answer)["teams_here"])
    except OSError:
        return False


def _expect(holds: Callable[[], bool], otherwise: str) -> float:
    """Within the allowed time; returns how many seconds it took.

    Raises:
        Lost: it does not hold.
    """
    began_s = time.monotonic()
    while not holds():
        if time.monotonic() - began_s > WITHIN_S:
            raise Lost(f"{otherwise} within {WITHIN_S:.0f} s")
        time.sleep(0.1)
    return time.monotonic() - began_s


TOOK_S: list[float] = []
"""How long each takeover took from the stop of the writer on, for the report."""


def report() -> str:
    """The takeovers so far in words."""
    if not TOOK_S:
        return "no takeover"
    half, longest = sorted(TOOK_S)[len(TOOK_S) // 2], max(TOOK_S)
    return f"{len(TOOK_S)} takeovers, half of them within {half:.1f} s, the longest {longest:.1f} s"


def available() -> bool:
    """Whether this machine can run the loop."""
    return postgres.programs() is not None and hasattr(os, "geteuid")
