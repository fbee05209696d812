"""Programs that begin at once: forks of one process that has loaded everything, where the start is not the point."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.rooms.loaded"])


class Forked:
    """`warroom` in a process of its own, without loading it once more; used like `subprocess.Popen`."""

    def __init__(self, arguments: Sequence[str], *, environment: Mapping[str, str], folder: Path, words: Path) -> None:
        """Start it in a folder; what it says on standard error goes to a file, standard output can be read here."""
        reading, writing = CONTEXT.Pipe(duplex=False)
        given = (tuple(arguments), dict(environment), folder, words, writing)
        self._process = CONTEXT.Process(target=_run, args=given, daemon=True)
        self._process.start()
        writing.close()
        self.stdout = os.fdopen(os.dup(reading.fileno()), encoding="utf-8")
        reading.close()

    def poll(self) -> int | None:
        """Its exit code once it has ended; negative for the signal that ended it."""
        return self._process.exitcode

    def wait(self, timeout: float) -> int:
        """The same, in so many seconds at most."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("warroom", timeout)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self._process.pid or 0, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()


def _run(
    arguments: tuple[str, ...], environment: dict[str, str], folder: Path, words: Path, writing: Connection
) -> None:
    from tui.cli import main

    with words.open("ab") as file:
        os.dup2(file.fileno(), 2)
    os.dup2(writing.fileno(), 1)
    writing.close()
    sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115  # to the end
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["warroom", *arguments]
    main()
