"""Where a person's own files are kept."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

REMARKS = ".remarks.jsonl"
"""How the name ends of what a table's assessors remarked; it lies beside the journal."""


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


def is_journal(name: str) -> bool:
    """Whether a file in a folder of drills is a journal, by its name."""
    return name.endswith(".jsonl") and not name.endswith(REMARKS)


def journals_in(folder: Path) -> list[Path]:
    """The journals of a folder by name; what a table's assessors remarked lies beside them and is none."""
    return sorted(path for path in folder.iterdir() if is_journal(path.name)) if folder.is_dir() else []


def make_private(folder: Path) -> None:
    """Make a folder that only its owner can open, and what is missing above it.

    Raises:
        OSError: it cannot be made.
    """
    for place in (*reversed(folder.parents), folder):
        if not place.exists():
            place.mkdir(mode=0o700, exist_ok=True)


def new_drill_path(scenario: str, *, focus: bool = False) -> Path:
    """A file name that is not taken, in a folder of one's own: `db-failover-3.jsonl` is the third attempt."""
    folder, number = focus_folder() if focus else drills_folder(), 1
    with suppress(OSError):  # who writes there says why it cannot be done
        make_private(folder)
    while (folder / f"{scenario}-{number}.jsonl").exists():
        number += 1
    return folder / f"{scenario}-{number}.jsonl"


def write_whole(path: Path, raw: bytes, *, force: bool = False) -> None:
    """Write a file that is there whole or not at all.

    Args:
        path: Where.
        raw: What.
        force: A file that is there is replaced; until the new one is whole it stays as it is.

    Raises:
        FileExistsError: it is there already, and was not to be replaced.
        OSError: the place cannot be written to; nothing is left of the attempt.
    """
    place = Path(os.path.realpath(path)) if force else path
    if force and place.exists() and not place.is_file():  # a device or a pipe has no other file beside it
        place.write_bytes(raw)
        return
    fresh = place.with_name(f".{os.getpid()}.part") if force else place
    with fresh.open("wb" if force else "xb") as target:
        try:
            target.write(raw)
            target.flush()
            if force:
                if place.exists():
                    shutil.copymode(place, fresh)
                fresh.replace(place)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise


def write_private(path: Path, raw: bytes) -> None:
    """Write a file that only its owner can read, also where an earlier one could be read by others.

    Raises:
        OSError: the place cannot be written to.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        path.chmod(0o600)
        stream.write(raw)
