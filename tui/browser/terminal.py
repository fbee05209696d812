"""A program in a pseudo-terminal of its own, for one visitor; when the server is gone, the system hangs it up.

The library's own way, pipes with packets in them, leaves programs running that have lost their server, and knows one
screen program for each process. In a real terminal the program is the one that people start themselves.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import signal
import struct
import termios
from asyncio.streams import FlowControlMixin
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress

READ_BYTES = 65_536
HANG_UP_S = 3.0
"""A program that does not end within this time after its terminal has gone is killed."""
LEAST, MOST = (20, 5), (500, 200)
"""Columns and lines that a browser may ask for."""


class Terminal:
    """One program and the terminal that it runs in."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Nothing runs yet.

        Args:
            command: Program and arguments; no shell looks at them.
            environment: All of its environment.
        """
        self._command, self._environment = tuple(command), dict(environment)
        self._process: asyncio.subprocess.Process | None = None
        self._master = -1
        self._writer: asyncio.StreamWriter | None = None
        self._reader: asyncio.ReadTransport | None = None

    async def run(self, width: int, height: int, show: Callable[[bytes], Awaitable[None]]) -> None:
        """Start the program and show what it draws until it ends or is hung up.

        Raises:
            OSError: there is no terminal or no process to be had.
        """
        self._master, slave = pty.openpty()
        self.resize(width, height)
        try:
            self._process = await asyncio.create_subprocess_exec(
                *self._command, stdin=slave, stdout=slave, stderr=slave, env=self._environment,
                start_new_session=True, preexec_fn=_own_terminal,
            )  # fmt: skip
        finally:
            os.close(slave)
        output = await self._connect()
        with suppress(OSError):  # Linux says so when the program has closed its end
            while data := await output.read(READ_BYTES):
                await show(data)

    async def _connect(self) -> asyncio.StreamReader:
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader()
        self._reader, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(os.dup(self._master), "rb", 0)
        )
        transport, protocol = await loop.connect_write_pipe(FlowControlMixin, os.fdopen(os.dup(self._master), "wb", 0))
        self._writer = asyncio.StreamWriter(transport, protocol, None, loop)
        return reader

    async def type(self, data: bytes) -> None:
        """Keys, clicks and pastes from the visitor."""
        if self._writer is not None and not self._writer.is_closing():
            self._writer.write(data)
            with suppress(OSError):
                await self._writer.drain()

    def resize(self, width: int, height: int) -> None:
        """The visitor's window has so many columns and lines."""
        columns = min(max(width, LEAST[0]), MOST[0])
        lines = min(max(height, LEAST[1]), MOST[1])
        if self._master >= 0:
            fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    async def hang_up(self) -> None:
        """Close the terminal, as a closed window does; a program that stays is killed. Safe to call twice."""
        for end in (self._writer, self._reader):
            if end is not None:
                end.close()
        if self._master >= 0:
            os.close(self._master)
            self._master = -1
        process, self._process = self._process, None
        if process is None:
            return
        try:
            await asyncio.wait_for(process.wait(), HANG_UP_S)
        except TimeoutError:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


def _own_terminal() -> None:
    """In the child: this terminal is its own, so that it is hung up with it, even when the server is killed."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
