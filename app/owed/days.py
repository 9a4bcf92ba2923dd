"""What lies on which day, for the calendar: updates owed and given, key dates, follow-ups, replies (PRACTICE D4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from app.contactlog.queries import follow_ups, given_updates
from app.contactlog.words import FollowUpSide
from app.matters.queries import MatterRow, key_dates, list_matters
from app.owed.items import OwedItem, OwedKind, OwedState
from app.owed.queries import owed
from app.storage.transaction import Reader


class DayKind(StrEnum):
    """What an item on a day is."""

    UPDATE = "update"
    KEY_DATE = "key_date"
    FOLLOW_UP = "follow_up"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class DayItem:
    """One thing on one day. ``at`` is local, None for the whole day; ``person_id`` whose it is."""

    kind: DayKind
    day: date
    at: time | None
    matter: MatterRow
    person_id: UUID | None
    text: str
    done: bool = False
    late: bool = False
    urgent: bool = False


_KINDS = {
    OwedKind.UPDATE: DayKind.UPDATE,
    OwedKind.DEVELOPMENT: DayKind.REPLY,
    OwedKind.ACKNOWLEDGEMENT: DayKind.REPLY,
    OwedKind.ANSWER: DayKind.REPLY,
}


def days(
    reader: Reader, first: date, last: date, *, person_id: UUID | None = None
) -> dict[date, tuple[DayItem, ...]]:
    """Everything from ``first`` to ``last``, by day and time; what is done stays on its day with a tick."""
    found: dict[date, list[DayItem]] = defaultdict(list)
    matters = {row.id: row for row in list_matters(reader)}
    for item in (
        *_owed(reader, last),
        *_dated(reader, matters, first, last),
        *_given(reader, matters, first, last),
    ):
        if first <= item.day <= last and (person_id is None or item.person_id == person_id):
            found[item.day].append(item)
    return {
        day: tuple(
            sorted(items, key=lambda one: (one.done, one.at or time(), not one.late, one.matter.title))
        )
        for day, items in found.items()
    }


def _owed(reader: Reader, last: date) -> Iterator[DayItem]:
    """Updates and replies as Today has them; follow-ups and key dates come whole, done ones too."""
    ahead = max(0, (last - reader.today).days)
    for item in owed(reader, days=ahead).items:
        if item.kind in _KINDS and item.due is not None:
            yield _day_item(reader, item)


def _day_item(reader: Reader, item: OwedItem) -> DayItem:
    due = item.due
    if isinstance(due, datetime):
        local = reader.local(due)
        day, at = local.date(), local.time().replace(second=0, microsecond=0)
    else:
        day, at = due or reader.today, None
    late = item.state is OwedState.OVERDUE
    return DayItem(
        _KINDS[item.kind], day, at, item.matter, item.person_id, item.text, late=late, urgent=item.urgent
    )


def _dated(reader: Reader, matters: dict[UUID, MatterRow], first: date, last: date) -> Iterator[DayItem]:
    for key in key_dates(reader, first=first, last=last):
        matter = matters[key.matter_id]
        done = key.done_at is not None
        person = matter.responsible_id or matter.point_of_contact_id
        yield DayItem(DayKind.KEY_DATE, key.on, key.at, matter, person, key.title, done)
    for agreed in follow_ups(reader):
        if agreed.matter_id is None or agreed.due_on is None or not first <= agreed.due_on <= last:
            continue
        matter = matters[agreed.matter_id]
        done = agreed.done_at is not None and agreed.done_at <= reader.now
        person = agreed.colleague_id or matter.point_of_contact_id or matter.responsible_id
        ours = agreed.side is FollowUpSide.FIRM
        text = agreed.text if ours else f"{agreed.who}: {agreed.text}"
        late = not done and agreed.due_on < reader.today
        yield DayItem(DayKind.FOLLOW_UP, agreed.due_on, None, matter, person, text, done, late)


def _given(reader: Reader, matters: dict[UUID, MatterRow], first: date, last: date) -> Iterator[DayItem]:
    begin = datetime.combine(first, time(), tzinfo=reader.zone)
    end = datetime.combine(last + timedelta(days=1), time(), tzinfo=reader.zone)
    for matter_id, moment, author_id in given_updates(reader, begin, end):
        local = reader.local(moment)
        yield DayItem(
            DayKind.UPDATE, local.date(), local.time(), matters[matter_id], author_id, "update", done=True
        )
