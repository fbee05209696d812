"""What can come about in one variant: tasks that can be done, faults that can be felt, injects that can fire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scenarios.lint.solve import Possible, Range, Value, Wish, satisfiable
from simulator.conditions import compile_all
from simulator.scenario import Scenario, Variant
from simulator.scenario.inject import After, Inject
from simulator.scenario.world import Effect
from simulator.triggers import Condition

FELT_PCT = 2
"""A fault above this level counts as active, and an account with a larger failing share as not served."""
EPILOGUE = frozenset({"action_reviewed", "fault_recurred", "account_settled", "drill_ended"})
"""Events that come when the drill is over."""
_ANY_VALUE = 10**12
_MEANS: Mapping[str, tuple[str, ...]] = {
    "incident_declared": ("declared",),
    "mitigation_marked": ("declared", "mitigated"),
    "resolution_marked": ("declared", "resolved"),
    "incident_closed": ("declared", "resolved", "closed"),
    "stood_down": ("stood_down",),
    "postmortem_scheduled": ("postmortem_scheduled",),
    "postmortem_submitted": ("postmortem_submitted",),
}
"""What is true from an event on."""


@dataclass(slots=True)
class Reach:
    """One variant, explored until nothing new becomes possible."""

    scenario: Scenario
    variant_id: str
    conditions: Mapping[str, Condition]
    tasks: frozenset[str] = frozenset()
    levels_pct: dict[str, int] = field(default_factory=dict)
    """The highest level that each fault of the variant can reach."""
    injects: frozenset[str] = frozenset()
    earliest_s: dict[str, int] = field(default_factory=dict)
    """The first second at which an inject can fire."""

    @property
    def variant(self) -> Variant:
        """The variant itself."""
        return self.scenario.variants[self.variant_id]

    @property
    def signal_s(self) -> int:
        """The second of the first credible signal; that of the impact where none is dated."""
        signals = [self.earliest_s[x.id] for x in self.scenario.injects if x.credible_signal and x.id in self.injects]
        return min(signals, default=self.variant.truth.impact_start)

    def can(self, *texts: str | None, never: str | None = None, fixed: Mapping[str, Value] | None = None) -> bool:
        """Whether conditions can hold together, while another one does not."""
        wishes = [Wish(self.conditions[text]) for text in texts if text]
        if never:
            wishes.append(Wish(self.conditions[never], holds=False))
        return satisfiable(wishes, self.possible(), fixed)

    def possible(self) -> Possible:
        """What the names of conditions can be here."""
        faults = frozenset(name for name, pct in self.levels_pct.items() if pct > FELT_PCT)
        signals = {name: self.signal_range(name) for name in self.scenario.signals}
        return Possible(self.scenario.horizon, signals, self.tasks, self.injects, faults)

    def signal_range(self, signal: str) -> Range:
        """The values that a signal can take, in thousandths; monitoring shows nothing below 0."""
        spec = self.scenario.signals[signal]
        moves = [
            self.scenario.faults[fault].signals.get(signal, 0) * pct // 100 for fault, pct in self.levels_pct.items()
        ]
        least = spec.baseline - spec.noise + sum(move for move in moves if move < 0)
        most = max(0, spec.baseline + spec.noise + sum(move for move in moves if move > 0))
        return Range(max(0, least), most if spec.most is None else min(most, spec.most))

    def applies(self, inject: Inject) -> bool:
        """Whether an inject belongs to this variant."""
        return not inject.variants or self.variant_id in inject.variants

    def moves(self, effect: Effect) -> bool:
        """Whether an effect can touch a fault of this variant."""
        return effect.fault in self.levels_pct and (effect.when is None or self.can(effect.when))

    # --- whether an inject can fire ---------------------------------------------------------------------------

    def start_s(self, inject: Inject) -> int | None:
        """The first second at which its time or anchor lets it come; None when the anchor never happens."""
        if inject.at is not None:
            return inject.at
        if inject.missing is not None:
            return inject.missing.by
        return 0 if inject.after is None else self._anchored_s(inject.after)

    def _anchored_s(self, after: After) -> int | None:
        if after.inject is not None:
            first_s = self.earliest_s.get(after.inject)
            return None if first_s is None else first_s + after.delay
        if after.task is not None and after.task not in self.tasks:
            return None
        return None if after.event in EPILOGUE else after.delay

    def fits(self, inject: Inject) -> bool:
        """Whether its conditions leave a moment at which it can fire."""
        fixed: dict[str, Value] = {}
        if inject.at is not None:
            fixed["elapsed"] = inject.at
        wishes = [Wish(self.conditions[inject.when])] if inject.when else []
        if inject.missing is not None:
            fixed["elapsed"] = inject.missing.by
            wishes.append(Wish(self.conditions[inject.missing.condition], holds=False))
        if inject.after is not None:
            fixed |= dict.fromkeys(_MEANS.get(inject.after.event or "", ()), True)
        if inject.unless:
            wishes.append(Wish(self.conditions[inject.unless], holds=False))
        return inject.chance_pct > 0 and satisfiable(wishes, self.possible(), fixed)

    def fires_at_s(self, inject: Inject) -> int | None:
        """The first second at which it can fire; None = never by itself."""
        first_s = self.start_s(inject)
        if inject.bank or first_s is None or first_s >= self.scenario.horizon:
            return None
        return first_s if self.applies(inject) and self.fits(inject) else None


def explore(scenario: Scenario) -> dict[str, Reach]:
    """Explore every variant."""
    conditions = compile_all(scenario)
    return {name: _explored(Reach(scenario, name, conditions)) for name in scenario.variants}


def _explored(reach: Reach) -> Reach:
    scenario = reach.scenario
    reach.tasks = doable(scenario, reach.conditions)
    reach.levels_pct = {
        name: 100 if scenario.faults[name].starts < scenario.horizon else 0 for name in reach.variant.faults
    }
    while _grow(reach):
        pass
    return reach


def doable(scenario: Scenario, conditions: Mapping[str, Condition]) -> frozenset[str]:
    """Tasks that somebody can do: a team at home, everything required can be done, and what it holds by can be so."""
    hands = {member.team for member in scenario.cast.values() if member.organisation == "home"}
    found: frozenset[str] = frozenset()
    while True:
        possible = _whatever_is_done(scenario, found)
        more = frozenset(
            name
            for name, task in scenario.tasks.items()
            if task.team in hands and task.success_pct > 0 and found.issuperset(task.requires)
            and (task.holds is None or _can_hold(conditions[task.holds], possible))
        )  # fmt: skip
        if more == found:
            return found
        found = more


def _whatever_is_done(scenario: Scenario, tasks: frozenset[str]) -> Possible:
    """Everything but that other tasks are done: whether a task waits for itself hangs on tasks alone."""
    signals = dict.fromkeys(scenario.signals, Range(0, _ANY_VALUE))
    injects = frozenset(inject.id for inject in scenario.injects)
    return Possible(scenario.horizon, signals, tasks, injects, frozenset(scenario.faults))


def _can_hold(condition: Condition, possible: Possible) -> bool:
    """Two that run side by side may wait for each other's start, so `running` is no circle."""
    runs = any(name.startswith("running(") for name in condition.names)
    return runs or satisfiable([Wish(condition)], possible)


def _grow(reach: Reach) -> bool:
    """Add what has become possible; False when nothing has."""
    before = (dict(reach.levels_pct), reach.injects, dict(reach.earliest_s))
    for name in reach.tasks:
        for effect in reach.scenario.tasks[name].effects:
            if reach.moves(effect):
                reach.levels_pct[effect.fault] = max(reach.levels_pct[effect.fault], effect.to_pct)
    for inject in reach.scenario.injects:
        at_s = reach.fires_at_s(inject)
        if at_s is not None:
            reach.earliest_s[inject.id] = at_s
    reach.injects = frozenset(reach.earliest_s)
    for inject in reach.scenario.injects:
        effect_of = inject.effect
        if (inject.bank or inject.id in reach.injects) and effect_of and effect_of.fault in reach.levels_pct:
            reach.levels_pct[effect_of.fault] = max(reach.levels_pct[effect_of.fault], effect_of.to_pct)
    return before != (reach.levels_pct, reach.injects, reach.earliest_s)
