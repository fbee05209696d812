"""Lint, for scenarios and runbooks alike."""

from __future__ import annotations

import json
import sys

from scenarios.lint import Finding, lint_file
from scenarios.lint.runbook import lint_runbook
from simulator.harmless import plain

EXIT_FOUND, EXIT_UNPLAYABLE = 1, 2


def lint(files: list[str], *, kind: str, as_json: bool, runbook: str = "escalation") -> int:
    """Check each file and print every finding; 0 clean, 1 something found, 2 a file that cannot be played."""
    found: list[Finding] = []
    for name in files:
        of_file = lint_file(name, runbook) if kind == "scenario" else lint_runbook(name)
        if not (of_file or as_json):
            print(plain(f"{name}: clean"), file=sys.stderr)
        found += of_file
    if as_json:
        print(json.dumps([finding.to_json() for finding in found], indent=2, ensure_ascii=False))
    else:
        for finding in found:
            print(plain(str(finding)))
    if any(finding.blocks for finding in found):
        return EXIT_UNPLAYABLE
    return EXIT_FOUND if found else 0
