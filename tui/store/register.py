"""Exercises, people and what their secrets open. Secrets are kept as hashes alone."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select, update

from simulator.vocabulary import Seat
from tui.store.database import Database, StoreError
from tui.store.model import DrillRow, ExerciseRow, PassRow, PersonRow

SECRET_BYTES = 20
"""160 bits: codes and tokens grant rights, so they cannot be guessed, and a plain hash of them is enough."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One occasion as the store knows it."""

    id: str
    scenario: str
    seed: int | None
    disclosed: bool


@dataclass(frozen=True, slots=True)
class DrillRef:
    """One team's drill in the store."""

    id: str
    team: int
    salt: str


@dataclass(frozen=True, slots=True)
class Pass:
    """What a secret opens."""

    exercise: str
    kind: str
    """`player`, `facilitator` or `observer`."""
    team: int | None
    seat: Seat | None
    person: str | None
    """None for a join code that somebody has yet to use."""


def new_secret() -> str:
    """A code or token that nobody can guess."""
    return secrets.token_urlsafe(SECRET_BYTES)


def new_id(prefix: str) -> str:
    """A random id that says nothing about whom it stands for."""
    return f"{prefix}-{secrets.token_hex(8)}"


def hash_of(secret: str) -> str:
    """What the store keeps of a secret."""
    return sha256(secret.encode()).hexdigest()


class Register:
    """The store's book of who and what."""

    def __init__(self, database: Database) -> None:
        """Bind to a store."""
        self.database = database

    # --- exercises ------------------------------------------------------------------------------------------

    def add_exercise(self, scenario: str, seed: int | None) -> str:
        """Begin an exercise; returns its id."""
        name = new_id("x")
        with self.database.transaction() as connection:
            now_ms = self.database.now_ms(connection)
            row = {"id": name, "scenario": scenario, "seed": seed, "created_ms": now_ms, "disclosed": 0}
            connection.execute(insert(ExerciseRow).values(row))
        return name

    def exercise(self, name: str) -> Exercise:
        """An exercise by its id.

        Raises:
            StoreError: there is none.
        """
        with self.database.transaction() as connection:
            row = connection.execute(select(ExerciseRow.__table__).where(ExerciseRow.id == name)).first()
        if row is None:
            raise StoreError(f"there is no exercise {name!r} in this store", hint="See: warroom store list.")
        return Exercise(row.id, row.scenario, row.seed, bool(row.disclosed))

    def exercises(self) -> tuple[Exercise, ...]:
        """Every exercise, newest first."""
        query = select(ExerciseRow.__table__).order_by(ExerciseRow.created_ms.desc())
        with self.database.transaction() as connection:
            return tuple(Exercise(r.id, r.scenario, r.seed, bool(r.disclosed)) for r in connection.execute(query))

    def disclose(self, exercise: str) -> None:
        """Open the journals to the players, for good."""
        with self.database.transaction() as connection:
            connection.execute(update(ExerciseRow).where(ExerciseRow.id == exercise).values(disclosed=1))

    def drills(self, exercise: str) -> tuple[DrillRef, ...]:
        """The drills of an exercise by team."""
        query = select(DrillRow.id, DrillRow.team, DrillRow.salt).where(DrillRow.exercise == exercise)
        with self.database.transaction() as connection:
            rows = connection.execute(query.order_by(DrillRow.team)).all()
        return tuple(DrillRef(row.id, row.team, row.salt) for row in rows)

    # --- people and their passes ----------------------------------------------------------------------------

    def add_code(self, exercise: str, kind: str, *, team: int | None = None, seat: Seat | None = None) -> str:
        """Make a join code; it is told once and kept as a hash."""
        code = new_secret()
        with self.database.transaction() as connection:
            _add_pass(connection, code, Pass(exercise, kind, team, seat, None))
        return code

    def find_pass(self, secret: str) -> Pass | None:
        """What a code or token opens; None when nothing."""
        query = select(PassRow.__table__).where(PassRow.hash == hash_of(secret))
        with self.database.transaction() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        return Pass(row.exercise, row.kind, row.team, Seat(row.seat) if row.seat else None, row.person)

    def admit(self, code: Pass, name: str, email: str | None = None, *, token: str = "") -> tuple[str, str]:
        """Write down who used a code; returns their random person id and their token, brought or new."""
        person, token = new_id("p"), token or new_secret()
        with self.database.transaction() as connection:
            connection.execute(insert(PersonRow).values(id=person, name=name, email=email))
            _add_pass(connection, token, Pass(code.exercise, code.kind, code.team, code.seat, person))
        return person, token

    def enrol(self, people: Sequence[tuple[str, str]]) -> tuple[tuple[str, bool], ...]:
        """Write people of a roster down, all or nobody.

        Args:
            people: Name and mail address each; an address may be empty, then the name has to do.

        Returns:
            For each their random id, and whether they are new: an address that is known is the same person, whose name
            is brought up to date.
        """
        found = []
        with self.database.transaction() as connection:
            for name, email in people:
                same = PersonRow.email == email if email else (PersonRow.name == name) & PersonRow.email.is_(None)
                known = connection.execute(select(PersonRow.id).where(same).order_by(PersonRow.id)).scalar()
                person = known or new_id("p")
                if known:
                    connection.execute(update(PersonRow).where(PersonRow.id == known).values(name=name))
                else:
                    connection.execute(insert(PersonRow).values(id=person, name=name, email=email or None))
                found.append((person, not known))
        return tuple(found)

    def rename(self, person: str, name: str) -> None:
        """From now on somebody has another name."""
        with self.database.transaction() as connection:
            connection.execute(update(PersonRow).where(PersonRow.id == person).values(name=name))

    def reseat(self, person: str, seat: Seat) -> None:
        """From now on this person's token opens another seat of their team."""
        with self.database.transaction() as connection:
            connection.execute(update(PassRow).where(PassRow.person == person).values(seat=seat.value))

    def dismiss(self, person: str) -> None:
        """A person's token opens nothing any more."""
        with self.database.transaction() as connection:
            connection.execute(delete(PassRow).where(PassRow.person == person))

    def names(self, exercise: str) -> dict[str, str]:
        """Person ids of an exercise with the names behind them."""
        query = select(PersonRow.id, PersonRow.name).join(PassRow, PassRow.person == PersonRow.id)
        with self.database.transaction() as connection:
            return {row.id: row.name for row in connection.execute(query.where(PassRow.exercise == exercise))}


def _add_pass(connection: Connection, secret: str, opens: Pass) -> None:
    seat = opens.seat.value if opens.seat else None
    row = {"hash": hash_of(secret), "exercise": opens.exercise, "kind": opens.kind, "team": opens.team}
    connection.execute(insert(PassRow).values(**row, seat=seat, person=opens.person))
