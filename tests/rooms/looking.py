"""Looks at a session or its screens again and again, until what is awaited is there."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from textual.pilot import Pilot

from tui.app import WarroomApp
from tui.rooms.remote import RoomSession

PATIENCE_S = 30.0


def until(session: RoomSession, holds: Callable[[], bool]) -> None:
    """Look again and again, as the app does, until something holds."""
    end_s = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end_s
        session.tick()
        time.sleep(0.02)


async def shown(holds: Callable[[], bool]) -> None:
    """Let the app run until its screen holds something."""
    end_s = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end_s
        await asyncio.sleep(0.05)


async def enter_room(app: WarroomApp, pilot: Pilot[str]) -> None:
    """Read the briefing and go in."""
    await app.workers.wait_for_complete()
    await pilot.press("enter")
    await shown(lambda: app.room is not None and app.screen is app.room)
