"""The statements of every commit, put into the driver's own form once.

SQLAlchemy writes the words. Running them on the driver's cursor, within SQLAlchemy's transaction, leaves out what it
does anew for each execution; a host's commit would wait for that longer than for the disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.sql import ClauseElement


class Prepared:
    """One statement for one kind of database; all its values are given by name, as the driver takes them."""

    def __init__(self, statement: ClauseElement, connection: Connection) -> None:
        """Make the words for the database of a connection."""
        compiled: Any = statement.compile(dialect=connection.dialect)
        self._words, self._order = str(compiled), compiled.positiontup

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[Any]:
        """Run it, and return what it found.

        Args:
            connection: One with a transaction; its end decides about this statement too.
            values: Every parameter of the statement.
        """
        cursor = connection.connection.cursor()
        cursor.execute(self._words, self._in_order(values))
        return list(cursor.fetchall())

    def run(self, connection: Connection, values: Mapping[str, Any]) -> None:
        """Run it for one set of values.

        There is no batch here: a host that freezes between two statements lets its rows go after a while, and in the
        middle of a driver's batch it holds them for as long as it is frozen.
        """
        connection.connection.cursor().execute(self._words, self._in_order(values))

    def _in_order(self, values: Mapping[str, Any]) -> Any:
        return values if self._order is None else [values[name] for name in self._order]
