"""Where matters stand by the log: what was told and when a client last heard of us.

Everything is derived at the reader's moment; where the reader may know only what was written by some moment, it is
derived from what the entries said then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from functools import cache
from operator import itemgetter
from typing import Any, Literal, NamedTuple, cast
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    func,
    select,
    union_all,
)

from app.contactlog.models import ContactEntry, EntryDevelopment
from app.contactlog.reading import as_known, as_written
from app.contactlog.rows import EntryRow
from app.contactlog.still_open import far_back, maybe_untold
from app.contactlog.words import Telling
from app.matters.development_queries import (
    DevelopmentRow,
    developments_as_known,
    happened_by,
    known_developments,
)
from app.matters.models import Development, Matter
from app.matters.running import running, runs
from app.storage.base import UtcDateTime, as_id, as_moment
from app.storage.rows import NOW, look_up, raw_rows, rows_of, spelled_moment
from app.storage.rows import among as one_of
from app.storage.transaction import Reader

_Mark = Literal["is_update", "with_client"]


def untold_developments(
    reader: Reader, matter_id: UUID | None = None, *, closed: bool = True
) -> tuple[DevelopmentRow, ...]:
    """What had happened and the client had not been told of by the reader's moment, oldest first; in ``closed``
    matters, too, or not."""
    if matter_id is None and reader.known_by is None and not far_back(reader):
        found = rows_of(reader.session, _untold_now(closed=closed), now=reader.now)
        return tuple(DevelopmentRow(*row) for row in found)
    untold = _untold(_not_counting(reader), known_developments(reader))
    if matter_id is not None:
        untold = untold.where(Development.matter_id == matter_id)
    if not closed:
        untold = untold.where(runs(Development.matter_id))
    told_then = {one for row in counting_then(reader) for one in row.tells}
    rows = developments_as_known(reader, (DevelopmentRow(*row) for row in reader.session.execute(untold)))
    return tuple(
        sorted((row for row in rows if row.id not in told_then), key=lambda row: (row.occurred_at, row.id))
    )


@cache
def _untold_now(*, closed: bool) -> Select[*tuple[Any, ...]]:
    """What Today asks for again and again, made once."""
    untold = _untold(_not_counting_at(NOW), happened_by(NOW), maybe_untold(NOW))
    return untold if closed else untold.where(runs(Development.matter_id))


def _untold(
    not_counting: CompoundSelect[UUID], known: Sequence[ColumnElement[bool]], *where: ColumnElement[bool]
) -> Select[*tuple[Any, ...]]:
    told = (
        select(EntryDevelopment.entry_id)
        .where(
            EntryDevelopment.development_id == Development.id,
            EntryDevelopment.telling == Telling.TOLD,
            EntryDevelopment.entry_id.not_in(not_counting),
        )
        .exists()
    )
    untold = select(Development.id).where(~told, *where)  # by indexes alone: nearly all are told
    return (
        select(*(getattr(Development, one.name) for one in fields(DevelopmentRow)))
        .where(Development.id.in_(untold), *known)
        .order_by(Development.occurred_at, Development.id)
    )


def last_updates(
    reader: Reader,
    matter_id: UUID | None = None,
    *,
    closed: bool = True,
    among: Collection[UUID] | None = None,
) -> dict[UUID, datetime]:
    """For each matter, when its client was last given an update; ``closed`` ones, too, or not.

    ``among`` looks at these alone.
    """
    return _latest(reader, matter_id, "is_update", closed=closed, among=among)


def last_contacts(
    reader: Reader,
    matter_id: UUID | None = None,
    *,
    closed: bool = True,
    among: Collection[UUID] | None = None,
) -> dict[UUID, datetime]:
    """For each matter, when there was last contact with the client; ``closed`` ones, too, or not.

    ``among`` looks at these alone.
    """
    return _latest(reader, matter_id, "with_client", closed=closed, among=among)


class GivenUpdate(NamedTuple):
    """An update that a client was given."""

    matter_id: UUID
    at: datetime
    author_id: UUID
    entry_id: UUID


GivenRow = tuple[str, str, str, str]
"""The same as the driver gives it: digits, the moment's text, digits, digits."""


def given_updates(
    reader: Reader, begin: datetime, end: datetime, matter_id: UUID | None = None
) -> tuple[GivenUpdate, ...]:
    """The updates given from ``begin`` to before ``end``, the earliest first; of one matter or of all."""
    return tuple(as_given(row) for row in given_rows(reader, begin, end, matter_id))


def as_given(row: GivenRow) -> GivenUpdate:
    """One of `given_rows` as it is used."""
    return GivenUpdate(
        cast("UUID", as_id(row[0])),
        cast("datetime", as_moment(row[1])),
        cast("UUID", as_id(row[2])),
        cast("UUID", as_id(row[3])),
    )


def given_rows(
    reader: Reader, begin: datetime, end: datetime, matter_id: UUID | None = None
) -> Sequence[GivenRow]:
    """What `given_updates` has, for who counts thousands and shows a few: matter, moment, author and entry."""
    query = (
        select(ContactEntry.matter_id, ContactEntry.occurred_at, ContactEntry.author_id, ContactEntry.id)
        .where(
            ContactEntry.is_update,
            ContactEntry.matter_id.is_not(None),
            ContactEntry.occurred_at >= begin,
            ContactEntry.occurred_at < end,
            *counting(reader),
        )
        .order_by(ContactEntry.occurred_at, ContactEntry.id)
    )
    if matter_id is not None:
        query = query.where(ContactEntry.matter_id == matter_id)
    given = cast("Sequence[GivenRow]", raw_rows(reader.session, query))
    then = [
        (row.matter_id.hex, spelled_moment(row.occurred_at), row.author_id.hex, row.id.hex)
        for row in counting_then(reader, matter_id)
        if row.is_update and row.matter_id and begin <= row.occurred_at < end
    ]
    return sorted([*given, *then], key=itemgetter(1, 3)) if then else given


def count_given(reader: Reader, begin: datetime, end: datetime) -> int:
    """How many `given_rows` there are, for who may know everything: of thousands none is read."""
    return look_up(reader.session, _given_between(), now=reader.now, begin=begin, end=end) or 0


@cache
def _given_between() -> Select[int]:
    """What the calendar asks of each day, made once."""
    begin, end = bindparam("begin", type_=UtcDateTime()), bindparam("end", type_=UtcDateTime())
    return select(func.count()).where(
        ContactEntry.is_update,
        ContactEntry.matter_id.is_not(None),
        ContactEntry.occurred_at >= begin,
        ContactEntry.occurred_at < end,
        *counting_at(NOW),
    )


def counting(reader: Reader) -> list[Any]:
    """Entries that had happened, stand, and say in their row what the reader may know.

    `counting_then` has the rest.
    """
    if reader.known_by is None:
        return counting_at(reader.now)
    stands = ContactEntry.withdrawn_at.is_(None) | (ContactEntry.withdrawn_at > reader.known_by)
    return [stands, ContactEntry.occurred_at <= reader.now, *as_written(reader)]


def counting_at(now: datetime | BindParameter[datetime]) -> list[Any]:
    """The same where everything written may be known."""
    return [ContactEntry.withdrawn_at.is_(None), ContactEntry.occurred_at <= now]


def _not_counting(reader: Reader) -> CompoundSelect[UUID]:
    """The entries that `counting` leaves out: few, and found by an index."""
    if reader.known_by is None:
        return _not_counting_at(reader.now)
    unknown = [ContactEntry.withdrawn_at <= reader.known_by, ~and_(*as_written(reader))]
    return _any_of(ContactEntry.occurred_at > reader.now, *unknown)


def _not_counting_at(now: datetime | BindParameter[datetime]) -> CompoundSelect[UUID]:
    """The same where everything written may be known."""
    return _any_of(ContactEntry.occurred_at > now, ContactEntry.withdrawn_at.is_not(None))


def _any_of(*others: ColumnElement[bool]) -> CompoundSelect[UUID]:
    return union_all(*(select(ContactEntry.id).where(one) for one in others))


def counting_then(reader: Reader, matter_id: UUID | None = None) -> Iterable[EntryRow]:
    """Entries that were amended since, as the reader may know them."""
    return [
        row
        for row in as_known(reader)
        if row.withdrawn_at is None and row.occurred_at <= reader.now and matter_id in {None, row.matter_id}
    ]


def given_in_rows(reader: Reader, matter_id: Any) -> ScalarSelect[datetime]:
    """When the client of a matter, a column of another query, was last given an update, by what stands in the rows of
    entries; `given_then` has the rest."""
    return _latest_in_rows(reader, matter_id, "is_update")


def given_then(reader: Reader, matter_id: UUID | None = None) -> dict[UUID, datetime]:
    """When clients were last given an update by entries that were amended since, as the reader may know them."""
    return _latest_then(reader, matter_id, "is_update")


def _latest_in_rows(reader: Reader, matter_id: Any, mark: _Mark) -> ScalarSelect[datetime]:
    latest = select(func.max(ContactEntry.occurred_at))
    return latest.where(
        ContactEntry.matter_id == matter_id, getattr(ContactEntry, mark), *counting(reader)
    ).scalar_subquery()


def _latest_then(reader: Reader, matter_id: UUID | None, mark: _Mark) -> dict[UUID, datetime]:
    latest: dict[UUID, datetime] = {}
    for row in counting_then(reader, matter_id):
        if row.matter_id is not None and getattr(row, mark):
            latest[row.matter_id] = max(latest.get(row.matter_id, row.occurred_at), row.occurred_at)
    return latest


def _latest(
    reader: Reader, matter_id: UUID | None, mark: _Mark, *, closed: bool, among: Collection[UUID] | None
) -> dict[UUID, datetime]:
    query = select(Matter.id, _latest_in_rows(reader, Matter.id, mark))
    if matter_id is not None:
        query = query.where(Matter.id == matter_id)
    if not closed:
        query = query.where(Matter.id.in_(running()))
    if among is not None:
        query = query.where(one_of(Matter.id, among))
    latest: dict[UUID, datetime] = {
        cast("UUID", as_id(one)): cast("datetime", as_moment(at))
        for one, at in raw_rows(reader.session, query)
        if at is not None
    }
    for one, at in _latest_then(reader, matter_id, mark).items():
        latest[one] = max(latest.get(one, at), at)
    return latest
