"""Expert, average and novice: one policy, three sets of distributions.

A bot looks at the room, collects what its duties would like to do, and does what is due and within its span of
attention, the most urgent first. It knows a `Sight` and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from simulator import commands as c
from simulator.bots import closing, inbox, ledger, opening, speech, terms, work
from simulator.bots.phrase import Writer
from simulator.bots.player import Act, Sight
from simulator.bots.room import Duty, Memory, Room, Wish
from simulator.bots.skill import SKILLS, Nerve, Skill
from simulator.clock import MINUTE_S
from simulator.events import CommandRefused
from simulator.fresh import Fresh

__all__ = ["SKILLS", "Skill", "Skilled"]

DUTIES: tuple[Duty, ...] = (
    *opening.DUTIES,
    *work.DUTIES,
    *speech.DUTIES,
    *inbox.DUTIES,
    *terms.DUTIES,
    *ledger.DUTIES,
    *closing.DUTIES,
)
"""Everything an incident commander and the seats around one look after."""
MOST_TRIES = 3
RETRY_S = 3 * MINUTE_S
IDLE_S = 3 * MINUTE_S
"""With nothing new in the room and nothing due, the bot looks closely again after this long."""


def afresh(command: c.Command, fresh: Fresh) -> c.Command:
    """A command whose words to others hold no sentence a third time; what sums it all up may say it plainly."""
    sums_up = isinstance(command, c.PostUpdate) and command.final
    if not sums_up and isinstance(command, c.PostUpdate | c.PostBrief | c.Reply | c.AcknowledgeCustomer):
        return structs.replace(command, text=fresh.text(command.text))
    return command


class Skilled:
    """A player with a level of skill."""

    def __init__(self, skill: Skill, seed: int) -> None:
        """Bind a skill and a seed; the same seed plays the same way in the same world."""
        self.skill = skill
        self._nerve = Nerve(skill, seed)
        self._writer = Writer(self._nerve.chance)
        self._memory = Memory()
        self._fresh = Fresh()
        self._served: dict[int, str] = {}
        self._minute, self._spent = -1, 0
        self._next_s: int | None = None
        self._news: tuple[int, ...] = ()

    def observe(self, sight: Sight) -> Sequence[Act]:
        """What is due now, one command at a time."""
        self._memory.watch(sight)
        if sight.at_s // MINUTE_S != self._minute:
            self._minute, self._spent = sight.at_s // MINUTE_S, 0
        if self._spent >= self.skill.acts_per_min or self._is_idle(sight):
            return ()
        wishes = self._due(Room(sight, self._memory, self._nerve, self._writer))
        for wish in wishes:
            command = wish.make()
            self._memory.serve(wish.key, sight.at_s)
            if command is None:
                continue
            command = afresh(command, self._fresh)
            self._spent += 1
            self._next_s = sight.at_s
            act = Act(wish.seat, command)
            self._served = {id(command): wish.key}
            return (act,)
        return ()

    def wakes_at(self, now_s: int) -> int | None:
        """When the next known thing is due."""
        return self._next_s if self._next_s is not None and self._next_s > now_s else None

    def refused(self, act: Act, refusal: CommandRefused) -> None:
        """Try again a little later, a few times."""
        key = self._served.get(id(act.command))
        if key is None:
            return
        tries = self._memory.tries.get(key, 0) + 1
        self._memory.tries[key] = tries
        served_s = self._memory.done[key]
        if tries < MOST_TRIES:
            self._memory.unserve(key)
            self._memory.noticed[key] = served_s + RETRY_S

    def _is_idle(self, sight: Sight) -> bool:
        """Nothing new, and the next due time has not come."""
        incident = sight.incident
        news = (
            len(incident.messages),
            len(incident.facts),
            len(incident.posts),
            len(incident.promises),
            len(incident.present),
            sum(run.state != "running" for run in incident.tasks.values()),
            sum(sight.alarmed.values()),
            sum(credit.state != "asked" for credit in incident.credits.values()),
        )
        if news != self._news or self._next_s is None or sight.at_s >= self._next_s:
            self._news = news
            return False
        return True

    def _due(self, room: Room) -> list[Wish]:
        """Wishes whose time has come, the most urgent first; the next time to look is set for the others."""
        due, next_s = [], room.now + IDLE_S
        for duty in DUTIES:
            for wish in duty(room):
                if room.served(wish.key):
                    continue
                ready_s = self._ready_s(room, wish)
                if ready_s <= room.now:
                    due.append(wish)
                else:
                    next_s = min(next_s, ready_s)
        self._next_s = next_s
        return sorted(due, key=lambda wish: (wish.rank, self._memory.noticed[wish.key], wish.key))

    def _ready_s(self, room: Room, wish: Wish) -> int:
        """When this player gets to it: noticed, plus a reaction of its own."""
        noticed_s = self._memory.noticed.get(wish.key)
        if noticed_s is None:
            noticed_s = max(room.now if wish.since_s is None else min(wish.since_s, room.now), 0)
            self._memory.noticed[wish.key] = noticed_s
        tries = self._memory.tries.get(wish.key, 0)
        if tries:
            return noticed_s
        pause_s = self.skill.reaction_s if wish.pause_s is None else wish.pause_s
        return noticed_s + self._nerve.delay_s(pause_s, wish.key)
