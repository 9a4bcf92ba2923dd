"""Columns of unknown CSV files, as they were matched last time; senders whose matter is known; why a message was put
aside, and from which address a waiting one came."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "csv_mappings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("month_first", sa.Boolean(), nullable=True),
        sa.Column("remembered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remembered_by", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_csv_mappings")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_csv_mappings_fingerprint")),
    )
    op.create_table(
        "place_rules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("learned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("learned_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_place_rules_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_rules")),
        sa.UniqueConstraint("address", "matter_id", name=op.f("uq_place_rules_address_matter_id")),
    )
    op.create_index(op.f("ix_place_rules_matter_id"), "place_rules", ["matter_id"], unique=False)
    op.add_column("tray_items", sa.Column("address", sa.Text(), nullable=False, server_default=""))
    op.add_column("tray_items", sa.Column("aside_reason", sa.Text(), nullable=False, server_default=""))
    op.create_index(op.f("ix_tray_items_address"), "tray_items", ["address"], unique=False)
    op.execute(
        "UPDATE tray_items SET address = lower(trim(CASE WHEN instr(sender, '<') > 0"
        " THEN substr(sender, instr(sender, '<') + 1) ELSE sender END, '<> '))"
    )
