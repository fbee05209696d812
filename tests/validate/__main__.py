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
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from statistics import fmean, pstdev

from scenarios.catalog import scenario_ids

STORE = Path(".validate") / "results.jsonl"
BOTS = ("silent", "novice", "average", "expert")
LADDER = (("expert", "average"), ("average", "novice"), ("novice", "silent"))


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


def play_one(scenario: str, bot: str, seed: int, key: str) -> Result:
    """Play and judge one drill; depends on its arguments alone."""
    from scoring import judge
    from simulator.bots.player import play
    from simulator.drill import Drill
    from simulator.vocabulary import Mode
    from tui.cli.running import make_bot
    from tui.library import header_for, load_content

    content = load_content(scenario)
    drill = Drill(header_for(content, drill="validate", seed=seed, mode=Mode.SIMULATED), content.kit)
    play(drill, make_bot(bot, drill))
    card = judge(drill.journal(), content.scenario.model, content.runbook.model).to_json()
    gates = tuple(gate["id"] for gate in card["gates"])
    return Result(key, scenario, bot, seed, card["total"], card["band"], gates)


def code_digest() -> str:
    """Changes with any line of code or content that a result could depend on."""
    root = Path(__file__).parents[2]
    found = sorted(p for room in ("simulator", "scenarios", "scoring") for p in (root / room).rglob("*")
                   if p.suffix in (".py", ".yaml"))  # fmt: skip
    return sha256(b"".join(path.read_bytes() for path in found)).hexdigest()[:16]


def known(store: Path, key: str) -> dict[tuple[str, str, int], Result]:
    """Results that are there already; a torn last line is left out."""
    results = {}
    for line in store.read_text(encoding="utf-8").splitlines() if store.exists() else ():
        try:
            result = Result(**{**(row := json.loads(line)), "gates": tuple(row["gates"])})
        except (ValueError, TypeError):
            continue
        if result.key == key:
            results[result.scenario, result.bot, result.seed] = result
    return results


def fill(wanted: list[tuple[str, str, int]], key: str, processes: int) -> Iterator[Result]:
    """Play what is missing, in any order."""
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(play_one, *zip(*[(*one, key) for one in wanted], strict=True), chunksize=4)


def superiority(better: list[float], worse: list[float]) -> float:
    """The chance that a drill of one scores above a drill of the other; ties count half."""
    wins = sum((b > w) + 0.5 * (b == w) for b in better for w in worse)
    return wins / (len(better) * len(worse))


def table(results: dict[tuple[str, str, int], Result]) -> str:
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


def main() -> int:
    """Play what is missing, then print the table."""
    parser = argparse.ArgumentParser(prog="make validate", description=__doc__)
    parser.add_argument("--seeds", type=int, default=200, help="drills per bot and scenario (200)")
    parser.add_argument("--processes", type=int, default=2, help="worker processes (2)")
    options = parser.parse_args()
    key = code_digest()
    results = known(STORE, key)
    every = [(s, b, seed) for s in scenario_ids() for b in BOTS for seed in range(1, options.seeds + 1)]
    missing = [one for one in every if one not in results]
    STORE.parent.mkdir(exist_ok=True)
    with STORE.open("a", encoding="utf-8") as store:
        for number, result in enumerate(fill(missing, key, options.processes) if missing else (), 1):
            results[result.scenario, result.bot, result.seed] = result
            store.write(json.dumps(asdict(result)) + "\n")
            store.flush()
            print(f"\r{number} of {len(missing)} drills", end="", file=sys.stderr)
    print(file=sys.stderr)
    print(table({one: results[one] for one in every}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
