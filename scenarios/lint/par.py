"""Par: whether anybody could bring the service back as soon as a variant expects it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from scenarios.document import Path
from scenarios.lint.finding import Flaw, Flaws
from scenarios.lint.reach import FELT_PCT, Reach
from simulator.clock import spell
from simulator.scenario import Scenario


def check_par(s: Scenario, reach: Reach) -> Flaws:
    """A par for the restore that is earlier than any way to reach it."""
    restored_s = reach.variant.par.restored
    if restored_s is None:
        return
    path: Path = ("variants", reach.variant_id, "par", "restored")
    impact_s = reach.variant.truth.impact_start
    signals = [reach.earliest_s[x.id] for x in s.injects if x.credible_signal and x.id in reach.earliest_s]
    soonest_s = max(_ends_s(s, reach, min(signals, default=0)), default=0)
    if restored_s <= impact_s:
        what = f"restored at {spell(restored_s)}, and the impact begins at {spell(impact_s)}"
        yield Flaw("par-impossible", path, what)
    elif restored_s < soonest_s:
        what = f"restored at {spell(restored_s)}; started at the first signal, the tasks end at {spell(soonest_s)}"
        yield Flaw("par-impossible", path, what)


def _ends_s(s: Scenario, reach: Reach, signal_s: int) -> Iterator[int]:
    """For each fault that customers feel, the soonest end by median durations; nothing where no end is known."""

    @cache
    def takes_s(task: str) -> int:
        spec = s.tasks[task]
        return spec.median + max((takes_s(before) for before in spec.requires), default=0)

    for name in reach.variant.faults:
        fault = s.faults[name]
        worst_pct = max(fault.impact_pct.values(), default=0)
        if fault.starts >= s.horizon or worst_pct < FELT_PCT:
            continue
        ends_s = [
            signal_s + takes_s(task)
            for task in reach.tasks
            for effect in s.tasks[task].effects
            if effect.fault == name and worst_pct * effect.to_pct < FELT_PCT * 100 and reach.moves(effect)
        ]
        if fault.fades_after is not None:
            ends_s.append(fault.starts + fault.fades_after)
        if ends_s:
            yield min(ends_s)
