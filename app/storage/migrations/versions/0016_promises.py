"""Response times: terms of firm, client and matter, pauses, several answered at once, escalations shown to whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Three tables, and a column that no entry that is there says yes to."""
    op.add_column(
        "contact_entries", sa.Column("awaits_client", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "entry_answers",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("asked_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["contact_entries.id"], name=op.f("fk_entry_answers_entry_id")),
        sa.ForeignKeyConstraint(["asked_id"], ["contact_entries.id"], name=op.f("fk_entry_answers_asked_id")),
        sa.PrimaryKeyConstraint("entry_id", "asked_id", name=op.f("pk_entry_answers")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_entry_answers_asked_id"), "entry_answers", ["asked_id"])
    _terms()
    op.create_table(
        "escalation_shown",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("clock", sa.String(32), nullable=False),
        sa.Column("step", sa.String(32), nullable=False),
        sa.Column("colleague_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["contact_entries.id"], name=op.f("fk_escalation_shown_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["colleague_id"], ["colleagues.id"], name=op.f("fk_escalation_shown_colleague_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation_shown")),
        sa.UniqueConstraint(
            "entry_id",
            "clock",
            "step",
            "colleague_id",
            name=op.f("uq_escalation_shown_entry_id_clock_step_colleague_id"),
        ),
    )


def _terms() -> None:
    own = ("acknowledge", "answer", "urgent_acknowledge", "urgent_answer", "steps")
    op.create_table(
        "promise_terms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in own),
        sa.Column("holds_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_promise_terms_client_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_promise_terms_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise_terms")),
    )
    for name in ("client_id", "matter_id"):
        there = sa.text(f"{name} IS NOT NULL")
        op.create_index(
            f"ix_promise_terms_{name}",
            "promise_terms",
            [name],
            sqlite_where=there,
            postgresql_where=there,
        )
