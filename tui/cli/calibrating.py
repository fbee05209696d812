"""Runs a calibration for the command line: loads content, plays the population, writes the figures."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scoring.analysis.batch import MissingPartError, Place
from scoring.analysis.person import people_of
from scoring.analysis.trial import Setup
from simulator.errors import ScenarioError, WarroomError
from simulator.vocabulary import Mode
from tui.folders import write_whole
from tui.library import Content, header_for, load_content

NOT_HERE = 3


def setup_of(scenario: str, runbook: str) -> Setup:
    """Content for trials, in whatever process."""
    content = load_content(scenario, runbook)
    return Setup(content.kit, header_for(content, drill="simulated", seed=1, mode=Mode.SIMULATED))


def run_calibration(
    scenarios: list[str], *, players: str, drills: int, workers: int, scheduler: str | None, output: Path | None,
    resume: Path | None, runbooks: list[str], as_json: bool, bar: Callable[[str], Callable[[int, int], None]],
) -> None:  # fmt: skip
    """Play, calibrate, print; with two runbooks also compare them.

    Raises:
        WarroomError: content that does not load, a design that makes no sense, or a file that cannot be written.
    """
    if len(runbooks) > 2:
        raise ScenarioError("at most two runbooks are compared", hint="Give --runbook once or twice.")
    store = resume or (output.with_suffix(".drills.jsonl") if output else None)
    try:
        found = _found(scenarios, people_words=players, drills=drills, runbooks=runbooks or ["escalation"],
                       place=Place(workers or os.cpu_count() or 1, scheduler), bar=bar, store=store)  # fmt: skip
    except KeyboardInterrupt:
        kept = f"Finished drills are in {store}; the same command goes on from there." if store else (
            "Nothing is kept; with --resume FILE the same command would go on.")  # fmt: skip
        print(f"\nStopped. {kept}", file=sys.stderr)
        raise
    except MissingPartError as error:
        print(f"warroom: {error}\n  {error.hint}", file=sys.stderr)
        sys.exit(NOT_HERE)
    from scoring.analysis.calibration_text import render

    text = json.dumps(found, indent=2, ensure_ascii=False)
    if output is not None:
        _write(output, text + "\n")
    print(text if as_json else render(found))


def _write(path: Path, text: str) -> None:
    try:
        write_whole(path, text.encode(), force=True)
    except OSError as error:
        raise WarroomError(f"{path}: {error.strerror}", hint="Choose another file with -o.") from None


def _found(
    scenarios: list[str], *, people_words: str, drills: int, runbooks: list[str], place: Place,
    bar: Callable[[str], Callable[[int, int], None]], store: Path | None,
) -> dict[str, Any]:  # fmt: skip
    people = people_of(people_words)
    contents = {(name, rules): load_content(name, rules) for rules in runbooks for name in scenarios}
    try:
        from scoring.analysis.calibration import calibrate
        from scoring.analysis.paired import compare
        from scoring.analysis.population import Design, play_design
    except ImportError:
        raise MissingPartError("calibration", "statistics") from None
    forms = _forms(drills, len(people))
    played = []
    for rules in runbooks:
        design = Design(people, tuple(scenarios), forms, rules, len(runbooks) > 1)
        digests = " ".join(_digests(contents[name, rules]) for name in scenarios)
        played.append(
            play_design(design, setup_of, place, store=store, depends_on=digests, progress=bar(f"drills, {rules}"))
        )
    models = [contents[scenarios[0], rules].runbook.model for rules in runbooks]
    shares = {name: _shares(contents[name, runbooks[0]]) for name in scenarios}
    found = calibrate(played[0], models[0], shares)
    if len(played) > 1:
        found["comparison"] = compare(played[0], played[1], (models[0], models[1]))
    return found


def _forms(drills: int, people: int) -> int:
    """How many forms everybody plays, and a word on stderr when that makes other drills than were asked for."""
    forms = max(2, -(-drills // people))
    if forms * people != drills:
        print(
            f"{people} players play {forms} forms each, {forms * people} drills of a scenario: everybody plays the "
            "same forms, and a single one would not tell a player from luck. --players sets how many play.",
            file=sys.stderr,
        )
    return forms


def _digests(content: Content) -> str:
    header = header_for(content, drill="simulated", seed=1, mode=Mode.SIMULATED)
    return " ".join((header.scenario.digest, header.runbook.digest, *header.digests.values()))


def _shares(content: Content) -> dict[str, float]:
    variants = content.scenario.model.variants
    whole = sum(variant.weight for variant in variants.values()) or 1
    return {name: variant.weight / whole for name, variant in variants.items()}
