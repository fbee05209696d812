"""Where the files of one's own scenarios lie: remembered beside the drills, found again by the journal's digest."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from scenarios.catalog import TOUR, Loaded, bundled_scenario, scenario_ids
from simulator.errors import JournalError
from simulator.journal import Header, Ref
from simulator.scenario import Scenario
from tui.folders import data_folder, make_private

INDEX = "scenarios.index"
"""One line a file: its digest and its path, the latest last. A journal holds neither path nor scenario."""
ASK = "--scenario FILE"
"""How most commands are told a scenario's file."""


def remember(scenario: Loaded[Scenario]) -> None:
    """Keep where a scenario was read from; a full disk costs the memory of it, not the drill."""
    place = Path(scenario.path).absolute()
    if _digest(place) != scenario.digest or _places(scenario.digest)[:1] == [place]:
        return  # bundled, changed since it was read, or known
    line = json.dumps([scenario.digest, str(place)]) + "\n"
    with suppress(OSError):
        make_private(data_folder())
        with (data_folder() / INDEX).open(
            "ab"
        ) as index:  # appended, so that two drills that begin at once lose nothing
            index.write(line.encode())


def bundled_id(header: Header) -> str:
    """The id that opens a journal's scenario on any machine; empty when it lies in a file of one's own."""
    ref = header.scenario
    bundled = ref.id == TOUR or (ref.id in scenario_ids() and bundled_scenario(ref.id).digest == ref.digest)
    return ref.id if bundled else ""


def source_of(header: Header, given: Sequence[Loaded[Scenario]] = (), *, ask: str = ASK) -> str:
    """What to load a journal's scenario from: its bundled id, a given file that it was made with, or a remembered one.

    Args:
        header: Of the journal.
        given: Own scenarios, of which any or none may be the journal's.
        ask: How the command at hand is told the file.

    Raises:
        JournalError: none of them is what the journal was made with; says what became of the file.
    """
    ref = header.scenario
    if found := bundled_id(header):
        return found
    for one in given:
        if one.digest == ref.digest:
            remember(one)
            return one.path
    places = _places(ref.digest)
    for place in places:
        if _digest(place) == ref.digest:
            return str(place)
    renamed = (name for name in scenario_ids() if bundled_scenario(name).digest == ref.digest)
    if (bundled := next(renamed, None)) is not None:  # its first line was edited, which a proof shows
        return bundled
    raise _missing(ref, [one for one in given if one.model.id == ref.id], places, ask)


def named_file(scenario: str, header: Header) -> str | None:
    """The file that somebody named beside a journal; the journal's own id, or a bundled one, names none."""
    is_id = scenario in (header.scenario.id, TOUR, *scenario_ids())
    return None if not scenario or (is_id and not Path(scenario).is_file()) else scenario


def _missing(ref: Ref, namesakes: Sequence[Loaded[Scenario]], places: Sequence[Path], ask: str) -> JournalError:
    """What became of a scenario's file, and the next step."""
    mend = f"name the file that was played: {ask}"
    if namesakes:
        return other(ref, namesakes[0], ask=ask)
    if places and places[0].exists():
        words = f"the scenario {ref.id!r} has changed since this drill was played: {places[0]}"
        return JournalError(words, hint=f"Put back what was played, version {ref.version}; or {mend}")
    if places:
        words = f"the file of the scenario {ref.id!r} is gone: {places[0]}"
        return JournalError(words, hint=f"Put it back; or {mend}")
    if ref.id in scenario_ids():
        return other(ref, bundled_scenario(ref.id), ask=ask)
    words = f"the journal's scenario {ref.id!r} is not bundled, and where its file lies is not known here"
    return JournalError(words, hint=mend[0].upper() + mend[1:])


def other(ref: Ref, found: Loaded[Scenario], *, ask: str = ASK) -> JournalError:
    """The scenario found is not the one that the journal names."""
    mend = f"Name the file that was played: {ask}"
    return JournalError(
        f"the scenario {found.path!r} at hand ({found.model.id}, version {found.model.version}) is not the one of the "
        f"journal ({ref.id}, version {ref.version})"
        + (": it has changed since" if (found.model.id, found.model.version) == (ref.id, ref.version) else ""),
        hint=f"{mend}; or use the warroom version that played it." if ref.id in scenario_ids() else mend,
    )


def _places(digest: str) -> list[Path]:
    """Every place that a file of this digest was read from, the latest first."""
    try:
        lines = (data_folder() / INDEX).read_bytes().splitlines()
    except OSError:
        return []
    found: list[Path] = []
    for line in reversed(lines):
        with suppress(ValueError, TypeError):  # a torn line is no place
            known, place = json.loads(line)
            if known == digest:
                found.append(Path(place))
    return list(dict.fromkeys(found))


def _digest(place: Path) -> str:
    """Of a file's bytes; empty when there is no such file."""
    try:
        return sha256(place.read_bytes()).hexdigest() if os.path.isfile(place) else ""
    except OSError:
        return ""
