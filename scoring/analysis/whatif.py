"""What each decision was worth: the drill taken again without it, in the same world, and in other noise.

A difference is *clear* when it has one sign in the drill's own world and on the mean of the noise seeds, its 99 %
interval over those seeds leaves out nothing, and it is at least a fifth of a point. The form stays as it was: cause,
cast and accounts; the noise is durations, arrivals and chances.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

from scoring.analysis.course import Left, Step, Walk
from scoring.analysis.decisions import Decision, Scene, decisions_of
from scoring.analysis.trial import Measured, measure, tidily
from scoring.scorecard import TOO_SHORT
from simulator import commands as c
from simulator import events as e
from simulator.chance import Chance
from simulator.drill import Drill, Kit, same_form
from simulator.errors import JournalError
from simulator.journal import Journal

NOISE = 6
"""Noise seeds for each of the decisions that are shown."""
SHOWN = 3
"""So many that cost most, and so many that saved most."""
LEAST_CENTI = 20
"""A difference below a fifth of a point is never called clear."""
SAID_CENTI = 5
"""A smaller difference would read as 0.0 points."""
NOTHING = (0, 0, 0)
T_99 = {1: 63.66, 2: 9.92, 3: 5.84, 4: 4.60, 5: 4.03, 6: 3.71, 7: 3.50, 8: 3.36, 9: 3.25, 10: 3.17, 14: 2.98,
        19: 2.86, 29: 2.76, 59: 2.66, 120: 2.62}  # fmt: skip
"""Two-sided 99 % points of Student's t by degrees of freedom; between two of them the larger one is taken."""

ENDINGS = (c.MarkResolved, c.CloseIncident, c.SubmitPostmortem, c.FinishDrill)
"""The commands that bring a drill to its end."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Change:
    """The other course less the course taken; positive is more."""

    total_centi: int
    earned_centi: int
    restore_s: int | None
    """Seconds later that service was restored; None when it was not restored in one of the two."""
    sentiment_milli: int
    leaving_ppm: int
    credit_cents: int
    gravity: int
    """Gates that no longer hold less those that hold now; the runbook's first gate outweighs all after it."""

    @classmethod
    def between(cls, taken: Measured, other: Measured) -> Change:
        """From the course taken to the other one."""
        both = taken.restored_s is not None and other.restored_s is not None
        return cls(
            other.total_centi - taken.total_centi,
            other.earned_centi - taken.earned_centi,
            (other.restored_s or 0) - (taken.restored_s or 0) if both else None,
            other.sentiment_milli - taken.sentiment_milli,
            other.leaving_ppm - taken.leaving_ppm,
            other.credit_cents - taken.credit_cents,
            _gravity(taken) - _gravity(other),
        )


def _gravity(measured: Measured) -> int:
    """The gates that hold, as one number: `G-1` is the gravest."""
    return sum(1 << (9 - int(gate[-1])) for gate in measured.gates)


@dataclass(frozen=True, slots=True)
class Noise:
    """The same difference of score under other noise seeds."""

    differences_centi: tuple[int, ...]

    @property
    def mean_centi(self) -> float:
        """The mean difference."""
        return fmean(self.differences_centi)

    @property
    def half_width_centi(self) -> float:
        """Half of the 99 % interval of the mean; endless for a single seed."""
        n = len(self.differences_centi)
        return t_99(n - 1) * stdev(self.differences_centi) / sqrt(n) if n > 1 else float("inf")


@dataclass(frozen=True, slots=True)
class Worth:
    """One decision and what the other course brought."""

    decision: Decision
    other: Measured
    change: Change
    left: tuple[Left, ...]
    """Commands that made no sense any more."""
    noise: Noise | None = None

    @property
    def costs(self) -> bool:
        """True when the other course is better: the decision cost something."""
        return _size(self) > NOTHING

    def ends_otherwise(self, taken: Measured) -> bool:
        """True when only the course taken came to an end of its own, and that end was claimed while service failed.

        The points for that end, such as those of its post-mortem, say nothing of the decision.
        """
        lost = any(isinstance(one.step.command, ENDINGS) for one in self.left)
        return lost and taken.hurt and taken.restored_s is None

    @property
    def only_withholds(self) -> bool:
        """True when the other course scores higher by leaving out what others are owed: that is no advice."""
        return self.costs and self.decision.withholds

    @property
    def only_omitted(self) -> bool:
        """True when the course taken scores higher by what it left out, or did late: that is no praise."""
        return not self.costs and self.decision.omits

    @property
    def clear(self) -> bool:
        """True when the sign of the difference is beyond the noise."""
        return self.noise is not None and is_clear(self.change.total_centi, self.noise)


@dataclass(frozen=True, slots=True)
class Untried:
    """Something that was never done, and that no course can write for the trainee."""

    what: str
    domain: str
    lost_centi: int
    """Hundredths of points that the domain lost."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The worth of every decision of one drill."""

    taken: Measured
    worths: tuple[Worth, ...]
    """All of them; those in `cost` and `saved` with their noise, those that are no advice or no praise in neither."""
    cost: tuple[Worth, ...]
    """Where the other course scores higher, gates first, then the largest difference."""
    saved: tuple[Worth, ...]
    """Where the other course scores lower, gates first, then the largest difference."""
    noise_seeds: tuple[int, ...]
    untried: tuple[Untried, ...]


def t_99(degrees: int) -> float:
    """The two-sided 99 % point of Student's t."""
    return T_99[max(known for known in T_99 if known <= max(degrees, 1))]


def is_clear(own_centi: int, noise: Noise) -> bool:
    """Whether a difference stands out from its noise."""
    mean = noise.mean_centi
    return own_centi * mean > 0 and abs(mean) >= LEAST_CENTI and abs(mean) > noise.half_width_centi


class World:
    """The form of one finished drill, to take courses in."""

    def __init__(self, journal: Journal, kit: Kit) -> None:
        """Bind a journal and its content.

        Raises:
            JournalError: the drill is not finished, so nothing can be held against it.
        """
        if not journal.finished:
            raise JournalError(
                "the drill is unfinished", hint="Play it to its end; then ask what decisions were worth."
            )
        started = journal.entries[0].event
        assert isinstance(started, e.DrillStarted)  # noqa: S101  # event 1 is the cast
        self.journal, self.kit, self.started = journal, kit, started
        self.scene = Scene(journal, kit, kit.scenario.variants[started.variant])

    def drill(self, noise_seed: int | None = None) -> Drill:
        """A new drill of this form at second 0; under its own noise unless another is named."""
        header = self.journal.header
        return Drill(header if noise_seed is None else same_form(header, noise_seed=noise_seed), self.kit,
                     started=self.started)  # fmt: skip

    def take(self, steps: Sequence[Step], noise_seed: int | None = None) -> tuple[Measured, tuple[Left, ...]]:
        """Take a course to its end and measure it."""

        def whole() -> tuple[Measured, tuple[Left, ...]]:
            taken = Walk(self.drill(noise_seed), steps).to_end()
            return measure(taken.drill), tuple(taken.left)

        return tidily(whole)

    def noise_seeds(self, count: int, first: int = 0) -> tuple[int, ...]:
        """Fresh noise seeds of this drill, always the same ones."""
        chance = Chance(self.journal.header.noise_seed)
        return tuple(1 + chance.below(2**31, "what-if", "noise", k) for k in range(first, first + count))


def examine(journal: Journal, kit: Kit, *, noise: int = NOISE, progress: Progress = lambda done, of: None) -> WhatIf:
    """Take the drill again without each decision, then the most telling ones under other noise.

    Args:
        journal: A finished drill.
        kit: The content that it was made with.
        noise: Number of noise seeds; 0 or 1 calls nothing clear.
        progress: Told how many courses are done, of how many.

    Raises:
        JournalError: the drill is unfinished, or too short for a total, or taking its own course gives another one.
    """
    world = World(journal, kit)
    decisions = decisions_of(world.scene)
    rounds = 1 + len(decisions) + noise * (1 + 2 * SHOWN)
    taken, _ = _as_it_was(world)
    if taken.too_short:
        raise JournalError(
            f"there is no total to weigh decisions by: {TOO_SHORT}", hint="Play on for longer; then ask again."
        )
    progress(1, rounds)
    worths = []
    for number, decision in enumerate(decisions, 2):
        worths.append(weigh(world, taken, decision))
        progress(number, rounds)
    worths = [one for one in worths if any(_size(one)) and not one.other.too_short]
    cost, saved = rank(
        one for one in worths if not (one.ends_otherwise(taken) or one.only_withholds or one.only_omitted)
    )
    seeds = world.noise_seeds(noise)
    shown = _with_noise(world, [*cost, *saved], seeds, lambda done: progress(1 + len(decisions) + done, rounds))
    by_id = {one.decision.id: one for one in shown}
    progress(rounds, rounds)
    return WhatIf(
        taken,
        tuple(by_id.get(one.decision.id, one) for one in worths),
        tuple(by_id[one.decision.id] for one in cost),
        tuple(by_id[one.decision.id] for one in saved),
        seeds,
        untried(world.scene, taken),
    )


def untried(scene: Scene, taken: Measured) -> tuple[Untried, ...]:
    """The close and the post-mortem where there was none."""
    ends = ((c.CloseIncident, "the close of the incident", "F"), (c.SubmitPostmortem, "a post-mortem", "G"))
    missing = [
        Untried(what, domain, _lost_centi(taken, domain)) for kind, what, domain in ends if not scene.given(kind)
    ]
    return tuple(one for one in missing if one.lost_centi)


def _lost_centi(taken: Measured, domain: str) -> int:
    """What the scored criteria of a domain lost, by their own weights."""
    scored = {n: value for n, value in taken.criteria_permille.items() if value is not None and n.startswith(domain)}
    return sum(taken.weights_centi[name] * (1_000 - value) // 1_000 for name, value in scored.items())


def _as_it_was(world: World) -> tuple[Measured, tuple[Left, ...]]:
    """The drill's own course; it must give the drill's own journal, else nothing below means anything."""
    walked = Walk(world.drill(), world.scene.steps).to_end()
    if tuple(walked.drill.entries) != world.journal.entries:
        raise JournalError(
            "playing the drill's own commands again gives another drill",
            hint="This journal needs the warroom version and scenario that wrote it; `warroom verify` says more.",
        )
    return measure(walked.drill), tuple(walked.left)


def weigh(world: World, taken: Measured, decision: Decision) -> Worth:
    """One decision's worth in the drill's own world."""
    other, left = world.take(decision.steps)
    return Worth(decision, other, Change.between(taken, other), left)


def rank(worths: Iterable[Worth]) -> tuple[list[Worth], list[Worth]]:
    """The decisions that cost most and those that saved most; by gates, then by score, then by points before gates."""
    ordered = sorted(worths, key=_size)
    cost = [one for one in reversed(ordered) if _size(one) > NOTHING]
    saved = [one for one in ordered if _size(one) < NOTHING]
    return cost[:SHOWN], saved[:SHOWN]


def _size(worth: Worth) -> tuple[int, int, int]:
    """Gates first, unless the score goes the other way; then the score, then the points that a cap hides.

    What would read as 0.0 points is nothing.
    """
    change = worth.change
    gates = change.gravity if change.gravity * change.total_centi >= 0 else 0
    return gates, _said(change.total_centi), _said(change.earned_centi)


def _said(centi: int) -> int:
    return centi if abs(centi) >= SAID_CENTI else 0


def _with_noise(
    world: World, worths: list[Worth], seeds: Sequence[int], progress: Callable[[int], None]
) -> list[Worth]:
    """The same differences under other noise, both courses in the same one."""
    differences: dict[str, list[int]] = {one.decision.id: [] for one in worths}
    done = 0
    for seed in seeds:
        taken, _ = world.take(world.scene.steps, seed)
        for one in worths:
            other, _ = world.take(one.decision.steps, seed)
            differences[one.decision.id].append(other.total_centi - taken.total_centi)
            done += 1
            progress(done)
    return [
        Worth(one.decision, one.other, one.change, one.left, Noise(tuple(found)))
        if (found := differences[one.decision.id])
        else one
        for one in worths
    ]
