"""A player on tape: what another one did, without its thinking. It shows what a drill costs whoever plays it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.bots.player import Act, Player, Sight
from simulator.events import CommandRefused


@dataclass(slots=True)
class Look:
    """One look at the room: what was done, and when the player wanted to look again."""

    acts: Sequence[Act]
    wakes_s: int | None = None


class Recorder:
    """Plays like another player and notes each look."""

    def __init__(self, player: Player, tape: list[Look]) -> None:
        self._player, self._tape = player, tape

    def observe(self, sight: Sight) -> Sequence[Act]:
        """What the other does."""
        self._tape.append(Look(self._player.observe(sight)))
        return self._tape[-1].acts

    def wakes_at(self, now_s: int) -> int | None:
        """When the other wakes."""
        self._tape[-1].wakes_s = self._player.wakes_at(now_s)
        return self._tape[-1].wakes_s

    def refused(self, act: Act, refusal: CommandRefused) -> None:
        """The other hears of it."""
        self._player.refused(act, refusal)


class Tape:
    """Does again what is on the tape, look by look."""

    def __init__(self, tape: Sequence[Look]) -> None:
        self._looks = iter(tape)
        self._look = Look(())

    def observe(self, sight: Sight) -> Sequence[Act]:
        """The next look's acts."""
        self._look = next(self._looks)
        return self._look.acts

    def wakes_at(self, now_s: int) -> int | None:
        """When the recorded player woke."""
        return self._look.wakes_s

    def refused(self, act: Act, refusal: CommandRefused) -> None:
        """It is on the tape what follows."""
