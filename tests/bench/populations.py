"""Many drills and what-ifs: scaling over processes, memory, the cost of a what-if, loading of content."""

from __future__ import annotations

import gc
import os
import tracemalloc
from collections.abc import Callable, Sequence
from itertools import islice
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from unittest import mock

from ruamel.yaml import YAML

from scenarios import catalog
from scenarios.catalog import load_scenario, read_scenario, scenario_ids
from scoring.analysis.batch import Place, play_all
from scoring.analysis.decisions import decisions_of
from scoring.analysis.person import grid
from scoring.analysis.population import Design
from scoring.analysis.trial import Trial, measure, player_of, start
from scoring.analysis.whatif import SHOWN, World, examine
from simulator.bots.player import play
from simulator.drill import replay
from tests.bench.measure import Figure, compare, rounds_of
from tui.cli.calibrating import setup_of

SCENARIO = "db-failover"
WORKERS = 2
MANY, FEW = 1_000, 100
FLOORS = 9
"""So many replays before and after each what-if, whose median is its floor."""


def drive(trials: Sequence[Trial], place: Place) -> float:
    """Seconds for all of them, start of the workers included."""
    started_s = perf_counter()
    for _ in play_all(trials, setup_of, place=place):
        pass
    return perf_counter() - started_s


def populations(*, quick: bool) -> list[Figure]:
    """The same drills on one process, on two, and on a Dask cluster of two."""
    design = Design(grid(-1_000, 1_000, 10), (SCENARIO,), (FEW if quick else MANY) // 10)
    trials = design.trials
    serial_s = drive(trials, Place(1))
    found = [("process pool", 1.85, drive(trials, Place(WORKERS, chunk=25)))]
    cluster_s = _on_dask(trials)
    if cluster_s is not None:
        found.append(("Dask", 1.5, cluster_s))
    return [
        Figure("populations", f"{len(trials)} drills, {name} of {WORKERS}", "s", took_s, "one process", serial_s,
               took_s / serial_s, round(1 / least, 3), f"goal: {least} times as fast; it was {serial_s / took_s:.2f}")
        for name, least, took_s in found
    ]  # fmt: skip


def _on_dask(trials: Sequence[Trial]) -> float | None:
    try:
        from distributed import LocalCluster
    except ImportError:
        return None
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=WORKERS, threads_per_worker=1, dashboard_address=None, silence_logs=50, host="127.0.0.1"
    ) as cluster:
        return drive(trials, Place(WORKERS, cluster.scheduler_address, chunk=25))


def memory() -> list[Figure]:
    """What the coordinating process holds after ten times as many drills; workers keep bounded caches of texts."""
    trials = Design(grid(-1_000, 1_000, 2), (SCENARIO,), 100).trials

    def held_after(count: int) -> float:
        for _ in islice(play_all(trials, setup_of, place=Place(WORKERS, chunk=1)), count):
            pass
        gc.collect()
        return float(tracemalloc.get_traced_memory()[0])

    tracemalloc.start()
    try:
        held_after(100)  # what the standard library keeps of so many messages is made once, in the first run
        few, many = held_after(10), held_after(100)
    finally:
        tracemalloc.stop()
    return [Figure("populations", "memory of the coordinator after ten times as many drills", "KiB", many / 1024,
                   "after 10 drills", few / 1024, many / few, 1.1)]  # fmt: skip


def what_ifs(rounds: int) -> list[Figure]:
    """A what-if beside the replay and judgement of the same drill, per course."""
    setup = setup_of(SCENARIO, "escalation")
    drill = start(Trial(scenario=SCENARIO, player="average", form_seed=2, noise_seed=2), setup)
    play(drill, player_of(Trial(scenario=SCENARIO, player="average", form_seed=2, noise_seed=2), drill))
    journal = drill.journal()
    world = World(journal, setup.kit)
    count = len(decisions_of(world.scene))
    ranking, noise = [], []
    for _ in range(max(1, rounds // 5)):  # in turn, since a machine's pace changes from minute to minute
        before_s = _median(lambda: measure(replay(journal, setup.kit)), FLOORS)
        ranking_s = _median(lambda: examine(journal, setup.kit, noise=0), 1)
        between_s = _median(lambda: measure(replay(journal, setup.kit)), FLOORS)
        whole_s = _median(lambda: examine(journal, setup.kit), 1)
        after_s = _median(lambda: measure(replay(journal, setup.kit)), FLOORS)
        ranking.append(ranking_s / ((before_s + between_s) / 2) * 20 / count)
        noise.append((whole_s / ((between_s + after_s) / 2) - ranking[-1] / 20 * count) / (2 * SHOWN))
    note = f"{len(journal.entries)} lines, {count} decisions"
    return [
        Figure("what-if", "ranking, per 20 decisions", "replays", median(ranking),
               "one replay with its score", 1.0, median(ranking), 25, note),
        Figure("what-if", "noise, per decision shown", "replays", median(noise),
               "one replay with its score", 1.0, median(noise), 10, note),
    ]  # fmt: skip


def _median(action: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(max(1, rounds)):
        started_s = perf_counter()
        action()
        times.append(perf_counter() - started_s)
    return median(times)


def loading(rounds: int) -> list[Figure]:
    """The bundled scenario with the most injects, beside the parse of its YAML by the same library."""
    name = max(scenario_ids(), key=lambda one: len(load_scenario(one).model.injects))
    raw, _ = read_scenario(name)
    injects = len(load_scenario(name).model.injects)
    parse, load = f"bare parse of its YAML, {len(raw) / 1e3:.0f} kB", f"load of {name}, {injects} injects"
    again = "the same at the next start"
    with TemporaryDirectory(prefix="warroom-bench-") as folder:
        found = rounds_of(
            {
                parse: lambda: _median(lambda: YAML(typ="rt", pure=True).load(raw), 1),
                load: lambda: _median(lambda: _load_afresh(name, kept=""), 1),
                again: lambda: _median(lambda: _load_afresh(name, kept=folder), 1),
            },
            rounds,
        )
    return [
        compare("content", found, load, parse, unit="ms", scale=1e3, goal=1.3),
        compare("content", found, again, parse, unit="ms", scale=1e3, goal=None),
    ]


def _load_afresh(name: str, kept: str) -> object:
    """Load as a new process would, with what earlier ones kept in this folder."""
    catalog._fitted.cache_clear()
    with mock.patch.dict(os.environ, {"WARROOM_CACHE": kept}):
        return load_scenario.__wrapped__(name)


def measure_all(rounds: int, *, quick: bool) -> list[Figure]:
    """Every figure of this part."""
    return [*what_ifs(rounds), *loading(max(3, rounds // 5)), *memory(), *populations(quick=quick)]
