"""Lint, for scenarios and runbooks alike."""

from __future__ import annotations

import json
import sys

from scenarios.catalog import load_runbook, load_scenario
from scenarios.source import SourceError


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
        print(
            json.dumps(
                [
                    {
                        "file": p.path,
                        "line": p.line,
                        "column": p.column,
                        "key": p.key,
                        "message": p.message,
                        "suggestion": p.suggestion,
                    }
                    for p in found
                ],
                indent=2,
                ensure_ascii=False,
            )
        )
    else:
        for problem in found:
            print(problem)
    return 2 if found else 0
