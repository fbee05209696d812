"""Seats as people type them: one spelling is shown, and every spelling is understood."""

from __future__ import annotations

from simulator.errors import ScenarioError
from simulator.vocabulary import Seat


def typed(seat: Seat) -> str:
    """A seat as one types it, e.g. `comms-lead`."""
    return seat.value.replace("_", "-")


def seat_named(word: str) -> Seat | None:
    """A seat by its id or title, with hyphens, blanks or underscores; None when there is none."""
    plain = word.strip().lower().replace("-", "_").replace(" ", "_")
    titles = {seat.title.lower().replace(" ", "_").replace("-", "_"): seat for seat in Seat}
    return Seat(plain) if plain in set(Seat) else titles.get(plain)


def seat_of(word: str) -> Seat:
    """The seat that a command was given.

    Raises:
        ScenarioError: there is no such seat.
    """
    seat = seat_named(word)
    if seat is None:
        raise ScenarioError(f"there is no seat {word!r}", hint=f"Known: {', '.join(map(typed, Seat))}.")
    return seat
