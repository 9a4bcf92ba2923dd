"""The entry in full: who held it, what was heard, why a wish was not kept, its kind; kinds of contact; large files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """New columns are empty in the entries that are there: their digests in the trail still fit."""
    for name in ("received", "kind", "wish_reason"):
        op.add_column("contact_entries", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("contact_entries", sa.Column("declined_confirmed_on", sa.Date(), nullable=True))
    _refer("contact_entries", "held_by_id", "colleagues")
    op.create_table(
        "contact_kinds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_kinds")),
    )
    op.create_table(
        "stored_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_files")),
    )
    op.create_table(
        "stored_pieces",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_stored_pieces_file_id")),
        sa.PrimaryKeyConstraint("file_id", "position", name=op.f("pk_stored_pieces")),
    )
    _refer("attachments", "stored_id", "stored_files")
    op.create_index(
        "ix_attachments_stored_id",
        "attachments",
        ["stored_id"],
        sqlite_where=sa.text("stored_id IS NOT NULL"),
        postgresql_where=sa.text("stored_id IS NOT NULL"),
    )


def _refer(table: str, column: str, other: str) -> None:
    """A column with a foreign key: SQLite takes one that is null everywhere."""
    name = f"fk_{table}_{column}"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} CHAR(32) CONSTRAINT {name} REFERENCES {other} (id)")
