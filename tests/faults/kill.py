"""A running drill is killed with `kill -9` at random moments, and resumed by another process."""

from __future__ import annotations

import os
import signal
import traceback
from pathlib import Path

from simulator.chance import Chance
from tests.faults.voyage import MOST_DEATHS, Lost, check_landfall, check_wreck, content, sail, script

LONGEST_SPIN = 60_000
"""Turns of an empty loop between the chosen acknowledgement and the kill: up to some milliseconds."""


def run_loop(folder: Path, loop: int) -> int:
    """One drill, killed up to four times; returns how often it really died.

    Raises:
        Lost: something acknowledged was lost or doubled, or the journal does not prove.
    """
    content(), script()  # before the children are born: they inherit it
    path, draws, deaths = folder / f"kill-{loop}.jsonl", Chance(loop), 0
    acknowledged: set[str] = set()
    for death in range(1 + draws.below(MOST_DEATHS, "kill", "deaths")):
        after = draws.below(len(script()), "kill", "after", death)
        spin = draws.below(LONGEST_SPIN, "kill", "spin", death)
        deaths += _live(path, loop, acknowledged, after=after, spin=spin)
        check_wreck(path, acknowledged)
    if _live(path, loop, acknowledged, after=None, spin=0):
        raise Lost("the last child died by itself")
    check_landfall(path, acknowledged)
    return deaths


def _live(path: Path, loop: int, acknowledged: set[str], *, after: int | None, spin: int) -> bool:
    """Let a child play; kill it after that many acknowledgements. True when it died of it."""
    heard, said = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        _play_and_exit(path, loop, said)
    os.close(said)
    try:
        words = b""
        while (after is None or words.count(b"\n") < after) and (part := os.read(heard, 4_096)):
            words += part
        if after is not None:
            for _ in range(spin):
                pass
            os.kill(child, signal.SIGKILL)
        while part := os.read(heard, 65_536):  # what it said before it died counts
            words += part
    finally:
        os.close(heard)
        _, status = os.waitpid(child, 0)
    acknowledged.update(words.decode().split())
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise Lost("a child could not go on; its words are above")
    return os.WIFSIGNALED(status)


def _play_and_exit(path: Path, loop: int, said: int) -> None:
    """The child: play, say what is durable, and leave without running anything of the parent's."""
    code = 1
    try:
        sail(path, loop, lambda name: void(os.write(said, f"{name}\n".encode())))
        code = 0
    except BaseException:  # noqa: BLE001 - a child of a fork never returns into its parent's code
        traceback.print_exc()
    finally:
        os._exit(code)


def void(_: object) -> None:
    """Drop a value."""
