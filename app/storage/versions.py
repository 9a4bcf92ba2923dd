"""Texts of the firm, and of a matter, are written anew, never over: every version stays; the highest number counts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Mapped

from app.kernel.rights import Right
from app.storage.base import Base, Id
from app.storage.transaction import Reader, Transaction


class Version(Base):
    """One version of a text: which one, why it was written, when and by whom. The table says of what and how it reads;
    its numbers begin with 1."""

    __abstract__ = True

    id: Mapped[Id]
    number: Mapped[int]
    reason: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[UUID]


_Made = TypeVar("_Made", bound=Version)
_Row = TypeVar("_Row")
_Key = TypeVar("_Key", bound=Hashable)


def read_versions(
    reader: Reader, table: type[_Made], make: Callable[[_Made], _Row], of: ColumnElement[bool] | None = None
) -> tuple[_Row, ...]:
    """The versions, of one text or of all, the newest first, as they were known; ``make`` makes rows of them."""
    query = select(table).order_by(table.number.desc(), table.id)
    if of is not None:
        query = query.where(of)
    if reader.known_by is not None:
        query = query.where(table.made_at <= reader.known_by)
    return tuple(make(one) for one in reader.session.scalars(query))


def newest(rows: Iterable[_Row], key: Callable[[_Row], _Key]) -> dict[_Key, _Row]:
    """Of each text the version that counts; ``rows`` as `read_versions` has them."""
    found: dict[_Key, _Row] = {}
    for row in rows:
        found.setdefault(key(row), row)
    return found


def write_version(
    tx: Transaction,
    table: type[Version],
    of: Mapping[str, object],
    says: Mapping[str, object],
    *,
    number: int,
    reason: str,
) -> UUID:
    """Keep a version; ``of``: the column that names the text, ``says``: the columns of what it reads. Its id.

    Needs `Right.FIRM`. What it says is for the caller to record.
    """
    tx.need(Right.FIRM)
    return _written(tx, table, {**of, **says}, number, reason)


def write_matters_version(
    tx: Transaction,
    table: type[Version],
    matter_id: UUID,
    says: Mapping[str, object],
    *,
    number: int,
    reason: str = "",
) -> UUID:
    """The same of a text of one matter, which whoever writes in it may write. Needs `Right.WRITE`."""
    tx.need(Right.WRITE)
    return _written(tx, table, {"matter_id": matter_id, **says}, number, reason)


def _written(
    tx: Transaction, table: type[Version], says: Mapping[str, object], number: int, reason: str
) -> UUID:
    version_id = tx.new_id()
    made = {"id": version_id, "number": number, "reason": reason, "made_at": tx.now, "made_by": tx.actor}
    tx.insert(table, {**says, **made})
    return version_id
