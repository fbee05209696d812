"""Tells which journals of a folder are one and the same drill: copies, and copies that were cut short."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from simulator.journal import Journal, ends_with_seal
from simulator.vocabulary import Mode

_CLAIMS: dict[str, Any] = {"mode": Mode.PRACTICE, "attempt": 1, "parent": "", "python": ""}
"""What a first line only claims, with one value for all; player and drill are claims too, but tell drills apart."""
_PREV = re.compile(rb'"prev":"[0-9a-f]{64}"')


class Mark(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """By what a journal is recognised."""

    drill: str
    """The drill's id: the name of the file that it was written to."""
    head: str
    """Digest of what the header proves, and of by whom and in which file: two drills may share it, copies always do."""
    whole: str
    """Digest of the events alone, so that a copy whose first line claims another mode is still the same drill."""
    size: int
    """Of the events, in bytes."""
    sealed: bool
    """A sealed journal is nobody's beginning."""


def mark_of(raw: bytes, journal: Journal) -> Mark:
    """The mark of a journal, of which the bytes are at hand."""
    events = _events(raw)
    return Mark(
        drill=journal.header.drill,
        head=sha256(msgspec.json.encode(replace(journal.header, **_CLAIMS))).hexdigest(),
        whole=sha256(events).hexdigest(),
        size=len(events),
        sealed=journal.sealed,
    )


def _events(raw: bytes) -> bytes:
    """A journal's lines without the header, the seal, and the hashes that bind each to the one before."""
    lines = raw.partition(b"\n")[2]
    last = lines[:-1].rfind(b"\n") + 1
    return _PREV.sub(b"", lines[:last] if ends_with_seal(lines) else lines)


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
        return sha256(_events(longer.read_bytes())[: mark.size]).hexdigest() == mark.whole
    except OSError:
        return False
