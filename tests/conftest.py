"""Fixtures that every test may use; what they are made of is in `tests.builders`."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from tempfile import mkdtemp

import pytest
from hypothesis import settings

from simulator.drill import Drill, Kit
from tests import builders

settings.register_profile("warroom", deadline=None, derandomize=True, print_blob=False)
settings.load_profile("warroom")

if "WARROOM_CACHE" not in os.environ:  # files that were read once are kept for all processes of this run, and no longer
    os.environ["WARROOM_CACHE"] = mkdtemp(prefix="warroom-tests-")
    atexit.register(shutil.rmtree, os.environ["WARROOM_CACHE"], ignore_errors=True)


KEPT_BY = (
    "from scenarios import lexicon; lexicon.load_reader().prepare()",
    "from scenarios import catalog, voice; catalog.load_runbook(); voice.load_voices();"
    "[catalog.bundled_scenario(name) for name in catalog.scenario_ids()]",
)
"""Programs that leave behind what they worked out."""


@pytest.hookimpl(optionalhook=True)  # where pytest runs without xdist nobody asks
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are processors: many tests wait for a program that they started."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """What the workers and the programs that they start would each work out is worked out and kept before them.

    Compiled rules are written when a process ends, so the work is done in two of its own, side by side.
    """
    started = [subprocess.Popen([sys.executable, "-c", work]) for work in KEPT_BY]
    failed = [process for process in started if process.wait()]
    if failed:
        pytest.exit("what the tests share could not be worked out", returncode=1)


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end; looking through it for garbage would take an eighth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture
def kit() -> Kit:
    """The tiny scenario with the bundled runbook, bundled voices and a plain reader."""
    return builders.kit()


@pytest.fixture
def drill() -> Callable[..., Drill]:
    """Makes drills: `drill(scenario, seed=7)`."""
    return builders.new_drill


@pytest.fixture
def story() -> Callable[..., builders.Story]:
    """Makes stories: `story(scenario, noise=7)`."""
    return builders.story
