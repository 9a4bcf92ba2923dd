"""The SQLAlchemy engine on an SQLCipher file: transactions that mean what they say, and a lock that closes
all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import cast
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from app.storage import cipher, walls
from app.storage.guarded import GuardedConnection
from app.storage.rows import connection_of, first_row
from app.storage.trouble import as_trouble, locked

WRITES = "liaison_writes"
"""Execution option of a connection that will write: its transaction starts with BEGIN IMMEDIATE."""
BRIEFLY = "liaison_briefly"
"""Execution option of one that rather goes without than wait for another program that writes."""
_BRIEF_MILLISECONDS = 200


def open_engine(
    file: Path, key: bytes | bytearray, *, create: bool = False, still: Callable[[], None] = lambda: None
) -> Engine:
    """An engine on the encrypted ``file``, opened with the raw ``key`` of 32 bytes.

    The file must exist; with ``create`` it must exist and be empty. A connection is made at once, so that
    what is wrong shows here: `Damaged` (missing, empty, not encrypted, wrong key) or `MachineTrouble`.
    Transactions begin with plain BEGIN; those of `writer` with BEGIN IMMEDIATE, because a reader that turns
    writer midway fails whenever somebody else wrote in between. Values never appear in error texts. ``still`` is
    asked in each transaction once it has begun, a writer's with the write lock in hand; it raises where nobody
    may work on this file any more.
    """
    keeper = _Keeper(file, key, still)
    if create:
        cipher.connect_new(file, key).close()
    engine = create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=keeper.connect,
        poolclass=QueuePool,
        pool_use_lifo=True,  # the connection used last: what it wrote has emptied the caches of the others
        hide_parameters=True,
    )
    event.listen(engine, "begin", keeper.begin)
    event.listen(engine, "handle_error", keeper.translate)
    event.listen(engine, "close", keeper.forget)
    _keepers[engine] = keeper
    try:
        engine.connect().close()
    except BaseException:
        close_engine(engine)
        raise
    return engine


def writer(engine: Engine, *, briefly: bool = False) -> Engine:
    """The same engine and pool, for those who write. ``briefly``: who does not wait long for another who writes."""
    return engine.execution_options(**writing(briefly=briefly))


def writing(*, briefly: bool = False) -> dict[str, object]:
    """The execution options of a connection as those of `writer` have it."""
    return {WRITES: True, BRIEFLY: briefly}


def writes(connection: Connection) -> bool:
    """Whether a transaction writes: what it reads may be undone, so nothing of it is held."""
    return bool(connection.get_execution_options().get(WRITES, False))


def reading(session: Session) -> tuple[int, int] | None:
    """Of what state of the database this transaction reads, for what is held beside its connection (``info``): where
    both numbers are the same later, neither another connection, of any program, nor this one wrote anything since.

    None in a transaction that writes: what it reads may be undone.
    """
    connection = connection_of(session)
    if writes(connection):
        return None
    version = cast("tuple[int]", first_row(session, "PRAGMA data_version"))
    return version[0], cast("GuardedConnection", connection.connection.driver_connection).total_changes


def close_engine(engine: Engine) -> None:
    """Close every connection, those in use too, and forget the key. Afterwards the engine only says
    "locked"."""
    keeper = _keepers.get(engine)
    if keeper is not None:
        keeper.close()
    engine.dispose()


class _Keeper:
    """Holds the key and knows every connection: ``engine.dispose()`` alone leaves those in use readable."""

    def __init__(self, file: Path, key: bytes | bytearray, still: Callable[[], None]) -> None:
        self._file = file
        self._key = bytearray(key)
        self._still = still
        self._open: dict[int, GuardedConnection] = {}
        self._closed = False
        self._guard = threading.Lock()

    def connect(self) -> GuardedConnection:
        with self._guard:
            if self._closed:
                raise locked()
            connection = cipher.connect(self._file, self._key)
            self._open[id(connection)] = connection
            return connection

    def begin(self, connection: Connection) -> None:
        options = connection.get_execution_options()
        while True:
            if options.get(BRIEFLY, False):
                _begin_briefly(connection)
            else:
                self._run(connection, "BEGIN IMMEDIATE" if options.get(WRITES, False) else "BEGIN")
            try:
                self._still()
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
            if walls.hide(connection):
                return

    def _run(self, connection: Connection, statement: str) -> None:
        """Straight to the driver: this stands before every transaction."""
        driver = cast("GuardedConnection", connection.connection.driver_connection)
        try:
            driver.execute(statement)
        except dbapi2.Error as error:
            raise (locked() if self._closed else as_trouble(error) or error) from None

    def forget(self, connection: object, _record: object) -> None:
        with self._guard:
            self._open.pop(id(connection), None)

    def translate(self, context: ExceptionContext) -> None:
        """Turn trouble of the machine into a sentence that a person can act on."""
        if self._closed:  # whatever a connection says that was closed under the one who used it
            raise locked() from None
        trouble = as_trouble(context.original_exception)
        if trouble is not None:
            raise trouble from None

    def close(self) -> None:
        with self._guard:
            self._closed = True
            connections = tuple(self._open.values())
            self._open.clear()
            self._key[:] = bytes(len(self._key))
        for connection in connections:
            connection.close_from_outside()


_keepers: WeakKeyDictionary[Engine, _Keeper] = WeakKeyDictionary()


def _begin_briefly(connection: Connection) -> None:
    connection.exec_driver_sql(f"PRAGMA busy_timeout={_BRIEF_MILLISECONDS}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={round(cipher.BUSY_SECONDS * 1000)}")
