"""The short way to rows, for what is done at every save.

An object added to a session, a statement put together anew and every layer on the way to the driver cost several
times what the database itself takes. What is written often, and not looked at again in the same transaction, goes
straight to the driver: each statement is spelled once, its values are turned by the columns' own types. Errors say
the same as on the long way. The one place outside `cipher` and `guarded` that speaks to the driver.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final, TypeVar, cast
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Dialect,
    Select,
    Table,
    bindparam,
    func,
    select,
    type_coerce,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlalchemy.types import TypeEngine
from sqlcipher3 import dbapi2

from app.storage.base import Base, UtcDateTime
from app.storage.guarded import GuardedConnection
from app.storage.trouble import as_trouble, locked

T = TypeVar("T")
Turn = Callable[[object], object] | None
_CONNECTION, _DRIVER = "liaison connection", "liaison driver"
_MISSING = object()
_STEPS = 1_000
"""Of SQLite's machine, between two looks whether to stop: a few thousandths of a second, and no cost to speak of."""
_DIALECT: Dialect = sqlite.dialect()


NOW: Final = bindparam("now", type_=UtcDateTime())
"""The reader's moment, in queries that are made once (`rows_of`): Today asks them again and again."""


class Interrupted(Exception):
    """A statement was stopped because nobody waits for it any more (`stoppable`)."""


def insert_rows(session: Session, table: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Insert ``rows`` after what the session still holds back; defaults are filled in.

    Raises `KeyError` for a name that is no column's, `TypeError` for a column without value and default.
    """
    if not rows:
        return
    spelled = _spelled_insert(table)
    values = [spelled.values(row) for row in rows]
    driver = _driver(session)
    try:
        if len(values) == 1:
            driver.execute(spelled.statement, values[0])
        else:
            driver.cursor().executemany(spelled.statement, values)
    except dbapi2.Error as error:
        raise _in_our_words(error, driver) from None


def look_up(session: Session, query: Select[T], **values: object) -> T | None:
    """The one value of a ``query`` that was made once, with ``bindparam`` where ``values`` go; None without a row."""
    row = look_up_row(session, query, **values)
    return None if row is None else cast("T", row[0])


def look_up_row(session: Session, query: Select[Any], **values: object) -> tuple[Any, ...] | None:
    """The first row of a query as `look_up` takes it."""
    spelled = _spelled_query(query)
    row = first_row(session, spelled.statement, spelled.values(values))
    return None if row is None else tuple(map(turned, spelled.answered, row))


def rows_of(session: Session, query: Select[*tuple[Any, ...]], **values: object) -> list[tuple[Any, ...]]:
    """Every row of a query as `look_up` takes it: putting a large one together anew costs more than its answer."""
    spelled = _spelled_query(query)
    turns = [(place, turn) for place, turn in enumerate(spelled.answered) if turn is not None]
    found = []
    for row in map(list, all_rows(session, spelled.statement, spelled.values(values))):
        for place, turn in turns:
            if row[place] is not None:
                row[place] = turn(row[place])
        found.append(tuple(row))
    return found


def first_row(session: Session, statement: str, values: Sequence[object] = ()) -> tuple[object, ...] | None:
    """The first row of a statement as the driver gives it, None without one."""
    driver = _driver(session)
    try:
        return driver.execute(statement, values).fetchone()
    except dbapi2.Error as error:
        raise _in_our_words(error, driver) from None


def all_rows(session: Session, statement: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
    """Every row of a statement as the driver gives it: for lists that are read at every key."""
    driver = _driver(session)
    try:
        return driver.execute(statement, values).fetchall()
    except dbapi2.Error as error:
        raise _in_our_words(error, driver) from None


def raw_rows(session: Session, query: Select[*tuple[Any, ...]]) -> Sequence[tuple[Any, ...]]:
    """Every row of a query as the driver gives it, for thousands of which most are not looked at further.

    Ids come as 32 digits (`app.storage.base.as_id`), moments and days as text that sorts as they do (`as_moment`),
    words as text, yes and no as 1 and 0.
    """
    session.flush()
    result = connection_of(session).execute(query)
    found = () if result.cursor is None else result.cursor.fetchall()
    result.close()
    return found


MANY = 100
"""So many ids are spelled one by one in a statement; more are handed over as one value."""


def among(
    column: InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None], ids: Iterable[UUID]
) -> ColumnElement[bool]:
    """Whether a column is one of ``ids``: of thousands, spelling each of them would take longer than all the rest."""
    chosen = list(ids)
    if len(chosen) <= MANY:
        return column.in_(chosen)
    return among_listed(column, listed(chosen))


def among_listed(
    column: InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None], ids: str | BindParameter[str]
) -> ColumnElement[bool]:
    """The same for a query that was made once, with the ids as `listed` spells them."""
    values = func.json_each(ids).table_valued("value")
    return column.in_(select(type_coerce(values.c.value, column.type)))


def listed(ids: Iterable[UUID]) -> str:
    """Ids as one value of a query."""
    return json.dumps([one.hex for one in ids])


def spelled_moment(moment: datetime) -> str:
    """A moment (aware) as the driver gives it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def rows_one_by_one(
    session: Session, statement: str, values: Sequence[object] = ()
) -> Iterator[tuple[object, ...]]:
    """The same, each as soon as it is found: those that were, where the rest is stopped."""
    cursor = _driver(session).execute(statement, values)
    while (row := cursor.fetchone()) is not None:
        yield row


def rows_in_stretches(
    session: Session, statement: str, most: int, values: Sequence[object] = ()
) -> Iterator[list[tuple[object, ...]]]:
    """The same, ``most`` at a time: a million rows one by one cost three times as much."""
    cursor = _driver(session).execute(statement, values)
    while stretch := cursor.fetchmany(most):
        yield stretch


def run(session: Session, statement: str, values: Sequence[object] = ()) -> None:
    """Run one statement that answers nothing."""
    driver = _driver(session)
    try:
        driver.execute(statement, values).close()
    except dbapi2.Error as error:
        raise _in_our_words(error, driver) from None


def run_many(session: Session, statement: str, rows: Sequence[Sequence[object]]) -> None:
    """Run one statement for each of ``rows``."""
    driver = _driver(session)
    try:
        driver.cursor().executemany(statement, rows).close()
    except dbapi2.Error as error:
        raise _in_our_words(error, driver) from None


@contextmanager
def stoppable(session: Session, stop: Callable[[], bool]) -> Iterator[None]:
    """Inside, a statement of this session ends with `Interrupted` soon after ``stop`` says so, and none begins.

    ``stop`` is asked by the statement itself while it runs. Unlike an interruption from outside it cannot come before
    the statement, be lost, or hit another one: a save on the same connection a moment later.
    """
    driver = _driver(session)

    def ask() -> int:
        return 1 if stop() else 0

    driver.set_progress_handler(ask, _STEPS)
    try:
        if stop():
            raise Interrupted
        yield
    except (dbapi2.OperationalError, OperationalError) as error:
        said = error.orig if isinstance(error, OperationalError) else error  # a query's is wrapped
        if str(said) == "interrupted" and stop():
            raise Interrupted from None
        raise
    finally:
        if not driver.is_closed:
            driver.set_progress_handler(None, 0)


def connection_of(session: Session) -> Connection:
    """The session's connection, asked for once in a transaction: asking costs a third of a statement."""
    known: Connection | None = session.info.get(_CONNECTION)
    if known is None or known.closed or not known.in_transaction():
        known = session.info[_CONNECTION] = session.connection()
    return known


def turned(turn: Turn, value: object) -> object:
    """A value as the driver takes it or as Python does."""
    return value if turn is None or value is None else turn(value)


def _driver(session: Session) -> GuardedConnection:
    """The driver's connection within the session's transaction, after what the session still holds back."""
    session.flush()
    pooled = connection_of(session).connection
    return cast("GuardedConnection", pooled.driver_connection)


def _in_our_words(error: dbapi2.Error, driver: GuardedConnection) -> Exception:
    return locked() if driver.is_closed else as_trouble(error) or error


class _Insert:
    """The INSERT of one table with every column. It names the main schema: a wall is a view of the same name."""

    def __init__(self, table: Table) -> None:
        self._columns = tuple((one.key, _default(one), _to_driver(one.type)) for one in table.columns)
        self._names = {name for name, _, _ in self._columns}
        names = ", ".join(f'"{name}"' for name, _, _ in self._columns)
        places = ", ".join("?" * len(self._columns))
        self.statement = f'INSERT INTO main."{table.name}" ({names}) VALUES ({places})'  # noqa: S608 # own words

    def values(self, row: Mapping[str, object]) -> tuple[object, ...]:
        if not row.keys() <= self._names:
            raise KeyError(*(row.keys() - self._names))
        given = [
            (value if turn is None or value is None else turn(value))
            for value, turn in ((row.get(name, default), turn) for name, default, turn in self._columns)
        ]
        if _MISSING in given:
            raise TypeError(f"{', '.join(self._names - row.keys())}: not all of these have a default")
        return tuple(given)


class _Query:
    """A query: its words, how its parameters are turned for the driver, and the answer back."""

    def __init__(self, query: Select[Any]) -> None:
        compiled = query.compile(dialect=_DIALECT)
        asked = {name: None for name, one in compiled.binds.items() if one.required}
        # A list behind IN has a place for each of its values.
        spelled = compiled.construct_expanded_state(asked)
        self.statement = spelled.statement
        self._fixed = spelled.parameters
        self._asked = tuple(
            (name, spelled.processors.get(name) or _to_driver(compiled.binds[name].type))
            for name in spelled.positiontup or ()
        )
        self.answered = tuple(_from_driver(one.type) for one in query.selected_columns)

    def values(self, given: Mapping[str, object]) -> list[object]:
        return [turned(turn, given.get(name, self._fixed[name])) for name, turn in self._asked]


def _to_driver(kind: TypeEngine[object]) -> Turn:
    return cast("Turn", kind.dialect_impl(_DIALECT).bind_processor(_DIALECT))


def _from_driver(kind: TypeEngine[object]) -> Turn:
    return cast("Turn", kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None))


def _default(column: Column[object]) -> object:
    if isinstance(column.default, ScalarElementColumnDefault):
        return cast("object", column.default.arg)
    return None if column.nullable else _MISSING


@cache
def _spelled_insert(table: type[Base]) -> _Insert:
    return _Insert(cast("Table", table.__table__))


@cache
def _spelled_query(query: Select[Any]) -> _Query:
    return _Query(query)
