"""A machine whose clock somebody sets, back and forth: libfaketime in front of its processes."""

from __future__ import annotations

import os
from pathlib import Path

LEFT_OUT = "libfaketime is not installed (Debian: apt-get install faketime)"
STEPS_S = (-86_400, -3_600, -45, 45, 3_600, 86_400)
"""What the clock is moved by: as by somebody who sets it, and by a time server that puts it right."""


def library() -> Path | None:
    """The library that is put in front; None when it is not installed."""
    return next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)


class SetClock:
    """The clock on the wall of every process that is started with `environment`; the monotonic one runs on."""

    def __init__(self, file: Path) -> None:
        """Begin with the right time; the file tells the processes how far it is off."""
        self._file, self._off_s = file, 0
        self.move(0)

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to live by this clock; empty when that cannot be done here."""
        front = library()
        if front is None:
            return {}
        return {
            "LD_PRELOAD": str(front), "FAKETIME_TIMESTAMP_FILE": str(self._file), "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }  # fmt: skip

    def move(self, by_s: int) -> None:
        """Set it forward or back, at once for everybody."""
        self._off_s += by_s
        fresh = self._file.with_suffix(".new")
        fresh.write_text(f"{self._off_s:+d}\n")
        os.replace(fresh, self._file)
