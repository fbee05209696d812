"""One connection as the host sees it: who is there, what they may see, how much they may send, what waits to go out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from simulator.vocabulary import Seat
from tui.rooms.protocol import Told, encode
from tui.rooms.seat_view import SeatView

QUEUE_MOST = 2_000
"""A client that is this many messages behind is cut off; it comes back and goes on where it was."""
PER_S = 20
BURST = 60
CODE_TRIES = 10
CODE_WINDOW_S = 60.0


class Bucket:
    """Lets so many through at once and so many a second."""

    def __init__(self, now: Callable[[], float], *, per_s: float = PER_S, burst: float = BURST) -> None:
        """Full at first."""
        self._now, self._per_s, self._burst = now, per_s, burst
        self._left, self._seen = burst, now()

    def take(self) -> bool:
        """True when one more may pass."""
        now = self._now()
        self._left = min(self._burst, self._left + (now - self._seen) * self._per_s)
        self._seen = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Tries:
    """Counts wrong codes by address, so that nobody guesses for long."""

    def __init__(self, now: Callable[[], float]) -> None:
        """Nobody has tried."""
        self._now = now
        self._wrong: dict[str, list[float]] = {}

    def blocked(self, address: str) -> bool:
        """True while an address has had too many wrong codes."""
        since = self._now() - CODE_WINDOW_S
        kept = [when for when in self._wrong.get(address, ()) if when > since]
        if kept:
            self._wrong[address] = kept
        else:
            self._wrong.pop(address, None)
        return len(kept) >= CODE_TRIES

    def note(self, address: str) -> None:
        """One more wrong code."""
        self._wrong.setdefault(address, []).append(self._now())


class Guest:
    """Somebody who said hello."""

    def __init__(self, *, kind: str, team: int, seat: Seat | None, person: str, name: str, bucket: Bucket) -> None:
        """With the rights that their pass gives."""
        self.kind, self.team, self.seat, self.person, self.name = kind, team, seat, person, name
        self.bucket = bucket
        self.view = SeatView(seat, person)
        self.outbox: asyncio.Queue[str | None] = asyncio.Queue(QUEUE_MOST)
        self.fallen_behind = False

    def tell(self, message: Told | str) -> None:
        """Queue a message; one who does not read is cut off rather than waited for."""
        if self.fallen_behind:
            return
        try:
            self.outbox.put_nowait(message if isinstance(message, str) else encode(message))
        except asyncio.QueueFull:
            self.dismiss()

    def dismiss(self) -> None:
        """Close the connection once what is queued before has gone out, or at once when the queue is full."""
        self.fallen_behind = True
        if self.outbox.full():
            self.outbox.get_nowait()
        self.outbox.put_nowait(None)
