"""The journal in rows: one writer per drill by a lease, each line the same bytes as in a file.

Every append checks, in its own transaction, that the writer still holds the drill's lease; the row stays locked until
the commit. Whoever takes a drill over raises its epoch under the same lock, so a writer that was stopped, swapped out
or cut off finds its epoch gone and can never write again. Leases are renewed some four times in their length, not with
each append. Times are the database's clock, never the host's.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Insert, Select, bindparam, func, insert, select, update

from simulator.errors import JournalError
from simulator.journal import Chain, Header
from tui.store.database import Database
from tui.store.model import DrillRow, LineRow
from tui.store.prepared import Prepared

ROWS_AT_ONCE = 64
"""So many lines make one statement."""
LEASE_MS = 4_000
"""How long a host may be silent before another one may take its drills over."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to write one drill."""

    drill: str
    holder: str
    epoch: int
    away_ms: int = 0
    """After a takeover: how long nobody had written."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines of one drill that become durable together."""

    lease: Lease
    first: int
    """Number of the first line; 0 is the header."""
    lines: tuple[bytes, ...]


_NAMED = DrillRow.id.in_(bindparam("drills", expanding=True))
_RENEWAL = update(DrillRow).where(_NAMED).values(lease_until_ms=bindparam("until_ms"))


def _holders(count: int) -> Select[str, int, str]:
    """Who holds so many drills; locks them in the order of their names."""
    named = DrillRow.id.in_([bindparam(f"d{number}", type_=DrillRow.id.type) for number in range(count)])
    return select(DrillRow.id, DrillRow.epoch, DrillRow.holder).where(named).order_by(DrillRow.id).with_for_update()


def _lines(count: int) -> Insert:
    """Write so many lines."""
    names = ("drill", "n", "raw")
    types = {name: LineRow.__table__.c[name].type for name in names}
    return insert(LineRow).values(
        [{name: bindparam(f"{name}{number}", type_=types[name]) for name in names} for number in range(count)]
    )


class Rowbook:
    """Reads and writes the journals of a store."""

    def __init__(self, database: Database, *, lease_ms: int = LEASE_MS) -> None:
        """Bind to a store.

        Args:
            database: The store.
            lease_ms: How long a lease lasts after it was taken or renewed.
        """
        self.database, self.lease_ms = database, lease_ms
        self._lines: dict[int, Prepared] = {}
        self._holders: dict[int, Prepared] = {}

    def create(self, header: Header, *, exercise: str, team: int, holder: str) -> Lease:
        """Begin a drill; its header is durable, and the lease held, when this returns."""
        with self.database.transaction() as connection:
            until_ms = self.database.now_ms(connection) + self.lease_ms
            row = {"id": header.drill, "exercise": exercise, "team": team, "salt": secrets.token_hex(32)}
            connection.execute(insert(DrillRow).values(**row, holder=holder, epoch=1, lease_until_ms=until_ms))
            first = Chain(header).first_line
            connection.execute(insert(LineRow).values(drill=header.drill, n=0, raw=first))
        return Lease(header.drill, holder, 1)

    def take_over(self, drill: str, holder: str) -> Lease | None:
        """Take a drill whose lease has run out or is ours; None while another writer holds it."""
        with self.database.transaction() as connection:
            row = connection.execute(_locked(drill)).one()
            now_ms = self.database.now_ms(connection)
            if row.lease_until_ms > now_ms and row.holder not in ("", holder):
                self._shorten(connection, drill, row.lease_until_ms, now_ms)
                return None
            change = {"holder": holder, "epoch": row.epoch + 1, "lease_until_ms": now_ms + self.lease_ms}
            connection.execute(update(DrillRow).where(DrillRow.id == drill).values(change))
        silent_ms = now_ms - row.lease_until_ms + self.lease_ms if row.lease_until_ms else 0
        return Lease(drill, holder, row.epoch + 1, max(0, silent_ms))

    def _shorten(self, connection: Connection, drill: str, until_ms: int, now_ms: int) -> None:
        """A lease from before the database's clock was set back would last for ages; who lives renews it in time."""
        if until_ms > now_ms + self.lease_ms:
            soon = {"lease_until_ms": now_ms + self.lease_ms}
            connection.execute(update(DrillRow).where(DrillRow.id == drill).values(soon))

    def release(self, leases: Sequence[Lease]) -> None:
        """Give drills back at once, so that nobody has to wait."""
        with self.database.transaction() as connection:
            for lease in leases:
                mine = (DrillRow.id == lease.drill) & (DrillRow.epoch == lease.epoch)
                connection.execute(update(DrillRow).where(mine).values(holder="", lease_until_ms=0))

    def append(self, batches: Sequence[Batch], renew: Sequence[Lease] = ()) -> frozenset[str]:
        """Write lines of many drills in one transaction, and renew leases; durable when this returns.

        Args:
            batches: The lines. Their leases are checked, and renewed only when they are named below too.
            renew: What is to be held for another `lease_ms`.

        Returns:
            The drills whose lease is lost; nothing of theirs was written.

        Raises:
            StoreError: the store refused; nothing was written.
        """
        leases = {lease.drill: lease for lease in (*renew, *(batch.lease for batch in batches))}
        if not leases:
            return frozenset()
        with self.database.transaction() as connection:
            lost = self._check(connection, leases)
            if renew:
                self._renew(connection, [lease.drill for lease in renew if lease.drill not in lost])
            rows = [
                {"drill": batch.lease.drill, "n": number, "raw": line}
                for batch in batches
                if batch.lease.drill not in lost
                for number, line in enumerate(batch.lines, batch.first)
            ]
            for first in range(0, len(rows), ROWS_AT_ONCE):
                self._write(connection, rows[first : first + ROWS_AT_ONCE])
        return lost

    def _write(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        """Write some lines with one statement."""
        count = len(rows)
        if count not in self._lines:
            self._lines[count] = Prepared(_lines(count), connection)
        self._lines[count].run(
            connection, {f"{name}{number}": value for number, row in enumerate(rows) for name, value in row.items()}
        )

    def _check(self, connection: Connection, leases: dict[str, Lease]) -> frozenset[str]:
        """Lock the drills in the order of their names; names those that somebody else holds now."""
        count = len(leases)
        if count not in self._holders:
            self._holders[count] = Prepared(_holders(count), connection)
        found = self._holders[count].rows(connection, {f"d{number}": drill for number, drill in enumerate(leases)})
        held = {
            drill for drill, epoch, holder in found if (holder, epoch) == (leases[drill].holder, leases[drill].epoch)
        }
        return frozenset(leases) - held

    def _renew(self, connection: Connection, drills: list[str]) -> None:
        until_ms = self.database.now_ms(connection) + self.lease_ms
        connection.execute(_RENEWAL, {"drills": drills, "until_ms": until_ms})

    def read(self, drill: str) -> bytes:
        """The whole journal, byte for byte as a file.

        Raises:
            JournalError: there is none, or it has been erased.
        """
        query = select(LineRow.raw).where(LineRow.drill == drill).order_by(LineRow.n)
        with self.database.transaction() as connection:
            lines = [bytes(row.raw) for row in connection.execute(query)]
        if not lines:
            raise JournalError(f"there is no journal {drill!r} in this store", hint="It was erased, or never began.")
        return b"\n".join(lines) + b"\n"

    def count(self, drill: str) -> int:
        """How many lines a journal has, header and seal included."""
        with self.database.transaction() as connection:
            query = select(func.count()).select_from(LineRow).where(LineRow.drill == drill)
            return int(connection.execute(query).scalar_one())


def _locked(drill: str):  # type: ignore[no-untyped-def]  # SQLAlchemy's own type is longer than the query
    columns = (DrillRow.epoch, DrillRow.holder, DrillRow.lease_until_ms)
    return select(*columns).where(DrillRow.id == drill).with_for_update()
