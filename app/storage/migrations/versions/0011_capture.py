"""Messages find their thread, events of calendars their key date, Outlook's copies their twin."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Two tables that hang on entries and key dates, and a column beside the key of a message."""
    op.add_column("imported_messages", sa.Column("twin", sa.String(), nullable=True))
    op.create_index(op.f("ix_imported_messages_twin"), "imported_messages", ["twin"])
    op.create_table(
        "entry_messages",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["contact_entries.id"], name=op.f("fk_entry_messages_entry_id_contact_entries")
        ),
        sa.PrimaryKeyConstraint("entry_id", "message_id", name=op.f("pk_entry_messages")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_entry_messages_message_id"), "entry_messages", ["message_id"])
    op.create_index(op.f("ix_entry_messages_thread_id"), "entry_messages", ["thread_id"])
    op.create_table(
        "calendar_events",
        sa.Column("key_date_id", sa.Uuid(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("recurrence", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["key_date_id"], ["key_dates.id"], name=op.f("fk_calendar_events_key_date_id_key_dates")
        ),
        sa.PrimaryKeyConstraint("key_date_id", name=op.f("pk_calendar_events")),
    )
    op.create_index(op.f("ix_calendar_events_uid"), "calendar_events", ["uid"])
