"""Write the JSON Schemas of what a bundle holds beside the badge: `python -m scoring.certificates FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec

from scoring.certificates.issuer import Issuer
from scoring.certificates.record import Record
from scoring.certificates.statement import Statement
from scoring.reports.schema import schema_text


class SealedRecord(Record, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The record under its seal, as `record.json` holds it."""

    proof: dict[str, Any]


class DossierLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of `dossier.jsonl`."""

    n: int
    """1 for the first line."""
    prev: str
    """SHA-256 of the line before, without its line feed; empty for the first."""
    statement: Statement


FILES: dict[str, type[msgspec.Struct]] = {
    "issuer.schema.json": Issuer,
    "record.schema.json": SealedRecord,
    "dossier-line.schema.json": DossierLine,
}

if __name__ == "__main__":
    for name, kind in FILES.items():
        Path(sys.argv[1], name).write_text(schema_text(kind), encoding="utf-8")
