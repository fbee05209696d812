"""Remarks beside a drill in the store: chained like a journal, never in it."""

from __future__ import annotations

from sqlalchemy import insert, select

from tui.store.database import Database
from tui.store.model import AnnotationRow, DrillRow, LineRow
from tui.store.remark import Annotation, chained, checked, kept_before


class Annotations:
    """A drill's chained remarks."""

    def __init__(self, database: Database) -> None:
        """Bind to a store."""
        self.database = database

    def add(self, drill: str, remark: Annotation) -> Annotation:
        """Chain one remark to the last, or find it kept already; durable when this returns."""
        with self.database.transaction() as connection:
            connection.execute(select(DrillRow.id).where(DrillRow.id == drill).with_for_update()).one()
            query = select(AnnotationRow.raw).where(AnnotationRow.drill == drill).order_by(AnnotationRow.n)
            lines = [bytes(row.raw) for row in connection.execute(query)]
            if kept := kept_before(remark, lines):
                return kept
            head = select(LineRow.raw).where(LineRow.drill == drill, LineRow.n == 0)
            before = lines[-1] if lines else bytes(connection.execute(head).scalar_one())
            made, line = chained(remark, before, len(lines) + 1)
            connection.execute(insert(AnnotationRow).values(drill=drill, n=made.n, raw=line))
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
        return checked(lines, bytes(header or b""), name=drill)
