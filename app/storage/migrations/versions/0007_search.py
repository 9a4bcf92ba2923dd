"""The contact log is found again: what was said is indexed, and searches are saved.

The index (FTS5) holds words alone, no texts: one row for each entry, whose number says when the entry was, so that the
newest come first without sorting. Nothing is written to it by a save. What was added since is known by SQLite's own
row numbers (`search_state`); what was changed since is noted by triggers, so that no command can forget it.
"""

# ruff: noqa: S608 - the triggers are put together from words of this file alone

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

INDEX = """
CREATE VIRTUAL TABLE search_index USING fts5(
    said, people, sender, receiver, matter, client, files, tags, former, keys,
    content='', contentless_delete=1, prefix='2 3 4', tokenize="ascii tokenchars '_'"
)
"""
# Every word of it, to be asked for what begins in some way.
WORDS = "CREATE VIRTUAL TABLE search_index_words USING fts5vocab('search_index', 'instance')"
# Bytes of words in memory before they are written: a batch of new rows makes one piece of the index, not several that
# have to be merged. It is half as long in making.
GATHER = "INSERT INTO search_index (search_index, rank) VALUES ('hashsize', 8388608)"
# Bytes of a piece of a word's rows. The rows of one matter lie far apart in a large log: to look whether each has a
# common word, a small piece is read and not a whole page (1.3 times the work in ten times the log, not 1.7).
PIECES = "INSERT INTO search_index (search_index, rank) VALUES ('pgsz', 1000)"
_SAID = (
    "matter_id, client_id, occurred_at, author_id, channel, direction, reached_at, summary, advice, advice_declined, "
    "decision, for_client, costs, interpreter, confidentiality, version"
)
_NOTE = "INSERT OR IGNORE INTO search_pending (entry_id)"
_IS_INDEXED = "EXISTS (SELECT 1 FROM search_places WHERE entry_id = NEW.entry_id)"
TRIGGERS = {
    "search_entry_changed": f"AFTER UPDATE OF {_SAID} ON contact_entries BEGIN {_NOTE} VALUES (NEW.id); END",
    "search_client_renamed": (
        "AFTER UPDATE OF name ON clients WHEN OLD.name IS NOT NEW.name BEGIN "
        f"{_NOTE} SELECT id FROM contact_entries WHERE client_id = NEW.id; END"
    ),
    "search_matter_renamed": (
        "AFTER UPDATE OF number, title, court_number ON matters WHEN OLD.number IS NOT NEW.number "
        "OR OLD.title IS NOT NEW.title OR OLD.court_number IS NOT NEW.court_number BEGIN "
        f"{_NOTE} SELECT id FROM contact_entries WHERE matter_id = NEW.id; END"
    ),
    "search_follow_up_added": (
        f"AFTER INSERT ON follow_ups WHEN {_IS_INDEXED} BEGIN {_NOTE} VALUES (NEW.entry_id); END"
    ),
    "search_follow_up_changed": (
        f"AFTER UPDATE OF who, text ON follow_ups WHEN {_IS_INDEXED} BEGIN {_NOTE} VALUES (NEW.entry_id); END"
    ),
    "search_file_added": (
        f"AFTER INSERT ON attachments WHEN {_IS_INDEXED} BEGIN {_NOTE} VALUES (NEW.entry_id); END"
    ),
    "search_file_read": (
        f"AFTER INSERT ON attachment_texts WHEN NEW.text <> '' BEGIN {_NOTE} "
        "SELECT entry_id FROM attachments WHERE id = NEW.attachment_id; END"
    ),
}


def upgrade() -> None:
    """Tables beside the log, empty: the log is read into them when the vault is open."""
    op.create_table(
        "search_places",
        sa.Column("number", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["contact_entries.id"], name="fk_search_places_entry_id_contact_entries"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_search_places"),
        sa.UniqueConstraint("entry_id", name="uq_search_places_entry_id"),
    )
    op.create_table(
        "search_pending",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["contact_entries.id"], name="fk_search_pending_entry_id_contact_entries"
        ),
        sa.PrimaryKeyConstraint("entry_id", name="pk_search_pending"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entries_read", sa.BigInteger(), nullable=False),
        sa.Column("files_read", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_state"),
    )
    op.create_table(
        "attachment_texts",
        sa.Column("attachment_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("why_none", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachments.id"], name="fk_attachment_texts_attachment_id_attachments"
        ),
        sa.PrimaryKeyConstraint("attachment_id", name="pk_attachment_texts"),
    )
    op.create_table(
        "saved_searches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["colleagues.id"], name="fk_saved_searches_owner_id_colleagues"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_saved_searches"),
        sa.UniqueConstraint("owner_id", "name_key", name="uq_saved_searches_owner_id_name_key"),
    )
    op.execute("INSERT INTO search_state (id, entries_read, files_read, made_by) VALUES (1, 0, 0, 0)")
    for statement in (INDEX, GATHER, PIECES, WORDS):
        op.execute(statement)
    for name, does in TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} {does}")
