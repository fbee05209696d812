"""The journal on disk: one writer, every acknowledged line durable, torn ends reported and cut.

`Logbook.write` returns only after the lines are on disk (fdatasync). An exclusive lock refuses a second writer;
the directory is synced when the file is created. After a failed write nothing more is written: what the disk
holds is known only after it has been read again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from shlex import quote
from types import TracebackType

from simulator.errors import JournalError, WarroomError
from simulator.events import DrillEnded
from simulator.journal import Chain, Entry, Header, Journal, decode

_FLAGS = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0)


class Disk:
    """How bytes reach the disk; the fault tests put another one in its place."""

    def write(self, descriptor: int, data: bytes) -> None:
        """Append all of `data`."""
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]

    def sync(self, descriptor: int) -> None:
        """Return when what was written survives a power cut."""
        if sys.platform == "darwin":  # its fsync stops at the drive's cache
            import fcntl

            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        else:
            getattr(os, "fdatasync", os.fsync)(descriptor)


DISK = Disk()


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
            f"{path}: another warroom is writing this drill", hint="Close the other one first."
        ) from None


def is_being_written(path: Path) -> bool:
    """Whether a program holds a journal open to write it; where none can lock, nobody knows.

    Raises:
        OSError: it cannot be read.
    """
    if sys.platform == "win32":
        return False
    import fcntl

    with path.open("rb") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


class Logbook:
    """Appends entries to a journal file."""

    def __init__(self, path: Path, descriptor: int, chain: Chain, disk: Disk) -> None:
        """Use `create` or `resume` instead."""
        self.path = path
        self._descriptor, self._chain, self._disk = descriptor, chain, disk
        self._lines = 0
        self._closing = ""

    @classmethod
    def create(cls, path: Path, header: Header, *, disk: Disk = DISK) -> Logbook:
        """Start a new journal file; the header is durable when this returns.

        Raises:
            JournalError: the file exists already, or cannot be made.
        """
        chain = Chain(header)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, _FLAGS | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise JournalError(
                f"{path}: there is a file already", hint="Choose another name; nothing was overwritten."
            ) from None
        except OSError as error:
            raise JournalError(f"{path}: {error.strerror}", hint="Choose a folder that you may write to.") from None
        _lock(descriptor, path)
        book = cls(path, descriptor, chain, disk)
        try:
            book._append(book._chain.first_line + b"\n")
            _sync_folder(path.parent)
        except JournalError:
            book.close()
            path.unlink()
            raise
        return book

    @classmethod
    def resume(
        cls, path: Path, *, disk: Disk = DISK, check: Callable[[Journal], None] | None = None
    ) -> tuple[Logbook, Journal, int]:
        """Go on with an unfinished journal; one that lacks nothing but its seal gets it.

        Args:
            path: The file.
            disk: How bytes reach it.
            check: Refuses, by an error of ours, what must not go on; called before anything is written.

        Returns:
            The logbook, what it holds, and how many bytes of a torn last line were cut.

        Raises:
            JournalError: unreadable, broken, finished already, or in use.
        """
        try:
            descriptor = os.open(path, _FLAGS)
        except OSError as error:
            raise JournalError(
                f"{path}: {error.strerror}", hint="See `warroom` for drills that can be resumed."
            ) from None
        _lock(descriptor, path)
        try:
            raw = path.read_bytes()
            whole = raw[: raw.rfind(b"\n") + 1]
            journal = decode(whole or raw, name=str(path))
            if journal.sealed:
                file = quote(str(path))
                hint = f"Watch it: warroom replay {file}. Play on from a moment: warroom fork {file} --at 00:14:00."
                raise JournalError(f"{path}: this drill is finished", hint=hint)
            if check is not None:
                check(journal)
            book = cls(path, descriptor, Chain(journal.header), disk)
            book._go_on(journal, cut=len(whole) if len(whole) < len(raw) else None)
        except WarroomError:
            os.close(descriptor)
            raise
        return book, journal, len(raw) - len(whole)

    def _go_on(self, journal: Journal, *, cut: int | None) -> None:
        """Take up the chain where the file ends; what a crash left unsynced is made durable before anything follows."""
        self._chain.head, self._lines = journal.head, len(journal.entries)
        if cut is not None:
            os.ftruncate(self._descriptor, cut)
        self._append(self._chain.seal(self._lines) + b"\n" if journal.finished else b"")
        self._closing = "the drill is finished" if journal.finished else ""

    def write(self, entries: Sequence[Entry]) -> None:
        """Append entries, and the seal after a last one; durable when this returns.

        Raises:
            JournalError: the disk refused, now or before, or the drill is finished.
        """
        if not entries:
            return
        if self._closing:
            raise JournalError(f"{self.path}: nothing more can be written: {self._closing}")
        lines = [self._chain.line(entry) for entry in entries]
        self._lines += len(entries)
        if isinstance(entries[-1].event, DrillEnded):
            lines.append(self._chain.seal(self._lines))
            self._closing = "the drill is finished"
        self._append(b"\n".join(lines) + b"\n")

    def _append(self, data: bytes) -> None:
        """Write and sync; a failure ends this logbook, because nobody knows how much of it arrived."""
        try:
            self._disk.write(self._descriptor, data)
            self._disk.sync(self._descriptor)
        except OSError as error:
            self._closing = f"an earlier write failed ({error.strerror})"
            raise JournalError(
                f"{self.path}: {error.strerror}",
                hint="What was answered before is safe. Make room, then resume this drill.",
            ) from error

    def close(self) -> None:
        """Give the file and its lock back."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Logbook:
        """Close at the end of a `with` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()


def write_at_once(path: Path, header: Header, entries: Sequence[Entry]) -> None:
    """Write a journal whose drill was played already; durable when this returns.

    Raises:
        JournalError: the file exists already, or cannot be written; then nothing of it is left.
    """
    with Logbook.create(path, header) as book:
        try:
            book.write(entries)
        except JournalError as error:
            path.unlink()
            raise JournalError(str(error), hint="Make room, then give the same command again.") from None


def _sync_folder(folder: Path) -> None:
    """Make the file's name durable too (not possible on Windows)."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
