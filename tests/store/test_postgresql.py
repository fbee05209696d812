"""The same store on PostgreSQL. `make test` leaves it out; `make faults` runs it, and so does WARROOM_POSTGRES=1."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from sqlalchemy import insert

from tests.builders import finished, header
from tests.faults import postgres
from tui.store.database import Database, StoreError, open_database
from tui.store.model import LineRow
from tui.store.register import Register
from tui.store.rowbook import Batch, Rowbook

pytestmark = pytest.mark.skipif(
    not os.environ.get("WARROOM_POSTGRES") or postgres.programs() is None,
    reason="PostgreSQL left out (make faults has it; or WARROOM_POSTGRES=1)",
)


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with postgres.server() as store:
        database = open_database(store)
        yield database
        database.close()


def test_rows_hold_the_same_bytes_and_a_lost_lease_writes_nothing(database: Database) -> None:
    book = Rowbook(database, lease_ms=-1)
    exercise = Register(database).add_exercise("tiny", 2**40)
    old = book.create(header(), exercise=exercise, team=1, holder="a")
    lines = tuple(finished()[2].splitlines()[1:])
    assert book.append([Batch(old, 1, lines[:20])]) == frozenset()
    new = book.take_over("tiny-1", "b")
    assert new is not None
    assert book.append([Batch(old, 21, lines[20:])]) == {"tiny-1"}
    assert book.append([Batch(new, 21, lines[20:])]) == frozenset()
    assert book.read("tiny-1") == finished()[2]


def test_two_hosts_may_open_the_store_at_once(database: Database) -> None:
    again = open_database(database.engine.url.render_as_string(hide_password=False))
    assert Register(again).exercises() == Register(database).exercises()
    again.close()


def test_a_writer_that_freezes_halfway_holds_nobody_up_and_writes_nothing(database: Database) -> None:
    book = Rowbook(database, lease_ms=-1)
    exercise = Register(database).add_exercise("tiny", None)
    old = book.create(header(drill="frozen"), exercise=exercise, team=1, holder="a")
    lines = tuple(finished()[2].splitlines()[1:])

    def freeze_halfway() -> None:
        with database.transaction() as connection:
            assert book._check(connection, {"frozen": old}) == frozenset()
            connection.execute(insert(LineRow).values(drill="frozen", n=1, raw=lines[0]))
            assert book.take_over("frozen", "b") is not None

    with pytest.raises(StoreError):
        freeze_halfway()
    assert book.count("frozen") == 1
    assert book.append([Batch(old, 1, lines)]) == {"frozen"}
