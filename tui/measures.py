"""The measures of a folder of journals, kept beside them, so that only new or changed drills are judged again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from scoring.trends.measure import FORMAT, Measure
from simulator.errors import WarroomError
from tui.copies import Mark, copies_in, mark_of, repeated
from tui.folders import is_journal, write_whole

if TYPE_CHECKING:
    from scenarios.catalog import Loaded
    from simulator.scenario import Scenario

INDEX = "measures.index"
"""One line a journal; may be deleted at any time, for it can be made anew."""
FORM = 4
"""Of the index's lines; those of another form are made anew."""


class Kept(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """One line of the index: a journal as it was when it was measured."""

    name: str
    size: int
    changed_ns: int
    rules: str
    """Version and runbook that judged it; empty = to be judged again, when its scenario may be found."""
    measure: Measure | None
    why: str = ""
    """Why there is none, or why it is not proved that this is what was played."""
    mark: Mark | None = None
    """By what its copies are recognised."""


_decoder = msgspec.json.Decoder(Kept)
_encoder = msgspec.json.Encoder()


def measures_of(
    folder: Path, tell: Callable[[int, int], None], given: Sequence[Loaded[Scenario]] = ()
) -> tuple[list[Measure], list[str]]:
    """Every drill's measure, and a sentence for each journal that has none, repeats another or cannot be proved here.

    Args:
        folder: Where the journals lie.
        tell: Is told how many of how many new journals have been judged.
        given: Own scenarios, for the journals that they fit.

    Raises:
        WarroomError: the folder cannot be read.
    """
    known = {kept.name: kept for kept in _read(folder / INDEX)}
    rules = _rules()
    found, fresh = [], []
    for name, size, changed_ns in _journals(folder):
        kept = known.get(name)
        if (
            kept is None
            or kept.measure is None
            or (kept.size, kept.changed_ns, kept.rules) != (size, changed_ns, rules)
        ):
            fresh.append((name, size, changed_ns))
        else:
            found.append(kept)
    for done, (name, size, changed_ns) in enumerate(fresh, 1):
        new = Kept(name=name, size=size, changed_ns=changed_ns, rules=rules, measure=None)
        found.append(_measured(folder, new, given))
        tell(done, len(fresh))
    found.sort(key=lambda kept: kept.name)
    if found != list(known.values()):
        _write(folder / INDEX, found)
    return _sorted_out(folder, found)


def _sorted_out(folder: Path, found: list[Kept]) -> tuple[list[Measure], list[str]]:
    """Each drill once, and what is to be said of other files, and of those that are not proved."""
    copies = copies_in(folder, {kept.name: kept.mark for kept in found if kept.mark})
    said = [_said(kept) for kept in found if kept.why and kept.name not in copies]
    said += [f"left out: {repeated(copy, of)}" for copy, of in sorted(copies.items())]
    return [kept.measure for kept in found if kept.measure and kept.name not in copies], said


def _said(kept: Kept) -> str:
    """What is said of a journal that has no measure, or none that is proved."""
    why = kept.why if kept.why.startswith(kept.name) else f"{kept.name}: {kept.why}"
    return f"{'not proved to be what was played' if kept.measure else 'left out'}: {why}"


def _rules() -> str:
    """World, judge and bundled runbook, so that a version in which one differs measures every drill again."""
    from hashlib import sha256
    from importlib.resources import files

    from scoring.version import judge_name
    from simulator.journal import ENGINE

    runbook = files("scenarios").joinpath("runbooks", "escalation.yaml").read_bytes()
    return f"{FORM}-{ENGINE}-{judge_name()}-{sha256(runbook).hexdigest()[:16]}"


def _journals(folder: Path) -> list[tuple[str, int, int]]:
    try:
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.stat()) for entry in entries if is_journal(entry.name)]
    except OSError as error:
        raise WarroomError(f"{folder}: {error.strerror}", hint="Give a folder of drills' journals.") from None
    return sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in found)


def _measured(folder: Path, new: Kept, given: Sequence[Loaded[Scenario]]) -> Kept:
    """The line of a journal that is new or has changed."""
    from scoring.trends.measure import measure
    from simulator.journal import decode
    from tui.reports import about, open_case
    from tui.trust import why_unproved

    try:
        raw = (folder / new.name).read_bytes()
        journal = decode(raw, name=new.name)
    except (WarroomError, OSError) as error:
        return replace(new, why=about(new.name, error))
    try:
        case = open_case(journal, given=given)
        why = why_unproved(raw, journal, name=new.name, given=given)
    except WarroomError as error:
        return replace(new, rules="", why=". ".join(filter(None, (about(new.name, error), error.hint))))
    made = measure(journal, case.card, case.scenario, case.runbook, played_utc_s=new.changed_ns // 1_000_000_000)
    return replace(new, measure=made, why=why, mark=mark_of(raw, journal))


def _is_text(name: str) -> bool:
    """Whether a file's name is text, and not bytes that no coding explains."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


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
    """Replace the index as a whole; where none can be written, and where a name is no text, all is read every time."""
    lines = [_encoder.encode(kept) + b"\n" for kept in found if _is_text(kept.name)]
    with suppress(OSError):
        write_whole(path, b"".join(lines), force=True)
