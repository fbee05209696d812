"""The facilitator's keyboard at a tabletop: what people say is entered in their seat's name."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from simulator.clock import parse_duration_s
from simulator.commands import ChangePace, Command, FinishDrill
from simulator.drill import Outcome
from simulator.errors import WarroomError
from simulator.events import CommandRefused
from simulator.interventions import Intervention, TakeSeat
from simulator.vocabulary import Seat
from tui.plain import HELP, Plain
from tui.rooms.orders import BY_WORD, INJECTS, parse
from tui.rooms.protocol import Steer
from tui.rooms.right import HOST_ONLY, may, who_may
from tui.session import Session

ORDER_WORDS = tuple(word for word, order in BY_WORD.items() if order.group == INJECTS)
TABLE_HELP = (
    "A tabletop: `as SEAT` says who speaks, e.g. as comms-lead; what you enter then is theirs. `seats` lists them, "
    "`seated SEAT` adds one. `wait 5m` lets time pass. `injects` lists what is to come; its words are "
    + ", ".join(ORDER_WORDS) + ", each with the inject's id, e.g. hold boss-asks, shift boss-asks 5m. "
)  # fmt: skip
LONGEST_WAIT_S = 86_400


def person_at(seat: Seat) -> str:
    """The id of whoever sits at a seat of a table."""
    return f"seat-{seat.value.replace('_', '-')}"


def seat_named(word: str) -> Seat | None:
    """A seat by its id or title, with hyphens, blanks or underscores; None when there is none."""
    plain = word.strip().lower().replace("-", "_").replace(" ", "_")
    titles = {seat.title.lower().replace(" ", "_").replace("-", "_"): seat for seat in Seat}
    return Seat(plain) if plain in set(Seat) else titles.get(plain)


class TableSession(Session):
    """A session whose commands carry the seat that speaks."""

    speaks: Seat = Seat.IC

    def seat_everybody(self, seats: Iterable[Seat]) -> None:
        """Let people take these seats, each once."""
        for seat in seats:
            if seat not in self.drill.incident.seated:
                self.intervene(TakeSeat(seat=seat, person=person_at(seat)))

    def intervene(self, command: Intervention) -> Outcome:
        """Something that the facilitator does to the drill; durable when this returns."""
        self._run_to(self.pace.at_s())
        return self._submit(cast("Command", command), self.drill.player, None)

    def wait(self, span_s: int) -> None:
        """Let drill time pass."""
        self._run_to(self.pace.at_s())
        self._run_to(self.drill.at_s + span_s)
        self.pace.jump_to(self.drill.at_s)

    def seat_for(self, seat: Seat | None) -> Seat:
        """Whoever speaks."""
        return self.speaks

    def _give(self, command: Command, seat: Seat | None = None) -> Outcome:
        if isinstance(command, (*HOST_ONLY, ChangePace, FinishDrill)):
            return super()._give(command, Seat.IC)
        person = self.drill.incident.seated.get(self.speaks, person_at(self.speaks))
        if not may(self.drill.incident, person, self.speaks, command):
            remedy = f"That is for: {who_may(command)}. `as SEAT` says who speaks."
            reason = f"{self.speaks.title} cannot do that."
            return Outcome((), CommandRefused(command=command, reason=reason, remedy=remedy))
        return self._submit(command, person, self.speaks)

    def _submit(self, command: Command, who: str, seat: Seat | None) -> Outcome:
        self._count += 1
        drill: Any = self.drill
        outcome: Outcome = drill.submit(command, who=who, seat=seat, command_id=f"c{self._count}")
        self._keep(outcome.entries)
        return outcome


class Keyboard(Plain):
    """Lines and prompts for a whole table."""

    session: TableSession

    def __init__(
        self, session: TableSession, ask: Callable[[str], str], say: Callable[[str], None],
        injects: Callable[[], Sequence[str]],
    ) -> None:  # fmt: skip
        """Bind to a table; `injects` words the injects with their state."""
        super().__init__(session, ask, say)
        self._injects = injects

    def _obey(self, words: str) -> None:
        head, _, rest = words.partition(" ")
        known: dict[str, Callable[[str], None]] = {
            "as": self._as, "seats": self._seats, "seated": self._seated, "wait": self._wait,
            "injects": self._list_injects, **dict.fromkeys(ORDER_WORDS, lambda _: self._order(words)),
        }  # fmt: skip
        if head == "help":
            self._say(TABLE_HELP + HELP)
        elif head in known and (rest or head in ("seats", "injects")):
            known[head](rest)
        else:
            super()._obey(words)

    def _as(self, name: str) -> None:
        seat = seat_named(name)
        if seat is None or seat not in self.session.drill.incident.seated:
            self._say(f"Nobody sits at {name!r}. " + self._who())
            return
        self.session.speaks = seat
        self._say(f"{seat.title} speaks.")

    def _who(self) -> str:
        seated = self.session.drill.incident.seated
        return "Seats: " + ", ".join(seat.value.replace("_", "-") for seat in Seat if seat in seated) + "."

    def _seats(self, _: str) -> None:
        self._say(f"{self._who()} {self.session.speaks.title} speaks.")

    def _seated(self, name: str) -> None:
        seat = seat_named(name)
        if seat is None:
            self._say(f"There is no seat {name!r}; there are {', '.join(one.value.replace('_', '-') for one in Seat)}.")
        else:
            self.session.seat_everybody([seat])

    def _wait(self, span: str) -> None:
        try:
            span_s = parse_duration_s(span)
        except (ValueError, WarroomError):
            span_s = 0
        if not 0 < span_s <= LONGEST_WAIT_S:
            self._say("How long? For example: wait 5m. At most a day.")
            return
        self.session.wait(span_s)
        self._status()

    def _list_injects(self, _: str) -> None:
        for line in self._injects():
            self._say(line)

    def _order(self, words: str) -> None:
        """The same words as `warroom facilitate`, without the team: there is one."""
        try:
            head, *rest = shlex.split(words)
            made, _ = parse([head, "1", *rest])
        except (WarroomError, ValueError) as slip:
            usage = BY_WORD[words.partition(" ")[0]].usage.replace(" TEAM", "")
            self._say(f"Not done: {slip}. {usage}")
            return
        if isinstance(made, Steer) and made.intervention is not None:
            outcome = self.session.intervene(made.intervention)
            if outcome.refused is not None:
                self._say(f"Refused: {outcome.refused.reason} {outcome.refused.remedy}")
            else:
                self._say("Done.")
