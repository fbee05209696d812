"""Many drills: the same results wherever they are played, and nothing lost to an interruption."""

from __future__ import annotations

import os
import signal
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from scoring.analysis.batch import Place, play_all
from scoring.analysis.person import grid
from scoring.analysis.population import Design
from scoring.analysis.trial import Measured, Setup, Trial
from simulator.errors import WarroomError
from tests.builders import TINY
from tui.cli.calibrating import setup_of

DESIGN = Design(grid(-1_000, 1_000, 2), (str(TINY),), 2)
LOADED = "WARROOM_TEST_LOADED"


def counting(scenario: str, runbook: str) -> Setup:
    """Content, with a line for each load in the file that the environment names."""
    with Path(os.environ[LOADED]).open("a", encoding="utf-8") as lines:
        lines.write(f"{os.getpid()} {scenario} {runbook}\n")
    return setup_of(scenario, runbook)


def dying(scenario: str, runbook: str) -> Setup:
    """Content; the first process that loads it is killed, as by a machine that goes away."""
    mark = Path(os.environ[LOADED])
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return setup_of(scenario, runbook)
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("unreachable")


def results(place: Place, source: Any = setup_of, **more: Any) -> list[Measured]:
    found = dict(play_all(DESIGN.trials, source, place=place, **more))
    return [found[number] for number in range(len(DESIGN.trials))]


@pytest.fixture(scope="module")
def alone() -> list[Measured]:
    """The results of one process."""
    return results(Place(1))


def test_two_processes_give_what_one_gives_and_load_each_scenario_once(
    alone: list[Measured], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads = tmp_path / "loads"
    monkeypatch.setenv(LOADED, str(loads))
    assert results(Place(2, chunk=1), counting) == alone
    assert len({one.total_centi for one in alone}) > 3
    lines = loads.read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(set(lines)) <= 2


def test_a_process_that_is_killed_is_reported_and_takes_the_others_along() -> None:
    others = {child.pid for child in active_children()}  # hosts of other tests live on

    def mine() -> list[int]:
        return [child.pid or 0 for child in active_children() if child.pid not in others]

    def kill_one(done: int, of: int) -> None:
        if done:
            os.kill(mine()[0], signal.SIGKILL)

    with pytest.raises(WarroomError, match="ended by itself"):
        list(play_all(DESIGN.trials, setup_of, place=Place(2, chunk=1), progress=kill_one))
    assert not mine(), "the other one ended with the batch, in the middle of its drill"


@pytest.mark.skipif(not os.environ.get("WARROOM_FAULTS"), reason="a cluster that loses a worker is left to make faults")
def test_a_cluster_that_loses_a_worker_gives_the_same(
    alone: list[Measured], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("distributed")
    monkeypatch.setenv(LOADED, str(tmp_path / "killed"))
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50,
            host="127.0.0.1",
        ) as cluster,
    ):  # fmt: skip
        found = results(Place(2, cluster.scheduler_address, chunk=2), dying)
    assert (tmp_path / "killed").exists()
    assert found == alone


def test_what_is_finished_is_not_played_again(alone: list[Measured], tmp_path: Path) -> None:
    store = tmp_path / "drills.jsonl"
    some = play_all(DESIGN.trials, setup_of, place=Place(1, chunk=2), store=store)
    next(some)
    some.close()  # type: ignore[attr-defined]  # as an interruption does
    kept = store.read_bytes().splitlines(keepends=True)
    assert len(kept) == 2 < len(alone)
    deep = b'{"a":' * 20_000 + b"1" + b"}" * 20_000 + b"\n"
    store.write_bytes(deep + b"".join(kept) + b'{"key": "torn')
    seen: list[tuple[int, int]] = []
    assert results(Place(1), store=store, progress=lambda done, of: seen.append((done, of))) == alone
    assert seen[0] == (len(kept), len(alone))
    assert len(store.read_bytes().splitlines()) == len(alone) + 1, "a line that nobody can read is left alone"


def test_a_changed_scenario_is_played_anew(tmp_path: Path) -> None:
    store = tmp_path / "drills.jsonl"
    trials = [Trial(scenario="db-failover", player="silent", form_seed=seed, noise_seed=seed) for seed in (1, 2)]
    played: list[int] = []
    for digest in ("old", "new"):
        begun: list[int] = []
        for _ in play_all(trials, setup_of, place=Place(1), store=store, depends_on=digest,
                          progress=lambda done, of, begun=begun: begun.append(done)):  # type: ignore[misc]  # fmt: skip
            pass
        played.append(begun[0])
    assert played == [0, 0]
    assert len(store.read_bytes().splitlines()) == 2 * len(trials)


def test_a_store_that_cannot_be_written_and_a_scheduler_that_is_not_there_are_said(tmp_path: Path) -> None:
    trial = [Trial(scenario="db-failover", player="silent", form_seed=1, noise_seed=1)]
    with pytest.raises(WarroomError, match="directory"):
        list(play_all(trial, setup_of, place=Place(1), store=tmp_path))
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(WarroomError, match="pipe: this is no file"):
        list(play_all(trial, setup_of, place=Place(1), store=tmp_path / "pipe"))
    pytest.importorskip("distributed")
    for address, words in (("foo", "no address"), ("tcp://127.0.0.1:1", "no Dask scheduler answers")):
        with pytest.raises(WarroomError, match=words):
            list(play_all(trial, setup_of, place=Place(2, address)))
