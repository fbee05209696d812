"""The fault loops themselves: a few of them pass, and they notice a disk that lies."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import power
from tests.faults.__main__ import LOOPS, main
from tests.faults.voyage import Lost

ROOT = Path(__file__).resolve().parents[1]


def test_power_cuts_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    assert sum(power.run_loop(tmp_path, loop) for loop in range(1, 9)) > 8


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills need fork")
def test_kills_lose_nothing_that_was_acknowledged() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "tests.faults", "--sample", "2", "--only", "kill"], cwd=ROOT, capture_output=True,
        text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (answer.stdout, answer.returncode) == ("faults: 2 passed, 0 failed\n", 0), answer.stderr


def test_a_disk_that_only_says_that_it_synced_is_noticed(tmp_path: Path) -> None:
    noticed = 0
    for loop in range(1, 7):
        try:
            power.run_loop(tmp_path, loop, lies=True)
        except Lost as error:
            noticed += "acknowledged and lost" in str(error)
    assert noticed >= 4


def test_the_closing_line_and_the_exit_code_tell_how_it_went(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["--sample", "1", "--only", "power"]) == 0
    assert capsys.readouterr().out == "faults: 1 passed, 0 failed\n"

    def sink(folder: Path, loop: int) -> int:
        raise Lost("everything")

    monkeypatch.setitem(LOOPS, "power", sink)
    assert main(["--sample", "2", "--only", "power"]) == 1
    captured = capsys.readouterr()
    assert captured.out == "faults: 0 passed, 2 failed\n"
    assert "power loop 2 failed: everything" in captured.err
