"""A drill at its table with the app and the keyboard; the clock stands where the test puts it."""

import asyncio
import unicodedata
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.widgets import Static

from tests.tui.table import Table
from tui.app import WarroomApp
from tui.screens.form import FormScreen
from tui.screens.room import RoomScreen

NAMED_KEYS = ("ctrl+s", "escape", "enter", "down", "tab")
NARROW, WIDE = (80, 24), (120, 40)
CARD = {
    "total": 61.5, "band": "M", "gates": [{"id": "G-2", "title": "Closed without evidence", "evidence": [3]}],
    "domains": [{"id": "A", "title": "Declare and triage", "points": 9, "of": 12}],
    "criteria": [
        {"id": "A1", "title": "Time to declare", "weight": 4, "value": 0.25, "points": 1, "target": "within 15 min",
         "actual": "41 min", "explanation": "From the first signal.", "evidence": [1, 2], "quotes": [],
         "advice": "Declare early.", "practise": "", "source": "runbook"},
        {"id": "A3", "title": "Severity", "weight": 2, "value": 1, "points": 2, "target": "SEV-1", "actual": "SEV-1",
         "explanation": "", "evidence": []},
        {"id": "C8", "title": "Briefs", "weight": 2, "value": None, "points": 0, "target": "", "actual": "not reached",
         "explanation": "", "evidence": []},
    ],
}  # fmt: skip


@dataclass
class Play:
    """A table with its app and its keyboard."""

    table: Table
    app: WarroomApp
    pilot: Pilot[str]

    async def press(self, *keys: str) -> None:
        """Keys, each once the one before it is done with."""
        for key in keys:
            self.app.post_message(events.Key(_named(key), _letter(key)))
            await self.at_rest()

    async def type(self, text: str) -> None:
        for letter in text:
            self.app.post_message(events.Key(_character_to_key(letter), letter))
        await self.at_rest()

    async def at_once(self, *typed: str | events.Paste) -> None:
        """Keys, texts and pastes as one write of the terminal: nothing is waited for until all have come."""
        for one in typed:
            if isinstance(one, events.Paste):
                self.app.post_message(one)
            elif one in NAMED_KEYS:
                self.app.post_message(events.Key(one, None))
            else:
                for letter in one:
                    self.app.post_message(events.Key(_character_to_key(letter), letter))
        await self.at_rest()

    async def at_rest(self) -> None:
        """Until all that was typed has come, was given to whom it was meant for, and is done with.

        How busy the processor is would not tell: on a loaded machine a program that waits for its turn looks idle.
        """
        come = asyncio.Event()
        self.app.call_later(come.set)
        while self.app.is_running and not (come.is_set() and self._is_done()):
            await asyncio.sleep(0)
        await self.pilot.pause()

    def _is_done(self) -> bool:
        return not self.app._typed and self.app._settling is None and self.app._painting is None

    async def look(self) -> None:
        """Let the app tick as its timer would."""
        self.app.tick()
        await self.pilot.pause()

    @property
    def room(self) -> RoomScreen:
        assert self.app.room is not None
        return self.app.room

    def in_room(self) -> bool:
        """Nothing is open over the war room."""
        return self.app.screen is self.room

    def form(self) -> FormScreen:
        assert isinstance(self.app.screen, FormScreen)
        return self.app.screen

    def error(self) -> str:
        return str(self.form().query_one("#error", Static).content)

    def screen_text(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def _named(key: str) -> str:
    """A key by its name, as in a binding."""
    return _character_to_key(key) if len(key) == 1 else key


def _letter(key: str) -> str | None:
    """What a key writes; None = nothing."""
    if len(key) == 1:
        return key
    try:
        return unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        return None


Begin = Callable[..., AbstractAsyncContextManager[Play]]
