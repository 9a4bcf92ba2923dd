"""A mark that is another as soon as anything of the firm's register changes: its clients, matters, people, schedules.

Today reads the same rows of thousands of matters again and again, and they change a few times a day. Triggers set the
mark in the transaction of the change, so no command and no other desk can forget it; it is drawn by chance, so that one
that was rolled back never comes again. Saving a contact does not touch it.

And the updates that were given by their time, from an index alone: a month of the calendar counts those of each day.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

TABLES = ("clients", "colleagues", "firm", "matter_clients", "matter_walls", "matters", "update_plans")
_DRAW = "BEGIN UPDATE register_mark SET mark = randomblob(16); END"


def upgrade() -> None:
    """The mark, its triggers, and the index."""
    op.create_table("register_mark", sa.Column("mark", sa.LargeBinary(), nullable=False, primary_key=True))
    op.execute("INSERT INTO register_mark VALUES (randomblob(16))")
    for table in TABLES:
        for change in ("insert", "update", "delete"):
            op.execute(f"CREATE TRIGGER register_{table}_{change} AFTER {change.upper()} ON {table} {_DRAW}")
    op.create_index(
        "ix_contact_entries_given",
        "contact_entries",
        ["occurred_at", "matter_id", "is_update", "withdrawn_at"],
        sqlite_where=sa.text("is_update = 1 AND withdrawn_at IS NULL"),
        postgresql_where=sa.text("is_update AND withdrawn_at IS NULL"),
    )
