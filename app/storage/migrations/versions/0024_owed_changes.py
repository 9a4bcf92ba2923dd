"""Which matters something changed in that decides what is owed there, by the database itself.

Today derives what thousands of matters owe, and a save changes what one of them does. A short list of what changed
last is written by triggers in the transaction of each change, so no command and no other desk can forget it: the
matter, or nothing where it may be any. It holds the last `KEPT` changes, a page of the file; who looked longer ago
derives everything anew. Beside each stands the latest moment that was ever written: nothing is held at a moment before
it, as what lies ahead begins to count by time alone.

And what was done to agreed actions is looked up in the trail by an index, for who asks what was known of them.
"""

# ruff: noqa: S608 - the triggers are put together from words of this file alone

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

KEPT = 64

_LAST = "SELECT latest FROM owed_changes ORDER BY number DESC LIMIT 1"
_CHANGES = ("insert", "update", "delete")

OF_MATTERS: dict[str, tuple[str, Sequence[str]]] = {
    "developments": ("matter_id", ("occurred_at",)),
    "follow_ups": ("matter_id", ("agreed_at", "done_at")),
    "key_dates": ("matter_id", ("done_at",)),
    "matter_clients": ("matter_id", ()),
    "matter_keepers": ("matter_id", ()),  # a day to come is asked for at each reading
    "matter_people": ("matter_id", ()),
    "matter_turns": ("matter_id", ("at",)),
    "matter_walls": ("matter_id", ()),
    "matters": ("id", ()),
    "update_excuses": ("matter_id", ("excused_at",)),
    "update_plans": ("matter_id", ("set_at", "dropped_at")),
    "update_silences": ("matter_id", ("agreed_at", "ended_at")),
}
"""Tables of which a row decides for one matter: the column that names it, those with a moment from which it counts."""
OF_ALL: dict[str, Sequence[str]] = {
    "absences": (),
    "clients": (),
    "colleagues": ("left_at",),
    "firm": (),
    "firm_days": (),
    "opening_hours": (),
    "promise_terms": (),
    "schedule_defaults": ("set_at", "ended_at"),
    "schedule_rules": ("set_at",),
}
"""Tables of which a row may decide for any matter."""
_SAID = ("occurred_at", "withdrawn_at")
_TOLD_IN = "(SELECT matter_id FROM developments WHERE id = {row}.development_id)"


def _note(matter: str, row: str, moments: Sequence[str], where: str = "1") -> str:
    """A statement of a trigger: something changed in a matter (SQL), or in any ("NULL")."""
    latest = f"({_LAST})"
    if moments:
        latest = f"max({latest}, {', '.join(f'''coalesce({row}.{one}, '')''' for one in moments)})"
    return f"INSERT INTO owed_changes (matter_id, latest) SELECT {matter}, {latest} WHERE {where};"


def _of_matter(change: str, column: str, moments: Sequence[str]) -> str:
    """What a trigger does for a row of one matter; one that goes from one matter to another changes both."""
    row = "OLD" if change == "delete" else "NEW"
    noted = _note(f"{row}.{column}", row, moments)
    if change == "update":
        noted += f" {_note(f'OLD.{column}', row, (), f'OLD.{column} IS NOT NEW.{column}')}"
    return noted


def _triggers() -> Iterator[tuple[str, str]]:
    """The name of each, and what it does."""
    for table, (column, moments) in OF_MATTERS.items():
        for change in _CHANGES:
            does = _of_matter(change, column, moments)
            yield f"changed_{table}_{change}", f"AFTER {change.upper()} ON {table} BEGIN {does} END"
    for table, moments in OF_ALL.items():
        for change in _CHANGES[table == "clients" :]:  # a new client has no matter
            does = _note("NULL", "OLD" if change == "delete" else "NEW", moments)
            yield f"changed_{table}_{change}", f"AFTER {change.upper()} ON {table} BEGIN {does} END"
    for change in _CHANGES:
        rows = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}[change]
        does = " ".join(_note(_TOLD_IN.format(row=row), row, ()) for row in rows)
        yield f"changed_telling_{change}", f"AFTER {change.upper()} ON entry_developments BEGIN {does} END"
    yield from _of_entries()


def _of_entries() -> Iterator[tuple[str, str]]:
    """Entries outside any matter are no update and tell nothing; what is asked is read anew each time. What one agreed
    or told that is withdrawn may be in any matter."""
    new, old = "NEW.matter_id IS NOT NULL", "OLD.matter_id IS NOT NULL AND OLD.matter_id IS NOT NEW.matter_id"
    withdrawn = "OLD.withdrawn_at IS NOT NEW.withdrawn_at"
    does = _note("NEW.matter_id", "NEW", _SAID)
    yield "changed_entries_insert", f"AFTER INSERT ON contact_entries WHEN {new} BEGIN {does} END"
    does = (
        f"{_note('NEW.matter_id', 'NEW', _SAID, new)} {_note('OLD.matter_id', 'OLD', (), old)}"
        f" {_note('NULL', 'NEW', _SAID, withdrawn)}"
    )
    columns = "matter_id, occurred_at, is_update, with_client, withdrawn_at"
    yield "changed_entries_update", f"AFTER UPDATE OF {columns} ON contact_entries BEGIN {does} END"
    yield (
        "changed_entries_delete",
        f"AFTER DELETE ON contact_entries BEGIN {_note('NULL', 'OLD', ())} END",
    )


def _moments() -> Iterator[tuple[str, str]]:
    """(table, column) of each moment from which a row counts."""
    for table, (_, columns) in OF_MATTERS.items():
        yield from ((table, one) for one in columns)
    for table, columns in OF_ALL.items():
        yield from ((table, one) for one in columns)
    yield from (("contact_entries", one) for one in _SAID)


def upgrade() -> None:
    """The list, with the latest moment there is; the triggers that add to it, and the one that keeps it short; the
    index."""
    op.create_table(
        "owed_changes",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("latest", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_owed_changes")),
    )
    every = " UNION ALL ".join(f"SELECT max({column}) AS at FROM {table}" for table, column in _moments())
    op.execute(f"INSERT INTO owed_changes (latest) SELECT coalesce(max(at), '') FROM ({every})")
    op.execute(
        "CREATE TRIGGER changed_no_more AFTER INSERT ON owed_changes BEGIN"
        f" DELETE FROM owed_changes WHERE number <= NEW.number - {KEPT}; END"
    )
    for name, does in _triggers():
        op.execute(f"CREATE TRIGGER {name} {does}")
    op.create_index(
        "ix_audit_events_asked",
        "audit_events",
        ["object_kind", "action", "object_id"],
        sqlite_where=sa.text("object_kind IN ('follow_up', 'colleague')"),
        if_not_exists=True,  # some vaults of this version's making have it from 0022
    )
