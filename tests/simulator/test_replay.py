"""Same header and same inputs, same bytes: in one process, in others, under another Python, with other readers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import commands as c
from simulator import events as e
from simulator.bots.player import Silent, play
from simulator.catch_up import Proof, first_difference, prove_replay
from simulator.drill import Drill, replay
from simulator.journal import Journal, decode, encode
from simulator.vocabulary import Seat
from tests.builders import PLAYER, DeafReader, finished, kit, new_drill, played, tiny
from tests.plays import PLAYS

ROOT = Path(__file__).resolve().parents[2]
DIGEST = """
from hashlib import sha256
from simulator.journal import encode
from tests.builders import played
drills = [played(seed=seed) for seed in (None, 3, 11)]
print(*(sha256(encode(drill.header, drill.entries)).hexdigest() for drill in drills))
"""
SEEDS = (None, 3, 11)


def digests_here() -> list[str]:
    return [sha256(finished(seed)[2]).hexdigest() for seed in SEEDS]


def digests_of(python: str, **environment: str) -> list[str]:
    """What another interpreter makes of the same drills."""
    answer = subprocess.run(
        [python, "-c", DIGEST], cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.split()


def other_pythons() -> Iterator[str]:
    """Interpreters of another minor version that have the packages; WARROOM_OTHER_PYTHON may name one more."""
    named = [os.environ.get("WARROOM_OTHER_PYTHON")]
    for candidate in [*named, *(shutil.which(f"python3.{minor}") for minor in range(11, 16))]:
        if candidate:
            program = (
                "import sys, simpy, msgspec, pydantic, faker, jinja2, lark, ruamel.yaml; print(sys.version_info.minor)"
            )
            answer = subprocess.run([candidate, "-c", program], capture_output=True, text=True, check=False, timeout=60)
            if answer.returncode == 0 and int(answer.stdout) != sys.version_info.minor:
                yield candidate


# --- the same bytes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_two_runs_in_one_process_give_the_same_bytes(seed: int | None) -> None:
    drill = played(seed=seed)
    assert encode(drill.header, drill.entries) == finished(seed)[2]


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_another_process_with_another_hash_seed_gives_the_same_bytes(hash_seed: str) -> None:
    assert digests_of(sys.executable, PYTHONHASHSEED=hash_seed) == digests_here()


def test_another_python_gives_the_same_bytes() -> None:
    found = list(other_pythons())
    if not found:
        pytest.skip(
            "not shown here: the same bytes under another Python. None but "
            f"3.{sys.version_info.minor} with the packages is on the PATH; WARROOM_OTHER_PYTHON=/path names one"
        )
    for python in found:
        assert digests_of(python) == digests_here()


def test_the_machines_zone_and_language_do_not_matter() -> None:
    assert digests_of(sys.executable, TZ="Pacific/Kiritimati", LC_ALL="C") == digests_here()


# --- replay ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_the_replay_of_a_journal_is_the_journal(seed: int | None) -> None:
    _, entries, raw = finished(seed)
    journal = decode(raw)
    drill = replay(journal, kit())
    assert tuple(drill.entries) == entries
    assert encode(journal.header, drill.entries) == raw
    assert prove_replay(journal, raw, kit()) == ("ok", 0)


def test_a_drill_that_ran_into_its_horizon_replays() -> None:
    drill = new_drill(seed=6)
    play(drill, Silent())
    raw = encode(drill.header, drill.entries)
    assert prove_replay(decode(raw), raw, kit()) == ("ok", 0)


def test_what_was_read_then_is_taken_from_the_journal() -> None:
    _, _, raw = finished()
    assert prove_replay(decode(raw), raw, kit(reader=DeafReader())) == ("ok", 0)


def test_names_come_from_the_first_line_and_not_from_a_library(monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, raw = finished(3)
    monkeypatch.setitem(sys.modules, "faker", None)
    assert prove_replay(decode(raw), raw, kit()) == ("ok", 0)


def test_a_finished_drill_without_its_seal_is_not_proved() -> None:
    raw = b"\n".join(finished()[2].split(b"\n")[:-2]) + b"\n"
    assert prove_replay(decode(raw), raw, kit()) == ("broken", raw.count(b"\n") + 1)


def test_another_scenario_is_found_and_its_line_named() -> None:
    _, entries, raw = finished()
    slower = tiny(sample_every="61s")
    state, line = prove_replay(decode(raw), raw, kit(slower))
    assert state == "broken"
    assert entries[line - 2].at_s == 60


def test_a_shorter_replay_names_the_first_line_that_it_lacks() -> None:
    raw = finished()[2]
    drill = new_drill()
    assert first_difference(decode(raw), drill) == 3
    assert first_difference(Journal(drill.header, (), "", False), drill) == 0


# --- random play ----------------------------------------------------------------------------------------------------


def play_at_random(acts: list[tuple[int, c.Command, Seat]], seed: int) -> tuple[Drill, int]:
    """Give commands with pauses between; returns the drill and how many of them were refused."""
    drill, refused = new_drill(seed=seed), 0
    for number, (pause_s, command, seat) in enumerate(acts):
        drill.advance_to(drill.at_s + pause_s)
        outcome = drill.submit(command, who=PLAYER, seat=seat, command_id=f"r{number}")
        refused += outcome.refused is not None
        assert len([entry for entry in outcome.entries if entry.command_id]) == 1
    return drill, refused


@settings(max_examples=80)
@given(PLAYS, st.integers(0, 5), st.booleans())
def test_whatever_is_asked_the_journal_replays(
    acts: list[tuple[int, c.Command, Seat]], seed: int, to_the_end: bool
) -> None:
    drill, refused = play_at_random(acts, seed)
    if to_the_end:
        drill.advance_to(20_000)
    raw = encode(drill.header, drill.entries)
    journal = decode(raw)
    assert journal.entries == tuple(drill.entries)
    assert journal.sealed is to_the_end
    assert prove_replay(journal, raw, kit(reader=DeafReader())) == ("ok", 0)
    assert sum(isinstance(entry.event, e.CommandRefused) for entry in journal.entries) == refused
    assert {entry.command_id for entry in journal.entries if entry.command_id} == {f"r{n}" for n in range(len(acts))}


# --- the proof ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("states", "code"),
    [
        (("ok", "ok", "ok"), 0),
        (("ok", "ok", "broken"), 1),
        (("ok", "broken", "not checked"), 1),
        (("unfinished", "not checked", "not checked"), 1),
        (("ok", "not checked", "not checked"), 3),
    ],
)
def test_a_proof_ends_with_one_code(states: tuple[str, str, str], code: int) -> None:
    assert Proof(*states).exit_code == code
