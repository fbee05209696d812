"""The failing system: faults with a level over time, and the signals that monitoring makes of them.

A fault's level runs in straight lines between moments (permille of full strength). Signals are the baseline
plus level times amplitude, a minute late, with a little noise; an account's failing share is level times its
exposure. Both are sums over the faults of the variant.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from simulator import events as e
from simulator.scenario.world import Fault
from simulator.world.stage import Process, Stage

FULL_PERMILLE = 1_000
RESTORED_BELOW_PERMILLE = 20
"""An account counts as served again when less than 2 % of its work fails (guess)."""
LAG_S = 60
"""Monitoring shows what was a minute ago (guess: common scrape and aggregation delays)."""
NEVER_S = 10**9


@dataclass(slots=True)
class Level:
    """One fault's level: a line from (`from_s`, `start`) to (`to_s`, `end`), flat outside."""

    start: int
    end: int
    from_s: int
    to_s: int
    before: Level | None = None

    def at(self, at_s: int) -> int:
        """Permille of full strength at this second."""
        if at_s < self.from_s and self.before is not None:
            return self.before.at(at_s)
        if at_s >= self.to_s:
            return self.end
        if at_s <= self.from_s:
            return self.start
        return self.start + (self.end - self.start) * (at_s - self.from_s) // (self.to_s - self.from_s)

    def then(self, at_s: int, end: int, over_s: int) -> Level:
        """A new line from here on; the past stays as it was (only one step of it is kept)."""
        here = Level(self.start, self.end, self.from_s, self.to_s)
        return Level(self.at(at_s), end, at_s, at_s + max(over_s, 1), here)


def first_level(fault: Fault) -> Level:
    """The line that a fault begins with."""
    return Level(0, FULL_PERMILLE, fault.starts, fault.starts + max(fault.rises, 1))


class System:
    """All faults of the variant, and what they do to signals and accounts."""

    def __init__(self, stage: Stage) -> None:
        """Set the faults to their first lines and start measuring."""
        self.stage = stage
        self.levels = {name: first_level(stage.scenario.faults[name]) for name in stage.variant.faults}
        self.shown: dict[str, int] = {}
        self.shown_restored = True
        stage.start(self._measure())
        for name in stage.variant.faults:
            fades_after = stage.scenario.faults[name].fades_after
            if fades_after is not None:
                starts = stage.scenario.faults[name].starts
                stage.later(starts + fades_after, partial(self.move, name, 0, 60))

    def move(self, fault: str, to_permille: int, over_s: int) -> bool:
        """Send a fault to another level; False when this variant does not have it."""
        level = self.levels.get(fault)
        if level is None:
            return False
        changed = level.at(self.stage.now) != to_permille or level.end != to_permille
        self.levels[fault] = level.then(self.stage.now, to_permille, over_s)
        return changed

    def active(self, fault: str) -> bool:
        """True when the variant has this fault and it is above 2 %."""
        return fault in self.levels and self.levels[fault].at(self.stage.now) > RESTORED_BELOW_PERMILLE

    def signal_milli(self, signal: str, at_s: int) -> int:
        """What monitoring shows, in thousandths of the signal's unit."""
        spec = self.stage.scenario.signals[signal]
        value = spec.baseline
        for name, level in self.levels.items():
            amplitude = self.stage.scenario.faults[name].signals.get(signal)
            if amplitude:
                value += amplitude * level.at(at_s - LAG_S) // FULL_PERMILLE
        if spec.noise:
            value += self.stage.chance.below(2 * spec.noise + 1, signal, "noise", at_s) - spec.noise
        return max(value, 0)

    def failing_permille(self, at_s: int) -> dict[str, int]:
        """Share of each account's work that fails, by account."""
        shares = dict.fromkeys(self.stage.scenario.accounts, 0)
        for name, level in self.levels.items():
            strength = level.at(at_s)
            if strength:
                for account, pct in self.stage.scenario.faults[name].impact_pct.items():
                    shares[account] = min(1_000, shares[account] + pct * 10 * strength // FULL_PERMILLE)
        return shares

    def _measure(self) -> Process:
        while True:
            self._sample()
            yield self.stage.env.timeout(self.stage.scenario.sample_every)

    def _sample(self) -> None:
        now = self.stage.now
        values = {signal: self.signal_milli(signal, now) for signal in self.stage.scenario.signals}
        shares = self.failing_permille(now)
        restored = all(share < RESTORED_BELOW_PERMILLE for share in shares.values())
        moved = any(abs(share - self.shown.get(account, 0)) >= 10 for account, share in shares.items())
        if moved or restored != self.shown_restored:
            self.shown, self.shown_restored = shares, restored
            self.stage.emit(e.ImpactChanged(accounts_permille=shares, restored=restored))
        self.stage.emit(e.SignalsMeasured(values_milli=values))
