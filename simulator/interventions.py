"""What a facilitator may do to a running drill: commands like a seat's own, numbered and replayed like them.

A seat never gives these; they stand apart from `simulator.commands` so that no script and no form offers them.
Notes, ratings and overrules are no interventions: they change nothing in the world and live beside the journal.
"""

from __future__ import annotations

from typing import get_args

from simulator.commands import Base
from simulator.vocabulary import MessageKind, Seat


class TakeSeat(Base, kw_only=True, frozen=True):
    """Somebody sits down at a seat's keyboard."""

    seat: Seat
    person: str
    """A random person id; the name lives in the store alone."""


class FreeSeat(Base, kw_only=True, frozen=True):
    """Nobody sits at this seat's keyboard any more."""

    seat: Seat


class OrderInject(Base, kw_only=True, frozen=True):
    """Deliver an inject now, also one from the bank."""

    inject: str


class HoldInject(Base, kw_only=True, frozen=True):
    """Keep an inject back, though it may come due."""

    inject: str


class ReleaseInject(Base, kw_only=True, frozen=True):
    """Let a held inject go; one that came due meanwhile is delivered now."""

    inject: str


class SkipInject(Base, kw_only=True, frozen=True):
    """Strike an inject off the list."""

    inject: str


class ShiftInject(Base, kw_only=True, frozen=True):
    """Move one inject; not to before now."""

    inject: str
    by_s: int
    """Positive is later."""


class PostponeInjects(Base, kw_only=True, frozen=True):
    """Move every inject that has not been delivered."""

    by_s: int


class EditInject(Base, kw_only=True, frozen=True):
    """Change an inject's words before it is delivered."""

    inject: str
    subject: str
    text: str


class WriteInject(Base, kw_only=True, frozen=True):
    """Send a message of one's own as any persona."""

    sender: str
    """A cast member, `monitoring`, or an outside name."""
    seat: Seat
    medium: MessageKind
    subject: str
    text: str
    account: str = ""
    asks: bool = False
    answer_within_s: int = 0


Intervention = (
    TakeSeat
    | FreeSeat
    | OrderInject
    | HoldInject
    | ReleaseInject
    | SkipInject
    | ShiftInject
    | PostponeInjects
    | EditInject
    | WriteInject
)
INTERVENTIONS: tuple[type[Base], ...] = get_args(Intervention)
"""Every intervention type."""
