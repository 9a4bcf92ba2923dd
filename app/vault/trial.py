"""A copy of the vault's database to try something long on, while everybody else goes on reading and writing.

It is made by SQLite's own copy under a key of its own that is in no header and dies with it, stands in the vault's
folder, where there is room for such a file, and is taken away afterwards. One that a dead process left can be opened by
nobody; the next trial takes it away.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.kernel.ids import new_id
from app.vault import copying, files, keys, leftovers
from app.vault.progress import Progress
from app.vault.unlocked import Vault

if TYPE_CHECKING:
    from sqlalchemy import Engine

_NAME = "trial-{}.new"
_LEFT_SECONDS = 3600.0
"""A trial at work writes all the time: files nobody wrote for so long are left over."""


@contextmanager
def trial_copy(vault: Vault, told: Progress = lambda *_: None) -> Iterator[Engine]:
    """An engine on a copy of everything as it is now. ``told`` hears pages copied, and of how many; it may raise.

    Raises `MachineTrouble` (no room), `Damaged`, `CannotUnlock` ("locked").
    """
    from app.storage.engine import close_engine, open_engine

    def still(done: int, of: int) -> None:
        vault.database_key()  # whoever locks the vault wants no trial either
        told(done, of)

    _sweep(vault.folder)
    old, new = bytearray(vault.database_key()), keys.new_database_key()
    file = vault.folder / _NAME.format(new_id(vault.clock.now()).hex)
    try:
        with files.as_trouble():
            files.make_new(file)
        copying.to_new_key(vault.data_file, old, file, new, still)
        engine = open_engine(file, new)
        try:
            yield engine
        finally:
            close_engine(engine)
    finally:
        keys.wipe(old)
        keys.wipe(new)
        with suppress(OSError):  # in use elsewhere (Windows): the next trial takes it away
            leftovers.take_away(file)


def _sweep(folder: Path) -> None:
    """Take away what dead trials left."""
    for file in folder.glob(_NAME.format("*")):
        with suppress(OSError):  # another trial took it away, or holds it: the next one looks again
            written = max(one.stat().st_mtime for one in folder.glob(f"{file.name}*"))
            if written < time.time() - _LEFT_SECONDS:
                leftovers.take_away(file)
