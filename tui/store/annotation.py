"""Remarks beside a drill: notes, ratings, overrules. Chained like a journal, never in it."""

from __future__ import annotations

from hashlib import sha256

import msgspec
from sqlalchemy import insert, select

from simulator.errors import JournalError
from tui.store.database import Database
from tui.store.model import AnnotationRow, DrillRow, LineRow

RATINGS = ("P", "S", "M", "U")
"""HSEEP's: performed without challenges, with some, with major ones, unable to be performed."""
_encoder = msgspec.json.Encoder(order="sorted")


class Annotation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One remark; several raters stay apart, and an overrule stands beside the judgement, never over it."""

    n: int = 0
    kind: str
    """`note`, `rating`, `overrule` or `said`."""
    by: str
    """Person id of the one who remarks."""
    at_s: int
    """Drill second at which it was made."""
    text: str
    event: int = 0
    """Journal line that it is pinned to; 0 = none."""
    seat: str = ""
    criterion: str = ""
    objective: str = ""
    rating: str = ""
    value_permille: int | None = None
    """For an overrule: what the criterion is worth in the assessor's eyes."""
    prev: str = ""
    """SHA-256 of the line before; of the journal's header for the first."""


_decoder = msgspec.json.Decoder(Annotation)


class Annotations:
    """A drill's chained remarks."""

    def __init__(self, database: Database) -> None:
        """Bind to a store."""
        self.database = database

    def add(self, drill: str, remark: Annotation) -> Annotation:
        """Chain one remark to the last; durable when this returns."""
        with self.database.transaction() as connection:
            connection.execute(select(DrillRow.id).where(DrillRow.id == drill).with_for_update()).one()
            mine = AnnotationRow.drill == drill
            last = connection.execute(
                select(AnnotationRow.n, AnnotationRow.raw).where(mine).order_by(AnnotationRow.n.desc()).limit(1)
            ).first()
            head = select(LineRow.raw).where(LineRow.drill == drill, LineRow.n == 0)
            before = bytes(last.raw) if last else bytes(connection.execute(head).scalar_one())
            number = last.n + 1 if last else 1
            made = msgspec.structs.replace(remark, n=number, prev=sha256(before).hexdigest())
            connection.execute(insert(AnnotationRow).values(drill=drill, n=number, raw=_encoder.encode(made)))
        return made

    def read(self, drill: str) -> tuple[Annotation, ...]:
        """Every remark, chain-checked.

        Raises:
            JournalError: the chain is broken; names the line.
        """
        with self.database.transaction() as connection:
            header = connection.execute(select(LineRow.raw).where(LineRow.drill == drill, LineRow.n == 0)).scalar()
            query = select(AnnotationRow.raw).where(AnnotationRow.drill == drill).order_by(AnnotationRow.n)
            lines = [bytes(row.raw) for row in connection.execute(query)]
        found: list[Annotation] = []
        before = bytes(header or b"")
        for number, line in enumerate(lines, 1):
            remark = _decoder.decode(line)
            if remark.n != number or remark.prev != sha256(before).hexdigest() or _encoder.encode(remark) != line:
                raise JournalError(f"annotations of {drill}: the chain is broken at line {number}", line=number)
            found.append(remark)
            before = line
        return tuple(found)
