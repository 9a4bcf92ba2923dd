"""Noticing that the vault got a new key while it was open here.

A rotation holds the write lock of the old data file until its one header replace has made the new file the vault.
So whoever gets that lock afterwards, and looks at the header then, never writes into a file that is no longer read.
"""

from __future__ import annotations

from pathlib import Path

from app.kernel.errors import LiaisonError, MachineTrouble
from app.kernel.language import tr
from app.vault import header as headers


class StillThisKey:
    """Asked at the beginning of every transaction, so it costs one look at the header's directory entry."""

    def __init__(self, folder: Path, epoch: int) -> None:
        self._folder = folder
        self._epoch = epoch
        self._seen: tuple[int, int, int] | None = None

    def __call__(self) -> None:
        """Raise `key_changed` where the header names a later key than ours.

        A header that is missing or damaged says nothing about keys: `verify` tells of that.
        """
        try:
            found = (self._folder / headers.NAME).stat()
            seen = found.st_ino, found.st_mtime_ns, found.st_size
            if seen == self._seen:
                return
            if headers.read(self._folder).epoch > self._epoch:
                raise key_changed()
        except MachineTrouble as error:
            if error.code == CODE:
                raise
        except (OSError, LiaisonError):
            return
        else:
            self._seen = seen


CODE = "key-changed"


def key_changed() -> MachineTrouble:
    """The error of who has the vault open with the key of before."""
    return MachineTrouble(
        CODE,
        tr(
            "This vault has got a new key since it was opened here. Nothing was changed: open it "
            "again, then do it again."
        ),
    )
