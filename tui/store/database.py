"""Opens a store: SQLite that survives a power cut, or PostgreSQL, brought to the newest form of its tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from simulator.errors import WarroomError
from tui.folders import make_private

MIGRATIONS = Path(__file__).with_name("migrations")
BUSY_TIMEOUT_MS = 10_000
MIGRATION_LOCK = 0x7761_7272
TIDY_EVERY_PAGES = 4_000
"""SQLite carries what was written over into its file after so many pages; whoever writes then waits for it."""
PAGE_BYTES = 4_096
HALFWAY_MOST_MS = 3_000
"""PostgreSQL ends a transaction whose host says nothing for this long: a stopped writer must not hold up the next."""
_OPTIONS: dict[str, dict[str, Any]] = {
    "sqlite": {},
    # Whoever waited for a locked row sees it as it is then, whatever the server's own default.
    "postgresql": {"pool_pre_ping": True, "isolation_level": "READ COMMITTED"},
}
_NOW_MS = {
    "sqlite": text("SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"),
    "postgresql": text("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)"),
}


class StoreError(WarroomError):
    """The store cannot be opened, read or written."""


class Database:
    """A store's engine; every transaction is whole, durable and seen by all hosts."""

    def __init__(self, engine: Engine) -> None:
        """Use `open_database` instead."""
        self.engine = engine
        self._refused: type[Exception] = engine.dialect.loaded_dbapi.Error  # what `Prepared` lets through

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction; durable when the block ends.

        Raises:
            StoreError: the database refused; nothing of the block was kept, unless the connection broke at its end.
        """
        try:
            with self.engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, self._refused) as error:
            raise StoreError(
                f"the store does not answer as it should: {_first_line(error)}",
                hint="What was answered before is safe. Mend the store, then take the exercise up again.",
            ) from error

    def make_room(self) -> None:
        """Let SQLite's log have its whole length at once: a sync of a file that grows takes longer and varies more.

        Raises:
            StoreError: the disk is full, or somebody else keeps the store.
        """
        if self.engine.dialect.name == "sqlite":
            with self.transaction() as connection:
                room = connection.begin_nested()
                connection.exec_driver_sql("CREATE TABLE room (taken BLOB)")
                connection.exec_driver_sql(f"INSERT INTO room VALUES (zeroblob({TIDY_EVERY_PAGES * PAGE_BYTES}))")
                room.rollback()

    def now_ms(self, connection: Connection) -> int:
        """The database's own clock, which all hosts share."""
        return int(connection.execute(_NOW_MS[self.engine.dialect.name]).scalar_one())

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def open_database(url: str, *, anew: bool = True) -> Database:
    """Open a store and bring its tables up to date.

    Args:
        url: A database URL, e.g. `sqlite:////var/lib/warroom/rooms.db` or `postgresql+psycopg://host/name`.
        anew: Whether a file that is not there is made; who looks for what was kept is not shown an empty store.

    Raises:
        StoreError: no such store, a driver is missing, or it is of a newer warroom.
    """
    engine = _engine(url, anew=anew)
    try:
        _upgrade(engine)
    except (SQLAlchemyError, engine.dialect.loaded_dbapi.Error) as error:
        engine.dispose()
        raise StoreError(
            f"the store cannot be opened: {_first_line(error)}", hint="Check --store and the server."
        ) from None
    return Database(engine)


def _engine(url: str, *, anew: bool) -> Engine:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StoreError("--store is no database URL", hint="For example sqlite:///rooms.db.") from None
    if parsed.get_backend_name() == "postgresql" and parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() not in _NOW_MS:
        raise StoreError(f"there is no store on {parsed.get_backend_name()}", hint="Use sqlite or postgresql.")
    try:
        engine = create_engine(parsed, **_OPTIONS[parsed.get_backend_name()])
    except ModuleNotFoundError as error:
        raise MissingPartError(f"a store on PostgreSQL needs {error.name}") from None
    if engine.dialect.name == "sqlite":
        if parsed.database and not anew and not _is_there(parsed.database):
            hint = "Check --store; a host makes a store: warroom host SCENARIO."
            raise StoreError(f"there is no store at {parsed.database}", hint=hint)
        if parsed.database:
            _make_private(Path(parsed.database))
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_at_once)
    else:
        event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _is_there(database: str) -> bool:
    """Whether SQLite's file is there; what is no plain path SQLite opens itself."""
    return database == ":memory:" or database.startswith("file:") or Path(database).exists()


def _make_private(file: Path) -> None:
    """Make a store's file as one that only its owner can read, as it holds names and what running drills hide.

    SQLite gives its other files the same rights. Where none can be made it says so itself.
    """
    make_private(file.parent)
    if file.name != ":memory:":
        with suppress(OSError):
            file.touch(mode=0o600)


class MissingPartError(StoreError):
    """An optional part is not installed."""

    def __init__(self, message: str) -> None:
        """Say how to get it."""
        super().__init__(message, hint="Install it with: pip install 'warroom[postgres]'.")


def _prepare_sqlite(connection: Any, record: object) -> None:
    """Readers beside one writer, every commit on the disk before it is answered."""
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        f"wal_autocheckpoint = {TIDY_EVERY_PAGES}",
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_postgresql(connection: Any, record: object) -> None:
    """Every commit on the disk before it is answered; a host that freezes halfway lets its rows go."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
        cursor.execute(f"SET idle_in_transaction_session_timeout = {HALFWAY_MOST_MS}")
    connection.commit()


def _begin_at_once(connection: Connection) -> None:
    """Take the write lock at the start: a transaction never fails halfway because another one wrote."""
    connection.connection.cursor().execute("BEGIN IMMEDIATE")


def _upgrade(engine: Engine) -> None:
    """Run the migrations, one host at a time."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _first_line(error: BaseException) -> str:
    """The driver's own words, without statements and values."""
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().partition("\n")[0][:200]
