"""Who supervises a matter; who looked after it before, from when, and why."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """A supervisor for each matter, and the history of its four keepers."""
    op.execute(
        "ALTER TABLE matters ADD COLUMN supervisor_id CHAR(32) "
        "CONSTRAINT fk_matters_supervisor_id REFERENCES colleagues (id)"
    )
    op.create_table(
        "matter_keepers",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("was_id", sa.Uuid(), nullable=True),
        sa.Column("now_id", sa.Uuid(), nullable=True),
        sa.Column("was_words", sa.Text(), nullable=False),
        sa.Column("now_words", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_matter_keepers_matter_id")),
        sa.ForeignKeyConstraint(["now_id"], ["colleagues.id"], name=op.f("fk_matter_keepers_now_id")),
        sa.ForeignKeyConstraint(["was_id"], ["colleagues.id"], name=op.f("fk_matter_keepers_was_id")),
        sa.PrimaryKeyConstraint("matter_id", "role", "number", name=op.f("pk_matter_keepers")),
    )
    for name in ("since", "written_at"):
        op.create_index(op.f(f"ix_matter_keepers_{name}"), "matter_keepers", [name], unique=False)
