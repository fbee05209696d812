"""Whoever edited a sheet hears of every edit: what was left out, and what does not fit at its row and column."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import openpyxl
import pytest

from scenarios.msel import HEADERS, Imported, export_rows, import_sheet, read_sheet, write_sheet
from scenarios.msel.sheet import Row, SheetError
from scenarios.source import load_model
from simulator.scenario import Scenario
from tests.scenarios.planted import STARTER

Edit = Callable[[list[Row]], list[Row]]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A scenario of one's own."""
    path = tmp_path / "mine.yaml"
    path.write_text(STARTER, encoding="utf-8")
    return path


@lru_cache(maxsize=1)
def rows() -> list[Row]:
    """The rows of that scenario."""
    return export_rows(load_model(STARTER, Scenario, name="mine.yaml")[0])


def imported(mine: Path, edit: Edit) -> Imported:
    """What comes of its sheet after an edit."""
    sheet = mine.with_name("msel.csv")
    sheet.write_bytes(write_sheet(edit(rows()), sheet.name))
    return import_sheet(sheet, str(mine))


def cells(ident: str, **edits: str) -> Edit:
    """Other cells in the row of an inject; underscores stand for blanks."""
    other = {name.replace("_", " "): cell for name, cell in edits.items()}
    return lambda rows: [{**row, **other} if row["Control Number"] == ident else row for row in rows]


def copied(ident: str, **edits: str) -> Edit:
    """One more row, a copy of another with other cells."""
    other = {name.replace("_", " "): cell for name, cell in edits.items()}
    return lambda rows: [*rows, {**next(row for row in rows if row["Control Number"] == ident), **other}]


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (cells("alder-asks", Simulated_Time="14:09"),
         "a scenario holds no 'Simulated Time': left out in row 3; 'Delivery Time' says when it comes"),
        (cells("alder-asks", Group="miscounted"),
         "a scenario holds no 'Group': left out in row 3; 'Variants' says in which variants it comes"),
        (cells("alder-asks", Inject_Type="Contingency Inject"),
         "a scenario holds no 'Inject Type': left out in row 3; 'Trigger' says of what kind it is"),
        (cells("alder-asks", Move="2"), "a scenario holds no 'Move': left out in row 3"),
        (cells("errors-rise", Delivery_Time="40m"),
         "what waits for a condition or the facilitator has no 'Delivery Time': left out in row 6"),
        (lambda rows: [{**row, "Status": "Draft"} for row in rows[:3]] + rows[3:],
         "a scenario holds no 'Status': left out in rows 2, 3, 4"),
        (lambda rows: [rows[1], rows[0], *rows[2:]],
         "the injects stand in the sheet's order, which is another than before"),
    ],
)  # fmt: skip
def test_an_edit_that_a_scenario_cannot_hold_is_told(edit: Edit, told: str, mine: Path) -> None:
    """Nothing changed, and the sheet's editor knows that."""
    done = imported(mine, edit)
    assert (done.changed, done.added, done.removed) == (0, 0, 0)
    assert done.notes == (told,)


@pytest.mark.parametrize(
    ("time", "told"),
    [
        ("14:09", "'Delivery Time' 14:09 counts from the drill's start; for 14:09 UTC by the clock write 9m"),
        ("14:09", "'Delivery Time' 14:09 lies beyond the horizon of 6h, so 'alder-asks' never comes"),
        ("9h", "'Delivery Time' 9h lies beyond the horizon of 6h, so 'alder-asks' never comes"),
    ],
)
def test_a_time_that_was_hardly_meant_so_is_told(time: str, told: str, mine: Path) -> None:
    """Given a drill from 14:00 UTC on, when a cell says 14:09, then its writer reads how it was taken."""
    assert f"row 3: {told}" in imported(mine, cells("alder-asks", Delivery_Time=time)).notes


@pytest.mark.parametrize("time", ["9m", "0:09", "00:09:00"])
def test_a_time_from_the_start_goes_without_a_word(time: str, mine: Path) -> None:
    assert imported(mine, cells("alder-asks", Delivery_Time=time)).notes == ()


def test_a_new_row_that_names_its_variant_in_the_wrong_column_is_told(mine: Path) -> None:
    """It would come in every variant."""
    done = imported(mine, copied("odd-question", Control_Number="odd-too", Variants="", Delivery_Time="90m",
                                 Simulated_Time=""))  # fmt: skip
    assert done.added == 1
    assert done.notes == (
        "a scenario holds no 'Group': left out in row 12; 'Variants' says in which variants it comes",
    )


def test_columns_of_ones_own_are_told_by_their_names(mine: Path) -> None:
    """Only those in which something stands; a column without a name goes by its number."""
    sheet = mine.with_name("theirs.csv")
    sheet.write_text(
        "Control Number,My Remarks,Title,Later,\nalder-asks,Say it twice,The customer asks,,!\nceo-eta,,The CEO,,\n",
        encoding="utf-8",
    )
    assert [row for _, row in read_sheet(sheet)] == [
        {"Control Number": "alder-asks", "My Remarks": "Say it twice", "Title": "The customer asks", "(column 5)": "!"},
        {"Control Number": "ceo-eta", "Title": "The CEO"},
    ]


def test_a_column_of_ones_own_beside_ours_is_told(mine: Path) -> None:
    """The import goes on without it."""
    sheet = mine.with_name("theirs.csv")
    with sheet.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow([*HEADERS, "My Remarks"])
        writer.writerows([*row.values(), "Say it twice" if i == 0 else ""] for i, row in enumerate(rows()))
    assert import_sheet(sheet, str(mine)).notes == ("'My Remarks' is no column of an MSEL: left out in row 2",)


@pytest.mark.parametrize(
    "edit",
    [
        cells("page", Control_Number="first-page"),
        cells("alder-asks", Delivery_Time="9m"),
        cells("alder-asks", Delivery_Time="9m", Simulated_Time="2026-03-10T14:09:00Z"),
        cells("odd-page", Variants="", Group="all"),
    ],
)
def test_what_nobody_edited_is_not_told(edit: Edit, mine: Path) -> None:
    """Neither the exporter's own words in a renamed row, nor those that agree with the new scenario."""
    changed = mine.read_text(encoding="utf-8").replace("where: {inject: page}", "where: {task: inspect}")
    mine.write_text(changed.replace("where: {inject: odd-page}", "where: {task: compare}"), encoding="utf-8")
    assert imported(mine, edit).notes == ()


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (cells("alder-asks", Details=""),
         "msel.csv: row 3 ('alder-asks'), column 'Details': expected a text; the cell is empty"),
        (cells("alder-asks", Details="One.\n--- or ---\n"),
         "row 3 ('alder-asks'), column 'Details': expected text of at least 1 character"),
        (copied("page", Control_Number="INJ-011"), "row 12 ('INJ-011'), column 'Control Number': expected an id"),
        (copied("alder-asks"), "rows 3 and 12: the Control Number 'alder-asks' is here twice"),
        (cells("alder-asks", From="nobody"), "row 3 ('alder-asks'), column 'From': there is no cast member 'nobody'"),
        (cells("ceo-eta", Trigger="after inject nothing"),
         "row 4 ('ceo-eta'), column 'Trigger': there is no inject 'nothing'"),
        (cells("alder-asks", Details="Dear {nobdy}"), "column 'Details': the placeholder {nobdy} has no value here"),
        (cells("alder-asks", Delivery_Time="7 min"),
         "row 3, column 'Delivery Time': expected a duration such as 7m, 1h30m or 00:07:00, not '7 min'"),
        (cells("alder-asks", Delivery_Time=""),
         "column 'Delivery Time': expected a duration such as 7m, 1h30m or 00:07:00, and the cell is empty"),
        (cells("alder-asks", Trigger="some day"), "column 'Trigger': expected at, after event|task|inject ID"),
        (cells("alder-asks", Details="x" * 30_000), "column 'Details': expected at most 16,000 characters, not 30,000"),
    ],
)  # fmt: skip
def test_a_cell_that_does_not_fit_is_named_by_row_and_column(edit: Edit, said: str, mine: Path) -> None:
    """In the sheet's words; nobody has the file that the import would have written."""
    with pytest.raises(SheetError) as caught:
        imported(mine, edit)
    assert said in str(caught.value)
    assert ".yaml" not in str(caught.value)


def test_an_invisible_character_in_a_workbook_is_named_by_row_and_column(mine: Path) -> None:
    """The scenario's file could not hold it."""
    path = mine.with_name("msel.xlsx")
    edit = cells("alder-asks", Title="Now\u202e")
    path.write_bytes(write_sheet(edit(rows()), path.name))
    with pytest.raises(SheetError, match=r"row 3, column 'Title': the invisible character U\+202E is not allowed"):
        import_sheet(path, str(mine))


def test_a_row_that_the_scenario_still_needs_is_missed_at_the_scenarios_line(mine: Path) -> None:
    """The reference run answers an inject that the sheet no longer holds."""
    with pytest.raises(SheetError) as caught:
        imported(mine, lambda rows: [row for row in rows if row["Control Number"] != "alder-asks"])
    [line] = [line for line in str(caught.value).splitlines() if "reference" in line]
    place, _, said = line.partition(": ")
    assert "there is no inject 'alder-asks'" in said
    lines = STARTER.splitlines()
    number = int(place.rpartition(":")[0].rpartition(":")[2])
    assert "@alder-asks" in "\n".join(lines[number - 1 : number + 3])


@pytest.mark.parametrize("formula", [False, True])
def test_a_sheet_of_notes_in_front_does_not_hide_the_msel(formula: bool, mine: Path) -> None:
    """What stands in the notes is nobody's business, not even a formula."""
    path = mine.with_name("msel.xlsx")
    path.write_bytes(write_sheet(rows(), path.name))
    book = openpyxl.load_workbook(path)
    notes = book.create_sheet("Notes", 0)
    notes.append(["To do", "=1+1" if formula else "Ask the CEO"])
    book.active = 0
    book.save(path)
    assert [row["Control Number"] for _, row in read_sheet(path)] == [row["Control Number"] for row in rows()]
    book.worksheets[1].title = "Plan"
    book.save(path)
    assert [row["Control Number"] for _, row in read_sheet(path)] == [row["Control Number"] for row in rows()]


def test_a_share_that_a_spreadsheet_shows_as_percent_is_one(mine: Path) -> None:
    """50 % is kept as 0.5 in the file."""
    path = mine.with_name("msel.xlsx")
    path.write_bytes(write_sheet(rows(), path.name))
    book = openpyxl.load_workbook(path)
    cell = book.worksheets[0].cell(3, HEADERS.index("Chance %") + 1)
    cell.value, cell.number_format = 0.5, "0%"
    book.save(path)
    assert read_sheet(path)[1][1]["Chance %"] == "50%"
    assert "chance_pct: 50" in import_sheet(path, str(mine)).text
