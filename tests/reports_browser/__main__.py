"""Write reports of every scenario, open them in Chromium, print them: `python -m tests.reports_browser [-o FOLDER]`.

Needs node, npm, Chromium (CHROMIUM names it) and poppler's pdftoppm; the two npm packages are installed into a
temporary folder from the lock file beside this one. Screenshots and rendered pages stay in FOLDER to be looked at.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from scenarios.catalog import scenario_ids
from scoring.reports.model import Edition
from scoring.reports.page import to_html
from scoring.reports.paper import to_pdf
from simulator.bots.player import Silent
from tests.scoring.plays import Play, content, played, reference
from tests.scoring.reports.cases import hostile_page, report_of_play

HERE = Path(__file__).parent


def plays(scenarios: Sequence[str]) -> Iterator[tuple[str, Play, Edition]]:
    """Each scenario twice: the reference run for participants, the silent one for facilitators."""
    for scenario in scenarios:
        content(scenario)
        yield f"{scenario}-reference", reference(scenario), Edition.PARTICIPANTS
        yield f"{scenario}-silent", played(scenario, player=Silent()), Edition.FACILITATORS


def write(folder: Path, scenarios: Sequence[str]) -> list[Path]:
    """Every report as a page and on paper; the path of each page."""
    pages = []
    for name, play, edition in plays(scenarios):
        report = report_of_play(play, edition)
        pages.append(folder / f"{name}.html")
        pages[-1].write_text(to_html(report), encoding="utf-8")
        (folder / f"{name}.pdf").write_bytes(to_pdf(report))
        print(f"written: {name}", file=sys.stderr)
    pages.append(folder / "hostile.html")
    pages[-1].write_text(hostile_page(), encoding="utf-8")
    return pages


def main() -> int:
    """Write, open, render; 1 when the browser or the renderer found something, 3 when a tool is missing."""
    parser = argparse.ArgumentParser(prog="python -m tests.reports_browser", description="Open reports in Chromium.")
    parser.add_argument("-o", "--output", type=Path, help="keep pages and screenshots in this folder")
    parser.add_argument("--few", action="store_true", help="the first scenario only: a look at every commit")
    wanted = parser.parse_args()
    missing = [tool for tool in ("node", "npm", "pdftoppm") if shutil.which(tool) is None]
    if missing:
        print(f"missing: {', '.join(missing)}", file=sys.stderr)
        return 3
    with TemporaryDirectory(prefix="warroom-browser-") as place:
        tools, output = Path(place), wanted.output or Path(place) / "out"
        output.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, tools / name)
        subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=tools, check=True)
        pages = write(output, scenario_ids()[:1] if wanted.few else scenario_ids())
        look = ["node", str(HERE / "look.mjs"), str(output), *map(str, pages)]
        seen = subprocess.run(look, cwd=tools, check=False).returncode
        return seen or rendered(output)


def rendered(folder: Path) -> int:
    """Turn every page of every PDF, ours and the printed ones, into a picture; 1 when one has none."""
    for paper in sorted(folder.glob("*.pdf")):
        subprocess.run(["pdftoppm", "-r", "50", "-png", str(paper), str(paper.with_suffix(""))], check=True)
    empty = [paper.name for paper in folder.glob("*.pdf") if not list(folder.glob(f"{paper.stem}-*.png"))]
    print(f"{len(list(folder.glob('*.pdf')))} PDFs rendered", file=sys.stderr)
    return 1 if empty else 0


if __name__ == "__main__":
    sys.exit(main())
