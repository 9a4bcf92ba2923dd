"""What is done with stays on its day: key dates that have passed, actions that are done (PRACTICE D4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

from app.clients.queries import client_names
from app.contactlog.follow_ups import say_who
from app.contactlog.queries import FollowUpRow, follow_ups
from app.contactlog.words import FollowUpSide
from app.matters.key_date_queries import KeyDateRow, key_dates
from app.matters.queries import MatterRow, matters_of
from app.matters.words import MatterStatus
from app.owed.calendar.day_items import Among, DayItem, DayKind
from app.owed.items import Whose, of_matter
from app.owed.making import stays_owed
from app.storage.transaction import Reader


def done_with(reader: Reader, first: date, last: date, among: Among) -> Iterator[DayItem]:
    """Key dates that have passed and actions that are done: they are owed no more, and stay on their day."""
    dates = key_dates(reader, among.matter_id, first=first, last=last)
    agreed = [
        one
        for one in follow_ups(reader, matter_id=among.matter_id, first=first, last=last, done_only=True)
        if one.due_on is not None
    ]
    ids = {one.matter_id for one in dates} | {one.matter_id for one in agreed if one.matter_id is not None}
    matters = matters_of(reader, ids) if ids else {}
    yield from _past_dates(reader, dates, matters)
    yield from _done_actions(reader, agreed, matters)


def _past_dates(
    reader: Reader, dates: Iterable[KeyDateRow], matters: Mapping[UUID, MatterRow]
) -> Iterator[DayItem]:
    for key in dates:
        matter = matters[key.matter_id]
        if not stays_owed(key, reader.today) or matter.status is MatterStatus.CLOSED:
            yield date_item(key, matter)


def date_item(key: KeyDateRow, matter: MatterRow) -> DayItem:
    """A key date that is owed no more."""
    cancelled = key.cancelled_at is not None or key.withdrawn_at is not None
    return DayItem(
        DayKind.KEY_DATE,
        key.on,
        key.at,
        of_matter(matter),
        matter.responsible_id or matter.point_of_contact_id,
        f"{key.title} (cancelled)" if cancelled else key.title,
        key.done_at is not None,
        source_id=key.id,
        cancelled=cancelled,
    )


def _done_actions(
    reader: Reader, agreed: Iterable[FollowUpRow], matters: Mapping[UUID, MatterRow]
) -> Iterator[DayItem]:
    outside = {one.client_id for one in agreed if one.matter_id is None and one.client_id is not None}
    names = client_names(reader, outside) if outside else {}
    for one in agreed:
        if one.matter_id is not None:
            whose = of_matter(matters[one.matter_id])
        elif one.client_id in names:
            whose = Whose(one.client_id, names[one.client_id])
        else:
            continue
        text = one.text if one.side is FollowUpSide.FIRM else f"{say_who(one.who)}: {one.text}"
        person = one.colleague_id or whose.contact_id
        if one.due_on is not None:
            yield DayItem(DayKind.FOLLOW_UP, one.due_on, None, whose, person, text, True, source_id=one.id)
