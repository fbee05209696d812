"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make people, exercises, drills, lines, annotations and passes."""
    op.create_table(
        "person",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text()),
    )
    op.create_table(
        "exercise",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("scenario", sa.Text(), nullable=False),
        sa.Column("seed", sa.BigInteger()),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("disclosed", sa.Integer(), nullable=False),
    )
    op.create_table(
        "drill",
        sa.Column("id", sa.String(60), primary_key=True),
        sa.Column("exercise", sa.String(40), sa.ForeignKey("exercise.id"), nullable=False, index=True),
        sa.Column("team", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(64), nullable=False),
        sa.Column("holder", sa.String(40), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("lease_until_ms", sa.BigInteger(), nullable=False),
        sa.Column("erased_head", sa.String(64)),
        sa.Column("erased_lines", sa.Integer()),
    )
    for name in ("line", "annotation"):
        _create_chain(name)
    op.create_table(
        "pass",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("exercise", sa.String(40), sa.ForeignKey("exercise.id"), nullable=False, index=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("team", sa.Integer()),
        sa.Column("seat", sa.String(20)),
        sa.Column("person", sa.String(40), sa.ForeignKey("person.id"), index=True),
    )


def _create_chain(name: str) -> None:
    """A table of numbered lines of a drill."""
    op.create_table(
        name,
        sa.Column("drill", sa.String(60), sa.ForeignKey("drill.id"), primary_key=True),
        sa.Column("n", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
    )


def downgrade() -> None:
    """Drop everything again."""
    for name in ("pass", "annotation", "line", "drill", "exercise", "person"):
        op.drop_table(name)
