"""The journal on disk: one writer, every acknowledged line durable, torn ends reported and cut.

`Logbook.write` returns only after the lines are on disk (fdatasync). An exclusive lock refuses a second writer;
the directory is synced when the file is created.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from simulator.errors import JournalError
from simulator.events import DrillEnded
from simulator.journal import Chain, Entry, Header, Journal, decode



def _lock(descriptor: int, path: Path) -> None:
    """Refuse a second writer (Windows has no advisory locks; the README says so)."""
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise JournalError(
            f"{path}: another warroom is writing this drill", hint="Close the other one first, or fork this drill."
        ) from None


class Logbook:
    """Appends entries to a journal file."""

    def __init__(self, path: Path, descriptor: int, chain: Chain, lines: int) -> None:
        """Use `create` or `resume` instead."""
        self.path = path
        self._descriptor, self._chain, self._lines = descriptor, chain, lines

    @classmethod
    def create(cls, path: Path, header: Header) -> Logbook:
        """Start a new journal file; the header is durable when this returns.

        Raises:
            JournalError: the file exists already, or cannot be made.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        except FileExistsError:
            raise JournalError(f"{path}: there is a file already", hint="Choose another name; nothing was overwritten.") from None
        except OSError as error:
            raise JournalError(f"{path}: {error.strerror}", hint="Choose a folder that you may write to.") from None
        _lock(descriptor, path)
        chain = Chain(header)
        _write_all(descriptor, chain.first_line + b"\n")
        os.fsync(descriptor)
        _sync_folder(path.parent)
        return cls(path, descriptor, chain, 0)

    @classmethod
    def resume(cls, path: Path) -> tuple[Logbook, Journal, int]:
        """Go on with an unfinished journal.

        Returns:
            The logbook, what it holds, and how many bytes of a torn last line were cut.

        Raises:
            JournalError: unreadable, broken, finished already, or in use.
        """
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_APPEND)
        except OSError as error:
            raise JournalError(f"{path}: {error.strerror}", hint="See `warroom` for drills that can be resumed.") from None
        _lock(descriptor, path)
        raw = path.read_bytes()
        whole = raw[: raw.rfind(b"\n") + 1]
        journal = decode(whole, name=str(path))
        if journal.sealed:
            os.close(descriptor)
            raise JournalError(f"{path}: this drill is finished", hint="Replay it, or fork it to play on from a moment.")
        if len(whole) < len(raw):
            os.ftruncate(descriptor, len(whole))
            os.fsync(descriptor)
        chain = Chain(journal.header)
        chain.head = journal.head
        return cls(path, descriptor, chain, len(journal.entries)), journal, len(raw) - len(whole)

    def write(self, entries: Sequence[Entry]) -> None:
        """Append entries, and the seal after a last one; durable when this returns."""
        if not entries:
            return
        lines = [self._chain.line(entry) for entry in entries]
        self._lines += len(entries)
        if isinstance(entries[-1].event, DrillEnded):
            lines.append(self._chain.seal(self._lines))
        _write_all(self._descriptor, b"\n".join(lines) + b"\n")
        _sync(self._descriptor)

    def close(self) -> None:
        """Give the file and its lock back."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Logbook:
        """Close at the end of a `with` block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the file."""
        self.close()


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


_sync = getattr(os, "fdatasync", os.fsync)


def _sync_folder(folder: Path) -> None:
    """Make the file's name durable too (not possible on Windows)."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
