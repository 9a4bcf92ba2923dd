"""One connection to an SQLCipher file, set up the only way it may be (VAULT.md, "Opening a connection").

The file is never opened or hashed by anything but SQLite in this process: closing another handle on it
would drop the locks that SQLite holds.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import cast

from sqlcipher3 import dbapi2

from app.kernel.errors import Damaged, LiaisonError, MachineTrouble
from app.kernel.language import tr
from app.storage.guarded import GuardedConnection
from app.storage.trouble import NOT_A_DATABASE, as_trouble, read_only, result_code

KEY_BYTES = 32
PAGE_BYTES = 4096
BUSY_SECONDS = 10.0
CACHE_KIB = 262_144

_PRAGMAS = (
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",  # FILE would override the build and write plaintext temporary files
    "trusted_schema=OFF",
    "cell_size_check=ON",
    f"cache_size=-{CACHE_KIB}",
)


Connection = GuardedConnection
"""What `connect` answers: an sqlcipher3 connection that may be closed from another thread."""


def connect(
    file: Path, key: bytes | bytearray, *, journal: str = "WAL", immutable: bool = False
) -> Connection:
    """Open the existing ``file`` with the raw ``key`` of 32 bytes, prove the key, then set the pragmas.

    ``journal`` is the journal mode; ``immutable`` opens a file that nobody writes, for reading only and
    without a lock or a file beside it. Raises `Damaged` (missing, empty, not encrypted, unreadable) or
    `MachineTrouble`.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("the database key has 32 bytes; anything else would be taken for a passphrase")
    _must_hold_something(file)
    connection = _open(file, "ro&immutable=1" if immutable else "rw")
    try:
        connection.set_key(f"x'{key.hex()}'")  # not PRAGMA key, which traces show
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        # Only now: before the key was proved, a journal mode would destroy the file.
        _set_up(connection, None if immutable else journal)
    except dbapi2.Error as error:
        connection.close()
        raise _why_not(file, error) from None
    except BaseException:
        connection.close()
        raise
    return connection


def connect_new(file: Path, key: bytes | bytearray, *, journal: str = "WAL") -> Connection:
    """Like `connect` for an empty ``file`` that was just made (pre-created with mode 0600)."""
    if len(key) != KEY_BYTES:
        raise ValueError("the database key has 32 bytes; anything else would be taken for a passphrase")
    if file.stat().st_size:
        raise ValueError("the file already holds something")
    connection = _open(file, "rw")
    try:
        connection.set_key(f"x'{key.hex()}'")
        _set_up(connection, journal)
    except dbapi2.Error as error:
        connection.close()
        raise as_trouble(error) or error from None
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: Connection, journal: str | None) -> None:
    if journal is not None:
        _journal(connection, journal)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _open(file: Path, mode: str) -> Connection:
    # rw, not rwc: a missing file must not become a new one.
    address = f"{file.resolve().as_uri()}?mode={mode}"
    try:
        opened = dbapi2.connect(
            address,
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            factory=GuardedConnection,
        )
    except dbapi2.Error as error:
        raise as_trouble(error) or error from None
    connection = cast("Connection", opened)
    connection.execute("PRAGMA cipher_log_level=NONE")  # else a wrong key is written about on standard error
    return connection


def _journal(connection: Connection, journal: str) -> None:
    row = connection.execute(f"PRAGMA journal_mode={journal}").fetchone()
    if row is None or str(row[0]).upper() != journal:
        raise MachineTrouble(
            "no-wal",
            tr(
                "This folder cannot hold a vault: its file system lacks the locks that are needed. Use a local "
                "disk."
            ),
        )


def _must_hold_something(file: Path) -> None:
    try:
        size = file.stat().st_size
    except FileNotFoundError:
        raise Damaged(
            "data-missing",
            tr(
                "The data file {name} is missing from the vault's folder. Put it back or restore the newest backup."
            ).format(name=file.name),
        ) from None
    except OSError:
        raise MachineTrouble(
            "disk-trouble", tr("The vault's folder cannot be read. Check the disk and its permissions.")
        ) from None
    if size < PAGE_BYTES:  # SQLite would take a file shorter than a page for a new, empty database
        raise Damaged(
            "data-empty",
            tr(
                "The data file {name} is empty or cut off. Nothing was deleted: restore the newest backup."
            ).format(name=file.name),
        )


def _why_not(file: Path, error: BaseException) -> LiaisonError | BaseException:
    """What is wrong with a file that did not open with its key: wrong key, no key and junk all sound the
    same."""
    if result_code(error) != NOT_A_DATABASE:
        trouble = as_trouble(error) or error
        # Where nothing can be written, the files that a write-ahead log needs cannot be opened either.
        unwritable = isinstance(trouble, MachineTrouble) and not os.access(file.parent, os.W_OK)
        return read_only() if unwritable else trouble
    probe = _open(file, "ro")
    try:
        probe.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.Error:
        return Damaged(
            "data-unreadable",
            tr(
                "The data file {name} does not open with this vault's key: it is damaged or belongs to "
                "another vault. Nothing was deleted: restore the newest backup."
            ).format(name=file.name),
        )
    finally:
        probe.close()
    return Damaged(
        "data-not-encrypted",
        tr(
            "The data file {name} is not encrypted, so it is not the one that was written. Nothing "
            "was deleted: restore the newest backup."
        ).format(name=file.name),
    )
