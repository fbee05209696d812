"""What the examiner's host saw of an exam: every write of its journal, noted before it is made.

A journal is a file, and a chain of hashes only shows that nobody edited it carelessly. An exam that is taken up, or
taken in, has to be the one that was played here: it must stand where the last note says. A note holds where the journal
stood, the hash of each line that was about to follow, and the host's clock, under a code that only the examiner's
secret makes. Who puts back the examiner's whole folder as it was before is not caught by it.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import msgspec

from scoring.certificates.error import CertificateError
from simulator.journal import Journal
from simulator.logbook import Disk

PRIVATE = 0o600
BEGINNING = 2
"""Notes of an exam whose clock never started: the header, and what stands there before anybody has done anything."""


class Note(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One write of a journal."""

    lines: int
    """How many lines were on the disk already."""
    head: str
    """SHA-256 of the last of them; empty before the first."""
    following: tuple[str, ...]
    """SHA-256 of each line that was about to be written."""
    at_utc_s: int
    """The host's clock."""
    code: str = ""
    """Keyed hash over exam and note."""


class Seen:
    """The notes about one exam."""

    def __init__(self, path: Path, secret: bytes, drill: str, clock: Callable[[], float]) -> None:
        """Read what was noted so far.

        Args:
            path: The file of notes.
            secret: The examiner's.
            drill: The exam's id.
            clock: Seconds of UTC on this host.

        Raises:
            CertificateError: a note was altered, or is by another examiner.
        """
        self.path, self._secret, self._drill, self._clock = path, secret, drill, clock
        raw = path.read_bytes() if path.exists() else b""
        self._size = raw.rfind(b"\n") + 1  # a last note that a crash tore off announced a write that was never made
        self._notes = [self._read(line) for line in raw[: self._size].splitlines()]
        last = self._notes[-1] if self._notes else None
        self._lines, self._head = (last.lines + len(last.following), last.following[-1]) if last else (0, "")

    @property
    def begun(self) -> bool:
        """Whether the exam's clock has started here."""
        return len(self._notes) > BEGINNING

    @property
    def known(self) -> bool:
        """Whether this host has held the exam at all."""
        return bool(self._notes)

    @property
    def left_utc_s(self) -> int:
        """When the journal was last written to, by the host's clock."""
        return self._notes[-1].at_utc_s

    def check(self, journal: Journal) -> None:
        """Accept a journal as the one that was played here, and go on from its end.

        A crash may have kept the last write from the disk, or a part of it; nothing before that, and nothing after.

        Raises:
            CertificateError: it is another one, it was cut, or something was added.
        """
        lines = 1 + len(journal.entries)
        if not self._notes:
            raise CertificateError(f"{self._drill}: this host has not seen this exam", hint=self._way_out)
        last = self._notes[-1]
        heads = dict(enumerate((last.head, *last.following), last.lines))
        if heads.get(lines) != journal.head:
            raise CertificateError(
                f"{self._drill}: the journal was changed while the exam was away: it is not the one that this host saw "
                f"(at line {lines}; the host saw {last.lines + len(last.following)})",
                hint=self._way_out,
            )
        self._lines, self._head = lines, journal.head

    @property
    def _way_out(self) -> str:
        return "Put the right journal back, or declare the exam void and say why: warroom certify void."

    def note(self, lines: Sequence[bytes]) -> None:
        """Note lines that are about to be written; durable when this returns.

        Raises:
            CertificateError: the note cannot be written.
        """
        following = tuple(sha256(line).hexdigest() for line in lines)
        note = Note(lines=self._lines, head=self._head, following=following, at_utc_s=int(self._clock()))
        note = msgspec.structs.replace(note, code=self._code(note))
        self._append(msgspec.json.encode(note) + b"\n")
        self._notes.append(note)
        self._lines, self._head = self._lines + len(following), following[-1]

    def forget(self) -> None:
        """Drop the notes of an exam that never began, so that it can begin anew."""
        self.path.unlink(missing_ok=True)
        self._notes, self._size, self._lines, self._head = [], 0, 0, ""

    def _append(self, line: bytes) -> None:
        try:
            with os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT, PRIVATE), "r+b") as file:
                file.truncate(self._size)
                file.seek(self._size)
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise CertificateError(f"{self.path}: {error.strerror}", hint="Make room, then take the exam up.") from None
        self._size += len(line)

    def _read(self, line: bytes) -> Note:
        try:
            note = msgspec.json.decode(line, type=Note)
        except ValueError:
            note = None
        if note is None or not note.following or not hmac.compare_digest(note.code, self._code(note)):
            raise CertificateError(f"{self.path}: what this host noted of the exam was altered", hint=self._way_out)
        return note

    def _code(self, note: Note) -> str:
        bare = msgspec.json.encode(msgspec.structs.replace(note, code=""))
        return hmac.digest(self._secret, b"warroom-seen:%b:%b" % (self._drill.encode(), bare), "sha256").hex()


class WatchedDisk(Disk):
    """A disk on which nothing of an exam's journal is written before it was noted."""

    def __init__(self, seen: Seen) -> None:
        """Bind to the exam's notes."""
        self._seen = seen

    def write(self, descriptor: int, data: bytes) -> None:
        """Note the lines, then append them."""
        if data:
            self._seen.note(data.removesuffix(b"\n").split(b"\n"))
        super().write(descriptor, data)
