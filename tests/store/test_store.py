"""The store: the same bytes as a file, one writer, secrets as hashes, people who can be forgotten."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect

from simulator.errors import JournalError
from simulator.journal import Chain, decode
from simulator.vocabulary import Seat
from tests.builders import finished, header
from tests.process import full_disk
from tui.store.annotation import Annotations
from tui.store.database import Database, StoreError, open_database
from tui.store.privacy import erase_person, export_person
from tui.store.register import Register, hash_of
from tui.store.remark import Annotation
from tui.store.rowbook import LEASE_MS, Batch, Lease, Rowbook

AT_ONCE_MS = -1
"""A lease that has run out as soon as it is given."""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{tmp_path / 'rooms.db'}")
    yield database
    database.close()


@pytest.fixture
def drill(database: Database) -> tuple[Rowbook, Lease]:
    book = Rowbook(database)
    exercise = Register(database).add_exercise("tiny", None)
    return book, book.create(header(), exercise=exercise, team=1, holder="host-a")


def lines_after_the_header() -> tuple[bytes, ...]:
    return tuple(finished()[2].splitlines()[1:])


def test_rows_hold_the_same_bytes_as_a_file(drill: tuple[Rowbook, Lease]) -> None:
    book, lease = drill
    lines = lines_after_the_header()
    assert book.append([Batch(lease, 1, lines[:40])]) == frozenset()
    assert book.append([Batch(lease, 41, lines[40:])]) == frozenset()
    assert book.read("tiny-1") == finished()[2]
    assert decode(book.read("tiny-1")).sealed


def test_a_store_opens_again_with_all_that_was_written(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'rooms.db'}"
    first = open_database(url)
    exercise = Register(first).add_exercise("tiny", 7)
    Rowbook(first).create(header(), exercise=exercise, team=1, holder="a")
    first.close()
    second = open_database(url)
    assert Register(second).exercise(exercise).seed == 7
    assert Rowbook(second).read("tiny-1") == Chain(header()).first_line + b"\n"
    second.close()


def test_every_commit_is_synced(database: Database) -> None:
    with database.transaction() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_a_host_whose_drill_was_taken_over_can_never_write_again(database: Database) -> None:
    book = Rowbook(database, lease_ms=AT_ONCE_MS)
    exercise = Register(database).add_exercise("tiny", None)
    old = book.create(header(), exercise=exercise, team=1, holder="host-a")
    lines = lines_after_the_header()
    assert book.append([Batch(old, 1, lines[:3])]) == frozenset()
    new = book.take_over("tiny-1", "host-b")
    assert new is not None
    assert book.append([Batch(old, 4, lines[3:5])]) == {"tiny-1"}
    assert book.append([], renew=[old]) == {"tiny-1"}
    assert book.append([Batch(new, 4, lines[3:6])]) == frozenset()
    assert book.count("tiny-1") == 7
    assert decode(book.read("tiny-1")).entries == decode(finished()[2]).entries[:6]


def test_a_drill_that_somebody_holds_is_not_taken(drill: tuple[Rowbook, Lease]) -> None:
    book, lease = drill
    assert book.take_over("tiny-1", "host-b") is None
    book.release([lease])
    taken = book.take_over("tiny-1", "host-b")
    assert taken is not None
    assert taken.epoch == lease.epoch + 1


class SetClock(Database):
    """A store whose clock somebody sets."""

    set_by_ms = 0

    def now_ms(self, connection: Connection) -> int:
        return super().now_ms(connection) + self.set_by_ms


def test_a_clock_that_is_set_back_keeps_nobody_out_for_long(database: Database) -> None:
    clock = SetClock(database.engine)
    book = Rowbook(clock)
    old = book.create(header(), exercise=Register(clock).add_exercise("tiny", None), team=1, holder="a")
    clock.set_by_ms = -3_600_000
    assert book.take_over("tiny-1", "b") is None
    assert book.append([], renew=[old]) == frozenset()
    assert book.take_over("tiny-1", "b") is None
    clock.set_by_ms += LEASE_MS + 1
    assert book.take_over("tiny-1", "b") is not None
    assert book.append([], renew=[old]) == {"tiny-1"}


def test_a_lease_lasts_as_long_as_it_is_renewed_and_lines_alone_do_not_renew_it(database: Database) -> None:
    clock = SetClock(database.engine)
    book = Rowbook(clock)
    lease = book.create(header(), exercise=Register(clock).add_exercise("tiny", None), team=1, holder="a")
    lines = lines_after_the_header()
    clock.set_by_ms += LEASE_MS - 500
    assert book.append([Batch(lease, 1, lines[:2])], renew=[lease]) == frozenset()
    clock.set_by_ms += LEASE_MS - 500
    assert book.take_over("tiny-1", "b") is None
    assert book.append([Batch(lease, 3, lines[2:4])]) == frozenset()
    clock.set_by_ms += 1_000
    assert book.take_over("tiny-1", "b") is not None
    assert book.append([Batch(lease, 5, lines[4:6])], renew=[lease]) == {"tiny-1"}


def test_the_log_of_a_host_has_its_length_before_anybody_writes(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'rooms.db'}")
    database.make_room()
    size = (tmp_path / "rooms.db-wal").stat().st_size
    exercise = Register(database).add_exercise("tiny", 7)
    assert (tmp_path / "rooms.db-wal").stat().st_size == size > 10_000_000
    assert (tmp_path / "rooms.db").stat().st_size < 1_000_000
    database.close()
    again = open_database(f"sqlite:///{tmp_path / 'rooms.db'}")
    assert Register(again).exercise(exercise).seed == 7
    assert "room" not in inspect(again.engine).get_table_names()
    again.close()


def test_one_lost_drill_does_not_keep_the_others_from_the_disk(database: Database) -> None:
    book = Rowbook(database, lease_ms=AT_ONCE_MS)
    exercise = Register(database).add_exercise("tiny", None)
    leases = [book.create(header(drill=f"d{n}"), exercise=exercise, team=n, holder="a") for n in (1, 2)]
    assert book.take_over("d1", "b") is not None
    lines = lines_after_the_header()[:2]
    assert book.append([Batch(lease, 1, lines) for lease in leases]) == {"d1"}
    assert [book.count("d1"), book.count("d2")] == [1, 3]


def test_the_same_line_is_never_written_twice(drill: tuple[Rowbook, Lease]) -> None:
    book, lease = drill
    lines = lines_after_the_header()[:2]
    book.append([Batch(lease, 1, lines)])
    with pytest.raises(StoreError, match="the store does not answer as it should"):
        book.append([Batch(lease, 2, lines)])
    assert book.count("tiny-1") == 3


def test_secrets_are_kept_as_hashes_alone(database: Database, tmp_path: Path) -> None:
    register = Register(database)
    exercise = register.add_exercise("tiny", None)
    code = register.add_code(exercise, "player", team=2, seat=Seat.SCRIBE)
    found = register.find_pass(code)
    assert found is not None
    person, token = register.admit(found, "Ann Example")
    assert len(code) >= 22
    dump = "\n".join(sqlite3.connect(tmp_path / "rooms.db").iterdump())
    assert code not in dump
    assert token not in dump
    assert hash_of(code) in dump
    mine = register.find_pass(token)
    assert mine is not None
    assert (mine.kind, mine.team, mine.seat, mine.person) == ("player", 2, Seat.SCRIBE, person)
    assert register.find_pass(hash_of(code)) is None


def test_remarks_are_chained_and_an_edit_shows(drill: tuple[Rowbook, Lease], database: Database) -> None:
    remarks = Annotations(database)
    remarks.add("tiny-1", Annotation(kind="rating", by="p1", at_s=60, text="", objective="o1", rating="S"))
    remarks.add("tiny-1", Annotation(kind="rating", by="p2", at_s=61, text="", objective="o1", rating="M"))
    assert [(r.n, r.by, r.rating) for r in remarks.read("tiny-1")] == [(1, "p1", "S"), (2, "p2", "M")]
    with database.transaction() as connection:
        connection.exec_driver_sql(
            "UPDATE annotation SET raw = CAST(replace(CAST(raw AS TEXT), '\"S\"', '\"P\"') AS BLOB) WHERE n = 1"
        )
    with pytest.raises(JournalError, match="the chain is broken at line 2"):
        remarks.read("tiny-1")


def test_a_person_can_see_all_and_be_forgotten(drill: tuple[Rowbook, Lease], database: Database) -> None:
    book, lease = drill
    register = Register(database)
    code = register.find_pass(register.add_code(register.exercises()[0].id, "player", team=1, seat=Seat.IC))
    assert code is not None
    person, token = register.admit(code, "Ann Example", "ann@example.org")
    line = b'{"who":"%s"}' % person.encode()
    book.append([Batch(lease, 1, (line,))])
    told = export_person(database, person)
    assert told["person"] == {"id": person, "name": "Ann Example", "email": "ann@example.org"}
    assert told["drills"][0]["lines"]["journal"] == [{"who": person}]
    assert erase_person(database, person) == ()
    assert register.find_pass(token) is None
    assert export_person(database, person)["person"]["name"] is None
    with pytest.raises(StoreError, match="is being played"):
        erase_person(database, person, journals=True)
    book.release([lease])
    assert erase_person(database, person, journals=True) == ("tiny-1",)
    with pytest.raises(JournalError, match="no journal"):
        book.read("tiny-1")
    with pytest.raises(StoreError, match="nobody"):
        export_person(database, person)


def test_a_wrong_address_is_said_in_a_sentence() -> None:
    with pytest.raises(StoreError, match="no database URL"):
        open_database("nonsense")
    with pytest.raises(StoreError, match="there is no store on mysql"):
        open_database("mysql://x/y")


def test_a_store_is_its_owners_alone(tmp_path: Path) -> None:
    """It holds names, and what running drills hide: whatever the machine's habit, others neither read nor swap it."""
    habit = os.umask(0)
    try:
        database = open_database(f"sqlite:///{tmp_path / 'share' / 'warroom' / 'rooms.db'}")
        Register(database).add_exercise("tiny", None)
        rights = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "share").rglob("*")}
        database.close()
    finally:
        os.umask(habit)
    assert rights == {"warroom": 0o700, "rooms.db": 0o600, "rooms.db-wal": 0o600, "rooms.db-shm": 0o600}
    assert (tmp_path / "share").stat().st_mode & 0o777 == 0o700


def test_a_disk_without_room_for_a_new_store_is_said_in_a_sentence(tmp_path: Path) -> None:
    with full_disk(), pytest.raises(StoreError, match="the store cannot be opened"):
        open_database(f"sqlite:///{tmp_path / 'rooms.db'}")
