"""Connections that one thread may close while another uses them.

The driver itself crashes the process then. So every call on a connection holds that connection's lock, and
closing interrupts the call that runs and waits for its end.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

if TYPE_CHECKING:  # the driver comes without types: these are the parts that are used
    Row = tuple[object, ...]

    class _DriverConnection:
        def __init__(self, *arguments: object, **options: object) -> None: ...

        total_changes: int

        def set_key(self, key: str) -> object: ...
        def cursor(self, factory: type[GuardedCursor]) -> GuardedCursor: ...
        def execute(self, statement: str, values: Sequence[object] = ...) -> GuardedCursor: ...
        def executemany(self, statement: str, rows: Iterable[Sequence[object]]) -> GuardedCursor: ...
        def backup(
            self, target: GuardedConnection, *, pages: int, progress: Callable[[int, int, int], object]
        ) -> None: ...
        def interrupt(self) -> None: ...
        def set_progress_handler(self, handler: Callable[[], int] | None, steps: int) -> None: ...
        def commit(self) -> None: ...
        def rollback(self) -> None: ...
        def close(self) -> None: ...

    class _DriverCursor:
        connection: GuardedConnection

        def execute(self, statement: str, values: Sequence[object] = ...) -> GuardedCursor: ...
        def executemany(self, statement: str, rows: Iterable[Sequence[object]]) -> GuardedCursor: ...
        def fetchone(self) -> Row | None: ...
        def fetchmany(self, size: int = ...) -> list[Row]: ...
        def fetchall(self) -> list[Row]: ...
        def close(self) -> None: ...

else:
    _DriverConnection = dbapi2.Connection
    _DriverCursor = dbapi2.Cursor

_TRIES, _PATIENCE_SECONDS = 25, 0.02


class GuardedConnection(_DriverConnection):
    """An sqlcipher3 connection with a lock of its own, which its cursors share."""

    def __init__(self, *arguments: object, **options: object) -> None:
        self.guard = threading.RLock()
        self._end = threading.Lock()
        self.is_closed = False
        self._doomed = False
        self.hidden: tuple[str, ...] = ()
        """The matters that this connection does not show (`app.storage.walls`)."""
        self.apart: tuple[str, ...] = ()
        """The concerns that it does not show, though it may show their matters."""
        self.redirect: Callable[[str], str] | None = None
        """What a statement has to become where some are hidden."""
        super().__init__(*arguments, **options)

    def cursor(self, factory: type[GuardedCursor] | None = None) -> GuardedCursor:
        with self.guard:
            return super().cursor(factory or GuardedCursor)

    def commit(self) -> None:
        with self.guard:
            super().commit()
            self.settle()

    def rollback(self) -> None:
        """Undo what was not committed; a connection that was closed has nothing left to undo."""
        with self.guard:
            if not self.is_closed:
                super().rollback()
                self.settle()

    def close(self) -> None:
        with self.guard:
            with self._end:
                self.is_closed = True
            super().close()

    def interrupt(self) -> None:
        """Stop what runs, from any thread; without effect on a closed connection."""
        with self._end:
            if not self.is_closed:
                super().interrupt()

    def close_from_outside(self) -> None:
        """Stop what runs and close. A call that waits for another program's write lock cannot be stopped; the
        thread that made it then closes the connection as soon as the call returns."""
        if self.is_closed:
            return
        self._doomed = True
        for _ in range(_TRIES):
            self.interrupt()  # again and again: one that comes before its statement began is lost
            if self.guard.acquire(timeout=_PATIENCE_SECONDS):
                try:
                    self.settle()
                finally:
                    self.guard.release()
                return

    def settle(self) -> None:
        """Close if that was asked for. The lock is held."""
        if self._doomed:
            self._doomed = False
            # A statement run to its end takes the interruption back: without that, closing leaves the -wal file.
            with suppress(dbapi2.Error):
                super().execute("SELECT 1").fetchone()
            self.close()


class GuardedCursor(_DriverCursor):
    """A cursor that holds its connection's lock during each call."""

    def execute(self, statement: str, values: Sequence[object] = ()) -> GuardedCursor:
        with self.connection.guard:
            self.connection.settle()
            if self.connection.redirect is not None:
                statement = self.connection.redirect(statement)
            try:
                return super().execute(statement, values)
            finally:
                self.connection.settle()

    def executemany(self, statement: str, rows: Iterable[Sequence[object]]) -> GuardedCursor:
        with self.connection.guard:
            self.connection.settle()
            if self.connection.redirect is not None:
                statement = self.connection.redirect(statement)
            try:
                return super().executemany(statement, rows)
            finally:
                self.connection.settle()

    def fetchone(self) -> Row | None:
        with self.connection.guard:
            return super().fetchone()

    def fetchmany(self, size: int = 1) -> list[Row]:
        with self.connection.guard:
            return super().fetchmany(size)

    def fetchall(self) -> list[Row]:
        with self.connection.guard:
            return super().fetchall()

    def close(self) -> None:
        """Let go of the statement; closing the connection did so already."""
        with self.connection.guard:
            if not self.connection.is_closed:
                super().close()

    def __del__(self) -> None:
        # A cursor that is merely dropped lets go of its statement: not while another thread closes that.
        with suppress(dbapi2.Error, AttributeError):
            self.close()
