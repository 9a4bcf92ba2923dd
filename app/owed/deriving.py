"""What is owed, derived from the log, the plans and the calendar, of all matters or of one: apart what waits for a
reply, which changes with every hour, and what changes by day and by what is written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from app.contactlog.queries import AwaitingReply, FollowUpRow, awaiting_reply, follow_ups, untold_developments
from app.contactlog.warnings import emergency_contacts
from app.hours.queries import work_time
from app.matters.development_queries import DevelopmentRow
from app.matters.key_date_queries import KeyDateRow, key_dates
from app.matters.queries import MatterRow, matters_of
from app.matters.turning import StoodThen, stood_then
from app.matters.words import MatterStatus
from app.owed.attending import unheard
from app.owed.caught import files_caught, with_catchers
from app.owed.duties import duties
from app.owed.forgotten import Forgotten, forgotten, undated
from app.owed.items import OwedItem, OwedState
from app.owed.making import (
    development_item,
    follow_up_item,
    key_date_item,
    reply_item,
    stays_owed,
    update_item,
)
from app.owed.notice import has_notice
from app.owed.replies import clients_outside, whose_of
from app.promises.queries import TermsBook, terms_book
from app.schedule.queries import UpdateDue, dues_until
from app.storage.transaction import Reader
from app.workdays.worktime import WorkTime


@dataclass(frozen=True, slots=True)
class Derived:
    """What is owed but for replies, and the files that nobody has a next date for; neither in any order."""

    items: list[OwedItem]
    lost: list[Forgotten]


@dataclass(frozen=True, slots=True)
class _Sources:
    """What the items are made from, each read once: what cannot be listed is left out before its matter is read."""

    updates: list[UpdateDue]
    untold: tuple[DevelopmentRow, ...]
    agreed: list[FollowUpRow]
    dates: list[KeyDateRow]
    unheard: frozenset[UUID]
    """Of the dates those that the client still has to hear of."""
    undated: set[UUID]
    scheduled: Collection[str]
    """The matters that have an update schedule, by the digits of their ids."""

    def matters(self) -> set[UUID]:
        """Whose they are."""
        whole: list[Iterable[UpdateDue | DevelopmentRow | FollowUpRow | KeyDateRow]]
        whole = [self.updates, self.untold, self.agreed, self.dates]
        named = (one.matter_id for rows in whole for one in rows)
        return self.undated.union(matter_id for matter_id in named if matter_id is not None)


class Deriving:
    """What is read once, as far as it is asked for, to derive what is owed at the reader's moment: in one matter, or
    in all."""

    def __init__(self, reader: Reader, matter_id: UUID | None = None) -> None:
        self._reader = reader
        self._matter_id = matter_id

    @cached_property
    def _where(self) -> WorkTime:
        return work_time(self._reader)

    @cached_property
    def _terms(self) -> TermsBook:
        return terms_book(self._reader)

    @cached_property
    def _stood(self) -> StoodThen:
        return stood_then(self._reader, None if self._matter_id is None else [self._matter_id])

    def settled(self, last_day: date) -> Derived:
        """What is owed but for replies: what is late or due, and what comes by ``last_day``."""
        reader = self._reader
        sources = self._read(last_day)
        matters = self._matters(sources.matters())
        items = with_catchers(reader, self._items(sources, matters))
        undated_ones = sorted(
            (matters[one] for one in sources.undated & matters.keys()), key=lambda row: row.number
        )
        lost = files_caught(reader, forgotten(reader, undated_ones))
        return Derived([item for item in items if listed(item, last_day, reader)], list(lost))

    def waiting(self) -> tuple[AwaitingReply, ...]:
        """What waits for a reply."""
        return awaiting_reply(self._reader, self._matter_id)

    def replies(self, waiting: Collection[AwaitingReply]) -> list[OwedItem]:
        """What is owed to what waits for a reply, on whatever day; nothing for what is not to be seen."""
        if not waiting:
            return []
        reader = self._reader
        matters = self._matters({one.matter_id for one in waiting if one.matter_id is not None})
        outside = clients_outside(reader, waiting)
        items = (
            reply_item(reader, whose, one, self._where, self._terms)
            for one in waiting
            if (whose := whose_of(one, matters, outside))
        )
        return _with_emergency(reader, list(with_catchers(reader, items)))

    def duties(self, last_day: date) -> list[OwedItem]:
        """What the firm's own house owes, as far as it is late or due or comes by ``last_day``."""
        reader = self._reader
        items = with_catchers(reader, duties(reader, last_day, self._matter_id))
        return [item for item in items if listed(item, last_day, reader)]

    def _read(self, last_day: date) -> _Sources:
        reader, matter_id = self._reader, self._matter_id
        closed = bool(self._stood)  # what is closed now may have run then: `_items` leaves out what did not
        updates, scheduled = dues_until(reader, self._where.calendar, last_day, matter_id, closed=closed)
        agreed = follow_ups(reader, matter_id=matter_id, open_only=True, closed=closed)
        pending = key_dates(reader, matter_id, pending_on=reader.today, closed=closed)
        dates = [one for one in pending if stays_owed(one, reader.today)]
        untold = unheard(reader, dates, self._where.calendar)  # due now, however far ahead the day itself is
        dated = {one.matter_id.hex for one in agreed if one.matter_id and one.due_on}
        dated.update(scheduled, (one.matter_id.hex for one in dates))
        return _Sources(
            updates=list(updates.values()),
            untold=untold_developments(reader, matter_id, closed=closed),
            agreed=[one for one in agreed if one.due_on is not None and one.due_on <= last_day],
            dates=[one for one in dates if one.id in untold or has_notice(one, last_day, reader.today)],
            unheard=untold,
            undated=undated(reader, dated, matter_id, self._stood),
            scheduled=scheduled,
        )

    def _matters(self, ids: set[UUID]) -> dict[UUID, MatterRow]:
        rows = matters_of(self._reader, ids) if ids else {}
        for one in self._stood.keys() & rows.keys():
            stage, status = self._stood[one]
            rows[one] = replace(rows[one], stage=stage, status=status)
        return rows

    def _items(self, sources: _Sources, matters: Mapping[UUID, MatterRow]) -> Iterator[OwedItem]:
        reader = self._reader
        extra = Counter(news.matter_id for news in sources.untold if not (news.essential or news.urgent))
        for due in sources.updates:
            if (matter := matters.get(due.matter_id)) and matter.status is MatterStatus.OPEN:
                yield update_item(reader, matter, due, extra.get(due.matter_id, 0) if extra else 0)
        for news in sources.untold:
            if (matter := matters.get(news.matter_id)) and matter.status is not MatterStatus.CLOSED:
                waits = matter.status is MatterStatus.OPEN and news.matter_id.hex in sources.scheduled
                yield development_item(reader, matter, news, self._where, self._terms, waits=waits)
        outside = clients_outside(reader, sources.agreed)
        for agreed in sources.agreed:
            whose = whose_of(agreed, matters, outside)
            if whose and not (whose.matter and whose.matter.status is MatterStatus.CLOSED):
                yield follow_up_item(reader, whose, agreed)
        for key in sources.dates:
            if (matter := matters.get(key.matter_id)) and matter.status is not MatterStatus.CLOSED:
                yield key_date_item(reader, matter, key, unheard=key.id in sources.unheard)


def listed(item: OwedItem, last_day: date, reader: Reader) -> bool:
    """Whether an item is late or due, or comes by ``last_day``, or is a key date of which notice is given before."""
    source = item.source
    if isinstance(source, KeyDateRow) and has_notice(source, last_day, reader.today):
        return True
    return comes_by(item, last_day, reader)


def comes_by(item: OwedItem, last_day: date, reader: Reader) -> bool:
    """Whether an item is late or due, or comes by ``last_day``."""
    if item.state is not OwedState.UPCOMING:
        return True
    due = item.due
    if isinstance(due, datetime):
        due = due.astimezone(reader.zone).date()
    return due is not None and due <= last_day


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
