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
from app.matters.words import MatterStatus
from app.owed.items import OwedItem, OwedKind, OwedState, Whose, of_matter, stays_owed
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
    whose: Whose
    person_id: UUID | None
    text: str
    done: bool = False
    late: bool = False
    urgent: bool = False

    @property
    def title(self) -> str:
        """The matter, or the client outside any."""
        return self.whose.matter.title if self.whose.matter else self.whose.client


_KINDS = {
    OwedKind.UPDATE: DayKind.UPDATE,
    OwedKind.KEY_DATE: DayKind.KEY_DATE,
    OwedKind.FOLLOW_UP: DayKind.FOLLOW_UP,
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
        day: tuple(sorted(items, key=lambda one: (one.done, one.at or time(), not one.late, one.title)))
        for day, items in found.items()
    }


def _owed(reader: Reader, last: date) -> Iterator[DayItem]:
    """What is still to do, as Today has it."""
    ahead = max(0, (last - reader.today).days)
    for item in owed(reader, days=ahead).items:
        if item.due is not None:
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
        _KINDS[item.kind], day, at, item.whose, item.person_id, item.text, late=late, urgent=item.urgent
    )


def _dated(reader: Reader, matters: dict[UUID, MatterRow], first: date, last: date) -> Iterator[DayItem]:
    """What is done or has passed and so is owed no more; it stays on its day."""
    for key in key_dates(reader, first=first, last=last):
        matter = matters[key.matter_id]
        if not stays_owed(key, reader.today) or matter.status is MatterStatus.CLOSED:
            person = matter.responsible_id or matter.point_of_contact_id
            whose = of_matter(matter)
            yield DayItem(DayKind.KEY_DATE, key.on, key.at, whose, person, key.title, key.done_at is not None)
    for agreed in follow_ups(reader, first=first, last=last):
        done = agreed.done_at is not None and agreed.done_at <= reader.now
        if not done or agreed.due_on is None or agreed.matter_id is None:
            continue
        matter = matters[agreed.matter_id]
        person = agreed.colleague_id or matter.point_of_contact_id or matter.responsible_id
        text = agreed.text if agreed.side is FollowUpSide.FIRM else f"{agreed.who}: {agreed.text}"
        yield DayItem(DayKind.FOLLOW_UP, agreed.due_on, None, of_matter(matter), person, text, done)


def _given(reader: Reader, matters: dict[UUID, MatterRow], first: date, last: date) -> Iterator[DayItem]:
    begin = datetime.combine(first, time(), tzinfo=reader.zone)
    end = datetime.combine(last + timedelta(days=1), time(), tzinfo=reader.zone)
    for matter_id, moment, author_id in given_updates(reader, begin, end):
        local = reader.local(moment)
        yield DayItem(
            DayKind.UPDATE,
            local.date(),
            local.time(),
            of_matter(matters[matter_id]),
            author_id,
            "update",
            done=True,
        )
