"""The best result found from a moment on: the expert player takes over several times, with different habits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import median

from scoring.analysis.course import ADDED, Walk
from scoring.analysis.trial import Measured, measure
from scoring.analysis.whatif import World
from scoring.gates import GateFinding
from scoring.scorecard import judge
from simulator.bots.player import play
from simulator.bots.skill import SKILLS
from simulator.bots.skilled import Skilled
from simulator.clock import spell
from simulator.errors import JournalError
from simulator.journal import Journal

RUNS = 8


@dataclass(frozen=True, slots=True)
class Best:
    """What the expert player reached from a moment on."""

    at_s: int
    runs: tuple[Measured, ...]
    gates: tuple[tuple[str, ...], ...]
    """For each run the gates that capped it, each with its reason."""

    @property
    def best(self) -> Measured:
        """The run with the most points; of several the first."""
        return max(self.runs, key=lambda run: (run.total_centi, run.earned_centi))

    @property
    def middle_centi(self) -> float:
        """The median score."""
        return median(run.total_centi for run in self.runs)


def check_moment(journal: Journal, at_s: int) -> None:
    """See that somebody could take over then.

    Raises:
        JournalError: the drill was over by then.
    """
    end_s = journal.entries[-1].at_s
    if at_s >= end_s:
        raise JournalError(
            f"at {spell(at_s)} the drill was over", hint=f"It ended at {spell(end_s)}; choose an earlier moment."
        )


def best_from(world: World, at_s: int, *, runs: int = RUNS, progress: Callable[[int], None] = lambda n: None) -> Best:
    """Repeat the drill up to a moment, then let the expert play on in the same world, to the same end if it was cut.

    Raises:
        JournalError: the drill was over by then.
    """
    check_moment(world.journal, at_s)
    steps = [replace(step, command_id=f"{ADDED}{step.command_id}") for step in world.scene.steps]
    kept, cut = [step for step in steps if step.at_s < at_s], [step for step in steps if step.cuts]
    found, gates = [], []
    for number in range(runs):
        drill = world.drill()
        Walk(drill, kept).to_end(until_s=at_s)
        play(drill, Skilled(SKILLS["expert"], world.noise_seeds(1, number)[0]), until_s=world.scene.cut_s)
        Walk(drill, cut).to_end()
        card = judge(drill.journal(), world.kit.scenario, world.kit.runbook)
        found.append(measure(drill, card))
        gates.append(tuple(_reason(gate) for gate in card.gates if not gate.pending))
        progress(number + 1)
    return Best(at_s, tuple(found), tuple(gates))


def _reason(gate: GateFinding) -> str:
    """A gate with why it is violated; in other words where that names lines, which nobody can look up here."""
    return f"{gate.id} ({gate.title if '#' in gate.reason else gate.reason})"
