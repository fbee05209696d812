"""A sheet's injects put into a scenario file: what did not change keeps its place, its comments and its words."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import LiteralScalarString

from scenarios.catalog import read_scenario
from scenarios.check import check_scenario
from scenarios.msel.blame import blame
from scenarios.msel.row import HEADERS, CellError, fields_of, row_fields
from scenarios.msel.sheet import Row, SheetError, read_sheet
from scenarios.msel.told import notes_of
from scenarios.scalar import UNSEEN
from scenarios.source import Document, SourceError, load_model
from simulator.scenario import Scenario
from simulator.scenario.inject import Inject

LONGEST_CELL = 16_000
"""Two of the longest texts; a file's line holds a little more."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A new scenario file, and what the sheet did to it."""

    text: str
    changed: int
    added: int
    removed: int
    notes: tuple[str, ...]
    """What the sheet holds and a scenario cannot."""


def import_sheet(sheet: Path, into: str) -> Imported:
    """Replace a scenario's injects by those of a sheet.

    Raises:
        SheetError: the sheet cannot be read, a row is no inject, or the new scenario would not load.
        SourceError: the scenario cannot be read.
    """
    raw, name = read_scenario(into)
    model, document = load_model(raw, Scenario, name=name)
    rows = read_sheet(sheet)
    yaml = _yaml()
    tree = yaml.load(raw.decode("utf-8-sig"))
    nodes = {inject.id: node for inject, node in zip(model.injects, tree["injects"], strict=True)}
    known = {inject.id: inject for inject in model.injects}
    wanted = [_merged(sheet, number, row, known) for number, row in rows]
    numbered = [(number, ident) for (number, _), (ident, _) in zip(rows, wanted, strict=True)]
    _check_once(sheet, numbered)
    changed = added = 0
    kept = []
    for ident, fields in wanted:
        node = nodes.get(ident)
        if node is None:
            kept.append(_fresh(fields))
            added += 1
            continue
        changed += _update(node, known[ident], fields)
        kept.append(node)
    _replace(tree["injects"], kept)
    text = _written(yaml, tree)
    loaded = _checked(text, sheet, numbered, document)
    removed = len(known.keys() - {ident for ident, _ in wanted})
    return Imported(text, changed, added, removed, tuple(notes_of(rows, model, loaded)))


def _checked(text: str, sheet: Path, rows: list[tuple[int, str]], into: Document) -> Scenario:
    """The new scenario, when it is one.

    Raises:
        SheetError: it is none; names the rows and columns, or the places in the scenario, that do not fit.
    """
    try:
        model, document = load_model(text, Scenario, name=into.name)
        check_scenario(model, document)
    except SourceError as error:
        raise blame(error.problems, sheet, rows, into) from None
    return model


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 4_096
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _written(yaml: YAML, tree: Any) -> str:
    out = io.StringIO()
    yaml.dump(tree, out)
    return out.getvalue()


def _merged(sheet: Path, number: int, row: Row, known: dict[str, Inject]) -> tuple[str, dict[str, Any]]:
    """An inject's id, and its fields as the sheet has them."""
    try:
        _check_cells(row)
        fields = fields_of(row)
    except CellError as error:
        raise SheetError(f"{sheet}: row {number}, {error}", hint="Correct the cell and import again.") from None
    ident = fields.get("id")
    if not ident:
        raise SheetError(f"{sheet}: row {number} has no 'Control Number'", hint="Give each inject an id.")
    if ident not in known:
        _check_new(sheet, number, fields)
    return ident, fields


def _check_cells(row: Row) -> None:
    """What would keep the whole file from being read has no place in a cell that goes into it.

    Raises:
        CellError: names the column.
    """
    for column, cell in row.items():
        if column in HEADERS and (unseen := UNSEEN.search(cell)):
            raise CellError(f"column '{column}': the invisible character U+{ord(unseen[0]):04X} is not allowed")
        if column in HEADERS and len(cell) > LONGEST_CELL:
            raise CellError(f"column '{column}': expected at most {LONGEST_CELL:,} characters, not {len(cell):,}")


def _check_once(sheet: Path, rows: list[tuple[int, str]]) -> None:
    """Two rows of one id would be one inject twice."""
    first: dict[str, int] = {}
    for number, ident in rows:
        if ident in first:
            raise SheetError(
                f"{sheet}: rows {first[ident]} and {number}: the Control Number '{ident}' is here twice",
                hint="Give each inject a Control Number of its own.",
            )
        first[ident] = number


def _check_new(sheet: Path, number: int, fields: dict[str, Any]) -> None:
    missing = [key for key in ("title", "subject", "text") if not fields.get(key)]
    if missing in (["title"], ["subject"]):
        fields[missing[0]] = fields["subject" if missing[0] == "title" else "title"]
    elif missing:
        raise SheetError(
            f"{sheet}: row {number} ('{fields['id']}') is new and has no {' and no '.join(missing)}",
            hint="Fill in Title, Description (the subject) and Details (the text).",
        )


def _update(node: CommentedMap, inject: Inject, fields: dict[str, Any]) -> bool:
    """Change the keys that differ; True when anything did."""
    before = _as_fields(inject)
    different = [key for key, value in fields.items() if before.get(key) != _plain(value)]
    for key in different:
        if fields[key] is None:
            node.pop(key, None)
        else:
            node[key] = _node(fields[key])
    return bool(different)


def _as_fields(inject: Inject) -> dict[str, Any]:
    """An inject's fields as `fields_of` gives them."""
    return {key: _plain(value) for key, value in row_fields(inject).items()}


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _fresh(fields: dict[str, Any]) -> CommentedMap:
    order = ("id", "title", "at", "after", "when", "missing", "bank")
    keys = sorted(fields, key=lambda key: order.index(key) if key in order else len(order))
    return CommentedMap((key, _node(fields[key])) for key in keys if fields[key] is not None)


def _node(value: Any) -> Any:
    if isinstance(value, str) and "\n" in value:
        return LiteralScalarString(value)
    if isinstance(value, dict):
        node = CommentedMap((key, _node(inner)) for key, inner in value.items())
        node.fa.set_flow_style()
        return node
    if isinstance(value, list | tuple):
        return CommentedSeq([_node(inner) for inner in value])
    return value


def _replace(old: CommentedSeq, kept: list[Any]) -> None:
    """Put the injects into the list in place, so that comments before and behind it stay."""
    if len(old) == len(kept) and all(one is other for one, other in zip(old, kept, strict=True)):
        return
    old.clear()
    old.extend(kept)
