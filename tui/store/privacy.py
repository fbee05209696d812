"""A person's own data: all of it in one document, and none of it any more."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, select, update

from simulator.journal import ends_with_seal
from tui.store.annotation import Annotations
from tui.store.database import Database, StoreError
from tui.store.model import AnnotationRow, DrillRow, LineRow, PassRow, PersonRow
from tui.store.rowbook import Rowbook


def export_person(database: Database, person: str) -> dict[str, Any]:
    """Everything that the store holds about a person: who they are, what they may open, what they did and said.

    Raises:
        StoreError: nobody of that id.
    """
    with database.transaction() as connection:
        row = connection.execute(select(PersonRow.__table__).where(PersonRow.id == person)).first()
        passes = connection.execute(select(PassRow.__table__).where(PassRow.person == person)).all()
        drills = _drills_of(database, person, connection)
    if row is None and not drills:
        raise StoreError(f"there is nobody {person!r} in this store", hint="Ids look like p-0123456789abcdef.")
    return {
        "person": {"id": person, "name": row.name if row else None, "email": row.email if row else None},
        "seats": [{"exercise": p.exercise, "kind": p.kind, "team": p.team, "seat": p.seat} for p in passes],
        "drills": [{"drill": drill, "lines": _lines_of(database, drill, person)} for drill in drills],
    }


def erase_person(database: Database, person: str, *, journals: bool = False) -> tuple[str, ...]:
    """Forget who a person id is; on request also the journals that it occurs in, leaving each one's hash.

    Returns:
        The drills whose journals were erased.

    Raises:
        StoreError: a drill of theirs is still being written.
    """
    with database.transaction() as connection:
        drills = _drills_of(database, person, connection) if journals else ()
        now_ms = database.now_ms(connection)
        for drill in drills:
            row = connection.execute(
                select(DrillRow.lease_until_ms, DrillRow.holder).where(DrillRow.id == drill).with_for_update()
            ).one()
            if row.holder and row.lease_until_ms > now_ms:
                raise StoreError(f"the drill {drill} is being played", hint="End it first.")
            lines = [bytes(r.raw) for r in connection.execute(_lines(drill))]
            head = sha256(lines[-2] if ends_with_seal(lines[-1] + b"\n") else lines[-1]).hexdigest()
            kept = {"erased_head": head, "erased_lines": len(lines), "epoch": DrillRow.epoch + 1, "holder": ""}
            connection.execute(update(DrillRow).where(DrillRow.id == drill).values(kept))
            connection.execute(delete(LineRow).where(LineRow.drill == drill))
            connection.execute(delete(AnnotationRow).where(AnnotationRow.drill == drill))
        connection.execute(delete(PassRow).where(PassRow.person == person))
        connection.execute(delete(PersonRow).where(PersonRow.id == person))
    return tuple(drills)


def _lines(drill: str) -> Any:
    return select(LineRow.raw).where(LineRow.drill == drill).order_by(LineRow.n)


def _drills_of(database: Database, person: str, connection: Any) -> tuple[str, ...]:
    """The drills with a line that names this person: a random id occurs nowhere by chance."""
    found: dict[str, None] = {}
    for row in connection.execute(select(LineRow.drill, LineRow.raw).order_by(LineRow.drill, LineRow.n)):
        if row.drill not in found and person.encode() in bytes(row.raw):
            found[row.drill] = None
    return tuple(found)


def _lines_of(database: Database, drill: str, person: str) -> dict[str, Any]:
    raw = Rowbook(database).read(drill).splitlines()
    acts = [json.loads(line) for line in raw if person.encode() in line]
    remarks = [remark for remark in Annotations(database).read(drill) if remark.by == person]
    return {"journal": acts, "remarks": [{"kind": r.kind, "text": r.text, "at_s": r.at_s} for r in remarks]}
