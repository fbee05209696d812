"""A drill on a disk that loses what was not synced, cut off at random moments."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from simulator.chance import Chance
from simulator.logbook import Disk
from tests.faults.voyage import MOST_DEATHS, check_landfall, check_wreck, sail, script

OPERATIONS_PER_COMMAND = 6
FIRST_OPERATIONS = 12
"""Now and then the cut comes while the file is being made."""


class PowerCut(BaseException):
    """The lights go out; nothing may catch it."""


class FragileDisk(Disk):
    """Knows how much of the file is safe, and dies at a given operation.

    A write is two operations, so that the cut may come between its halves; so is a sync, before and after it
    took effect. With `lies` it reports a sync that never happened: the loops must notice such a disk.
    """

    def __init__(self, path: Path, cut_at: int, *, lies: bool = False) -> None:
        """Everything that the file holds now is safe."""
        self.path, self.left, self.lies = path, cut_at, lies
        self.safe = path.stat().st_size if path.exists() else 0
        self.descriptor = -1

    def _pass(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.left -= 1
        if self.left < 0:
            raise PowerCut

    def write(self, descriptor: int, data: bytes) -> None:
        """Two halves, with a chance to die before each."""
        half = len(data) // 2
        for part in (data[:half], data[half:]):
            self._pass(descriptor)
            super().write(descriptor, part)

    def sync(self, descriptor: int) -> None:
        """What the file holds becomes safe."""
        self._pass(descriptor)
        if not self.lies:
            self.safe = os.fstat(descriptor).st_size
        self._pass(descriptor)

    def lose(self, draws: Chance, death: int) -> None:
        """What the machine finds when it is back: the safe bytes, and any beginning of the others or zeros."""
        with suppress(OSError):
            os.close(self.descriptor)  # the process is gone, and its lock with it
        size = self.path.stat().st_size
        self.safe = min(self.safe, size)
        kept = self.safe + draws.below(size - self.safe + 1, "power", "kept", death)
        os.truncate(self.path, kept)
        if draws.happens(250_000, "power", "zeros", death):
            os.truncate(self.path, size)  # the length arrived, the bytes did not
        if self.safe == 0 and draws.happens(500_000, "power", "name", death):
            self.path.unlink()  # not even the name arrived


def run_loop(folder: Path, loop: int, *, lies: bool = False) -> int:
    """One drill with up to four power cuts; returns how many it met.

    Raises:
        Lost: something acknowledged was lost or doubled, or the journal does not prove.
    """
    path, draws, cuts = folder / f"power-{loop}.jsonl", Chance(loop), 0
    acknowledged: set[str] = set()
    for death in range(1 + draws.below(MOST_DEATHS, "power", "deaths")):
        early = draws.happens(200_000, "power", "early", death)
        operations = FIRST_OPERATIONS if early else OPERATIONS_PER_COMMAND * len(script())
        cut_at = draws.below(operations, "power", "cut", death)
        disk = FragileDisk(path, cut_at, lies=lies)
        try:
            sail(path, loop, acknowledged.add, disk)
        except PowerCut:
            cuts += 1
            disk.lose(draws, death)
            check_wreck(path, acknowledged)
    sail(path, loop, acknowledged.add)
    check_landfall(path, acknowledged)
    return cuts
