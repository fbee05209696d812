"""Events that stand for a facilitator's interventions; a seat sees only who sits where."""

from __future__ import annotations

from simulator import interventions as i


class SeatTaken(i.TakeSeat, kw_only=True, frozen=True):
    """Somebody sits at a seat's keyboard."""


class SeatFreed(i.FreeSeat, kw_only=True, frozen=True):
    """The seat's keyboard is free."""


class InjectOrdered(i.OrderInject, kw_only=True, frozen=True):
    """An inject is delivered by hand."""


class InjectHeld(i.HoldInject, kw_only=True, frozen=True):
    """An inject is kept back."""


class InjectReleased(i.ReleaseInject, kw_only=True, frozen=True):
    """A held inject may go."""


class InjectSkipped(i.SkipInject, kw_only=True, frozen=True):
    """An inject is off the list."""


class InjectShifted(i.ShiftInject, kw_only=True, frozen=True):
    """One inject moved."""


class InjectsPostponed(i.PostponeInjects, kw_only=True, frozen=True):
    """Every waiting inject moved."""


class InjectEdited(i.EditInject, kw_only=True, frozen=True):
    """An inject says something else."""


class InjectWritten(i.WriteInject, kw_only=True, frozen=True):
    """A message of the facilitator's own goes out."""
