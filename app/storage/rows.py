"""The short way to rows, for what is done at every save.

An object added to a session, and a query put together anew, cost several times what the database itself takes. What
is written often and not looked at again in the same transaction goes this way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeVar, cast

from sqlalchemy import Connection, Insert, Select, Table, insert
from sqlalchemy.orm import Session

from app.storage.base import Base

T = TypeVar("T")
_CONNECTION = "liaison connection"


def insert_rows(session: Session, table: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Insert ``rows``, each of the same columns, after what the session still holds back; defaults are filled in."""
    if rows:
        session.flush()
        connection_of(session).execute(_insert(table), rows)


def look_up(session: Session, query: Select[T], **values: object) -> T | None:
    """The one value of a ``query`` that was made once, with ``bindparam`` where ``values`` go; None without a row."""
    session.flush()
    return connection_of(session).scalar(query, values)


def connection_of(session: Session) -> Connection:
    """The session's connection, asked for once in a transaction: asking costs a third of a statement."""
    known: Connection | None = session.info.get(_CONNECTION)
    if known is None or known.closed or not known.in_transaction():
        known = session.info[_CONNECTION] = session.connection()
    return known


@cache
def _insert(table: type[Base]) -> Insert:
    """One statement for each table, so that it is compiled once."""
    return insert(cast("Table", table.__table__))
