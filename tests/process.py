"""Runs the installed command as a user would: another process, an empty home."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def warroom(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run `warroom` in `folder`, with its data below it; never a terminal."""
    environment = {**os.environ, "HOME": str(folder), "WARROOM_HOME": str(folder / "data"), "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments], cwd=folder, env=environment, input=stdin,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
