"""The measures of a folder of journals, kept beside them, so that only new or changed drills are judged again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from scoring.trends.measure import FORMAT, Measure
from simulator.errors import WarroomError

INDEX = "measures.index"
"""One line a journal; may be deleted at any time, for it can be made anew."""


class Kept(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """One line of the index: a journal as it was when it was measured."""

    name: str
    size: int
    changed_ns: int
    rules: str
    """Version and runbook that judged it."""
    measure: Measure | None
    why: str = ""
    """Why there is none, or why it is not proved that this is what was played."""


_decoder = msgspec.json.Decoder(Kept)
_encoder = msgspec.json.Encoder()


def measures_of(folder: Path, tell: Callable[[int, int], None]) -> tuple[list[Measure], list[str]]:
    """Every drill's measure, and a sentence for each journal that has none, or that cannot be proved here.

    Args:
        folder: Where the journals lie.
        tell: Is told how many of how many new journals have been judged.

    Raises:
        WarroomError: the folder cannot be read.
    """
    known = {kept.name: kept for kept in _read(folder / INDEX)}
    rules = _rules()
    found, fresh = [], []
    for name, size, changed_ns in _journals(folder):
        kept = known.get(name)
        if kept is None or (kept.size, kept.changed_ns, kept.rules) != (size, changed_ns, rules):
            fresh.append((name, size, changed_ns))
        else:
            found.append(kept)
    for done, (name, size, changed_ns) in enumerate(fresh, 1):
        found.append(_measured(folder, name, size, changed_ns, rules))
        tell(done, len(fresh))
    if fresh or len(found) != len(known):
        _write(folder / INDEX, found)
    return [k.measure for k in found if k.measure], [_said(kept) for kept in found if kept.why]


def _said(kept: Kept) -> str:
    why = kept.why if kept.why.startswith(kept.name) else f"{kept.name}: {kept.why}"
    return f"{'not proved to be what was played' if kept.measure else 'left out'}: {why}"


def _rules() -> str:
    """Digest of the bundled files that judge, so that a newer version measures every drill anew."""
    from hashlib import sha256
    from importlib.metadata import version
    from importlib.resources import files

    runbook = files("scenarios").joinpath("runbooks", "escalation.yaml").read_bytes()
    return f"{version('warroom')}-{sha256(runbook).hexdigest()[:16]}-proved"


def _journals(folder: Path) -> list[tuple[str, int, int]]:
    try:
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".jsonl")]
    except OSError as error:
        raise WarroomError(f"{folder}: {error.strerror}", hint="Give a folder of drills' journals.") from None
    return sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in found)


def _measured(folder: Path, name: str, size: int, changed_ns: int, rules: str) -> Kept:
    from scoring.trends.measure import measure
    from simulator.journal import decode
    from tui.reports import open_case
    from tui.trust import why_unproved

    try:
        raw = (folder / name).read_bytes()
        case = open_case(journal := decode(raw, name=name))
        why = why_unproved(raw, journal, name=name)
    except (WarroomError, OSError) as error:
        return Kept(name=name, size=size, changed_ns=changed_ns, rules=rules, measure=None, why=str(error))
    played_s = changed_ns // 1_000_000_000
    made = measure(case.journal, case.card, case.scenario, case.runbook, played_utc_s=played_s)
    return Kept(name=name, size=size, changed_ns=changed_ns, rules=rules, measure=made, why=why)


def _read(path: Path) -> Iterator[Kept]:
    """The lines of the index that this version understands."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        return
    for line in lines:
        try:
            kept = _decoder.decode(line)
        except ValueError:
            continue
        if kept.measure is None or kept.measure.format == FORMAT:
            yield kept


def _write(path: Path, found: list[Kept]) -> None:
    """Replace the index as a whole; a folder that cannot be written to is read every time."""
    fresh = path.with_suffix(f".{os.getpid()}.part")
    try:
        fresh.write_bytes(b"".join(_encoder.encode(kept) + b"\n" for kept in found))
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
