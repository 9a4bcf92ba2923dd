"""What is owed is found among what is open, however much is done.

Two tables of ids that triggers keep: the questions that no entry answers, the news that no entry tells. A log of a
million entries has a few thousand of them. A save that neither asks, answers nor tells touches neither.

Which matters run, which follow-ups of those are open and which deadlines are to be met, indexes say by themselves.
"""

# ruff: noqa: S608 - the triggers are put together from words of this file alone

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

_STANDS = "withdrawn_at IS NULL"
_IS_ANSWERED = (
    f"EXISTS (SELECT 1 FROM contact_entries AS a WHERE a.answers_id = q.id AND a.{_STANDS})"
    " OR EXISTS (SELECT 1 FROM entry_answers AS s JOIN contact_entries AS a ON a.id = s.entry_id"
    f" WHERE s.asked_id = q.id AND a.{_STANDS})"
)
_IS_TOLD = (
    "EXISTS (SELECT 1 FROM entry_developments AS t JOIN contact_entries AS e ON e.id = t.entry_id"
    f" WHERE t.development_id = d.id AND t.telling = 'told' AND e.{_STANDS})"
)
_QUESTIONS = (
    f"SELECT q.id FROM contact_entries AS q WHERE q.needs_reply = 1 AND q.{_STANDS} AND NOT ({_IS_ANSWERED})"
)
_NEWS = f"SELECT d.id FROM developments AS d WHERE NOT {_IS_TOLD}"


def _ask_again(which: str) -> str:
    """Whether these entries are open questions, looked at anew."""
    return (
        f"DELETE FROM open_questions WHERE entry_id IN ({which}); "
        f"INSERT INTO open_questions {_QUESTIONS} AND q.id IN ({which});"
    )


def _tell_again(which: str) -> str:
    """Whether these developments are untold, looked at anew."""
    return (
        f"DELETE FROM open_news WHERE development_id IN ({which}); "
        f"INSERT INTO open_news {_NEWS} AND d.id IN ({which});"
    )


_MEANT = (
    "SELECT NEW.id UNION SELECT OLD.answers_id UNION SELECT NEW.answers_id"
    " UNION SELECT asked_id FROM entry_answers WHERE entry_id = NEW.id"
)
_BOTH = "SELECT NEW.development_id UNION SELECT OLD.development_id"
TRIGGERS = {
    "owed_asked": (
        "AFTER INSERT ON contact_entries WHEN NEW.needs_reply = 1 "
        "BEGIN INSERT OR IGNORE INTO open_questions (entry_id) VALUES (NEW.id); END"
    ),
    "owed_answered": (
        "AFTER INSERT ON contact_entries WHEN NEW.answers_id IS NOT NULL "
        f"BEGIN {_ask_again('NEW.answers_id')} END"
    ),
    "owed_entry_changed": (
        "AFTER UPDATE OF needs_reply, answers_id, withdrawn_at ON contact_entries "
        "WHEN OLD.needs_reply IS NOT NEW.needs_reply OR OLD.answers_id IS NOT NEW.answers_id "
        "OR OLD.withdrawn_at IS NOT NEW.withdrawn_at "
        f"BEGIN {_ask_again(_MEANT)} "
        f"{_tell_again('SELECT development_id FROM entry_developments WHERE entry_id = NEW.id')} END"
    ),
    "owed_answered_beside": f"AFTER INSERT ON entry_answers BEGIN {_ask_again('NEW.asked_id')} END",
    "owed_answered_no_more": f"AFTER DELETE ON entry_answers BEGIN {_ask_again('OLD.asked_id')} END",
    "owed_happened": (
        "AFTER INSERT ON developments BEGIN INSERT OR IGNORE INTO open_news (development_id) VALUES (NEW.id); END"
    ),
    "owed_told": f"AFTER INSERT ON entry_developments BEGIN {_tell_again('NEW.development_id')} END",
    "owed_told_no_more": (
        f"AFTER DELETE ON entry_developments BEGIN {_tell_again('OLD.development_id')} END"
    ),
    "owed_told_otherwise": (f"AFTER UPDATE ON entry_developments BEGIN {_tell_again(_BOTH)} END"),
}


def upgrade() -> None:
    """The tables, filled with what is open now; the triggers; the indexes."""
    _table("open_questions", "entry_id", "contact_entries")
    _table("open_news", "development_id", "developments")
    op.execute(f"INSERT INTO open_questions {_QUESTIONS}")
    op.execute(f"INSERT INTO open_news {_NEWS}")
    for name, does in TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} {does}")
    given = sa.text("answers_id IS NOT NULL")
    op.create_index(
        "ix_contact_entries_answered",
        "contact_entries",
        ["occurred_at", "answers_id"],
        sqlite_where=given,
        postgresql_where=given,
    )
    op.drop_index("ix_matters_status", "matters")
    op.create_index("ix_matters_status_id", "matters", ["status", "id"])
    op.drop_index("ix_follow_ups_done_at", "follow_ups")
    op.create_index("ix_follow_ups_done_at_matter_id", "follow_ups", ["done_at", "matter_id"])
    op.create_index("ix_key_dates_kind_done_at", "key_dates", ["kind", "done_at"])


def _table(name: str, column: str, other: str) -> None:
    op.create_table(
        name,
        sa.Column(column, sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            [column], [f"{other}.id"], name=op.f(f"fk_{name}_{column}"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(column, name=op.f(f"pk_{name}")),
        sqlite_with_rowid=False,
    )
