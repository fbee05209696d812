"""The Tech Lead's first guess, a few minutes after taking the seat: wrong more often than right (domain.md §6.2).

It names a piece of work, never a cause: nothing that a scenario hides is said before its time. Who follows a wrong
guess loses the time that the work takes, and who publishes it as the cause has said what is not true.
"""

from __future__ import annotations

from functools import partial

from simulator import events as e
from simulator.clock import MINUTE_S
from simulator.journal import Entry
from simulator.vocabulary import Seat, TaskKind
from simulator.world.stage import Stage

GUESS_AFTER_S = 4 * MINUTE_S
PPM = 1_000_000
LOOKS = (TaskKind.CONTAIN, TaskKind.DIAGNOSE)


class Guess:
    """What the Tech Lead would bet on first."""

    def __init__(self, stage: Stage) -> None:
        """Listen for who takes the seat."""
        self.stage = stage
        self.is_made = False
        stage.on(e.RoleAssigned, self._seated)

    def _seated(self, entry: Entry, event: e.RoleAssigned) -> None:
        incident = self.stage.incident
        is_human = event.holder == self.stage.player or event.holder in incident.team
        if event.seat is Seat.TECH_LEAD and not is_human and not self.is_made:
            self.is_made = True
            self.stage.later(GUESS_AFTER_S, partial(self._guess, event.holder, entry.n))

    def _guess(self, person: str, cause: int) -> None:
        stage, task = self.stage, self._task()
        if task and stage.incident.ended_s is None and stage.incident.mitigated_s is None:
            title = stage.scenario.tasks[task].title
            facts = {"guess": f"“{title}” would bring us further than anything else."}
            _, text = stage.voice.say("first_guess", "calm", facts, stage.chance, person)
            stage.emit(e.ColleagueSaid(person=person, seat=Seat.TECH_LEAD.value, text=text), cause=cause)

    def _task(self) -> str:
        """A right one with the runbook's odds, or else one without a known risk that does not help with this cause."""
        stage, truth = self.stage, self.stage.variant.truth
        faults = set(stage.variant.faults)
        plain = {name: t for name, t in stage.scenario.tasks.items() if t.kind in LOOKS and t.risk is None}
        wrong = [name for name, t in plain.items() if not any(effect.fault in faults for effect in t.effects)]
        wrong = [name for name in wrong if name not in truth.containment]
        right = [name for name in truth.containment if name in plain]
        wrong_ppm = PPM - stage.parameter("first_guess_right_ppm") // 1_000
        options = wrong if stage.chance.fails(wrong_ppm, "tech lead", "first guess") or not right else right
        return stage.chance.pick(options, "tech lead", "which guess") if options else ""
