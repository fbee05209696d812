"""What the Tech Lead would try next: work that may help now, as far as the room can know.

Proposed is nothing that was given out before, that teaches what is known, or that mends what is not broken. A wrong
guess is possible while no cause is known, and only then; a step that names a cause waits for a diagnosis.
"""

from __future__ import annotations

import re

from simulator.scenario.world import Effect, Task
from simulator.vocabulary import TaskKind, TaskState
from simulator.world.lookup import Lookup
from simulator.world.stage import Stage
from simulator.world.system import RESTORED_BELOW_PERMILLE, System

_TAKES_BACK = re.compile(r"\b(?:back|revert|undo|former|previous)\b", re.IGNORECASE)
"""Words of a step that takes a recent change back: that needs no diagnosis."""


class Ideas:
    """The Tech Lead's ideas, each had once."""

    def __init__(self, stage: Stage, system: System, lookup: Lookup) -> None:
        """Reversible containment without a known risk first, then diagnosis, then repair."""
        self.stage, self.system, self.lookup = stage, system, lookup
        kinds = (TaskKind.CONTAIN, TaskKind.DIAGNOSE, TaskKind.FIX)
        riskless = [(name, task) for name, task in stage.scenario.tasks.items() if task.risk is None]
        self.left = [(name, task) for kind in kinds for name, task in riskless if task.kind is kind]
        causes = [v.truth.cause_concepts for v in stage.scenario.variants.values()]
        self.telling = {name for name, task in self.left if any(_names(task.title, groups) for groups in causes)}
        """Ideas whose titles say what the cause may be, in whatever variant."""

    def next(self) -> tuple[str, Task] | None:
        """The next idea that makes sense now; it is not had again."""
        found = next(((name, task) for name, task in self.left if self._makes_sense(name, task)), None)
        if found is not None:
            self.left.remove(found)
        return found

    def _makes_sense(self, name: str, task: Task) -> bool:
        runs = self.stage.incident.tasks
        if name in runs or any(t not in runs or runs[t].state is not TaskState.DONE for t in task.requires):
            return False
        if task.kind is TaskKind.DIAGNOSE:
            return self._teaches(name)
        if name in self.telling and not self._is_diagnosed():
            return False
        ours = [effect for effect in task.effects if effect.fault in self.system.levels]
        if ours or task.kind is TaskKind.FIX:
            return any(self._helps(effect) for effect in ours)
        return not self._knows_cause() and all(self._may_be(effect.fault) for effect in task.effects)

    def _teaches(self, name: str) -> bool:
        """Whether a look may still say something new: what it teaches is not known, or it may be a blind alley."""
        facts, told = self.stage.variant.truth.facts, f"done({name})"
        taught = {key for key, fact in facts.items() if told in self.lookup.conditions[fact.when].names}
        return bool(taught - set(self.stage.incident.facts)) if taught else not self._knows_cause()

    def _helps(self, effect: Effect) -> bool:
        """Whether it would lower something that is failing, or that is going to."""
        level, horizon_s = self.system.levels[effect.fault], self.stage.scenario.horizon
        worst = max(level.at(self.stage.now), level.at(horizon_s))
        holds = effect.when is None or self.lookup.holds(effect.when)
        return holds and worst > max(effect.to_pct * 10, RESTORED_BELOW_PERMILLE)

    def _may_be(self, fault: str) -> bool:
        """Whether somebody could suspect a fault: what only a step of ours brings about is not suspected before."""
        return self.stage.scenario.faults[fault].starts < self.stage.scenario.horizon

    def _knows_cause(self) -> bool:
        return any(fact.key == "cause" for _, fact in self.stage.incident.facts.values())

    def _is_diagnosed(self) -> bool:
        tasks = self.stage.scenario.tasks
        looks = [run for run in self.stage.incident.tasks.values() if tasks[run.task].kind is TaskKind.DIAGNOSE]
        return self._knows_cause() or any(run.state is TaskState.DONE for run in looks)


def _names(title: str, groups: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a title touches most of what a cause is made of, and does not just take a change back."""
    said = sum(any(re.search(rf"\b{re.escape(word)}\b", title, re.IGNORECASE) for word in group) for group in groups)
    return not _TAKES_BACK.search(title) and said >= 2
