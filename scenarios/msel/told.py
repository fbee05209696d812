"""Tells what of a sheet a scenario cannot hold, or holds otherwise than meant, so that no edit is lost in silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from scenarios.msel.row import CLOCK, DERIVED, HEADERS, export_rows, is_timeless
from scenarios.msel.sheet import Row
from scenarios.problem import listed
from simulator.clock import DAY_S, HOUR_S, MINUTE_S, short
from simulator.scenario import Scenario

_INSTEAD: Mapping[str, str] = {
    "Group": "'Variants' says in which variants it comes",
    "Inject Type": "'Trigger' says of what kind it is",
    "Simulated Time": "'Delivery Time' says when it comes",
}
"""For columns that look like the place for something: where it is read from."""


def notes_of(rows: Sequence[tuple[int, Row]], before: Scenario, after: Scenario) -> Iterator[str]:
    """What was left out of a sheet, one line for each column, and times that are probably mistakes.

    Args:
        rows: The sheet's rows by their number.
        before: The scenario into which they were read; what an export of it would say is no edit.
        after: The scenario that came of it; what an export of this one would say is none either.
    """
    ours: dict[str, list[Row]] = defaultdict(list)
    for row in (*export_rows(before), *export_rows(after)):
        ours[row["Control Number"]].append(row)
    for column in HEADERS:
        if column in DERIVED:
            told = [number for number, row in rows if _is_edit(row, column, ours)]
            yield from _left_out(f"a scenario holds no '{column}'", told, _INSTEAD.get(column, ""))
    for column in dict.fromkeys(name for _, row in rows for name in row if name not in HEADERS):
        told = [number for number, row in rows if row.get(column)]
        yield from _left_out(f"'{column}' is no column of an MSEL", told)
    timed = [number for number, row in rows if is_timeless(row) and row.get("Delivery Time", "").strip()]
    yield from _left_out("what waits for a condition or the facilitator has no 'Delivery Time'", timed)
    yield from _times(rows, after)
    known, new = [inject.id for inject in before.injects], [inject.id for inject in after.injects]
    if [name for name in known if name in new] != [name for name in new if name in known]:
        yield "the injects stand in the sheet's order, which is another than before"


def _times(rows: Sequence[tuple[int, Row]], after: Scenario) -> Iterator[str]:
    """Times that look like the clock of the day, and such as the drill never reaches."""
    injects = {inject.id: inject for inject in after.injects}
    for number, row in rows:
        cell, inject = row.get("Delivery Time", "").strip(), injects.get(row.get("Control Number", "").strip())
        if not cell or inject is None or (inject.at is None and inject.missing is None):
            continue
        if meant_s := _as_clock(cell, after):
            what = f"row {number}: 'Delivery Time' {cell} counts from the drill's start"
            yield f"{what}; for {cell} UTC by the clock write {short(meant_s)}"
        due_s = inject.missing.by if inject.missing else inject.at or 0
        if due_s >= after.horizon:
            what = f"row {number}: 'Delivery Time' {cell} lies beyond the horizon of {short(after.horizon)}"
            yield f"{what}, so '{inject.id}' never comes"


def _as_clock(cell: str, s: Scenario) -> int:
    """How far into the drill a time of the day lies; 0 when the cell is none, or none of the drill's hours."""
    match = CLOCK.match(cell)
    if match is None or int(match[1]) * HOUR_S >= DAY_S:
        return 0
    time_s = int(match[1]) * HOUR_S + int(match[2]) * MINUTE_S + int(match[3] or 0)
    ahead_s = (time_s - s.start_utc_s) % DAY_S
    return ahead_s if ahead_s < s.horizon and ahead_s != time_s else 0


def _is_edit(row: Row, column: str, ours: Mapping[str, list[Row]]) -> bool:
    cell = row.get(column, "").strip()
    return bool(cell) and cell not in {one[column] for one in ours[row.get("Control Number", "").strip()]}


def _left_out(reason: str, told: Sequence[int], instead: str = "") -> Iterator[str]:
    if told:
        yield f"{reason}: left out in row{'s' if len(told) > 1 else ''} {listed(map(str, told))}" + (
            f"; {instead}" if instead else ""
        )
