"""Run the fault loops: `python -m tests.faults --sample 200`.

Each loop is one drill that dies up to four times. Progress goes to stderr, the closing line to stdout;
the exit code is 1 when any loop failed. `--first N` starts at another loop, to repeat one that failed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from simulator.errors import WarroomError
from tests.faults import kill, power, rooms, takeover
from tests.faults.postgres import LEFT_OUT
from tests.faults.voyage import Lost

LOOPS: dict[str, Callable[[Path, int], int]] = {
    "kill": kill.run_loop,
    "power": power.run_loop,
    "rooms": rooms.run_loop,
    "takeover": takeover.run_loop,
}
REPORTS: dict[str, Callable[[], str]] = {"rooms": rooms.report, "takeover": takeover.report}
SHARE = {"rooms": 8, "takeover": 8}
"""Loops of several processes are slow: one of these for so many of the others."""
PROGRESS_EVERY = 20


def run(sample: int, first: int, kinds: Sequence[str]) -> tuple[int, int]:
    """Run the loops of each kind; returns how many passed and failed."""
    passed = failed = 0
    with TemporaryDirectory(prefix="warroom-faults-") as folder:
        for kind in kinds:
            deaths = 0
            if kind == "takeover" and not takeover.available():
                print(f"takeover: left out: {LEFT_OUT}", file=sys.stderr)
                continue
            count = max(1, sample // SHARE.get(kind, 1))
            for loop in range(first, first + count):
                try:
                    deaths += LOOPS[kind](Path(folder), loop)
                    passed += 1
                except (Lost, WarroomError) as error:
                    failed += 1
                    print(f"{kind} loop {loop} failed: {error}", file=sys.stderr)
                done = loop - first + 1
                if done % PROGRESS_EVERY == 0 or done == count:
                    print(f"{kind}: {done} of {count} drills, {deaths} deaths survived", file=sys.stderr)
            if kind in REPORTS:
                print(f"{kind}: {REPORTS[kind]()}", file=sys.stderr)
    return passed, failed


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the options, run, and say how it ended."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sample", type=int, default=200, help="Drills of each kind (200).")
    parser.add_argument("--first", type=int, default=1, help="Number of the first drill (1).")
    parser.add_argument("--only", choices=sorted(LOOPS), help="Run just this kind.")
    options = parser.parse_args(arguments)
    passed, failed = run(options.sample, options.first, [options.only] if options.only else list(LOOPS))
    print(f"faults: {passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
