"""What lies in one's own folders: drills that wait, totals that were reached. Read from first and last lines alone."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tui.folders import drills_folder, focus_folder, journals_in

SEAL_BYTES = 4_096
"""Enough of a file's end to hold its last line."""
OWN_MODES = ("practice", "exam")
"""A simulated run or a team's is nobody's own best."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A drill that was begun and can be gone on with."""

    path: Path
    scenario: str
    mode: str
    left_utc_s: int
    """When its last line was written, in Unix seconds."""
    at_s: int
    """The drill second it stands at."""
    focus: bool
    digest: str = ""
    """Of the scenario's file as it was played."""
    busy: bool = False
    """Whether it is being played in another window."""


@dataclass(frozen=True, slots=True)
class Totals:
    """One's totals of a scenario in one mode, oldest first."""

    practice: tuple[float, ...] = ()
    exam: tuple[float, ...] = ()


def waiting() -> tuple[Waiting, ...]:
    """Drills without a seal, the one that was left last first."""
    found = [one for folder in (drills_folder(), focus_folder()) for one in _waiting_in(folder)]
    return tuple(sorted(found, key=lambda one: (-one.left_utc_s, str(one.path))))


def _waiting_in(folder: Path) -> Iterator[Waiting]:
    from simulator.logbook import is_being_written

    for path in journals_in(folder):
        try:
            if _is_sealed(path):
                continue
            head = first_line(path)
            left_s, busy = int(path.stat().st_mtime), is_being_written(path)
        except OSError:
            continue
        played, mode = head.get("scenario", {}), str(head.get("mode", ""))
        scenario, digest = str(played.get("id", "")), str(played.get("digest", ""))
        if scenario and mode != "exercise":
            yield Waiting(path, scenario, mode, left_s, _last_second(path), folder == focus_folder(), digest, busy)


def totals(scenario: str) -> Totals:
    """Totals of one's finished drills of a scenario, as kept beside their journals at the debrief.

    Forks and simulated runs are left out: they are not one's own from the first second.
    """
    found = _finished(scenario)
    return Totals(*(tuple(total for *_, total in sorted(found[mode])) for mode in OWN_MODES))


def finished(scenario: str, mode: str) -> tuple[Path, ...]:
    """Journals of one's finished drills of a scenario in a mode, the newest first."""
    names = [name for _, name, _ in sorted(_finished(scenario).get(mode, []), reverse=True)]
    return tuple((drills_folder() / name).with_suffix(".jsonl") for name in names)


def count_finished() -> int:
    """How many drills one has finished, of bundled scenarios and of one's own."""
    return sum(map(len, _finished().values()))


def _finished(scenario: str = "") -> dict[str, list[tuple[int, str, float]]]:
    """By mode: when the debrief was, the file of the total, and the total; without a scenario, of all of them."""
    found: dict[str, list[tuple[int, str, float]]] = {mode: [] for mode in OWN_MODES}
    for kept in drills_folder().glob(f"{scenario}-*.score" if scenario else "*.score"):
        try:
            head = first_line(kept.with_suffix(".jsonl"))
            total, ended_ns = float(kept.read_text(encoding="utf-8")), kept.stat().st_mtime_ns
        except (OSError, ValueError):
            continue
        fits = not scenario or head.get("scenario", {}).get("id") == scenario
        if fits and head.get("mode") in found and not head.get("parent"):
            found[head["mode"]].append((ended_ns, kept.name, total))
    return found


def is_fork(path: Path) -> bool:
    """Whether a drill's beginning is another one's."""
    try:
        return bool(first_line(path).get("parent"))
    except OSError:
        return False


def keep_total(path: Path, total: float) -> None:
    """Keep a drill's total as the scorecard has it; a full disk costs the lobby a number, not the debrief."""
    try:
        path.with_suffix(".score").write_text(f"{total:g}\n", encoding="utf-8")
    except OSError:
        path.with_suffix(".score").unlink(missing_ok=True)


def put_away(path: Path) -> Path:
    """Take an unfinished drill off the list; it stays in the folder `put-away`, from where it can be resumed."""
    folder = path.parent / "put-away"
    folder.mkdir(exist_ok=True)
    target = folder / f"{path.stem}-{int(time.time())}.jsonl"
    os.replace(path, target)
    drafts = path.with_suffix(".drafts.json")
    if drafts.exists():
        os.replace(drafts, target.with_suffix(".drafts.json"))
    return target


def first_line(path: Path) -> dict[str, Any]:
    """The header; an empty mapping when the file does not begin with one."""
    with path.open("rb") as stream:
        line = stream.readline(65_536)
    try:
        head = json.loads(line)
    except ValueError:
        return {}
    return head if isinstance(head, dict) else {}


def _tail(path: Path) -> bytes:
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - SEAL_BYTES))
        return stream.read()


def _is_sealed(path: Path) -> bool:
    from simulator.journal import ends_with_seal

    return ends_with_seal(_tail(path))


def _last_second(path: Path) -> int:
    """The drill second of the last whole line; keys are sorted, so `at_s` comes first."""
    for line in reversed(_tail(path).split(b"\n")):
        if line.startswith(b'{"at_s":'):
            return int(line[8:].split(b",", 1)[0] or 0)
    return 0
