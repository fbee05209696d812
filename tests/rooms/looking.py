"""Looks at a session again and again, as the app does."""

from __future__ import annotations

import time
from collections.abc import Callable

from tui.rooms.remote import RoomSession

PATIENCE_S = 30.0


def until(session: RoomSession, holds: Callable[[], bool]) -> None:
    """Look again and again, as the app does, until something holds."""
    end_s = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end_s
        session.tick()
        time.sleep(0.02)
