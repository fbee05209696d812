"""`python -m tests.validate`: every bot on every scenario over many seeds; a score table and superiority.

Results are kept line by line in `.validate/results.jsonl`, keyed by what they depend on, so that a run may be
interrupted and goes on where it stopped. All players are simulated agents.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from statistics import fmean, pstdev

from scenarios.catalog import load_runbook, scenario_ids
from simulator.bots.habits import HABITS
from simulator.drill import Drill
from simulator.runbook import Runbook

STORE = Path(".validate") / "results.jsonl"
SKILLED = ("silent", "novice", "average", "expert")
BOTS = (*SKILLED, *HABITS)
LADDER = (("expert", "average"), ("average", "novice"), ("novice", "silent"), *(("average", name) for name in HABITS))
LOSES = {
    "spammer": ("C2", "C3", "C4", "C5", "E5"), "overpromiser": ("C4", "C5", "C6", "C7"),
    "hero": ("B2", "B3", "B4", "E1"), "debater": ("A1", "A3", "A4", "B1"), "late": ("A1", "A2", "A4", "B1"),
}  # fmt: skip
"""Where the rubric should take points from a habit: the criteria that its behaviour is about."""
FACTORS_PERMILLE = (500, 1_500)
"""A guess may be wrong by half in either direction."""


@dataclass(frozen=True, slots=True)
class Result:
    """One simulated drill."""

    key: str
    scenario: str
    bot: str
    seed: int
    total: float
    band: str
    gates: tuple[str, ...]
    points: dict[str, float]
    """Points of each scored criterion."""
    change: str = ""
    """`parameter*permille` of a sensitivity run; empty for the runbook as it is."""


One = tuple[str, str, int, str]
"""What one drill depends on: scenario, bot, seed, change."""


def changed(runbook: Runbook, change: str) -> Runbook:
    """The runbook with one parameter or one criterion's weight at another value."""
    if not change:
        return runbook
    name, _, factor = change.partition("*")
    if name in runbook.criteria:
        spec = runbook.criteria[name]
        spec = spec.model_copy(update={"weight_centi": spec.weight_centi * int(factor) // 1_000})
        return runbook.model_copy(update={"criteria": {**runbook.criteria, name: spec}})
    known = runbook.parameters[name]
    known = known.model_copy(update={"value": known.value * int(factor) // 1_000})
    return runbook.model_copy(update={"parameters": {**runbook.parameters, name: known}})


def guesses() -> list[str]:
    """Every change of a sensitivity run: each parameter marked as a guess, and each weight, down and up by half."""
    runbook = load_runbook().model
    names = [name for name, known in runbook.parameters.items() if known.honesty == "guess"]
    return [f"{name}*{factor}" for name in (*names, *runbook.criteria) for factor in FACTORS_PERMILLE]


def play_all(scenario: str, bot: str, seed: int, changes: tuple[str, ...], key: str) -> list[Result]:
    """Play one drill and judge it under each change; the world reads parameters, so each has a drill."""
    from simulator.bots.player import play
    from simulator.vocabulary import Mode
    from tui.cli.running import make_bot
    from tui.library import header_for, load_content

    content = load_content(scenario)
    runbook = changed(content.runbook.model, changes[0])
    header = header_for(content, drill="validate", seed=seed, mode=Mode.SIMULATED)
    drill = Drill(header, replace(content.kit, runbook=runbook))
    play(drill, make_bot(bot, drill))
    return [_judged(drill, scenario, bot, seed, change, key) for change in changes]


def _judged(drill: Drill, scenario: str, bot: str, seed: int, change: str, key: str) -> Result:
    from scoring import judge
    from tui.library import load_content

    content = load_content(scenario)
    card = judge(drill.journal(), content.scenario.model, changed(content.runbook.model, change)).to_json()
    gates = tuple(gate["id"] for gate in card["gates"])
    points = {one["id"]: one["points"] for one in card["criteria"] if one["value"] is not None}
    return Result(key, scenario, bot, seed, card["total"], card["band"], gates, points, change)


def batches(wanted: list[One], runbook: Runbook) -> list[tuple[str, str, int, tuple[str, ...]]]:
    """Drills to play: what changes nothing in the world is judged from the same one."""
    together: dict[tuple[str, str, int, str], list[str]] = {}
    for scenario, bot, seed, change in wanted:
        name = change.partition("*")[0]
        world = "" if name in runbook.criteria else change
        together.setdefault((scenario, bot, seed, world), []).append(change)
    return [(scenario, bot, seed, tuple(changes)) for (scenario, bot, seed, _), changes in together.items()]


def code_digest() -> str:
    """Changes with any line of code or content that a result could depend on."""
    root = Path(__file__).parents[2]
    found = sorted(p for room in ("simulator", "scenarios", "scoring") for p in (root / room).rglob("*")
                   if p.suffix in (".py", ".yaml"))  # fmt: skip
    return sha256(b"".join(path.read_bytes() for path in found)).hexdigest()[:16]


def known(store: Path, key: str) -> dict[One, Result]:
    """Results that are there already; a torn last line is left out."""
    results = {}
    for line in store.read_text(encoding="utf-8").splitlines() if store.exists() else ():
        try:
            result = Result(**{**(row := json.loads(line)), "gates": tuple(row["gates"])})
        except (ValueError, TypeError):
            continue
        if result.key == key:
            results[result.scenario, result.bot, result.seed, result.change] = result
    return results


def fill(wanted: list[One], key: str, processes: int) -> Iterator[Result]:
    """Play what is missing, in any order."""
    jobs = [(*job, key) for job in batches(wanted, load_runbook().model)]
    with ProcessPoolExecutor(processes) as pool:
        for results in pool.map(play_all, *zip(*jobs, strict=True), chunksize=2):
            yield from results


def superiority(better: list[float], worse: list[float]) -> float:
    """The chance that a drill of one scores above a drill of the other; ties count half."""
    wins = sum((b > w) + 0.5 * (b == w) for b in better for w in worse)
    return wins / (len(better) * len(worse))


def table(results: dict[One, Result]) -> str:
    """Scores by scenario and bot, then the ladder."""
    lines = ["simulated agents only: these figures say nothing about people", "",
             f"{'scenario':22}{'bot':10}{'n':>5}{'mean':>8}{'sd':>7}{'least':>7}{'most':>7}  gates"]  # fmt: skip
    scores: dict[tuple[str, str], list[float]] = {}
    for result in results.values():
        scores.setdefault((result.scenario, result.bot), []).append(result.total)
    for (scenario, bot), totals in sorted(scores.items()):
        gated = sum(bool(r.gates) for r in results.values() if (r.scenario, r.bot) == (scenario, bot))
        lines.append(f"{scenario:22}{bot:10}{len(totals):>5}{fmean(totals):>8.1f}{pstdev(totals):>7.1f}"
                     f"{min(totals):>7.1f}{max(totals):>7.1f}  {gated}")  # fmt: skip
    lines.append("")
    for scenario in sorted({name for name, _ in scores}):
        for better, worse in LADDER:
            if (scenario, better) in scores and (scenario, worse) in scores:
                share = superiority(scores[scenario, better], scores[scenario, worse])
                lines.append(f"{scenario:22}{better} above {worse}: {share:.3f}")
    return "\n".join(lines)


def losses(results: dict[One, Result]) -> str:
    """For each habit, its mean beside the average player's, and both players' points where it should lose."""
    found: dict[str, list[Result]] = {}
    for result in results.values():
        found.setdefault(result.bot, []).append(result)
    lines = ["habits beside the average player, all scenarios: mean total, then mean points by criterion"]
    for bot, criteria in LOSES.items():
        if bot in found and "average" in found:
            total, usual = (fmean(r.total for r in found[name]) for name in (bot, "average"))
            parts = [f"{c} {_points(found[bot], c):.2f} of {_points(found['average'], c):.2f}" for c in criteria]
            lines.append(f"{bot:14}{total:>6.1f} of {usual:.1f}   {'   '.join(parts)}")
    return "\n".join(lines)


def _points(results: list[Result], criterion: str) -> float:
    scored = [result.points[criterion] for result in results if criterion in result.points]
    return fmean(scored) if scored else 0.0


def sensitivity(results: dict[One, Result]) -> str:
    """For each change, whether expert > average > novice > silent still holds in the mean of every scenario."""
    scores: dict[tuple[str, str, str], list[float]] = {}
    for (scenario, bot, _, change), result in results.items():
        scores.setdefault((change, scenario, bot), []).append(result.total)
    lines, changes = [], sorted({change for change, _, _ in scores})
    for change in changes:
        for scenario in sorted({name for other, name, _ in scores if other == change}):
            means = [fmean(scores[change, scenario, bot]) for bot in SKILLED]
            if means != sorted(means) or len(set(means)) < len(means):
                shown = ", ".join(f"{bot} {mean:.1f}" for bot, mean in zip(SKILLED, means, strict=True))
                lines.append(f"{change:40}{scenario:22}the ranking changes: {shown}")
    return "\n".join([f"sensitivity: {len(changes)} changes, ranking changed in {len(lines)} cases", *lines])


def collect(every: list[One], key: str, processes: int) -> dict[One, Result]:
    """Results that are there, and what was missing, played now and kept at once."""
    results = known(STORE, key)
    missing = [one for one in every if one not in results]
    STORE.parent.mkdir(exist_ok=True)
    with STORE.open("a", encoding="utf-8") as store:
        for number, result in enumerate(fill(missing, key, processes) if missing else (), 1):
            results[result.scenario, result.bot, result.seed, result.change] = result
            store.write(json.dumps(asdict(result)) + "\n")
            store.flush()
            print(f"\r{number} of {len(missing)} results", end="", file=sys.stderr)
    print(file=sys.stderr)
    return {one: results[one] for one in every}


def main() -> int:
    """Play what is missing, then print the tables."""
    parser = argparse.ArgumentParser(prog="make validate", description=__doc__)
    parser.add_argument("--seeds", type=int, default=200, help="drills per bot and scenario (200)")
    parser.add_argument("--processes", type=int, default=2, help="worker processes (2)")
    parser.add_argument("--scenario", action="append", choices=scenario_ids(), help="only this one; may be repeated")
    parser.add_argument("--bot", action="append", choices=BOTS, help="only this one; may be repeated")
    parser.add_argument(
        "--sensitivity", type=int, default=0, metavar="SEEDS",
        help="also move every guess and every weight by half, with so many drills per bot and scenario",
    )  # fmt: skip
    options = parser.parse_args()
    key, scenarios = code_digest(), options.scenario or scenario_ids()
    bots = options.bot or BOTS
    every = [(s, b, seed, "") for seed in range(1, options.seeds + 1) for s in scenarios for b in bots]
    played = collect(every, key, options.processes)
    print(f"{table(played)}\n\n{losses(played)}")
    if options.sensitivity:
        seeds = range(1, options.sensitivity + 1)
        moved = [(s, b, seed, change) for change in guesses() for s in scenarios for b in SKILLED for seed in seeds]
        print("\n" + sensitivity(collect(moved, key, options.processes)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
