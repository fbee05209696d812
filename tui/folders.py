"""Where one's own files lie."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder() -> Path:
    """Where drills are kept: $WARROOM_HOME, else the user's data directory."""
    home = os.environ.get("WARROOM_HOME")
    if home:
        return Path(home)
    from platformdirs import user_data_path

    return user_data_path("warroom", appauthor=False)


def drills_folder() -> Path:
    """Where solo drills' journals are kept."""
    return data_folder() / "drills"


def focus_folder() -> Path:
    """Where focal drills' journals are kept: apart, for they stand in no record."""
    return data_folder() / "focus"


def settings_path() -> Path:
    """Where one's own settings are kept."""
    return data_folder() / "settings.json"


def new_drill_path(scenario: str, *, focus: bool = False) -> Path:
    """A file name that is not taken: `db-failover-3.jsonl` is the third attempt."""
    folder, number = focus_folder() if focus else drills_folder(), 1
    while (folder / f"{scenario}-{number}.jsonl").exists():
        number += 1
    return folder / f"{scenario}-{number}.jsonl"
