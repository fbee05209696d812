"""A program in a fresh pseudo-terminal: what it shows, what it costs, and how soon it answers a key."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter
from types import TracebackType

COLUMNS, ROWS = 120, 40
PATIENCE_S = 60.0
QUIET_S = 0.05
"""Nothing more comes of a key after so long a silence."""
_ESCAPES = re.compile(rb"\x1b(?:\[[0-9;?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_].*?\x1b\\|.)", re.DOTALL)


class Screen:
    """One running program; it is killed at the end."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str]) -> None:
        """Start it."""
        self.started_s = perf_counter()
        self.shown = b""
        """Everything that it has written."""
        self.child, self._terminal = pty.fork()
        if self.child == 0:
            os.execvpe(command[0], list(command), dict(env))  # noqa: S606
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def __enter__(self) -> Screen:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self._terminal)

    def see(self, words: str) -> float:
        """Wait until it has written certain words since the last key; seconds since the start.

        Raises:
            TimeoutError: they never came.
        """
        while words.encode() not in _ESCAPES.sub(b"", self.shown).lower():
            if not self._read(PATIENCE_S):
                raise TimeoutError(f"{words!r} was not shown within {PATIENCE_S:.0f} s")
        return perf_counter() - self.started_s

    def press(self, key: str) -> None:
        """Press a key; what was shown before is forgotten."""
        self.shown = b""
        os.write(self._terminal, key.encode())

    def answer_s(self, key: str) -> float:
        """Seconds from a key to the first bytes of its repaint; waits until the repaint is over.

        Raises:
            TimeoutError: nothing was repainted.
        """
        self.press(key)
        pressed_s = perf_counter()
        if not self._read(PATIENCE_S):
            raise TimeoutError(f"no repaint after {key!r}")
        answer_s = perf_counter() - pressed_s
        self.drain(QUIET_S)
        return answer_s

    def drain(self, quiet_s: float) -> None:
        """Read until nothing has come for so long."""
        while self._read(quiet_s):
            pass

    def listen(self, seconds: float) -> int:
        """How many bytes it writes in so many seconds."""
        before, until_s = len(self.shown), perf_counter() + seconds
        while (left_s := until_s - perf_counter()) > 0:
            self._read(left_s)
        return len(self.shown) - before

    def cpu_s(self) -> float:
        """Processor seconds so far (Linux)."""
        fields = Path(f"/proc/{self.child}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self) -> float:
        """Resident memory (Linux)."""
        pages = int(Path(f"/proc/{self.child}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def _read(self, patience_s: float) -> bool:
        ready, _, _ = select.select([self._terminal], [], [], patience_s)
        if ready:
            self.shown += os.read(self._terminal, 65_536)
        return bool(ready)
