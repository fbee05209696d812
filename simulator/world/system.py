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

    def still_until(self, at_s: int) -> int:
        """The last second up to which the level stays what it is at this one."""
        if at_s < self.from_s:
            return self.from_s if self.before is None else min(self.from_s, self.before.still_until(at_s))
        return at_s if at_s < self.to_s else NEVER_S

    def then(self, at_s: int, end: int, over_s: int) -> Level:
        """A new line from here on; the past stays as it was (only one step of it is kept)."""
        here = Level(self.start, self.end, self.from_s, self.to_s)
        return Level(self.at(at_s), end, at_s, at_s + max(over_s, 1), here)


def first_level(fault: Fault) -> Level:
    """The line that a fault begins with."""
    return Level(0, FULL_PERMILLE, fault.starts, fault.starts + max(fault.rises, 1))


@dataclass(frozen=True, slots=True)
class Gauge:
    """One signal, in plain numbers for the many samples of a drill."""

    signal: str
    baseline: int
    noise: int
    amplitudes: tuple[tuple[str, int], ...]
    """Faults of this variant that move it, and how far at full level."""

    @property
    def width(self) -> int:
        """How many values the noise allows."""
        return 2 * self.noise + 1

    def least(self, levels: dict[str, int]) -> int:
        """Its lowest value within the noise while the faults stand at these levels."""
        least = self.baseline - self.noise
        for fault, amplitude in self.amplitudes:
            least += amplitude * levels[fault] // FULL_PERMILLE
        return least


class System:
    """All faults of the variant, and what they do to signals and accounts.

    While no fault's level moves, only the noise is drawn anew: `_look` notes from when until when that holds.
    """

    def __init__(self, stage: Stage) -> None:
        """Set the faults to their first lines and start measuring."""
        self.stage = stage
        self.levels = {name: first_level(stage.scenario.faults[name]) for name in stage.variant.faults}
        faults = {name: stage.scenario.faults[name] for name in stage.variant.faults}
        self.gauges = tuple(
            Gauge(
                name,
                spec.baseline,
                spec.noise,
                tuple((fault, spec_of.signals[name]) for fault, spec_of in faults.items() if name in spec_of.signals),
            )
            for name, spec in stage.scenario.signals.items()
        )
        self.ceilings = {name: spec.most for name, spec in stage.scenario.signals.items() if spec.most is not None}
        self.impacts = {
            name: tuple((account, pct * 10) for account, pct in fault.impact_pct.items())
            for name, fault in faults.items()
        }
        self.shown: dict[str, int] = {}
        self.shown_restored = True
        self._looked_s, self._still_until_s, self._measured_s = 0, -1, -1
        self._seen: dict[str, int] | None = None
        """The levels behind `_ranges`."""
        self._ranges: list[tuple[str, int, int]] = []
        """For each signal the least value within its noise, and how many values that noise allows."""
        self._shares: dict[str, int] = {}
        self._checked: dict[str, int] | None = None
        self._measured: dict[str, int] = {}
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
        self._still_until_s = self._measured_s = -1
        return changed

    def active(self, fault: str) -> bool:
        """True when the variant has this fault and it is above 2 %."""
        return fault in self.levels and self.levels[fault].at(self.stage.now) > RESTORED_BELOW_PERMILLE

    def signals_milli(self, at_s: int) -> dict[str, int]:
        """What monitoring shows at this second, in thousandths of each signal's unit."""
        if at_s != self._measured_s:
            self._look(at_s)
            draws = self.stage.chance.words(len(self.gauges), "signals", "noise", at_s)
            self._measured_s = at_s
            self._measured = {
                signal: value if (value := least + (draw * width >> 32)) > 0 else 0
                for (signal, least, width), draw in zip(self._ranges, draws, strict=False)
            }
            for signal, most in self.ceilings.items():
                self._measured[signal] = min(self._measured[signal], most)
        return self._measured

    def failing_permille(self, at_s: int) -> dict[str, int]:
        """Share of each account's work that fails, by account."""
        self._look(at_s)
        return self._shares

    def _look(self, at_s: int) -> None:
        """Work out what the faults do to signals (without noise) and accounts, unless that is as it was."""
        if self._looked_s <= at_s <= self._still_until_s:
            return
        seen = {name: level.at(at_s - LAG_S) for name, level in self.levels.items()}
        if seen != self._seen:
            self._seen = seen
            self._ranges = [(gauge.signal, gauge.least(seen), gauge.width) for gauge in self.gauges]
        self._shares = dict.fromkeys(self.stage.scenario.accounts, 0)
        for name, level in self.levels.items():
            strength = level.at(at_s)
            for account, permille in self.impacts[name] if strength else ():
                self._shares[account] = min(1_000, self._shares[account] + permille * strength // FULL_PERMILLE)
        stills_s = [
            min(level.still_until(at_s), level.still_until(at_s - LAG_S) + LAG_S) for level in self.levels.values()
        ]
        self._looked_s, self._still_until_s = at_s, min(stills_s, default=NEVER_S)

    def _measure(self) -> Process:
        every_s = self.stage.scenario.sample_every
        while True:
            self._sample(self.stage.now)
            yield self.stage.env.timeout(every_s)

    def _sample(self, at_s: int) -> None:
        values, shares = self.signals_milli(at_s), self.failing_permille(at_s)
        if shares is not self._checked:
            self._checked = shares
            self._tell(shares)
        self.stage.emit(e.SignalsMeasured(values_milli=values))

    def _tell(self, shares: dict[str, int]) -> None:
        """Let the world know when an account is hit one percent more or less, or all are served again."""
        restored = all(share < RESTORED_BELOW_PERMILLE for share in shares.values())
        moved = any(abs(share - self.shown.get(account, 0)) >= 10 for account, share in shares.items())
        if moved or restored != self.shown_restored:
            self.shown, self.shown_restored = shares, restored
            self.stage.emit(e.ImpactChanged(accounts_permille=shares, restored=restored))
