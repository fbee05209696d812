"""Finds scenarios and runbooks: bundled ones by id, others by path."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Generic, TypeVar

from scenarios.check import check_scenario, find_faults
from scenarios.document import Plain
from scenarios.kept import keep
from scenarios.runbook_check import check_runbook, find_runbook_faults
from scenarios.source import load_model, model_kept, read_file
from simulator.errors import ScenarioError
from simulator.runbook import Runbook
from simulator.scenario import Scenario

RUNBOOK = "escalation"
TOUR = "first-tour"
"""The tour's own scenario: bundled, but in no list of what can be played."""
M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Loaded(Generic[M]):
    """A model, the bytes it came from, and where."""

    model: M
    digest: str
    path: str


def scenario_ids() -> tuple[str, ...]:
    """Ids of the bundled scenarios, in the order in which a newcomer should play them."""
    found = sorted(
        path.name.removesuffix(".yaml")
        for path in files("scenarios").joinpath("library").iterdir()
        if path.name.endswith(".yaml")
    )
    first = [name for name in ("db-failover", "credential-leak", "integration-failure") if name in found]
    return tuple(first + [name for name in found if name not in first])


def _source(name_or_path: str, folder: str, known: tuple[str, ...]) -> tuple[bytes, str]:
    """The bytes of a bundled file or of a path."""
    if name_or_path in known:
        path = files("scenarios").joinpath(folder, f"{name_or_path}.yaml")
        return path.read_bytes(), f"{name_or_path}.yaml"
    path_given = Path(name_or_path)
    if path_given.suffix in (".yaml", ".yml") or path_given.exists() or "/" in name_or_path:
        return read_file(path_given), name_or_path
    near = get_close_matches(name_or_path, known, 1)
    raise ScenarioError(
        f"there is no {folder[:-1] if folder.endswith('s') else 'scenario'} {name_or_path!r}",
        hint=(f"Did you mean {near[0]!r}? " if near else "") + f"Known: {', '.join(known)}; or give a path to a file.",
    )


def read_scenario(name_or_path: str) -> tuple[bytes, str]:
    """The bytes of a scenario file, and its name.

    Raises:
        SourceError: the file cannot be read.
        ScenarioError: no such scenario.
    """
    if name_or_path == TOUR:
        return _source(name_or_path, "tour", (TOUR,))
    return _source(name_or_path, "library", scenario_ids())


@lru_cache(maxsize=64)
def load_scenario(name_or_path: str) -> Loaded[Scenario]:
    """Load and check one scenario; never twice in one process.

    Raises:
        SourceError: the file is unreadable or does not fit; all problems at once.
        ScenarioError: no such scenario.
    """
    raw, loaded, fresh = _fitted(name_or_path)
    if any(find_faults(loaded.model)):
        check_scenario(*load_model(raw, Scenario, name=loaded.path))
    if fresh is not None:
        keep(raw, fresh)
    return loaded


def bundled_scenario(name: str) -> Loaded[Scenario]:
    """A bundled scenario for those who look at what was played with it.

    What its parts say of each other, which takes longest to check, was checked when it was played and before it was
    bundled.

    Raises:
        ScenarioError: no such scenario is bundled.
    """
    if name not in scenario_ids():
        raise ScenarioError(f"there is no bundled scenario {name!r}", hint=f"Known: {', '.join(scenario_ids())}.")
    raw, loaded, fresh = _fitted(name)
    if fresh is not None:
        keep(raw, fresh)
    return loaded


@lru_cache(maxsize=64)
def _fitted(name_or_path: str) -> tuple[bytes, Loaded[Scenario], Plain]:
    """A scenario's bytes, what they are in themselves, and their plain data if it was not kept."""
    raw, name = read_scenario(name_or_path)
    model, fresh = model_kept(raw, Scenario), None
    if model is None:
        model, document = load_model(raw, Scenario, name=name)
        fresh = document.data
    return raw, Loaded(model, sha256(raw).hexdigest(), name), fresh


def read_runbook(name_or_path: str) -> tuple[bytes, str]:
    """The bytes of a runbook file, and its name.

    Raises:
        SourceError: the file cannot be read.
        ScenarioError: no such runbook.
    """
    return _source(name_or_path, "runbooks", (RUNBOOK,))


@lru_cache(maxsize=16)
def load_runbook(name_or_path: str = RUNBOOK) -> Loaded[Runbook]:
    """Load and check one runbook.

    Raises:
        SourceError: the file is unreadable or does not fit; all problems at once.
        ScenarioError: no such runbook.
    """
    raw, name = read_runbook(name_or_path)
    model = model_kept(raw, Runbook)
    if model is None:
        model, document = load_model(raw, Runbook, name=name)
        keep(raw, document.data)
    if name_or_path != RUNBOOK and any(find_runbook_faults(model, load_runbook().model)):
        check_runbook(model, load_runbook().model, load_model(raw, Runbook, name=name)[1])
    return Loaded(model, sha256(raw).hexdigest(), name)
