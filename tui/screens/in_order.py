"""Keys and pastes, one after the other: what one opens or closes is in place before the next is delivered.

Textual gives a key to whatever has the focus at that moment. What is typed fast behind the key of a form would reach
the room, or a form that closes: lost, written into the wrong text, or taken for shortcuts.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any, TypeVar

from textual import events, on
from textual.app import App
from textual.message import Message
from textual.widgets import Input, TextArea

from tui.screens.pasting import pasted

Ended = TypeVar("Ended")
ROUNDS = 4
"""A choice from an open list goes so often through the queues before the focus stays; mostly one is enough."""
PAINTED_S = 0.025
"""So long what a key has changed is left to be painted first, when nothing is typed behind it."""
PATIENCE_S = 1.0
"""Whatever keeps a round, the keyboard answers again after this."""


class Behind(Message):
    """Takes the way of a key, from the widget in focus up to the app: what it has passed is done with the key."""

    def __init__(self, arrived: asyncio.Future[None]) -> None:
        """On its way."""
        super().__init__()
        self.arrived = arrived


class InOrderApp(App[Ended]):
    """An app that gives what is typed ahead to those it was meant for."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """As the app, with nothing typed yet."""
        super().__init__(*args, **options)
        self._typed: deque[events.Key | events.Paste] = deque()
        """What waits for its turn."""
        self._settling: asyncio.Task[None] | None = None
        """Waits until what was typed last is done; None while nothing is typed."""
        self._painting: asyncio.TimerHandle | None = None
        """The same, not begun: the frame comes first."""

    async def on_event(self, event: events.Event) -> None:
        """What is typed waits for its turn; everything else is handled as it arrives."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.append(events.Paste(pasted(event.text)) if isinstance(event, events.Paste) else event)
        if self._painting is not None or not self.screen.is_mounted:
            self._settle()
        elif self._settling is None:
            await self._give_next()

    async def _give_next(self) -> None:
        """Give the next one to what has the focus now; once the app leaves, nothing is meant for it."""
        self._settling = None
        while self._typed and not self._exit:
            event = self._typed.popleft()
            written = self._is_written(event)
            await super().on_event(event)
            if not written:
                self._settle_soon()
                return

    def _is_written(self, event: events.Key | events.Paste) -> bool:
        """Whether it only adds to a text: then the next may follow at once."""
        field = self.focused
        if field is None or isinstance(event, events.Paste):
            return isinstance(field, Input | TextArea)
        return field.check_consume_key(event.key, event.character)

    def _settle_soon(self) -> None:
        """Once the frame is painted; at once when more waits for its turn."""
        if self._typed:
            self._settle()
        else:
            self._painting = asyncio.get_running_loop().call_later(PAINTED_S, self._settle)

    def _settle(self) -> None:
        if self._painting is not None:
            self._painting.cancel()
            self._painting = None
        if self._settling is None and self.is_running and not self._exit:
            self._settling = asyncio.create_task(self._wait_until_settled(), name="typed")

    async def _wait_until_settled(self) -> None:
        """Wait until screens and focus stay as they are; what asked for the focus has it before the next key."""
        try:
            rounds = 0
            while rounds < ROUNDS and not self._exit:
                screen = self.screen
                at_rest = await self._go_behind()
                rounds = 0 if self.screen is not screen else ROUNDS if at_rest else rounds + 1
        finally:
            self.call_later(self._give_next)

    async def _go_behind(self) -> bool:
        """Go the way of a key once, which ends where a widget on it is taken away; True when nothing is left to do."""
        way = (self.focused or self.screen).ancestors_with_self
        arrived = asyncio.get_running_loop().create_future()
        pumps = [node._task for node in way if node is not self and node._task is not None]
        if way[0].post_message(Behind(arrived)):
            await asyncio.wait((arrived, *pumps), timeout=PATIENCE_S, return_when=asyncio.FIRST_COMPLETED)
        return not any(node.message_queue_size for node in way)

    @on(Behind)
    def _arrive(self, behind: Behind) -> None:
        if not behind.arrived.done():
            behind.arrived.set_result(None)
