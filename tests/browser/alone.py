"""Somebody without a terminal: opens the page, declares the incident, posts the first update, closes the window."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import cast

from scenarios.catalog import load_runbook, load_scenario
from simulator import commands as c
from simulator.journal import decode
from simulator.vocabulary import Channel
from tests.browser.serving import Served, serving
from tests.browser.tabs import Chromium, Tab
from tests.tui.terminal import Terminal
from tests.tui.trainee import Trainee

GONE_WITHIN_S = 10.0


def a_person_plays_to_the_first_update(browser: Chromium, home: Path, output: Path) -> None:
    """From the lobby to the first update; a closed window leaves no program behind, and the drill waits."""
    scenario, runbook = load_scenario("db-failover").model, load_runbook().model
    steps = sorted(next(iter(scenario.variants.values())).reference, key=lambda step: step.at)
    first = next(n for n, step in enumerate(steps) if _is_public(step.command))
    with serving(home) as served:
        tab = Tab(browser, "alone", served.url)
        trainee = Trainee(cast("Terminal", tab), scenario, runbook)
        trainee.see(scenario.title, "enter play")
        tab.shot(output / "lobby.png")
        trainee.press("enter")
        trainee.see("enter start the clock")
        trainee.press("enter")
        trainee.room()
        trainee.play(steps[: first + 1])
        tab.shot(output / "first-update.png")
        (output / "first-update.txt").write_text(tab.look(), encoding="utf-8")
        assert tab.problems() == [], tab.problems()
        _nobody_is_left(tab, served)
    journal = decode(next((home / "data" / "drills").glob("*.jsonl")).read_bytes(), name="the drill")
    done = [type(entry.event).__name__ for entry in journal.entries]
    assert {"IncidentDeclared", "UpdatePosted"} <= set(done), done


def _is_public(command: c.Base) -> bool:
    return isinstance(command, c.PostUpdate) and command.channel is Channel.STATUS_PAGE


def _nobody_is_left(tab: Tab, served: Served) -> None:
    """Closing the window ends its program; so does killing the server."""
    programs = served.programs()
    assert len(programs) == 1, programs
    tab.close()
    _wait_for_the_end_of(programs)


def _wait_for_the_end_of(programs: list[int]) -> None:
    end = time.monotonic() + GONE_WITHIN_S
    while left := [one for one in programs if Path(f"/proc/{one}").exists()]:
        assert time.monotonic() < end, f"still running: {left}"
        os.sched_yield()
