"""Measure the speed: `python -m tests.bench [--quick] [--only AREA] [-o FILE.json]`.

Prints one row per figure: what was measured, its floor in the same run, their ratio and the goal. The exit code
is 0 also when a figure is over its goal, because a busy machine is no defect; the table and the file say so.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench import certificates, engine, populations, reading, reports, rooms, startup, terminal
from tests.bench.measure import Figure

ROUNDS, QUICK_ROUNDS = 25, 5
STARTS, QUICK_STARTS = 15, 3
AREAS = (
    "replay",
    "expert",
    "reading",
    "verify",
    "growth",
    "disk",
    "commands",
    "frames",
    "terminal",
    "reports",
    "certificates",
    "populations",
    "rooms",
)
LIBRARIES = ("simpy", "msgspec", "pydantic", "textual", "typer")


def areas(folder: Path, *, quick: bool) -> dict[str, Callable[[], list[Figure]]]:
    """What can be measured, by name."""
    rounds, starts = (QUICK_ROUNDS, QUICK_STARTS) if quick else (ROUNDS, STARTS)
    return {
        "replay": lambda: engine.replays(rounds),
        "expert": lambda: engine.expert(max(3, rounds // 5)),
        "reading": lambda: reading.readings(rounds),
        "verify": lambda: engine.verification(rounds, folder),
        "growth": lambda: engine.growth(rounds),
        "disk": lambda: engine.durable(rounds, folder),
        "commands": lambda: startup.commands(starts, folder),
        "frames": lambda: startup.first_frames(starts, folder),
        "terminal": lambda: terminal.all_figures(max(3, starts // 2), folder),
        "populations": lambda: populations.measure_all(rounds, quick=quick),
        "reports": lambda: reports.all_figures(starts, folder),
        "certificates": lambda: certificates.all_figures(max(3, starts // 3), folder),
        "rooms": lambda: rooms.all_figures(max(3, rounds // 5), folder, quick=quick),
    }


def machine() -> dict[str, Any]:
    """What a reader needs to know about where this ran."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "cpus": os.cpu_count(),
        "load": [round(part, 2) for part in os.getloadavg()],
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def table(figures: list[Figure]) -> str:
    """The figures as aligned text."""
    head = ("figure", "measured", "floor", "ratio", "goal", "", "floor is")
    rows = [head, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = []
    for row in rows:
        cells = [cell.ljust(width) if number in (0, 5, 6) else cell.rjust(width)
                 for number, (cell, width) in enumerate(zip(row, widths, strict=True))]  # fmt: skip
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _row(figure: Figure) -> tuple[str, ...]:
    measured = f"{figure.measured:,.1f} {figure.unit}"
    floor = f"{figure.floor:,.1f}" if figure.floor is not None else ""
    ratio = f"{figure.ratio:.2f}" if figure.ratio is not None else ""
    goal = f"{figure.goal:g}" if figure.goal is not None else ""
    explained = figure.floor_name + (f" ({figure.note})" if figure.note and figure.floor_name else figure.note)
    return figure.name, measured, floor, ratio, goal, figure.verdict, explained


def main() -> None:
    """Measure, print, and write the file when one is asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description="Measure the speed against floors of the same run."
    )
    parser.add_argument("--quick", action="store_true", help="few rounds: a first look, not for the record")
    parser.add_argument("--only", action="append", choices=AREAS, help="only this part (may be given again)")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the figures as JSON too")
    options = parser.parse_args()
    figures: list[Figure] = []
    with TemporaryDirectory(prefix="warroom-bench-") as folder:
        for name, measure in areas(Path(folder), quick=options.quick).items():
            if options.only and name not in options.only:
                continue
            print(f"measuring: {name}", file=sys.stderr)
            try:
                figures += measure()
            except TimeoutError as error:
                print(f"not measured: {error}", file=sys.stderr)
    print(table(figures))
    if options.output is not None:
        found = {"machine": machine(), "quick": options.quick, "figures": [figure.to_json() for figure in figures]}
        options.output.write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()
