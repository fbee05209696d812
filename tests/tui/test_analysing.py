"""`whatif`, `calibrate` and `curve` from the command line: data on stdout, words on stderr, errors with a way out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scoring.analysis import calibration
from scoring.analysis.equating import known_truth
from simulator.errors import WarroomError
from simulator.logbook import Logbook
from tests.scoring.analysis.drills import finished
from tui.cli.app import app


@pytest.fixture(scope="module")
def drill(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished drill as a file; whoever did little left few decisions to take back."""
    path = tmp_path_factory.mktemp("drills") / "silent.jsonl"
    journal = finished("db-failover", "silent", 1)
    with Logbook.create(path, journal.header) as book:
        book.write(journal.entries)
    return path


def test_whatif_prints_data_on_stdout_and_progress_on_stderr(drill: Path) -> None:
    done = CliRunner().invoke(app, ["whatif", str(drill), "--noise", "2", "--format", "json"])
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    assert found["cost"]
    assert "courses" in done.stderr


def test_a_drill_that_broke_off_is_refused(drill: Path, tmp_path: Path) -> None:
    torn = tmp_path / "torn.jsonl"
    torn.write_bytes(b"".join(drill.read_bytes().splitlines(keepends=True)[:80]))
    done = CliRunner().invoke(app, ["whatif", str(torn)])
    assert isinstance(done.exception, WarroomError)
    assert "unfinished" in str(done.exception)


def test_calibrate_writes_what_it_prints_and_goes_on_from_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calibration, "known_truth", lambda seed, **_: known_truth(seed, people=60, repeats=1))
    target = tmp_path / "found.json"
    asked = ["calibrate", "db-failover", "--players", "novice,expert", "--drills", "4", "--workers", "1",
             "-o", str(target), "--format", "json"]  # fmt: skip
    first, again = (CliRunner().invoke(app, asked) for _ in range(2))
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert json.loads(first.stdout) == json.loads(again.stdout) == json.loads(target.read_text(encoding="utf-8"))
    assert again.stderr.splitlines()[0].startswith("4 of 4")


def test_a_curve_gives_no_percentile_from_few_drills(drill: Path) -> None:
    done = CliRunner().invoke(app, ["curve", str(drill), "--among", str(drill), "--format", "json"])
    [point] = json.loads(done.stdout)
    assert (point["percentile"], point["n"], point["attempt"]) == (None, 1, 1)
