"""Who is in a scenario: accounts with their contracts, and the cast."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.scenario.base import Cents, Id, Strict, Title
from simulator.vocabulary import Seat


class Account(Strict):
    """A customer."""

    name: Title | None = None
    """Company name; drawn by the seed when absent."""
    tier: Literal["strategic", "enterprise", "standard"]
    arr: Cents
    """Annual recurring revenue."""
    monthly_fee: Cents
    """Fee of the affected product per month, the base of a credit."""
    renewal_in_days: Annotated[int, Field(ge=0, le=3_650)]
    sla: Id
    """The schedule of the runbook that its contract names, or `none`."""
    relationship: Literal["high", "normal", "low"] = "normal"
    """How much credit we have with them before it begins."""
    sentiment: Annotated[int, Field(ge=0, le=100)] = 75
    users: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    """How many people there use the product; by tier when absent. A share of them opens tickets when it fails."""
    open_opportunity: Title | None = None
    """A deal in flight; it is held or advanced during the incident."""


class CastMember(Strict):
    """One person; the name is drawn by the seed when absent."""

    name: Title | None = None
    title: Title
    organisation: Id = "home"
    """`home`, an account's id, or `outside`."""
    team: Id | None = None
    """A team at home that can be paged, e.g. `database`."""
    seats: tuple[Seat, ...] = ()
    """Seats that this person is trained to hold."""
    temperament: Literal["calm", "blunt", "anxious", "formal"] = "calm"


class Objective(Strict):
    """What the exercise is to show (HSEEP: specific and tied to criteria)."""

    title: Title
    criteria: tuple[Annotated[str, Field(pattern=r"^[A-G]\d$")], ...] = ()
