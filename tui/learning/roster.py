"""Rosters: people from a CSV file of another system, each with a random id; names stay in the store alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scoring.reports.plain import flat
from simulator.errors import WarroomError
from tui.learning.calendar import checked_mail

NAMES = ("name", "full name", "display name", "participant", "learner", "student")
FIRST, LAST = ("first name", "given name", "firstname"), ("last name", "family name", "surname", "lastname")
MAILS = ("email", "e-mail", "mail", "email address", "e-mail address")
SIZE_LIMIT_BYTES, ROW_LIMIT, NAME_LENGTH, LISTED_LENGTH = 4_000_000, 10_000, 120, 300


@dataclass(frozen=True, slots=True)
class Person:
    """One row."""

    line: int
    name: str
    email: str
    """In lower case; empty when the roster has none."""


def read_roster(path: Path) -> tuple[Person, ...]:
    """Read a roster: a header row, then one person a row; columns are found by their usual names.

    Raises:
        WarroomError: unreadable; names every line that does not fit.
    """
    try:
        if path.exists() and not path.is_file():
            raise WarroomError(f"{path}: this is no file", hint="Give a CSV file.")
        if path.stat().st_size > SIZE_LIMIT_BYTES:
            raise WarroomError(f"{path}: far too large for a roster")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise WarroomError(f"{path}: {error.strerror}", hint="Give a CSV file.") from None
    except UnicodeDecodeError:
        raise WarroomError(f"{path}: this is no UTF-8 text", hint="Save it as CSV (UTF-8).") from None
    return _people(path, text)


def _people(path: Path, text: str) -> tuple[Person, ...]:
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=_mark(text), skipinitialspace=True)
        columns = {flat(name).lower(): name for name in rows.fieldnames or () if name}
        if not any(name in columns for name in (*NAMES, *FIRST)):
            listed = ", ".join(columns)[:LISTED_LENGTH] or "none"
            hint = f"Name one of them 'name', and perhaps one 'email'. Found: {listed}."
            raise WarroomError(f"{path}:1: no column holds names", hint=hint)
        found, problems = [], []
        for line, row in enumerate(rows, 2):
            if line > ROW_LIMIT:
                raise WarroomError(f"{path}: more than {ROW_LIMIT} rows")
            if any((value or "").strip() for value in row.values() if not isinstance(value, list)):
                try:
                    found.append(_person(line, row, columns))
                except WarroomError as error:
                    problems.append(f"{path}:{line}: {error}")
    except csv.Error as error:
        raise WarroomError(f"{path}: this is no CSV: {error}") from None
    problems += _doubles(path, found)
    if problems:
        raise WarroomError("\n  ".join(problems[:20]), hint="Nobody was imported; mend these rows and try again.")
    return tuple(found)


def _mark(text: str) -> str:
    """Commas, semicolons or tabs: what parts the header row into the most columns."""
    head = text.partition("\n")[0]
    return max(",;\t", key=lambda mark: len(next(csv.reader([head], delimiter=mark, skipinitialspace=True), [])))


def _person(line: int, row: Mapping[str, str | None], columns: Mapping[str, str]) -> Person:
    name = _cell(row, columns, NAMES) or " ".join(
        part for part in (_cell(row, columns, FIRST), _cell(row, columns, LAST)) if part
    )
    if not name:
        raise WarroomError("there is no name")
    if len(name) > NAME_LENGTH:
        raise WarroomError(f"a name of {len(name)} letters; at most {NAME_LENGTH}")
    mail = _cell(row, columns, MAILS)
    return Person(line, name, checked_mail(mail).lower() if mail else "")


def _cell(row: Mapping[str, str | None], columns: Mapping[str, str], names: tuple[str, ...]) -> str:
    """A cell on one line, without control characters, and without the quote that guards a spreadsheet's cells."""
    column = next((columns[name] for name in names if name in columns), None)
    text = flat((row.get(column) or "") if column else "")
    return text.removeprefix("'") if text[:2] in ("'=", "'+", "'-", "'@") else text


def _doubles(path: Path, people: list[Person]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for person in people:
        key = person.email or person.name
        if key in seen:
            yield f"{path}:{person.line}: {key} stands in line {seen[key]} already"
        seen.setdefault(key, person.line)
