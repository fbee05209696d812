"""What a sheet holds and a scenario cannot: told row by row, so that nobody's edit goes without a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from scenarios.msel.row import DERIVED, HEADERS, export_rows, is_timeless
from scenarios.msel.sheet import Row
from scenarios.problem import listed
from simulator.scenario import Scenario

_INSTEAD: Mapping[str, str] = {
    "Group": "'Variants' says in which variants it comes",
    "Inject Type": "'Trigger' says of what kind it is",
    "Simulated Time": "'Delivery Time' says when it comes",
}
"""For columns that look like the place for something: where it is read from."""


def notes_of(rows: Sequence[tuple[int, Row]], before: Scenario, after: Scenario) -> Iterator[str]:
    """What was left out of a sheet, a line for each column.

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
    known, new = [inject.id for inject in before.injects], [inject.id for inject in after.injects]
    if [name for name in known if name in new] != [name for name in new if name in known]:
        yield "the injects stand in the sheet's order, which is another than before"


def _is_edit(row: Row, column: str, ours: Mapping[str, list[Row]]) -> bool:
    cell = row.get(column, "").strip()
    return bool(cell) and cell not in {one[column] for one in ours[row.get("Control Number", "").strip()]}


def _left_out(reason: str, told: Sequence[int], instead: str = "") -> Iterator[str]:
    if told:
        yield f"{reason}: left out in row{'s' if len(told) > 1 else ''} {listed(map(str, told))}" + (
            f"; {instead}" if instead else ""
        )
