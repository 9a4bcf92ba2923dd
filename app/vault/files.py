"""Writing small files so that a crash leaves the old one or the new one, never neither."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.kernel.errors import MachineTrouble
from app.kernel.language import tr

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def make_new(path: Path) -> None:
    """Make an empty file that only its owner may read. Raises `FileExistsError`; mode is ignored on
    Windows."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))


def replace_with(path: Path, content: bytes) -> None:
    """Put ``content`` in place of ``path``: temporary file beside it, fsync, rename, fsync of the folder.

    Raises `MachineTrouble` (disk full, read-only); the old content then still stands.
    """
    beside = path.with_name(path.name + ".new")
    with as_trouble():
        beside.unlink(missing_ok=True)
        make_new(beside)
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Have the disk keep what was written to ``path``. Not for a database in use."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Have the disk keep the names in ``folder``; Windows does so with the rename itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def as_trouble() -> Iterator[None]:
    """Turn an error of the machine into a sentence. `FileNotFoundError` and `FileExistsError` pass."""
    try:
        yield
    except (FileNotFoundError, FileExistsError):
        raise
    except OSError as error:
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            raise MachineTrouble(
                "read-only",
                tr("This folder cannot be written to. Nothing was changed: check its permissions."),
            ) from None
        raise MachineTrouble(
            "disk-trouble",
            tr(
                "The disk refused to read or write ({strerror}). Nothing was half done: make room or "
                "check the disk, then do it again."
            ).format(strerror=os.strerror(error.errno or 5)),
        ) from None
