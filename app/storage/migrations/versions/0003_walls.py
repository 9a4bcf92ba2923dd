"""Matters restricted to named people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Which matters are restricted, by whom and why; and for whom each of them exists."""
    op.create_table(
        "matter_walls",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("restricted_by", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_matter_walls_matter_id")),
        sa.PrimaryKeyConstraint("matter_id", name=op.f("pk_matter_walls")),
    )
    op.create_table(
        "matter_people",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("colleague_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["colleague_id"], ["colleagues.id"], name=op.f("fk_matter_people_colleague_id")
        ),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matter_walls.matter_id"], name=op.f("fk_matter_people_matter_id")
        ),
        sa.PrimaryKeyConstraint("matter_id", "colleague_id", name=op.f("pk_matter_people")),
        sqlite_with_rowid=False,
    )
