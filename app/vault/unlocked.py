"""An unlocked vault, and locking it."""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app.kernel.clock import Clock
from app.kernel.errors import CannotUnlock, Damaged
from app.kernel.language import tr
from app.vault import header as headers
from app.vault import keys

if TYPE_CHECKING:
    from sqlalchemy import Engine

_LOOK_SECONDS = 0.1


@dataclass(slots=True)
class Vault:
    """An unlocked vault. ``user`` is the id of the slot that opened it: the user's id."""

    folder: Path
    id: UUID
    epoch: int
    user: UUID
    engine: Engine
    clock: Clock
    _key: bytearray = field(repr=False)
    _guard: threading.Lock = field(default_factory=threading.Lock, repr=False)
    """Held while the key is exchanged or wiped: a vault that was locked meanwhile stays locked."""

    _steady: threading.RLock = field(default_factory=threading.RLock, repr=False)

    @property
    def data_file(self) -> Path:
        """The database of the present epoch. Never open it but through `engine` or `database_key`."""
        return self.folder / headers.data_file_name(self.epoch)

    @property
    def is_locked(self) -> bool:
        """Whether `lock` was called."""
        return not any(self._key)

    def subkey(self, purpose: str) -> bytes:
        """The 32-byte key for one purpose ("audit", "backup" …). Raises `CannotUnlock` ("locked")."""
        return keys.subkey(self.database_key(), purpose)

    def epoch_and_subkey(self, purpose: str) -> tuple[int, bytes]:
        """The present epoch and `subkey` of it: a rotation on another thread comes before both or after."""
        with self._guard:
            return self.epoch, self.subkey(purpose)

    def database_key(self) -> bytearray:
        """The raw key of the database, not a copy: do not keep it. Raises `CannotUnlock` ("locked")."""
        if self.is_locked:
            raise CannotUnlock("locked", tr("The vault is locked. Unlock it first."))
        return self._key

    @contextmanager
    def same_key(self, told: Callable[[], object] = lambda: None) -> Iterator[None]:
        """Inside, this process does not give the vault another key: for what works with it for long, on any thread.

        Waits for who is at work; ``told`` is called meanwhile and may raise to give up.
        """
        while not self._steady.acquire(timeout=_LOOK_SECONDS):
            told()
        try:
            yield
        finally:
            self._steady.release()

    def lock(self) -> None:
        """Close every connection, wipe the key, give freed memory back. Twice is once."""
        from app.storage.engine import close_engine

        with self._guard:
            close_engine(self.engine)
            keys.wipe(self._key)
        trim_memory()

    def go_on_with(self, engine: Engine, epoch: int, key: bytearray) -> None:
        """Take over the database of a new epoch, open in ``engine``; the old connections end, both keys given and
        held before are wiped. Raises `CannotUnlock` ("locked") where the vault was locked meanwhile."""
        from app.storage.engine import close_engine

        with self._guard:
            locked = self.is_locked
            close_engine(engine if locked else self.engine)
            if not locked:
                self.engine, self.epoch, self._key[:] = engine, epoch, key
        keys.wipe(key)
        self.database_key()


def check_identity(vault: Vault) -> None:
    """The vault id and epoch stand inside the database, too: a foreign file under the same key would show."""
    from sqlalchemy import text
    from sqlalchemy.exc import DatabaseError

    try:
        with vault.engine.connect() as connection:
            row = connection.execute(text("SELECT vault_id, epoch FROM vault_identity")).one_or_none()
    except DatabaseError:
        row = None
    if row is None or (row[0], row[1]) != (str(vault.id), vault.epoch):
        raise Damaged(
            "wrong-data-file",
            tr(
                "The data file is not the one that belongs to this header. Nothing was deleted: restore the "
                "newest backup."
            ),
        )


def trim_memory() -> None:
    """Give freed pages back to the system (glibc): closed connections leave plaintext in them."""
    if sys.platform == "linux":
        trim: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
