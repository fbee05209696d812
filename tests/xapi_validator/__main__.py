"""Check our xAPI statements with a validator that we did not write: `python -m tests.xapi_validator`.

Needs node and npm; the package is installed into a temporary folder from the lock file beside this one.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scoring import judge
from simulator.bots.player import Silent
from simulator.journal import Journal
from tests.scoring.plays import content, played, reference
from tui.learning.xapi import Source, Version, statements_of

HERE = Path(__file__).parent
SCENARIOS = ("db-failover", "credential-leak", "billing-defect")


def statements() -> list[dict[str, Any]]:
    """Passed, failed and abandoned drills of three scenarios, in both versions."""
    found = []
    for scenario in SCENARIOS:
        material = content(scenario)
        model, rules = material.scenario.model, material.runbook.model
        silent = played(scenario, player=Silent()).drill.journal()
        half = Journal(silent.header, silent.entries[:40], "", False)
        for number, journal in enumerate((reference(scenario).drill.journal(), silent, half)):
            card, sha256 = judge(journal, model, rules), f"{number:064}"
            for version in Version:
                at_utc, home = "2026-03-10T15:00:00Z", "https://example.org/warroom"
                source = Source(sha256, journal, model, card, at_utc, home, version)
                found += statements_of(source, criteria=True)
    return found


def main() -> int:
    """Write, install, check; 1 when a statement was refused, 3 when a tool is missing."""
    missing = [tool for tool in ("node", "npm") if shutil.which(tool) is None]
    if missing:
        print(f"missing: {', '.join(missing)}", file=sys.stderr)
        return 3
    with TemporaryDirectory(prefix="warroom-xapi-") as place:
        for name in ("package.json", "package-lock.json", "check.cjs"):
            shutil.copy(HERE / name, place)
        subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=place, check=True)
        (Path(place) / "statements.json").write_text(json.dumps(statements()))
        return subprocess.run(["node", "check.cjs", "statements.json"], cwd=place, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
