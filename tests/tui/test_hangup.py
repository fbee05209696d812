"""A program whose terminal goes leaves with it, also where nobody sends it a signal; nothing that was done is lost."""

import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from simulator.journal import decode

PATIENCE_S = 30.0
"""Longer than any start takes on a busy machine; only one that stays or stalls waits it out."""


@contextmanager
def _in_a_terminal(home: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The command in a terminal that is not its controlling one, as below a supervisor: no hang-up signal comes."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", *arguments], stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
        env={**os.environ, "WARROOM_HOME": str(home / "data"), "HOME": str(home), "TERM": "xterm-256color"},
    )  # fmt: skip
    os.close(slave)
    try:
        yield process, master
    finally:
        process.kill()
        process.wait()


def _read_until(master: int, words: bytes) -> None:
    """What the program draws, until these words."""
    seen = b""
    while words not in seen:
        assert select.select([master], [], [], PATIENCE_S)[0], f"waited in vain for {words!r} after {seen!r}"
        seen += os.read(master, 65_536)


def test_the_lobby_leaves_with_its_terminal(tmp_path: Path) -> None:
    with _in_a_terminal(tmp_path) as (process, master):
        _read_until(master, b"SCENARIOS")
        os.close(master)
        assert process.wait(PATIENCE_S) == -signal.SIGHUP


def test_a_drill_leaves_with_its_terminal_and_waits_for_its_player(tmp_path: Path) -> None:
    with _in_a_terminal(tmp_path, "play", "db-failover") as (process, master):
        _read_until(master, b"start the clock")
        os.write(master, b"\r")
        _read_until(master, b"Timeline")
        os.close(master)
        assert process.wait(PATIENCE_S) == -signal.SIGHUP
    (path,) = (tmp_path / "data" / "drills").glob("*.jsonl")
    journal = decode(path.read_bytes())
    assert journal.entries
    assert not journal.finished
