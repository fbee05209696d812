"""What is wrong with a scenario after an import: at the sheet's row and column, or at the scenario's line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path as FilePath

from scenarios.document import Document, Path
from scenarios.msel.row import column_for
from scenarios.msel.sheet import SheetError
from scenarios.problem import SHOWN, Problem

_EMPTY = "this required key is missing"


def blame(problems: Sequence[Problem], sheet: FilePath, rows: Sequence[tuple[int, str]], into: Document) -> SheetError:
    """The error for whoever edited the sheet.

    Args:
        problems: What is wrong with the new scenario, which nobody has on disk.
        sheet: The file that was imported.
        rows: The row and the id of each inject, in the order of the new scenario.
        into: The scenario's own file.
    """
    lines = [_line(problem, sheet, rows, into) for problem in problems]
    if len(lines) > SHOWN:
        lines[SHOWN:] = [f"and {len(lines) - SHOWN} more"]
    return SheetError("\n".join(lines), hint="Correct the sheet or the scenario at the places named and import again.")


def _line(problem: Problem, sheet: FilePath, rows: Sequence[tuple[int, str]], into: Document) -> str:
    if not problem.key:
        return f"{sheet}: {problem.message}"
    parts = problem.key.split(".")
    if parts[0] != "injects" or len(parts) == 1:
        path = _path(parts, into)
        return str(into.problem(path, problem.message, suggestion=problem.suggestion))
    number, ident = rows[int(parts[1])]
    column = column_for(parts[2:])
    place = f"{sheet}: row {number} ('{ident}')" + (f", column '{column}'" if column else "")
    message = "expected a text; the cell is empty" if problem.message == _EMPTY else problem.message
    plain = replace(problem, key="", named="", message=message)
    return f"{place}: {str(plain).removeprefix(f'{plain.path}:{plain.line}:{plain.column}: ')}"


def _path(parts: Sequence[str], document: Document) -> Path:
    """A dotted place as keys and positions."""
    path: list[str | int] = []
    for part in parts:
        holder = document.place(path)
        path.append(int(part) if isinstance(holder.children, list) and part.isdecimal() else part)
    return tuple(path)
