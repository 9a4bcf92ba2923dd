"""Developments in full: what they and key dates said before they were corrected, and which were withdrawn."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    for table, versions in (("developments", "development_versions"), ("key_dates", "key_date_versions")):
        op.add_column(table, sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        op.add_column(table, sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
        op.add_column(table, sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        op.add_column(table, sa.Column("withdrawn_reason", sa.Text(), nullable=False, server_default=""))
        op.create_table(
            versions,
            sa.Column("of_id", sa.Uuid(), nullable=False),
            sa.Column("version", sa.Integer(), nullable=False),
            sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
            sa.Column("author_id", sa.Uuid(), nullable=False),
            sa.Column("reason", sa.Text(), nullable=False),
            sa.Column("content", sa.Text(), nullable=False),
            sa.ForeignKeyConstraint(["of_id"], [f"{table}.id"], name=op.f(f"fk_{versions}_of_id")),
            sa.PrimaryKeyConstraint("of_id", "version", name=op.f(f"pk_{versions}")),
        )
    op.add_column("key_dates", sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True))
