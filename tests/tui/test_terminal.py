"""A whole drill in a real terminal, from the lobby to the debrief, by keys that the screens print."""

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from scenarios.catalog import load_runbook, load_scenario
from tests.tui.terminal import Terminal
from tests.tui.trainee import Trainee

SIZES = ((80, 24), (120, 40), (200, 60))
PASS = 85.0
WANTED = pytest.mark.skipif(
    os.environ.get("WARROOM_TERMINAL") != "1" or shutil.which("tmux") is None,
    reason="whole drills in a real terminal left out (make terminal has them; they need tmux and minutes)",
)


@pytest.mark.slow
@WANTED
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_trainee_plays_a_whole_drill_by_the_keys_that_the_screens_print(
    size: tuple[int, int], tmp_path: Path
) -> None:
    scenario, runbook = load_scenario("db-failover").model, load_runbook().model
    variant = next(iter(scenario.variants.values()))
    home = {"WARROOM_HOME": str(tmp_path)}
    with Terminal([sys.executable, "-m", "tui"], size, tmp_path, home) as terminal:
        trainee = Trainee(terminal, scenario, runbook)
        trainee.see(scenario.title, "enter play")
        trainee.press("enter")
        trainee.see("enter start the clock")
        trainee.press("enter")
        trainee.room()
        trainee.play(variant.reference)
        screen = trainee.see("Debrief", "Total", "of 100")
        total = float(re.search(r"Total\s+([\d.]+) of 100", screen)[1])  # type: ignore[index]
        (tmp_path / "screens.txt").write_text("\f".join(terminal.screens), encoding="utf-8")
        assert total >= PASS
