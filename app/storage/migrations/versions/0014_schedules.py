"""Update schedules in full: rhythms, the firm's defaults, seasons of silence, when a matter's stage changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Three tables, and four columns that leave every schedule as it was."""
    for column in _rhythm():
        op.add_column("update_plans", column)
    _turns()
    _silences()
    op.create_table(
        "schedule_defaults",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_area", sa.Text(), nullable=False),
        sa.Column("area_key", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("stage_key", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("at_most_days", sa.Integer(), nullable=True),
        sa.Column("format", sa.String(length=32), nullable=True),
        *_rhythm(),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_defaults")),
    )
    op.create_table(
        "schedule_rules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roll", sa.String(length=32), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_rules")),
    )


def _rhythm() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("anchor_day", sa.Integer(), nullable=True),
        sa.Column("at_stages", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("at_dates", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("roll", sa.String(length=32), nullable=True),
    )


def _turns() -> None:
    op.create_table(
        "matter_turns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("was_stage", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("was_status", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_matter_turns_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_turns")),
    )
    op.create_index(op.f("ix_matter_turns_matter_id_at"), "matter_turns", ["matter_id", "at"])
    op.create_index(op.f("ix_matter_turns_at"), "matter_turns", ["at"])


def _silences() -> None:
    op.create_table(
        "update_silences",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_update_silences_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_update_silences")),
    )
    op.create_index(op.f("ix_update_silences_matter_id"), "update_silences", ["matter_id"])
