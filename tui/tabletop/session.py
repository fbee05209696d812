"""A table's session: every command carries the seat that speaks, and the clock moves only when told to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from simulator.commands import ChangePace, Command, FinishDrill
from simulator.drill import Outcome
from simulator.events import CommandRefused
from simulator.interventions import Intervention, TakeSeat
from simulator.vocabulary import SKIP_MULTIPLIER, Seat
from tui.actions import Action
from tui.rooms.injects import slip_of
from tui.rooms.right import HOST_ONLY, may, who_may, why_not
from tui.session import Session

AS_SEAT = "`as SEAT` says who speaks."


def person_at(seat: Seat) -> str:
    """The id of whoever sits at a seat of a table: people at a table are known by their seats, also in reports."""
    return seat.title


class TableSession(Session):
    """A session whose commands carry the seat that speaks."""

    speaks: Seat = Seat.IC

    @property
    def speaker(self) -> str:
        """The id of the person who speaks."""
        return self.drill.incident.seated.get(self.speaks, person_at(self.speaks))

    def seat_everybody(self, seats: Iterable[Seat]) -> None:
        """Let people take these seats, each once."""
        for seat in seats:
            if seat not in self.drill.incident.seated:
                self.intervene(TakeSeat(seat=seat, person=person_at(seat)))

    def intervene(self, command: Intervention) -> Outcome:
        """Something that the facilitator does to the drill; durable when this returns."""
        self._run_to(self.pace.at_s())
        if (slip := slip_of(command, self.drill)) is not None:  # type: ignore[arg-type]
            return Outcome((), slip)
        return self._submit(cast("Command", command), self.drill.player, None)

    def wait(self, span_s: int) -> None:
        """Let drill time pass. Both ends stand in the journal: a table that is taken up again stands where it stood."""
        self._run_to(self.pace.at_s())
        self._give(ChangePace(multiplier=SKIP_MULTIPLIER))
        self._run_to(self.drill.at_s + span_s)
        self.pace.jump_to(self.drill.at_s)
        if not self.drill.over:
            self._give(ChangePace(multiplier=0))

    def seat_for(self, seat: Seat | None) -> Seat:
        """Whoever speaks."""
        return self.speaks

    def why_not(self, action: Action) -> str:
        """Whoever may not do it hears so before the form."""
        if action.command is FinishDrill:
            return ""
        why = why_not(self.drill.incident, self.speaker, self.speaks, action)
        return f"{why} {AS_SEAT}" if why else ""

    def _give(self, command: Command, seat: Seat | None = None) -> Outcome:
        if isinstance(command, FinishDrill):
            return self._submit(command, self.drill.player, None)
        if isinstance(command, (*HOST_ONLY, ChangePace)):
            return super()._give(command, Seat.IC)
        if not may(self.drill.incident, self.speaker, self.speaks, command):
            remedy = f"That is for: {who_may(command, self.speaks)}. {AS_SEAT}"
            reason = f"{self.speaks.title} cannot do that."
            return Outcome((), CommandRefused(command=command, reason=reason, remedy=remedy))
        return self._submit(command, self.speaker, self.speaks)

    def _submit(self, command: Command, who: str, seat: Seat | None) -> Outcome:
        self._count += 1
        drill: Any = self.drill
        outcome: Outcome = drill.submit(command, who=who, seat=seat, command_id=f"c{self._count}")
        self._keep(outcome.entries)
        return outcome
