"""Feedback asked and given (PRACTICE H1, H2)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

_TEXT, _ID, _DAY, _MOMENT = sa.Text(), sa.Uuid(), sa.Date(), sa.DateTime(timezone=True)
_NUMBERS = ("clarity", "timeliness", "usefulness", "recommend")


def upgrade() -> None:
    """The firm's rules for asking, who was asked, what came back."""
    _rules()
    _asks()
    _answers()


def _rules() -> None:
    op.create_table(
        "feedback_rules",
        sa.Column("occasions", _TEXT, nullable=False),
        sa.Column("every_days", sa.Integer(), nullable=False),
        sa.Column("on_today", sa.Boolean(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("low_score", "low_recommend", "call_days")
        ),
        sa.Column("id", _ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", _TEXT, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("made_by", _ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_rules")),
    )


def _asks() -> None:
    op.create_table(
        "feedback_asks",
        *_of_client("feedback_asks"),
        sa.Column("occasion", sa.String(length=32), nullable=True),
        sa.Column("asked_on", _DAY, nullable=False),
        sa.Column("written_at", _MOMENT, nullable=False),
        sa.Column("author_id", _ID, nullable=False),
    )
    for column in ("asked_on", "client_id", "matter_id"):
        op.create_index(op.f(f"ix_feedback_asks_{column}"), "feedback_asks", [column])


def _answers() -> None:
    table = "feedback_answers"
    keys = {
        "ask_id": "feedback_asks",
        "entry_id": "contact_entries",
        "person_id": "colleagues",
        "follow_up_id": "follow_ups",
    }
    op.create_table(
        table,
        *_of_client(table),
        *(sa.Column(name, _ID, nullable=True) for name in keys),
        sa.Column("received_on", _DAY, nullable=False),
        sa.Column("declined", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in _NUMBERS),
        sa.Column("words", _TEXT, nullable=False),
        sa.Column("how", sa.String(length=32), nullable=False),
        sa.Column("practice_area", _TEXT, nullable=False),
        sa.Column("written_at", _MOMENT, nullable=False),
        sa.Column("author_id", _ID, nullable=False),
        sa.Column("withdrawn_at", _MOMENT, nullable=True),
        sa.Column("withdrawn_by", _ID, nullable=True),
        sa.Column("withdrawn_reason", _TEXT, nullable=False),
        *(
            sa.ForeignKeyConstraint([name], [f"{of}.id"], name=op.f(f"fk_{table}_{name}"))
            for name, of in keys.items()
        ),
    )
    for column in ("ask_id", "client_id", "entry_id", "matter_id", "received_on"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    called = sa.text("follow_up_id IS NOT NULL")
    op.create_index(
        op.f(f"ix_{table}_follow_up_id"),
        table,
        ["follow_up_id"],
        sqlite_where=called,
        postgresql_where=called,
    )


def _of_client(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", _ID, nullable=False),
        sa.Column("matter_id", _ID, nullable=False),
        sa.Column("client_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f(f"fk_{table}_matter_id")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f(f"fk_{table}_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
