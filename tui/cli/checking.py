"""Lint and schemas, for scenarios and runbooks alike."""

from __future__ import annotations

import json
import sys
from typing import Any

from pydantic import BaseModel
from scenarios.catalog import load_runbook, load_scenario
from scenarios.source import SourceError
from simulator.runbook import Runbook
from simulator.scenario import Scenario

_MODELS: dict[str, type[BaseModel]] = {"scenario": Scenario, "runbook": Runbook}


def lint(files: list[str], *, kind: str, as_json: bool) -> int:
    """Check each file and print every problem; 0 clean, 2 when something is found in a file."""
    load = load_scenario if kind == "scenario" else load_runbook
    found = []
    for name in files:
        try:
            load(name)
            if not as_json:
                print(f"{name}: clean", file=sys.stderr)
        except SourceError as error:
            found += list(error.problems)
    if as_json:
        print(json.dumps([{"file": p.path, "line": p.line, "column": p.column, "key": p.key, "message": p.message,
                           "suggestion": p.suggestion} for p in found], indent=2, ensure_ascii=False))  # fmt: skip
    else:
        for problem in found:
            print(problem)
    return 2 if found else 0


def schema_text(kind: str) -> str:
    """The JSON Schema of a kind of file, as text that is the same on every run."""
    schema: dict[str, Any] = _MODELS[kind].model_json_schema()
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
