"""File reviews (PRACTICE I3)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

_TEXT, _ID, _MOMENT = sa.Text(), sa.Uuid(), sa.DateTime(timezone=True)


def upgrade() -> None:
    """The firm's checklist, reviews, and their points."""
    op.create_table(
        "review_checklists",
        sa.Column("items", _TEXT, nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", _TEXT, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("made_by", _ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_checklists")),
        sa.UniqueConstraint("number", name=op.f("uq_review_checklists_number")),
    )
    _reviews()
    op.create_table(
        "review_lines",
        sa.Column("id", _ID, nullable=False),
        sa.Column("review_id", _ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", _TEXT, nullable=False),
        sa.Column("verdict", sa.String(length=32), nullable=True),
        sa.Column("note", _TEXT, nullable=False),
        sa.Column("follow_up_id", _ID, nullable=True),
        _key("review_lines", "review_id", "file_reviews"),
        _key("review_lines", "follow_up_id", "follow_ups"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_lines")),
        sa.UniqueConstraint("review_id", "position", name=op.f("uq_review_lines_review_id_position")),
    )


def _reviews() -> None:
    table = "file_reviews"
    op.create_table(
        table,
        sa.Column("id", _ID, nullable=False),
        sa.Column("matter_id", _ID, nullable=False),
        sa.Column("reviewer_id", _ID, nullable=False),
        sa.Column("of_id", _ID, nullable=True),
        sa.Column("practice_area", _TEXT, nullable=False),
        sa.Column("checklist", sa.Integer(), nullable=False),
        sa.Column("risks", _TEXT, nullable=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("finished_at", _MOMENT, nullable=True),
        sa.Column("findings", _TEXT, nullable=False),
        sa.Column("dropped_at", _MOMENT, nullable=True),
        sa.Column("dropped_reason", _TEXT, nullable=False),
        _key(table, "matter_id", "matters"),
        _key(table, "reviewer_id", "colleagues"),
        _key(table, "of_id", "colleagues"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for column in ("finished_at", "matter_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))
