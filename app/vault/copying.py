"""Copying the vault's database into a file under another key, and proving the copy."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast
from uuid import UUID

from sqlcipher3 import dbapi2

from app.kernel.errors import Damaged
from app.kernel.language import tr
from app.storage import cipher
from app.storage.trouble import as_trouble
from app.vault import checks, files, keys, leftovers, proving
from app.vault.checks import Contents
from app.vault.progress import Progress, Steps

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_STEP_PAGES = 4096
_STEPS = 20_000
"""Of SQLite's machine, between two looks whether to stop: some milliseconds."""
_CACHE_KIB = 8192
"""Pages are written once, in their order: to hold more of them only costs time."""


def to_new_key(
    source: Path, key: bytes | bytearray, to: Path, new_key: bytes | bytearray, told: Progress
) -> Contents:
    """SQLite's own online copy of ``source`` into the empty file ``to`` under ``new_key``; what it holds.

    Counts and copy are of one moment. Raises `MachineTrouble`, `Damaged`, and what ``told`` raises.
    """
    reading = cipher.connect(source, key)
    try:
        # Without a journal and without waiting for the disk: a copy that does not come to its end is thrown away, and
        # `depart` has the disk keep the whole file.
        writing = cipher.connect_new(to, new_key, journal="OFF")
        try:
            for pragma in ("synchronous=OFF", f"cache_size=-{_CACHE_KIB}"):
                writing.execute(f"PRAGMA {pragma}")
            reading.execute("BEGIN")
            found = checks.contents(reading)
            reading.backup(
                writing, pages=_STEP_PAGES, progress=lambda _, left, pages: told(pages - left, pages)
            )
            reading.execute("COMMIT")
        finally:
            writing.close()
    except dbapi2.Error as error:
        raise as_trouble(error) or error from None
    finally:
        reading.close()
    return found


def depart(
    file: Path, key: bytes | bytearray, epoch: int, copied: Contents, change: Callable[[Session], None]
) -> Contents:
    """Write into the copy, in one transaction, its epoch and what ``change`` writes; what it holds then.

    The disk has kept it when this returns. Raises `Damaged` where it does not hold what was ``copied``.
    """
    from sqlalchemy import text
    from sqlalchemy.orm import Session

    from app.storage.engine import close_engine, open_engine, writer

    engine = open_engine(file, key)
    try:
        with Session(writer(engine)) as session, session.begin():
            raw = cast("cipher.Connection", session.connection().connection.driver_connection)
            if checks.contents(raw) != copied:
                raise _differs()
            session.execute(text("UPDATE vault_identity SET epoch = :epoch"), {"epoch": epoch})
            change(session)
            session.flush()
            made = checks.contents(raw)
        _bring_home(file, key)
    finally:
        close_engine(engine)
    files.sync_file(file)
    files.sync_folder(file.parent)
    return made


def without_a_trace(
    source: tuple[Path, bytes | bytearray],
    to: tuple[Path, bytes | bytearray],
    epoch: int,
    change: Callable[[Session], None],
    steps: Steps,
) -> Contents:
    """`to_new_key` and `depart` for a ``change`` that destroys: ``to`` has no page in which the destroyed lay.

    Files are given with their keys. The copy from which something is taken away has a key of its own that dies here;
    what is left of it is packed (`VACUUM INTO` writes what counts alone, keeps row numbers, and needs no second
    database in memory) and then copied under the new key. So whatever stays of those files on the disk opens with no
    key there is. Four steps of ``steps``. What it holds; the disk has kept it when this returns.
    """
    (file, key), (target, new_key) = source, to
    scratch, packed = (target.with_name(target.name + one) for one in (leftovers.SCRATCH, leftovers.PACKED))
    passing = keys.new_database_key()
    try:
        with files.as_trouble():
            files.make_new(scratch)
            files.make_new(packed)
        copied = to_new_key(file, key, scratch, passing, steps.next())
        steps.next()(0, 1)
        made = depart(scratch, passing, epoch, copied, change)
        _pack(scratch, packed, passing, steps.next())
        if to_new_key(packed, passing, target, new_key, steps.next()) != made:
            raise _differs()
        files.sync_file(target)
        files.sync_folder(target.parent)
    finally:
        keys.wipe(passing)
        for one in (scratch, packed):
            with suppress(OSError):
                leftovers.take_away(one)
    return made


def _pack(source: Path, to: Path, key: bytes | bytearray, told: Progress) -> None:
    """What counts of ``source`` into the empty file ``to``, under the same key. ``told`` is asked now and then."""
    raised: list[BaseException] = []

    def look() -> int:
        try:
            told(0, 1)
        except BaseException as error:
            raised.append(error)
        return len(raised)

    connection = cipher.connect(source, key)
    try:
        connection.set_progress_handler(look, _STEPS)
        connection.execute("VACUUM INTO ?", (str(to),))
    except dbapi2.Error as error:
        raise (raised[0] if raised else as_trouble(error) or error) from None
    finally:
        connection.close()


def check(
    file: Path, key: bytes | bytearray, vault: UUID, epoch: int, made: Contents, told: Callable[[], object]
) -> None:
    """Open the file again, without anything beside it: every check, its identity, its counts, the end of its trail.

    Raises `Damaged`, and what ``told`` raises, which is called now and then.
    """
    try:
        proof = proving.prove(file, key, told)
    except dbapi2.Error as error:
        raise as_trouble(error) or error from None
    whole = all(found.ok for found in proof.checks) and proof.contents == made
    if not whole or (proof.vault, proof.epoch) != (str(vault), epoch):
        raise _differs()


def _bring_home(file: Path, key: bytes | bytearray) -> None:
    """Everything into the file itself."""
    connection = cipher.connect(file, key)
    try:
        row = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except dbapi2.Error as error:
        raise as_trouble(error) or error from None
    finally:
        connection.close()
    if row is None or row[0] != 0:
        raise _differs()


def _differs() -> Damaged:
    return Damaged(
        "copy-differs",
        tr(
            "The copy under the new key does not hold what the vault holds, so the vault stays as it "
            "was. Check the vault "
            "and the disk, then do it again."
        ),
    )
