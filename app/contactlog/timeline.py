"""What happened in a matter, contacts and developments in one order of time, a stretch at a time.

`timeline` says where each stretch begins: of twenty thousand entries some hundreds of places, and only those are kept.
A stretch is what lies from its first place up to the next one's, so what is added meanwhile falls into one stretch and
no two of them hold the same. An entry that only brought a development is not told: the development stands for it.
Entries read as they say now, whatever the reader may know.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func, literal, select, tuple_, union_all

from app.contactlog.models import ContactEntry, EntryDevelopment
from app.contactlog.reading import entry_columns, whole
from app.contactlog.rows import EntryRow
from app.contactlog.words import Telling
from app.matters.development_queries import DevelopmentRow
from app.matters.models import Development
from app.storage.transaction import Reader

_NEWS, _ENTRY = 0, 1  # of one moment, the entry stands above what it tells of


class Place(NamedTuple):
    """Where something stands in a timeline; the newest is the greatest."""

    occurred_at: datetime
    is_entry: int
    id: UUID


class Outline(NamedTuple):
    """The first place of each stretch, the newest first, and how many things each holds."""

    places: tuple[Place, ...]
    sizes: tuple[int, ...]

    def stretch_of(self, place: Place) -> int:
        """The number of the stretch that a place lies in."""
        low, high = 0, len(self.places)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.places[middle] >= place else (low, middle)
        return low


@dataclass(frozen=True, slots=True)
class News:
    """A development; when the client first heard of it, by which entry; and the entry that brought it."""

    row: DevelopmentRow
    told_at: datetime | None = None
    told_by: UUID | None = None
    notice: EntryRow | None = None


class Stretch(NamedTuple):
    """What happened, the newest first."""

    happened: tuple[EntryRow | News, ...]


def timeline(reader: Reader, matter_id: UUID, every: int) -> Outline:
    """Where the stretches of ``every`` things begin, up to the reader's moment."""
    happened = _happened(reader, matter_id).subquery()
    order = (happened.c.occurred_at.desc(), happened.c.is_entry.desc(), happened.c.id.desc())
    numbered = select(
        happened, func.row_number().over(order_by=order).label("number"), func.count().over().label("total")
    ).subquery()
    query = select(numbered).where(numbered.c.number % every == 1 % every).order_by(numbered.c.number)
    rows = reader.session.execute(query).all()
    places = tuple(Place(row.occurred_at, row.is_entry, row.id) for row in rows)
    total = rows[0].total if rows else 0
    return Outline(places, tuple(min(every, total - number * every) for number in range(len(places))))


def stretch(reader: Reader, matter_id: UUID, outline: Outline, number: int) -> Stretch:
    """What lies from that place up to the next one's; the first holds what is newer, too. No such place: nothing."""
    if not 0 <= number < len(outline.places):
        return Stretch(())
    first = outline.places[number] if number else None
    end = outline.places[number + 1] if number + 1 < len(outline.places) else None
    keys = reader.session.execute(_happened(reader, matter_id, first, end)).all()
    places = sorted((Place(*row) for row in keys), reverse=True)
    entries = _entries(reader, [place.id for place in places if place.is_entry])
    news = _news(reader, matter_id, [place.id for place in places if not place.is_entry])
    return Stretch(tuple(entries[one.id] if one.is_entry else news[one.id] for one in places))


def news_of(reader: Reader, matter_id: UUID, development_id: UUID) -> News | None:
    """One development of the matter; None where it is not there."""
    found = _news(reader, matter_id, [development_id]).get(development_id)
    return found if found is not None and found.row.matter_id == matter_id else None


def place_of(reader: Reader, matter_id: UUID, thing_id: UUID) -> Place | None:
    """Where an entry or a development stands in the matter's timeline; None where it does not."""
    query = union_all(
        _entry_places(reader, matter_id).where(ContactEntry.id == thing_id),
        _news_places(reader, matter_id).where(Development.id == thing_id),
    )
    row = reader.session.execute(query).one_or_none()
    return Place(*row) if row is not None else None


def latest_updates(reader: Reader, matter_id: UUID, limit: int) -> tuple[EntryRow, ...]:
    """The updates given last, the newest first."""
    query = (
        entry_columns()
        .where(
            ContactEntry.matter_id == matter_id,
            ContactEntry.is_update,
            ContactEntry.withdrawn_at.is_(None),
            ContactEntry.occurred_at <= reader.now,
        )
        .order_by(ContactEntry.occurred_at.desc(), ContactEntry.id.desc())
        .limit(limit)
    )
    return whole(reader, reader.session.execute(query).all())


def _happened(reader: Reader, matter_id: UUID, first: Place | None = None, end: Place | None = None) -> Any:
    """Places from ``first`` (inclusive; None: the newest) back to ``end`` (exclusive; None: the oldest)."""
    entries, news = _entry_places(reader, matter_id), _news_places(reader, matter_id)
    if first is not None:
        entries = entries.where(ContactEntry.occurred_at <= first[0], _not_after(ContactEntry, _ENTRY, first))
        news = news.where(Development.occurred_at <= first[0], _not_after(Development, _NEWS, first))
    if end is not None:
        entries = entries.where(ContactEntry.occurred_at >= end[0], ~_not_after(ContactEntry, _ENTRY, end))
        news = news.where(Development.occurred_at >= end[0], ~_not_after(Development, _NEWS, end))
    return union_all(entries, news)


def _not_after(table: type[ContactEntry] | type[Development], sort: int, place: Place) -> ColumnElement[bool]:
    """Whether a row stands at a place or further in the past; an index needs bounds of the moment beside it."""
    here = tuple_(literal(place.is_entry), literal(place.id, table.id.type))
    same_moment = (table.occurred_at == place.occurred_at) & (tuple_(literal(sort), table.id) <= here)
    return (table.occurred_at < place.occurred_at) | same_moment


def _entry_places(reader: Reader, matter_id: UUID) -> Any:
    brings = (
        select(EntryDevelopment.entry_id)
        .where(EntryDevelopment.entry_id == ContactEntry.id, EntryDevelopment.telling == Telling.BROUGHT)
        .exists()
    )
    only_news = ~ContactEntry.with_client & ContactEntry.withdrawn_at.is_(None) & brings
    return select(
        ContactEntry.occurred_at, literal(_ENTRY).label("is_entry"), ContactEntry.id.label("id")
    ).where(ContactEntry.matter_id == matter_id, ContactEntry.occurred_at <= reader.now, ~only_news)


def _news_places(reader: Reader, matter_id: UUID) -> Any:
    return select(
        Development.occurred_at, literal(_NEWS).label("is_entry"), Development.id.label("id")
    ).where(Development.matter_id == matter_id, Development.occurred_at <= reader.now)


def _entries(reader: Reader, ids: Collection[UUID]) -> dict[UUID, EntryRow]:
    query = entry_columns().where(ContactEntry.id.in_(ids))
    return {row.id: row for row in whole(reader, reader.session.execute(query).all())} if ids else {}


def _news(reader: Reader, matter_id: UUID, ids: Sequence[UUID]) -> dict[UUID, News]:
    """These developments with what the log says of them."""
    if not ids:
        return {}
    query = select(*(getattr(Development, one.name) for one in fields(DevelopmentRow)))
    rows = [DevelopmentRow(*row) for row in reader.session.execute(query.where(Development.id.in_(ids)))]
    linked = (
        select(
            EntryDevelopment.development_id,
            EntryDevelopment.telling,
            ContactEntry.id,
            ContactEntry.occurred_at,
            ContactEntry.with_client,
        )
        .join(ContactEntry, ContactEntry.id == EntryDevelopment.entry_id)
        .where(
            EntryDevelopment.development_id.in_(ids),
            ContactEntry.withdrawn_at.is_(None),
            ContactEntry.occurred_at <= reader.now,
        )
        .order_by(ContactEntry.occurred_at, ContactEntry.id)
    )
    told: dict[UUID, tuple[datetime, UUID]] = {}
    brought: dict[UUID, UUID] = {}
    for link in reader.session.execute(linked):
        if link.telling is Telling.TOLD:
            told.setdefault(link.development_id, (link.occurred_at, link.id))
        elif not link.with_client:
            brought.setdefault(link.development_id, link.id)
    notices = _entries(reader, set(brought.values()))
    return {
        row.id: News(
            row,
            told_at=told[row.id][0] if row.id in told else None,
            told_by=told[row.id][1] if row.id in told else None,
            notice=notices[brought[row.id]] if row.id in brought else None,
        )
        for row in rows
    }
