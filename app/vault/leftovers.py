"""What a rotation of the key leaves when it is ended before its end: one data file too many, known by a mark.

The header alone says which one is the vault. Without a mark nothing is taken away: a data file that the header does
not name may be a newer one, over which somebody put back an older header.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlcipher3 import dbapi2

from app.kernel.errors import LiaisonError
from app.storage import cipher
from app.storage.trouble import as_trouble
from app.vault import files
from app.vault import header as headers
from app.vault.header import Header

SCRATCH, PACKED = "-scratch", "-packed"
"""What a copy passes through from which something is destroyed (`app.vault.copying.without_a_trace`)."""
_SIDES = (
    *("-wal", "-shm", "-journal"),
    *(f"{one}{side}" for one in (SCRATCH, PACKED) for side in ("-wal", "-shm", "-journal", "")),
    "",
)
_MARK = "rotation-{}.new"


@contextmanager
def standstill(file: Path, key: bytes | bytearray, *, seconds: float | None = None) -> Iterator[None]:
    """Inside, nobody writes into the vault's data file ``file``; whoever comes waits, then is told that it is busy.

    Waits so many ``seconds`` for who writes now, by default as every connection does. Raises `MachineTrouble` ("busy").
    """
    connection = cipher.connect(file, key)
    try:
        if seconds is not None:
            connection.execute(f"PRAGMA busy_timeout={int(seconds * 1000)}")
        try:
            connection.execute("BEGIN IMMEDIATE")
        except dbapi2.Error as error:
            raise as_trouble(error) or error from None
        yield
    finally:
        connection.close()


def mark(folder: Path, epoch: int) -> None:
    """Say that a data file for ``epoch`` is being made. The disk has kept it when this returns."""
    with files.as_trouble():
        (folder / _MARK.format(epoch)).touch(mode=files.PRIVATE_FILE)
        files.sync_folder(folder)


def clear(folder: Path, epoch: int, present: int) -> None:
    """Of a rotation to ``epoch``, take away what is not of the header's ``present`` epoch, and the mark last.

    What is in use elsewhere (Windows) stays for the next time.
    """
    if epoch > present + 1:
        return
    with suppress(OSError):
        take_away(folder / headers.data_file_name(epoch if epoch > present else epoch - 1))
        files.sync_folder(folder)
        (folder / _MARK.format(epoch)).unlink(missing_ok=True)


def take_away(data: Path) -> None:
    """Take away a data file that nobody opens any more, and what SQLite keeps beside it."""
    for side in _SIDES:
        data.with_name(data.name + side).unlink(missing_ok=True)


def sweep(folder: Path, header: Header, key: bytes | bytearray) -> None:
    """Take away what dead rotations left. One that is alive holds the write lock, so then nothing is done."""
    epochs = _marked(folder)
    if not epochs:
        return
    with suppress(LiaisonError, OSError), standstill(folder / header.data_file, key, seconds=0):
        if headers.read(folder).epoch == header.epoch:
            for epoch in epochs:
                clear(folder, epoch, header.epoch)


def _marked(folder: Path) -> list[int]:
    before, after = _MARK.split("{}")
    words = [path.name[len(before) : -len(after)] for path in folder.glob(f"{before}*{after}")]
    return sorted(int(word) for word in words if word.isdecimal())
