"""Play in real browser tabs: `python -m tests.browser [-o FOLDER]`; pictures of what was seen stay in FOLDER.

Needs node, npm and Chromium (CHROMIUM names it); the npm packages come from the lock file of the reports' check.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser import alone, together
from tests.browser.tabs import Chromium

PACKAGES = Path(__file__).parents[1] / "reports_browser"
STORIES = (alone.a_person_plays_to_the_first_update, together.two_tabs_and_a_terminal_finish_a_drill)


def main() -> int:
    """Tell every story; 1 when one of them ends badly, 3 when a tool is missing."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser", description="Play in Chromium.")
    parser.add_argument("-o", "--output", type=Path, help="keep pictures in this folder")
    wanted = parser.parse_args()
    missing = [tool for tool in ("node", "npm", "tmux") if shutil.which(tool) is None]
    if missing:
        print(f"missing: {', '.join(missing)}", file=sys.stderr)
        return 3
    with TemporaryDirectory(prefix="warroom-tabs-") as place:
        folder, output = Path(place), wanted.output or Path(place) / "out"
        output.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(PACKAGES / name, folder / name)
        subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True)
        for story in STORIES:
            began = time.monotonic()
            home = folder / story.__name__
            home.mkdir()
            with Chromium(folder) as browser:
                story(browser, home, output)
            print(f"{story.__name__.replace('_', ' ')}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
