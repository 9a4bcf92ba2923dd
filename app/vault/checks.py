"""Looking at a database file with SQLite's and SQLCipher's own checks, and counting what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.kernel.language import counted, tr
from app.storage.cipher import Connection
from app.storage.trouble import FULL, READONLY, result_code

_MANY = 5


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name for programs, whether it passed, and a sentence."""

    name: str
    ok: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What has to be the same in a copy: rows of each table, and the end of the audit chain."""

    tables: Mapping[str, int]
    audit_seq: int | None
    audit_mac: bytes | None


def file_checks(connection: Connection) -> tuple[Check, ...]:
    """Every page decrypts and is as written, the trees are sound, references lead somewhere.

    ``cipher_integrity_check`` reads the main file only, so the -wal must have been brought home before.
    """
    return (pages(connection), structure(connection), references(connection), *word_lists(connection))


def contents(connection: Connection) -> Contents:
    """Counts of every table and the audit head, as the connection's transaction sees them."""
    tables = {name: _number(connection, f'SELECT count(*) FROM "{name}"') for name in _tables(connection)}  # noqa: S608 names come from the schema and are quoted
    seq, mac = None, None
    if "audit_events" in tables:
        row = connection.execute("SELECT seq, mac FROM audit_events ORDER BY seq DESC LIMIT 1").fetchone()
        if row is not None and isinstance(row[0], int) and isinstance(row[1], bytes):
            seq, mac = row[0], row[1]
    return Contents(tables, seq, mac)


def _tables(connection: Connection) -> list[str]:
    """The tables that hold rows of ours; those that an index for searching keeps for itself come with it."""
    rows = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE "
        "'sqlite!_%' ESCAPE '!' AND name NOT LIKE '%\"%' ORDER BY name"
    ).fetchall()
    return [str(row[0]) for row in rows]


def pages(connection: Connection) -> Check:
    """Whether every page decrypts and is as it was written. Cannot be stopped on its way."""
    bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    if not bad:
        return Check("cipher_integrity", True, tr("Every page decrypts and is as it was written."))
    return Check(
        "cipher_integrity",
        False,
        _counted(bad, "1 page is damaged: {which}.", "{count} pages are damaged: {which}."),
    )


def structure(connection: Connection) -> Check:
    """Whether trees are sound, and indexes agree with their tables."""
    try:
        rows = connection.execute("PRAGMA integrity_check").fetchall()
    except Exception as error:
        if result_code(error) is None:
            raise
        return Check("integrity", False, tr("The structure cannot be read to its end."))
    if [row[0] for row in rows] == ["ok"]:
        return Check("integrity", True, tr("Tables and indexes agree."))
    return Check(
        "integrity",
        False,
        _counted(
            rows,
            "Tables and indexes disagree in 1 place or more.",
            "Tables and indexes disagree in {count} places or more.",
        ),
    )


def _counted(rows: list[tuple[object, ...]], one: str, many: str) -> str:
    return counted(len(rows), one, many).format(count=len(rows), which=_first(rows))


def references(connection: Connection) -> Check:
    """Whether every reference leads to a row."""
    try:
        rows = connection.execute("PRAGMA foreign_key_check").fetchall()
    except Exception as error:
        if result_code(error) is None:
            raise
        return Check("foreign_keys", False, tr("The references cannot be read to their end."))
    if not rows:
        return Check("foreign_keys", True, tr("Every reference leads to a row."))
    return Check(
        "foreign_keys",
        False,
        _counted(
            rows,
            "1 reference leads to nothing, in {which}.",
            "{count} references lead to nothing, in {which}.",
        ),
    )


def word_lists(connection: Connection) -> tuple[Check, ...]:
    """Each index for searching: that one no longer agrees with its text does not show anywhere else.

    Asked by an INSERT, so not of a file that is only read; `structure` looks at the index itself there as everywhere.
    """
    try:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%USING fts5(%'"
        ).fetchall()
        if not names or connection.execute("PRAGMA query_only").fetchone() == (1,):
            return ()
        for (name,) in names:
            connection.execute(f'INSERT INTO "{name}"("{name}", rank) VALUES (\'integrity-check\', 1)')  # noqa: S608 a name of the schema
    except Exception as error:
        if result_code(error) in {None, FULL}:
            raise
        if result_code(error) == READONLY:
            return ()
        return (Check("search_index", False, tr("The search index does not agree with what it indexes.")),)
    return (Check("search_index", True, tr("The search index agrees with what it indexes.")),)


def _number(connection: Connection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(str(row[0])) if row else 0


def _first(rows: list[tuple[object, ...]]) -> str:
    shown = ", ".join(str(row[0]) for row in rows[:_MANY])
    return shown if len(rows) <= _MANY else f"{shown} …"
