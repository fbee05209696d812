"""Tells which journals of a folder are one and the same drill: copies, and copies that were cut short."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import msgspec

from simulator.journal import Journal


class Mark(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """By what a journal is recognised."""

    drill: str
    """The drill's id: the name of the file that it was written to."""
    head: str
    """Digest of the header, which says by whom, what and in which form: two drills may share it, copies always do."""
    whole: str
    """Digest of all bytes."""
    size: int
    sealed: bool
    """A sealed journal is nobody's beginning."""


def mark_of(raw: bytes, journal: Journal) -> Mark:
    """The mark of a journal, of which the bytes are at hand."""
    return Mark(
        drill=journal.header.drill,
        head=sha256(raw.split(b"\n", 1)[0]).hexdigest(),
        whole=sha256(raw).hexdigest(),
        size=len(raw),
        sealed=journal.sealed,
    )


def copies_in(folder: Path, marks: Mapping[str, Mark]) -> dict[str, str]:
    """Every file that says nothing new: its name, and which other file it repeats.

    Args:
        folder: What the names count from; a file is read only where headers agree and a drill is unfinished.
        marks: The journals' marks, by file name.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for name, mark in marks.items():
        groups[mark.head].append(name)
    return {copy: of for group in groups.values() if len(group) > 1 for copy, of in _repeats(folder, group, marks)}


def repeated(copy: str, of: str) -> str:
    """Why a copy is left out."""
    return f"{copy}: the same drill as {of}, which counts once"


def _repeats(folder: Path, group: list[str], marks: Mapping[str, Mark]) -> list[tuple[str, str]]:
    """Longest first; of equals, the one that still has its drill's name is taken for the drill."""
    found: list[tuple[str, str]] = []
    drills: list[str] = []
    for name in sorted(group, key=lambda n: (-marks[n].size, Path(n).stem != marks[n].drill, n)):
        of = next((one for one in drills if _is_in(marks[name], folder / one, marks[one])), None)
        if of is None:
            drills.append(name)
        else:
            found.append((name, of))
    return found


def _is_in(mark: Mark, longer: Path, other: Mark) -> bool:
    """Whether a journal is the other one, or its beginning."""
    if mark.whole == other.whole:
        return True
    if mark.sealed or mark.size >= other.size:
        return False
    try:
        with longer.open("rb") as stream:
            return sha256(stream.read(mark.size)).hexdigest() == mark.whole
    except OSError:
        return False
