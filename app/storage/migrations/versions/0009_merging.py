"""Clients that were one: merges that can be undone, and conflict checks that are kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Merges with every row that moved; parties of matters; conflict checks with what they found."""
    _merges()
    _parties()
    _checks()


def _merges() -> None:
    op.create_table(
        "client_merges",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("into_id", sa.Uuid(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_by", sa.Uuid(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["from_id"], ["clients.id"], name=op.f("fk_client_merges_from_id")),
        sa.ForeignKeyConstraint(["into_id"], ["clients.id"], name=op.f("fk_client_merges_into_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client_merges")),
    )
    op.create_index(op.f("ix_client_merges_from_id"), "client_merges", ["from_id"], unique=False)
    op.create_index(op.f("ix_client_merges_into_id"), "client_merges", ["into_id"], unique=False)
    op.create_table(
        "apart_clients",
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["clients.id"], name=op.f("fk_apart_clients_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["clients.id"], name=op.f("fk_apart_clients_other_id")),
        sa.PrimaryKeyConstraint("one_id", "other_id", name=op.f("pk_apart_clients")),
    )
    op.create_table(
        "merge_moves",
        sa.Column("merge_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_merge_moves_matter_id")),
        sa.ForeignKeyConstraint(["merge_id"], ["client_merges.id"], name=op.f("fk_merge_moves_merge_id")),
        sa.PrimaryKeyConstraint("merge_id", "position", name=op.f("pk_merge_moves")),
    )
    op.create_index("ix_merge_moves_row", "merge_moves", ["table_name", "key"], unique=False)


def _parties() -> None:
    op.create_table(
        "matter_parties",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_matter_parties_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_parties")),
    )
    op.create_index(op.f("ix_matter_parties_matter_id"), "matter_parties", ["matter_id"], unique=False)
    op.create_index(op.f("ix_matter_parties_name_key"), "matter_parties", ["name_key"], unique=False)


def _checks() -> None:
    op.create_table(
        "conflict_checks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("phones", sa.Text(), nullable=False),
        sa.Column("emails", sa.Text(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("searched", sa.Text(), nullable=False),
        sa.Column("more", sa.Integer(), server_default="0", nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("conclusion", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("concluded_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_conflict_checks_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_checks")),
    )
    op.create_index(op.f("ix_conflict_checks_matter_id"), "conflict_checks", ["matter_id"], unique=False)
    op.create_table(
        "conflict_hits",
        sa.Column("check_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("match", sa.String(length=32), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["check_id"], ["conflict_checks.id"], name=op.f("fk_conflict_hits_check_id")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_conflict_hits_client_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_conflict_hits_matter_id")),
        sa.PrimaryKeyConstraint("check_id", "position", name=op.f("pk_conflict_hits")),
    )
