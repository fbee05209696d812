"""The tables. Times are whole milliseconds of the database's own clock; hashes are hexadecimal SHA-256."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Integer, LargeBinary, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Every table of the store."""


class PersonRow(Base):
    """Who a random person id is: a name and perhaps an e-mail address, nothing more."""

    __tablename__ = "person"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)


class ExerciseRow(Base):
    """One occasion: a scenario, a seed, its teams."""

    __tablename__ = "exercise"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    scenario: Mapped[str] = mapped_column(Text)
    """Id of a bundled scenario, or the path that it was read from."""
    seed: Mapped[int | None] = mapped_column(BigInteger)
    created_ms: Mapped[int] = mapped_column(BigInteger)
    disclosed: Mapped[int] = mapped_column(Integer, default=0)
    """1 once the journals are open to the players."""


class DrillRow(Base):
    """One team's drill; its journal is in `line`."""

    __tablename__ = "drill"
    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    exercise: Mapped[str] = mapped_column(ForeignKey("exercise.id"), index=True)
    team: Mapped[int] = mapped_column(Integer)
    salt: Mapped[str] = mapped_column(String(64))
    """Hides the heads that clients keep until the journal is open."""
    holder: Mapped[str] = mapped_column(String(40), default="")
    """The host that may write."""
    epoch: Mapped[int] = mapped_column(BigInteger, default=0)
    """Grows with each change of host; a writer of an older epoch is refused."""
    lease_until_ms: Mapped[int] = mapped_column(BigInteger, default=0)
    erased_head: Mapped[str | None] = mapped_column(String(64))
    """After an erasure: the hash of the journal's last line."""
    erased_lines: Mapped[int | None] = mapped_column(Integer)


class LineRow(Base):
    """One line of a journal, byte for byte as in a file: 0 is the header, the last one the seal."""

    __tablename__ = "line"
    drill: Mapped[str] = mapped_column(ForeignKey("drill.id"), primary_key=True)
    n: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    raw: Mapped[bytes] = mapped_column(LargeBinary)


class AnnotationRow(Base):
    """A note, a rating or an overrule beside a drill, chained like the journal."""

    __tablename__ = "annotation"
    drill: Mapped[str] = mapped_column(ForeignKey("drill.id"), primary_key=True)
    n: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    raw: Mapped[bytes] = mapped_column(LargeBinary)


class PassRow(Base):
    """What a secret opens. Join codes have no person; a person's own token names theirs."""

    __tablename__ = "pass"
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    exercise: Mapped[str] = mapped_column(ForeignKey("exercise.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    """`player`, `facilitator` or `observer`."""
    team: Mapped[int | None] = mapped_column(Integer)
    seat: Mapped[str | None] = mapped_column(String(20))
    person: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
