"""Players with one bad habit: an average player whose acts are bent, dropped or crowded out.

Each knows a `Sight` and nothing else. The habits are documented distributions (medians, spreads and chances below,
all guesses), drawn from the seed; they overlap, so that a spammer may have a good day.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import structs

from simulator import commands as c
from simulator.bots import chatter
from simulator.bots.player import Act, Sight
from simulator.bots.skill import AVERAGE
from simulator.bots.skilled import Skilled, afresh
from simulator.chance import Chance
from simulator.clock import MINUTE_S, hhmm
from simulator.events import CommandRefused
from simulator.fresh import Fresh
from simulator.vocabulary import Channel, Seat, Severity

ASKED_MOST = 4
"""So often the average player behind a habit is asked again when the habit swallowed what it wanted."""


class Habit(Protocol):
    """What a bad habit does to an average player."""

    def is_absent(self, sight: Sight) -> bool:
        """Whether the player does nothing useful in this minute."""
        ...

    def initiative(self, sight: Sight) -> Act | None:
        """Something that only this habit does."""
        ...

    def bend(self, sight: Sight, act: Act) -> Act | None:
        """What becomes of a sensible act; None swallows it."""
        ...


class Habitual:
    """An average player with a habit."""

    def __init__(self, habit: Habit, seed: int) -> None:
        """Bind the habit to an average player of the same seed."""
        self.habit, self._base = habit, Skilled(AVERAGE, seed)
        self._meant: dict[int, Act] = {}
        self._fresh = Fresh()

    def observe(self, sight: Sight) -> Sequence[Act]:
        """The habit first, then what is left of good sense."""
        own = self.habit.initiative(sight)
        if own is not None:
            return (Act(own.seat, afresh(own.command, self._fresh)),)
        if self.habit.is_absent(sight):
            return ()
        for _ in range(ASKED_MOST):
            meant = self._base.observe(sight)
            if not meant:
                return ()
            bent = self.habit.bend(sight, meant[0])
            if bent is not None:
                bent = Act(bent.seat, afresh(bent.command, self._fresh))
                self._meant = {id(bent.command): meant[0]}
                return (bent,)
        return ()

    def wakes_at(self, now_s: int) -> int | None:
        """When the average player would look."""
        return self._base.wakes_at(now_s)

    def refused(self, act: Act, refusal: CommandRefused) -> None:
        """Tell the average player about its own act; the habit learns nothing."""
        meant = self._meant.get(id(act.command))
        if meant is not None:
            self._base.refused(meant, refusal)


def signal_s(sight: Sight) -> int | None:
    """When the first credible sign came, as far as this seat knows."""
    return sight.incident.first_signal_s


class _Plain:
    """A habit that changes nothing yet; the habits below say what they change."""

    name = ""

    def __init__(self, seed: int) -> None:
        """Bind the draws to a seed."""
        self.chance = Chance(seed)

    def is_absent(self, sight: Sight) -> bool:
        """Always there."""
        return False

    def initiative(self, sight: Sight) -> Act | None:
        """Nothing of its own."""
        return None

    def bend(self, sight: Sight, act: Act) -> Act | None:
        """Leave it as it is."""
        return act

    def _holds(self, ppm: int, purpose: str, occasion: int | str) -> bool:
        return self.chance.happens(ppm, self.name, purpose, occasion)

    def _pick(self, bank: tuple[str, ...], purpose: str, occasion: int | str) -> str:
        return self.chance.pick(bank, self.name, purpose, occasion)

    def _minutes_s(self, median_min: int, sigma_milli: int, purpose: str, occasion: int | str = 0) -> int:
        return self.chance.lognormal(median_min * MINUTE_S, sigma_milli, self.name, purpose, occasion)


class Spammer(_Plain):
    """Posts every nine minutes in the median (sigma 0.4) and says nothing; 70 % of the answers are empty too.

    So much writing leaves less time: two minutes in five nothing else is done. Updates with content are never sent.
    """

    name = "spammer"

    def __init__(self, seed: int) -> None:
        """Begin with the first sign."""
        super().__init__(seed)
        self.posts, self.next_s = 0, -1

    def is_absent(self, sight: Sight) -> bool:
        """Busy writing."""
        return self._holds(400_000, "busy", sight.at_s // MINUTE_S)

    def initiative(self, sight: Sight) -> Act | None:
        """The next empty post, as long as the incident is open."""
        incident = sight.incident
        if signal_s(sight) is None or incident.resolved_s is not None or incident.stood_down_s is not None:
            return None
        if self.next_s < 0:
            self.next_s = sight.at_s + self._minutes_s(9, 400, "first")
        if sight.at_s < self.next_s:
            return None
        self.posts += 1
        self.next_s = sight.at_s + max(3 * MINUTE_S, self._minutes_s(9, 400, "gap", self.posts))
        text = chatter.EMPTY_POSTS[self.posts % len(chatter.EMPTY_POSTS)]
        return Act(Seat.COMMS_LEAD, c.PostUpdate(channel=Channel.STATUS_PAGE, text=text))

    def bend(self, sight: Sight, act: Act) -> Act | None:
        """Running updates are dropped, most answers say nothing."""
        command = act.command
        if isinstance(command, c.PostUpdate) and command.channel.is_external and not command.final:
            return None
        if isinstance(command, c.Reply) and self._holds(700_000, "answers", command.message):
            text = self._pick(chatter.EMPTY_ANSWERS, "answer", command.message)
            return Act(act.seat, structs.replace(command, text=text))
        return act


class Overpromiser(_Plain):
    """Adds a repair time to 85 % of what it says to anybody, fifteen to fifty minutes ahead."""

    name = "overpromiser"

    def bend(self, sight: Sight, act: Act) -> Act | None:
        """Promise the repair in updates, answers, acknowledgements and to executives."""
        command = act.command
        over = sight.incident.mitigated_s is not None or sight.incident.stood_down_s is not None
        if over or not isinstance(command, c.PostUpdate | c.Reply | c.AcknowledgeCustomer):
            return act
        occasion = f"{type(command).__name__}-{sight.at_s}"
        if not self._holds(850_000, "promises", occasion):
            return act
        ahead_s = (15 + self.chance.below(36, self.name, "ahead", occasion)) * MINUTE_S
        time = hhmm(sight.start_utc_s + sight.at_s + ahead_s)
        promise = self._pick(chatter.PROMISES, "words", occasion).replace("{time}", time)
        return Act(act.seat, structs.replace(command, text=f"{command.text} {promise}"))


class Hero(_Plain):
    """Does everything alone: names almost nobody (15 % of the seats), owns every task, and is out of breath.

    Every second minute goes into the work itself, and one thing in ten is forgotten.
    """

    name = "hero"

    def is_absent(self, sight: Sight) -> bool:
        """Hands on the keyboard."""
        return self._holds(500_000, "typing", sight.at_s // MINUTE_S)

    def bend(self, sight: Sight, act: Act) -> Act | None:
        """Takes every task, and gives no seat away."""
        command = act.command
        if isinstance(command, c.StartTask):
            return Act(Seat.IC, structs.replace(command, owner=Seat.IC))
        if isinstance(command, c.AssignRole) and command.seat is not Seat.IC:
            return act if self._holds(150_000, "shares", command.seat.value) else None
        paging = isinstance(command, c.PageTeam | c.Declare | c.FinishDrill)
        return None if not paging and self._holds(100_000, "forgets", sight.at_s) else act


class Debater(_Plain):
    """Argues about the severity first: 32 minutes in the median (sigma 0.4), then again every 16 minutes.

    Declares one level lower in 70 % of the drills; while the argument goes on, half of the minutes are lost.
    """

    name = "debater"
    LASTS_S = 90 * MINUTE_S

    def __init__(self, seed: int) -> None:
        """Draw how long the first argument takes."""
        super().__init__(seed)
        self.first_s = self._minutes_s(32, 400, "first argument")
        self.turns, self.next_s = 0, 0

    def _argues(self, sight: Sight) -> bool:
        began_s = signal_s(sight)
        open_ = sight.incident.resolved_s is None and sight.incident.stood_down_s is None
        return began_s is not None and open_ and sight.at_s - began_s < self.LASTS_S

    def is_absent(self, sight: Sight) -> bool:
        """Talking; before the first argument is over nothing is done at all."""
        began_s = signal_s(sight)
        if began_s is None or not self._argues(sight):
            return False
        return sight.at_s - began_s < self.first_s or self._holds(500_000, "talks", sight.at_s // MINUTE_S)

    def initiative(self, sight: Sight) -> Act | None:
        """A word on the level in the war room, or another level."""
        if not self._argues(sight) or sight.at_s < self.next_s:
            return None
        self.turns += 1
        declared = sight.incident.record.severity
        gap_min = 16 if declared is not None else 6
        self.next_s = sight.at_s + max(2 * MINUTE_S, self._minutes_s(gap_min, 400, "turn", self.turns))
        if declared is None or self.turns % 2:
            text = chatter.DEBATES[self.turns % len(chatter.DEBATES)]
            return Act(Seat.IC, c.PostUpdate(channel=Channel.WAR_ROOM, text=text))
        other = Severity.SEV2 if declared is not Severity.SEV2 else Severity.SEV1
        reason = self._pick(chatter.REASONS, "reason", self.turns)
        return Act(Seat.IC, c.ChangeSeverity(severity=other, reason=reason))

    def bend(self, sight: Sight, act: Act) -> Act | None:
        """One level lower than it looks."""
        command = act.command
        if isinstance(command, c.Declare) and self._holds(700_000, "lower", 0):
            lower = Severity.SEV2 if command.severity is Severity.SEV1 else Severity.SEV3
            return Act(act.seat, structs.replace(command, severity=lower))
        return act


class Late(_Plain):
    """Comes back from lunch 45 minutes after the first sign in the median (sigma 0.35), then plays on average."""

    name = "late"

    def __init__(self, seed: int) -> None:
        """Draw when."""
        super().__init__(seed)
        self.after_s = self._minutes_s(45, 350, "starts")

    def is_absent(self, sight: Sight) -> bool:
        """Not there yet."""
        began_s = signal_s(sight)
        return began_s is None or sight.at_s - began_s < self.after_s


HABITS: dict[str, type[_Plain]] = {habit.name: habit for habit in (Spammer, Overpromiser, Hero, Debater, Late)}
"""Every behavioural player by its name."""


def habitual(name: str, seed: int) -> Habitual:
    """A behavioural player by name.

    Raises:
        KeyError: no such habit.
    """
    return Habitual(HABITS[name](seed), seed)
