"""Checking a vault in use (VAULT.md, "What hides damage"). The audit chain is checked by its own room."""

from __future__ import annotations

from collections.abc import Callable

from sqlcipher3 import dbapi2

from app.kernel.errors import Damaged, LiaisonError
from app.kernel.language import tr
from app.storage import cipher
from app.storage.trouble import as_trouble
from app.vault import checks as file_room
from app.vault import header as headers
from app.vault.checks import Check
from app.vault.unlocked import Vault

_STEPS = 20_000
"""Of SQLite's machine, between two questions whether to stop: some milliseconds."""

__all__ = ["Check", "checks"]


def checks(vault: Vault, stop: Callable[[], bool] = lambda: False) -> tuple[Check, ...]:
    """Every check of header and database, each with a sentence. Takes seconds for a large vault. Raises
    `MachineTrouble` where the disk takes nothing more: that is no damage.

    ``stop`` is asked now and then; where it says so, the rest ends at once, and the answer is worth nothing.
    Nothing is changed but that the -wal file is brought home. Raises `CannotUnlock` ("locked"),
    `MachineTrouble`.
    """
    return (*_headers(vault), *_database(vault, stop))


def _headers(vault: Vault) -> tuple[Check, Check]:
    header: headers.Header | None = None
    try:
        header = headers.read(vault.folder)
    except LiaisonError as error:
        first = Check("header", False, error.message)
    else:
        good = header.is_signed_by(vault.database_key()) and header.epoch == vault.epoch
        first = Check(
            "header",
            good,
            tr("The header is as this vault signed it.")
            if good
            else tr("The header is not as this vault signed it."),
        )
    copy = headers.read_copy(vault.folder)
    good = copy is not None and copy.is_signed_by(vault.database_key()) and header in (None, copy)
    return first, Check(
        "header_copy",
        good,
        tr("The copy of the header is the same.")
        if good
        else tr("The copy of the header is missing or not the same."),
    )


def _database(vault: Vault, stop: Callable[[], bool]) -> tuple[Check, ...]:
    try:
        connection = cipher.connect(vault.data_file, vault.database_key())
    except Damaged as error:
        return (Check("data_file", False, error.message),)
    connection.set_progress_handler(lambda: int(stop()), _STEPS)
    try:
        return (_identity(connection, vault), _brought_home(connection), *file_room.file_checks(connection))
    except dbapi2.Error as error:  # a full disk takes no checkpoint, and is no damage
        raise as_trouble(error) or error from None
    finally:
        connection.close()


def _brought_home(connection: cipher.Connection) -> Check:
    row = connection.execute("PRAGMA wal_checkpoint(FULL)").fetchone()
    if row is not None and row[0] == 0 and row[1] == row[2]:
        return Check("checkpoint", True, tr("All that was written is in the data file."))
    return Check(
        "checkpoint",
        False,
        tr("Somebody is writing just now, so the newest pages were not checked. Check again."),
    )


def _identity(connection: cipher.Connection, vault: Vault) -> Check:
    row = connection.execute("SELECT vault_id, epoch FROM vault_identity").fetchone()
    good = row == (str(vault.id), vault.epoch)
    return Check(
        "identity",
        good,
        tr("The data file belongs to this header.")
        if good
        else tr("The data file belongs to another header."),
    )
