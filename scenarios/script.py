"""Reads files of timed commands: YAML (`commands: [...]`) or JSON Lines (one step per line)."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from pydantic import ValidationError

from scenarios.source import load_model, read_file
from simulator.errors import ScenarioError
from simulator.scenario.script import Script, ScriptStep


def load_script(path: Path) -> tuple[ScriptStep, ...]:
    """The steps of a `--commands` file, in the order of the file.

    Raises:
        SourceError: the YAML is unreadable or does not fit.
        ScenarioError: a JSON line is unreadable or does not fit; names the line.
    """
    raw = read_file(path)
    if path.suffix != ".jsonl":
        return load_model(raw, Script, name=str(path))[0].commands
    steps = []
    for number, line in enumerate(raw.decode("utf-8").splitlines(), 1):
        if line.strip():
            steps.append(_step(line, f"{path}:{number}"))
    return tuple(steps)


def _step(line: str, place: str) -> ScriptStep:
    try:
        return ScriptStep.model_validate(json.loads(line, parse_float=Decimal))
    except (ValidationError, ValueError, RecursionError) as error:
        problem = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise ScenarioError(
            f"{place}: {problem}", hint='A step looks like {"at": "9m", "do": {"declare": {"severity": "sev1", ...}}}.'
        ) from None
