"""What happened after which the firm asks for feedback: the client was told, or the matter was closed (PRACTICE H1)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from app.contactlog.models import ContactEntry, EntryDevelopment
from app.contactlog.standing import counting
from app.contactlog.words import Telling
from app.feedback.rules import BACK_DAYS
from app.feedback.words import Occasion
from app.matters.models import Development, KeyDate, Matter
from app.matters.words import DevelopmentKind, KeyDateKind, MatterStatus
from app.storage.base import as_id
from app.storage.rows import among, raw_rows
from app.storage.transaction import Reader

_TOLD = {
    DevelopmentKind.HEARING: Occasion.HEARING,
    DevelopmentKind.RULING: Occasion.RULING,
    DevelopmentKind.OFFER: Occasion.OFFER,
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One occasion of a matter, on the firm's day. ``source_id``: the entry that told it, or the matter."""

    on: date
    matter_id: UUID
    occasion: Occasion
    source_id: UUID


def happened(
    reader: Reader,
    wanted: Collection[Occasion],
    matter_id: UUID | None = None,
    most_closed: int | None = None,
) -> list[Happened]:
    """The occasions of the last `BACK_DAYS` days, those of one matter or of all; three statements at most. Of
    closings no more than ``most_closed``, those longest ago."""
    first = reader.today - timedelta(days=BACK_DAYS)
    found = [*_told(reader, wanted, first, matter_id)]
    if Occasion.CLOSING in wanted:
        found += _closed(reader, first, matter_id, most_closed)
    if Occasion.HEARING in wanted or Occasion.UPDATE in wanted:
        found += _given(reader, wanted, first, matter_id)
    return found


def _of(
    column: InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None], matter_id: UUID | None
) -> list[ColumnElement[bool]]:
    return [] if matter_id is None else [column == matter_id]


def _told(
    reader: Reader, wanted: Collection[Occasion], first: date, matter_id: UUID | None
) -> Iterator[Happened]:
    kinds = [kind for kind, occasion in _TOLD.items() if occasion in wanted]
    if not kinds:
        return
    query = (
        select(Development.matter_id, Development.kind, ContactEntry.id, ContactEntry.occurred_at)
        .join(EntryDevelopment, EntryDevelopment.development_id == Development.id)
        .join(ContactEntry, ContactEntry.id == EntryDevelopment.entry_id)
        .where(
            Development.kind.in_(kinds),
            Development.withdrawn_at.is_(None),
            EntryDevelopment.telling == Telling.TOLD,
            ContactEntry.occurred_at >= _begin(reader, first),
            *counting(reader),
            *_of(Development.matter_id, matter_id),
        )
    )
    for of, kind, entry_id, occurred_at in reader.session.execute(query):
        yield Happened(reader.local(occurred_at).date(), of, _TOLD[kind], entry_id)


def _closed(reader: Reader, first: date, matter_id: UUID | None, most: int | None) -> Iterator[Happened]:
    query = select(Matter.id, Matter.closed_on).where(
        Matter.closed_on >= first,
        Matter.closed_on <= reader.today,
        Matter.status == MatterStatus.CLOSED,
        *_of(Matter.id, matter_id),
    )
    if most is not None:
        query = query.order_by(Matter.closed_on, Matter.id).limit(most)
    day = lru_cache(date.fromisoformat)
    for digits, on in raw_rows(reader.session, query):
        if (of := as_id(digits)) is not None:
            yield Happened(day(on), of, Occasion.CLOSING, of)


def _given(
    reader: Reader, wanted: Collection[Occasion], first: date, matter_id: UUID | None
) -> Iterator[Happened]:
    """Updates as such, and the first one after the day of a hearing that took place."""
    hearings = _hearings(reader, first, matter_id) if Occasion.HEARING in wanted else {}
    query = (
        select(ContactEntry.matter_id, ContactEntry.id, ContactEntry.occurred_at)
        .where(
            ContactEntry.is_update,
            ContactEntry.matter_id.is_not(None),
            ContactEntry.occurred_at >= _begin(reader, first),
            *counting(reader),
            *_of(ContactEntry.matter_id, matter_id),
        )
        .order_by(ContactEntry.occurred_at, ContactEntry.id)
    )
    if Occasion.UPDATE not in wanted:
        if not hearings:
            return
        query = query.where(among(ContactEntry.matter_id, hearings))
    for of, entry_id, occurred_at in reader.session.execute(query):
        if of is None:
            continue
        on = reader.local(occurred_at).date()
        if Occasion.UPDATE in wanted:
            yield Happened(on, of, Occasion.UPDATE, entry_id)
        over = [day for day in hearings.get(of, ()) if day <= on]
        if over:
            yield Happened(on, of, Occasion.HEARING, entry_id)
            hearings[of] = [day for day in hearings[of] if day > on]


def _hearings(reader: Reader, first: date, matter_id: UUID | None) -> dict[UUID, list[date]]:
    query = select(KeyDate.matter_id, KeyDate.on).where(
        KeyDate.kind == KeyDateKind.HEARING,
        KeyDate.on >= first,
        KeyDate.on <= reader.today,
        KeyDate.cancelled_at.is_(None),
        KeyDate.withdrawn_at.is_(None),
        *_of(KeyDate.matter_id, matter_id),
    )
    found: dict[UUID, list[date]] = {}
    for of, on in reader.session.execute(query):
        found.setdefault(of, []).append(on)
    return found


def _begin(reader: Reader, first: date) -> datetime:
    return datetime.combine(first, time(), tzinfo=reader.zone)
