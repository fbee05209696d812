"""`python -m tests.validate.worth`: do what-ifs that are called clear hold, and are planted fatal decisions found?

For each random drill of the average player every clear what-if is taken again under fresh noise seeds; and a fatal
decision is planted in the same drill, which the ranking must name first. Resumable like the other validations.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from statistics import fmean

from scenarios.catalog import scenario_ids
from scoring.analysis.course import Step, Walk
from scoring.analysis.decisions.scene import added
from scoring.analysis.trial import Setup, Trial, player_of, start
from scoring.analysis.whatif import WhatIf, World, examine
from simulator import commands as c
from simulator.bots.player import play
from simulator.clock import MINUTE_S
from simulator.errors import WarroomError
from simulator.journal import Journal
from simulator.variants import choose_variant
from simulator.vocabulary import Channel, Seat

STORE = Path(".validate") / "worth.jsonl"
FRESH = 30
FIRST_FRESH = 1_000
"""Noise seeds from here on are used by nothing else."""
FIRST_STALE = 50_001
"""Seeds from here on are of further drills with the stale replica, in which only planted decisions are looked for."""
STALE = ("db-failover", "runaway-report", "failover-replica", "database")
"""A scenario, the variant in which the replica is minutes behind, the fatal task, and its team."""
ALL_CLEAR = (
    "Resolved: the service is fully restored and everything works again for all customers. The next update follows "
    "when the review is done."
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one drill showed."""

    key: str
    scenario: str
    seed: int
    clear: int
    """What-ifs that were called clear."""
    agree: int
    """Of those, how many have the same sign over the fresh noise seeds."""
    planted: dict[str, bool]
    """For each planted decision, whether it was ranked first."""


def stale_seeds(count: int) -> list[int]:
    """Seeds of further drills whose variant has the stale replica: among random ones it is rare."""
    name, wanted, *_ = STALE
    scenario = _setup(name).kit.scenario
    seeds = (seed for seed in itertools.count(FIRST_STALE) if choose_variant(scenario, seed) == wanted)
    return list(itertools.islice(seeds, count))


def drill_of(scenario: str, seed: int) -> tuple[Journal, Setup]:
    """One finished drill of the average player."""
    setup = _setup(scenario)
    trial = Trial(scenario=scenario, player="average", form_seed=seed, noise_seed=seed)
    drill = start(trial, setup)
    play(drill, player_of(trial, drill))
    return drill.journal(), setup


@cache
def _setup(scenario: str) -> Setup:
    from tui.cli.calibrating import setup_of

    return setup_of(scenario, "escalation")


def check_drill(scenario: str, seed: int, key: str, fresh: int = FRESH) -> Verdict:
    """Examine one drill, and the same drill with each fatal decision; a further drill only with these."""
    journal, setup = drill_of(scenario, seed)
    clear = agree = 0
    if seed < FIRST_STALE:
        clear, agree = check_signs(World(journal, setup.kit), examine(journal, setup.kit), fresh)
    planted = {name: is_found(bad, setup, wanted) for name, bad, wanted in planted_in(journal, setup)}
    return Verdict(key, scenario, seed, clear, agree, planted)


def check_signs(world: World, result: WhatIf, fresh: int = FRESH) -> tuple[int, int]:
    """How many what-ifs are called clear, and for how many of them fresh noise says the same."""
    called = [worth for worth in (*result.cost, *result.saved) if worth.clear]
    differences: list[list[int]] = [[] for _ in called]
    for seed in world.noise_seeds(fresh, FIRST_FRESH) if called else ():
        taken, _ = world.take(world.scene.steps, seed)
        for found, worth in zip(differences, called, strict=True):
            found.append(world.take(worth.decision.steps, seed)[0].total_centi - taken.total_centi)
    same = sum(fmean(found) * worth.change.total_centi > 0 for found, worth in zip(differences, called, strict=True))
    return len(called), same


def planted_in(journal: Journal, setup: Setup) -> Iterator[tuple[str, Journal, str]]:
    """The drill with a fatal decision: its name, the journal, and the what-if that must come first."""
    world = World(journal, setup.kit)
    scene = world.scene
    if scene.truth.false_alarm or scene.variant.par.restored is None:
        return
    yield "false all-clear", _with(world, *false_all_clear(world)), "falsehood"
    name, variant, task, team = STALE
    if name == setup.kit.scenario.id and world.started.variant == variant:
        at_s = scene.signal_s + 12 * MINUTE_S
        page = added(c.PageTeam(team=team), at_s - 8 * MINUTE_S, Seat.IC, "planted-page")
        work = added(c.StartTask(task=task, owner=Seat.TECH_LEAD, time_box_s=900), at_s, Seat.IC, "planted-task")
        bad = _with(world, page, work)
        if any(getattr(x.event, "task", "") == task for x in bad.entries):
            yield "stale failover", bad, f"{task}-never"


def false_all_clear(world: World) -> tuple[Step, Step]:
    """A public all-clear while it still fails, and the state that goes with it."""
    scene = world.scene
    at_s = max(scene.declared_s, scene.signal_s) + 12 * MINUTE_S
    post = added(c.PostUpdate(channel=Channel.STATUS_PAGE, text=ALL_CLEAR), at_s, Seat.COMMS_LEAD, "planted-post")
    mark = added(c.MarkMitigated(note="All is well again."), at_s, Seat.IC, "planted-mark")
    return post, mark


def _with(world: World, *steps: Step) -> Journal:
    player = world.journal.header.player
    mine = tuple(replace(step, who=player, command_id=step.command_id.removeprefix("whatif-")) for step in steps)
    walked = Walk(world.drill(), world.scene.adding(*mine)).to_end()
    return walked.drill.journal()


def is_found(bad: Journal, setup: Setup, wanted: str) -> bool:
    """Whether the planted decision, or the very line that it stands on, is what cost most."""
    result = examine(bad, setup.kit, noise=0)
    lines = {worth.decision.line for worth in result.worths if worth.decision.id == wanted}
    return bool(result.cost) and (result.cost[0].decision.id == wanted or result.cost[0].decision.line in lines - {0})


# --- running ----------------------------------------------------------------------------------------------------


def known(key: str) -> dict[tuple[str, int], Verdict]:
    """Verdicts that are there already; a torn last line is left out."""
    found = {}
    for line in STORE.read_text(encoding="utf-8").splitlines() if STORE.exists() else ():
        try:
            verdict = Verdict(**json.loads(line))
        except (ValueError, TypeError):
            continue
        if verdict.key == key:
            found[verdict.scenario, verdict.seed] = verdict
    return found


def table(verdicts: list[Verdict]) -> str:
    """The figures with their counts."""
    clear, agree = sum(v.clear for v in verdicts), sum(v.agree for v in verdicts)
    lines = ["simulated agents only", f"random drills {sum(v.seed < FIRST_STALE for v in verdicts)}",
             f"what-ifs called clear {clear}, same sign over {FRESH} fresh noise seeds {agree}"
             + (f" ({agree / clear:.1%})" if clear else "")]  # fmt: skip
    for name in sorted({name for v in verdicts for name in v.planted}):
        held = [v.planted[name] for v in verdicts if name in v.planted]
        lines.append(f"planted {name}: {len(held)} drills, ranked first in {sum(held)} ({sum(held) / len(held):.1%})")
    return "\n".join(lines)


def main() -> int:
    """Check what is missing, then print the table."""
    from tests.validate.__main__ import code_digest

    parser = argparse.ArgumentParser(prog="python -m tests.validate.worth", description=__doc__)
    parser.add_argument("--drills", type=int, default=200, help="random drills of the average player (200)")
    parser.add_argument("--stale", type=int, default=40, help="further drills, with the stale replica (40)")
    parser.add_argument("--processes", type=int, default=2, help="worker processes (2)")
    parser.add_argument("--scenario", action="append", choices=scenario_ids(), help="only this one (may be repeated)")
    options = parser.parse_args()
    key, names = code_digest(), options.scenario or list(scenario_ids())
    wanted = [(names[k % len(names)], 10_001 + k) for k in range(options.drills)]
    wanted += [(STALE[0], seed) for seed in stale_seeds(options.stale) if STALE[0] in names]
    verdicts, failed = known(key), []
    STORE.parent.mkdir(exist_ok=True)
    missing = [one for one in wanted if one not in verdicts]
    with STORE.open("a", encoding="utf-8") as store, ProcessPoolExecutor(options.processes) as pool:
        running = {pool.submit(check_drill, *one, key): one for one in missing}
        for number, future in enumerate(as_completed(running), 1):
            try:
                verdict = future.result()
            except WarroomError as error:
                failed.append((*running[future], str(error)))
                continue
            verdicts[verdict.scenario, verdict.seed] = verdict
            store.write(json.dumps(asdict(verdict)) + "\n")
            store.flush()
            print(f"\r{number} of {len(missing)} drills examined", end="", file=sys.stderr)
    print(file=sys.stderr)
    print(table([verdicts[one] for one in wanted if one in verdicts]))
    for scenario, seed, words in failed:
        print(f"NOT EXAMINED: {scenario}, seed {seed}: {words}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
