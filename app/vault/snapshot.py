"""A copy of the open vault's database as it is at one moment, and what it must hold."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from app.storage import cipher
from app.storage.trouble import BUSY, as_trouble, result_code
from app.vault import checks, files
from app.vault.checks import Contents
from app.vault.progress import Progress
from app.vault.unlocked import Vault

_STEP_PAGES = 4096
_GATE_MILLISECONDS = 500
_COUNT_STEPS = 20_000
_COPY_CACHE_KIB = 8192
"""Pages are written once, in their order: to hold more of them only costs time."""


def take(vault: Vault, to: Path, progress: Progress) -> Contents:
    """SQLite's own online copy, and what it must hold, counted meanwhile: both of one moment.

    Nobody relies on the copy after a crash: the disk need not keep it.
    """
    files.make_new(to)
    key = vault.database_key()
    try:
        with (
            closing(cipher.connect(vault.data_file, key)) as source,
            closing(cipher.connect(vault.data_file, key)) as counter,
            closing(cipher.connect_new(to, key, journal="OFF")) as target,
        ):
            for pragma in ("synchronous=OFF", f"cache_size=-{_COPY_CACHE_KIB}"):
                target.execute(f"PRAGMA {pragma}")
            if _begin_together(vault, source, counter):
                return _copy_and_count(source, counter, target, progress)
            found = checks.contents(source)
            _copy_pages(source, target, progress)
            return found
    except dbapi2.Error as error:
        raise as_trouble(error) or error from None


def _begin_together(vault: Vault, *readers: cipher.Connection) -> bool:
    """Begin to read in each at the same moment, which is one in which nobody writes; False where somebody writes for
    long (an import): then each begins at a moment of its own."""
    with closing(cipher.connect(vault.data_file, vault.database_key())) as gate:
        gate.execute(f"PRAGMA busy_timeout={_GATE_MILLISECONDS}")
        is_quiet = True
        try:
            gate.execute("BEGIN IMMEDIATE")
        except dbapi2.OperationalError as error:
            if result_code(error) != BUSY:
                raise
            is_quiet = False
        for reader in readers:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if is_quiet:
            gate.execute("ROLLBACK")
        return is_quiet


def _copy_and_count(
    source: cipher.Connection, counter: cipher.Connection, target: cipher.Connection, progress: Progress
) -> Contents:
    stop = threading.Event()
    counter.set_progress_handler(lambda: int(stop.is_set()), _COUNT_STEPS)
    with ThreadPoolExecutor(1, thread_name_prefix="counts") as lane:
        counted = lane.submit(checks.contents, counter)
        try:
            _copy_pages(source, target, progress)
        except BaseException:
            stop.set()
            raise
    return counted.result()


def _copy_pages(source: cipher.Connection, target: cipher.Connection, progress: Progress) -> None:
    source.backup(target, pages=_STEP_PAGES, progress=lambda _, left, pages: progress(pages - left, pages))
