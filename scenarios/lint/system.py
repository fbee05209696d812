"""Faults, signals and tasks: what can be seen, done, owned and brought back."""

from __future__ import annotations

from collections.abc import Mapping

from scenarios.document import Path
from scenarios.lint.finding import Flaw, Flaws
from scenarios.lint.reach import FELT_PCT, Reach
from simulator.clock import spell
from simulator.scenario import Scenario
from simulator.scenario.world import Effect, Fault, Signal
from simulator.vocabulary import Seat

UNIT_MOST = 5
"""So many letters of a unit stand beside a value on the screen; `per ` becomes `/`."""


def check_system(s: Scenario, reaches: Mapping[str, Reach]) -> Flaws:
    """Every flaw of the failing system."""
    used = {fault for variant in s.variants.values() for fault in variant.faults}
    for name in s.faults:
        if name not in used:
            yield Flaw("fault-unused", ("faults", name), f"no variant names the fault '{name}'")
    yield from _signals(s)
    yield from _faults(s, reaches)
    for reach in reaches.values():
        yield from _onset(s, reach)
        yield from _sight(s, reach)
        yield from _restoring(s, reach)
    yield from _tasks(s, reaches)


def _signals(s: Scenario) -> Flaws:
    for name, signal in s.signals.items():
        here: Path = ("signals", name)
        shown = signal.unit.replace("per ", "/")
        if len(shown) > UNIT_MOST:
            what = f"the screen shows '{shown[:UNIT_MOST]}' of '{shown}' ({len(shown)} letters)"
            yield Flaw("unit-long", (*here, "unit"), what)
        if signal.noise < 0:
            yield Flaw("noise-negative", (*here, "noise"), f"'{name}' has a noise below 0")
        elif min(signal.baseline, signal.warn) < signal.critical < max(signal.baseline, signal.warn):
            yield Flaw("signal-backwards", (*here, "critical"), f"'{name}' is critical before it warns")
        elif _is_red(signal, signal.baseline + signal.noise, signal.baseline - signal.noise):
            yield Flaw("always-red", (*here, "warn"), f"'{name}' warns at its baseline")


def _faults(s: Scenario, reaches: Mapping[str, Reach]) -> Flaws:
    asked = {text for reach in reaches.values() for text in reach.conditions}
    for name, fault in s.faults.items():
        here: Path = ("faults", name)
        levels_pct = [reach.levels_pct[name] for reach in reaches.values() if name in reach.levels_pct]
        if levels_pct and not any(levels_pct):
            what = f"'{name}' starts at {spell(fault.starts)}, after the end, and nothing raises it before"
            yield Flaw("fault-late", (*here, "starts"), what)
        felt = any(fault.signals.values()) or any(fault.impact_pct.values())
        if levels_pct and not felt and not any(f"active({name})" in text for text in asked):
            yield Flaw("fault-silent", here, f"'{name}' moves no signal and hurts no account")
        for signal, move in fault.signals.items():
            if signal in s.signals and _soothes(s.signals[signal], move):
                what = f"'{name}' makes '{signal}' look better than when all is well"
                yield Flaw("signal-backwards", (*here, "signals", signal), what)


def _soothes(signal: Signal, move: int) -> bool:
    """Whether a move goes away from the threshold, and farther than a mere side effect would."""
    away = signal.baseline - signal.warn
    return move * away > 0 and (abs(move) > abs(away) or signal.baseline + move < 0)


def _onset(s: Scenario, reach: Reach) -> Flaws:
    """Customers cannot have felt it before anything began."""
    truth = reach.variant.truth
    raised = {x.effect.fault for x in s.injects if x.effect and x.id in reach.injects}
    felt = [name for name in reach.variant.faults if s.faults[name].impact_pct]
    if truth.false_alarm or not felt or raised.intersection(felt):
        return
    first = min(felt, key=lambda name: s.faults[name].starts)
    if s.faults[first].starts > truth.impact_start:
        what = f"'{first}' starts at {spell(s.faults[first].starts)}; by the truth customers feel it from"
        yield Flaw("fault-late", ("faults", first, "starts"), f"{what} {spell(truth.impact_start)} on")


def _is_red(signal: Signal, high: int, low: int) -> bool:
    return low <= signal.warn if signal.critical < signal.warn else high >= signal.warn


def _sight(s: Scenario, reach: Reach) -> Flaws:
    ranges = {name: reach.signal_range(name) for name in s.signals}
    seen = any(_is_red(spec, ranges[name].most, ranges[name].least) for name, spec in s.signals.items())
    if not seen and not reach.variant.truth.false_alarm:
        what = "none of its faults moves a signal to its warning threshold"
        yield Flaw("quiet-variant", ("variants", reach.variant_id, "faults"), what)


def _restoring(s: Scenario, reach: Reach) -> Flaws:
    if reach.variant.par.restored is None:
        return
    for i, name in enumerate(reach.variant.faults):
        fault, level_pct = s.faults[name], reach.levels_pct[name]
        worst_pct = max(fault.impact_pct.values(), default=0)
        if worst_pct * level_pct < FELT_PCT * 100 or fault.fades_after is not None:
            continue
        if not any(worst_pct * pct < FELT_PCT * 100 for pct in _ends(s, reach, name)):
            what = f"no task that can be done brings the fault '{name}' below {FELT_PCT} % of an account's work"
            yield Flaw("never-restored", ("variants", reach.variant_id, "faults", i), what)


def _ends(s: Scenario, reach: Reach, fault: str) -> list[int]:
    """The levels, in percent, to which tasks can move a fault."""
    effects = [effect for task in reach.tasks for effect in s.tasks[task].effects if effect.fault == fault]
    return [effect.to_pct for effect in effects if reach.moves(effect)]


def _tasks(s: Scenario, reaches: Mapping[str, Reach]) -> Flaws:
    seats = {seat for member in s.cast.values() if member.organisation == "home" for seat in member.seats}
    hands = {member.team for member in s.cast.values() if member.organisation == "home"}
    doable = next(iter(reaches.values())).tasks
    for name, task in s.tasks.items():
        here: Path = ("tasks", name)
        if task.owner is not Seat.IC and task.owner not in seats:
            path = (*here, "owner") if "owner" in task.model_fields_set else here
            yield Flaw("task-unowned", path, f"nobody in the cast can hold the owner's seat '{task.owner}'")
        if task.team not in hands:
            yield Flaw("task-without-hands", (*here, "team"), f"nobody at home belongs to the team '{task.team}'")
        elif name not in doable:
            waits = "holds" if doable.issuperset(task.requires) else "requires"
            key = "success_pct" if task.success_pct == 0 else waits
            yield Flaw("task-unreachable", (*here, key), f"'{name}' can never be done")
        if task.median >= s.horizon:
            what = f"'{name}' takes {spell(task.median)}, and the drill ends at {spell(s.horizon)}"
            yield Flaw("task-too-long", (*here, "median"), what)
        for i, effect in enumerate(task.effects):
            if effect.when is not None and not _ever(effect, reaches, s.faults):
                yield Flaw("effect-impossible", (*here, "effects", i, "when"), f"'{effect.when}' can never hold")


def _ever(effect: Effect, reaches: Mapping[str, Reach], faults: Mapping[str, Fault]) -> bool:
    """Whether an effect can apply in any variant that has its fault; unused faults have a finding of their own."""
    having = [reach for reach in reaches.values() if effect.fault in reach.levels_pct]
    return not having or effect.fault not in faults or any(reach.can(effect.when) for reach in having)
