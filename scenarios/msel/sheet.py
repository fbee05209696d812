"""Sheets as bytes: CSV in the core, XLSX through openpyxl (part `exchange`), which only this module imports.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, in both forms, and loses it when it is
read: what looks like a formula stays text on every way from one program to the next.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.msel.row import HEADERS, SYNONYMS
from scenarios.source import read_file
from simulator.errors import WarroomError

if TYPE_CHECKING:
    from types import ModuleType

MAX_BYTES = 5_000_000
MAX_ROWS = 1_000
MAX_CELL = 32_767
"""Characters that a spreadsheet's cell can hold."""
_DANGER = re.compile(r"^'*[=+\-@\t\r＝＋－＠]")  # the full-width signs count as formulas too
_GUARDED = re.compile(r"^'+[=+\-@\t\r＝＋－＠]")
Row = dict[str, str]


class SheetError(WarroomError):
    """A sheet that cannot be written or read."""


class MissingPartError(WarroomError):
    """An optional part is not installed."""


def guard(text: str) -> str:
    """A cell's text that no spreadsheet takes for a formula."""
    return f"'{text}" if _DANGER.match(text) else text


def unguard(text: str) -> str:
    """The text as it was before `guard`."""
    return text[1:] if _GUARDED.match(text) else text


def write_sheet(rows: list[Row], name: str) -> bytes:
    """A sheet as bytes, in the form that the name's ending asks for.

    Raises:
        SheetError: another ending, or a text too long for a cell.
        MissingPartError: XLSX without openpyxl.
    """
    for number, row in enumerate(rows, 2):
        for column, text in row.items():
            if len(text) >= MAX_CELL:
                raise SheetError(f"row {number}, '{column}': {len(text):,} characters; a cell holds {MAX_CELL - 1:,}")
    if name.lower().endswith(".csv"):
        return _to_csv(rows)
    if name.lower().endswith(".xlsx"):
        return _to_xlsx(rows)
    raise SheetError(f"{name}: a sheet is a .csv or an .xlsx file", hint="Choose a name with one of these endings.")


def _to_csv(rows: list[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADERS)
    writer.writerows([guard(row[column]) for column in HEADERS] for row in rows)
    return text.getvalue().encode("utf-8-sig")  # the mark tells spreadsheets that it is UTF-8


def _openpyxl() -> ModuleType:
    try:
        import openpyxl
    except ImportError:
        raise MissingPartError(
            "XLSX needs the part 'exchange'", hint="pip install 'warroom[exchange]', or use a .csv file."
        ) from None
    return openpyxl


def _to_xlsx(rows: list[Row]) -> bytes:
    book = _openpyxl().Workbook()
    sheet = book.active
    sheet.title = "MSEL"
    for place, texts in enumerate([dict(zip(HEADERS, HEADERS, strict=True)), *rows], 1):
        for column, name in enumerate(HEADERS, 1):
            cell = sheet.cell(place, column)
            cell.value = guard(texts[name])
            cell.data_type = "s"  # text, whatever it looks like
            cell.number_format = "@"
    sheet.freeze_panes = "B2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_sheet(path: Path) -> list[tuple[int, Row]]:
    """The rows of a sheet by their number, under our column names; empty rows are left out.

    Of a workbook the sheet named MSEL is read, else the one that lies open, else the first that has a header row.
    Columns that are none of ours keep their own names.

    Raises:
        SheetError: unreadable, no header, a formula, or too large.
        MissingPartError: XLSX without openpyxl.
    """
    cells = _from_xlsx(path) if path.suffix.lower() == ".xlsx" else _from_csv(path)
    head = _head([line for _, line in cells])
    if head is None:
        raise SheetError(
            f"{path}: no header row was found",
            hint=f"Name the columns in the first row, e.g. {', '.join(HEADERS[:3])}.",
        )
    columns = _columns(cells[head][1], max(len(line) for _, line in cells), path)
    rows = [(number, _row(columns, line)) for number, line in cells[head + 1 :]]
    return [(number, row) for number, row in rows if any(row.get(name, "").strip() for name in HEADERS)]


def _head(lines: list[list[str]]) -> int | None:
    """Where the first line stands that names at least two of our columns."""
    return next((i for i, line in enumerate(lines) if sum(map(bool, map(column_of, line))) >= 2), None)


def _columns(header: list[str], width: int, path: Path) -> list[str]:
    """What each column is called: by our name, else by its own, else by its number.

    Raises:
        SheetError: two are the same column of ours.
    """
    columns: list[str] = []
    for number, text in enumerate([*header, *[""] * (width - len(header))], 1):
        name = column_of(text)
        if name and name in columns:
            raise SheetError(f"{path}: two columns are read as '{name}'", hint="Rename or delete one of them.")
        own = " ".join(text.split())
        columns.append(name or (own if own and own not in columns else f"{own} (column {number})".strip()))
    return columns


def _row(columns: list[str], line: list[str]) -> Row:
    """A line's cells by their columns; those of others only when something stands in them."""
    return {n: t for n, t in zip(columns, line, strict=False) if n in HEADERS or t.strip()}


def column_of(text: str) -> str:
    """Our name of a column, by its own name or a synonym; empty when it is none."""
    plain = _plain(text)
    return next(
        (name for name in HEADERS if plain in {_plain(name), *map(_plain, SYNONYMS.get(name, ()))}), ""
    ) if plain else ""  # fmt: skip


def _plain(text: str) -> str:
    return re.sub(r"[\s_\-:.]+", " ", text).strip().lower()


def _from_csv(path: Path) -> list[tuple[int, list[str]]]:
    text = read_file(path, MAX_BYTES).decode("utf-8-sig")
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    csv.field_size_limit(MAX_CELL * 4)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as error:
        raise SheetError(f"{path}: cannot be read as CSV: {error}") from None
    return [(number, [_cell(text) for text in line]) for number, line in enumerate(_few(lines, path), 1)]


def _few(lines: list[Any], path: Path) -> list[Any]:
    if len(lines) > MAX_ROWS:
        raise SheetError(f"{path}: {len(lines):,} rows; at most {MAX_ROWS:,}")
    return lines


def _from_xlsx(path: Path) -> list[tuple[int, list[str]]]:
    openpyxl = _openpyxl()
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SheetError(f"{path}: larger than {MAX_BYTES:,} bytes")
        book = openpyxl.load_workbook(path, read_only=False, data_only=False)
        lines = _few(_lines(book), path)
    except WarroomError:
        raise
    except OSError as error:
        raise SheetError(f"{path}: {error.strerror or error}") from None
    except Exception as error:  # noqa: BLE001 - a broken workbook fails in a hundred ways; none may escape
        raise SheetError(f"{path}: cannot be read as XLSX ({type(error).__name__})") from None
    return [(number, [_value(cell, path) for cell in line]) for number, line in enumerate(lines, 1)]


def _lines(book: Any) -> list[Any]:
    """The lines of the sheet that holds the MSEL; of the likeliest one when none has a header row."""
    found: list[list[Any]] = []
    for sheet in sorted(
        book.worksheets, key=lambda sheet: (sheet.title.strip().lower() != "msel", sheet != book.active)
    ):
        lines = list(sheet.iter_rows(max_row=min(sheet.max_row, MAX_ROWS + 1), max_col=100))
        if _head([[str(cell.value or "") for cell in line] for line in lines]) is not None:
            return lines
        found.append(lines)
    return found[0] if found else []


def _value(cell: Any, path: Path) -> str:
    """A cell as text; numbers, times and truth values as a person would write them."""
    value = cell.value
    if cell.data_type == "f":
        raise SheetError(f"{path}: {cell.coordinate} holds a formula; expected text", hint="Paste it as a value.")
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float) and "%" in cell.number_format:
        return f"{round(value * 100, 3):g}%"
    if isinstance(value, timedelta):
        return f"{int(value.total_seconds())}s"
    if isinstance(value, time):
        return value.strftime("%H:%M:%S")
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else _cell(str(value))


def _cell(text: str) -> str:
    return unguard(text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text[1:] else text)
