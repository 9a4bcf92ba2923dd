"""Key dates, read: as they stand, or as they stood when the reader may have known them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date, datetime, time
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, select, union_all

from app.kernel.rows import quick_row
from app.matters.history import if_by, said_then
from app.matters.models import KeyDate, KeyDateVersion
from app.matters.running import runs
from app.matters.words import LASTING, KeyDateKind
from app.storage.rows import among, rows_of
from app.storage.transaction import Reader


@quick_row
class KeyDateRow:
    """A date to keep."""

    id: UUID
    matter_id: UUID
    kind: KeyDateKind
    on: date
    at: time | None
    title: str
    place: str
    client_attends: bool
    who_acts: str
    done_at: datetime | None
    cancelled_at: datetime | None
    written_at: datetime
    version: int
    changed_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_reason: str


def key_dates(
    reader: Reader,
    matter_id: UUID | None = None,
    *,
    matter_ids: Iterable[UUID] | None = None,
    first: date | None = None,
    last: date | None = None,
    pending_on: date | None = None,
    withdrawn: bool = False,
    closed: bool = False,
) -> tuple[KeyDateRow, ...]:
    """Key dates in order of time; of one matter, of some (``matter_ids``) or of all.

    ``pending_on`` leaves out what nobody has to think of on that day any more, in matters that are not ``closed``;
    ``withdrawn`` adds what was put in by mistake.
    """
    if (
        first is not None
        and last is not None
        and (matter_id, matter_ids, pending_on, withdrawn, reader.known_by) == (None, None, None, False, None)
    ):
        found = rows_of(reader.session, _between(), first=first, last=last)
        return tuple(_as_stood(reader, KeyDateRow(*row)) for row in found)
    query = _in_order()
    wanted: list[ColumnElement[bool]] = []
    if first is not None:
        wanted.append(KeyDate.on >= first)
    if last is not None:
        wanted.append(KeyDate.on <= last)
    if pending_on is not None:
        wanted.append(_pending(reader, pending_on))
        query = query if closed else query.where(runs(KeyDate.matter_id))
    if matter_id is not None:
        query = query.where(KeyDate.matter_id == matter_id)
    if matter_ids is not None:
        query = query.where(among(KeyDate.matter_id, matter_ids))
    if not withdrawn:
        stood = KeyDate.withdrawn_at.is_(None)
        query = query.where(
            stood if reader.known_by is None else stood | (KeyDate.withdrawn_at > reader.known_by)
        )
    if reader.known_by is None:
        rows = reader.session.execute(query.where(*wanted))
        return tuple(_as_stood(reader, KeyDateRow(*row)) for row in rows)
    query = query.where(KeyDate.written_at <= reader.known_by)
    if wanted:  # where it stood then may be another day than now
        query = query.where(and_(*wanted) | (KeyDate.changed_at > reader.known_by))
    then = _key_dates_then(reader, [KeyDateRow(*row) for row in reader.session.execute(query)])
    return tuple(row for row in then if _lies(row, first, last, pending_on))


@cache
def _between() -> Select[*tuple[Any, ...]]:
    """What the calendar asks for again and again, made once."""
    first, last = bindparam("first", type_=KeyDate.on.type), bindparam("last", type_=KeyDate.on.type)
    return _in_order().where(KeyDate.on >= first, KeyDate.on <= last, KeyDate.withdrawn_at.is_(None))


def _in_order() -> Select[*tuple[Any, ...]]:
    return select(*(getattr(KeyDate, one.name) for one in fields(KeyDateRow))).order_by(
        KeyDate.on, case((KeyDate.at.is_(None), 0), else_=1), KeyDate.at, KeyDate.id
    )


def _pending(reader: Reader, on: date) -> ColumnElement[bool]:
    """What somebody may have to think of on that day: three looks into indexes, for nearly all is done and gone."""
    lasting, done_at = KeyDate.kind.in_(sorted(LASTING)), KeyDate.done_at
    ways = (KeyDate.on >= on, lasting & done_at.is_(None), lasting & (done_at > _moment_known(reader)))
    return KeyDate.id.in_(union_all(*(select(KeyDate.id).where(way) for way in ways)))


def _key_dates_then(reader: Reader, rows: Sequence[KeyDateRow]) -> list[KeyDateRow]:
    """The rows as they stood when the reader may have known them, in order of time."""
    by = reader.known_by or reader.now
    moved = [row.id for row in rows if row.changed_at is not None and row.changed_at > by]
    then = said_then(reader, KeyDateVersion, moved)
    found = [
        replace(
            _as_stood(reader, row),
            withdrawn_at=if_by(row.withdrawn_at, by),
            changed_at=if_by(row.changed_at, by),
            **then.get(row.id, {}),
        )
        for row in rows
    ]
    return sorted(found, key=lambda row: (row.on, row.at is not None, row.at or time(), row.id))


def _lies(row: KeyDateRow, first: date | None, last: date | None, pending_on: date | None) -> bool:
    ahead = pending_on is None or row.on >= pending_on or (row.kind in LASTING and row.done_at is None)
    return ahead and (first is None or row.on >= first) and (last is None or row.on <= last)


def _as_stood(reader: Reader, row: KeyDateRow) -> KeyDateRow:
    """What was kept after the reader's moment was not kept yet."""
    by = _moment_known(reader)
    return (
        replace(row, done_at=None, cancelled_at=None) if row.done_at is not None and row.done_at > by else row
    )


def _moment_known(reader: Reader) -> datetime:
    return min(reader.now, reader.known_by or reader.now)
