"""One connection as the host sees it: who is there, what they may see, how much they may send, what waits to go out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from simulator.vocabulary import Seat
from tui.rooms.protocol import Told, write
from tui.rooms.seat_view import SeatView, Telling

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


class Wire(Protocol):
    """A guest's connection as the rest of the host sees it; nothing here waits."""

    def post(self, frame: bytes) -> None:
        """Send a text frame; a client that lets too much pile up is cut off instead."""

    def close(self) -> None:
        """Say goodbye after what was sent before."""


class Guest:
    """Somebody who said hello."""

    def __init__(
        self, wire: Wire, *, kind: str, team: int, seat: Seat | None, person: str, name: str, bucket: Bucket
    ) -> None:
        """With the rights that their pass gives."""
        self.kind, self.team, self.seat, self.person, self.name = kind, team, seat, person, name
        self.bucket = bucket
        self.view = SeatView(seat, person)
        self.dismissed = False
        self._wire = wire

    def tell(self, message: Told | Telling | bytes) -> None:
        """Send a message, or the bytes of one that others get too."""
        if not self.dismissed:
            self._wire.post(message if isinstance(message, bytes) else write(message))

    def dismiss(self) -> None:
        """End the connection; what was told before still arrives."""
        self.dismissed = True
        self._wire.close()


class Crowd:
    """Every guest of a host, found by team."""

    def __init__(self) -> None:
        """Nobody is there."""
        self._teams: dict[int, set[Guest]] = {}

    def __len__(self) -> int:
        """How many are there."""
        return sum(map(len, self._teams.values()))

    def __iter__(self) -> Iterator[Guest]:
        """All of them; they may come and go meanwhile."""
        return iter([guest for team in self._teams.values() for guest in team])

    def of(self, team: int) -> list[Guest]:
        """Players and observers of a team; 0 = those of none."""
        return list(self._teams.get(team, ()))

    @property
    def facilitators(self) -> list[Guest]:
        """Those who steer."""
        return [guest for guest in self.of(0) if guest.kind == "facilitator"]

    def add(self, guest: Guest) -> None:
        """Somebody came."""
        self._teams.setdefault(guest.team, set()).add(guest)

    def discard(self, guest: Guest) -> None:
        """Somebody left."""
        self._teams.get(guest.team, set()).discard(guest)
