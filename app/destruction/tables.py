"""What hangs on a matter, and on a client: found from the tables' foreign keys, so that a new table cannot be
forgotten.

A row goes with what its foreign key names. The few keys that do not take their row along, and the few tables that
belong to a matter in another way, stand below with the reason; a test fails for a table that is none of these.
"""

# ruff: noqa: S608 - the statements are put together from names of the metadata alone

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final
from uuid import UUID

from sqlalchemy import ForeignKey, Table
from sqlalchemy.orm import Session

from app.storage.base import Base, tables_in_order
from app.storage.rows import all_rows, first_row, run, run_many

LETS_GO: Final = {
    (
        "contact_entries",
        "acknowledges_id",
    ): "An entry of another matter stays; it acknowledges what is no more.",
    ("contact_entries", "answers_id"): "As with what it acknowledges.",
    ("access_requests", "entry_id"): "A request belongs to who asks, whichever contact it came in.",
    ("concerns", "entry_id"): "A concern belongs to its matter or client, wherever it was heard first.",
    ("concern_steps", "entry_id"): "A step belongs to its concern.",
    ("concern_steps", "follow_up_id"): "A step belongs to its concern.",
    ("feedback_answers", "entry_id"): "An answer belongs to what was asked, whichever contact it came in.",
    ("feedback_answers", "follow_up_id"): "As with its contact.",
    ("intake_documents", "follow_up_id"): "A document belongs to its matter, whoever has to bring it.",
    ("terms_duties", "follow_up_id"): "A duty belongs to its terms.",
}
"""Keys that are emptied where the row they name goes and their own stays."""

BY_HAND: Final = {
    "drafts": "They name what they are about in their values (`app.destruction.leftovers`).",
    "imported_messages": "The key of a message goes when no entry and no item of the tray has it any more.",
    "stored_files": "A large file goes when no attachment has it any more.",
    "owed_changes": "A short list of where something changed: the matter is forgotten, the change is not.",
    "audit_events": "The chain stays whole: it holds ids and hashes.",
    "audit_bodies": "What they say of the matter is cut out (`app.audit.cuts`).",
    "saved_searches": "One that names the matter's number or an erased client goes.",
}
"""Tables that belong to a matter in another way than by a foreign key, and what becomes of them."""

FOLLOWS_CLIENT: Final = {
    "conflict_hits": "What a check found of a client that is erased goes, whatever matter the check was for.",
}
"""Tables of which a row of another matter does not keep a client from being erased."""


_ROOTS: Final = ("matters", "clients", "tray_items", "stored_files", "imported_messages")
"""Tables of which rows are doomed by name; everything else hangs on one of them."""


def begin(session: Session) -> None:
    """Empty sets, in memory: which keys of which columns are doomed."""
    run(session, "CREATE TEMP TABLE IF NOT EXISTS doomed (of TEXT, key, PRIMARY KEY (of, key)) WITHOUT ROWID")
    run(session, "DELETE FROM temp.doomed")


def doom(session: Session, column: str, keys: Iterable[object]) -> None:
    """Rows with these keys go ("matters.id"), and, after `spread`, all that hangs on them."""
    spelled = [(column, one.hex if isinstance(one, UUID) else one) for one in keys]
    run_many(session, "INSERT OR IGNORE INTO temp.doomed VALUES (?, ?)", spelled)


def spread(session: Session) -> None:
    """From what is doomed to all that hangs on it: each table after those that it names."""
    for table in tables_in_order():
        where = _hangs(table)
        for column in _keys(table) if where else ():
            run(
                session,
                f"INSERT OR IGNORE INTO temp.doomed SELECT '{table.name}.{column}', {_quoted(column)}"
                f" FROM main.{table.name} WHERE {where}",
            )


def doomed(session: Session, column: str) -> list[object]:
    """The keys of a column that are doomed."""
    return [row[0] for row in all_rows(session, f"SELECT key FROM {DOOMED} WHERE of = ?", (column,))]


def doomed_ids(session: Session) -> set[UUID]:
    """The ids of all things that are doomed, whatever they are."""
    rows = all_rows(session, f"SELECT DISTINCT key FROM {DOOMED} WHERE of LIKE '%.id'")
    return {UUID(str(key)) for (key,) in rows if isinstance(key, str)}


def delete_doomed(session: Session) -> dict[str, int]:
    """Delete every doomed row; how many of each table. What named one and stays names nothing any more."""
    run(session, "PRAGMA defer_foreign_keys = ON")
    counts = {}
    for table in reversed(tables_in_order()):
        where = those(table.name) if "id" in table.columns else _hangs(table)
        if where and _reaches(table):
            (found,) = first_row(session, f"SELECT count(*) FROM main.{table.name} WHERE {where}") or (0,)
            if found:
                counts[table.name] = int(str(found))
                run(session, f"DELETE FROM main.{table.name} WHERE {where}")
    for name, column in LETS_GO:
        (key,) = Base.metadata.tables[name].columns[column].foreign_keys
        of = _of(f"{key.column.table.name}.{key.column.name}")
        run(session, f"UPDATE main.{name} SET {column} = NULL WHERE {column} IN {of}")
    return counts


def keeps_client(session: Session, client_id: UUID) -> bool:
    """Whether something of a matter that stays names this client: then the client's record stays, too."""
    for table, of_client, of_matter in _of_both():
        statement = (
            f"SELECT 1 FROM main.{table} WHERE {of_client} = ? AND {of_matter} IS NOT NULL"
            f" AND {of_matter} NOT IN {_of('matters.id')} LIMIT 1"
        )
        if first_row(session, statement, (client_id.hex,)) is not None:
            return True
    return False


def handled() -> frozenset[str]:
    """Every table of which rows go with a matter or a client, however they do."""
    return frozenset(table.name for table in tables_in_order() if _reaches(table)) | BY_HAND.keys()


DOOMED: Final = "temp.doomed"


def those(table: str) -> str:
    """SQL: whether a row of a table that has ids is doomed."""
    return f"id IN {_of(f'{table}.id')}"


def _of(column: str) -> str:
    return f"(SELECT key FROM {DOOMED} WHERE of = '{column}')"


def _quoted(column: str) -> str:
    return f'"{column}"'


@cache
def _reaches(table: Table) -> bool:
    """Whether rows of it hang on what can be doomed."""
    return table.name in _ROOTS or any(_reaches(key.column.table) for key in _ties(table))


def _ties(table: Table) -> list[ForeignKey]:
    """The keys that take a row along."""
    return [
        key
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
        if key.column.table is not table and (table.name, key.parent.name) not in LETS_GO
    ]


@cache
def _keys(table: Table) -> frozenset[str]:
    """Columns that other tables name, and the id."""
    named = frozenset(
        key.column.name
        for other in tables_in_order()
        for key in other.foreign_keys
        if key.column.table is table
    )
    return named | ({"id"} & set(table.columns.keys()))


def _hangs(table: Table) -> str:
    """SQL: whether a row is doomed by itself or hangs on what is; "" for a table that hangs on nothing."""
    found = [
        f"{_quoted(key.parent.name)} IN {_of(f'{key.column.table.name}.{key.column.name}')}"
        for key in _ties(table)
        if _reaches(key.column.table)
    ]
    if table.name in _ROOTS:
        (primary,) = table.primary_key.columns
        found.append(f"{primary.name} IN {_of(f'{table.name}.{primary.name}')}")
    return " OR ".join(found)


def _of_both() -> list[tuple[str, str, str]]:
    """Table, column of the client, column of the matter."""
    found = []
    for table in tables_in_order():
        named = {
            name: [key.parent.name for key in table.foreign_keys if key.column.table.name == name]
            for name in ("clients", "matters")
        }
        if table.name not in FOLLOWS_CLIENT:
            found += [(table.name, one, other) for one in named["clients"] for other in named["matters"]]
    return found
