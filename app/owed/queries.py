"""The one list of what is owed, worst first, and of the files that nobody has a next date for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from app.contactlog.queries import AwaitingReply, FollowUpRow, awaiting_reply, follow_ups, untold_developments
from app.contactlog.warnings import emergency_contacts
from app.hours.queries import work_time
from app.kernel.collector import collector_held
from app.matters.development_queries import DevelopmentRow
from app.matters.key_date_queries import KeyDateRow, key_dates
from app.matters.queries import MatterRow, matters_of
from app.matters.turning import StoodThen, stood_then
from app.matters.words import MatterStatus
from app.owed.caught import files_caught, with_catchers
from app.owed.forgotten import Forgotten, forgotten, undated
from app.owed.items import (
    OwedItem,
    OwedState,
    development_item,
    follow_up_item,
    key_date_item,
    reply_item,
    stays_owed,
    update_item,
)
from app.owed.replies import clients_outside, whose_of
from app.owed.snooze.queries import snoozes, with_snoozes
from app.promises.queries import TermsBook, terms_book
from app.schedule.queries import UpdateDue, dues_until
from app.storage.transaction import Reader
from app.workdays.worktime import WorkTime

__all__ = ["AHEAD", "Forgotten", "Owed", "owed"]

AHEAD = 7
"""Days ahead that are listed unless somebody asks for more."""


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed at a moment."""

    items: tuple[OwedItem, ...]
    forgotten: tuple[Forgotten, ...]

    def count(self, state: OwedState) -> int:
        """How many items stand so."""
        return sum(item.state is state for item in self.items)

    def within(self, reader: Reader, days: int) -> Owed:
        """The same, as `owed` says it for ``days`` that are no more than these were read for."""
        last_day = _last_day(reader, days)
        return Owed(tuple(item for item in self.items if _listed(item, last_day, reader)), self.forgotten)


@dataclass(frozen=True, slots=True)
class _Sources:
    """What the items are made from, each read once: what cannot be listed is left out before its matter is read."""

    updates: list[UpdateDue]
    untold: tuple[DevelopmentRow, ...]
    replies: tuple[AwaitingReply, ...]
    agreed: list[FollowUpRow]
    dates: list[KeyDateRow]
    undated: set[UUID]
    scheduled: Collection[str]
    """The matters that have an update schedule, by the digits of their ids."""
    terms: TermsBook

    def matters(self) -> set[UUID]:
        """Whose they are."""
        whole: list[Iterable[UpdateDue | DevelopmentRow | AwaitingReply | FollowUpRow | KeyDateRow]]
        whole = [self.updates, self.untold, self.replies, self.agreed, self.dates]
        named = (one.matter_id for rows in whole for one in rows)
        return self.undated.union(matter_id for matter_id in named if matter_id is not None)


def owed(
    reader: Reader, *, days: int = AHEAD, person_id: UUID | None = None, matter_id: UUID | None = None
) -> Owed:
    """What is owed in matters that run, and replies in closed ones: all that is late or due, and what comes within
    ``days``; worst first.

    Derived from the log, the plans and the calendar at the reader's moment; nothing is stored (PRACTICE D2, E3).
    """
    with collector_held():
        return _owed(reader, days, person_id, matter_id)


def _owed(reader: Reader, days: int, person_id: UUID | None, matter_id: UUID | None) -> Owed:
    where = work_time(reader)
    last_day = _last_day(reader, days)
    stood = stood_then(reader, None if matter_id is None else [matter_id])
    sources = _read(reader, where, last_day, matter_id, stood)
    matters = _matters(reader, sources.matters(), stood)
    items = [
        item
        for item in with_catchers(reader, _items(reader, sources, matters, where))
        if (person_id is None or item.concerns(person_id)) and _listed(item, last_day, reader)
    ]
    among = None if matter_id is None else {item.source_id for item in items}
    items = _with_emergency(reader, items)
    items = with_snoozes(reader, items, snoozes(reader, among))
    items.sort(key=lambda item: item.sort_key(reader))
    undated_ones = sorted(
        (matters[one] for one in sources.undated & matters.keys()), key=lambda row: row.number
    )
    lost = files_caught(reader, forgotten(reader, undated_ones))
    return Owed(tuple(items), tuple(one for one in lost if person_id is None or one.concerns(person_id)))


def _last_day(reader: Reader, days: int) -> date:
    return reader.today + timedelta(days=min(days, (date.max - reader.today).days))


def _read(
    reader: Reader, where: WorkTime, last_day: date, matter_id: UUID | None, stood: StoodThen
) -> _Sources:
    closed = bool(stood)  # what is closed now may have run then: `_items` leaves out what did not
    updates, scheduled = dues_until(reader, where.calendar, last_day, matter_id, closed=closed)
    agreed = follow_ups(reader, matter_id=matter_id, open_only=True, closed=closed)
    pending = key_dates(reader, matter_id, pending_on=reader.today, closed=closed)
    dates = [one for one in pending if stays_owed(one, reader.today)]
    dated = {one.matter_id.hex for one in agreed if one.matter_id and one.due_on}
    dated.update(scheduled, (one.matter_id.hex for one in dates))
    return _Sources(
        updates=list(updates.values()),
        untold=untold_developments(reader, matter_id, closed=closed),
        replies=awaiting_reply(reader, matter_id),
        agreed=[one for one in agreed if one.due_on is not None and one.due_on <= last_day],
        dates=[one for one in dates if one.on <= last_day],
        undated=undated(reader, dated, matter_id, stood),
        scheduled=scheduled,
        terms=terms_book(reader),
    )


def _matters(reader: Reader, ids: set[UUID], stood: StoodThen) -> dict[UUID, MatterRow]:
    rows = matters_of(reader, ids) if ids else {}
    for one in stood.keys() & rows.keys():
        stage, status = stood[one]
        rows[one] = replace(rows[one], stage=stage, status=status)
    return rows


def _items(
    reader: Reader, sources: _Sources, matters: Mapping[UUID, MatterRow], where: WorkTime
) -> Iterator[OwedItem]:
    extra = Counter(news.matter_id for news in sources.untold if not (news.essential or news.urgent))
    for due in sources.updates:
        if (matter := matters.get(due.matter_id)) and matter.status is MatterStatus.OPEN:
            yield update_item(reader, matter, due, extra.get(due.matter_id, 0) if extra else 0)
    for news in sources.untold:
        if (matter := matters.get(news.matter_id)) and matter.status is not MatterStatus.CLOSED:
            waits = matter.status is MatterStatus.OPEN and news.matter_id.hex in sources.scheduled
            yield development_item(reader, matter, news, where, sources.terms, waits=waits)
    outside = clients_outside(reader, [*sources.replies, *sources.agreed])
    for waiting in sources.replies:
        if whose := whose_of(waiting, matters, outside):
            yield reply_item(reader, whose, waiting, where, sources.terms)
    for agreed in sources.agreed:
        whose = whose_of(agreed, matters, outside)
        if whose and not (whose.matter and whose.matter.status is MatterStatus.CLOSED):
            yield follow_up_item(reader, whose, agreed)
    for key in sources.dates:
        if (matter := matters.get(key.matter_id)) and matter.status is not MatterStatus.CLOSED:
            yield key_date_item(reader, matter, key)


def _with_emergency(reader: Reader, items: list[OwedItem]) -> list[OwedItem]:
    """Of what was urgent and came out of hours is said who is reached then (B4)."""
    late = {item.matter_id for item in items if item.course is not None and item.course.after_hours}
    if not late:
        return items
    reached = emergency_contacts(reader, late)
    return [
        replace(item, emergency=reached[item.matter_id])
        if item.course is not None and item.course.after_hours
        else item
        for item in items
    ]


def _listed(item: OwedItem, last_day: date, reader: Reader) -> bool:
    if item.state is not OwedState.UPCOMING:
        return True
    due = item.due
    if isinstance(due, datetime):
        due = due.astimezone(reader.zone).date()
    return due is not None and due <= last_day
