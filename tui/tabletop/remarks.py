"""Remarks at a table: notes, ratings and overrules in a file beside the journal, chained to it and never in it."""

from __future__ import annotations

import os
from pathlib import Path

from simulator.errors import JournalError
from tui.folders import REMARKS
from tui.store.remark import Annotation, chained, checked


def remarks_of(journal: Path) -> Path:
    """Where a table's remarks are kept."""
    return journal.with_suffix(REMARKS)


class RemarkFile:
    """One table's remarks, oldest first."""

    def __init__(self, journal: Path) -> None:
        """Read what was remarked before.

        Raises:
            JournalError: the file cannot be read, or its chain is broken.
        """
        self.path = remarks_of(journal)
        try:
            with journal.open("rb") as stream:
                header = stream.readline().rstrip(b"\n")
            raw = self.path.read_bytes() if self.path.exists() else b""
        except OSError as error:
            raise JournalError(f"{self.path}: {error.strerror}") from None
        whole = raw[: raw.rfind(b"\n") + 1]
        lines = whole.splitlines()
        self.all = checked(lines, header, name=str(self.path))
        self._before = lines[-1] if lines else header
        self._torn_at = len(whole) if len(whole) < len(raw) else None

    def add(self, remark: Annotation) -> Annotation:
        """Keep one more; durable when this returns.

        Raises:
            JournalError: the disk refuses; nothing was kept.
        """
        made, line = chained(remark, self._before, len(self.all) + 1)
        try:
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(descriptor, "ab") as stream:
                if self._torn_at is not None:
                    stream.truncate(self._torn_at)
                    self._torn_at = None
                stream.write(line + b"\n")
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise JournalError(f"{self.path}: {error.strerror}", hint="Make room, then say it again.") from None
        self.all, self._before = (*self.all, made), line
        return made
